"""Individuals (XmR) control charts, by the rules of the NHS "Making Data Count" programme.

The arithmetic is that of the R package NHSRplotthedots 0.2.2, so that a council's analyst and a hospital's
get the same limits and flags from the same figures. Where that arithmetic misleads, `xmr` says less than it:
see `xmr_as_published`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foothold.terms.errors import Refused

Direction = Literal["increase", "decrease", "neutral"]
SIGN_OF_IMPROVEMENT: dict[Direction, int] = {"increase": 1, "decrease": -1, "neutral": 0}

LIMIT = 2.66  # three sigma, where sigma is the mean moving range / 1.128
NEAR_LIMIT = 2 * LIMIT / 3
SCREEN = 3.267  # a moving range this many times their mean is taken for an outlier
RUN, TREND_MOVES = 7, 6
SHORT_GROUP = 13
FEWEST_VALUES = 3
FEWEST_FIXED = 12
ON_THE_MEAN = 1e-9  # a point this near the mean, relative to it, lies on it in whatever order it was summed

COMMON_CAUSE = "Common Cause"
NO_VARIATION = "No variation to measure: consecutive values do not differ, so there are no limits and no signals."


@dataclass(frozen=True)
class ChartOptions:
    """How a series is charted; `rebase` holds the dates at which a new baseline starts."""

    improvement_direction: Direction = "neutral"
    target: float | None = None
    rebase: tuple[date, ...] = ()
    fix_after_n_points: int | None = None
    screen_outliers: bool = True

    def __post_init__(self) -> None:
        if self.improvement_direction not in SIGN_OF_IMPROVEMENT:
            raise Refused(f"improvement_direction is one of {', '.join(SIGN_OF_IMPROVEMENT)}.")


@dataclass(frozen=True)
class Point:
    """One period of a chart. None stands for what is not available: no value, or no limits to hold it against."""

    x: date
    y: float | None
    rebase_group: int
    fix_y: float | None
    mean_col: float | None
    lpl: float | None
    upl: float | None
    relative_to_mean: int | None
    outside_limits: bool | None
    close_to_limits: bool | None
    special_cause_type: str
    special_cause_flag: bool
    point_type: str
    short_group_warning: bool
    target: float | None


@dataclass(frozen=True)
class ControlChart:
    """A charted series: its points in order of date, and what the newest says of variation and of the target."""

    points: tuple[Point, ...]
    options: ChartOptions
    variation: str
    assurance: str | None
    notes: tuple[str, ...] = ()

    @property
    def last(self) -> Point:
        """The newest point."""
        return self.points[-1]


def xmr(dates: Sequence[date], values: Sequence[float | None], options: ChartOptions, name: str = "") -> ControlChart:
    """Chart a series, drawing no limits where the values leave nothing to measure them from.

    A stretch whose moving range is zero (a count that has stayed at nought) has no variation. The published
    arithmetic then either has no limits or puts both on the mean and flags every point; here it is left
    without limits and without flags, and the chart's notes say so.
    """
    published = xmr_as_published(dates, values, options, name)
    points = tuple(_without_limits(point) if _is_unmeasured(point) else point for point in published.points)
    if points == published.points and not _is_unmeasured(published.last):
        return published
    assurance = None if _is_unmeasured(published.last) else published.assurance
    return replace(
        published, points=points, variation=points[-1].point_type, assurance=assurance, notes=(NO_VARIATION,)
    )


def xmr_as_published(
    dates: Sequence[date], values: Sequence[float | None], options: ChartOptions, name: str = ""
) -> ControlChart:
    """Chart a series exactly as the reference package does, point by point.

    `name` says which series a refusal is about. A missing value breaks runs and trends and leaves the mean alone.
    """
    order = sorted(range(len(dates)), key=lambda position: dates[position])
    days = [dates[position] for position in order]
    y = np.array([np.nan if values[p] is None else values[p] for p in order], dtype=float)
    _refuse_unusable(days, y, options, name)
    groups = np.cumsum([day in options.rebase for day in days])
    points: list[Point] = []
    for group in np.unique(groups):
        inside = np.flatnonzero(groups == group)
        points += _chart_group([days[i] for i in inside], y[inside], int(group), options)
    return ControlChart(tuple(points), options, points[-1].point_type, _assurance(points[-1], options))


def against_baseline(
    dates: Sequence[date], values: Sequence[float | None], baseline_points: int, direction: Direction
) -> ControlChart:
    """Chart a series, already in order of date, with limits frozen on its first points, however few they are."""
    options = ChartOptions(direction, fix_after_n_points=baseline_points)
    y = np.array([np.nan if value is None else value for value in values], dtype=float)
    points = tuple(_chart_group(list(dates), y, 0, options))
    if not _is_unmeasured(points[-1]):
        return ControlChart(points, options, points[-1].point_type, None)
    points = tuple(_without_limits(point) for point in points)
    return ControlChart(points, options, points[-1].point_type, None, (NO_VARIATION,))


def _refuse_unusable(days: list[date], y: NDArray[np.float64], options: ChartOptions, name: str) -> None:
    series = f"Series {name!r}" if name else "The series"
    if (known := int(np.isfinite(y).sum())) < FEWEST_VALUES:
        raise Refused(f"{series} is too short: {known} values, and a chart needs at least {FEWEST_VALUES}.")
    if options.fix_after_n_points is not None and options.fix_after_n_points < FEWEST_FIXED:
        raise Refused(f"{series}: fix_after_n_points must be at least {FEWEST_FIXED}; fewer points make poor limits.")
    if repeated := sorted({day for day, after in pairwise(days) if day == after}):
        raise Refused(f"{series} has the date {repeated[0]} twice. Keep one value a date.")
    if absent := sorted(set(options.rebase) - set(days)):
        raise Refused(f"{series} has no point at the rebase date {absent[0]}. Rebase at a date of the series.")


def _chart_group(days: list[date], y: NDArray[np.float64], group: int, options: ChartOptions) -> list[Point]:
    fixed = y.copy()
    fixed[options.fix_after_n_points if options.fix_after_n_points is not None else len(y) :] = np.nan
    mean = mean_of_known(fixed)
    spread = _mean_moving_range(fixed, options.screen_outliers)
    lower, upper = mean - LIMIT * spread, mean + LIMIT * spread
    side = np.sign(np.where(np.abs(y - mean) <= ON_THE_MEAN * max(1.0, abs(mean)), 0.0, y - mean))
    outside = (y > upper) | (y < lower)
    close = ~outside & ((y > mean + NEAR_LIMIT * spread) | (y < mean - NEAR_LIMIT * spread))
    causes = _special_causes(y, side, outside, close)
    has_limits = np.isfinite(y) & np.isfinite(spread)
    return [
        Point(
            x=day,
            y=_known(y[i]),
            rebase_group=group,
            fix_y=_known(fixed[i]),
            mean_col=_known(mean),
            lpl=_known(lower),
            upl=_known(upper),
            relative_to_mean=int(side[i]) if np.isfinite(side[i]) else None,
            outside_limits=bool(outside[i]) if has_limits[i] else None,
            close_to_limits=bool(close[i]) if has_limits[i] else None,
            special_cause_type=causes[i],
            special_cause_flag=causes[i] != COMMON_CAUSE,
            point_type=_point_type(causes[i], options.improvement_direction),
            short_group_warning=len(days) < SHORT_GROUP,
            target=options.target,
        )
        for i, day in enumerate(days)
    ]


def mean_of_known(values: NDArray[np.float64]) -> float:
    """The mean of what is known, in two passes of extended precision as R computes it; NaN of nothing."""
    known = values[np.isfinite(values)].astype(np.longdouble)
    if not known.size:
        return float("nan")
    first = known.sum() / known.size
    return float(first + (known - first).sum() / known.size)


def _mean_moving_range(values: NDArray[np.float64], screen: bool) -> float:
    moves = np.abs(np.diff(values))
    mean = mean_of_known(moves)
    return mean_of_known(moves[moves < SCREEN * mean]) if screen else mean


def _special_causes(
    y: NDArray[np.float64], side: NDArray[np.float64], outside: NDArray[np.bool_], close: NDArray[np.bool_]
) -> list[str]:
    """The label of each point, by precedence: outside the limits, trend, two in three, run."""
    run = _members_of_runs(side == 1, RUN) | _members_of_runs(side == -1, RUN)
    trend, rising = _trends(y)
    two_in_three = _two_in_three(side, close)
    place = np.where(side == 1, "Above", "Below")
    labels = np.select(
        [outside, trend, two_in_three, run],
        [
            np.where(side == 1, "Above UCL", "Below LCL"),
            np.where(rising, "7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"),
            np.char.add(np.char.add("2 in 3 ", place), " CL"),
            np.char.add(np.char.add("7 Points ", place), " CL"),
        ],
        COMMON_CAUSE,
    )
    return [str(label) for label in labels]


def _members_of_runs(marked: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Which positions belong to some unbroken stretch of `length` marked ones."""
    if len(marked) < length:
        return np.zeros(len(marked), dtype=bool)
    starts = np.lib.stride_tricks.sliding_window_view(marked, length).all(axis=1)
    return np.convolve(starts, np.ones(length)) > 0


