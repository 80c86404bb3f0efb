"""The days of the demonstration, counted from 1 April 2018 as day 0, and the calendars that shape demand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

import numpy as np

from foothold.terms.working_days import is_working_day

FIRST_DAY = date(2018, 4, 1)
LAST_DAY = date(2020, 11, 30)
DAYS = (LAST_DAY - FIRST_DAY).days + 1
"""Number of days simulated."""
_BEFORE, _AFTER = 1500, 700  # days around them, for clocks that start earlier or run out later

Numbers = np.ndarray


def index_of(day: date) -> int:
    """The number of a day; days before 1 April 2018 are negative."""
    return (day - FIRST_DAY).days


def day_of(index: int) -> date:
    """The day of that number."""
    return FIRST_DAY + timedelta(days=int(index))


@cache
def _working() -> Numbers:
    return np.array([is_working_day(day_of(index)) for index in range(-_BEFORE, DAYS + _AFTER)])


@cache
def _ordinals() -> tuple[Numbers, Numbers]:
    working = _working()
    return np.cumsum(working), np.flatnonzero(working) - _BEFORE


def works_on(index: int) -> bool:
    """Whether the council's offices are open that day."""
    return bool(_working()[index + _BEFORE])


def working_days_after(index: int, count: int) -> int:
    """The day on which `count` working days have passed since `index`."""
    passed, days = _ordinals()
    return int(days[passed[index + _BEFORE] - 1 + count])


def working_days_after_each(start: Numbers, count: Numbers) -> Numbers:
    """`working_days_after` of each pair."""
    passed, days = _ordinals()
    place = np.clip(passed[np.asarray(start) + _BEFORE] - 1 + count, 0, len(days) - 1)
    return days[place]


class Course:
    """A quantity over time: straight lines between dated values, level before the first and after the last."""

    def __init__(self, knots: Sequence[tuple[date, float]]) -> None:
        days = [index_of(day) for day, _ in knots]
        self.values: Numbers = np.interp(np.arange(DAYS), days, [value for _, value in knots])
        self._list: list[float] = self.values.tolist()

    def at(self, index: int) -> float:
        """The value on a day, the nearest simulated day where that lies outside."""
        return self._list[min(max(index, 0), DAYS - 1)]


_SCHOOL_HOLIDAYS = (
    (date(2018, 3, 30), date(2018, 4, 15)),
    (date(2018, 5, 28), date(2018, 6, 3)),
    (date(2018, 7, 25), date(2018, 9, 3)),
    (date(2018, 10, 22), date(2018, 10, 28)),
    (date(2018, 12, 21), date(2019, 1, 6)),
    (date(2019, 2, 18), date(2019, 2, 24)),
    (date(2019, 4, 8), date(2019, 4, 22)),
    (date(2019, 5, 27), date(2019, 6, 2)),
    (date(2019, 7, 24), date(2019, 9, 2)),
    (date(2019, 10, 28), date(2019, 11, 3)),
    (date(2019, 12, 23), date(2020, 1, 5)),
    (date(2020, 2, 17), date(2020, 2, 23)),
    (date(2020, 4, 6), date(2020, 4, 19)),
    (date(2020, 5, 25), date(2020, 5, 31)),
    (date(2020, 7, 23), date(2020, 9, 1)),
    (date(2020, 10, 26), date(2020, 11, 1)),
)


@cache
def school_days() -> Numbers:
    """For each simulated day, whether schools teach: not at weekends, on bank holidays or in the holidays."""
    teaching = _working()[_BEFORE : _BEFORE + DAYS].copy()
    for first, last in _SCHOOL_HOLIDAYS:
        teaching[max(index_of(first), 0) : index_of(last) + 1] = False
    return teaching
