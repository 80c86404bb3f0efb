"""How fast a full extract is checked and loaded, against DuckDB reading the same files and checking nothing.

`python -m benchmarks.load [FOLDER]`: the folder holds an extract of the Standard Safeguarding Dataset, by default the
demonstration council's of June 2020. Both sides read every column of every file into its declared type. The load
also converts from text, checks, splits off identities, hashes, merges, writes and syncs.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb

from foothold import warehouse
from foothold.demo import write_returns
from foothold.tables import TABLES, Column, Table

LIMIT = 5.0  # times the peer
ROUNDS = 3
AUTHORITY = "E99000001"
JUNE = date(2020, 6, 30)


def main() -> None:
    """Print both times, rows per second and the ratio, the best of three rounds each."""
    with tempfile.TemporaryDirectory() as scratch:
        extract = Path(sys.argv[1]) if len(sys.argv) > 1 else extract_of_june(Path(scratch) / "returns")
        peer = min(_timed(lambda: read_without_checks(extract)) for _ in range(ROUNDS))
        homes = iter(Path(scratch) / f"home-{number}" for number in range(ROUNDS))
        loaded: list[warehouse.Load] = []
        ours = min(_timed(lambda: loaded.append(load(next(homes), extract))) for _ in range(ROUNDS))
        home = Path(scratch) / "home-0"
        again = _timed(lambda: warehouse.load(home, extract, authority=AUTHORITY, as_at=JUNE + timedelta(days=31)))
        opened = min(_timed(lambda: warehouse.open(home, AUTHORITY).close()) for _ in range(ROUNDS))
    rows = loaded[0].rows_in
    print(f"load: {rows} rows in {ours:.2f} s, {rows / ours:,.0f} rows a second; as at another day {again:.2f} s")
    print(f"DuckDB reading the same files, no checks: {peer:.2f} s; ratio {ours / peer:.1f} (limit {LIMIT})")
    print(f"open: {opened * 1000:.0f} ms (limit 60 ms)")


def load(home: Path, extract: Path) -> warehouse.Load:
    """The load being measured: into an empty home."""
    return warehouse.load(home, extract, authority=AUTHORITY, as_at=JUNE)


def read_without_checks(extract: Path) -> None:
    """The peer: every file into a table of the declared types, in one process that is ready."""
    with duckdb.connect() as connection:
        for table in TABLES.values():
            path = extract / f"{table.source_name or table.name}.csv"
            if path.exists():
                columns = ", ".join(f"'{_heading(c)}': '{c.type.sql}'" for c in _in_file(table, path))
                source = f"read_csv('{path}', header = true, columns = {{{columns}}})"
                connection.execute(f"create table {table.name} as from {source}")


def extract_of_june(folder: Path) -> Path:
    """The extract that Exampleshire handed over at the end of June 2020."""
    print("writing the demonstration council's returns", file=sys.stderr)
    (found,) = (made for made in write_returns(folder) if made.profile == "ssd-folder" and made.as_at == JUNE)
    return found.path


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
