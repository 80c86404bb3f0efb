"""A programme as written down: tasks with three-point durations, links, shared risks, pools and dates that matter.

The file format is `trust-programme/1`. Durations are in working days. Whatever does not hold together is refused by the
name of the task, risk or link that is wrong, before anything is simulated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from foothold.programme import written
from foothold.programme.calendar import YEARS_AHEAD, Calendar
from foothold.terms.errors import Refused

SCHEMA = "trust-programme/1"
WIND_UP = "wind-up"  # the kind of a programme that takes a trust's service back to the council
LONGEST = 366 * YEARS_AHEAD  # working days: nothing longer has a date


@dataclass(frozen=True)
class ThreePoint:
    """An optimistic, a most likely and a pessimistic number of working days; all three equal means certain."""

    low: float
    likely: float
    high: float

    @property
    def is_certain(self) -> bool:
        """Whether there is nothing to draw."""
        return self.low == self.high


@dataclass(frozen=True)
class Task:
    """One task of one programme."""

    id: str
    programme: str
    workstream: str
    name: str
    duration: ThreePoint
    predecessors: tuple[str, ...]
    pool: str | None = None
    milestone: str | None = None
    not_before: float = 0.0  # working days after the start of the programme
    owner: str = ""  # who answers for it, by role; the workstream where nobody is named


@dataclass(frozen=True)
class Risk:
    """An event that happens at most once and lengthens every task it names, by a draw of its own for each."""

    id: str
    name: str
    probability: float
    tasks: tuple[str, ...]
    impact: ThreePoint


@dataclass(frozen=True)
class Correlation:
    """How far all durations, and those of one workstream, share the same fate (factor form of a Gaussian copula)."""

    between: float
    within: float


@dataclass(frozen=True)
class Pause:
    """All work stops: at a start and for a length, both drawn, in working days."""

    probability: float
    start: ThreePoint
    length: ThreePoint


@dataclass(frozen=True)
class Programme:
    """One network, possibly of several linked programmes."""

    calendar: Calendar
    tasks: tuple[Task, ...]  # predecessors always before successors
    risks: tuple[Risk, ...]
    correlation: Correlation | None
    pools: Mapping[str, int]
    pause: Pause | None
    target_dates: Mapping[str, date]
    inputs_sha256: str
    written_order: tuple[str, ...] = ()  # tasks as the file lists them
    left_out: frozenset[str] = frozenset()  # tasks and risks of programmes that were not asked for
    goal: str | None = None  # the milestone the file says it is all about

    def task(self, task_id: str) -> Task:
        """The task of that identifier; refused by name when there is none."""
        for task in self.tasks:
            if task.id == task_id:
                return task
        raise Refused(f"There is no task {task_id} in this programme. Name one of its tasks.")

    @property
    def go_live(self) -> Task:
        """The milestone a forecast is about unless another is named.

        The file's own "go_live"; without one, the last milestone of the first programme.
        """
        if self.goal is not None:
            return self.task(self.goal)
        first = self.tasks[0].programme
        candidates = [task for task in self.tasks if task.milestone and task.programme == first]
        return (candidates or list(self.tasks))[-1]


def read_programme(path: Path, programmes: Iterable[str] | None = None) -> Programme:
    """Read a programme file; with `programmes`, leave the others and every link to them out."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path.name} cannot be read. Name a programme file.") from error
    document = written.json_file(path, raw, "a programme")
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise Refused(f'{path.name} is not a programme file: its "schema" must be "{SCHEMA}".')
    return parse_programme(document, hashlib.sha256(raw).hexdigest(), programmes)


def parse_programme(document: Mapping[str, Any], sha256: str, programmes: Iterable[str] | None = None) -> Programme:
    """Check a programme document whole and build it; see the module's text for what is refused."""
    wanted = None if programmes is None else frozenset(programmes)
    calendar = Calendar.parse(
        written.required("The programme file", document, "start_date"),
        written.fields("calendar", document.get("calendar")),
    )
    everything = _all_tasks(document, calendar)
    tasks = _in_order(_only(everything, wanted))
    names = {task.id for task in tasks}
    pools = {
        name: _pool_size(name, size) for name, size in written.fields("resources", document.get("resources")).items()
    }
    _check_pools(tasks, pools)
    known = {task.id for task in everything}
    risks = [_risk(entry, known) for entry in written.entries("risks", document.get("risks"))]
    _check_once("Risk", [risk.id for risk in risks])
    return Programme(
        calendar=calendar,
        tasks=tasks,
        risks=tuple(_restricted(risk, names) for risk in risks if names & set(risk.tasks)),
        written_order=tuple(task.id for task in everything if task.id in names),
        left_out=frozenset(
            [task.id for task in everything if task.id not in names]
            + [risk.id for risk in risks if not names & set(risk.tasks)]
        ),
        correlation=_correlation(document.get("correlation")),
        pools=pools,
        pause=_pause(document.get("pause")),
        target_dates=_target_dates(document.get("target_dates"), calendar),
        inputs_sha256=sha256,
        goal=_goal(document.get("go_live"), known, names),
    )


