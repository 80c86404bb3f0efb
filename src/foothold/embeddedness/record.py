"""A series held against its baseline and its target: the facts from which every condition is judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foothold.embeddedness.control_chart import (
    FEWEST_VALUES,
    SIGN_OF_IMPROVEMENT,
    ChartOptions,
    ControlChart,
    Direction,
    against_baseline,
    xmr,
)
from foothold.embeddedness.defaults import LevelDefaults
from foothold.embeddedness.series import Series


@dataclass(frozen=True)
class Run:
    """An unbroken stretch of newest points on the good side of the baseline mean."""

    length: int
    beyond_limits: int

    def is_improvement(self, defaults: LevelDefaults) -> bool:
        """Whether so long a run is more than chance would explain."""
        short_run = self.length >= defaults.short_run_for_improvement
        return self.length >= defaults.run_for_improvement or (
            short_run and self.beyond_limits >= defaults.beyond_limits_in_short_run
        )


@dataclass(frozen=True)
class Record:
    """A series from its first period to the newest, split at the programme's start."""

    series: Series
    direction: Direction
    target: float | None
    zero: bool  # a count whose target is nought
    defaults: LevelDefaults
    start: int  # the first period of the programme
    clock: int  # the first period that counts towards a level: later than the start after a change of regime
    chart: ControlChart  # limits frozen on the periods before the start

    @property
    def newest(self) -> int:
        """The position of the newest period."""
        return len(self.series.values) - 1

    def is_on_target(self, position: int) -> bool:
        """Whether the target was met; a period without a value is not known to have met it."""
        return meets(self.series.values[position], self.target, self.direction)

    def periods_on_target(self, until: int) -> int:
        """Consecutive periods on target that end with the one given."""
        count = 0
        while until - count >= self.clock and self.is_on_target(until - count):
            count += 1
        return count

    @property
    def misses_allowed(self) -> int:
        """How often the target may be missed in a window: never, if it is nought."""
        return 0 if self.zero else self.defaults.misses_allowed

    def has_held(self, periods: int) -> bool:
        """Whether the newest periods, so many of them, missed the target no more often than allowed, and not last."""
        misses = self.misses_in_window(periods)
        return misses is not None and misses <= self.misses_allowed and self.is_on_target(self.newest)

    def misses_in_window(self, periods: int) -> int | None:
        """Periods off target among the newest ones; None while there have not been so many."""
        first = self.newest + 1 - periods
        if first < self.clock:
            return None
        return sum(not self.is_on_target(i) for i in range(first, self.newest + 1))

    def run(self, until: int) -> Run:
        """The run of better points that ends with the period given."""
        sign = SIGN_OF_IMPROVEMENT[self.direction]
        first = until + 1
        while first > self.start and self.chart.points[first - 1].relative_to_mean == sign:
            first -= 1
        beyond = sum(bool(point.outside_limits) for point in self.chart.points[first : until + 1])
        return Run(until + 1 - first, beyond)

    def improved_by(self, position: int) -> bool:
        """Whether the run of better points up to a period is more than chance would explain."""
        return self.run(position).is_improvement(self.defaults)

    def segment(self) -> ControlChart | None:
        """The process as it runs now, with its own limits: the newest run of better points, all of it.

        Limits from fewer points would vary more, and looked at week after week would sooner or later be narrow by luck.
        """
        length = self.run(self.newest).length
        if length < self.defaults.fewest_points_for_limits:
            return None
        return chart_of_newest(self.series.dates, self.series.values, length, self.target, self.direction)


def meets(value: float | None, target: float | None, direction: Direction) -> bool:
    """Whether a value is on the good side of its target, or on it."""
    if value is None or target is None:
        return False
    return value <= target if direction == "decrease" else value >= target


def chart_of_newest(
    dates: tuple[date, ...], values: tuple[float | None, ...], length: int, target: float | None, direction: Direction
) -> ControlChart | None:
    """The newest periods charted by themselves; None with too few values to chart."""
    newest = values[-length:]
    if sum(value is not None for value in newest) < FEWEST_VALUES:
        return None
    return xmr(dates[-length:], newest, ChartOptions(direction, target))


def record_of(
    series: Series,
    direction: Direction,
    target: float | None,
    zero: bool,
    defaults: LevelDefaults,
    starts: tuple[date, ...],
) -> Record:
    """Hold a series against what came before the programme; `starts` begins with its start, then any restarts."""
    positions = [sum(day < start for day in series.dates) for start in starts]
    chart = against_baseline(series.dates, series.values, positions[0], direction)
    return Record(series, direction, 0.0 if zero else target, zero, defaults, positions[0], max(positions), chart)
