"""The totals of a stock, written anew: one is added where a stretch begins and taken away where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, islice
from typing import Any

from sqlglot import exp

from foothold.indicators.measures import NO_SUMMARY, ROWS_CONSIDERED, ROWS_COUNTED
from foothold.indicators.populations import POPULATIONS
from foothold.indicators.stretches.flattening import STRETCHES_OF, flat, laid_stretches
from foothold.indicators.stretches.selects import select_of, sources_read
from foothold.indicators.stretches.shapes import OtherShapeError, as_at, conditions, depends_on_day, parsed, written
from foothold.indicators.stretches.sources import PERIODS, Flat
from foothold.terms.reporting_periods import Period

_DAYS = "days_to_periods"
_FIRST, _LAST = ":first_day", ":day_after_last"
_ONE_DAY = timedelta(days=1)

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Quicker:
    """Another statement, and the tables of stretches that it reads: each by its name, in order."""

    sql: str
    stretches: Mapping[str, str]


@dataclass(frozen=True)
class StockTotals:
    """Another way to the totals of a stock: their changes from period to period, and the sets of slices asked for."""

    changes: Quicker
    names: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]

    def changes_over(self, periods: Sequence[Period]) -> Quicker:
        """The statement for these periods: slices, the number of a period, and by how much its totals differ."""
        first, last = (which(period.as_at for period in periods) for which in (min, max))
        sql = self.changes.sql.replace(_FIRST, f"date '{first}'").replace(_LAST, f"date '{last + _ONE_DAY}'")
        return Quicker(sql, self.changes.stretches)

    def rows(self, changes: Iterable[Row], periods: Sequence[Period]) -> list[Row]:
        """What the statement would have returned that is not run: totals of every period and part that has rows."""
        days = sorted(period.as_at for period in periods)
        found = list(changes)
        return [row for by in self.groups for row in self._grouped(found, by, days)]

    def _grouped(self, changes: Sequence[Row], by: Sequence[str], days: Sequence[date]) -> Iterator[Row]:
        flags = tuple(int(name not in by) for name in self.names)
        parts: dict[Row, tuple[list[int], list[int]]] = {}
        for *slices, number, counted, considered in changes:
            part = tuple(None if left_out else one for one, left_out in zip(slices, flags, strict=True))
            if part not in parts:
                parts[part] = ([0] * (len(days) + 2), [0] * (len(days) + 2))
            parts[part][0][number] += counted
            parts[part][1][number] += considered
        for part, totals in parts.items():
            counts = zip(*(islice(accumulate(one), 1, None) for one in totals), strict=True)
            for day, (counted, considered) in zip(days, counts, strict=False):
                if considered:
                    yield (day, *part, *flags, counted, considered, None)


def days_numbered(periods: Sequence[Period]) -> str:
    """A statement that makes a table in DuckDB: each day with the first period that ends then or later."""
    first, last = (which(period.as_at for period in periods) for which in (min, max))
    return f"""create or replace temporary table {_DAYS} as
    select cast(day as date) as day,
        cast(1 + (select count(*) from {PERIODS} where as_at < day) as integer) as number
    from generate_series(date '{first}', date '{last + _ONE_DAY}', interval 1 day) as days(day)"""


@cache
def quicker(sql: str) -> StockTotals | None:
    """Another way to the totals of a stock; None for a statement of another shape."""
    try:
        names, found = _taken_apart(parsed(sql))
        groups = re.findall(r"\(([^()]*)\)", written(parsed(sql).args["group"]))
        sets = tuple(tuple(name for name in group.split(", ") if name != "as_at") for group in groups)
        return StockTotals(Quicker(_changes(names, found), found.laid), tuple(names), sets)
    except OtherShapeError:
        return None


@cache
def quicker_population(name: str) -> Quicker | None:
    """Another way to the rows of a population that has left joins by day; None for one of another shape."""
    try:
        found = flat(parsed(POPULATIONS[name].sql))
        if not found.by_day or found.periods != 1:
            return None
        others = [value for value in found.returned.values() if value != as_at()]
        return None if any(map(depends_on_day, others)) else Quicker(_over_periods(name, found), laid_stretches(name))
    except OtherShapeError:
        return None


def _over_periods(name: str, found: Flat) -> str:
    columns = ", ".join("periods.as_at" if one == "as_at" else f"stretches.{one}" for one in found.returned)
    return (
        f"select {columns} from {PERIODS} as periods join {STRETCHES_OF}{name} as stretches "
        "on stretches.since <= periods.as_at and stretches.until > periods.as_at"
    )


def _taken_apart(totals: exp.Expr) -> tuple[list[str], Flat]:
    """The slices that totals are by, and the SELECT they are of. OtherShapeError unless all rows are considered."""
    if not isinstance(totals, exp.Select) or not isinstance(totals.args["from_"].this, exp.Subquery):
        raise OtherShapeError
    wanted = [written(one) for one in totals.expressions]
    if wanted[-3:] != [_same(one) for one in (ROWS_COUNTED, ROWS_CONSIDERED, NO_SUMMARY)]:
        raise OtherShapeError
    if list(conditions(totals.args["where"].this)) != [exp.true()]:
        raise OtherShapeError
    names = wanted[1 : (len(wanted) - 4) // 2 + 1]
    found = flat(totals.args["from_"].this.this)
    if found.periods != 1 or found.returned["in_denominator"].unnest() != exp.true():
        raise OtherShapeError
    if any(depends_on_day(found.returned[name]) for name in names):
        raise OtherShapeError
    return names, found


@cache
def _same(sql: str) -> str:
    return written(parsed(f"select {sql}").expressions[0])


def _changes(names: Sequence[str], found: Flat) -> str:
    columns = "".join(f"{name}, " for name in names)
    stretches, numbered = _stretches(names, found)
    return f"""with stretches as (
{stretches}
), numbered as (
{numbered}
)
select {columns}number, cast(sum(counted) as bigint) as counted, cast(sum(considered) as bigint) as considered
from (
    select {columns}since as number, counted, considered from numbered
    union all
    select {columns}until, -counted, -considered from numbered
) as changes
group by {columns}number"""


def _stretches(names: Sequence[str], found: Flat) -> tuple[str, str]:
    """The stretches considered and those counted, and the same by the numbers of the periods they begin and end in.

    What is counted on some of the days considered only is told beside them; or apart from them, where rows of other
    days must be joined to tell it.
    """
    slices = {name: found.returned[name] for name in names}
    counted = found.returned["in_numerator"]
    none, one = exp.Literal.number(0), exp.Literal.number(1)
    if not depends_on_day(counted):
        number = exp.case().when(counted, one).else_(none)
        return select_of(found, {**slices, "counted": number, "considered": one}), _numbered(names)
    told = list(conditions(counted))
    alone = sources_read(found, list(slices.values()))
    if not any(one.during for one in sources_read(found, [*slices.values(), *told]) if one not in alone):
        numbered = [_numbered(names, "", "0", "1"), _numbered(names, "counted_", "1", "0")]
        return select_of(found, slices, within=told), "\nunion all\n".join(numbered)
    selects = [
        select_of(found, {**slices, "counted": none, "considered": one}),
        select_of(found, {**slices, "counted": one, "considered": none}, told),
    ]
    return "\nunion all\n".join(selects), _numbered(names)


def _numbered(names: Sequence[str], edge: str = "", counted: str = "counted", considered: str = "considered") -> str:
    columns = "".join(f"{name}, " for name in names)
    return f"""    select {columns}begins.number as since, ends.number as until,
        {counted} as counted, {considered} as considered
    from stretches
    join {_DAYS} as begins on begins.day = greatest(stretches.{edge}since, {_FIRST})
    join {_DAYS} as ends on ends.day = least(stretches.{edge}until, {_LAST})
    where begins.number < ends.number and stretches.{edge}since is not null"""
