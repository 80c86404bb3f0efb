"""How long fourteen indicators take, weekly over the whole story by team, against SQL written by hand for the same.

`python -m benchmarks.indicators [HOME]`: the home holds a warehouse with the demonstration council; without one its
newest extract is written and loaded first. Both sides copy the tables into memory, and must give the same figures.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.by_hand import BY_HAND

from foothold import warehouse
from foothold.demo import write_returns
from foothold.indicators import CATALOGUE, Indicator, periods
from foothold.indicators.engines import DuckDBEngine, input_statements
from foothold.indicators.figures import figures_by
from foothold.indicators.indicator_files import tables_read
from foothold.warehouse import Snapshot

LIMIT = 2.0  # times the peer
ROUNDS = 3
WEEKS = periods(date(2018, 5, 1), date(2020, 11, 30), "week")  # 31 months
FOURTEEN = [CATALOGUE[identifier] for identifier in BY_HAND]

Totals = dict[tuple[date, str | None, bool], tuple[float, float]]


def main() -> None:
    """Print both times, the ratio and each indicator's own, having checked that the figures are the same."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(sys.argv[1]) if len(sys.argv) > 1 else loaded(Path(scratch))
        ours = min((_measure(home, _figures) for _ in range(ROUNDS)), key=lambda run: run[0])
        peer = min((_measure(home, _by_hand) for _ in range(ROUNDS)), key=lambda run: run[0])
    _check_equal(ours[2], peer[2])
    for identifier, seconds in ours[1].items():
        print(f"{identifier}: {seconds:.2f} s, by hand {peer[1][identifier]:.2f} s")
    print(f"fourteen indicators, {len(WEEKS)} weeks by team: {ours[0]:.2f} s of processor, by hand {peer[0]:.2f} s")
    print(f"ratio {ours[0] / peer[0]:.2f} (limit {LIMIT}), every figure equal")


def loaded(scratch: Path) -> Path:
    """A home with the demonstration council's newest extract."""
    newest = [one for one in write_returns(scratch / "returns") if one.profile == "ssd-folder"][-1]
    warehouse.load(scratch / "home", newest.path, authority=newest.authority, as_at=newest.as_at)
    return scratch / "home"


def _measure(home: Path, work: Any) -> tuple[float, dict[str, float], dict[str, Totals]]:
    """Processor seconds in all and for each indicator, and its figures. Wall time would measure the neighbours."""
    (authority,) = warehouse.authorities(home)
    with warehouse.open(home, authority) as snapshot:
        begun = _processor()
        snapshot.materialise(tables_read())
        seconds: dict[str, float] = {}
        figures: dict[str, Totals] = {}
        last = _processor()
        for identifier, totals in work(snapshot):
            figures[identifier] = totals
            seconds[identifier], last = _processor() - last, _processor()
        return last - begun, seconds, figures


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _figures(snapshot: Snapshot) -> Any:
    engine = DuckDBEngine(snapshot.connection)
    for indicator, groups in figures_by(snapshot, FOURTEEN, WEEKS, [(), ("team",)], engine):
        found = [figure for group in groups for figure in group]
        yield (
            indicator.id,
            {(one.as_at, one.slices.get("team"), bool(one.slices)): _comparable(indicator, one) for one in found},
        )


def _comparable(indicator: Indicator, figure: Any) -> tuple[float, float]:
    if indicator.measure == "longest":
        return figure.value or 0, figure.numerator
    if indicator.measure == "median":
        return figure.value or 0, figure.denominator
    if indicator.measure == "rate":
        return figure.numerator, figure.numerator
    if indicator.measure == "index":
        return figure.numerator, float(bool(figure.denominator))
    return figure.numerator, figure.denominator


def _by_hand(snapshot: Snapshot) -> Any:
    for statement in input_statements(WEEKS):
        snapshot.connection.execute(statement)
    for identifier, sql in BY_HAND.items():
        rows = snapshot.connection.execute(sql).fetchall()
        index = identifier == "FD10"
        yield (
            identifier,
            {(day, team, part): (one, float(bool(two)) if index else two) for day, team, part, one, two in rows},
        )


def _check_equal(ours: dict[str, Totals], by_hand: dict[str, Totals]) -> None:
    for identifier, expected in by_hand.items():
        found = {key: totals for key, totals in ours[identifier].items() if totals != (0, 0)}
        if found != expected:
            differing = [key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key)]
            raise SystemExit(
                f"{identifier}: {len(differing)} figures differ from those by hand, first {min(map(str, differing))}"
            )


if __name__ == "__main__":
    main()
