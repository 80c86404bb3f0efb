"""How long the whole catalogue takes, weekly for three years by team: one council, then many; and pandas for a handful.

`python -m benchmarks.every_indicator [HOME] [--councils N]`: the home holds a warehouse with the demonstration council,
which has as many referrals as England's average council. Its tables are handed out, and for N councils copied so many
times with every identifier renamed, then computed as `foothold england figures` computes them, two at a time. Seconds
of processor are given beside those of the clock, which on a busy machine measure the neighbours. Without a home the
council's newest extract is written and loaded first; without pandas its part is left out, and it says so.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from benchmarks.indicators import loaded

from foothold import warehouse
from foothold.indicators import CATALOGUE, Period, find, periods
from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.england import LIST, Request, figures_on_duckdb, hand_out
from foothold.indicators.figures import figures_by
from foothold.indicators.indicator_files import tables_read
from foothold.tables import TABLES
from foothold.warehouse import Snapshot
from foothold.warehouse.engine import quoted

WEEKS = 156
ENGLAND = 150
ONE_LIMIT, ENGLAND_LIMIT, PANDAS_LIMIT = 10.0, 300.0, 20.0  # seconds, seconds, times
BY_TEAM: list[tuple[str, ...]] = [(), ("team",)]
IN_PANDAS = {  # indicator: table, the day that puts a row into a week, its team
    "FD05": ("cin_episodes", "referral_date", "referral_team"),
    "AS01": ("cin_assessments", "assessment_auth_date", "assessment_team"),
}


def main() -> None:
    """Print every indicator's seconds, the slowest first, then those of many councils and those of pandas."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("home", nargs="?", type=Path)
    options.add_argument("--councils", type=int, default=4)
    asked, _ = options.parse_known_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = asked.home or loaded(Path(scratch))
        (authority,) = warehouse.authorities(home)
        with warehouse.open(home, authority) as snapshot:
            weeks = last_weeks(snapshot.newest_as_at)
            _one_council(snapshot, weeks)
            _against_pandas(snapshot, weeks)
        hand_out(home, Path(scratch) / "one", lambda _: None)
        _many_councils(Path(scratch), weeks, asked.councils)


def last_weeks(newest: date) -> list[Period]:
    """Three years of whole weeks to the newest day."""
    return periods(newest.replace(year=newest.year - 4), newest, "week")[-WEEKS:]


def _one_council(snapshot: Snapshot, weeks: list[Period]) -> None:
    begun, clock = _processor(), time.perf_counter()
    snapshot.materialise(tables_read())
    engine = DuckDBEngine(snapshot.connection)
    last, taken, count = _processor(), {}, 0
    for indicator, found in figures_by(snapshot, list(CATALOGUE.values()), weeks, BY_TEAM, engine):
        taken[indicator.id], last = _processor() - last, _processor()
        count += sum(map(len, found))
    for identifier, seconds in sorted(taken.items(), key=lambda one: -one[1]):
        print(f"{identifier}: {seconds:.2f} s")
    print(
        f"one council, {len(taken)} indicators, {len(weeks)} weeks by team, {count} figures: "
        f"{_processor() - begun:.1f} s of processor, {time.perf_counter() - clock:.1f} s by the clock "
        f"(limit {ONE_LIMIT} s)"
    )


def _many_councils(scratch: Path, weeks: list[Period], councils: int) -> None:
    """Copies with their own identifiers, computed two at a time; what England takes follows from one more council."""
    folder = _copied(scratch / "one", scratch / "many", councils)
    request = Request(tuple(CATALOGUE), tuple(weeks), ("team",))
    clock, used = time.perf_counter(), _processor(resource.RUSAGE_CHILDREN)
    for number, (_, count) in enumerate(figures_on_duckdb(folder, request, scratch / "figures", 2), 1):
        print(f"council {number}: {count} figures, {time.perf_counter() - clock:.1f} s by the clock so far", flush=True)
    seconds = time.perf_counter() - clock
    processor = _processor(resource.RUSAGE_CHILDREN) - used
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    each = processor / councils
    print(f"{councils} councils: {seconds:.1f} s by the clock, {processor:.1f} s of processor, {each:.1f} s each")
    print(
        f"at that slope {ENGLAND} councils take {ENGLAND * each / 2:.0f} s on two processors of their own "
        f"(limit {ENGLAND_LIMIT:.0f} s); most memory of a process {memory:.2f} GB, of two {2 * memory:.2f} GB"
    )


def _copied(source: Path, into: Path, councils: int) -> Path:
    (one,) = json.loads((source / LIST).read_text(encoding="utf-8"))
    into.mkdir()
    names = [f"E06{number:06d}" for number in range(councils)]
    with duckdb.connect() as connection:
        for name in names:
            (into / name).mkdir()
            for table in tables_read():
                told = {column.name for column in TABLES[table].stored_columns if column.key or column.references}
                renamed = ", ".join(f"'{name}-' || {column} as {column}" for column in sorted(told))
                chosen = f"* replace ({renamed})" if renamed else "*"
                file = quoted(source / one["authority"] / f"{table}.parquet")
                connection.execute(
                    f"copy (select {chosen} from read_parquet({file})) to {quoted(into / name / f'{table}.parquet')}"
                )
    (into / LIST).write_text(json.dumps([{**one, "authority": name} for name in names]), encoding="utf-8")
    return into


def _against_pandas(snapshot: Snapshot, weeks: list[Period]) -> None:
    """Simple counts only, of which an analyst's pandas takes one week after the other; the figures must be equal."""
    try:
        import pandas as pd
    except ImportError:
        print("pandas is not installed: no comparison with it")
        return
    for identifier, (table, day, team) in IN_PANDAS.items():
        rows = snapshot.connection.execute(f"select {day}, {team} from {table}").fetchall()
        frame = pd.DataFrame(rows, columns=[day, team]).astype({day: "datetime64[ns]"})
        seconds, counted = _timed(lambda frame=frame, day=day, team=team: _in_pandas(frame, day, team, weeks))
        engine = DuckDBEngine(snapshot.connection)
        engine.prepare(weeks)
        one = replace(find(identifier), slices=("team",))
        ours, ((_, (_, parts)),) = _timed(
            lambda one=one, engine=engine: list(figures_by(snapshot, [one], weeks, BY_TEAM, engine))
        )
        found = {(figure.as_at, figure.slices["team"]): figure.numerator for figure in parts if figure.numerator}
        assert found == counted, f"{identifier}: pandas counts otherwise"
        times = seconds / ours
        print(f"{identifier}: {ours:.2f} s, in pandas {seconds:.2f} s, {times:.1f} times (limit {PANDAS_LIMIT:.0f})")


def _in_pandas(frame: Any, day: str, team: str, weeks: list[Period]) -> dict[tuple[date, str | None], int]:
    counted: dict[tuple[date, str | None], int] = {}
    for week in weeks:
        inside = frame[(frame[day] >= str(week.start)) & (frame[day] <= str(week.as_at))]
        for part, number in inside.groupby(team, dropna=False).size().items():
            counted[week.as_at, part if isinstance(part, str) else None] = int(number)
    return counted


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = _processor()
    found = work()
    return _processor() - begun, found


def _processor(who: int = resource.RUSAGE_SELF) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
