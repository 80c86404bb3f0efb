"""Flows by day: an event belongs to the periods of its day, found by equality and not by comparing with every period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sqlglot import exp

from foothold.indicators.stretches.flattening import PERIODS
from foothold.indicators.stretches.shapes import conditions, parsed, tables_of, written
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
    tables = [table for table in _inner(select) if table.name == PERIODS]
    pairs = [(table, pair) for table in tables for pair in _pairs(list(_all_of(select)), table.alias_or_name)]
    if len(tables) != 1 or not pairs:
        return False
    table, (since, until) = pairs[0]
    table.set("this", exp.to_identifier(_DAYS_OF))
    until.replace(exp.EQ(this=until.this, expression=exp.column("day", table=table.alias_or_name)))
    since.replace(exp.true())
    return True


def _inner(select: exp.Select) -> Iterator[exp.Table]:
    """The tables of a SELECT that no outer join can leave out."""
    joins = select.args.get("joins") or ()
    if any(join.side not in ("", "LEFT") for join in joins) or "from_" not in select.args:
        return
    for node in (select.args["from_"].this, *(join.this for join in joins if not join.side)):
        if isinstance(node, exp.Table):
            yield node


def _all_of(select: exp.Select) -> Iterator[exp.Expr]:
    """The conditions that every row of a SELECT fulfils."""
    for join in select.args.get("joins") or ():
        if not join.side:
            yield from conditions(join.args.get("on"))
    where = select.args.get("where")
    yield from conditions(where.this if where else None)


def _pairs(told: Sequence[exp.Expr], name: str) -> Iterator[tuple[exp.Expr, exp.Expr]]:
    """That a day is not before the first day of a period, and that it is not after its last, of the same day."""
    start, end = exp.column("period_start", table=name), exp.column("as_at", table=name)
    for since in told:
        for until in told:
            of_one_day = isinstance(since, exp.GTE) and isinstance(until, exp.LTE) and since.this == until.this
            if of_one_day and since.expression == start and until.expression == end and name not in tables_of(since.this):
                yield since, until
