"""Faults of a schedule that make any forecast of it doubtful, found before anything is simulated.

After the practices of the United States Government Accountability Office's schedule assessment guide (GAO-16-89G).
"""

from __future__ import annotations

from foothold.programme.network import Programme, Task


def schedule_health(programme: Programme) -> list[dict[str, str]]:
    """Each finding names its check, the task and what to do. An empty list is a clean bill."""
    waited_for = {name for task in programme.tasks for name in task.predecessors}
    findings: list[dict[str, str]] = []
    for task in programme.tasks:
        findings += _open_ends(task, waited_for)
        findings += _durations(task)
        findings += _constraints(task, programme)
    return findings


def _open_ends(task: Task, waited_for: set[str]) -> list[dict[str, str]]:
    findings = []
    if task.id not in waited_for and not task.milestone:
        findings.append(_finding("open end", task, "Nothing waits for it: link it to what needs it, or drop it."))
    if not task.predecessors and not task.milestone and not task.not_before:
        findings.append(_finding("open start", task, "It waits for nothing: link it to what must come first."))
    return findings


def _durations(task: Task) -> list[dict[str, str]]:
    duration = task.duration
    findings = []
    if duration.is_certain and duration.low > 1:
        findings.append(_finding("no range", task, "Its three points are equal: ask its owner for a range."))
    if duration.likely > 0 and duration.high > 4 * duration.likely:
        findings.append(_finding("wide range", task, "Pessimistic is over four times most likely: split the task."))
    if duration.likely > 90:
        findings.append(_finding("long task", task, "Over 90 working days: split it, so that slips show sooner."))
    return findings


def _constraints(task: Task, programme: Programme) -> list[dict[str, str]]:
    if not task.not_before:
        return []
    day = programme.calendar.date_of(task.not_before + 1).isoformat()
    remedy = f"It may not start before {day}, whatever is finished: keep the date only where a rule sets it."
    return [_finding("start constraint", task, remedy)]


def _finding(check: str, task: Task, remedy: str) -> dict[str, str]:
    return {"check": check, "task": task.id, "finding": remedy}
