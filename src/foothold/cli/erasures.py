"""The command that removes a child from everything Foothold keeps, and the layers above that it asks to forget."""

from __future__ import annotations

import getpass
import shutil
import sys
from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foothold.cli.context import Format, print_json, print_rows
from foothold.cli.record import on_record
from foothold.terms.errors import Refused
from foothold.terms.numbers import counted

if TYPE_CHECKING:
    from foothold.warehouse import Erased, Forgetter

GROUP = "foothold.erasures"
"""Entry point group: a function that takes the home folder and gives what forgets a child there, or None."""

Child = Annotated[str, typer.Argument(metavar="CHILD", help="The council's own identifier of the child.")]
Authority = Annotated[str | None, typer.Option(help="Code of the authority; not needed where only one is loaded.")]
Reason = Annotated[str, typer.Option(help="Why, by the number of the request: kept, so without a name.")]
Style = Annotated[Format, typer.Option("--format", help="How the answer is printed.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this topic."""
    app.command("erase")(erase)


def erase(
    context: typer.Context,
    child: Child,
    authority: Authority = None,
    reason: Reason = "",
    lift: Annotated[bool, typer.Option("--lift", help="Let an erased child in again with the next return.")] = False,
    style: Style = Format.TABLE,
) -> None:
    """Remove a child from every table, now and in all that was known before; for good."""
    from foothold import warehouse

    home = context.obj.home
    code = warehouse.chosen_authority(home, authority)
    if lift:
        warehouse.lift(home, child, authority=code, reason=reason, by=who())
        on_record(home, "erasure lifted", code, purpose=reason)
        print("The child is taken in again from the next return on; loading the newest again will do.", file=sys.stderr)
        return
    forgetters = forgetters_of(home)
    done = warehouse.erase(
        home,
        [child],
        authority=code,
        reason=reason,
        by=who(),
        forgetters=forgetters,
        announce=lambda marks: on_record(home, "erasure begun", _target(code, marks), purpose=reason),
    )
    on_record(home, "erasure", _target(code, done.marks), done.rows_removed, purpose=reason)
    print_erased(done, style)
    print(_closing_words(done), file=sys.stderr)
    renew_figures(home, code)


def forgetters_of(home: Path) -> list[Forgetter]:
    """What the layers above hand in to be asked when a child is erased from a home."""
    entries = sorted(entry_points(group=GROUP), key=lambda entry: entry.name)
    found = (entry.load()(home.absolute()) for entry in entries)
    return [lambda authority, _children, _records: _results_of_checks(home, authority), *filter(None, found)]


def _results_of_checks(home: Path, authority: str) -> dict[str, int]:
    """Remove what the checks found, which lists rows; it is computed anew when the child is gone."""
    shutil.rmtree(home / "checks" / authority, ignore_errors=True)
    return {}  # they are worked out of the rows, which are counted where they are


def print_erased(done: Erased, style: Format) -> None:
    """Print what was removed by place, with counts."""
    if style is Format.JSON:
        print_json(
            {
                "authority": done.authority,
                "children": len(done.marks),
                "marks": list(done.marks),
                "erased_before": done.begun_again,
                "rows_removed": done.rows_removed,
                "removed": done.rows,
            }
        )
        return
    print_rows(("removed from", "rows"), _sorted(done.rows).items(), style)


def renew_figures(home: Path, authority: str) -> None:
    """Compute what is kept for pages anew: checks after every load, figures where there are any, which still count
    the child."""
    from foothold import checks, indicators

    print("Computing the figures and checks kept for pages without the child.", file=sys.stderr)
    checks.store_results(home, authority)
    try:
        indicators.stored(home, authority)
    except Refused:
        return
    indicators.store_figures(home, authority)


def who() -> str:
    """The person at the command line, as lists and logs name them."""
    return f"command line: {getpass.getuser()}"


def _sorted(rows: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(rows.items()))


def _target(authority: str, marks: tuple[str, ...]) -> str:
    """Who was erased: the mark that tells the child again, and no name."""
    shown = marks[0][:16] if len(marks) == 1 else f"{len(marks)} children"
    return f"{authority} {shown}"


def _closing_words(done: Erased) -> str:
    if not done.rows_removed:
        return "The child had been erased before; nothing was left to remove."
    return (
        f"{counted(done.rows_removed, 'row')} removed. Figures change with this, earlier ones asked with --as-known "
        "too; reports built before keep their numbers, which name nobody. Rows of the child in later returns are set "
        "aside by the rule 'erased'. Restart foothold serve, which holds the newest load in memory. Not reached from "
        "here: the files handed over, exports, and backups made before."
    )
