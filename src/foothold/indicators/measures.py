"""How rows become a figure: what is counted in SQL, and the value that follows from it."""

from __future__ import annotations

from typing import NamedTuple

from foothold.terms.figures import FigureStatus

ROWS_COUNTED = "count(case when in_numerator then 1 end)"
ROWS_CONSIDERED = "count(case when in_denominator then 1 end)"
SUM_COUNTED = "sum(case when in_numerator then value else 0e0 end)"
SUM_CONSIDERED = "sum(case when in_denominator then value else 0e0 end)"

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
    """What a group of rows adds up to: counted, considered, and the summary of values the measure looks at."""

    counted: float
    considered: float
    summary: float | None


class Outcome(NamedTuple):
    """Numerator, denominator and value of a figure, with what they mean when the value is missing."""

    numerator: float | None
    denominator: float | None
    value: float | None
    status: FigureStatus
    missing: str = ""


NOTHING = Totals(0, 0, None)


def totals_sql(measure: str) -> tuple[str, str, str]:
    """The SQL of the three totals for a measure."""
    if measure in _OF_VALUES:
        return SUM_COUNTED, SUM_CONSIDERED, NO_SUMMARY
    return ROWS_COUNTED, ROWS_CONSIDERED, SUMMARIES.get(measure, NO_SUMMARY)


def outcome(measure: str, totals: Totals, population: int | None, sliced: bool) -> Outcome:
    """The figure these totals make. `population` is the whole area's; a part of the service has none."""
    if measure == "rate":
        return _rate(totals, population, sliced)
    if measure in ("longest", "median", "mean"):
        return _given(totals.counted, totals.considered, totals.summary)
    if measure == "sum":
        return _given(totals.counted, totals.considered, round(totals.summary or 0, _DECIMALS))
    if measure == "run":
        return _given(totals.counted, None, totals.counted)
    if measure == "count":
        return _given(totals.counted, totals.considered, totals.counted)
    if measure in _OF_VALUES:
        totals = Totals(round(totals.counted, _DECIMALS), round(totals.considered, _DECIMALS), None)
    if measure == "index":
        totals = Totals(totals.counted, totals.considered / (totals.summary or 1), None)
    return _given(totals.counted, totals.considered, _share(totals, 1 if measure == "ratio" else 100))


def _share(totals: Totals, of: int) -> float | None:
    return of * totals.counted / totals.considered if totals.considered else None


def _rate(totals: Totals, population: int | None, sliced: bool) -> Outcome:
    if sliced or population is None:
        missing = "child_population.population" + (" of each part" if sliced else "")
        return Outcome(totals.counted, None, None, FigureStatus.NOT_COLLECTED, missing)
    return _given(totals.counted, population, PER_CHILDREN * totals.counted / population if population else None)


def _given(numerator: float, denominator: float | None, value: float | None) -> Outcome:
    status = FigureStatus.BLANK if value is None else FigureStatus.VALUE
    return Outcome(plain(numerator), plain(denominator), plain(value), status)


def plain(number: float | None) -> float | None:
    """A whole number without its decimal point, as people write counts; any other number as it is."""
    return int(number) if number is not None and number == int(number) else number
