"""`foothold report`: write a commissioners' report from a draft, check it, verify it, and say what changed."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foothold.cli.context import Format, Settings, print_json, print_rows
from foothold.terms.errors import Refused

if TYPE_CHECKING:
    from foothold.reports import BuiltReport, DraftCheck

DraftName = Annotated[str, typer.Argument(help="A Markdown file, or the name of a draft that comes with Foothold.")]
Authority = Annotated[str | None, typer.Option(help="Code of the authority; the only one loaded when left out.")]
AsAt = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The report's date; the draft's own if none.")
]
EditionName = Annotated[str, typer.Option(help="minister, council or public.")]
Previous = Annotated[Path | None, typer.Option(help="The report before this one, as built (.html, .pdf or .json).")]
Style = Annotated[Format, typer.Option("--format", help="How the answer is printed.")]


def register(app: typer.Typer) -> None:
    """Add the group `report` to the command line."""
    group = typer.Typer(no_args_is_help=True, help="Reports whose every figure is bound to the data behind it.")
    group.command("build")(build)
    group.command("check")(check)
    group.command("verify")(verify)
    group.command("diff")(diff)
    app.add_typer(group, name="report")


def build(
    context: typer.Context,
    draft: DraftName,
    out: Annotated[Path, typer.Option(help="Where to write the report: a name ending in .html or .pdf.")],
    authority: Authority = None,
    as_at: AsAt = None,
    edition: EditionName = "minister",
    previous: Previous = None,
) -> None:
    """Build a report from a draft, as known on its date."""
    from foothold import reports

    reports.check_output_name(out)
    report = _built(context.obj, draft, authority, as_at, edition, previous)
    reports.write(report, out)
    print(out)
    for warning in report.warnings:
        print(warning, file=sys.stderr)


def check(
    context: typer.Context,
    draft: DraftName,
    authority: Authority = None,
    as_at: AsAt = None,
    edition: EditionName = "minister",
    previous: Previous = None,
    style: Style = Format.TABLE,
) -> None:
    """Say which claims do not hold, which figures and numbers are not bound, and what the draft leaves unsaid."""
    from foothold import reports

    checked = reports.check(_built(context.obj, draft, authority, as_at, edition, previous))
    _print_check(checked, style)
    if checked.failed:
        raise Refused(f"the draft does not stand: {checked.verdict}. Mend the draft or load what is missing.")
    counted = f"claims that hold: {checked.claims}, figures: {checked.figures}"
    print(f"The draft stands ({counted}): {checked.verdict}.", file=sys.stderr)


def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A built report: .html, .pdf or the .json of either.")],
    style: Style = Format.TABLE,
) -> None:
    """Recompute every figure of a built report from the snapshot it is bound to."""
    from foothold import reports

    verified = reports.verify(file, context.obj.home)
    if style is Format.JSON:
        print_json(verified.as_json())
    else:
        print_rows(verified.columns, verified.rows, style)
    if not verified.same:
        raise Refused(verified.sentence)
    print(verified.sentence, file=sys.stderr)


def diff(
    earlier: Annotated[Path, typer.Argument(help="The earlier report, as built.")],
    later: Annotated[Path, typer.Argument(help="The later report, as built.")],
    style: Style = Format.TABLE,
) -> None:
    """Print what changed between two built reports."""
    from foothold import reports

    change = reports.diff(reports.read(earlier), reports.read(later))
    if style is Format.JSON:
        print_json(change.as_json())
    else:
        print_rows(change.columns, change.rows, style)


def _built(
    settings: Settings, draft: str, authority: str | None, as_at: datetime | None, edition: str, previous: Path | None
) -> BuiltReport:
    from foothold import reports

    return reports.build(
        draft,
        home=settings.home,
        authority=authority,
        as_at=as_at.date() if as_at else None,
        edition=edition,
        previous=reports.read(previous) if previous else None,
    )


def _print_check(checked: DraftCheck, style: Format) -> None:
    document: dict[str, Any] = checked.as_json()
    if style is Format.JSON:
        print_json(document)
    else:
        print_rows(checked.columns, checked.rows, style)
