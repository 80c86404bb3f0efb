"""How long the whole catalogue takes, weekly for three years by team: one council, many, then four beside SQL.

`python -m benchmarks.every_indicator [HOME] [--councils N]`: the home holds a warehouse with the demonstration council,
which has as many referrals as England's average council. Its tables are handed out, and for N councils (20, or 150 for
all of England) copied so many times with every identifier renamed, then computed as `foothold england figures` computes
them, two at a time. Four indicators of different shape are then set against SQL written by hand and against pandas, for
one council and for the N. Seconds of processor are given beside those of the clock, which on a busy machine measure the
neighbours. Without a home the council's newest extract is written and loaded first; without pandas its part is left
out, and it says so.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
from benchmarks.indicators import loaded
from benchmarks.shapes import BY_TEAM, compare, processor

from foothold import warehouse
from foothold.indicators import CATALOGUE, Period, periods
from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.england import LIST, Request, figures_on_duckdb, hand_out
from foothold.indicators.figures import figures_by
from foothold.indicators.indicator_files import columns_read, tables_read
from foothold.tables import TABLES, ColumnType
from foothold.warehouse import Snapshot
from foothold.warehouse.engine import quoted

WEEKS = 156
ENGLAND = 150
ONE_LIMIT, ENGLAND_LIMIT, MEMORY_LIMIT = 10.0, 300.0, 8.0  # seconds, seconds, GB


def main() -> None:
    """Print every indicator's seconds, the slowest first, then those of many councils and of four shapes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("home", nargs="?", type=Path)
    options.add_argument("--councils", type=int, default=20)
    asked, _ = options.parse_known_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = asked.home or loaded(Path(scratch))
        (authority,) = warehouse.authorities(home)
        with warehouse.open(home, authority) as snapshot:
            weeks = last_weeks(snapshot.newest_as_at)
            _one_council(snapshot, weeks)
        one, many = Path(scratch) / "one", Path(scratch) / "many"
        hand_out(home, one, lambda _: None)
        _many_councils(copied(one, many, asked.councils), Path(scratch) / "figures", weeks)
        for folder in (one, many):
            compare(folder, weeks)


def last_weeks(newest: date) -> list[Period]:
    """Three years of whole weeks to the newest day."""
    return periods(newest.replace(year=newest.year - 4), newest, "week")[-WEEKS:]


def _one_council(snapshot: Snapshot, weeks: list[Period]) -> None:
    begun, clock = processor(), time.perf_counter()
    snapshot.materialise(tables_read())
    engine = DuckDBEngine(snapshot.connection)
    last, taken, count = processor(), {}, 0
    for indicator, found in figures_by(snapshot, list(CATALOGUE.values()), weeks, BY_TEAM, engine):
        taken[indicator.id], last = processor() - last, processor()
        count += sum(map(len, found))
    for identifier, seconds in sorted(taken.items(), key=lambda one: -one[1]):
        print(f"{identifier}: {seconds:.2f} s")
    print(
        f"one council, {len(taken)} indicators, {len(weeks)} weeks by team, {count} figures: "
        f"{processor() - begun:.1f} s of processor, {time.perf_counter() - clock:.1f} s by the clock "
        f"(limit {ONE_LIMIT} s)"
    )


def _many_councils(folder: Path, into: Path, weeks: list[Period]) -> None:
    """Computed two at a time; of fewer than all of England, what all would take follows from the seconds of each."""
    request = Request(tuple(CATALOGUE), tuple(weeks), ("team",))
    clock, before, number = time.perf_counter(), processor(resource.RUSAGE_CHILDREN), 0
    for number, (_, count) in enumerate(figures_on_duckdb(folder, request, into, 2), 1):
        print(f"council {number}: {count} figures, {time.perf_counter() - clock:.1f} s by the clock so far", flush=True)
    councils, seconds = number, time.perf_counter() - clock
    used = processor(resource.RUSAGE_CHILDREN) - before
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    each = used / councils
    print(f"{councils} councils: {seconds:.1f} s by the clock, {used:.1f} s of processor, {each:.1f} s each")
    told = "measured" if councils >= ENGLAND else "at that slope"
    print(
        f"{told}: {ENGLAND} councils take {ENGLAND * each / 2:.0f} s on two processors of their own "
        f"(limit {ENGLAND_LIMIT:.0f} s); most memory of a process {memory:.2f} GB, of two {2 * memory:.2f} GB "
        f"(limit {MEMORY_LIMIT:.0f} GB)"
    )


def copied(source: Path, into: Path, councils: int) -> Path:
    """The one council of a folder handed out, so many times in another folder, with every identifier renamed."""
    (one,) = json.loads((source / LIST).read_text(encoding="utf-8"))
    into.mkdir()
    names = [f"E06{number:06d}" for number in range(councils)]
    with duckdb.connect() as connection:
        for name in names:
            (into / name).mkdir()
            for table in tables_read():
                read = columns_read(table)
                columns = [
                    one for one in TABLES[table].stored_columns if one.type is ColumnType.TEXT and one.name in read
                ]
                told = {column.name for column in columns if column.key or column.references}
                renamed = ", ".join(f"'{name}-' || {column} as {column}" for column in sorted(told))
                chosen = f"* replace ({renamed})" if renamed else "*"
                file = quoted(source / one["authority"] / f"{table}.parquet")
                connection.execute(
                    f"copy (select {chosen} from read_parquet({file})) to {quoted(into / name / f'{table}.parquet')}"
                )
    (into / LIST).write_text(json.dumps([{**one, "authority": name} for name in names]), encoding="utf-8")
    return into


if __name__ == "__main__":
    main()
