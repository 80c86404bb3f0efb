"""Working days of a programme: from a time in working days to a date, and back.

Time t is t working days after the START of the first working day. With W the ordered working days from the start date,
work that ends at t ends on W[ceil(t) - 1]; "by D" means finished before the start of D.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from foothold.programme import written
from foothold.terms.errors import Refused

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200  # a start outside them is a slip of the pen
YEARS_AHEAD = 15  # far beyond any programme; a forecast that reaches it is refused, not cut


@dataclass(frozen=True)
class Calendar:
    """Working weekdays (1 Monday to 7 Sunday) and holidays, from a start date."""

    start: date
    work_days: tuple[int, ...]
    holidays: frozenset[date]

    @classmethod
    def parse(cls, start: Any, entry: Mapping[str, Any]) -> Calendar:
        """Read the calendar of a programme file; without one, Monday to Friday with no holidays."""
        first = written.day("start_date", start)
        if not EARLIEST_YEAR <= first.year <= LATEST_YEAR:
            raise Refused(f"start_date: {first.isoformat()} is not in the years {EARLIEST_YEAR} to {LATEST_YEAR}.")
        given = entry.get("work_days")
        days = (1, 2, 3, 4, 5) if given is None else written.items("calendar, work_days", given)
        if not days or not all(isinstance(day, int) and day in range(1, 8) for day in days):
            raise Refused("calendar: work_days must name weekdays from 1 (Monday) to 7 (Sunday), at least one.")
        holidays = written.items("calendar, holidays", entry.get("holidays"))
        return cls(
            first, tuple(sorted(set(days))), frozenset(written.day("calendar, holidays", each) for each in holidays)
        )

    @cached_property
    def working_days(self) -> tuple[date, ...]:
        """The ordered working days from the start date."""
        days = (self.start + timedelta(days=offset) for offset in range(366 * YEARS_AHEAD))
        return tuple(day for day in days if day.isoweekday() in self.work_days and day not in self.holidays)

    def date_of(self, time: float) -> date:
        """The day on which work that ends at `time` ends."""
        # A sum of draws may miss a whole number by the last bit of a float, which must not cost a day.
        index = math.ceil(time - 1e-9) - 1
        if index >= len(self.working_days):
            raise Refused(f"The forecast runs past the calendar's end ({YEARS_AHEAD} years). Check the durations.")
        return self.working_days[max(index, 0)]

    def covers(self, day: date) -> bool:
        """Whether a day lies between the start and the calendar's end."""
        return self.start <= day < self._end

    def outside(self, day: date) -> str:
        """The sentence that refuses a day which the calendar does not cover."""
        return (
            f"{day.isoformat()} lies outside the programme's calendar ({self.start.isoformat()} to {self._end.year})."
        )

    @property
    def _end(self) -> date:
        return self.start + timedelta(days=366 * YEARS_AHEAD)

    def time_at_start_of(self, day: date) -> float:
        """Working days before `day`: work is finished "by" that day when its time is not greater."""
        if not self.covers(day):
            raise Refused(self.outside(day))
        return float(bisect_left(self.working_days, day))


def first_of_month_after(finish: date) -> date:
    """The first permitted transfer date after work ends: the first day of a month, at least one day later."""
    earliest = finish + timedelta(days=1)
    if earliest.day == 1:
        return earliest
    return date(earliest.year + earliest.month // 12, earliest.month % 12 + 1, 1)
