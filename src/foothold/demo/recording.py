"""When the case system came to hold what had happened: recording lags, corrections, and catching up for inspections.

A row is known from the day it was entered; a date that ends something is known from the day it was entered, which is
often later. Each extract holds what was known on its day and nothing else.
"""

from __future__ import annotations

import numpy as np

from foothold.demo import regimes
from foothold.demo.casefile import NEVER
from foothold.demo.days import DAYS, Numbers, index_of

UNKNOWN_YET = DAYS + 1000
"""The day on which something becomes known that never happens in the simulated time."""
_CATCHING_UP = np.array([index_of(day) for day in regimes.INSPECTION_DAYS] + [UNKNOWN_YET])


def entered(happened: Numbers, random: np.random.Generator, share_late: float, mean_lag: float) -> Numbers:
    """Days on which events were entered: most on the day itself, some later, all by the next inspection at the latest.

    Events that never happened are never entered.
    """
    happened = np.asarray(happened)
    late = random.random(len(happened)) < share_late
    lag = np.where(late, 1 + random.exponential(mean_lag, len(happened)).astype(np.int64), 0)
    next_inspection = _CATCHING_UP[np.searchsorted(_CATCHING_UP, happened)]
    day = np.minimum(happened + lag, np.maximum(next_inspection, happened))
    return np.where(happened == NEVER, UNKNOWN_YET, day)


def allocations_entered(started: Numbers, random: np.random.Generator) -> Numbers:
    """Days on which allocations were entered: a quarter of them days later, until the daily meeting enters its own."""
    day = entered(started, random, 0.25, 7.0)
    return np.where(started >= index_of(regimes.SAME_DAY_RECORDING), started, day)