def _goal(found: Any, known: set[str], taken: set[str]) -> str | None:
    if found is None:
        return None
    goal = written.name("go_live", found)
    if goal not in known:
        raise Refused(f"go_live names the unknown task {goal}. Name a task of the file.")
    return goal if goal in taken else None


def _all_tasks(document: Mapping[str, Any], calendar: Calendar) -> list[Task]:
    """The tasks of every programme in the file's order, with their links and the dates before which none starts."""
    owners = written.fields("owners", document.get("owners"))
    entries = written.entries("tasks", written.required("The programme file", document, "tasks"))
    tasks = [_task(number, entry, owners) for number, entry in enumerate(entries, start=1)]
    _check_identifiers(tasks)
    tasks = _with_cross_links(tasks, written.entries("cross_links", document.get("cross_links")))
    limits = written.entries("start_no_earlier_than", document.get("start_no_earlier_than"))
    tasks = _with_not_before(tasks, limits, calendar)
    _check_predecessors(tasks)
    return tasks


def _task(number: int, entry: Mapping[str, Any], owners: Mapping[str, Any]) -> Task:
    name = written.name(f"tasks, entry {number}, id", written.required(f"tasks, entry {number},", entry, "id"))
    owner = f"task {name}"
    workstream = str(entry.get("workstream") or "")
    pool = entry.get("resource")
    return Task(
        id=name,
        programme=str(entry.get("programme") or ""),
        workstream=workstream,
        name=str(entry.get("name") or name),
        duration=three_point(owner, [written.required(owner, entry, field) for field in "omp"]),
        predecessors=_predecessors(owner, entry),
        pool=None if pool is None else written.name(f"{owner}, resource", pool),
        milestone=entry.get("milestone"),
        owner=str(entry.get("owner") or owners.get(workstream) or workstream),
    )


