"""Writing Microsoft Project's XML: the other half of `project_xml`, elements in the order of Microsoft's schema."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree  # writing only; what comes from outside is read by defusedxml

from foothold.programme.network import Programme, Task
from foothold.programme.project_xml import (
    FINISH_TO_START,
    IDENTIFIER,
    LIKELY,
    MILESTONE,
    NAMESPACE,
    NO_EARLIER,
    OPTIMISTIC,
    OWNER,
    PESSIMISTIC,
    PROGRAMME,
    WORKSTREAM,
)

MINUTES_A_DAY = 480
FIELDS = {
    OPTIMISTIC: ("Duration1", "Optimistic"),
    LIKELY: ("Duration2", "Most likely"),
    PESSIMISTIC: ("Duration3", "Pessimistic"),
    PROGRAMME: ("Text1", "Programme"),
    WORKSTREAM: ("Text2", "Workstream"),
    MILESTONE: ("Text3", "Milestone"),
    OWNER: ("Text4", "Owner"),
    IDENTIFIER: ("Text5", "Identifier"),
}
Parent = ElementTree.Element


def write_project_xml(document: Mapping[str, Any], programme: Programme, path: Path) -> None:
    """Write a plan; dates are those of the most likely durations, which Project works out anew."""
    root = ElementTree.Element("Project", {"xmlns": NAMESPACE})
    values = {"SaveVersion": "14", "Name": path.name, "Title": str(document.get("title", "Programme"))}
    values |= {"ScheduleFromStart": "1", "StartDate": _morning(programme.calendar.start), "CalendarUID": "1"}
    _put(root, {**values, "MinutesPerDay": str(MINUTES_A_DAY)})
    fields = _child(root, "ExtendedAttributes")
    for identifier, (name, alias) in FIELDS.items():
        _put(_child(fields, "ExtendedAttribute"), {"FieldID": identifier, "FieldName": name, "Alias": alias})
    _write_calendar(_child(root, "Calendars"), programme)
    _write_tasks(_child(root, "Tasks"), programme)
    _write_resources(root, programme)
    ElementTree.indent(root)
    path.write_bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _put(parent: Parent, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        _child(parent, name).text = value


def _child(parent: Parent, name: str) -> Parent:
    return ElementTree.SubElement(parent, name)


def _morning(day: date) -> str:
    return f"{day.isoformat()}T08:00:00"


def _evening(day: date) -> str:
    return f"{day.isoformat()}T17:00:00"


def _write_calendar(parent: Parent, programme: Programme) -> None:
    one = _child(parent, "Calendar")
    _put(one, {"UID": "1", "Name": "Working days", "IsBaseCalendar": "1"})
    week = _child(one, "WeekDays")
    for weekday in (7, 1, 2, 3, 4, 5, 6):  # Project's week begins on Sunday
        works = weekday in programme.calendar.work_days
        day = _child(week, "WeekDay")
        _put(day, {"DayType": str(weekday % 7 + 1), "DayWorking": "1" if works else "0"})
        if works:
            times = _child(day, "WorkingTimes")
            for start, end in (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")):
                _put(_child(times, "WorkingTime"), {"FromTime": start, "ToTime": end})
    exceptions = _child(one, "Exceptions")
    for holiday in sorted(programme.calendar.holidays):
        exception = _child(exceptions, "Exception")
        day = holiday.isoformat()
        period = _child(exception, "TimePeriod")
        _put(period, {"FromDate": f"{day}T00:00:00", "ToDate": f"{day}T23:59:00"})
        _put(exception, {"Occurrences": "1", "Name": f"Holiday {day}", "Type": "1", "DayWorking": "0"})


def _write_tasks(parent: Parent, programme: Programme) -> None:
    uids = {name: str(number) for number, name in enumerate(programme.written_order, start=1)}
    days = _likely_days(programme)
    for name, uid in uids.items():
        _write_task(_child(parent, "Task"), programme.task(name), uid, uids, days[name], programme)


def _write_task(
    element: Parent, task: Task, uid: str, uids: Mapping[str, str], days: tuple[date, date], programme: Programme
) -> None:
    start, end = days
    length = _duration(task.duration.likely)
    _put(element, {"UID": uid, "ID": uid, "Name": task.name, "Active": "1", "Manual": "0", "Type": "0", "IsNull": "0"})
    _put(element, {"OutlineNumber": uid, "OutlineLevel": "1", "Start": _morning(start), "Finish": _evening(end)})
    _put(element, {"Duration": length, "DurationFormat": "7", "Milestone": "1" if task.milestone else "0"})
    _put(element, {"Summary": "0", "ConstraintType": NO_EARLIER if task.not_before else "0"})
    if task.not_before:
        _put(element, {"ConstraintDate": _morning(programme.calendar.working_days[int(task.not_before)])})
    for before in task.predecessors:
        link = _child(element, "PredecessorLink")
        _put(link, {"PredecessorUID": uids[before], "Type": FINISH_TO_START, "LinkLag": "0", "LagFormat": "7"})
    points = zip(
        (OPTIMISTIC, LIKELY, PESSIMISTIC), (task.duration.low, task.duration.likely, task.duration.high), strict=True
    )
    texts = {PROGRAMME: task.programme, WORKSTREAM: task.workstream, MILESTONE: task.milestone or ""}
    texts |= {OWNER: task.owner, IDENTIFIER: task.id}
    for identifier, value in [*((one, _duration(days)) for one, days in points), *texts.items()]:
        if value:
            _put(_child(element, "ExtendedAttribute"), {"FieldID": identifier, "Value": value})


def _write_resources(root: Parent, programme: Programme) -> None:
    resources, assignments = _child(root, "Resources"), _child(root, "Assignments")
    numbers = {name: str(number) for number, name in enumerate(programme.pools, start=1)}
    for name, uid in numbers.items():
        values = {"UID": uid, "ID": uid, "Name": name, "Type": "1", "MaxUnits": str(programme.pools[name])}
        _put(_child(resources, "Resource"), values)
    uids = {name: str(number) for number, name in enumerate(programme.written_order, start=1)}
    drawing = [programme.task(name) for name in programme.written_order if programme.task(name).pool]
    for number, task in enumerate(drawing, start=1):
        values = {"UID": str(number), "TaskUID": uids[task.id], "ResourceUID": numbers[task.pool or ""], "Units": "1"}
        _put(_child(assignments, "Assignment"), values)


def _likely_days(programme: Programme) -> dict[str, tuple[date, date]]:
    """First and last day of each task on its most likely duration."""
    import numpy as np

    from foothold.programme.schedule import schedule

    found = schedule(programme, {task.id: np.array([task.duration.likely]) for task in programme.tasks})
    calendar = programme.calendar
    return {
        name: (calendar.date_of(float(np.floor(found.starts[name][0])) + 1), calendar.date_of(float(finish[0])))
        for name, finish in found.finishes.items()
    }


def _duration(days: float) -> str:
    """A number of working days as Project writes it, to the second."""
    seconds = round(days * MINUTES_A_DAY * 60)
    return f"PT{seconds // 3600}H{seconds % 3600 // 60}M{seconds % 60}S"
