"""The periods figures are given for: days, reporting weeks, months, quarters and years.

A reporting week runs from Monday to Sunday and is named by its Sunday. Quarters are those of the calendar, which are
also those of the financial year; a year runs from 1 April to 31 March, as the Department for Education reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from foothold.terms.errors import Refused

ONE_DAY = timedelta(days=1)


def long_date(day: date) -> str:
    """A day as people write it: 30 June 2020."""
    return f"{day.day} {day:%B %Y}"


WEEK = timedelta(days=7)


@dataclass(frozen=True, order=True)
class Period:
    """From the start of `start` to the end of `as_at`, both included."""

    start: date
    as_at: date

    def __post_init__(self) -> None:
        if self.start > self.as_at:
            raise Refused(f"A period cannot start on {self.start} and end on {self.as_at}: give the earlier day first.")


def week_ending(day: date) -> date:
    """The Sunday of the reporting week that holds `day`."""
    return day + timedelta(days=6 - day.weekday())


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), _month_end(date(year, month + 1, 1)))


def year_to(day: date) -> Period:
    """The twelve months that end with `day`."""
    return Period(months_before(day, 12) + ONE_DAY, day)


def weeks_to(day: date, weeks: int) -> Period:
    """So many times seven days, ending with `day`."""
    return Period(day - weeks * WEEK + ONE_DAY, day)


def periods(start: date, end: date, every: str) -> list[Period]:
    """The whole periods whose last day lies between `start` and `end`, both included, in order.

    `every` is day, week, month, quarter or year. Refused when it is none of these or when no whole period ends there.
    """
    if every not in _ENDINGS:
        raise Refused(f"There is no period called {every}: choose one of {', '.join(_ENDINGS)}.")
    found = [Period(_first_day(every, last), last) for last in _ENDINGS[every](start, end)]
    if not found:
        raise Refused(f"No whole {every} ends between {start} and {end}: choose dates further apart.")
    return found


def _every_day(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days=offset) for offset in range((end - start).days + 1))


def _sundays(start: date, end: date) -> Iterator[date]:
    first = week_ending(start)
    return (first + number * WEEK for number in range((end - first).days // 7 + 1))


def _month_ends(start: date, end: date) -> Iterator[date]:
    last = _month_end(start)
    while last <= end:
        yield last
        last = _month_end(last + ONE_DAY)


def _quarter_ends(start: date, end: date) -> Iterator[date]:
    return (last for last in _month_ends(start, end) if last.month % 3 == 0)


def _year_ends(start: date, end: date) -> Iterator[date]:
    return (last for last in _month_ends(start, end) if last.month == 3)


_ENDINGS: dict[str, Callable[[date, date], Iterator[date]]] = {
    "day": _every_day,
    "week": _sundays,
    "month": _month_ends,
    "quarter": _quarter_ends,
    "year": _year_ends,
}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def _first_day(every: str, last: date) -> date:
    if every == "day":
        return last
    if every == "week":
        return last - WEEK + ONE_DAY
    return months_before(last.replace(day=1), _MONTHS[every] - 1)


def _month_end(day: date) -> date:
    first_of_next = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first_of_next - ONE_DAY
