"""Statutory clocks: how long each step may take, by the rule of its time.

The clocks, and what regulations changed for a while, are data: `statutory_clocks.csv` and `clock_variations.csv`, each
line with its source and its dates. A clock goes by the limit in force on the day it starts. Whether there was a fixed
limit at all goes by its last day; whether a visit could be held by telephone or video goes by the day of the visit.

*In time* counts as the figures do: working days after the first day, so what is done on the weekend after a Friday
limit took no working day more and is in time.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from foothold.terms.errors import Refused
from foothold.terms.reporting_periods import months_before
from foothold.terms.working_days import FIRST_DAY, LAST_DAY, is_working_day

ALWAYS, STILL = date(1900, 1, 1), date(9999, 12, 31)
"""The day before any clock, and the day after: what a blank date in the files stands for."""


class Unit(StrEnum):
    """What a limit is counted in. Hours are read as whole days, because returns give dates."""

    WORKING_DAYS = "working_days"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class Kind(StrEnum):
    """Who set a limit: regulations or statutory guidance, national practice, or the council itself."""

    STATUTORY = "statutory"
    NATIONAL = "national"
    LOCAL = "local"


class Seen(StrEnum):
    """Whether the step is about seeing somebody, and who says that it must be in person."""

    IN_PERSON = "in_person"
    LOCAL = "local"
    NOBODY = ""


class Effect(StrEnum):
    """What a variation changes."""

    NO_FIXED_LIMIT = "no_fixed_limit"
    REMOTE_LAWFUL = "remote_lawful"
    REMOTE_LAWFUL_IF_RECORDED = "remote_lawful_if_recorded"


class Timeliness(StrEnum):
    """How a step stands against its clock."""

    IN_TIME = "in_time"
    LATE = "late"
    RUNNING = "running"  # not done, and not due yet
    NO_FIXED_LIMIT = "no_fixed_limit"  # beyond the usual limit at a time when there was none


class Lawful(StrEnum):
    """Whether a visit or review held in some way was lawful."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"  # lawful with a record, and it is not known whether one was kept
    NOT_SETTLED = "not_settled"  # regulations do not say: the council's own procedure does


@dataclass(frozen=True)
class Clock:
    """One step's limit: so much of a unit after what starts it, for clocks that start between two days."""

    code: str
    name: str
    event: str
    starts: str
    amount: int
    unit: Unit
    kind: Kind
    seen: Seen
    valid_from: date
    valid_to: date
    source: str


@dataclass(frozen=True)
class Variation:
    """What regulations changed about a clock between two days, both included."""

    clock: str
    valid_from: date
    valid_to: date
    effect: Effect
    source: str


@dataclass(frozen=True)
class Contact:
    """A visit or review as two facts that never stand for one another."""

    lawful: Lawful
    face_to_face: bool


@cache
def clocks() -> tuple[Clock, ...]:
    """Every limit, those of one clock in the order of their dates. ValueError where lines of the file contradict."""
    found = tuple(_clock(row) for row in _rows("statutory_clocks.csv"))
    for one in found:
        for other in found:
            if one is not other and one.name == other.name and one.valid_from <= other.valid_from <= one.valid_to:
                raise ValueError(f"statutory_clocks.csv: two limits of {one.name} hold on {other.valid_from}.")
    return found


@cache
def variations() -> tuple[Variation, ...]:
    """Everything regulations changed for a while. ValueError for a clock that is not declared."""
    names = {clock.name for clock in clocks()}
    found = tuple(_variation(row) for row in _rows("clock_variations.csv"))
    for one in found:
        if one.clock not in names:
            raise ValueError(f"clock_variations.csv: there is no clock {one.clock}.")
    return found


def clock_for(name: str, start: date) -> Clock:
    """The limit of a clock that starts on a day. Refused for an unknown clock and for a day when it had no limit."""
    known = [clock for clock in clocks() if clock.name == name]
    if not known:
        raise Refused(f"There is no clock '{name}'. `foothold clocks list` shows those there are.")
    for clock in known:
        if clock.valid_from <= start <= clock.valid_to:
            return clock
    spans = " and ".join(f"{clock.valid_from} to {clock.valid_to}" for clock in known)
    raise Refused(f"The clock '{name}' did not run on {start}: its limits hold from {spans}.")


