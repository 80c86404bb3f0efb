"""How an indicator's values are spread, so that nobody has to read a mean alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from foothold.indicators.definition import Indicator
from foothold.indicators.engines import DuckDBEngine, Engine
from foothold.indicators.figures import missing_field, period_to
from foothold.indicators.indicator_files import find
from foothold.indicators.source import Source
from foothold.terms.errors import Refused


@dataclass(frozen=True)
class Band:
    """How many values lie above `above` and up to `up_to`, both in the unit of the value; None is without end."""

    above: float | None
    up_to: float | None
    rows: int


@dataclass(frozen=True)
class Distribution:
    """The values of one group of rows. All None and no bands where there is no value."""

    slices: dict[str, str | None]
    rows: int
    smallest: float | None
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None
    ninetieth: float | None
    largest: float | None
    bands: tuple[Band, ...]
    values: tuple[float, ...]


def distribution(
    source: Source, indicator_id: str, as_at: date, by: Sequence[str] = (), *, engine: Engine | None = None
) -> list[Distribution]:
    """The spread of `value` over the rows considered, for the whole or for each part, those without a name last.

    Quantiles lie between neighbouring values, as a spreadsheet's do. Refused when the indicator's rows have no value,
    when it has no such slice, or when a field it needs was never loaded.
    """
    indicator = find(indicator_id)
    _check(indicator, source, by)
    engine = engine or DuckDBEngine(source.connection)
    engine.prepare([period_to(indicator, as_at)])
    names = ", ".join((*by, "value"))
    sql = f"select {names}\nfrom (\n{indicator.select}\n) as found\nwhere in_denominator and value is not null"
    rows = sorted(engine.rows(sql, indicator.populations), key=lambda row: [(part is None, part or 0) for part in row])
    if not rows and not by:
        return [summarise({}, (), indicator.bands)]
    return [
        summarise(dict(zip(by, part, strict=True)), [row[-1] for row in group], indicator.bands)
        for part, group in groupby(rows, key=lambda row: row[:-1])
    ]


def summarise(slices: dict[str, str | None], numbers: Sequence[float], bands: Sequence[float] = ()) -> Distribution:
    """The spread of these numbers, with a band up to each limit and one beyond the last."""
    ordered = tuple(sorted(numbers))
    limits = [None, *bands, None]
    return Distribution(
        slices=slices,
        rows=len(ordered),
        smallest=_quantile(ordered, 0),
        lower_quartile=_quantile(ordered, 0.25),
        median=_quantile(ordered, 0.5),
        upper_quartile=_quantile(ordered, 0.75),
        ninetieth=_quantile(ordered, 0.9),
        largest=_quantile(ordered, 1),
        bands=tuple(Band(above, up_to, _between(ordered, above, up_to)) for above, up_to in pairwise(limits) if bands),
        values=ordered,
    )


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _between(ordered: Sequence[float], above: float | None, up_to: float | None) -> int:
    return sum((above is None or number > above) and (up_to is None or number <= up_to) for number in ordered)


def _check(indicator: Indicator, source: Source, by: Sequence[str]) -> None:
    if not indicator.bands:
        raise Refused(f"The rows of {indicator.id} have no value to be spread. Ask for its figures instead.")
    for name in by:
        if name not in indicator.slices:
            raise Refused(f"{indicator.id} has no slice '{name}'. Choose among {', '.join(indicator.slices)}.")
    if missing := missing_field(indicator, source):
        raise Refused(
            f"{indicator.id} was not collected: the newest return does not hold {missing}. Load one that does."
        )
