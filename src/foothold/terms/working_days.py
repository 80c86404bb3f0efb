"""England's working days: Monday to Friday without bank holidays.

Clocks in guidance count working days after the first day: the same day is 0, and "within n" means at most n.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.resources import files

FIRST_DAY, LAST_DAY = date(2012, 1, 1), date(2028, 12, 31)
"""The days between which the bank holidays are known."""


@cache
def bank_holidays() -> frozenset[date]:
    """Every bank holiday in England from FIRST_DAY to LAST_DAY, substitute and one-off days included."""
    lines = (files("foothold.terms") / "bank_holidays.csv").read_text(encoding="utf-8").splitlines()
    return frozenset(date.fromisoformat(line) for line in lines if line[:1].isdigit())


def is_working_day(day: date) -> bool:
    """Whether councils are at work on that day. ValueError outside the years whose bank holidays are known."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"Bank holidays are known from {FIRST_DAY} to {LAST_DAY}, and {day} is outside.")
    return day.weekday() < 5 and day not in bank_holidays()


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; 0 on the same day, negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start)
    later = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(is_working_day(day) for day in later)
