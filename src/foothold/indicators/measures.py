"""How rows become a figure: what is counted in SQL, and the value that follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from typing import TYPE_CHECKING, Any, NamedTuple

from foothold.terms.figures import FigureStatus

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, Any]

ROWS_COUNTED = "count(case when in_numerator then 1 end)"
ROWS_CONSIDERED = "count(case when in_denominator then 1 end)"
SUM_COUNTED = "sum(case when in_numerator then coalesce(value, 0e0) else 0e0 end)"
SUM_CONSIDERED = "sum(case when in_denominator then coalesce(value, 0e0) else 0e0 end)"

# What some measures look at beside the numbers of rows.
SUMMARIES = {
    "longest": "max(case when in_numerator then value end)",
    "index": "max(case when in_denominator then value end)",
    "median": "median(case when in_numerator then value end)",
    "mean": "avg(case when in_numerator then value end)",
    "sum": "sum(case when in_numerator then value end)",
}
_OF_VALUES = ("share_of_value", "ratio")  # sums of the values, of rows counted and of rows considered
NO_SUMMARY = "cast(null as double)"

PER_CHILDREN = 10_000
_DECIMALS = 6  # sums of full-time equivalents come out the same whatever order an engine adds them in


class Totals(NamedTuple):
    """What groups of rows add up to: counted, considered, and the summary of values the measure looks at (or NaN)."""

    counted: Numbers
    considered: Numbers
    summary: Numbers


class State(NamedTuple):
    """What a figure is, and what is missing where there is none to give."""

    status: FigureStatus
    missing: str = ""


_GIVEN = (State(FigureStatus.VALUE), State(FigureStatus.BLANK))


class Outcomes(NamedTuple):
    """Figures in arrays of one shape: numerator, denominator and value, NaN where there is none, and their state.

    `state` holds for each its place among `states`.
    """

    numerator: Numbers
    denominator: Numbers
    value: Numbers
    state: Numbers
    states: tuple[State, ...]

    def each(self) -> Iterator[tuple[float | None, float | None, float | None, FigureStatus, str]]:
        """Every figure by itself, in the order of the arrays: its numbers as people write them, its status and why."""
        numbers = zip(*(map(plain, column.ravel().tolist()) for column in self[:3]), strict=True)
        for (numerator, denominator, value), state in zip(numbers, self.state.ravel().tolist(), strict=True):
            yield numerator, denominator, value, *self.states[state]


def totals_sql(measure: str) -> tuple[str, str, str]:
    """The SQL of the three totals for a measure."""
    if measure in _OF_VALUES:
        return SUM_COUNTED, SUM_CONSIDERED, NO_SUMMARY
    return ROWS_COUNTED, ROWS_CONSIDERED, SUMMARIES.get(measure, NO_SUMMARY)


def outcomes(measure: str, totals: Totals, population: Numbers, sliced: bool) -> Outcomes:
    """The figures these totals make. `population` is the whole area's, or NaN; a part of the service has none."""
    counted, considered, summary = totals
    if measure == "rate":
        return _rate(counted, population, sliced)
    if measure in ("longest", "median", "mean"):
        return _given(counted, considered, summary)
    if measure == "sum":
        return _given(counted, considered, _rounded(_or(0, summary)))
    if measure == "run":
        return _given(counted, _nothing(counted), counted)
    if measure == "count":
        return _given(counted, considered, counted)
    if measure in _OF_VALUES:
        counted, considered = _rounded(counted), _rounded(considered)
    if measure == "index":
        considered = considered / _or(1, summary)
    return _given(counted, considered, _share(1 if measure == "ratio" else 100, counted, considered))


def _rate(counted: Numbers, population: Numbers, sliced: bool) -> Outcomes:
    import numpy as np

    children = np.broadcast_to(np.nan if sliced else population, counted.shape)
    found = _given(counted, children, _share(PER_CHILDREN, counted, children))
    uncounted = State(FigureStatus.NOT_COLLECTED, "child_population.population" + (" of each part" if sliced else ""))
    return found._replace(state=np.where(np.isnan(children), 2, found.state), states=(*found.states, uncounted))


def _given(numerator: Numbers, denominator: Numbers, value: Numbers) -> Outcomes:
    import numpy as np

    return Outcomes(numerator, denominator, value, np.isnan(value).astype(int), _GIVEN)


def _share(of: int, counted: Numbers, considered: Numbers) -> Numbers:
    """So many times what was counted for each considered; NaN where none were."""
    import numpy as np

    return np.divide(of * counted, considered, out=_nothing(counted), where=considered != 0)


def _nothing(like: Numbers) -> Numbers:
    import numpy as np

    return np.full(like.shape, np.nan)


def _or(number: int, given: Numbers) -> Numbers:
    """What is given, or the number where that is nothing or 0."""
    import numpy as np

    return np.where(np.isnan(given) | (given == 0), number, given)


def _rounded(numbers: Numbers) -> Numbers:
    """Rounded as Python does it: NumPy scales first, which may move the last digit."""
    import numpy as np

    rounded = numbers.copy()
    broken = numbers != np.rint(numbers)
    rounded[broken] = [round(one, _DECIMALS) for one in numbers[broken].tolist()]
    return rounded


def plain(number: float | None) -> float | None:
    """A whole number without its decimal point, as people write counts; None of NaN; any other number as it is."""
    if number is None or isnan(number):
        return None
    return int(number) if number == int(number) else number