def _trends(y: NDArray[np.float64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which points belong to a trend, and which of them to a rising one.

    A point between two others of a trend takes the direction of the move after it, the last one that before it.
    """
    moves = np.sign(np.diff(y))
    in_trend = _members_of_runs(moves == 1, TREND_MOVES) | _members_of_runs(moves == -1, TREND_MOVES)
    trend = np.append(in_trend, False) | np.insert(in_trend, 0, False)
    next_in_trend = np.append(trend[1:], False)
    move = np.where(next_in_trend, np.append(moves, 0.0), np.insert(moves, 0, 0.0))
    return trend, move == 1


def _two_in_three(side: NDArray[np.float64], close: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Points near a limit that share three consecutive points on one side with another such point."""
    if len(side) < 3:
        return np.zeros(len(side), dtype=bool)
    window = np.lib.stride_tricks.sliding_window_view
    starts = (window(close, 3).sum(axis=1) >= 2) & (np.abs(window(side, 3).sum(axis=1)) == 3)
    return (np.convolve(starts, np.ones(3)) > 0) & close


def _point_type(cause: str, direction: Direction) -> str:
    if cause == COMMON_CAUSE:
        return "common_cause"
    sign = 1 if "Above" in cause or "Increasing" in cause else -1
    if direction == "neutral":
        return "special_cause_neutral_high" if sign > 0 else "special_cause_neutral_low"
    improving = sign == SIGN_OF_IMPROVEMENT[direction]
    return "special_cause_improvement" if improving else "special_cause_concern"


def _assurance(last: Point, options: ChartOptions) -> str | None:
    """Whether the newest limits lie on one side of the target; None without a target or a direction."""
    if options.target is None or options.improvement_direction == "neutral":
        return None
    if last.lpl is None or last.upl is None or last.lpl <= options.target <= last.upl:
        return "inconsistent"
    below_target = last.upl < options.target
    return "consistent_pass" if below_target == (options.improvement_direction == "decrease") else "consistent_fail"


def _is_unmeasured(point: Point) -> bool:
    return point.lpl is None or point.lpl == point.upl


def _without_limits(point: Point) -> Point:
    return replace(
        point,
        lpl=None,
        upl=None,
        outside_limits=None,
        close_to_limits=None,
        special_cause_type=COMMON_CAUSE,
        special_cause_flag=False,
        point_type="common_cause",
    )


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
