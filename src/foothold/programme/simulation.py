"""One simulated programme after another: draws put through the schedule, under the assumptions that were asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from foothold.programme.draws import Chance, Durations, Shape, Times, draw_impacts, draw_pause
from foothold.programme.network import Programme
from foothold.programme.schedule import Fixed, Schedule, schedule
from foothold.terms.errors import Refused


@dataclass(frozen=True)
class Status:
    """What is known on a date: finished tasks, running tasks, risks that can no longer occur."""

    status_date: date
    finished: Mapping[str, float] = field(default_factory=dict)
    in_progress: Mapping[str, float] = field(default_factory=dict)
    closed_risks: frozenset[str] = frozenset()


def read_status(path: Path, programme: Programme) -> Status:
    """Read a status file; tasks and risks it names must exist, and no task may be in two states."""
    try:
        document: dict[str, Any] = json.loads(path.read_text())
        status = Status(
            status_date=date.fromisoformat(document["status_date"]),
            finished={name: float(time) for name, time in document.get("finished", {}).items()},
            in_progress={name: float(time) for name, time in document.get("in_progress", {}).items()},
            closed_risks=frozenset(document.get("closed_risks", ())),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(f"{path.name} is not a status file: it needs status_date, finished and in_progress.") from error
    for name in (*status.finished, *status.in_progress):
        programme.task(name)
    for name in status.finished.keys() & status.in_progress.keys():
        raise Refused(f"{path.name}: task {name} is both finished and in progress. Keep one of the two.")
    return status


@dataclass(frozen=True)
class Assumptions:
    """What a forecast takes into account."""

    shape: Shape = field(default_factory=Shape)
    risks: bool = True
    correlation: bool = True
    resources: bool = True
    pause: bool = True
    excluded_risks: frozenset[str] = frozenset()


class Simulation:
    """All simulated programmes of one forecast. Times are arrays with one entry an iteration."""

    def __init__(
        self, programme: Programme, chance: Chance, assumptions: Assumptions, status: Status | None = None
    ) -> None:
        self.programme, self.chance, self.assumptions, self.status = programme, chance, assumptions, status
        known = {risk.id for risk in programme.risks}
        for name in sorted(assumptions.excluded_risks - known):
            raise Refused(f"There is no risk {name} to exclude. Name one of: {', '.join(sorted(known)) or 'none'}.")

    @cached_property
    def open_risks(self) -> tuple[str, ...]:
        """Risks that can still occur and are not left out."""
        closed = self.status.closed_risks if self.status else frozenset()
        left_out = closed | self.assumptions.excluded_risks
        return tuple(risk.id for risk in self.programme.risks if self.assumptions.risks and risk.id not in left_out)

    @cached_property
    def base_durations(self) -> dict[str, Times]:
        """Durations before any risk."""
        correlation = self.programme.correlation if self.assumptions.correlation else None
        durations = Durations(self.chance, self.assumptions.shape, correlation)
        running = self.status.in_progress if self.status else {}
        return {
            task.id: durations.draw_longer_than(task, self._now - running[task.id])
            if task.id in running
            else durations.draw(task)
            for task in self.programme.tasks
        }

    @cached_property
    def impacts(self) -> dict[str, dict[str, Times]]:
        """For each open risk, what it adds to each task."""
        return {risk.id: draw_impacts(risk, self.chance) for risk in self.programme.risks if risk.id in self.open_risks}

    @cached_property
    def durations(self) -> dict[str, Times]:
        """Durations with every open risk."""
        return {task.id: self._duration_with(task.id, self.open_risks) for task in self.programme.tasks}

    @cached_property
    def schedule(self) -> Schedule:
        """The schedule on the clock of work, before any pause."""
        return self._schedule(self.durations)

    def finish(self, task: str) -> Times:
        """Finish times of a task on the calendar's clock: after the pause, where work was paused."""
        return self._paused(self.schedule.finishes[task])

    def finish_without(self, risk: str, task: str) -> Times:
        """Finish times of a task had one risk been impossible, every other draw the same."""
        others = tuple(name for name in self.open_risks if name != risk)
        spared = {name: self._duration_with(name, others) for name in self.impacts[risk]}
        return self._paused(self._schedule(self.durations | spared, unless_changed=self.schedule).finishes[task])

    @property
    def _now(self) -> float:
        return self.programme.calendar.time_at_start_of(self.status.status_date) if self.status else 0.0

    def _duration_with(self, task: str, risks: tuple[str, ...]) -> Times:
        """The durations of one task under some of the risks."""
        return sum(
            (self.impacts[risk][task] for risk in risks if task in self.impacts[risk]), self.base_durations[task]
        )

    def _schedule(self, durations: Mapping[str, Times], *, unless_changed: Schedule | None = None) -> Schedule:
        fixed = {}
        if self.status:
            fixed = {name: Fixed(started=time) for name, time in self.status.in_progress.items()}
            fixed |= {name: Fixed(finished=time) for name, time in self.status.finished.items()}
        return schedule(
            self.programme,
            durations,
            fixed=fixed,
            not_before=self._now,
            share_pools=self.assumptions.resources and bool(self.programme.pools),
            unless_changed=unless_changed,
        )

    def _paused(self, time: Times) -> Times:
        if self._pause is None:
            return time
        start, length = self._pause
        return np.where(time > start, time + length, time)

    @cached_property
    def _pause(self) -> tuple[Times, Times] | None:
        if self.programme.pause is None or not self.assumptions.pause:
            return None
        return draw_pause(self.programme.pause, self.chance)
