"""Flows by day: the periods of an event are found by its day, not by comparing it with every period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sqlglot import exp

from foothold.indicators.stretches.flattening import parts_of
from foothold.indicators.stretches.shapes import OtherShapeError, conditions, parsed, tables_of, written
from foothold.indicators.stretches.sources import PERIODS
from foothold.terms.reporting_periods import Period

_DAYS_OF = "days_of_periods"
_MOST_DAYS = 200_000


def days_laid(periods: Sequence[Period]) -> str | None:
    """A statement that makes the table of every day of every period in DuckDB; None for more days than are worth it."""
    if sum((period.as_at - period.start).days + 1 for period in periods) > _MOST_DAYS:
        return None
    return f"""create or replace temporary table {_DAYS_OF} as
    select cast(unnest(generate_series(period_start, as_at, interval 1 day)) as date) as day, period_start, as_at
    from {PERIODS}"""


@cache
def by_day(sql: str) -> str:
    """The same statement where each event of a period is joined by its day; itself where it has none."""
    if PERIODS not in sql:
        return sql
    tree = parsed(sql).copy()
    changed = [_changed(select) for select in list(tree.find_all(exp.Select))]
    return written(tree) if any(changed) else sql


def _changed(select: exp.Select) -> bool:
    try:
        parts = list(parts_of(select))
    except OtherShapeError:
        return False
    told = [one for part in parts if not part.left for one in conditions(part.on)]
    told += conditions(select.args["where"].this if select.args.get("where") else None)
    tables = [part.node for part in parts if part.is_periods and not part.left]
    pairs = [pair for table in tables for pair in _pairs(told, table.alias_or_name)]
    if len(tables) != 1 or not pairs:
        return False
    (table,), (since, until) = tables, pairs[0]
    table.set("this", exp.to_identifier(_DAYS_OF))
    until.replace(exp.EQ(this=until.this, expression=exp.column("day", table=table.alias_or_name)))
    since.replace(exp.true())
    return True


def _pairs(told: Sequence[exp.Expr], name: str) -> Iterator[tuple[exp.Expr, exp.Expr]]:
    """That a day is not before the first day of a period, and that it is not after its last, of the same day."""
    start, end = exp.column("period_start", table=name), exp.column("as_at", table=name)
    begins = [one for one in told if isinstance(one, exp.GTE) and one.expression == start]
    ends = [one for one in told if isinstance(one, exp.LTE) and one.expression == end]
    for since in begins:
        for until in ends:
            if since.this == until.this and name not in tables_of(since.this):
                yield since, until
