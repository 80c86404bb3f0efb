"""Questions put to a simulation: by a date, given that, both at once - read from the command line's words."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from foothold.programme.network import Programme
from foothold.programme.simulation import Simulation
from foothold.terms.errors import Refused

_CONDITION = re.compile(r"^\s*(?P<task>[^<=\s]+)\s*(?P<relation><=|=)\s*(?P<value>\S+)\s*$")


@dataclass(frozen=True)
class Condition:
    """A statement about one task's finish.

    "<=" is "finished by then": with a time, not later than it; with a date, before the start of that day.
    "=" is "finished on that working day", which is another question and has far less support.
    """

    task: str
    relation: str
    time: float
    text: str

    def holds(self, simulation: Simulation) -> NDArray[np.bool_]:
        """The iterations in which it is true."""
        finish = simulation.finish(self.task)
        if self.relation == "<=":
            return finish <= self.time
        day = np.ceil(self.time)
        return (finish > day - 1) & (finish <= day)


def parse_condition(text: str, programme: Programme) -> Condition:
    """Read `T31<=400`, `T31=400` or the same with a date."""
    match = _CONDITION.match(text)
    if match is None:
        raise Refused(f'"{text}" is not a condition. Write TASK<=DAYS, TASK=DAYS, or the same with a date.')
    task = programme.task(match["task"]).id
    return Condition(task, match["relation"], _time(match["value"], match["relation"], programme), text.strip())


def _time(value: str, relation: str, programme: Programme) -> float:
    try:
        time = float(value)
    except ValueError:
        pass
    else:
        if not math.isfinite(time):
            raise Refused(f'"{value}" is no number of working days.')
        return time
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise Refused(f'"{value}" is neither a number of working days nor a date like 2020-11-01.') from error
    start = programme.calendar.time_at_start_of(day)
    # Work that ends ON a working day has a time in the day that follows its start.
    return start if relation == "<=" else start + 1


@dataclass(frozen=True)
class Deadline:
    """A date that a task should be finished before."""

    task: str
    day: date


def parse_deadline(text: str, programme: Programme) -> Deadline:
    """Read `T40=2020-11-01`."""
    task, separator, day = text.partition("=")
    if not separator:
        raise Refused(f'"{text}" names no date. Write TASK=DATE, for example T40=2020-11-01.')
    try:
        return Deadline(programme.task(task.strip()).id, date.fromisoformat(day.strip()))
    except ValueError as error:
        raise Refused(f'"{day}" is not a date. Write it like 2020-11-01.') from error


def probability(hits: NDArray[np.bool_]) -> dict[str, float]:
    """A simulated probability with its standard error."""
    share = float(hits.mean())
    return {"probability": share, "standard_error": float(np.sqrt(share * (1 - share) / len(hits)))}
