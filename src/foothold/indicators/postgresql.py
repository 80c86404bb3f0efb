"""Definitions on PostgreSQL, in temporary tables of one connection. Optional: it needs the extra `postgres`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from foothold.indicators.dialects import translate
from foothold.indicators.engines import INPUTS, depends_on_periods, lay_inputs
from foothold.indicators.indicator_files import tables_read
from foothold.indicators.populations import POPULATIONS
from foothold.indicators.source import Source
from foothold.tables import TABLES
from foothold.terms.errors import Refused
from foothold.terms.reporting_periods import Period

if TYPE_CHECKING:
    import psycopg  # pyright: ignore[reportMissingImports] - an extra that may be absent

_TYPES = {"DOUBLE": "DOUBLE PRECISION"}


ADDRESS = "FOOTHOLD_ENGINE_DATABASE"
"""The environment variable that holds the database's address; a command line would show its password to others."""


@contextmanager
def postgresql_engine(source: Source) -> Iterator[PostgreSQLEngine]:
    """An engine on a connection of its own. Refused where psycopg or the address is missing, or nobody answers there.

    The account needs the right to make temporary tables and no other: nothing is left in the database.
    """
    if find_spec("psycopg") is None:
        raise Refused("PostgreSQL is not supported here yet: pip install 'foothold[postgres]'.")
    address = os.environ.get(ADDRESS, "")
    if not address:
        raise Refused(f"No PostgreSQL is named. Set {ADDRESS} to its address, as in postgresql://user@host/database.")
    import psycopg  # pyright: ignore[reportMissingImports] - an extra that may be absent

    try:
        connection = psycopg.connect(address, autocommit=True)
    except psycopg.Error as fault:
        raise Refused(f"PostgreSQL does not answer at the address of {ADDRESS}. Check address and password.") from fault
    with connection:
        yield PostgreSQLEngine(connection, source)


class PostgreSQLEngine:
    """Runs definitions on PostgreSQL over a source's tables, copied into temporary tables that end with the connection.

    Texts have the collation "C", so that they sort as DuckDB sorts them.
    """

    def __init__(self, connection: psycopg.Connection[Any], source: Source) -> None:
        self._connection = connection
        self._source = source.connection
        self._made: set[str] = set()
        for name in tables_read():
            self._copy(name, {column.name: column.type.sql for column in TABLES[name].stored_columns})

    def prepare(self, periods: Sequence[Period]) -> None:
        """Lay the inputs beside the tables, and forget populations computed for other periods."""
        self._made = {name for name in self._made if not depends_on_periods(name)}
        lay_inputs(self._source, periods)
        for name, columns in INPUTS.items():
            self._copy(name, columns)

    def rows(self, sql: str, populations: Sequence[str]) -> list[tuple[Any, ...]]:
        """Run a statement written for DuckDB, in PostgreSQL's words."""
        for name in populations:
            if name not in self._made:
                self._make(name)
        return [tuple(row) for row in self._run(translate(sql, "postgresql")).fetchall()]

    def _make(self, name: str) -> None:
        self._run(f"drop table if exists {name}")
        self._run(f"create temporary table {name} as {translate(POPULATIONS[name].sql, 'postgresql')}")
        self._run(f"analyze {name}")
        self._made.add(name)

    def _copy(self, name: str, columns: Mapping[str, str]) -> None:
        rows = self._source.execute(f"select {', '.join(columns)} from {name}").fetchall()
        self._run(f"drop table if exists {name}")
        self._run(f"create temporary table {name} ({', '.join(_column(*one) for one in columns.items())})")
        with self._connection.cursor() as cursor, cursor.copy(f"copy {name} from stdin".encode()) as copy:
            for row in rows:
                copy.write_row(row)
        self._run(f"analyze {name}")

    def _run(self, sql: str) -> Any:
        return self._connection.execute(sql.encode())  # bytes: what stands in a definition is no parameter's mark


def _column(name: str, type_: str) -> str:
    collation = ' collate "C"' if type_ == "VARCHAR" else ""
    return f"{name} {_TYPES.get(type_, type_)}{collation}"
