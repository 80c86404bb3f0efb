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

from foothold.returns import OpenRows
from foothold.tables import TABLES, Column, ColumnType, Table
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
class Absence:
    """What it means that a row of the history is not in the return.

    From a `complete` return it has gone; from a window it has only where it is among the `open_rows`. In neither case
    when the return held it in a row that was set aside: then it is in the file `set_aside`.
    """

    complete: bool
    open_rows: tuple[OpenRows, ...] = ()
    set_aside: Path | None = None


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
    absence: Absence,
    into: Path,
) -> Merged:
    """Merge the rows in `arriving` and write the new history to `into` if anything changed.

    A row is ended by one with the same key and other content, and where `absence` means that it has gone.
    """
    _read_arriving(connection, table, arriving)
    _read_current(connection, table, history)
    _find_missing(connection, table, absence, as_at)
    added, ended, held, held_over, content = _one(connection, _COUNTS)
    if added or ended:
        connection.execute(
            f"copy ({_new_history(table, history, as_at)}) to {quoted(into)} (format parquet, compression zstd)"
        )
    change = TableChange(added, ended, held + added - ended, held_over)
    return Merged(change, content, written=bool(added or ended))


_COUNTS = """
select
    (select count(*) from arriving anti join holding using (row_hash)),
    (select count(*) from ending),
    (select count(*) from holding),
    (select count(*) from held_over),
    md5(
        (select coalesce(string_agg(row_hash, '' order by row_hash), '') from arriving)
        || (select coalesce('held over' || string_agg(row_hash, '' order by row_hash), '') from held_over)
    )
"""


def projection(column: Column, present: bool = True) -> str:
    """A declared column with its declared type, empty when the file was written before the column was declared."""
    return f"{_name(column) if present else 'null'}::{column.type.sql} as {_name(column)}"


def known_on(day: date | None) -> str:
    """SQL: whether a row of a history holds, now or as known on a day."""
    if day is None:
        return "seen_to is null"
    literal = f"date {quoted(day.isoformat())}"
    return f"seen_from <= {literal} and (seen_to is null or seen_to > {literal})"


def _read_arriving(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    typed = ", ".join(projection(column) for column in table.stored_columns)
    connection.execute(
        f"create or replace temp table arriving as select {_row_hash(table)} as row_hash, * "
        f"from (select {typed} from read_parquet({quoted(path)}))"
    )


def _read_current(connection: duckdb.DuckDBPyConnection, table: Table, history: History | None) -> None:
    """The rows that hold, with what tells records apart and whether they are open: keys, children and dates."""
    columns = [c for c in table.stored_columns if c.key or c.name == "person_id" or c.type is ColumnType.DATE]
    held = ", ".join(projection(column, not history or column.name in history.columns) for column in columns)
    rows = (
        f"from read_parquet({quoted(history.path)}) where seen_to is null" if history else "from arriving where false"
    )
    connection.execute(f"create or replace temp table holding as select row_hash, {held} {rows}")


def _find_missing(connection: duckdb.DuckDBPyConnection, table: Table, absence: Absence, as_at: date) -> None:
    """Make `ending` of the rows that end, and `held_over` of those that would, had their record not been set aside."""
    keys = ", ".join(_name(table.column(name)) for name in table.key)
    connection.execute(
        f"create or replace temp table missing as select *, row_hash in (select row_hash from holding "
        f"semi join arriving using ({keys})) as corrected from holding anti join arriving using (row_hash)"
    )
    gone = f"from missing where not corrected and ({_gone(table, absence, as_at)})"
    connection.execute(f"create or replace temp table held_over as {_held_over(connection, gone, absence.set_aside)}")
    connection.execute(
        "create or replace temp table ending as select row_hash from missing where corrected "
        f"union all select row_hash {gone} and row_hash not in (select row_hash from held_over)"
    )


def _gone(table: Table, absence: Absence, as_at: date) -> str:
    if absence.complete:
        return "true"
    return (
        " or ".join(f"({is_open(shown, as_at)})" for shown in absence.open_rows if shown.table == table.name) or "false"
    )


def is_open(shown: OpenRows, as_at: date) -> str:
    """SQL: whether a row of its table is one of the open rows meant, as at a day."""
    table = TABLES[shown.table]
    ends, key = _name(table.column(shown.ends)), _name(table.column(table.key[0]))
    day = f"date {quoted(as_at.isoformat())}"
    return f"({ends} is null or {ends} > {day}) and contains({key}, {quoted(shown.identified)})"


def _held_over(connection: duckdb.DuckDBPyConnection, gone: str, set_aside: Path | None) -> str:
    if set_aside is None:
        return f"select row_hash {gone} and false"
    told = f"read_parquet({quoted(set_aside)})"
    columns = ", ".join(f'"{row[0]}"' for row in connection.execute(f"describe from {told}").fetchall())
    return f"select row_hash from (select * {gone}) semi join {told} using ({columns})"


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
