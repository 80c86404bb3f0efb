"""Things that come again and again while something lasts: visits, reviews, checks."""

from __future__ import annotations

import numpy as np

from foothold.demo.casefile import NEVER
from foothold.demo.days import DAYS, Numbers, working_days_after_each

_BEYOND = 30


def while_it_lasts(
    start: Numbers,
    end: Numbers,
    every: float,
    random: np.random.Generator,
    *,
    first: float = 0.5,
    unsteady: float = 0.2,
) -> tuple[Numbers, Numbers]:
    """Places in the arrays, and working days: one about every so many days from each start to its end.

    `first` is the share of the interval before the first one; `unsteady` is the spread of an interval around its
    length. What has no end goes on to the last day.
    """
    until = np.where(end == NEVER, DAYS - 1, end)
    begin = np.maximum(start, -30)
    counts = np.maximum(np.ceil((until - begin) / every), 0).astype(np.int64)
    place = np.repeat(np.arange(len(start)), counts)
    number = np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)
    wander = random.normal(0.0, unsteady * every, len(place))
    day = begin[place] + ((number + first) * every + wander).astype(np.int64)
    day = np.minimum(day, DAYS + _BEYOND)  # few wander past all days that the calendar knows, and none of them counts
    day = working_days_after_each(day, np.zeros(len(day), dtype=np.int64))
    inside = (day >= np.maximum(start[place], 0)) & (day < until[place])
    order = np.flatnonzero(inside)
    return place[order], day[order]


def yes(random: np.random.Generator, count: int, share: float) -> Numbers:
    """Nought or one, one with that share."""
    return (random.random(count) < share).astype(np.int64)
