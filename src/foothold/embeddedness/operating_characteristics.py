"""How often the levels are right and wrong, by simulation: `python -m foothold.embeddedness.operating_characteristics`.

Percentages with independent normal noise and a target of 85. Weekly: standard deviation 3, 20 weeks of baseline, then
78 of a programme. Monthly: standard deviation 1.5 as of four such weeks, 20 months of baseline, then 36. Real periods
are often correlated, which makes false alarms commoner than here.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

import numpy as np

from foothold.embeddedness.control_chart import against_baseline
from foothold.embeddedness.defaults import Every
from foothold.embeddedness.levels import LEVELS, LevelOptions, assess
from foothold.embeddedness.series import Series

TARGET = 85.0
SHOCK_PRESSURE = 1.2
NEW_POINTS = 26
BASELINES = ((12, 0.0), (20, 0.0), (40, 0.0), (20, 0.6))  # points, and the correlation of one week with the next
FIRST_DAY = date(2018, 1, 7)


@dataclass(frozen=True)
class Rhythm:
    """How often a series is measured, for how long, and how much chance moves it."""

    every: Every
    baseline: int
    programme: int
    noise: float
    shock: range  # periods of the programme, the first being 1

    def dates(self) -> tuple[date, ...]:
        """The days on which periods end."""
        count = self.baseline + self.programme
        if self.every == "week":
            return tuple(FIRST_DAY + timedelta(weeks=week) for week in range(count))
        return tuple(date(FIRST_DAY.year + month // 12, month % 12 + 1, 28) for month in range(count))


WEEKLY = Rhythm("week", 20, 78, 3.0, range(31, 36))
MONTHLY = Rhythm("month", 20, 36, 1.5, range(15, 18))


@dataclass(frozen=True)
class Story:
    """A programme that moves the mean from one value to another in its first period, with or without a shock."""

    name: str
    before: float
    after: float
    shock: bool = False


STORIES = (
    Story("no change, mean 84", 84, 84),
    Story("no change, mean on the target", 85, 85),
    Story("70 to 80: better, not enough", 70, 80),
    Story("70 to 91: enough on average, a shock survived", 70, 91, shock=True),
    Story("70 to 95.5: capable, a shock survived", 70, 95.5, shock=True),
    Story("70 to 95.5: capable, never tested", 70, 95.5),
)


@dataclass(frozen=True)
class Outcome:
    """In what share of runs each level from tentative upwards was ever reached, and the median period of reaching it.

    `median_week` counts the periods of the programme, months where the series is monthly.
    """

    story: Story
    ever: dict[int, float]
    median_week: dict[int, float | None]


def simulate(story: Story, runs: int, seed: int, rhythm: Rhythm = WEEKLY, look_every: int = 1) -> Outcome:
    """Run a story many times and note when each level is first reached, in periods of the programme.

    `look_every` says how often anybody looks: every period, or every so many. Fewer looks mislead less often.
    """
    random = np.random.default_rng(seed)
    first = [_first_periods(story, random, rhythm, look_every) for _ in range(runs)]
    reached = {level: [weeks[level] for weeks in first if level in weeks] for level in (2, 3, 4)}
    return Outcome(
        story,
        {level: len(weeks) / runs for level, weeks in reached.items()},
        {level: median(weeks) if weeks else None for level, weeks in reached.items()},
    )


def _first_periods(story: Story, random: np.random.Generator, rhythm: Rhythm, look_every: int) -> dict[int, int]:
    """The first period of the programme at which each level, or a higher one, was seen."""
    means = [story.before] * rhythm.baseline + [story.after] * rhythm.programme
    values = np.minimum(random.normal(means, rhythm.noise), 100.0)
    dates = rhythm.dates()
    shocked = [story.shock and place - rhythm.baseline + 1 in rhythm.shock for place in range(len(values))]
    pressure = tuple(SHOCK_PRESSURE if high else 1.0 for high in shocked)
    series = Series(dates, tuple(float(value) for value in values), pressure=pressure)
    options = LevelOptions("increase", TARGET, programme_start=dates[rhythm.baseline])
    first: dict[int, int] = {}
    for period in range(look_every, rhythm.programme + 1, look_every):
        level = assess(series, options, dates[rhythm.baseline + period - 1]).level_number or 0
        for reached in range(2, level + 1):
            first.setdefault(reached, period)
    return first


def chance_of_a_signal(baseline_points: int, correlation: float, runs: int, seed: int) -> float:
    """How often 26 new points of a process that has not changed show a signal, against limits from its baseline.

    `correlation` is that of one week with the next.
    """
    random = np.random.default_rng(seed)
    points = baseline_points + NEW_POINTS
    dates = [FIRST_DAY + timedelta(weeks=i) for i in range(points)]
    signalled = 0
    for _ in range(runs):
        steps = random.normal(0, 1, points)
        values = [float(steps[0])]
        for step in steps[1:]:
            values.append(correlation * values[-1] + float(step) * (1 - correlation**2) ** 0.5)
        chart = against_baseline(dates, values, baseline_points, "increase")
        signalled += any(point.special_cause_flag for point in chart.points[baseline_points:])
    return signalled / runs


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables of the documentation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2020)
    chosen = parser.parse_args(arguments)
    out = sys.stdout
    for rhythm, look_every in ((WEEKLY, 1), (WEEKLY, 4), (MONTHLY, 1)):
        looked = "every" if look_every == 1 else f"every {look_every}"
        levels = " | ".join(f"{name} ever (median {rhythm.every})" for name in LEVELS[2:])
        out.write(
            f"| looked at {looked} {rhythm.every}{'' if look_every == 1 else 's'} | {levels} |\n|---|---|---|---|\n"
        )
        for story in STORIES:
            outcome = simulate(story, chosen.runs, chosen.seed, rhythm, look_every)
            cells = [_cell(outcome.ever[level], outcome.median_week[level]) for level in (2, 3, 4)]
            out.write(f"| {story.name} | {' | '.join(cells)} |\n")
        out.write("\n")
    out.write(
        "| baseline points | correlation of weeks | a signal in 26 new points, nothing changed |\n|---|---|---|\n"
    )
    for points, correlation in BASELINES:
        chance = chance_of_a_signal(points, correlation, chosen.runs, chosen.seed)
        out.write(f"| {points} | {correlation:g} | {chance:.0%} |\n")


def _cell(share: float, week: float | None) -> str:
    return f"{share:.1%}" + ("" if week is None else f" ({week:g})")


if __name__ == "__main__":
    main()
