"""How loading grows from one council to many, and to one as large as twenty: seconds and memory for each row.

`python -m benchmarks.england_load [--councils N] [--copies N] [FOLDER]`. The folder holds an extract of the Standard
Safeguarding Dataset, by default the demonstration council's of June 2020, which tells more than three years. Each
council's extract is that one with every identifier renamed; it is written, loaded into one home for all of England, and
removed. Then one council so many times as large is loaded. The peer is DuckDB reading the same bytes into the declared
types and checking nothing.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
from benchmarks.load import extract_of_june, read_without_checks

from foothold import warehouse
from foothold.tables import TABLES
from foothold.warehouse.engine import quoted

COUNCILS, COPIES = 8, 6
JUNE = date(2020, 6, 30)
LIMIT_GB = 4.0


def main() -> None:
    """Print seconds by council with the slope, then the large council's rows a second, the peer's, and peak memory."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path)
    options.add_argument("--councils", type=int, default=COUNCILS)
    options.add_argument("--copies", type=int, default=COPIES)
    asked, _ = options.parse_known_args()
    with tempfile.TemporaryDirectory() as scratch:
        extract = asked.folder or extract_of_june(Path(scratch) / "returns")
        _councils(extract, Path(scratch), asked.councils)
        _one_large_council(extract, Path(scratch), asked.copies)
    used = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1e6
    print(f"most memory of one process: {used:.2f} GB (limit {LIMIT_GB} GB)")


def _councils(extract: Path, scratch: Path, councils: int) -> None:
    """Load council after council into one home, each extract removed after its load."""
    home, taken, rows = scratch / "home", [], 0
    for number in range(councils):
        mine = renamed(extract, scratch / "council", range(number, number + 1))
        seconds, loaded = _loaded(home, mine, f"E06{number:06d}")
        taken.append(seconds)
        rows = loaded.rows_in
        print(f"council {number + 1} of {councils}: {rows} rows in {seconds:.1f} s", flush=True)
        shutil.rmtree(mine)
    slope = statistics.linear_regression(range(councils), taken).slope if councils > 1 else 0.0
    print(f"{councils} councils: {rows / statistics.median(taken):,.0f} rows a second at the median; ", end="")
    print(f"each council takes {slope:+.2f} s more than the one before it, {100 * slope / taken[0]:+.1f}% of the first")
    shutil.rmtree(home)


def _one_large_council(extract: Path, scratch: Path, copies: int) -> None:
    one, many = (renamed(extract, scratch / f"of-{size}", range(size)) for size in (1, copies))
    for size, made in ((1, one), (copies, many)):
        seconds, loaded = _loaded(scratch / f"home-{size}", made, "E06000001")
        start = time.perf_counter()
        read_without_checks(made)
        peer = time.perf_counter() - start
        rate = loaded.rows_in / seconds
        print(f"{loaded.rows_in:,} rows in {seconds:.1f} s, {rate:,.0f} rows a second; ", end="")
        print(f"DuckDB merely reading them: {peer:.1f} s, {loaded.rows_in / peer:,.0f} rows a second", flush=True)


def _loaded(home: Path, extract: Path, authority: str) -> tuple[float, warehouse.Load]:
    start = time.perf_counter()
    loaded = warehouse.load(home, extract, authority=authority, as_at=JUNE)
    return time.perf_counter() - start, loaded


def renamed(extract: Path, into: Path, copies: range) -> Path:
    """An extract of so many copies of each row, their identifiers told apart by the number of the copy."""
    into.mkdir()
    with duckdb.connect() as connection:
        for table in TABLES.values():
            file = extract / f"{table.source_name or table.name}.csv"
            if file.exists():
                source = f"read_csv({quoted(file)}, header = true, all_varchar = true)"
                names = [row[0] for row in connection.execute(f"describe from {source}").fetchall()]
                told = {
                    column.source_name or column.name for column in table.columns if column.key or column.references
                }
                chosen = ", ".join(
                    f'"{name}" || \'-\' || copy as "{name}"' if name in told else f'"{name}"' for name in names
                )
                every = f"unnest(range({copies.start}, {copies.stop})) as copies(copy)"
                connection.execute(
                    f"copy (select {chosen} from {source}, {every}) to {quoted(into / file.name)} (header true)"
                )
    return into


if __name__ == "__main__":
    main()
