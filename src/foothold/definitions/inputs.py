"""Small tables laid beside the warehouse's before a definition runs, as temporary tables of the same connection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from foothold.terms.worker_roles import COUNCIL_TABLE, ROLES_TABLE, WorkerRole, worker_roles

if TYPE_CHECKING:
    import duckdb

WORKER_ROLES = {"field": "VARCHAR", "pattern": "VARCHAR", "kind": "VARCHAR", "precedence": "BIGINT"}
"""The columns of the input `worker_roles`; of the lines that fit, the one of the least precedence decides."""


def laid(name: str, columns: Mapping[str, str], rows: Sequence[str]) -> str:
    """A statement that makes a temporary table of rows written as SQL tuples."""
    casts = ", ".join(f"cast({column} as {type_}) as {column}" for column, type_ in columns.items())
    blank = f"({', '.join('null' for _ in columns)})"
    source = f"(values {', '.join(rows or [blank])}) as given({', '.join(columns)})"
    return f"create or replace temporary table {name} as select {casts} from {source}{'' if rows else ' where false'}"


def worker_roles_laid(council: Sequence[WorkerRole] = ()) -> str:
    """A statement that makes the input `worker_roles`: the council's own lines, then those that are packaged."""
    lines = (*council, *worker_roles())
    quoted = ([text.replace("'", "''") for text in (role.field, role.pattern, role.kind)] for role in lines)
    rows = [f"('{field}', '{pattern}', '{kind}', {number})" for number, (field, pattern, kind) in enumerate(quoted, 1)]
    return laid(ROLES_TABLE, WORKER_ROLES, rows)


def council_roles(connection: duckdb.DuckDBPyConnection) -> tuple[WorkerRole, ...]:
    """The council's own lines as its snapshot lays them; none where the connection is no snapshot's."""
    there = connection.execute(
        "select count(*) from information_schema.tables where table_name = ?", [COUNCIL_TABLE]
    ).fetchone()
    if not there or not there[0]:
        return ()
    rows = connection.execute(f"select field, pattern, kind from {COUNCIL_TABLE} order by place").fetchall()
    return tuple(WorkerRole(*row) for row in rows)