def _predecessors(owner: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
    given = entry.get("preds")
    if isinstance(given, str):  # would be read letter by letter
        raise Refused(f'T{owner[1:]}: preds is a text. Write a list of identifiers, as in ["{given}"].')
    return written.names(f"{owner}, preds", given)


def _target_dates(found: Any, calendar: Calendar) -> dict[str, date]:
    days = {
        name: written.day(f"Target date {name}", day) for name, day in written.fields("target_dates", found).items()
    }
    for name, day in days.items():
        if not calendar.covers(day):
            raise Refused(f"Target date {name}: {calendar.outside(day)}")
    return days


def three_point(owner: str, values: Any) -> ThreePoint:
    """Three numbers in order, none negative; refused with the owner's name otherwise."""
    if not isinstance(values, list | tuple) or len(values) != len("omp") or not all(map(_is_number, values)):
        raise Refused(f"{owner}: a duration needs three numbers: optimistic, most likely, pessimistic.")
    low, likely, high = values
    if any(value != value for value in values) or high == float("inf"):  # NaN is not equal to itself
        raise Refused(f"{owner}: a duration is not a number. Give optimistic, most likely and pessimistic days.")
    if low < 0:
        raise Refused(f"{owner}: the optimistic duration is negative. Durations are working days from 0 up.")
    if low > likely:
        raise Refused(f"{owner}: optimistic exceeds most likely (o > m). Put the three in order o <= m <= p.")
    if likely > high:
        raise Refused(f"{owner}: most likely exceeds pessimistic (m > p). Put the three in order o <= m <= p.")
    if high > LONGEST:
        raise Refused(
            f"{owner}: the pessimistic duration is longer than any calendar here ({LONGEST} working days). "
            "Check the number."
        )
    return ThreePoint(float(low), float(likely), float(high))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check_identifiers(tasks: list[Task]) -> None:
    if not tasks:
        raise Refused("The programme has no tasks: an empty network has no finish. Add its tasks.")
    _check_once("Task", [task.id for task in tasks])


def _check_once(kind: str, names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Refused(f"{kind} {name} stands twice. Give each an identifier of its own.")
        seen.add(name)


def _with_cross_links(tasks: list[Task], links: Iterable[Mapping[str, Any]]) -> list[Task]:
    added: dict[str, list[str]] = {}
    names = {task.id for task in tasks}
    for link in links:
        before, after = (
            written.name(f"A cross link's {end}", written.required("A cross link", link, end))
            for end in ("pred", "succ")
        )
        for end in (before, after):
            if end not in names:
                raise Refused(f"A cross link names the unknown task {end}. Name a task of the file.")
        added.setdefault(after, []).append(before)
    return [
        replace(task, predecessors=tuple(dict.fromkeys([*task.predecessors, *added.get(task.id, [])])))
        for task in tasks
    ]


def _with_not_before(tasks: list[Task], limits: Iterable[Mapping[str, Any]], calendar: Calendar) -> list[Task]:
    names = {task.id for task in tasks}
    times: dict[str, float] = {}
    for limit in limits:
        name = written.name("start_no_earlier_than", written.required("start_no_earlier_than", limit, "task"))
        if name not in names:
            raise Refused(f"start_no_earlier_than names the unknown task {name}. Name a task of the file.")
        place = f"start_no_earlier_than, task {name}"
        day = written.day(place, written.required(place, limit, "date"))
        if not calendar.covers(day):
            raise Refused(f"{place}: {calendar.outside(day)}")
        times[name] = max(calendar.time_at_start_of(day), times.get(name, 0.0))  # of two dates the later binds
    return [replace(task, not_before=times.get(task.id, 0.0)) for task in tasks]


def _check_predecessors(tasks: list[Task]) -> None:
    names = {task.id for task in tasks}
    for task in tasks:
        for predecessor in task.predecessors:
            if predecessor == task.id:
                raise Refused(f"Task {task.id} waits for itself, a cycle of one. Remove that link.")
            if predecessor not in names:
                raise Refused(
                    f"Task {task.id} waits for the unknown predecessor {predecessor}. Name a task of the file."
                )


def _only(tasks: list[Task], wanted: frozenset[str] | None) -> list[Task]:
    if wanted is None:
        return tasks
    for name in sorted(wanted - {task.programme for task in tasks}):
        raise Refused(f"There is no programme {name} in this file.")
    kept = {task.id for task in tasks if task.programme in wanted}
    return [
        replace(task, predecessors=tuple(name for name in task.predecessors if name in kept))
        for task in tasks
        if task.id in kept
    ]


def _in_order(tasks: list[Task]) -> tuple[Task, ...]:
    by_id = {task.id: task for task in tasks}
    try:
        return tuple(by_id[name] for name in TopologicalSorter({t.id: t.predecessors for t in tasks}).static_order())
    except CycleError as error:
        loop = " -> ".join(error.args[1])
        raise Refused(f"The tasks wait for one another in a cycle: {loop}. Remove one of these links.") from error


def _pool_size(name: str, size: Any) -> int:
    if not isinstance(size, int) or isinstance(size, bool) or size < 1:
        raise Refused(f"Resource pool {name}: its size must be a whole number from 1 up.")
    return size


def _check_pools(tasks: Iterable[Task], pools: Mapping[str, int]) -> None:
    for task in tasks:
        if task.pool is not None and task.pool not in pools:
            raise Refused(f"Task {task.id} draws on the unknown pool {task.pool}. Add it to resources.")


def _risk(entry: Mapping[str, Any], names: set[str]) -> Risk:
    name = written.name("A risk's id", written.required("A risk", entry, "id"))
    owner = f"risk {name}"
    tasks = written.names(f"{owner}, tasks", written.required(owner, entry, "tasks"))
    for task in tasks:
        if task not in names:
            raise Refused(f"{owner} names the unknown task {task}. Name a task of the file.")
    impact = written.required(owner, entry, "impact")
    return Risk(
        id=name,
        name=str(entry.get("name") or ""),
        probability=written.probability(owner, written.required(owner, entry, "prob")),
        tasks=tasks,
        impact=three_point(owner, impact if isinstance(impact, list | tuple) else [impact] * 3),
    )


def _restricted(risk: Risk, names: set[str]) -> Risk:
    return replace(risk, tasks=tuple(task for task in risk.tasks if task in names))


def _correlation(found: Any) -> Correlation | None:
    if found is None:
        return None
    entry = written.fields("correlation", found)
    between, within = (
        written.number(f"correlation, {field}", written.required("correlation", entry, field))
        for field in ("rho_between_workstreams", "rho_within_workstream")
    )
    if not 0 <= between <= within <= 1:
        raise Refused("correlation: 0 <= between workstreams <= within a workstream <= 1 must hold.")
    return Correlation(between, within)


def _pause(found: Any) -> Pause | None:
    if found is None:
        return None
    entry = written.fields("pause", found)
    return Pause(
        written.probability("pause", entry.get("prob", 1.0)),
        three_point("pause start", written.required("pause", entry, "start_wd")),
        three_point("pause length", written.required("pause", entry, "length_wd")),
    )
