"""A measure over time, period by period, with its gaps shown as gaps."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from foothold.embeddedness.defaults import Every
from foothold.terms.errors import Refused

Values = tuple[float | None, ...]
LONGEST_WEEK, SHORTEST_MONTH, LONGEST_MONTH = 10, 25, 35  # days between neighbours, with room for an odd date


@dataclass(frozen=True)
class Series:
    """Weekly or monthly values in order of date; None where a period was not reported.

    `pressure` is demand over capacity in the same periods, `teams` the same measure by team. `so_far` says that the
    newest period is not over and holds what stood on its date.
    """

    dates: tuple[date, ...]
    values: Values
    name: str = ""
    pressure: Values = ()
    teams: Mapping[str, Values] = field(default_factory=dict)
    so_far: bool = False

    @property
    def every(self) -> Every:
        """Week or month, from the usual distance between neighbours."""
        if len(self.dates) < 2:
            return "week"
        days = median((after - before).days for before, after in pairwise(self.dates))
        if days <= LONGEST_WEEK:
            return "week"
        if SHORTEST_MONTH <= days <= LONGEST_MONTH:
            return "month"
        raise Refused("The series is neither weekly nor monthly, so its periods cannot be counted.")

    def calendar(self) -> list[date]:
        """Every period from the first to the last, reported or not."""
        return _without_gaps(list(self.dates), self.every)

    def up_to(self, as_at: date) -> Series:
        """The periods until a date, the last of which has a value; those in between that nobody reported hold None."""
        known = [i for i, day in enumerate(self.dates) if day <= as_at and self.values[i] is not None]
        keep = range(known[-1] + 1) if known else range(0)
        days = _without_gaps([self.dates[i] for i in keep], self.every)
        places = {self.dates[i]: i for i in keep}
        rows = [places.get(day) for day in days]
        return Series(
            tuple(days),
            _taken(self.values, rows),
            self.name,
            _taken(self.pressure, rows) if self.pressure else (),
            {team: _taken(values, rows) for team, values in self.teams.items()},
            self.so_far and days[-1:] == list(self.dates[-1:]),
        )


def periods_between(earlier: date, later: date, every: Every) -> float:
    """How many periods lie between two dates."""
    if every == "week":
        return (later - earlier).days / 7
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _taken(values: Values, rows: list[int | None]) -> Values:
    return tuple(None if row is None else values[row] for row in rows)


def _without_gaps(days: list[date], every: Every) -> list[date]:
    """The dates with those of unreported periods put in between."""
    filled = days[:1]
    for day in days[1:]:
        while round(periods_between(filled[-1], day, every)) > 1:
            filled.append(_next(filled[-1], every))
        filled.append(day)
    return filled


def _next(day: date, every: Every) -> date:
    if every == "week":
        return day + timedelta(weeks=1)
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    was_last = day.day == calendar.monthrange(day.year, day.month)[1]
    last = calendar.monthrange(year, month)[1]
    return date(year, month, last if was_last else min(day.day, last))
