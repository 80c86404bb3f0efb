"""Microsoft Project's XML (the MSPDI schema, namespace http://schemas.microsoft.com/project), read and written.

The three points of a duration stand where Project's own PERT analysis kept them: Duration1 optimistic, Duration2 most
likely, Duration3 pessimistic. Programme, workstream, milestone, owner and our identifier stand in Text1 to Text5; pools
are resources with their number of units. Summary tasks become workstreams, and a link to a summary is a link to all of
its tasks. A finish-to-start lag becomes a task of its own; other kinds of link cannot be said here and are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.programme.calendar import YEARS_AHEAD
from foothold.programme.exchanged import Exchanged
from foothold.programme.network import SCHEMA
from foothold.terms.errors import Refused

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = "http://schemas.microsoft.com/project"
# Field identifiers of a task's custom fields, as Project writes them.
OPTIMISTIC, LIKELY, PESSIMISTIC = "188743783", "188743784", "188743785"  # Duration1 to Duration3
PROGRAMME, WORKSTREAM, MILESTONE = "188743731", "188743734", "188743737"  # Text1 to Text3
OWNER, IDENTIFIER = "188743740", "188743743"  # Text4, Text5
FINISH_TO_START, NO_EARLIER = "1", "4"
LINKS = {"0": "finish to finish", "2": "start to finish", "3": "start to start"}
TENTHS_OF_A_MINUTE = 10
LARGEST_BYTES = 50_000_000
_DURATION = re.compile(r"^P(?:(\d+)D)?T?(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?$")


@dataclass(frozen=True)
class _Line:
    """One task element with what it stands under."""

    uid: str
    element: Element
    level: int
    summary: bool
    above: tuple[str, ...]  # identifiers of the summaries it stands under, the outermost first


def read_project_xml(path: Path) -> Exchanged:
    """Read a plan; nothing in it is lost without being named."""
    root = _root(path)
    minutes = float(_text(root, "MinutesPerDay") or 480)
    lines = list(_lines(root))
    aside: list[str] = []
    tasks = [line for line in lines if _is_task(line, aside)]
    names = _identifiers(tasks)
    titles = {line.uid: _text(line.element, "Name") or line.uid for line in lines}
    document: dict[str, Any] = {"schema": SCHEMA, "unit": "working_day", "title": _title(root, path)}
    if start := _text(root, "StartDate"):
        document["start_date"] = start[:10]
    document["calendar"] = _calendar(root)
    pools, held = _pools(root, names)
    document["tasks"] = [_task(line, names, titles, minutes, held.get(line.uid), aside) for line in tasks]
    document["tasks"] += _linked(lines, names, document["tasks"], minutes)
    limits = [
        {"task": names[line.uid], "date": (_text(line.element, "ConstraintDate") or "")[:10]}
        for line in tasks
        if _text(line.element, "ConstraintType") == NO_EARLIER
    ]
    aside += [
        f"task {names[line.uid]}: its constraint of type {kind} (only start no earlier than is known here)"
        for line in tasks
        if (kind := _text(line.element, "ConstraintType")) not in (None, "0", NO_EARLIER)
    ]
    if limits:
        document["start_no_earlier_than"] = limits
    if pools:
        document["resources"] = pools
    return Exchanged(document, aside)


def _root(path: Path) -> Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, parse

    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise Refused(f"{path.name} is larger than {LARGEST_BYTES // 1_000_000} MB, far beyond any plan.")
        root: Element = parse(path, forbid_dtd=True).getroot()  # type: ignore[assignment] - a whole document has a root
    except DefusedXmlException as error:
        raise Refused(
            f"{path.name} holds a document type or entities, which a plan never needs. Remove them."
        ) from error
    except (OSError, ParseError, ValueError) as error:
        raise Refused(f"{path.name} cannot be read as XML.") from error
    if root.tag != f"{{{NAMESPACE}}}Project":
        raise Refused(f"{path.name} is not a Microsoft Project XML file. Save the plan as XML in Project.")
    return root


def _all(parent: Element, *names: str) -> list[Element]:
    return parent.findall("/".join(f"{{{NAMESPACE}}}{name}" for name in names))


def _text(parent: Element, name: str) -> str | None:
    found = parent.find(f"{{{NAMESPACE}}}{name}")
    return None if found is None or found.text is None else found.text.strip()


def _title(root: Element, path: Path) -> str:
    return _text(root, "Title") or _text(root, "Name") or path.stem


def _lines(root: Element) -> Iterator[_Line]:
    above: list[tuple[int, str]] = []
    for element in _all(root, "Tasks", "Task"):
        uid, level = _text(element, "UID") or "", int(_text(element, "OutlineLevel") or 1)
        if uid == "0" or _text(element, "IsNull") == "1":  # the project itself, or a blank row
            continue
        above = [each for each in above if each[0] < level]
        summary = _text(element, "Summary") == "1"
        yield _Line(uid, element, level, summary, tuple(each[1] for each in above))
        if summary:
            above.append((level, uid))


def _is_task(line: _Line, aside: list[str]) -> bool:
    if _text(line.element, "Active") == "0":
        aside.append(f"task {_text(line.element, 'Name')}: inactive in Project")
        return False
    return not line.summary


def _identifiers(tasks: list[_Line]) -> dict[str, str]:
    own = {line.uid: _field(line.element, IDENTIFIER) or line.uid for line in tasks}
    if len(set(own.values())) < len(own):
        twice = sorted({name for name in own.values() if list(own.values()).count(name) > 1})
        raise Refused(f"Task {twice[0]} stands twice (Text5). Give each task an identifier of its own.")
    return own


def _field(element: Element, identifier: str) -> str | None:
    for attribute in _all(element, "ExtendedAttribute"):
        if _text(attribute, "FieldID") == identifier:
            return _text(attribute, "Value")
    return None


def _task(
    line: _Line, names: dict[str, str], titles: dict[str, str], minutes: float, pool: str | None, aside: list[str]
) -> dict[str, Any]:
    element, name = line.element, names[line.uid]
    points = [_field(element, one) for one in (OPTIMISTIC, LIKELY, PESSIMISTIC)]
    if None in points:
        points = [_text(element, "Duration") or "PT0H0M0S"] * 3
        aside.append(f"task {name}: no Duration1 to Duration3, so its three points are its one duration")
    days = [_days(name, text or "", minutes) for text in points]
    stream = _field(element, WORKSTREAM)
    milestone = _field(element, MILESTONE)
    if milestone is None and _text(element, "Milestone") == "1":
        milestone = titles[line.uid]
    return {
        "id": name,
        "programme": _field(element, PROGRAMME) or "",
        "workstream": stream if stream is not None else titles[line.above[0]] if line.above else "",
        "name": titles[line.uid],
        "o": days[0],
        "m": days[1],
        "p": days[2],
        "preds": [],
        "resource": pool,
        "milestone": milestone,
        "owner": _field(element, OWNER) or "",
    }


def _days(name: str, text: str, minutes: float) -> float:
    match = _DURATION.match(text)
    if match is None or not any(match.groups()):
        raise Refused(f"Task {name}: its duration cannot be read. Project writes durations like PT8H0M0S.")
    days, hours, mins, seconds = (float(part or 0) for part in match.groups())
    return round((days * 24 * 3600 + hours * 3600 + mins * 60 + seconds) / (minutes * 60), 6)


def _linked(
    lines: list[_Line], names: dict[str, str], tasks: list[dict[str, Any]], minutes: float
) -> list[dict[str, Any]]:
    """Write each link into its tasks; gives the tasks that lags become."""
    within = {line.uid: [one.uid for one in lines if line.uid in one.above and one.uid in names] for line in lines}
    by_id = {task["id"]: task for task in tasks}
    waits: dict[str, dict[str, Any]] = {}
    for line in lines:
        for link in _all(line.element, "PredecessorLink"):
            before, lag = _link(line, link, names)
            for first in [before] if before in names else within.get(before, []):
                for then in [line.uid] if line.uid in names else within[line.uid]:
                    _tie(by_id, names[first], names[then], lag / TENTHS_OF_A_MINUTE / minutes, waits)
    return list(waits.values())


def _link(line: _Line, link: Element, names: dict[str, str]) -> tuple[str, float]:
    before, kind = _text(link, "PredecessorUID") or "", _text(link, "Type") or FINISH_TO_START
    lag = float(_text(link, "LinkLag") or 0)
    name = names.get(line.uid, line.uid)
    if kind != FINISH_TO_START:
        raise Refused(
            f"Task {name} is linked to {names.get(before, before)} {LINKS.get(kind, kind)}. Only finish-to-start links "
            "are known here: split the task at the point where the other may begin."
        )
    if lag < 0:
        raise Refused(f"Task {name} overlaps {names.get(before, before)} (a negative lag). Split the earlier task.")
    return before, lag


def _tie(by_id: dict[str, Any], before: str, after: str, lag: float, waits: dict[str, dict[str, Any]]) -> None:
    if lag > 0:
        wait = f"{before}>{after}"
        waits[wait] = {
            **{key: by_id[after][key] for key in ("programme", "workstream", "owner")},
            **{"id": wait, "name": f"Wait between {before} and {after}", "o": lag, "m": lag, "p": lag},
            **{"preds": [before], "resource": None, "milestone": None},
        }
        before = wait
    if before not in by_id[after]["preds"]:
        by_id[after]["preds"].append(before)


def _calendar(root: Element) -> dict[str, Any]:
    """Working weekdays and holidays of the project's calendar; Monday to Friday where it has none."""
    wanted = _text(root, "CalendarUID")
    calendars = _all(root, "Calendars", "Calendar")
    found = next((one for one in calendars if _text(one, "UID") == wanted), calendars[0] if calendars else None)
    if found is None:
        return {"work_days": [1, 2, 3, 4, 5], "holidays": []}
    working = {1, 2, 3, 4, 5}
    holidays: set[date] = set()
    for day in _all(found, "WeekDays", "WeekDay"):
        kind = int(_text(day, "DayType") or 0)
        off = _text(day, "DayWorking") != "1"
        if kind == 0:
            holidays |= set(_days_off(day)) if off else set()
        else:  # 1 is Sunday
            weekday = 7 if kind == 1 else kind - 1
            working = working - {weekday} if off else working | {weekday}
    for exception in _all(found, "Exceptions", "Exception"):
        if _text(exception, "DayWorking") != "1":
            holidays |= set(_days_off(exception))
    return {"work_days": sorted(working), "holidays": [day.isoformat() for day in sorted(holidays)]}


