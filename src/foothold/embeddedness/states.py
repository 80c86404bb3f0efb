"""Where a measure stands against its target over all its time: achieved, kept, lost, and how often it was lost before.

The states are those of the exit plan by which New Jersey left federal oversight: a standard is to be achieved, then to
be maintained, and one that slips is to be achieved again. They say nothing new about the level; they remember.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foothold.embeddedness.record import Record, meets
from foothold.terms.reporting_periods import long_date

TO_BE_ACHIEVED, UNCONFIRMED, TO_BE_MAINTAINED = "to be achieved", "achieved, unconfirmed", "to be maintained"
EMBEDDED, LAPSED = "embedded", "lapsed"
STATES = (TO_BE_ACHIEVED, UNCONFIRMED, TO_BE_MAINTAINED, EMBEDDED, LAPSED)
_TIMES = {1: "once", 2: "twice"}


@dataclass(frozen=True)
class Spell:
    """A time on target, from the first period of it; `lost` is the first period of its loss, None while it stands."""

    held_from: date
    lost: date | None


@dataclass(frozen=True)
class Standing:
    """A state, how far the present spell has come, and every spell that was lost."""

    state: str
    holding: str  # "holding 7 of 13 weeks"; blank while off target
    relapses: tuple[Spell, ...]

    @property
    def remembered(self) -> str:
        """How often the target was reached and lost again: "relapsed twice, last lost on 3 June 2019"."""
        if not self.relapses:
            return ""
        lost = self.relapses[-1].lost
        times = _TIMES.get(len(self.relapses), f"{len(self.relapses)} times")
        return f"relapsed {times}" + (f", last lost in the period to {long_date(lost)}" if lost else "")

    def as_json(self) -> dict[str, object]:
        """What commands print beside an assessment."""
        spells = [{"held_from": _iso(one.held_from), "lost": _iso(one.lost)} for one in self.relapses]
        return {"state": self.state, "holding": self.holding, "relapses": spells, "remembered": self.remembered}


UNKNOWN = Standing("", "", ())
"""Of a measure that cannot be assessed, or has no target to be held to."""


def standing(record: Record, level: int) -> Standing:
    """The state of a measure whose level has been found, and what its record remembers."""
    spells = list(_spells(record))
    relapses = tuple(spell for spell in spells if spell.lost)
    stands = bool(spells) and spells[-1].lost is None
    if level >= 3:
        state = EMBEDDED if level == 4 else TO_BE_MAINTAINED
    else:
        state = UNCONFIRMED if stands else LAPSED if relapses else TO_BE_ACHIEVED
    return Standing(state, _holding(record, level), relapses)


def _holding(record: Record, level: int) -> str:
    """How many of the periods that the next level but one asks for have been held without a miss."""
    streak = record.periods_on_target(record.newest)
    defaults = record.defaults
    asked = defaults.periods_for_consolidating if level < 3 else defaults.periods_for_embedded
    if not streak:
        return ""
    if streak >= asked:
        return f"held for {streak} {record.series.every}s"
    return f"holding {streak} of {asked} {record.series.every}s"


def _spells(record: Record) -> Iterator[Spell]:
    """Every time the target was held, before the programme too.

    One begins when the target has been met in as many periods running as "tentative" asks. It is lost when the target
    is missed twice running, or once where it is nought. A period that nobody reported neither begins nor ends one.
    """
    tolerated = 0 if record.zero else 1
    met: list[date] = []  # periods on target running, the first of which begins a spell
    missed: list[date] = []  # periods off target running
    held_from: date | None = None
    for day, value in zip(record.series.dates, record.series.values, strict=True):
        if value is None:
            met = met if held_from else []
        elif meets(value, record.target, record.direction):
            met, missed = [*met, day], []
            if held_from is None and len(met) == record.defaults.periods_for_tentative:
                held_from = met[0]
        else:
            met, missed = [], [*missed, day]
            if held_from is not None and len(missed) > tolerated:
                yield Spell(held_from, missed[0])
                held_from = None
    if held_from is not None:
        yield Spell(held_from, None)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
