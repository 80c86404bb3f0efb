"""Typed rows to files: what the warehouse takes, and apart from it the identities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.returns.conversion import postcode_district, without_members
from foothold.returns.engine import named, quoted
from foothold.tables import TABLES, Column, Table

if TYPE_CHECKING:
    import duckdb

IDENTITIES = "identities"
SET_ASIDE = "set_aside"
SET_ASIDE_KEYS = "set_aside_keys"


def write_table(
    connection: duckdb.DuckDBPyConnection, folder: Path, table: Table, relation: str, held: Mapping[str, str]
) -> int:
    """Write a table's stored columns, and its identities apart; gives the number of rows.

    `relation` holds the typed rows; `held` gives, for each column it has, the SQL expression of that column. What it
    does not have is written as blanks.
    """
    stored = ", ".join(f"{_stored(column, held)} as {named(column.name)}" for column in table.stored_columns)
    rows = _copy(connection, f"select {stored} from {relation}", folder / f"{table.name}.parquet")
    _write_identities(connection, folder, table, relation, held)
    return rows


def _stored(column: Column, held: Mapping[str, str]) -> str:
    value = held.get(column.name)
    if value is None and column.derived_from in held:
        value = postcode_district(held[column.derived_from])
    if value is not None and column.drops:
        value = without_members(value, column.drops)
    return f"({value})::{column.type.sql}" if value is not None else f"null::{column.type.sql}"


def _write_identities(
    connection: duckdb.DuckDBPyConnection, folder: Path, table: Table, relation: str, held: Mapping[str, str]
) -> None:
    identities = [column.name for column in table.identity_columns if column.name in held]
    if not identities:
        return
    (folder / IDENTITIES).mkdir(exist_ok=True)
    columns = [*table.key, *(column.name for column in table.identity_columns)]
    chosen = ", ".join(f"({held.get(name, 'null')})::varchar as {named(name)}" for name in columns)
    present = " or ".join(f"({held[name]}) is not null" for name in identities)
    _copy(connection, f"select {chosen} from {relation} where {present}", folder / IDENTITIES / f"{table.name}.parquet")


def write_set_aside(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the rows that were not taken."""
    _copy(connection, f"select * from {SET_ASIDE} order by file, row", folder / f"{SET_ASIDE}.parquet")


def write_set_aside_keys(
    connection: duckdb.DuckDBPyConnection, folder: Path, table: Table, relation: str, keys: Mapping[str, str]
) -> None:
    """Write which records of a table rows were set aside of, so that these are not taken for gone.

    `keys` gives, for each column of the table that tells them, its expression in `relation`. A record of which the
    columns could not all be read is not among them.
    """
    (folder / SET_ASIDE_KEYS).mkdir(exist_ok=True)
    chosen = ", ".join(f"({value})::{table.column(name).type.sql} as {named(name)}" for name, value in keys.items())
    known = " and ".join(f"{named(name)} is not null" for name in keys)
    _copy(
        connection,
        f"select distinct * from (select {chosen} from {relation}) where {known}",
        folder / SET_ASIDE_KEYS / f"{table.name}.parquet",
    )


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> int:
    """Write what a query yields, and give the number of its rows."""
    copied = connection.execute(f"copy ({query}) to {quoted(str(path))} (format parquet, compression snappy)")
    ((rows,),) = copied.fetchall()
    return rows


def not_collected(held: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """For every table of the warehouse, the stored columns that are not among those `held`."""
    missing: dict[str, tuple[str, ...]] = {}
    for table in TABLES.values():
        has = set(held.get(table.name, ()))
        lacking = tuple(c.name for c in table.stored_columns if c.name not in has and c.derived_from not in has)
        if lacking:
            missing[table.name] = lacking
    return missing
