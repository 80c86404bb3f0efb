"""Commands that run the cross-table checks and show the rows at fault."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foothold.cli.context import Format, Settings, print_rows, progress_console
from foothold.cli.record import on_record

if TYPE_CHECKING:
    from foothold.checks import Check, Result

Authority = Annotated[str, typer.Option(help="Authority's code; the only loaded one when left out.")]
AsAt = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Run over what had been handed over by this day; all when left out."),
]
Style = Annotated[Format, typer.Option("--format", help="How to print.")]


def register(app: typer.Typer) -> None:
    """Add `checks` to the command line."""
    topic = typer.Typer(no_args_is_help=True, help="What in the records cannot be true, or is worth a look.")
    topic.command("list")(list_checks)
    topic.command("run")(run_checks)
    topic.command("rows")(print_faulty_rows)
    topic.command("store")(store)
    app.add_typer(topic, name="checks")


def list_checks(style: Style = Format.TABLE) -> None:
    """Every check: what it finds, how sure it is, and the indicators a fault can move."""
    from foothold.checks import CATALOGUE

    rows = [
        (one.id, one.name, one.title, one.severity, one.table, ", ".join(one.indicators), one.remedy)
        for one in CATALOGUE.values()
    ]
    columns = ("id", "name", "title", "severity", "table", "indicators", "remedy")
    shown = 4 if style is Format.TABLE else len(columns)  # as many as fit into a terminal
    print_rows(columns[:shown], [row[:shown] for row in rows], style)


def run_checks(
    context: typer.Context,
    authority: Authority = "",
    as_at: AsAt = None,
    check: Annotated[list[str] | None, typer.Option(help="Identifier or name; all when left out.")] = None,
    style: Style = Format.TABLE,
) -> None:
    """How many rows each check finds at fault; one whose columns were not collected says so."""
    from foothold.checks import CATALOGUE, find

    chosen = [find(identifier) for identifier in check] if check else list(CATALOGUE.values())
    _, results = _results(context, authority, as_at, chosen)
    rows = [(one.check.id, one.check.name, one.check.severity, one.count, one.status) for one in results]
    print_rows(("id", "name", "severity", "rows", "status"), rows, style)


def print_faulty_rows(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Identifier or readable name of the check.")],
    authority: Authority = "",
    as_at: AsAt = None,
    style: Style = Format.TABLE,
) -> None:
    """The rows a check finds at fault, by their keys; there are as many as `run` counts."""
    from foothold.checks import find

    check = find(identifier)
    chosen, (result,) = _results(context, authority, as_at, [check])
    on_record(context.ensure_object(Settings).home, "checks", f"{chosen} {check.id}", len(result.rows))
    columns = ("table", "record_key", "person_id", "team", *check.shows)
    rows: list[Sequence[Any]] = [
        (check.table, row.record_key, row.person_id, row.team, *row.shown.values()) for row in result.rows
    ]
    print_rows(columns, rows, style)
    if result.missing:
        typer.echo(f"{check.id} {result.status}.", err=True)


def store(context: typer.Context, authority: Authority = "") -> None:
    """Run every check over each load and keep what was found; loads whose results are kept are not run again."""
    from foothold import warehouse
    from foothold.checks import store_results

    home = context.ensure_object(Settings).home
    with progress_console().status("Running checks") as status:
        print(store_results(home, warehouse.chosen_authority(home, authority or None), status.update))


def _results(
    context: typer.Context, authority: str, as_at: datetime | None, chosen: Sequence[Check]
) -> tuple[str, list[Result]]:
    """The authority with its results, and a word on standard error about the data they rest on."""
    from foothold import warehouse
    from foothold.checks import run

    home = context.ensure_object(Settings).home
    code = warehouse.chosen_authority(home, authority or None)
    with warehouse.open(home, code, as_known=as_at.date() if as_at else None) as snapshot:
        found = run(snapshot, chosen)
        typer.echo(f"Checked the {snapshot.feed} history as at {snapshot.newest_as_at}.", err=True)
    return code, found
