"""How long charting takes: many series by the rules, a wall of small charts, and beside the R package in the same run.

`python -m benchmarks.charts`. The series are drawn with a fixed seed: normal values about 100, a step in every third.
Where R and NHSRplotthedots are installed, the same series go through both; where they are not, that is said. R is
looked for on the path, or at `--rscript`; its packages in its own libraries, in `--r-library`, or in what R_LIBS names.
"""

from __future__ import annotations

import argparse
import csv
import os
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
started <- proc.time()
for (one in split(given, given$case)) ptd_spc(one, value_field = value, date_field = date)
taken <- proc.time() - started
cat(taken[["elapsed"]], taken[["user.self"]] + taken[["sys.self"]])
"""


def main() -> None:
    """Print each time with its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rscript", default=shutil.which("Rscript"), help="the program Rscript, if not on the path")
    parser.add_argument("--r-library", default=os.environ.get("R_LIBS", ""), help="folder that holds NHSRplotthedots")
    asked = parser.parse_args()
    _wall(_limits())
    _beside_r(asked.rscript, asked.r_library, _series(IN_R))


def _limits() -> list[ControlChart]:
    """Chart many series, and hand back as many as a wall has."""
    drawn = _series(SERIES)
    started, worked = time.perf_counter(), time.process_time()
    charts = xmr_of_many(drawn)
    taken = (time.perf_counter() - started, time.process_time() - worked)
    _say(f"{SERIES:,} series x {POINTS} points, all rules", *taken, LIMIT_S)
    return charts[:WALL]


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


def _beside_r(rscript: str | None, library: str, drawn: list[Individuals]) -> None:
    version = _version_in_r(rscript, library) if rscript else ""
    if not rscript or not version:
        absent = f"NHSRplotthedots is not installed for {rscript}" if rscript else "Rscript is not installed"
        print(f"ratio against NHSRplotthedots: not measured, {absent}")
        return
    theirs, they_worked = _in_r(rscript, library, drawn)
    started, began = time.perf_counter(), time.process_time()
    for chart in xmr_of_many(drawn):
        _ = chart.points
    ours, worked = time.perf_counter() - started, time.process_time() - began
    print(f"{len(drawn)} series x {POINTS} points, every point and flag, beside NHSRplotthedots {version}:")
    print(f"  on the clock {theirs:.2f} s, ours {ours:.3f} s: {theirs / ours:,.0f} times (limit {RATIO_LIMIT})")
    print(f"  of the processor {they_worked:.2f} s, ours {worked:.3f} s: {they_worked / worked:,.0f} times")


def _version_in_r(rscript: str, library: str) -> str:
    """The version of the package, blank where it cannot be loaded."""
    command = [rscript, "-e", 'library(NHSRplotthedots); cat(as.character(packageVersion("NHSRplotthedots")))']
    done = subprocess.run(command, capture_output=True, check=False, text=True, env=_environment(library))
    return done.stdout.strip() if done.returncode == 0 else ""


def _in_r(rscript: str, library: str, drawn: list[Individuals]) -> tuple[float, float]:
    """The seconds on the clock and of the processor that R charts for, without its start and the reading."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "series.csv"
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("case", "date", "value"))
            writer.writerows((one.name, day, y) for one in drawn for day, y in zip(one.dates, one.values, strict=True))
        command = [rscript, "-e", R_SCRIPT, str(path)]
        done = subprocess.run(command, capture_output=True, check=True, text=True, env=_environment(library))
        clock, processor = done.stdout.split()[-2:]
        return float(clock), float(processor)


def _environment(library: str) -> dict[str, str]:
    return os.environ | ({"R_LIBS": library} if library else {})


def _say(what: str, seconds: float, worked: float, limit: float) -> None:
    """The time on the clock, and beside it that of the processor: on a busy machine the two differ."""
    late = "" if seconds <= limit else " TOO SLOW"
    print(f"{what}: {seconds:.2f} s (limit {limit:g} s){late}; {worked:.2f} s of processor time")


if __name__ == "__main__":
    main()
