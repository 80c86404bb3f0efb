"""What is left out of a return because it is about a child who was erased, before anything of it is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.returns import Problem, ReadReturn
from foothold.tables import TABLES
from foothold.terms.numbers import counted
from foothold.warehouse import engine
from foothold.warehouse.activity import activity_of
from foothold.warehouse.child_rows import Rows, children_named, conditions, is_about_children, keys_picked
from foothold.warehouse.erasures import BY_A_LOAD, Lifting, Mark, kept_out, lifting, marker
from foothold.warehouse.manifest import Manifest
from foothold.warehouse.problem_files import remove_records, set_aside_records_of
from foothold.warehouse.set_aside_rows import is_about

if TYPE_CHECKING:
    import duckdb

RULE = "erased"


@dataclass
class _Left:
    """What was left out: rows of each table, and rows that the reader had set aside anyway."""

    tables: dict[str, int]
    set_aside: int


def without_erased(home: Path, standing: Manifest, returned: ReadReturn) -> tuple[ReadReturn, Manifest]:
    """The return without the rows of erased children, and the manifest with the erasures that it ends.

    Rows left out count as set aside, by the rule `erased`, and are kept nowhere. A child who went by a retention rule
    and of whom the return tells something newer comes in again: a case that is open must not be hidden by an old one.
    """
    barred = kept_out(standing.erasures)
    if not barred:
        return returned, standing
    mark = marker(home, standing)
    with engine.connect(folders=[returned.folder]) as connection:
        arriving = {child: barred[found] for child in _named(connection, returned) if (found := mark(child)) in barred}
        by_rule = [child for child, erasure in arriving.items() if erasure.rule]
        active = activity_of(connection, _parts(returned), by_rule) if by_rule else {}
        back = {child for child in by_rule if active[child].is_newer_than(arriving[child].last_active)}
        left = _leave_out(connection, returned, arriving.keys() - back, barred.keys(), mark)
    ended = Lifting(datetime.now(UTC).replace(microsecond=0), BY_A_LOAD, "the return tells of something newer")
    after = replace(standing, erasures=lifting(standing.erasures, {mark(child) for child in back}, ended))
    return _counted_as_set_aside(returned, left), after


def _parts(returned: ReadReturn) -> dict[str, Rows]:
    return {
        name: Rows(
            TABLES[name],
            returned.folder / f"{name}.parquet",
            tuple(column.name for column in TABLES[name].stored_columns),
        )
        for name in returned.tables
        if is_about_children(name)
    }


def _named(connection: duckdb.DuckDBPyConnection, returned: ReadReturn) -> list[str]:
    return children_named(connection, _parts(returned).values())


def _leave_out(
    connection: duckdb.DuckDBPyConnection,
    returned: ReadReturn,
    children: Collection[str],
    barred: Collection[str],
    mark: Mark,
) -> _Left:
    parts = _parts(returned)
    left = _Left({}, 0)
    keys: dict[str, set[str]] = {}
    for name, condition in conditions(connection, parts, children).items() if children else ():
        if found := keys_picked(connection, parts[name], condition):
            keys[f"{name}.{TABLES[name].key[0]}"] = set(found)
            left.tables[name] = _rewrite(connection, parts[name].path, f"not {condition}")
            _rewrite_identities(connection, returned.folder / "identities" / f"{name}.parquet", name, found)
    aside = returned.folder / "set_aside.parquet"
    if aside.exists():
        theirs = [one for one in set_aside_records_of(aside) if is_about(one, lambda text: mark(text) in barred, keys)]
        left.set_aside = remove_records(aside, theirs) if theirs else 0
    return left


def _rewrite_identities(connection: duckdb.DuckDBPyConnection, path: Path, table: str, keys: Collection[str]) -> None:
    if path.exists():
        connection.execute("create or replace temp table gone as select unnest(?::varchar[]) as key", [list(keys)])
        key = " || '|' || ".join(f'"{name}"' for name in TABLES[table].key)
        _rewrite(connection, path, f"({key}) not in (from gone)")


def _rewrite(connection: duckdb.DuckDBPyConnection, path: Path, kept: str) -> int:
    """Write a file with the rows kept only; the number of those left out."""
    source = f"read_parquet({engine.quoted(path.absolute())})"
    aside = path.with_suffix(".kept")
    ((before, after),) = connection.execute(f"select count(*), count(*) filter (where {kept}) from {source}").fetchall()
    connection.execute(
        f"copy (select * from {source} where {kept}) to {engine.quoted(aside.absolute())} (format parquet)"
    )
    aside.replace(path)
    return before - after


def _counted_as_set_aside(returned: ReadReturn, left: _Left) -> ReadReturn:
    """The counts afterwards. Where a row of the return makes rows of several tables, only the tables' can be told."""
    if not left.tables and not left.set_aside:
        return returned
    one_to_one = sum(returned.tables.values()) == returned.rows_imported
    moved = sum(left.tables.values()) if one_to_one else 0
    return replace(
        returned,
        rows_imported=returned.rows_imported - moved,
        rows_set_aside=returned.rows_set_aside + moved,
        tables={name: rows - left.tables.get(name, 0) for name, rows in returned.tables.items()},
        problems=(*returned.problems, *_problems(left)),
    )


def _problems(left: _Left) -> Iterator[Problem]:
    ending = "about children who were erased were left out and not kept. foothold erase --lift lets a child in again."
    for table, rows in sorted(left.tables.items()):
        yield Problem("", None, "", RULE, f"{counted(rows, 'row')} of {table} {ending}", table, "set_aside")
    if left.set_aside:
        text = f"{counted(left.set_aside, 'row')} that could not be taken and {ending}"
        yield Problem("", None, "", RULE, text, "", "set_aside")
