"""The rows behind a figure: as many as its numerator, so that every number opens to its cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foothold.indicators.definition import Indicator
from foothold.indicators.engines import DuckDBEngine, Engine
from foothold.indicators.figures import before_the_record, missing_field, period_to
from foothold.indicators.indicator_files import find
from foothold.indicators.source import Source
from foothold.terms.errors import Refused
from foothold.terms.reporting_periods import Period


@dataclass(frozen=True)
class Cases:
    """Rows counted in a numerator. Dates are dates, and a slice that is not known is None."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def cases(
    source: Source,
    indicator_id: str,
    as_at: date,
    where: Mapping[str, str] | None = None,
    period_start: date | None = None,
    *,
    engine: Engine | None = None,
) -> Cases:
    """The rows counted at that date, the largest value first. `where` keeps one part of a slice; "" keeps the unknown.

    Without `period_start` a flow is taken over its own window. Refused for a slice the indicator does not have, for a
    field never loaded, and for a date after the newest load.
    """
    indicator = find(indicator_id)
    where = where or {}
    _check(indicator, source, as_at, where)
    period = Period(period_start, as_at) if period_start else period_to(indicator, as_at)
    if before := before_the_record(period.start, source):
        raise Refused(f"{indicator.id} from {period.start} on was not collected: {before}. Ask for a later date.")
    engine = engine or DuckDBEngine(source.connection)
    engine.prepare([period])
    columns = ("unit_id", "person_id", *indicator.slices, "as_at", "event_date", "value")
    return Cases(columns, engine.rows(_sql(indicator, columns, where), indicator.populations))


def _check(indicator: Indicator, source: Source, as_at: date, where: Mapping[str, str]) -> None:
    for name in where:
        if name not in indicator.slices:
            raise Refused(f"{indicator.id} has no slice '{name}'. Choose among {', '.join(indicator.slices)}.")
    if indicator.measure == "run" and len(where) > 1:
        raise Refused(f"{indicator.id} counts weeks in a row for one slice at a time. Give one of {', '.join(where)}.")
    if missing := missing_field(indicator, source):
        raise Refused(
            f"{indicator.id} was not collected: the newest return does not hold {missing}. Load one that does."
        )
    if as_at > source.newest_as_at:
        raise Refused(
            f"Nothing is known after {source.newest_as_at}. Ask for a date up to then, or load a newer return."
        )


def _sql(indicator: Indicator, columns: Sequence[str], where: Mapping[str, str]) -> str:
    conditions = ["in_numerator", *(_condition(name, part) for name, part in sorted(where.items()))]
    if indicator.measure == "run":
        conditions.append(f"scope = '{next(iter(where), 'council')}'")
    elif indicator.measure == "prevalence" and indicator.mix not in where:
        conditions.append(indicator.rows_of_the_whole)
    return (
        f"select {', '.join(columns)}\nfrom (\n{indicator.select}\n) as found\n"
        f"where {' and '.join(conditions)}\norder by value desc nulls last, unit_id"
    )


def _condition(name: str, part: str) -> str:
    """Values are written into the SQL as quoted text, because not every engine takes parameters."""
    quoted = part.replace("'", "''")
    return f"{name} = '{quoted}'" if part else f"{name} is null"
