"""One table of a return merged into that table's history, as SQL.

Every history row carries `row_hash` (of all stored values), `seen_from` (as-at date of the return that first held it)
and `seen_to` (as-at date of the first return that no longer did; null while it holds). A correction ends one row and
opens another, so nothing that was once reported is overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.tables import Column, ColumnType, Table
from foothold.warehouse.engine import quoted
from foothold.warehouse.records import TableChange

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class History:
    """The file that holds a table's history so far, and the declared columns it holds."""

    path: Path
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Merged:
    """What merging one table came to; `written` tells whether a new file had to be made."""

    change: TableChange
    content: str  # hash of the arriving rows, whatever order they came in
    written: bool


def merge(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    *,
    arriving: Path,
    history: History | None,
    as_at: date,
    complete: bool,
    into: Path,
) -> Merged:
    """Merge the rows in `arriving` and write the new history to `into` if anything changed.

    `complete` says what absence means: a row missing from a full extract has gone; a row missing from a window has not,
    and is ended only by a row with the same key and other content.
    """
    _read_arriving(connection, table, arriving)
    _read_current(connection, table, history)
    connection.execute(f"create or replace temp table ending as {_ending(table, complete=complete)}")
    added, ended, held, content = _one(connection, _COUNTS)
    if added or ended:
        connection.execute(
            f"copy ({_new_history(table, history, as_at)}) to {quoted(into)} (format parquet, compression zstd)"
        )
    return Merged(TableChange(added, ended, held + added - ended), content, written=bool(added or ended))


_COUNTS = """
select
    (select count(*) from arriving anti join holding using (row_hash)),
    (select count(*) from ending),
    (select count(*) from holding),
    (select md5(coalesce(string_agg(row_hash, '' order by row_hash), '')) from arriving)
"""


def projection(column: Column, present: bool = True) -> str:
    """A declared column with its declared type, empty when the file was written before the column was declared."""
    return f"{_name(column) if present else 'null'}::{column.type.sql} as {_name(column)}"


def _read_arriving(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    typed = ", ".join(projection(column) for column in table.stored_columns)
    connection.execute(
        f"create or replace temp table arriving as select {_row_hash(table)} as row_hash, * "
        f"from (select {typed} from read_parquet({quoted(path)}))"
    )


def _read_current(connection: duckdb.DuckDBPyConnection, table: Table, history: History | None) -> None:
    keys = ", ".join(_name(table.column(name)) for name in table.key)
    rows = (
        f"from read_parquet({quoted(history.path)}) where seen_to is null" if history else "from arriving where false"
    )
    connection.execute(f"create or replace temp table holding as select row_hash, {keys} {rows}")


def _ending(table: Table, *, complete: bool) -> str:
    gone = "select * from holding anti join arriving using (row_hash)"
    if complete:
        return gone
    keys = ", ".join(_name(table.column(name)) for name in table.key)
    return f"select * from ({gone}) semi join arriving using ({keys})"


def _new_history(table: Table, history: History | None, as_at: date) -> str:
    names = ", ".join(_name(column) for column in table.stored_columns)
    day = f"date {quoted(as_at.isoformat())}"
    opened = (
        f"select row_hash, {day} as seen_from, null::date as seen_to, {names} "
        "from arriving anti join holding using (row_hash)"
    )
    if history is None:
        return opened
    before = ", ".join(projection(column, column.name in history.columns) for column in table.stored_columns)
    ends = "seen_to is null and row_hash in (select row_hash from ending)"
    return (
        f"select row_hash, seen_from, case when {ends} then {day} else seen_to end as seen_to, {before} "
        f"from read_parquet({quoted(history.path)}) union all {opened}"
    )


def _row_hash(table: Table) -> str:
    """MD5 over name and value of every filled column: a text carries its length, so no two rows spell the same.

    Empty columns leave no trace, so declaring a further column does not make every old row look corrected.
    """
    return f"md5(concat({', '.join(_spelled(column) for column in table.stored_columns)}))"


def _spelled(column: Column) -> str:
    name = _name(column)
    value = f"strlen({name}), ':', {name}" if column.type is ColumnType.TEXT else name
    label = f"chr(31) || {quoted(column.name)} || chr(30)"
    return f"case when {name} is null then '' else concat({label}, {value}) end"


def _name(column: Column) -> str:
    return f'"{column.name}"'


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple:
    row = connection.execute(query).fetchone()
    assert row is not None, "a query of aggregates always has one row"  # noqa: S101
    return row