def _days_off(element: Element) -> Iterator[date]:
    name = _text(element, "Name") or "without a name"
    if _text(element, "Type") not in (None, "1"):
        raise Refused(f"The calendar's exception {name} recurs by a rule. List its days one by one in Project.")
    for period in _all(element, "TimePeriod"):
        first, last = (date.fromisoformat((_text(period, one) or "")[:10]) for one in ("FromDate", "ToDate"))
        if (last - first).days > 366 * YEARS_AHEAD:
            raise Refused(f"The calendar's exception {name} lasts longer than any programme.")
        yield from (first + timedelta(days=offset) for offset in range((last - first).days + 1))


def _pools(root: Element, names: dict[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    """Resources that tasks draw on, with their units; a task here draws on one pool at most."""
    titles = {_text(one, "UID"): _text(one, "Name") or "" for one in _all(root, "Resources", "Resource")}
    units = {_text(one, "Name"): float(_text(one, "MaxUnits") or 1) for one in _all(root, "Resources", "Resource")}
    held: dict[str, str] = {}
    for one in _all(root, "Assignments", "Assignment"):
        task, pool = _text(one, "TaskUID") or "", titles.get(_text(one, "ResourceUID"), "")
        if not pool or task not in names:
            continue
        if held.setdefault(task, pool) != pool:
            raise Refused(f"Task {names[task]} draws on {held[task]} and {pool}. Leave it the one that is scarce.")
    return {pool: max(1, round(units[pool])) for pool in sorted(set(held.values()))}, held
