"""Signs that a file which reads well is wrong as a whole. They are told, and a load waits until a person has looked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from foothold.returns.engine import named
from foothold.returns.problems import DAYS_LOW, ROW_LIMIT, ProblemLog

if TYPE_CHECKING:
    import duckdb

SPREADSHEET_ROWS = (65_536, 1_048_576)  # what a sheet holds in the old and in the present form of a workbook
_FEWEST_DATES = 20  # different ones; by chance all of them are in the first 12 days once in 100 million files
_FEWEST_DAYS = 4  # dates that are kept by month or quarter all fall on a day or two


def tell_doubts(
    connection: duckdb.DuckDBPyConnection,
    file: str,
    typed: str,
    dates: Iterable[str],
    *,
    ends: Collection[int],
    table: str,
    log: ProblemLog,
) -> None:
    """Tell of a sheet that ends where a spreadsheet ends, and of dates whose days may be months.

    `typed` is the relation of its typed rows, `dates` the names of the date columns of it, and `ends` holds the number
    of its last row and how many records it has.
    """
    for limit in SPREADSHEET_ROWS:
        if limit in ends:
            log.add(ROW_LIMIT, file=file, table=table, count=f"{limit:,}")
    days = list(dates)
    if len(days) * max(ends) >= _FEWEST_DATES and _days_are_low(connection, typed, days):
        log.add(DAYS_LOW, file=file, table=table)


def _days_are_low(connection: duckdb.DuckDBPyConnection, typed: str, dates: list[str]) -> bool:
    highest = _one(connection, f"select {', '.join(f'max(day({named(name)}))' for name in dates)} from {typed}")
    if any(day is not None and day > 12 for day in highest):
        return False
    every = " union ".join(f"select {named(name)} as day from {typed}" for name in dates)
    different, days = _one(connection, f"select count(day), count(distinct day(day)) from ({every})")
    return different >= _FEWEST_DATES and days >= _FEWEST_DAYS


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    row = connection.execute(query).fetchone()
    assert row is not None, "a query of aggregates always has one row"  # noqa: S101
    return row
