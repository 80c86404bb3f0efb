"""Which rows are about a child: those that name the child, and those that only name a record of the child."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.tables import TABLES, Column, Table
from foothold.warehouse.engine import quoted

if TYPE_CHECKING:
    import duckdb

CHILD = "person_id"


@dataclass(frozen=True)
class Rows:
    """One table's rows in one file, and the declared columns that the file holds."""

    table: Table
    path: Path
    columns: tuple[str, ...]

    @property
    def source(self) -> str:
        """The file as SQL reads it."""
        return f"read_parquet({quoted(self.path.absolute())})"


def names_a_child(column: Column) -> bool:
    """Whether a column holds a child's identifier: the row's own child, a mother, a mother's child."""
    return column.stored and (column.name == CHILD or column.references.endswith(f".{CHILD}"))


@cache
def _about_children() -> frozenset[str]:
    """Tables that name a child, then those that point to one of them, until there are no more."""
    found: set[str] = set()
    while more := {
        table.name
        for table in TABLES.values()
        if table.name not in found
        and any(names_a_child(column) or _owner(column) in found for column in table.stored_columns)
    }:
        found |= more
    return frozenset(found)


def is_about_children(table: str) -> bool:
    """Whether a table's rows are about one child each, named or through another record of the child."""
    return table in _about_children()


def _owner(column: Column) -> str:
    return column.references.partition(".")[0]


def records_named(table: Table) -> dict[str, tuple[str, str]]:
    """The columns that name a record of a child, each with the table and column that hold the record."""
    return {
        column.name: (_owner(column), column.references.partition(".")[2])
        for column in table.stored_columns
        if not names_a_child(column) and _owner(column) != table.name and is_about_children(_owner(column))
    }


def owners(table: Table) -> dict[str, tuple[str, str]]:
    """What tells whose the rows are that name no child; nothing for a table whose every row names one."""
    always = any(names_a_child(column) and column.required for column in table.stored_columns)
    return {} if always else records_named(table)


def children_named(connection: duckdb.DuckDBPyConnection, parts: Iterable[Rows]) -> list[str]:
    """Every child that some rows name, in order."""
    selects = [
        f'select "{column.name}" as child from {rows.source}'
        for rows in parts
        for column in rows.table.stored_columns
        if names_a_child(column) and column.name in rows.columns
    ]
    if not selects:
        return []
    found = connection.execute(
        f"select distinct child from ({' union all '.join(selects)}) where child is not null order by child"
    )
    return [row[0] for row in found.fetchall()]


def conditions(
    connection: duckdb.DuckDBPyConnection, parts: Mapping[str, Rows], children: Collection[str]
) -> dict[str, str]:
    """For each table about children, the SQL condition that picks these children's rows; it is never null.

    A row that names another child is that child's, whatever record it points to. One that names none belongs with the
    record it points to, where every row of that record is among those picked. The connection keeps what the conditions
    look up in tables of its own.
    """
    connection.execute("create or replace temp table the_children (child varchar)")
    connection.execute("insert into the_children select unnest(?::varchar[])", [list(children)])
    found: dict[str, str] = {}
    for name in _owners_first(parts):
        found[name] = _condition(parts[name], parts)
        _remember_keys(connection, parts[name], found[name])
    return found


def keys_picked(connection: duckdb.DuckDBPyConnection, rows: Rows, condition: str) -> list[str]:
    """The keys of the records that a condition picks, the parts of each joined by |."""
    key = " || '|' || ".join(f'"{name}"::varchar' for name in rows.table.key)
    return [
        row[0]
        for row in connection.execute(
            f"select distinct {key} from {rows.source} where {condition} order by all"
        ).fetchall()
    ]


def _owners_first(parts: Mapping[str, Rows]) -> list[str]:
    ordered: dict[str, None] = {}

    def place(name: str) -> None:
        for owner, _ in owners(TABLES[name]).values():
            if owner in parts and owner not in ordered:
                place(owner)
        ordered[name] = None

    for name in sorted(parts):
        if is_about_children(name):
            place(name)
    return list(ordered)


def _condition(rows: Rows, parts: Mapping[str, Rows]) -> str:
    held = [column for column in rows.table.stored_columns if column.name in rows.columns]
    named = [f'"{column.name}" in (from the_children)' for column in held if names_a_child(column)]
    told = [
        f'"{column}" in (from "{_keys(owner, key)}")'
        for column, (owner, key) in owners(rows.table).items()
        if column in rows.columns and owner in parts and key in parts[owner].columns
    ]
    unnamed = " and ".join(f'"{column.name}" is null' for column in held if names_a_child(column)) or "true"
    either = [*named, *([f"({unnamed} and ({' or '.join(told)}))"] if told else [])]
    return f"coalesce({' or '.join(either) or 'false'}, false)"


def _remember_keys(connection: duckdb.DuckDBPyConnection, rows: Rows, condition: str) -> None:
    """Keep the keys that only rows picked have, for the tables that point to them."""
    for key in _pointed_to(rows.table):
        if key in rows.columns:
            connection.execute(
                f'create or replace temp table "{_keys(rows.table.name, key)}" as '
                f'select distinct "{key}" from {rows.source} where {condition} and "{key}" is not null '
                f'except select "{key}" from {rows.source} where not {condition}'
            )


@cache
def _pointed_to(table: Table) -> tuple[str, ...]:
    found = {key for other in TABLES.values() for owner, key in owners(other).values() if owner == table.name}
    return tuple(sorted(found))


def _keys(table: str, key: str) -> str:
    return f"keys of {table}.{key}"
