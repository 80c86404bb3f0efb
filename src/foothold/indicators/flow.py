"""Stock and flow: what was there, what came, what went and why, what is left - to the child.

opening + in - out = closing in every period. Opening and closing are counted by the stock's indicator, movements by the
stays in it: two definitions held against one another, and what does not reconcile is unexplained, never absorbed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from foothold import warehouse
from foothold.indicators.engines import DuckDBEngine, Engine
from foothold.indicators.figures import before_the_record
from foothold.indicators.indicator_files import find
from foothold.indicators.ledger import NOMINAL, Ledger, ledger
from foothold.indicators.populations import populations_used
from foothold.indicators.source import Source
from foothold.indicators.stocks import CORRECTED, WAITS, Stock
from foothold.indicators.unallocated import definition_sql
from foothold.terms.errors import Refused
from foothold.terms.reporting_periods import ONE_DAY, Period

IN, OUT = 1, -1


@dataclass(frozen=True)
class Stay:
    """One unit's unbroken time in a stock, from the day it came to the day before it went."""

    unit_id: str
    person_id: str | None
    team: str | None
    began: date | None
    came: date
    went: date
    came_as: str
    left_as: str | None


@dataclass(frozen=True)
class Movement:
    """One unit coming into the stock (direction 1) or leaving it (-1) on a day, and as what."""

    unit_id: str
    person_id: str | None
    team: str | None
    day: date
    name: str
    direction: int


@dataclass(frozen=True)
class PeriodFlow:
    """One period: the stock before it and at its end, every movement in it, and the units that do not reconcile."""

    period: Period
    opening: int
    closing: int
    movements: tuple[Movement, ...]
    unexplained_units: tuple[str, ...]

    def count(self, stock: Stock, name: str) -> int:
        """How many moved so: for a movement either way, those that left less those that came."""
        came = sum(one.name == name and one.direction == IN for one in self.movements)
        left = sum(one.name == name and one.direction == OUT for one in self.movements)
        return came if name in stock.into else left - came

    @property
    def unexplained(self) -> int:
        """What closing holds beyond opening and movements; 0 unless two definitions disagree."""
        return self.closing - self.opening - sum(one.direction for one in self.movements)

    @property
    def reconciles(self) -> bool:
        """Whether every single unit is accounted for: two errors that cancel out are still two."""
        return not self.unexplained_units


def flow(
    source: Source,
    stock: Stock,
    periods: Sequence[Period],
    *,
    definition: str = NOMINAL,
    known: Ledger | None = None,
    engine: Engine | None = None,
) -> list[PeriodFlow]:
    """Each period's opening, movements and closing, as the source knows them.

    `definition` says which meaning of unallocated counts. Refused where a field was never collected, for a stock
    without definitions, and for a period that ends after the newest return.
    """
    _check(source, stock, periods, definition)
    engine = engine or DuckDBEngine(source.connection)
    ends = sorted({day for period in periods for day in (period.start - ONE_DAY, period.as_at)})
    engine.prepare([Period(day, day) for day in ends])
    stays = read_stays(source, stock, definition=definition, known=known, engine=engine)
    counted = _counted(engine, stock) if definition == NOMINAL else _standing(stays, ends)
    return [_period_flow(period, stays, counted) for period in periods]


def read_stays(
    source: Source,
    stock: Stock,
    *,
    definition: str = NOMINAL,
    known: Ledger | None = None,
    engine: Engine,
) -> list[Stay]:
    """Every stay in the stock. The engine must have been made ready for some periods."""
    sql = stock.select
    if _has_definitions(stock):
        known = known or ledger()
        told = {code.id: code.missing(source) for code in known.codes.values()}
        begins = [f"date '{one.begins}'" for one in known.find(definition).versions]
        sql = _WITH_WAITS.format(
            definitions=definition_sql(known, told), name=definition, begins=", ".join(begins), select=stock.select
        )
    return [Stay(*row) for row in engine.rows(sql, populations_used(sql))]


_WITH_WAITS = """with {definitions},
waits as (
    select referral_id, person_id, waiting_since, waiting_until,
        case when waiting_since in ({begins}) then 1 else 0 end as began_with_version
    from definition_spells
    where definition = '{name}'
)
{select}"""


def _has_definitions(stock: Stock) -> bool:
    return f"from {WAITS}\n" in stock.select


def _check(source: Source, stock: Stock, periods: Sequence[Period], definition: str) -> None:
    if definition != NOMINAL and not _has_definitions(stock):
        raise Refused(f"{stock.title} have one definition only. Leave out --definition.")
    if missing := stock.missing(source):
        raise Refused(
            f"{stock.title} were not collected: the newest return does not hold {missing}. Load one that does."
        )
    last = max((period.as_at for period in periods), default=None)
    if last and (before := before_the_record(last, source)):
        raise Refused(f"{stock.title} cannot be counted up to {last}: {before}. Ask for later dates.")
    if periods and max(period.as_at for period in periods) > source.newest_as_at:
        raise Refused(
            f"Nothing is known after {source.newest_as_at}. Ask for dates up to then, or load a newer return."
        )


