"""The story's weekly count of unallocated cases, drawn between the figures that are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise

import pytest

from foothold.embeddedness import Series

PROGRAMME_START = date(2019, 10, 14)
KNOWN = (
    (date(2018, 10, 15), 267),
    (date(2019, 3, 4), 240),
    (date(2019, 6, 3), 225),
    (date(2019, 10, 14), 312),
    (date(2019, 11, 4), 262),
    (date(2019, 11, 11), 228),
    (date(2019, 12, 30), 37),
    (date(2020, 1, 13), 0),
    (date(2020, 10, 26), 0),
)
UNEVENNESS = (3, -4, 2, -1, 5, -5)  # week by week before the programme: no real count runs along a ruler


@pytest.fixture
def unallocated() -> Callable[..., Series]:
    """Weekly unallocated cases on Mondays; `changed` replaces the values of some weeks.

    Pressure falls with referrals in spring 2020 and rises above capacity when schools return.
    """

    def draw(changed: Mapping[date, float | None] | None = None) -> Series:
        dates = [KNOWN[0][0] + timedelta(weeks=week) for week in range((KNOWN[-1][0] - KNOWN[0][0]).days // 7 + 1)]
        values = [(changed or {}).get(day, _between(day, week)) for week, day in enumerate(dates)]
        return Series(tuple(dates), tuple(values), "Unallocated cases", tuple(_pressure(day) for day in dates))

    return draw


def _between(day: date, week: int) -> float:
    (start, low), (end, high) = next((one, other) for one, other in pairwise(KNOWN) if one[0] <= day <= other[0])
    value = round(low + (high - low) * (day - start).days / (end - start).days)
    return float(value + UNEVENNESS[week % len(UNEVENNESS)] if day < PROGRAMME_START else value)


def _pressure(day: date) -> float:
    if day < date(2020, 3, 23):
        return 1.0
    return 0.7 if day < date(2020, 9, 7) else 1.24
