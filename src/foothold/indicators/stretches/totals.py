"""The totals of a stock, written anew: one is added where a stretch begins and taken away where it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from sqlglot import exp

from foothold.indicators.measures import NO_SUMMARY, ROWS_CONSIDERED, ROWS_COUNTED
from foothold.indicators.populations import POPULATIONS
from foothold.indicators.stretches.flattening import STRETCHES_OF, flat, laid_stretches
from foothold.indicators.stretches.selects import select_of
from foothold.indicators.stretches.shapes import OtherShapeError, as_at, conditions, depends_on_day, parsed
from foothold.indicators.stretches.sources import PERIODS, Flat
from foothold.terms.reporting_periods import Period

_NUMBERED, _DAYS = "numbered_periods", "days_to_periods"
_FIRST, _LAST = ":first_day", ":day_after_last"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Quicker:
    """Another statement for the same rows, and the tables of stretches that it reads: each by its name, in order."""

    template: str
    stretches: dict[str, str]

    def sql(self, periods: Sequence[Period]) -> str:
        """The statement for periods whose numbers are laid."""
        first, last = (which(period.as_at for period in periods) for which in (min, max))
        return self.template.replace(_FIRST, f"date '{first}'").replace(_LAST, f"date '{last + _ONE_DAY}'")


def numbers_laid(periods: Sequence[Period]) -> list[str]:
    """Statements that make two tables in DuckDB: each period by its number; each day with the first period from it."""
    days = sorted(period.as_at for period in periods)
    numbered = ", ".join(f"({number}, date '{day}')" for number, day in enumerate(days, 1))
    return [
        f"create or replace temporary table {_NUMBERED} as from (values {numbered}) as given(number, as_at)",
        f"""create or replace temporary table {_DAYS} as
        select cast(day as date) as day,
            cast(1 + (select count(*) from {_NUMBERED} where as_at < day) as integer) as number
        from generate_series(date '{days[0]}', date '{days[-1] + _ONE_DAY}', interval 1 day) as days(day)""",
    ]


@cache
def quicker(sql: str) -> Quicker | None:
    """Another way to the totals of a stock; None for a statement of another shape."""
    try:
        names, found = _taken_apart(parsed(sql))
        group = parsed(sql).args["group"].sql(dialect="duckdb")
        return Quicker(_totals(names, found, group), found.laid)
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
    wanted = [one.sql(dialect="duckdb") for one in totals.expressions]
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
    return parsed(f"select {sql}").expressions[0].sql(dialect="duckdb")


def _totals(names: Sequence[str], found: Flat, group: str) -> str:
    columns = "".join(f"{name}, " for name in names)
    partition = f"partition by {', '.join(names)} " if names else ""
    flags = "".join(f"grouping({name}), " for name in names)
    stretches = "\nunion all\n".join(_selects(names, found))
    return f"""with stretches as (
{stretches}
), numbered as (
    select {columns}begins.number as since, ends.number as until, counted, considered
    from stretches
    join {_DAYS} as begins on begins.day = greatest(stretches.since, {_FIRST})
    join {_DAYS} as ends on ends.day = least(stretches.until, {_LAST})
    where begins.number < ends.number
), changes as (
    select {columns}number, sum(counted) as counted, sum(considered) as considered
    from (
        select {columns}since as number, counted, considered from numbered
        union all
        select {columns}until, -counted, -considered from numbered
    ) as changes
    group by {columns}number
), running as (
    select {columns}number,
        sum(counted) over ({partition}order by number) as counted,
        sum(considered) over ({partition}order by number) as considered,
        lead(number) over ({partition}order by number) as next_number
    from changes
)
select as_at, {columns}{flags}cast(sum(counted) as bigint), cast(sum(considered) as bigint), {NO_SUMMARY}
from running
join {_NUMBERED} as periods on periods.number >= running.number and periods.number < running.next_number
where considered <> 0
{group}"""


def _selects(names: Sequence[str], found: Flat) -> Iterator[str]:
    """The stretches considered, and those counted where these are on other days."""
    slices = {name: found.returned[name] for name in names}
    counted = found.returned["in_numerator"]
    none, one = exp.Literal.number(0), exp.Literal.number(1)
    if depends_on_day(counted):
        yield select_of(found, {**slices, "counted": none, "considered": one})
        yield select_of(found, {**slices, "counted": one, "considered": none}, list(conditions(counted)))
    else:
        number = exp.case().when(counted, one).else_(none)
        yield select_of(found, {**slices, "counted": number, "considered": one})
