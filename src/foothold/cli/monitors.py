"""`foothold monitors`: questions to ask of how records were written, and the rows that make one ask them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from foothold.cli.context import Format, Settings, print_rows
from foothold.cli.record import on_record

if TYPE_CHECKING:
    from foothold.indicators.monitors import Answer

DAY = ["%Y-%m-%d"]


def register(app: typer.Typer) -> None:
    """Add `monitors` to the command line."""
    app.command("monitors")(print_monitors)


def print_monitors(
    context: typer.Context,
    authority: Annotated[str, typer.Option(help="Authority's code; the only loaded one when left out.")] = "",
    as_at: Annotated[
        datetime | None,
        typer.Option(formats=DAY, help="Look at the twelve months to this day, as handed over by then."),
    ] = None,
    event: Annotated[
        list[datetime] | None, typer.Option(formats=DAY, help="Day of a report or visit; give it once for each.")
    ] = None,
    rows: Annotated[str, typer.Option(metavar="MONITOR", help="Print the rows behind this question instead.")] = "",
    style: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TABLE,
) -> None:
    """Questions to ask of the recording, each with what may innocently answer it. They are never findings."""
    from foothold import warehouse
    from foothold.indicators.monitors import MONITORS, Asked, answers, find_monitor

    home = context.ensure_object(Settings).home
    chosen = warehouse.chosen_authority(home, authority or None)
    day = as_at.date() if as_at else None
    monitors = [find_monitor(rows)] if rows else list(MONITORS.values())
    with warehouse.open(home, chosen, as_known=day) as snapshot:
        events = tuple(one.date() for one in event or ())
        asked = Asked(snapshot, day or snapshot.newest_as_at, events, snapshot.holds_everything)
        found = answers(asked, monitors)
    shown = sum(len(one.rows) for one in found) if rows else None
    on_record(home, "monitors", f"{chosen} {rows} as at {asked.as_at}", shown)
    if rows:
        _print_rows(found[0], style)
    else:
        _print_questions(found, style)


def _print_questions(found: Sequence[Answer], style: Format) -> None:
    columns = ("id", "title", "status", "rows", "sentence", "question", "innocent")
    shown = 5 if style is Format.TABLE else len(columns)
    lines = [
        (
            *(one.monitor.id, one.monitor.title, one.status, None if one.missing else len(one.rows)),
            *(one.sentence or f"not run: {one.missing}", one.monitor.question, " ".join(one.monitor.innocent)),
        )
        for one in found
    ]
    print_rows(columns[:shown], [line[:shown] for line in lines], style)


def _print_rows(answer: Answer, style: Format) -> None:
    if answer.missing:
        typer.echo(f"Not run: {answer.missing}.", err=True)
    columns = ("kind", "record", "child", "team", "day", *answer.monitor.columns)
    print_rows(columns, [(one.kind, one.record, one.child, one.team, one.day, *one.told) for one in answer.rows], style)
