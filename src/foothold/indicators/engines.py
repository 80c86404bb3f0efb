"""Where definitions run: the embedded DuckDB, and what every engine is given beside the warehouse's tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from foothold.definitions.inputs import WORKER_ROLES, council_roles, laid, worker_roles_laid
from foothold.indicators.populations import POPULATIONS, populations_used
from foothold.indicators.stretches import Quicker, by_day, days_laid, days_numbered, quicker, quicker_population
from foothold.terms.clocks import clocks, variations
from foothold.terms.reporting_periods import Period
from foothold.terms.worker_roles import WorkerRole
from foothold.terms.working_days import FIRST_DAY, LAST_DAY, bank_holidays

if TYPE_CHECKING:
    import duckdb

INPUTS: dict[str, dict[str, str]] = {
    "reporting_periods": {"period_start": "DATE", "as_at": "DATE"},
    "working_days": {"day": "DATE", "is_working_day": "BOOLEAN", "working_day_number": "BIGINT"},
    "worker_roles": WORKER_ROLES,
    "statutory_clocks": {
        "clock": "VARCHAR", "from_date": "DATE", "to_date": "DATE", "amount": "BIGINT", "unit": "VARCHAR",
    },
    "clock_variations": {"clock": "VARCHAR", "from_date": "DATE", "to_date": "DATE", "effect": "VARCHAR"},
}  # fmt: skip
"""Tables that stand beside the warehouse's: the periods asked for, the calendar, the reading of job titles, the clocks.

Both dates of a clock and of a variation are included. `clock_due_days` gives the due day for any first day.
"""


MANY_PERIODS = 12
"""From how many periods on a stock is counted by the beginnings and ends of its stretches: below, rows are as quick."""


class Engine(Protocol):
    """Runs a definition over one authority's tables."""

    def prepare(self, periods: Sequence[Period]) -> None:
        """Set the periods asked for, and with them forget populations computed for others."""
        ...

    def rows(self, sql: str, populations: Sequence[str]) -> list[tuple[Any, ...]]:
        """Run a statement that names warehouse tables, inputs and these populations."""
        ...


class DuckDBEngine:
    """The default engine. Populations are computed once for all statements over the same periods.

    Over many periods a statement is written anew where that gives the same rows for less work; see `stretches`.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._made: set[str] = set()
        self._periods: Sequence[Period] = ()  # where they are many
        self._by_day = False

    def prepare(self, periods: Sequence[Period]) -> None:
        """Lay the inputs beside the warehouse's views, as temporary tables."""
        self._made = {name for name in self._made if name not in POPULATIONS or not depends_on_periods(name)}
        self._periods = periods if len(periods) >= MANY_PERIODS else ()
        days = days_laid(periods) if self._periods else None
        self._by_day = days is not None
        lay_inputs(self._connection, periods)
        for statement in filter(None, (days_numbered(periods) if self._periods else None, days)):
            self._connection.execute(statement)

    def rows(self, sql: str, populations: Sequence[str]) -> list[tuple[Any, ...]]:
        """Run a statement, making first those populations that are not there yet."""
        if self._periods and (stock := quicker(sql)):
            changes = self._connection.execute(self._laid(stock.changes_over(self._periods))).fetchall()
            return stock.rows(changes, self._periods)
        for name in populations:
            self._make(name)
        return self._connection.execute(self._of_days(sql)).fetchall()

    def _of_days(self, sql: str) -> str:
        return by_day(sql) if self._by_day else sql

    def _laid(self, other: Quicker) -> str:
        """The statement, once the stretches and populations that it reads are there."""
        for name, select in other.stretches.items():
            self._lay(name, select)
        for name in populations_used(other.sql):
            self._make(name)
        return other.sql

    def _make(self, name: str) -> None:
        if name in self._made:
            return
        other = quicker_population(name) if self._periods and depends_on_periods(name) else None
        self._lay(name, self._laid(other) if other else self._of_days(POPULATIONS[name].sql))

    def _lay(self, name: str, select: str) -> None:
        if name in self._made:
            return
        for used in populations_used(select):
            self._make(used)
        self._connection.execute(f"create or replace temporary table {name} as {select}")
        self._made.add(name)


@cache
def depends_on_periods(name: str) -> bool:
    """Whether a population differs from one set of reporting periods to another."""
    return any(
        "reporting_periods" in POPULATIONS[used].sql for used in (*populations_used(POPULATIONS[name].sql), name)
    )


def lay_inputs(connection: duckdb.DuckDBPyConnection, periods: Sequence[Period]) -> None:
    """Make the inputs beside a source's tables, the council's own worker roles among them."""
    for statement in input_statements(periods, council_roles(connection)):
        connection.execute(statement)


def input_statements(periods: Sequence[Period], council: Sequence[WorkerRole] = ()) -> list[str]:
    """Statements that make the inputs in DuckDB."""
    return [
        _table("reporting_periods", [f"(date '{period.start}', date '{period.as_at}')" for period in periods]),
        _calendar(),
        worker_roles_laid(council),
        _table("statutory_clocks", _clock_rows()),
        _table("clock_variations", _variation_rows()),
    ]


def _table(name: str, rows: Sequence[str]) -> str:
    return laid(name, INPUTS[name], rows)


def _clock_rows() -> list[str]:
    return [
        f"('{one.name}', date '{one.valid_from}', date '{one.valid_to}', {one.amount}, '{one.unit.value}')"
        for one in clocks()
    ]


def _variation_rows() -> list[str]:
    return [
        f"('{one.clock}', date '{one.valid_from}', date '{one.valid_to}', '{one.effect.value}')" for one in variations()
    ]


def _calendar() -> str:
    holidays = ", ".join(f"date '{day}'" for day in sorted(bank_holidays()))
    days = f"generate_series(date '{FIRST_DAY}', date '{LAST_DAY}', interval 1 day) as days(moment)"
    flags = (
        f"select day, isodow(day) < 6 and day not in ({holidays}) as is_working_day "
        f"from (select cast(moment as date) as day from {days})"
    )
    number = "cast(sum(case when is_working_day then 1 else 0 end) over (order by day) as bigint)"
    return f"create or replace temporary table working_days as select *, {number} as working_day_number from ({flags})"