def _counted(engine: Engine, stock: Stock) -> dict[date, Counter[str]]:
    """The units that the stock's indicator counts on each day asked about."""
    indicator = find(stock.indicator)
    sql = f"select as_at, unit_id\nfrom (\n{indicator.select}\n) as found\nwhere {stock.counted}"
    found: dict[date, Counter[str]] = {}
    for day, unit in engine.rows(sql, indicator.populations):
        found.setdefault(day, Counter())[unit] += 1
    return found


def _standing(stays: Sequence[Stay], days: Sequence[date]) -> dict[date, Counter[str]]:
    """The units of a definition that no indicator counts, from its own stays."""
    return {day: Counter(stay.unit_id for stay in stays if stay.came <= day < stay.went) for day in days}


def incomplete(source: Source, periods: Sequence[Period]) -> str:
    """That some of these periods open before the record begins, in words; blank where all are told whole."""
    first = min((period.start - ONE_DAY for period in periods), default=None)
    before = before_the_record(first, source) if first else ""
    return f"{before[0].upper()}{before[1:]}: what was open before it and closed since is not in it." if before else ""


def _period_flow(period: Period, stays: Sequence[Stay], counted: Mapping[date, Counter[str]]) -> PeriodFlow:
    opening = counted.get(period.start - ONE_DAY, Counter())
    closing = counted.get(period.as_at, Counter())
    movements = tuple(sorted(_movements(stays, period), key=lambda one: (one.day, one.name, one.unit_id)))
    return _reconciled(period, opening, closing, movements)


def _reconciled(
    period: Period, opening: Counter[str], closing: Counter[str], movements: tuple[Movement, ...]
) -> PeriodFlow:
    balance: Counter[str] = Counter(opening)
    balance.subtract(closing)
    for one in movements:
        balance[one.unit_id] += one.direction
    adrift = tuple(sorted(unit for unit, left in balance.items() if left))
    return PeriodFlow(period, opening.total(), closing.total(), movements, adrift)


def _movements(stays: Sequence[Stay], period: Period) -> Iterator[Movement]:
    for stay in stays:
        if period.start <= stay.came <= period.as_at:
            yield Movement(stay.unit_id, stay.person_id, stay.team, stay.came, stay.came_as, IN)
        if period.start <= stay.went <= period.as_at:
            yield Movement(stay.unit_id, stay.person_id, stay.team, stay.went, stay.left_as or "", OUT)


def flow_as_handed_over(home: Path, authority: str, stock: Stock, periods: Sequence[Period]) -> list[PeriodFlow]:
    """Each period as the first return that covered it told it; what later returns changed before it is `corrected`.

    Closing is then what was reported at the time, and the next period opens with it.
    """
    found: list[PeriodFlow] = []
    reported: Counter[str] | None = None
    handed_over = _handed_over(home, authority)
    for known_on, group in groupby(periods, key=lambda period: _first_told(handed_over, period.as_at)):
        asked = list(group)
        with _opened(home, authority, known_on) as snapshot:
            told = flow(snapshot, stock, asked)
            engine = DuckDBEngine(snapshot.connection)
            days = [asked[0].start - ONE_DAY, asked[-1].as_at]
            engine.prepare([Period(day, day) for day in days])
            counted = _counted(engine, stock)
            if reported is not None:
                told[0] = _corrected(told[0], reported, counted.get(days[0], Counter()))
        reported = counted.get(days[1], Counter())
        found += told
    return found


def _handed_over(home: Path, authority: str) -> list[date]:
    """The days of the returns of the kind that answers now; other kinds tell of other days in other ways."""
    with warehouse.open(home, authority) as snapshot:
        return [load.as_at for load in snapshot.loads if load.feed == snapshot.feed]


def _first_told(handed_over: Sequence[date], day: date) -> date | None:
    """The day of the first return that tells of a day; None where none does."""
    return min((as_at for as_at in handed_over if as_at >= day), default=None)


def _opened(home: Path, authority: str, known_on: date | None) -> AbstractContextManager[Any]:
    return warehouse.open(home, authority, as_known=known_on)


def _corrected(told: PeriodFlow, reported: Counter[str], now: Counter[str]) -> PeriodFlow:
    """The period opening with what had been reported, the difference to what is known now being `corrected`."""
    day = told.period.start
    gone = [Movement(unit, None, None, day, CORRECTED, OUT) for unit in (reported - now).elements()]
    new = [Movement(unit, None, None, day, CORRECTED, IN) for unit in (now - reported).elements()]
    return PeriodFlow(
        told.period, reported.total(), told.closing, (*gone, *new, *told.movements), told.unexplained_units
    )


def between(start: date, end: date) -> Period:
    """The one period from the end of one day to the end of another, for a comparison of two stocks."""
    if start >= end:
        raise Refused(f"The first day, {start}, must be earlier than the last, {end}.")
    return Period(start + timedelta(days=1), end)
