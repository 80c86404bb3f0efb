"""The arithmetic of individuals (XmR) charts over many series at once: limits, sides and special causes.

Every array has one row a series and one column a point, in order of date; all series of one call are equally long and
share no value. The rules are those of the NHS "Making Data Count" programme, as the R package NHSRplotthedots 0.2.2
computes them. A missing value is NaN: it breaks runs and trends and leaves the mean alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]

LIMIT = 2.66  # three sigma, where sigma is the mean moving range / 1.128
NEAR_LIMIT = 2 * LIMIT / 3
SCREEN = 3.267  # a moving range this many times their mean is taken for an outlier
RUN, TREND_MOVES = 7, 6
ON_THE_MEAN = 1e-9  # a point this near the mean, relative to it, lies on it in whatever order it was summed

# What a number in `Charted.causes` stands for.
CAUSES = (
    "Common Cause",
    "Above UCL",
    "Below LCL",
    "7 Point Trend (Increasing)",
    "7 Point Trend (Decreasing)",
    "2 in 3 Above CL",
    "2 in 3 Below CL",
    "7 Points Above CL",
    "7 Points Below CL",
)
COMMON_CAUSE = CAUSES[0]
# Whether a cause speaks for higher (1) or lower (-1) values.
SIGN_OF_CAUSE = (0, 1, -1, 1, -1, 1, -1, 1, -1)


@dataclass(frozen=True)
class Charted:
    """Many series with their limits and signals; NaN stands for what cannot be known."""

    values: Numbers
    fixed: Numbers  # the values that the limits come from
    mean: Numbers  # one a series, as are the limits
    lower: Numbers
    upper: Numbers
    side: Numbers  # 1 above the mean, -1 below it, 0 on it
    outside: Marks
    close: Marks
    causes: NDArray[np.int8]


def charted(values: Numbers, *, fix_after: int | None = None, screen: bool = True) -> Charted:
    """Limits from the first `fix_after` points of each series, or from all; far too long moving ranges left out."""
    fixed = values.copy()
    if fix_after is not None:
        fixed[:, fix_after:] = np.nan
    mean = means_of_known(fixed)
    spread = mean_moving_ranges(fixed, screen)
    from_mean = values - mean[:, np.newaxis]
    with np.errstate(invalid="ignore"):
        near_zero = np.abs(from_mean) <= (ON_THE_MEAN * np.maximum(1.0, np.abs(mean)))[:, np.newaxis]
        side = np.where(near_zero, 0.0, np.sign(from_mean))
        lower, upper = mean - LIMIT * spread, mean + LIMIT * spread
        outside = _beyond(values, lower, upper)
        close = ~outside & _beyond(values, mean - NEAR_LIMIT * spread, mean + NEAR_LIMIT * spread)
    causes = _special_causes(values, side, outside, close)
    return Charted(values, fixed, mean, lower, upper, side, outside, close, causes)


def means_of_known(values: Numbers) -> Numbers:
    """The mean of what is known of each row, in two passes of extended precision as R computes it; NaN of nothing."""
    known = np.isfinite(values)
    count = known.sum(axis=1)
    extended = np.where(known, values, 0.0).astype(np.longdouble)
    with np.errstate(invalid="ignore", divide="ignore"):
        first = extended.sum(axis=1) / count
        left = np.where(known, extended - first[:, np.newaxis], 0.0)
        return (first + left.sum(axis=1) / count).astype(np.float64)


def mean_of_known(values: Numbers) -> float:
    """The mean of what is known of one series; NaN of nothing."""
    return float(means_of_known(values[np.newaxis])[0])


def mean_moving_ranges(values: Numbers, screen: bool, times: float = SCREEN) -> Numbers:
    """The mean distance of neighbours in each row; if asked, those `times` that mean or longer are left out, once."""
    moves = np.abs(np.diff(values, axis=1))
    mean = means_of_known(moves)
    if not screen:
        return mean
    with np.errstate(invalid="ignore"):
        return means_of_known(np.where(moves < times * mean[:, np.newaxis], moves, np.nan))


def _beyond(values: Numbers, lower: Numbers, upper: Numbers) -> Marks:
    return (values > upper[:, np.newaxis]) | (values < lower[:, np.newaxis])


def _special_causes(values: Numbers, side: Numbers, outside: Marks, close: Marks) -> NDArray[np.int8]:
    """The number of each point's cause, by precedence: outside the limits, trend, two in three, run."""
    above, below = side == 1, side == -1
    trend, rising = _trends(values)
    in_runs = _members_of_stretches(above, RUN) | _members_of_stretches(below, RUN)
    causes = np.zeros(values.shape, dtype=np.int8)
    for marks, upwards, first in (
        (in_runs, above, 7),
        (_two_in_three(above, below, close), above, 5),
        (trend, rising, 3),
        (outside, above, 1),
    ):
        np.copyto(causes, first + ~upwards, where=marks, casting="unsafe")
    return causes


def _members_of_stretches(marked: Marks, length: int) -> Marks:
    """Which points of each row belong to some unbroken stretch of `length` marked ones."""
    starts = marked.shape[1] - length + 1
    members = np.zeros_like(marked)
    if starts > 0:
        whole = np.logical_and.reduce([marked[:, place : place + starts] for place in range(length)])
        for place in range(length):
            members[:, place : place + starts] |= whole
    return members


def _trends(values: Numbers) -> tuple[Marks, Marks]:
    """Which points belong to a trend, and which of them to a rising one.

    A point between two others of a trend takes the direction of the move after it, the last one that before it.
    """
    rises, falls = values[:, 1:] > values[:, :-1], values[:, 1:] < values[:, :-1]
    in_trend = _members_of_stretches(rises, TREND_MOVES) | _members_of_stretches(falls, TREND_MOVES)
    none = np.zeros((len(values), 1), dtype=bool)
    trend = np.hstack([in_trend, none]) | np.hstack([none, in_trend])
    next_in_trend = np.hstack([trend[:, 1:], none])
    return trend, np.where(next_in_trend, np.hstack([rises, none]), np.hstack([none, rises]))


def _two_in_three(above: Marks, below: Marks, close: Marks) -> Marks:
    """Points near a limit that share three consecutive points on one side with another such point."""
    starts = close.shape[1] - 2
    members = np.zeros_like(close)
    if starts > 0:
        first, second, third = (slice(place, place + starts) for place in range(3))
        two = (close[:, first] & (close[:, second] | close[:, third])) | (close[:, second] & close[:, third])
        one_side = np.logical_or(
            above[:, first] & above[:, second] & above[:, third], below[:, first] & below[:, second] & below[:, third]
        )
        for place in (first, second, third):
            members[:, place] |= two & one_side
    return members & close
