"""Tables in DuckDB as the warehouse declares them, for tests that draw or state the rows themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from foothold.tables import TABLES

Row = Mapping[str, object]


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every declared table, empty, with the columns that are stored."""
    for table in TABLES.values():
        columns = ", ".join(f"{column.name} {column.type.sql}" for column in table.stored_columns)
        connection.execute(f"create table {table.name} ({columns})")


def fill_tables(connection: duckdb.DuckDBPyConnection, rows: Mapping[str, Sequence[Row]]) -> None:
    """Put rows in place of those that the named tables hold; a row may leave columns out."""
    for table, lines in rows.items():
        connection.execute(f"delete from {table}")
        for row in lines:
            marks = ", ".join("?" for _ in row)
            connection.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", list(row.values()))
