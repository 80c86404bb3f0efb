"""Questions put to the newest forecast on a page, answered from the forecast's own simulation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foothold.programme.forecast import NO_SUPPORT
from foothold.terms.reporting_periods import long_date
from foothold_web.programme import account

if TYPE_CHECKING:
    from foothold.programme.simulation import Simulation
    from foothold_web.programme.forms import Ask


@dataclass(frozen=True)
class Answer:
    """What was asked, the chance in percent, its standard error and how many programmes it rests on."""

    question: str
    chance: float | None
    error: float | None
    support: int

    @property
    def words(self) -> str:
        """The chance, or that no simulated programme bears on the question."""
        if self.chance is None:
            return NO_SUPPORT
        return f"{self.chance:.1f}%"


def tasks(found: dict[str, Any]) -> list[tuple[str, str]]:
    """The plan's tasks as a form offers them."""
    return [(one["id"], f"{one['id']} {one['name']}") for stream in found["workstreams"] for one in stream["tasks"]]


def answers(home: Path, form: Ask) -> list[Answer]:
    """Every answer to what the form asks; refused by name where a day lies outside the calendar."""
    folder = home / "programme"
    simulation = _simulation(folder, account.inputs(folder))
    asked, names = form.cleaned_data, dict(form.choices)
    met = _by(simulation, asked["task"], asked["day"])
    first = _finished(names, asked["task"], asked["day"])
    found = [_answer(f"{first}?", met)]
    if asked.get("other") and asked.get("other_day"):
        other_task, other_day = asked["other"], asked["other_day"]
        other = _by(simulation, other_task, other_day)
        second = _finished(names, other_task, other_day)
        found += [
            _answer(f"{first}, given: {second}?", met, other),
            _answer(
                f"{first}, given: {names[other_task]} is finished on {long_date(other_day)} itself?",
                met,
                _on(simulation, other_task, other_day),
            ),
            _answer(f"Both: {first}, and {second}?", met & other),
        ]
    return found


@lru_cache(maxsize=2)
def _simulation(folder: Path, inputs: str) -> Simulation:
    """Made again once for each state of the files; `inputs` is their hash."""
    return account.simulated(folder)[0]


def _answer(question: str, met: NDArray[np.bool_], given: NDArray[np.bool_] | None = None) -> Answer:
    held = met if given is None else met[given]
    if not len(held):
        return Answer(question, None, None, 0)
    share = float(held.mean())
    return Answer(question, 100 * share, 100 * float(np.sqrt(share * (1 - share) / len(held))), len(held))


def _by(simulation: Simulation, task: str, day: date) -> NDArray[np.bool_]:
    return simulation.finish(task) <= simulation.programme.calendar.time_at_start_of(day)


def _on(simulation: Simulation, task: str, day: date) -> NDArray[np.bool_]:
    calendar = simulation.programme.calendar
    finish = simulation.finish(task)
    begins = calendar.time_at_start_of(day)
    if calendar.date_of(begins + 1) != day:  # no working day: nothing is finished on it
        return np.zeros(len(finish), dtype=bool)
    return (finish > begins) & (finish <= begins + 1)


def _finished(names: dict[str, str], task: str, day: date) -> str:
    return f"{names[task]} is finished before {long_date(day)}"
