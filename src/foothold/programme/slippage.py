"""Whose tasks slip: working days taken against those thought likeliest, by owner, from what has finished.

Only a task's own span counts, from the day on which all before it had finished, so that nobody answers for a delay
handed to them. Waiting for shared staff is in the span, and so is a pause.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foothold.programme.network import Programme, Task
from foothold.programme.status import Status

SLIPPING = 1.2  # a fifth more than thought likeliest


@dataclass(frozen=True)
class OwnersRecord:
    """What became of one owner's tasks; `factor` is taken over likely, None while nothing has finished."""

    owner: str
    tasks: int
    finished: int
    likely_days: float
    taken_days: float
    overrunning: tuple[str, ...]  # running tasks that have run for longer than their likeliest

    @property
    def factor(self) -> float | None:
        """Working days taken for each one thought likeliest."""
        return self.taken_days / self.likely_days if self.likely_days > 0 else None

    @property
    def slips(self) -> bool:
        """Whether finished work took a fifth more than thought, or running work is over its likeliest."""
        return bool(self.overrunning) or (self.factor is not None and self.factor > SLIPPING)


def owners_record(programme: Programme, status: Status | None) -> list[OwnersRecord]:
    """Every owner, the one that slipped furthest first."""
    owners = dict.fromkeys(task.owner for task in programme.tasks)
    found = [
        _record(owner, [task for task in programme.tasks if task.owner == owner], programme, status) for owner in owners
    ]
    return sorted(found, key=lambda one: (not one.slips, -(one.factor or 0), one.owner))


def _record(owner: str, tasks: Iterable[Task], programme: Programme, status: Status | None) -> OwnersRecord:
    tasks = list(tasks)
    if status is None:
        return OwnersRecord(owner, len(tasks), 0, 0.0, 0.0, ())
    now = programme.calendar.time_at_start_of(status.status_date)
    spans = [
        (task.duration.likely, status.finished[task.id] - _could_start(task, status))
        for task in tasks
        if task.id in status.finished and all(name in status.finished for name in task.predecessors)
    ]
    over = [
        task.id
        for task in tasks
        if task.id in status.in_progress and now - status.in_progress[task.id] > task.duration.likely
    ]
    likely, taken = sum(one for one, _ in spans), sum(max(0.0, one) for _, one in spans)
    return OwnersRecord(owner, len(tasks), len(spans), likely, taken, tuple(over))


def _could_start(task: Task, status: Status) -> float:
    return max([task.not_before, *(status.finished[name] for name in task.predecessors)])
