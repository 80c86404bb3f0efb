"""A check's definition: the front matter of its .sql file, its one SELECT, and the hash that names both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlglot import exp
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope

from foothold.definitions.front_matter import DefinitionError, check_choice, check_fields, normalised, split
from foothold.definitions.inputs import WORKER_ROLES
from foothold.definitions.portable import check_names, check_needs, check_portable, parsed
from foothold.tables import TABLES
from foothold.terms.worker_roles import ROLES_TABLE, worker_roles

WRONG, DOUBTFUL = "wrong", "doubtful"
SEVERITIES = {
    WRONG: "cannot be true as recorded",
    DOUBTFUL: "may be true and is worth a look",
}
"""How sure a check is that something is at fault."""

INPUTS: dict[str, dict[str, str]] = {"asked": {"as_at": "DATE"}, ROLES_TABLE: WORKER_ROLES}
"""Tables that stand beside the warehouse's: the day asked about, and the reading of job titles and roles."""

IDENTIFYING = ("record_key", "person_id")
"""What every row of a check carries beside the columns it shows."""

_REQUIRED = ("id", "name", "title", "why", "remedy", "severity", "table", "indicators", "needs")


@dataclass(frozen=True)
class Check:
    """One thing that can be wrong between records: rows of `table` that its SELECT finds are at fault.

    `shows` are the columns a row carries for whoever looks into it, `indicators` the figures a fault can move.
    """

    id: str
    name: str
    title: str
    why: str
    remedy: str
    severity: str
    table: str
    indicators: tuple[str, ...]
    needs: Mapping[str, tuple[str, ...]]
    shows: tuple[str, ...]
    select: str
    hash: str


def read(text: str, file: str) -> Check:
    """Make a check of a definition file; DefinitionError, naming the file, for all that does not hold in it."""
    matter, select = split(text, file)
    check_fields(matter, file, _REQUIRED, ())
    check_choice(matter, "severity", tuple(SEVERITIES), file)
    check_choice(matter, "table", tuple(TABLES), file)
    needs = {table: tuple(columns) for table, columns in matter["needs"].items()}
    _check_sql(select, needs, file)
    return Check(
        id=matter["id"],
        name=matter["name"],
        title=matter["title"],
        why=matter["why"].strip(),
        remedy=matter["remedy"].strip(),
        severity=matter["severity"],
        table=matter["table"],
        indicators=tuple(matter["indicators"]),
        needs=needs,
        shows=_shown(select, file),
        select=select,
        hash=_hash(matter, select),
    )


def _check_sql(select: str, needs: Mapping[str, tuple[str, ...]], file: str) -> None:
    check_needs(needs, file)
    check_portable(parsed(select, file), file)
    check_names(select, file, INPUTS)
    declared = {(table, column) for table, columns in needs.items() for column in columns}
    for table, column in sorted(_columns_read(select, file) - declared):
        raise DefinitionError(f"{file}: reads '{table}.{column}', which 'needs' does not name.")


def _columns_read(select: str, file: str) -> set[tuple[str, str]]:
    """Every column of the warehouse's tables that a SELECT reads, so that what it needs is never understated."""
    schema: dict[str, object] = {
        table.name: {column.name: column.type.sql for column in table.stored_columns} for table in TABLES.values()
    }
    qualified = qualify(parsed(select, file), schema={**schema, **INPUTS}, dialect="duckdb")
    found: set[tuple[str, str]] = set()
    for scope in traverse_scope(qualified):
        for column in scope.columns:
            source = scope.sources.get(column.table)
            if isinstance(source, exp.Table) and source.name in TABLES:
                found.add((source.name, column.name))
    return found


def _shown(select: str, file: str) -> tuple[str, ...]:
    given = parsed(select, file).named_selects
    for column in IDENTIFYING:
        if column not in given:
            raise DefinitionError(f"{file}: the SELECT returns no column '{column}'.")
    return tuple(column for column in given if column not in IDENTIFYING)


def _hash(matter: Mapping[str, Any], select: str) -> str:
    """A change of the rule is another definition; a change of words, layout or comment is not."""
    parts: dict[str, Any] = {"id": matter["id"], "table": matter["table"], "select": normalised(select)}
    if ROLES_TABLE in select:
        parts["roles"] = [(role.field, role.pattern, role.kind) for role in worker_roles()]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