def due_day(name: str, start: date) -> date:
    """The day by which the step is due. Refused as `clock_for`, and beyond the known bank holidays."""
    clock = clock_for(name, start)
    if clock.unit is Unit.WORKING_DAYS:
        return _working_days_after(start, clock.amount)
    if clock.unit is Unit.MONTHS:
        return months_before(start, -clock.amount)
    return start + timedelta(days=_DAYS[clock.unit](clock.amount))


def last_day_in_time(name: str, start: date) -> date:
    """The last day that counts as in time: the due day, and after working days the days off that follow it."""
    day = due_day(name, start)
    if clock_for(name, start).unit is Unit.WORKING_DAYS:
        while day < LAST_DAY and not is_working_day(day + timedelta(days=1)):
            day += timedelta(days=1)
    return day


def timeliness(name: str, start: date, done: date | None, as_at: date) -> Timeliness:
    """How a step stands at the end of `as_at`. What was done after that day, or before its start, is not done yet."""
    last = last_day_in_time(name, start)
    finished = done is not None and start <= done <= as_at
    ended = done if finished and done else as_at
    if ended <= last:
        return Timeliness.IN_TIME if finished else Timeliness.RUNNING
    return Timeliness.NO_FIXED_LIMIT if Effect.NO_FIXED_LIMIT in effects_on(name, last) else Timeliness.LATE


def contact(name: str, day: date, *, face_to_face: bool, recorded: bool | None = None) -> Contact:
    """Whether a visit or review on a day was lawful, and whether it was face to face.

    `recorded` says whether the grounds of a remote visit were written down; None is not known. Refused as `clock_for`,
    and for a step that is about seeing nobody.
    """
    if clock_for(name, day).seen is Seen.NOBODY and Effect.REMOTE_LAWFUL not in effects_on(name, day):
        raise Refused(f"The clock '{name}' is not about seeing anybody. `foothold clocks list` shows those that are.")
    return Contact(Lawful.YES if face_to_face else _remote_lawful(name, day, recorded), face_to_face)


def effects_on(name: str, day: date) -> frozenset[Effect]:
    """What of a clock is changed on a day."""
    return frozenset(one.effect for one in variations() if one.clock == name and one.valid_from <= day <= one.valid_to)


def _remote_lawful(name: str, day: date, recorded: bool | None) -> Lawful:
    effects = effects_on(name, day)
    if Effect.REMOTE_LAWFUL in effects:
        return Lawful.YES
    if Effect.REMOTE_LAWFUL_IF_RECORDED in effects:
        return {True: Lawful.YES, False: Lawful.NO, None: Lawful.UNKNOWN}[recorded]
    return Lawful.NO if clock_for(name, day).seen is Seen.IN_PERSON else Lawful.NOT_SETTLED


_DAYS = {
    Unit.HOURS: lambda amount: -(-amount // 24),
    Unit.DAYS: lambda amount: amount,
    Unit.WEEKS: lambda amount: 7 * amount,
}


def _working_days_after(start: date, amount: int) -> date:
    day, left = start, amount
    while left:
        day += timedelta(days=1)
        if not FIRST_DAY <= day <= LAST_DAY:
            raise Refused(f"Bank holidays are known from {FIRST_DAY} to {LAST_DAY}: ask about a day between them.")
        left -= is_working_day(day)
    return day


def _rows(file: str) -> list[dict[str, str]]:
    lines = (files("foothold.terms") / file).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _clock(row: dict[str, str]) -> Clock:
    return Clock(
        code=row["code"],
        name=row["clock"],
        event=row["event"],
        starts=row["starts"],
        amount=int(row["amount"]),
        unit=Unit(row["unit"]),
        kind=Kind(row["kind"]),
        seen=Seen(row["seen"]),
        valid_from=_day(row["valid_from"], ALWAYS),
        valid_to=_day(row["valid_to"], STILL),
        source=row["source"],
    )


def _variation(row: dict[str, str]) -> Variation:
    return Variation(
        row["clock"],
        _day(row["valid_from"], ALWAYS),
        _day(row["valid_to"], STILL),
        Effect(row["effect"]),
        row["source"],
    )


def _day(text: str, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise
