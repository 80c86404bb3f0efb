"""Four indicators of different shape against SQL written by hand and against pandas, over any number of councils.

A stock, a stock with a clock, a percentage of a clock and a median, weekly and by team. All three begin with the tables
in memory and must give the same figures. Foothold computes council after council, as it always does, and lists every
team of the council; SQL and pandas are given the rows of all councils at once, whose teams have names of their own.
"""

from __future__ import annotations

import resource
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
from benchmarks.by_hand import BY_HAND
from benchmarks.in_pandas import AT_ONCE, IN_PANDAS, Found, frames

from foothold.indicators import Period, find
from foothold.indicators.engines import DuckDBEngine, input_statements
from foothold.indicators.england import LIST, Council, read_list
from foothold.indicators.figures import Figure, figures_by
from foothold.indicators.indicator_files import tables_read
from foothold.tables import TABLES
from foothold.warehouse.engine import quoted

BY_TEAM: list[tuple[str, ...]] = [(), ("team",)]
SQL_LIMIT, PANDAS_LIMIT = 2.0, 20.0  # times ours to SQL by hand, times pandas to ours


@dataclass(frozen=True)
class HandedOut:
    """A council's tables as figures are computed from them, with nothing that was not collected."""

    connection: duckdb.DuckDBPyConnection
    newest_as_at: date
    not_collected: dict[str, frozenset[str]]


def compare(folder: Path, weeks: Sequence[Period]) -> None:
    """Print the seconds of processor of the three, for each indicator and together, over a folder handed out."""
    councils = read_list((folder / LIST).read_text(encoding="utf-8"), str(folder))
    ours = _ours(folder, councils, weeks)
    with laid(folder, councils, BY_HAND_TABLES) as connection:
        for statement in input_statements(weeks):
            connection.execute(statement)
        by_hand = {name: timed(lambda sql=BY_HAND[name]: _by_hand(connection, sql)) for name in IN_PANDAS}
        runs = {"SQL by hand": by_hand, **_pandas(connection, weeks)}
    print(f"four shapes, {len(councils)} councils, {len(weeks)} weeks by team, seconds of processor:")
    for who, found in runs.items():
        for name, (_, figures) in found.items():
            _check_equal(name, who, ours[name][1], figures)
        _print(who, ours, found)


BY_HAND_TABLES = ("cin_assessments", "cin_episodes", "involvements", "professionals")


def _ours(folder: Path, councils: Sequence[Council], weeks: Sequence[Period]) -> dict[str, tuple[float, Found]]:
    found: dict[str, tuple[float, Found]] = {name: (0.0, {}) for name in IN_PANDAS}
    for one in councils:
        with laid(folder, [one], tables_read()) as connection:
            source = HandedOut(connection, date.fromisoformat(one.newest_as_at), {})
            each = figures_by(source, [find(name) for name in IN_PANDAS], weeks, BY_TEAM, DuckDBEngine(connection))
            for name in IN_PANDAS:
                seconds, (_, (_, figures)) = timed(lambda each=each: next(each))
                found[name] = (found[name][0] + seconds, found[name][1] | _told(name, figures))
    return found


def _told(name: str, figures: Sequence[Figure]) -> Found:
    totals = [(one.value if find(name).measure == "median" else one.numerator, one.denominator) for one in figures]
    return {
        (figure.as_at, figure.slices["team"]): (one or 0, two or 0)
        for figure, (one, two) in zip(figures, totals, strict=True)
    }


def laid(folder: Path, councils: Sequence[Council], tables: Sequence[str]) -> duckdb.DuckDBPyConnection:
    """Tables of these councils in memory, one after the other, with every other table empty."""
    connection = duckdb.connect()
    for name in tables:
        files = ", ".join(quoted(folder / one.authority / f"{name}.parquet") for one in councils)
        connection.execute(f"create table {name} as from read_parquet([{files}])")
    for name in TABLES.keys() - set(tables):
        columns = ", ".join(f"{column.name} {column.type.sql}" for column in TABLES[name].stored_columns)
        connection.execute(f"create table {name} ({columns})")
    return connection


def _by_hand(connection: duckdb.DuckDBPyConnection, sql: str) -> Found:
    rows = connection.execute(sql).fetchall()
    return {(day, team): (one or 0, two) for day, team, part, one, two in rows if part}


def _pandas(connection: duckdb.DuckDBPyConnection, weeks: Sequence[Period]) -> dict[str, dict[str, Any]]:
    if find_spec("pandas") is None:
        print("pandas is not installed: no comparison with it")
        return {}
    tables = frames(connection)
    ways = {"pandas, week by week": IN_PANDAS, "pandas without a loop": AT_ONCE}
    return {
        who: {name: timed(lambda work=work: work(tables, weeks)) for name, work in works.items()}
        for who, works in ways.items()
    }


def _check_equal(name: str, who: str, ours: Found, theirs: Found) -> None:
    """Teams with nothing to tell are figures of ours and no rows of theirs."""
    found, expected = (
        {key: tuple(map(float, totals)) for key, totals in one.items() if totals[1]} for one in (ours, theirs)
    )
    differing = [key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key)]
    if differing:
        raise SystemExit(f"{name}: {len(differing)} figures of {who} differ, first {min(map(str, differing))}")


def _print(who: str, ours: dict[str, tuple[float, Found]], theirs: dict[str, tuple[float, Found]]) -> None:
    for name, (seconds, _) in theirs.items():
        print(f"{name}: {ours[name][0]:.2f} s, {who} {seconds:.2f} s, {seconds / ours[name][0]:.1f} times as long")
    mine, other = (sum(run[name][0] for name in theirs) for run in (ours, theirs))
    limit = f"ours at most {SQL_LIMIT} times it" if "SQL" in who else f"it at least {PANDAS_LIMIT} times ours"
    print(f"together: {mine:.2f} s, {who} {other:.2f} s, {other / mine:.1f} times as long (limit: {limit})")


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor that a piece of work takes, and what it gives. The clock would measure the neighbours."""
    begun = processor()
    found = work()
    return processor() - begun, found


def processor(who: int = resource.RUSAGE_SELF) -> float:
    """Seconds of processor used so far, by this process or by its children."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime
