"""The families of referrals and of assessments, and four indicators of allocation, together against pandas.

`python -m benchmarks.families [HOME] [--councils N]`: of the home's demonstration council by itself, and of N copies of
it. Both sides begin with the tables in memory, count 156 weeks and must give the same figures. Foothold computes all of
them with one engine, council after council, for the council and by team; what they share it finds out once. Pandas is
given the rows of all councils at once, counts by team alone (by council where an indicator knows no teams), and what
its indicators share is prepared, and counted, once. FD09 and AS07 are counted by team too, not by source or factor.
Every indicator of FD and AS takes part, and of AL those named in `families_in_pandas`. Without pandas it says so.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
from benchmarks.every_indicator import copied, last_weeks
from benchmarks.families_in_pandas import COLUMNS, IN_PANDAS, NUMBERED, TEAMS, Frames, prepared
from benchmarks.indicators import loaded
from benchmarks.shapes import BY_TEAM, PANDAS_LIMIT, HandedOut, laid, timed

from foothold.indicators import Period, find
from foothold.indicators.engines import DuckDBEngine, input_statements
from foothold.indicators.england import LIST, Council, hand_out, read_list
from foothold.indicators.figures import Figure, figures_by
from foothold.indicators.indicator_files import tables_read
from foothold.warehouse.engine import quoted

Found = dict[tuple[date, str | None], tuple[float, float]]


def main() -> None:
    """Print the seconds of both for one council and for many."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("home", nargs="?", type=Path)
    options.add_argument("--councils", type=int, default=20)
    asked, _ = options.parse_known_args()
    if find_spec("pandas") is None:
        print("pandas is not installed: no comparison with it")
        return
    with tempfile.TemporaryDirectory() as scratch:
        one, many = Path(scratch) / "one", Path(scratch) / "many"
        hand_out(asked.home or loaded(Path(scratch)), one, lambda _: None)
        _compare(one)
        if asked.councils > 1:
            _compare(copied(one, many, asked.councils))


def _compare(folder: Path) -> None:
    councils = read_list((folder / LIST).read_text(encoding="utf-8"), str(folder))
    weeks = last_weeks(max(date.fromisoformat(one.newest_as_at) for one in councils))
    seconds, ours = _ours(folder, councils, weeks)
    preparing, taken, theirs = _pandas(folder, councils, weeks)
    for name in IN_PANDAS:
        _check_equal(name, ours[name], theirs[name])
    print(f"{len(IN_PANDAS)} indicators, {len(councils)} councils, {len(weeks)} weeks by team, seconds of processor:")
    print(f"pandas, shared preparation: {preparing:.2f} s")
    for name, one in taken.items():
        print(f"pandas, {name}: {one:.2f} s")
    total = preparing + sum(taken.values())
    print(
        f"together: Foothold {seconds:.2f} s, pandas {total:.2f} s, {total / seconds:.1f} times as long "
        f"(limit: it at least {PANDAS_LIMIT} times ours)",
        flush=True,
    )


def _ours(folder: Path, councils: Sequence[Council], weeks: Sequence[Period]) -> tuple[float, dict[str, Found]]:
    indicators, total = [find(name) for name in IN_PANDAS], 0.0
    found: dict[str, Found] = {name: {} for name in IN_PANDAS}
    for one in councils:
        with laid(folder, [one], tables_read()) as connection:
            source, engine = HandedOut(connection, date.fromisoformat(one.newest_as_at), {}), DuckDBEngine(connection)
            asked = figures_by(source, indicators, weeks, BY_TEAM, engine)
            seconds, computed = timed(lambda asked=asked: list(asked))
        total += seconds
        for indicator, (*_, figures) in computed:  # the last are those by team, where it has teams
            found[indicator.id] |= {
                (figure.as_at, figure.slices.get("team", one.authority)): _comparable(indicator.measure, figure)
                for figure in figures
            }
    return total, found


def _comparable(measure: str, figure: Figure) -> tuple[float, float]:
    """The numerator, or the value where it does not follow from counts, and what was considered."""
    counted, considered = figure.numerator or 0, figure.denominator or 0
    if measure == "longest":
        return figure.value or 0, counted
    if measure == "median":
        return figure.value or 0, considered
    return (counted, counted) if measure == "rate" else (counted, considered)


def _pandas(
    folder: Path, councils: Sequence[Council], weeks: Sequence[Period]
) -> tuple[float, dict[str, float], dict[str, Found]]:
    with duckdb.connect() as connection:
        for statement in input_statements(weeks):
            connection.execute(statement)
        tables, names = _frames(connection, folder, councils)
    preparing, have = timed(lambda: prepared(tables, weeks))
    runs = {name: timed(lambda work=work: work(have)) for name, work in IN_PANDAS.items()}
    return preparing, {name: one for name, (one, _) in runs.items()}, {
        name: _named(table, names["team" if "team" in find(name).slices else "authority"])
        for name, (_, table) in runs.items()
    }  # fmt: skip


def _named(table: Any, names: list[str]) -> Found:
    return {
        (day, names[part] if part >= 0 else None): (0 if one != one else one, two)
        for (day, part), one, two in table.itertuples()
    }


def _frames(
    connection: duckdb.DuckDBPyConnection, folder: Path, councils: Sequence[Council]
) -> tuple[Frames, dict[str, list[str]]]:
    """The tables as an analyst has them in memory, identifiers numbered in their order; names of teams and councils."""
    tables: Frames = {"working_days": connection.execute("select day, working_day_number from working_days").df()}
    for name, columns in COLUMNS.items():
        team = f"{TEAMS[name]} as team, " if name in TEAMS else ""
        each = (
            f"select '{one.authority}' as authority, {team}{', '.join(columns)} "
            f"from read_parquet({quoted(folder / one.authority / f'{name}.parquet')})"
            for one in councils
        )
        tables[name] = connection.execute(" union all ".join(each)).df()
    names = {column: _number(tables, column) for column in (*NUMBERED, "team", "authority")}
    return tables, names


def _number(tables: Frames, column: str) -> list[str]:
    import pandas as pd

    having = [table for table in tables.values() if column in table]
    numbers, names = pd.factorize(pd.concat([table[column] for table in having]), sort=True)
    for table in having:
        table[column], numbers = numbers[: len(table)], numbers[len(table) :]
    return list(names)


def _check_equal(name: str, ours: Found, theirs: Found) -> None:
    """Parts with nothing to tell are figures of ours and no rows of theirs."""
    found, expected = (
        {key: tuple(map(float, totals)) for key, totals in one.items() if any(totals)} for one in (ours, theirs)
    )
    differing = [key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key)]
    if differing:
        first = min(differing, key=str)
        raise SystemExit(
            f"{name}: {len(differing)} figures differ, first {first}: {found.get(first)} and {expected.get(first)}"
        )


if __name__ == "__main__":
    main()
