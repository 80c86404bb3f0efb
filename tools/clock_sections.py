"""The statutory clocks, for their page of the reference."""

from __future__ import annotations

from datetime import date

from foothold.terms.clocks import ALWAYS, STILL, Clock, clocks, variations
from tools.markdown import code, table


def clocks_parts() -> tuple[str, ...]:
    """The introduction, every limit, and what regulations changed for a while."""
    introduction = (
        "How long each step may take. A clock goes by the limit in force on the day it starts; working days are "
        "England's, and the first day is 0. *Seen* says who requires that the child is seen in person. The lines are "
        "in `src/foothold/terms/statutory_clocks.csv` and `clock_variations.csv`; a council puts its own standard in "
        "place of a local one."
    )
    limits = table(
        ("Guidance", "Clock", "What is due", "After", "Limit", "Set by", "Seen", "Holds", "Source"),
        map(_clock_row, clocks()),
    )
    changed = table(
        ("Clock", "Holds", "Effect", "Source"),
        ((code(one.clock), span(one.valid_from, one.valid_to), code(one.effect), one.source) for one in variations()),
    )
    return (
        introduction,
        limits,
        f"## What regulations changed for a while\n\n{_WHILE}\n\n{changed}",
        _CLOCKS_IN_SQL,
    )


_WHILE = (
    "`no_fixed_limit`: due as soon as reasonably practicable, for a last day that falls in that time. `remote_lawful`: "
    "a visit or review by telephone or video was lawful on that day. `remote_lawful_if_recorded`: the same, on grounds "
    "of coronavirus and with a record. A visit by video may be lawful; it is never face to face."
)
_CLOCKS_IN_SQL = (
    "## In an indicator's SQL\n\nJoin `clock_due_days(clock, start_day, due_day, last_day_in_time)` on the clock and "
    "its first day. What was done by `last_day_in_time` is in time. `statutory_clocks(clock, from_date, to_date, "
    "amount, unit)` and `clock_variations(clock, from_date, to_date, effect)` hold the lines themselves, both dates "
    "included."
)


def _clock_row(clock: Clock) -> tuple[str, ...]:
    limit = f"{clock.amount} {clock.unit.replace('_', ' ')}"
    holds = span(clock.valid_from, clock.valid_to)
    return (
        clock.code, code(clock.name), clock.event, clock.starts, limit, clock.kind, clock.seen.replace("_", " "), holds,
        clock.source,
    )  # fmt: skip


def span(first: date, last: date) -> str:
    """The days between which something holds, in words."""
    began = "" if first == ALWAYS else f"from {first}"
    return f"{began} {'' if last == STILL else f'to {last}'}".strip()
