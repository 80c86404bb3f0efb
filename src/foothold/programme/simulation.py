"""One simulated programme after another: draws put through the schedule, under the assumptions that were asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from foothold.programme.draws import (
    Chance,
    Distribution,
    Durations,
    Shape,
    Times,
    draw_impacts,
    draw_pause,
    draw_rest_of_pause,
)
from foothold.programme.network import Programme
from foothold.programme.schedule import Fixed, Schedule, schedule
from foothold.programme.status import Status
from foothold.terms.errors import Refused

SWITCHES = ("risks", "correlation", "resources", "pause")


@dataclass(frozen=True)
class Assumptions:
    """What a forecast takes into account."""

    shape: Shape = field(default_factory=Shape)
    risks: bool = True
    correlation: bool = True
    resources: bool = True
    pause: bool = True
    excluded_risks: frozenset[str] = frozenset()

    def written(self) -> dict[str, Any]:
        """As a forecast's document states them."""
        return {
            "distribution": self.shape.distribution.value,
            "lambda": self.shape.weight if self.shape.distribution is Distribution.PERT else None,
            **{name: getattr(self, name) for name in SWITCHES},
            "excluded_risks": sorted(self.excluded_risks),
        }

    @classmethod
    def stated(cls, document: Mapping[str, Any]) -> Assumptions:
        """Those of a forecast's document; one that states none was made with those that go without saying."""
        found = document.get("assumptions")
        if found is None:
            return cls()
        weight = Shape.weight if found["lambda"] is None else found["lambda"]
        shape = Shape(Distribution(found["distribution"]), weight)
        return cls(
            shape=shape,
            excluded_risks=frozenset(found["excluded_risks"]),
            **{name: bool(found[name]) for name in SWITCHES},
        )


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
            task.id: durations.draw_longer_than(task, self._now - self._started(task.id, running[task.id]))
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
        if self.status and task in self.status.finished:
            return self.schedule.finishes[task]
        return self._paused(self.schedule.finishes[task])

    def finish_without(self, risk: str, task: str) -> Times:
        """Finish times of a task had one risk been impossible, every other draw the same."""
        others = tuple(name for name in self.open_risks if name != risk)
        spared = {name: self._duration_with(name, others) for name in self.impacts[risk]}
        return self._paused(self._schedule(self.durations | spared, unless_changed=self.schedule).finishes[task])

    @property
    def _now(self) -> float:
        return self.programme.calendar.time_at_start_of(self.status.status_date) if self.status else 0.0

    def _started(self, task: str, time: float) -> float:
        """When a running task would have started, had no pause lain between."""
        pause = self.status.pause if self.status and self.assumptions.pause else None
        return time + (pause.lost_since(time, self._now) if pause else 0.0)

    def _duration_with(self, task: str, risks: tuple[str, ...]) -> Times:
        """The durations of one task under some of the risks."""
        return sum(
            (self.impacts[risk][task] for risk in risks if task in self.impacts[risk]), self.base_durations[task]
        )

    def _schedule(self, durations: Mapping[str, Times], *, unless_changed: Schedule | None = None) -> Schedule:
        fixed = {}
        if self.status:
            running = self.status.in_progress
            fixed = {name: Fixed(started=self._started(name, time)) for name, time in running.items()}
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
        begun = self.status.pause if self.status else None
        if begun is None:
            return draw_pause(self.programme.pause, self.chance, self._now)
        if begun.ended is not None:
            return None
        rest = draw_rest_of_pause(self.programme.pause, self.chance, max(0.0, self._now - begun.began))
        return np.full_like(rest, self._now), rest
