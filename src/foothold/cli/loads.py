"""Commands that put returns into the warehouse, list what was loaded, and show what was wrong with it."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from foothold.cli.context import Format, Settings, print_json, print_rows, progress_console
from foothold.cli.identities import keeper_of
from foothold.cli.record import on_record
from foothold.cli.returns import check_profile
from foothold.returns import PROBLEM_COLUMNS
from foothold.terms.errors import Refused
from foothold.terms.nation import ENGLAND
from foothold.terms.numbers import counted

if TYPE_CHECKING:
    from pathlib import Path

    from foothold.warehouse import Load

Style = Annotated[Format, typer.Option("--format", help="How the answer is printed.")]
_COUNTS = ("rows_in", "rows_imported", "rows_set_aside", "problems", "rows_added", "rows_ended", "rows_held_over")
_COLUMNS = ("load_id", "authority", "feed", "profile", "as_at", "loaded_at", "by", "status", *_COUNTS)
_ON_A_TERMINAL = {  # as many as fit into eighty columns
    "load": "load_id",
    "format": "profile",
    "as at": "as_at",
    "kept": "rows_imported",
    "aside": "rows_set_aside",
    "new": "rows_added",
    "ended": "rows_ended",
}


def register(app: typer.Typer) -> None:
    """Add the commands of this topic."""
    app.command("load")(load)
    app.command("loads")(loads)
    app.command("problems")(problems)


def load(
    context: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders or addresses of databases, one for each return."),
    ],
    as_at: Annotated[
        datetime,
        typer.Option(formats=["%Y-%m-%d"], help="The day the extract was taken; of statistics, when published."),
    ],
    authority: Annotated[
        str | None,
        typer.Option(help="Code of the authority whose return it is, as E06000061; published statistics have none."),
    ] = None,
    profile: Annotated[str | None, typer.Option(help="Its format; without this it is recognised by content.")] = None,
    confirm: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="A check that you have looked into.")
    ] = None,
    covers_from: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="First day the return tells all of; else as its format shows."),
    ] = None,
    checks: Annotated[
        bool, typer.Option("--checks/--no-checks", help="Run the cross-table checks over what was loaded.")
    ] = True,
    style: Style = Format.TABLE,
) -> None:
    """Load returns into the warehouse, each whole or not at all."""
    _check_rules(confirm or [])
    check_profile(profile)
    from foothold import warehouse
    from foothold.returns import place_of

    keeper = keeper_of(context.obj.home)
    done: list[Load] = []
    try:
        with progress_console().status("Loading") as status:
            for path in paths:
                loaded = warehouse.load(
                    context.obj.home,
                    place_of(path),
                    authority=authority,
                    as_at=as_at.date(),
                    profile=profile,
                    keep_identities=keeper,
                    progress=lambda step: status.update(escape(step)),
                    confirm=confirm or [],
                    covers_from=covers_from.date() if covers_from else None,
                )
                done.append(loaded)
                on_record(context.obj.home, "load", f"{loaded.load_id} {loaded.status}", loaded.rows_in)
    finally:
        if done:
            _print_loads(done, style)
    for loaded in done:
        print(_closing_words(loaded), file=sys.stderr)
    if checks:
        for code in sorted({one.authority for one in done if one.status != "unchanged"} - {ENGLAND}):
            _check_across_tables(context.obj.home, code)


def loads(
    context: typer.Context,
    authority: Annotated[str | None, typer.Option(help="Only loads of this authority.")] = None,
    style: Style = Format.TABLE,
) -> None:
    """List what was loaded, in the order in which it came."""
    from foothold import warehouse

    _refuse_without_warehouse(context.obj)
    _print_loads(warehouse.loads(context.obj.home, authority), style)


def problems(
    context: typer.Context,
    load_id: Annotated[str, typer.Argument(metavar="LOAD", help="Identifier of the load, as foothold loads lists it.")],
    rows: Annotated[
        bool, typer.Option("--rows", help="Print the rows set aside as they were handed over: personal data.")
    ] = False,
    style: Style = Format.TABLE,
) -> None:
    """Show what was wrong with the return of a load."""
    from foothold import warehouse

    _refuse_without_warehouse(context.obj)
    columns = ("file", "row", "rule", "record") if rows else PROBLEM_COLUMNS
    found: list[Any] = list((warehouse.set_aside if rows else warehouse.problems)(context.obj.home, load_id))
    if rows:
        on_record(context.obj.home, "set-aside rows", load_id, len(found))
    print_rows(columns, ([getattr(each, column) for column in columns] for each in found), style)


def _check_rules(confirm: list[str]) -> None:
    from foothold.warehouse import CONFIRMABLE

    for rule in confirm:
        if rule not in CONFIRMABLE:
            choices = "; ".join(f"{name}: {meaning}" for name, meaning in CONFIRMABLE.items())
            raise typer.BadParameter(f"'{rule}' cannot be confirmed. Rules are - {choices}.", param_hint="--confirm")


def _refuse_without_warehouse(settings: Settings) -> None:
    from foothold import warehouse

    if not warehouse.histories(settings.home):
        warehouse.chosen_authority(settings.home)


def _print_loads(found: list[Load], style: Format) -> None:
    if style is Format.JSON:
        print_json([load.as_json() for load in found])
        return
    columns = _ON_A_TERMINAL if style is Format.TABLE else dict(zip(_COLUMNS, _COLUMNS, strict=True))
    print_rows(
        list(columns), ([getattr(load, name) for name in columns.values()] for load in found), style, unbroken=["load"]
    )


def _closing_words(load: Load) -> str:
    if load.status == "unchanged":
        return f"{load.load_id}: the same files were loaded before; nothing was changed. {_about_names(load)}"
    words = [f"{load.load_id}: {load.rows_imported} rows loaded."]
    if load.problems:
        words.append(f"What is wrong with the return: foothold problems {load.load_id}.")
    if held_over := load.rows_held_over:
        one = held_over == 1
        words.append(
            f"{held_over} row{' stays as it was' if one else 's stay as they were'} known before, "
            f"because the return's own {'was' if one else 'were'} set aside."
        )
    return " ".join([*words, _about_names(load)])


def _check_across_tables(home: Path, authority: str) -> None:
    """Run the checks over the newest load, keep what they found for the data quality page, and say how much it is.

    The load stands whatever becomes of this.
    """
    import duckdb

    from foothold.checks import store_results, stored

    again = f"foothold checks store --authority {authority}"
    try:
        with progress_console().status("Checking across tables") as status:
            store_results(home, authority, status.update)
    except (Refused, duckdb.OutOfMemoryException) as refusal:
        reason = str(refusal) if isinstance(refusal, Refused) else "It needs more memory than is allowed."
        print(f"Not checked across tables. {reason} To try again: {again}.", file=sys.stderr)
        return
    found = [count for count in stored(home, authority).newest.counts.values() if count]
    if not found:
        print("Found at fault across tables: nothing.", file=sys.stderr)
        return
    rows = f"{counted(sum(found), 'record')} by {counted(len(found), 'check')}"
    print(f"Found at fault across tables: {rows}. Which: foothold checks run --authority {authority}.", file=sys.stderr)


def _about_names(load: Load) -> str:
    if load.authority == ENGLAND:
        return "It is kept once and answers for every council."
    if load.identities_kept is None:
        return (
            "Names and addresses were dropped: this home has no database to keep them in. Make one with "
            "foothold serve, then load the return again."
        )
    return f"Names and addresses of {counted(load.identities_kept, 'record')} are kept, encrypted, in its database."
