"""Commands that show statutory clocks and what falls due by them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import typer

from foothold.cli.context import Format, print_rows

DAY = ["%Y-%m-%d"]
Style = Annotated[Format, typer.Option("--format", help="How to print.")]


def register(app: typer.Typer) -> None:
    """Add `clocks` to the command line."""
    topic = typer.Typer(no_args_is_help=True, help="Statutory clocks: limits with their dates and sources.")
    topic.command("list")(list_clocks)
    topic.command("variations")(list_variations)
    topic.command("due")(print_due)
    topic.command("visit")(print_visit)
    app.add_typer(topic, name="clocks")


def list_clocks(
    on: Annotated[
        datetime | None, typer.Option("--on", formats=DAY, help="Only limits for clocks that start on this day.")
    ] = None,
    style: Style = Format.TABLE,
) -> None:
    """Every clock with its limit, who set it, the dates between which it holds, and its source."""
    from foothold.terms.clocks import clocks

    columns = (
        "code", "clock", "event", "starts", "amount", "unit", "kind", "seen", "valid_from", "valid_to", "source",
    )  # fmt: skip
    rows = [
        (
            one.code, one.name, one.event, one.starts, one.amount, one.unit.value, one.kind.value,
            one.seen.value or None, _known(one.valid_from), _known(one.valid_to), one.source,
        )
        for one in clocks()
        if on is None or one.valid_from <= on.date() <= one.valid_to
    ]  # fmt: skip
    print_rows(columns, rows, style)


def list_variations(style: Style = Format.TABLE) -> None:
    """What regulations changed for a while: no fixed limit, or a visit held by telephone or video lawful."""
    from foothold.terms.clocks import variations

    columns = ("clock", "valid_from", "valid_to", "effect", "source")
    rows = [(one.clock, one.valid_from, one.valid_to, one.effect.value, one.source) for one in variations()]
    print_rows(columns, rows, style)


def print_due(
    clock: Annotated[str, typer.Argument(metavar="CLOCK", help="Readable name, as `foothold clocks list` shows.")],
    start: Annotated[datetime, typer.Option("--from", formats=DAY, help="The day the clock starts.")],
    done: Annotated[datetime | None, typer.Option(formats=DAY, help="The day the step was done.")] = None,
    as_at: Annotated[
        datetime | None, typer.Option(formats=DAY, help="The day asked about; the day done if none.")
    ] = None,
    style: Style = Format.TABLE,
) -> None:
    """When a step is due, and whether it was in time."""
    from foothold.terms.clocks import clock_for, due_day, last_day_in_time, timeliness

    begun, limit = start.date(), clock_for(clock, start.date())
    asked = as_at or done
    standing: Any = timeliness(clock, begun, done.date() if done else None, asked.date()).value if asked else None
    row = (
        clock,
        begun,
        limit.amount,
        limit.unit.value,
        due_day(clock, begun),
        last_day_in_time(clock, begun),
        standing,
    )
    print_rows(("clock", "start", "amount", "unit", "due", "last_day_in_time", "standing"), [row], style)


def print_visit(
    clock: Annotated[str, typer.Argument(metavar="CLOCK", help="Readable name, as `foothold clocks list` shows.")],
    day: Annotated[datetime, typer.Option("--on", formats=DAY, help="The day of the visit or review.")],
    face_to_face: Annotated[bool, typer.Option("--face-to-face/--remote", help="How it was held.")],
    recorded: Annotated[
        bool | None,
        typer.Option("--recorded/--not-recorded", help="Whether the grounds of a remote one were written down."),
    ] = None,
    style: Style = Format.TABLE,
) -> None:
    """Whether a visit or review was face to face, and whether it was lawful: two facts, never one."""
    from foothold.terms.clocks import contact

    found = contact(clock, day.date(), face_to_face=face_to_face, recorded=recorded)
    row = (clock, day.date(), "yes" if found.face_to_face else "no", found.lawful.value)
    print_rows(("clock", "day", "face_to_face", "lawful"), [row], style)


def _known(day: date) -> date | None:
    """A date of the file, or nothing for one that stands for always or still."""
    from foothold.terms.clocks import ALWAYS, STILL

    return None if day in (ALWAYS, STILL) else day
