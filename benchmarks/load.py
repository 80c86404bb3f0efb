"""How fast a full extract is checked and loaded, against DuckDB reading the same files and checking nothing.

`python -m benchmarks.load [FOLDER]`: the folder holds an extract of the Standard Safeguarding Dataset; without one, an
extract as large as a county's is drawn. Both sides read every column of every file into its declared type. The load
also converts from text, checks, splits off identities, hashes, merges, writes and syncs.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from foothold import warehouse
from foothold.tables import TABLES, Column, ColumnType, Table

LIMIT = 5.0  # times the peer
ROUNDS = 3
AUTHORITY = "E99000001"

# Rows of a county of 170,000 children with two years of history.
ROWS = {
    "person": 40_000,
    "address": 55_000,
    "contacts": 60_000,
    "early_help_episodes": 8_000,
    "cin_episodes": 27_000,
    "cin_assessments": 18_000,
    "assessment_factors": 18_000,
    "cin_plans": 6_000,
    "cin_visits": 90_000,
    "s47_enquiry": 6_000,
    "initial_cp_conference": 2_500,
    "cp_plans": 1_800,
    "cp_visits": 60_000,
    "cla_episodes": 3_000,
    "cla_placement": 5_000,
    "cla_visits": 30_000,
    "involvements": 70_000,
    "professionals": 900,
    "department": 20,
    "posts": 1_200,
}


def main() -> None:
    """Print both times, rows per second and the ratio, the best of three rounds each."""
    with tempfile.TemporaryDirectory() as scratch:
        extract = Path(sys.argv[1]) if len(sys.argv) > 1 else draw(Path(scratch) / "extract")
        peer = min(_timed(lambda: read_without_checks(extract)) for _ in range(ROUNDS))
        homes = iter(Path(scratch) / f"home-{number}" for number in range(ROUNDS))
        loaded: list[warehouse.Load] = []
        ours = min(_timed(lambda: loaded.append(load(next(homes), extract))) for _ in range(ROUNDS))
        home = Path(scratch) / "home-0"
        again = _timed(lambda: warehouse.load(home, extract, authority=AUTHORITY, as_at=date(2020, 7, 31)))
        opened = min(_timed(lambda: warehouse.open(home, AUTHORITY).close()) for _ in range(ROUNDS))
    rows = loaded[0].rows_in
    print(f"load: {rows} rows in {ours:.2f} s, {rows / ours:,.0f} rows a second; a second month in {again:.2f} s")
    print(f"DuckDB reading the same files, no checks: {peer:.2f} s; ratio {ours / peer:.1f} (limit {LIMIT})")
    print(f"open: {opened * 1000:.0f} ms (limit 60 ms)")


def load(home: Path, extract: Path) -> warehouse.Load:
    """The load being measured: into an empty home."""
    return warehouse.load(home, extract, authority=AUTHORITY, as_at=date(2020, 6, 30))


def read_without_checks(extract: Path) -> None:
    """The peer: every file into a table of the declared types, in one process that is ready."""
    with duckdb.connect() as connection:
        for table in TABLES.values():
            path = extract / f"{table.source_name or table.name}.csv"
            if path.exists():
                columns = ", ".join(f"'{_heading(c)}': '{c.type.sql}'" for c in _in_file(table, path))
                source = f"read_csv('{path}', header = true, columns = {{{columns}}})"
                connection.execute(f"create table {table.name} as from {source}")


def draw(folder: Path) -> Path:
    """Write an extract in which every column is filled, ends of episodes two times in three."""
    folder.mkdir()
    with duckdb.connect() as connection:
        for name, rows in ROWS.items():
            table = TABLES[name]
            path = folder / f"{table.source_name or name}.csv"
            columns = ", ".join(f"{_drawn(c)} as {_heading(c)}" for c in table.columns if not c.derived_from)
            connection.execute(f"copy (select {columns} from range({rows}) as r(i)) to '{path}' (header)")
    return folder


def _drawn(column: Column) -> str:
    if column.key:
        return f"'{column.name[:3]}' || i"
    if column.references:
        target, name = column.references.split(".")
        return f"'{name[:3]}' || (i * 7919) % {ROWS.get(target, 1000)}"
    if column.name.endswith("_json"):
        return """'{"OUTCOME": "' || i % 9 || '"}'"""
    if column.type is ColumnType.DATE:
        day = "date '2018-04-01' + ((i * 31) % 800)::integer"
        return f"case when i % 3 > 0 then {day} + 20 end" if "end" in column.name or "close" in column.name else day
    kinds = {ColumnType.FLAG: "['Y', 'N'][i % 2 + 1]", ColumnType.INTEGER: "i % 50", ColumnType.NUMBER: "i % 5 / 5"}
    return kinds.get(column.type, "'Code ' || i % 40")


def _heading(column: Column) -> str:
    return column.source_name or column.name


def _in_file(table: Table, path: Path) -> list[Column]:
    """The columns of a file in its own order."""
    with path.open(encoding="utf-8-sig") as file:
        headings = file.readline().rstrip("\r\n").replace('"', "").split(",")
    declared = {_heading(column): column for column in table.columns}
    return [declared[heading] for heading in headings]


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
