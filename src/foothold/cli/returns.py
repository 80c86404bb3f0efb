"""Commands about returns: what a council hands over, checked and loaded."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from foothold.cli.context import Format, print_json, print_rows
from foothold.returns import PROBLEM_COLUMNS, PROFILES, Problem, ReadReturn, place_of, read_handed_over


def register(app: typer.Typer) -> None:
    """Add the commands of this topic."""
    app.command()(check)


def check(
    file: Annotated[str, typer.Argument(help="The file or folder as handed over, or the address of a database.")],
    profile: Annotated[str | None, typer.Option(help="Its format; without this it is recognised by content.")] = None,
    name: Annotated[str | None, typer.Option(help="The name it had when it was uploaded.")] = None,
    style: Annotated[Format, typer.Option("--format", help="How the answer is printed.")] = Format.TABLE,
) -> None:
    """Read a return in a fresh state, store nothing, and say what is wrong with it."""
    check_profile(profile)
    with tempfile.TemporaryDirectory(prefix="foothold-check-") as folder:
        result = read_handed_over(place_of(file), into=Path(folder), profile=profile, name=name)
    if style is Format.JSON:
        print_json(check_document(result))
    else:
        rows = ([getattr(problem, column) for column in PROBLEM_COLUMNS] for problem in result.problems)
        print_rows(PROBLEM_COLUMNS, rows, style)
        _print_summary(result)
    if result.outcome == "refused":
        raise typer.Exit(1)


def check_profile(profile: str | None) -> None:
    """Wrong usage where a format is named that there is not."""
    if profile is not None and profile not in PROFILES:
        known = ", ".join(sorted(PROFILES))
        raise typer.BadParameter(f"there is no format called that. Use one of: {known}.", param_hint="--profile")


def check_document(result: ReadReturn) -> dict[str, Any]:
    """The answer of `foothold check` as the contract words it."""
    return {
        "outcome": result.outcome,
        "profile": result.profile,
        "rows_in": result.rows_in,
        "rows_imported": result.rows_imported,
        "rows_set_aside": result.rows_set_aside,
        "messages": [_message(problem, several=_several(result)) for problem in result.problems],
        "log": result.log,
    }


def _several(result: ReadReturn) -> bool:
    """Whether problems are about several files, or about sheets of one."""
    return len(result.sources) > 1 or bool(
        {problem.file for problem in result.problems} - {source.name for source in result.sources}
    )


def _message(problem: Problem, *, several: bool) -> dict[str, Any]:
    text = f"{problem.file}: {problem.text}" if several else problem.text
    return {"row": problem.row, "column": problem.column, "rule": problem.rule, "text": text}


def _print_summary(result: ReadReturn) -> None:
    typer.echo(
        f"{result.outcome}: {result.profile or 'unknown format'}; {result.rows_in} rows read, "
        f"{result.rows_imported} kept, {result.rows_set_aside} set aside",
        err=True,
    )
