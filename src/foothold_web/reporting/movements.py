"""What moved most in four weeks, and whether such a movement is unusual for the indicator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from foothold.indicators import CATALOGUE, Figure, Indicator

OVER = timedelta(weeks=4)
BEFORE = timedelta(weeks=104)
MOST = 20
OF_FEW = 10  # a share, mean or median of fewer moves with each of them, and says nothing
FEWEST_BEFORE = 26  # movements to compare with
RARE = 0.05  # as large a movement, or a larger one, in at most one of twenty


@dataclass(frozen=True)
class Change:
    """A weekly value four weeks ago and now.

    `unusual`: at most one in twenty of the movements over four weeks in the two years before was as large. None where
    there were too few to compare with.
    """

    earlier: Figure
    later: Figure
    unusual: bool | None

    @property
    def indicator(self) -> Indicator:
        """What was counted."""
        return CATALOGUE[self.later.indicator]


def of(indicator: Indicator, weeks: Sequence[Figure]) -> Change | None:
    """How an indicator's weekly value moved; None where it did not, or one of the two is not known or is of few.

    None either where a new week still fills: such a value falls in every newest week, whatever happens. Nor where only
    the newest state is on record, so that an earlier week is not what was so then.
    """
    if indicator.settles or indicator.newest_only or not weeks:
        return None
    by_day = {figure.as_at: figure for figure in weeks}
    later = by_day[max(by_day)]
    earlier = by_day.get(later.as_at - OVER)
    if earlier is None or earlier.value == later.value or not (_tells(earlier) and _tells(later)):
        return None
    return Change(earlier, later, _is_unusual(by_day.values(), later))


def largest(found: Iterable[Change | None]) -> list[Change]:
    """Those that moved most, relative to the larger of the two values; unusual movements before all others."""
    moved = [change for change in found if change is not None]
    return sorted(moved, key=lambda change: (change.unusual is True, _relative(change)), reverse=True)[:MOST]


def _is_unusual(weeks: Iterable[Figure], later: Figure) -> bool | None:
    values = {week.as_at: week.value for week in weeks if week.value is not None}
    sizes = {
        day: abs(value - values[day - OVER])
        for day, value in values.items()
        if day - OVER in values and day >= later.as_at - BEFORE
    }
    newest = sizes.pop(later.as_at)
    if len(sizes) < FEWEST_BEFORE:
        return None
    return sum(size >= newest for size in sizes.values()) <= RARE * len(sizes)


def _tells(figure: Figure) -> bool:
    return figure.value is not None and (figure.denominator is None or figure.denominator >= OF_FEW)


def _relative(change: Change) -> float:
    earlier, later = change.earlier.value or 0.0, change.later.value or 0.0
    return abs(later - earlier) / max(abs(later), abs(earlier))
