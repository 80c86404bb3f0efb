"""Figures of one indicator and grouping kept together as arrays: a row for each period, a column for each part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import compress
from typing import TYPE_CHECKING, Any

from foothold.indicators.definition import Indicator
from foothold.indicators.measures import Outcomes, State, Totals
from foothold.terms.reporting_periods import Period

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, Any]

Slice = tuple[str | None, ...]
Grouping = tuple[str, ...]


@dataclass(frozen=True)
class FigureBlock:
    """One indicator's figures for one grouping, in arrays of periods by parts."""

    indicator: Indicator
    by: Grouping
    periods: Sequence[Period]
    parts: Sequence[Slice]
    outcomes: Outcomes


@dataclass(frozen=True)
class PartTotals:
    """The totals that rows make for one grouping: of each the day a period ends, the part and the numbers."""

    days: Sequence[date]
    parts: Sequence[Slice]
    totals: Totals

    def laid(self, places: Mapping[date, int], parts: Sequence[Slice]) -> Totals:
        """The totals as arrays of periods by parts, in these places; zeros and no summary where no row fell."""
        import numpy as np

        shape = len(places), len(parts)
        column = {part: place for place, part in enumerate(parts)}
        at = _numbered(self.days, places) * len(parts) + _numbered(self.parts, column)
        arrays = Totals(np.zeros(shape), np.zeros(shape), np.full(shape, np.nan))
        for array, numbers in zip(arrays, self.totals, strict=True):
            array.flat[at] = numbers
        return arrays

    def as_shares(self, by: Grouping, mix: str) -> PartTotals:
        """Each part considered among all of the mix: those of the council, or of each team if teams were asked for."""
        import numpy as np

        others = [place for place, name in enumerate(by) if name != mix]
        keys = [(day, *(part[place] for place in others)) for day, part in zip(self.days, self.parts, strict=True)]
        number = _numbered(keys, {key: place for place, key in enumerate(dict.fromkeys(keys))})
        whole = np.bincount(number, self.totals.counted)
        return replace(self, totals=self.totals._replace(considered=whole[number]))


def no_totals() -> PartTotals:
    """The totals of no row at all."""
    import numpy as np

    return PartTotals([], [], Totals(*np.empty((3, 0))))


def totals_of_rows(
    rows: Sequence[tuple[Any, ...]], names: Sequence[str], groupings: Sequence[Grouping]
) -> Iterator[tuple[Grouping, PartTotals]]:
    """Each grouping with its totals. A row has a day, the named slices, whether each is summed over, three totals."""
    import numpy as np

    width = len(names)
    columns = list(zip(*rows, strict=True)) or [()] * (4 + 2 * width)
    numbers = np.array(columns[-3:], dtype=float)
    # Which columns are summed over tells the grouping a row belongs to.
    summed = np.array(columns[1 + width : 1 + 2 * width], dtype=bool).reshape(width, len(rows))
    for by in groupings:
        chosen = (summed == [[name not in by] for name in names]).all(axis=0) if names else np.full(len(rows), True)
        picked = chosen.tolist()
        parts = [compress(columns[1 + names.index(name)], picked) for name in by]
        days = list(compress(columns[0], picked))
        yield by, PartTotals(days, list(zip(*parts, strict=True)) or [()] * len(days), Totals(*numbers[:, chosen]))


@dataclass(frozen=True)
class Reasons:
    """Why periods have no figures: each reason once, and a column of which of them is each period's, -1 for none."""

    states: tuple[State, ...]
    places: Numbers

    @classmethod
    def of(cls, reasons: Sequence[State | None]) -> Reasons:
        """These reasons, one for each period, None where it has figures."""
        import numpy as np

        states = tuple(dict.fromkeys(reason for reason in reasons if reason))
        places = {None: -1, **{state: place for place, state in enumerate(states)}}
        return cls(states, np.array([[places[reason]] for reason in reasons]))


def with_reasons(found: Outcomes, reasons: Reasons) -> Outcomes:
    """The same with no number in a period that has a reason for that, which is then the state of its figures."""
    import numpy as np

    if not reasons.states:
        return found
    told = reasons.places < 0
    numerator, denominator, value = (np.where(told, column, np.nan) for column in found[:3])
    state = np.where(told, found.state, len(found.states) + reasons.places)
    return Outcomes(numerator, denominator, value, state, (*found.states, *reasons.states))


def _numbered(keys: Sequence[Any], places: Mapping[Any, int]) -> Numbers:
    import numpy as np

    return np.fromiter(map(places.__getitem__, keys), dtype=int, count=len(keys))
