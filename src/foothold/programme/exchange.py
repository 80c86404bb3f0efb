"""Plans to and from other tools: which file is which, what was set aside, and what no other tool can carry.

Neither Microsoft Project's XML nor a table of tasks knows shared risks, correlation or a pause. They are left out when
a plan is written, by name, and can be taken over from an earlier plan when one is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from foothold.programme.exchanged import Exchanged, unsized
from foothold.programme.network import SCHEMA, parse_programme
from foothold.programme.project_xml import read_project_xml
from foothold.programme.project_xml_writer import write_project_xml
from foothold.programme.task_table import read_task_table, write_task_table
from foothold.terms.errors import Refused

# Links between programmes and owners of workstreams are written on the tasks themselves.
IN_A_TABLE = ("schema", "unit", "tasks", "start_no_earlier_than", "cross_links", "owners")
IN_PROJECT = (*IN_A_TABLE, "title", "start_date", "calendar", "resources")


def read_plan(path: Path, *, start: date | None = None, keep_from: Path | None = None) -> Exchanged:
    """Read a plan from .xml (Microsoft Project) or .csv; refused by name when it does not hold together.

    `start` is the first day where the file has none; `keep_from` an earlier plan whose risks and dates are kept.
    """
    earlier = _document(keep_from) if keep_from else {}
    readers = {".xml": read_project_xml, ".csv": read_task_table}
    if path.suffix.lower() not in readers:
        raise Refused(f"{path.name} is neither .xml nor .csv. Save the plan as one of the two.")
    try:
        found = readers[path.suffix.lower()](path)
    except (ValueError, KeyError) as error:
        raise Refused(f"{path.name} cannot be understood as a plan: {error}.") from error
    document = {**earlier, **found.document}
    _with_known_sizes(document, found, earlier)
    if start is not None:
        document["start_date"] = start.isoformat()
    if "start_date" not in document:
        raise Refused(f"{path.name} says no first day. Give one with --start, or --keep-from an earlier plan.")
    _without_lost_tasks(document, found.set_aside)
    parse_programme(document, "")
    return Exchanged(document, found.set_aside)


def write_plan(source: Path, target: Path) -> list[str]:
    """Write a programme file as .xml or .csv; gives the names of what the form cannot carry."""
    document = _document(source)
    programme = parse_programme(document, "")
    if target.suffix.lower() == ".xml":
        write_project_xml(document, programme, target)
        return [name for name in document if name not in IN_PROJECT]
    if target.suffix.lower() == ".csv":
        write_task_table(programme, target)
        return [name for name in document if name not in IN_A_TABLE]
    raise Refused(f"{target.name} is neither .xml nor .csv. Give the file one of the two endings.")


def _document(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Refused(f"{path.name} cannot be read as a programme: it is not a JSON file.") from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise Refused(f'{path.name} is not a programme file: its "schema" must be "{SCHEMA}".')
    return document


def _with_known_sizes(document: dict[str, Any], found: Exchanged, earlier: Mapping[str, Any]) -> None:
    """A table says no sizes of pools; those of the earlier plan are kept."""
    sizes = earlier.get("resources", {})
    for name in list(found.document.get("resources", {})):
        line = unsized(name)
        if line in found.set_aside and name in sizes:
            document["resources"][name] = sizes[name]
            found.set_aside.remove(line)


def _without_lost_tasks(document: dict[str, Any], set_aside: list[str]) -> None:
    """Take out of what was kept from an earlier plan the tasks that the new one no longer has."""
    names = {task["id"] for task in document["tasks"]}
    kept: list[Mapping[str, Any]] = []
    for risk in document.get("risks", []):
        lost = [name for name in risk["tasks"] if name not in names]
        set_aside += [f"risk {risk['id']}: its task {name} is not in the new plan" for name in lost]
        if len(lost) < len(risk["tasks"]):
            kept.append({**risk, "tasks": [name for name in risk["tasks"] if name in names]})
    if "risks" in document:
        document["risks"] = kept
    limits = document.get("start_no_earlier_than", [])
    set_aside += [
        f"no earlier than {one['date']}: task {one['task']} is not in the new plan"
        for one in limits
        if one["task"] not in names
    ]
    if limits:
        document["start_no_earlier_than"] = [one for one in limits if one["task"] in names]
    # The links and owners of the earlier plan stand on the tasks of the file now.
    for name in ("cross_links", "owners"):
        document.pop(name, None)
