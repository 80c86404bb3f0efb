"""Start and finish times of every task in every simulated programme, and which tasks decided a milestone's date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foothold.programme.draws import Times
from foothold.programme.network import Programme, Task

TOLERANCE = 1e-9  # working days: two sums of the same numbers in another order are the same time


@dataclass(frozen=True)
class Fixed:
    """What has already happened: a task that has finished, or has started and still runs."""

    started: float | None = None
    finished: float | None = None


@dataclass(frozen=True)
class Schedule:
    """Times of all tasks, in working days after the start of the programme."""

    starts: Mapping[str, Times]
    finishes: Mapping[str, Times]
    # Tasks whose end a task waited for: its predecessors and, where staff are shared, those that held the pool.
    waited_for: Mapping[str, tuple[str, ...]]
    durations: Mapping[str, Times]


def schedule(
    programme: Programme,
    durations: Mapping[str, Times],
    *,
    fixed: Mapping[str, Fixed] | None = None,
    not_before: float = 0.0,
    share_pools: bool = False,
    unless_changed: Schedule | None = None,
) -> Schedule:
    """Place every task as early as its predecessors, its date and (if asked) its pool allow.

    With `unless_changed`, a schedule of the same programme under the same conditions, only tasks with another duration
    and those after them are placed anew. Where pools are shared any task may hold up any other, so all are.
    """
    placing = _Placing(programme, durations, fixed or {}, not_before)
    if not share_pools:
        for task in programme.tasks:
            if unless_changed is None or not placing.keep(task, unless_changed):
                placing.place(task)
    else:
        # What already runs holds its unit whatever anybody's priority, so it is placed first.
        for task in sorted(placement_order(programme), key=lambda task: task.id not in placing.fixed):
            placing.place(task, pool_size=programme.pools[task.pool] if task.pool else None)
    return Schedule(placing.starts, placing.finishes, placing.waited_for, durations)


class _Placing:
    """The tasks placed so far."""

    def __init__(
        self, programme: Programme, durations: Mapping[str, Times], fixed: Mapping[str, Fixed], not_before: float
    ) -> None:
        self._durations, self.fixed, self._not_before = durations, fixed, not_before
        self._iterations = len(next(iter(durations.values())))
        self._in_pool: dict[str, list[str]] = {}
        self.starts: dict[str, Times] = {}
        self.finishes: dict[str, Times] = {}
        self.waited_for: dict[str, tuple[str, ...]] = {}

    def keep(self, task: Task, earlier: Schedule) -> bool:
        """Take over one task's times where neither its duration nor any predecessor's end is another."""
        same = self._durations[task.id] is earlier.durations[task.id] and all(
            self.finishes[name] is earlier.finishes[name] for name in task.predecessors
        )
        if same:
            self._note(task, earlier.starts[task.id], earlier.finishes[task.id], earlier.waited_for[task.id])
        return same

    def place(self, task: Task, pool_size: int | None = None) -> None:
        """Give one task its start and finish; every predecessor has been placed before."""
        happened = self.fixed.get(task.id, Fixed())
        duration = self._durations[task.id]
        if happened.finished is not None:
            finish = np.full(self._iterations, happened.finished)
            self._note(task, finish - duration if happened.started is None else self._all(happened.started), finish)
            return
        if happened.started is not None:
            self._hold(task, self._all(happened.started), duration, pool_size, ())
            return
        ready = self._ready(task)
        held_by = tuple(self._in_pool.get(task.pool, ())) if task.pool else ()
        if pool_size is None or len(held_by) < pool_size:
            self._hold(task, ready, duration, pool_size, task.predecessors)
            return
        start = self._first_free(ready, duration, held_by, pool_size)
        self._hold(task, start, duration, pool_size, (*task.predecessors, *held_by))

    def _ready(self, task: Task) -> Times:
        earliest = max(task.not_before, self._not_before)
        if not task.predecessors:
            return self._all(earliest)
        ready = np.maximum(self.finishes[task.predecessors[0]], earliest)
        for predecessor in task.predecessors[1:]:
            np.maximum(ready, self.finishes[predecessor], out=ready)
        return ready

    def _hold(self, task: Task, start: Times, duration: Times, pool_size: int | None, waited: tuple[str, ...]) -> None:
        self._note(task, start, start + duration, waited)
        if task.pool and pool_size is not None:
            self._in_pool.setdefault(task.pool, []).append(task.id)

    def _note(self, task: Task, start: Times, finish: Times, waited: tuple[str, ...] = ()) -> None:
        self.starts[task.id], self.finishes[task.id], self.waited_for[task.id] = start, finish, waited

    def _all(self, value: float) -> Times:
        return np.full(self._iterations, float(value))

    def _first_free(self, ready: Times, duration: Times, holders: Sequence[str], size: int) -> Times:
        """The earliest start from which one unit of the pool stays free for the whole duration.

        A unit becomes free only when a holder ends, so the candidates are the ready time and the holders' ends. The
        number of holders at work changes only when one starts, so it is enough to count at the candidate itself and at
        each holder's start within the task.
        """
        starts = np.stack([self.starts[name] for name in holders])
        ends = np.stack([self.finishes[name] for name in holders])
        best = np.full(self._iterations, np.inf)
        for candidate in (ready, *(np.maximum(end, ready) for end in ends)):
            better = candidate < best
            if better.any():
                free = _stays_free(candidate[better], duration[better], starts[:, better], ends[:, better], size)
                best[np.flatnonzero(better)[free]] = candidate[better][free]
        return best


def _stays_free(start: Times, duration: Times, starts: Times, ends: Times, size: int) -> NDArray[np.bool_]:
    finish = start + duration
    free = _busy(start, starts, ends) < size
    for moment in starts:
        within = (moment > start + TOLERANCE) & (moment < finish - TOLERANCE)
        free &= ~within | (_busy(moment, starts, ends) < size)
    return free


def _busy(moment: Times, starts: Times, ends: Times) -> NDArray[np.int64]:
    return ((starts <= moment + TOLERANCE) & (ends > moment + TOLERANCE)).sum(axis=0)


def placement_order(programme: Programme) -> list[Task]:
    """Tasks in the order in which shared staff are given to them: latest start on most likely durations, then name."""
    latest = _latest_starts(programme)
    waiting = list(programme.tasks)
    placed: set[str] = set()
    order: list[Task] = []
    while waiting:
        eligible = [task for task in waiting if placed.issuperset(task.predecessors)]
        task = min(eligible, key=lambda task: (latest[task.id], task.id))
        order.append(task)
        placed.add(task.id)
        waiting.remove(task)
    return order


def _latest_starts(programme: Programme) -> dict[str, float]:
    likely = {task.id: np.array([task.duration.likely]) for task in programme.tasks}
    finishes = schedule(programme, likely).finishes
    end = max(float(finish[0]) for finish in finishes.values())
    latest = {task.id: end - task.duration.likely for task in programme.tasks}
    for task in reversed(programme.tasks):
        for name in task.predecessors:
            latest[name] = min(latest[name], latest[task.id] - programme.task(name).duration.likely)
    return latest


def on_critical_chain(found: Schedule, milestone: str) -> dict[str, NDArray[np.bool_]]:
    """For each task, the iterations in which a day lost on it is a day lost on the milestone.

    Traced back from the milestone: a task is on the chain when a task on the chain started the moment it ended.
    """
    iterations = len(found.finishes[milestone])
    chain = {name: np.zeros(iterations, dtype=bool) for name in found.finishes}
    chain[milestone][:] = True
    for name in _latest_first(found, milestone):
        for before in found.waited_for[name]:
            chain[before] |= chain[name] & (np.abs(found.finishes[before] - found.starts[name]) <= TOLERANCE)
    return chain


def _latest_first(found: Schedule, milestone: str) -> list[str]:
    """Tasks in the reverse of the order in which they were placed: what waited comes before what was waited for."""
    names = list(found.finishes)
    return names[names.index(milestone) :: -1]
