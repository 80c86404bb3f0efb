"""How long charting takes: many series by the rules, a wall of small charts, and beside the R package in the same run.

`python -m benchmarks.charts`. The series are drawn with a fixed seed: normal values about 100, a step in every third.
Where R and NHSRplotthedots are installed, the same series go through both; where they are not, that is said.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from foothold.charts import Shock, small_control_chart
from foothold.embeddedness import ChartOptions, ControlChart, Individuals, xmr_of_many

SERIES, POINTS, LIMIT_S = 10_000, 200, 2.0
WALL, WALL_LIMIT_S = 100, 3.0
IN_R, RATIO_LIMIT = 100, 50  # series that R charts, and how many times faster we must be
FIRST = date(2017, 1, 1)
DAYS = [FIRST + timedelta(weeks=week) for week in range(POINTS)]
SHOCKS = [Shock(date(2020, 3, 20), date(2020, 6, 1), "Schools closed")]
R_SCRIPT = """
library(NHSRplotthedots)
given <- read.csv(commandArgs(TRUE)[1]); given$date <- as.Date(given$date)
started <- proc.time()[["elapsed"]]
for (one in split(given, given$case)) ptd_spc(one, value_field = value, date_field = date)
cat(proc.time()[["elapsed"]] - started)
"""


def main() -> None:
    """Print each time with its limit."""
    drawn = _series(SERIES)
    started, worked = time.perf_counter(), time.process_time()
    charts = xmr_of_many(drawn)
    taken = (time.perf_counter() - started, time.process_time() - worked)
    _say(f"{SERIES:,} series x {POINTS} points, all rules", *taken, LIMIT_S)
    _wall(charts[:WALL])
    _beside_r(drawn[:IN_R])


def _series(count: int) -> list[Individuals]:
    values = np.random.default_rng(2020).normal(100.0, 5.0, (count, POINTS))
    values[::3, POINTS // 2 :] -= 15.0
    options = ChartOptions("decrease", target=95.0)
    return [Individuals(str(number), DAYS, row, options) for number, row in enumerate(values.tolist())]


def _wall(charts: list[ControlChart]) -> None:
    started, worked = time.perf_counter(), time.process_time()
    size = sum(
        len(small_control_chart("Late visits", "visits", chart, sentence="One plain sentence.", shocks=SHOCKS))
        for chart in charts
    )
    taken = (time.perf_counter() - started, time.process_time() - worked)
    _say(f"wall of {len(charts)} charts ({size / 1024:,.0f} kB)", *taken, WALL_LIMIT_S)


def _beside_r(drawn: list[Individuals]) -> None:
    rscript = shutil.which("Rscript")
    has_package = (
        rscript
        and not subprocess.run([rscript, "-e", "library(NHSRplotthedots)"], capture_output=True, check=False).returncode
    )
    if not rscript or not has_package:
        absent = "NHSRplotthedots" if rscript else "Rscript"
        print(f"ratio against NHSRplotthedots: not measured, {absent} is not installed")
        return
    theirs = _in_r(rscript, drawn)
    started = time.perf_counter()
    for chart in xmr_of_many(drawn):
        _ = chart.points
    ours = time.perf_counter() - started
    print(f"NHSRplotthedots {theirs:.2f} s, ours {ours:.3f} s: {theirs / ours:,.0f} times (limit {RATIO_LIMIT})")


def _in_r(rscript: str, drawn: list[Individuals]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "series.csv"
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("case", "date", "value"))
            writer.writerows((one.name, day, y) for one in drawn for day, y in zip(one.dates, one.values, strict=True))
        command = [rscript, "-e", R_SCRIPT, str(path)]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
        return float(done.stdout.split()[-1])


def _say(what: str, seconds: float, worked: float, limit: float) -> None:
    """The time on the clock, and beside it that of the processor: on a busy machine the two differ."""
    late = "" if seconds <= limit else " TOO SLOW"
    print(f"{what}: {seconds:.2f} s (limit {limit:g} s){late}; {worked:.2f} s of processor time")


if __name__ == "__main__":
    main()
