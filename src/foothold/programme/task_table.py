"""A plan as a table of tasks: one row a task, predecessors separated by semicolons. Durations are working days."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from foothold.programme.csv_rows import read_rows
from foothold.programme.exchanged import Exchanged, unsized
from foothold.programme.network import SCHEMA, Programme
from foothold.terms.errors import Refused

NEEDED = ("id", "name", "optimistic", "most_likely", "pessimistic", "predecessors")
OPTIONAL = ("programme", "workstream", "resource", "milestone", "owner", "not_before")
COLUMNS = (*NEEDED, *OPTIONAL)


def read_task_table(path: Path) -> Exchanged:
    """Read a table of tasks; refused with the row and column that is wrong."""
    rows = read_rows(path, NEEDED)
    tasks = [_task(path, number, row) for number, row in enumerate(rows, start=2)]
    limits = [
        {"task": row["id"].strip(), "date": row["not_before"].strip()}
        for row in rows
        if (row.get("not_before") or "").strip()
    ]
    resources = {str(task["resource"]): 1 for task in tasks if task["resource"]}
    document: dict[str, Any] = {"schema": SCHEMA, "unit": "working_day", "tasks": tasks}
    if limits:
        document["start_no_earlier_than"] = limits
    aside = [unsized(name) for name in resources]
    if resources:
        document["resources"] = resources
    return Exchanged(document, aside)


def write_task_table(programme: Programme, path: Path) -> None:
    """Write the tasks in the plan's order."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for name in programme.written_order:
            task = programme.task(name)
            points = (task.duration.low, task.duration.likely, task.duration.high)
            not_before = programme.calendar.working_days[int(task.not_before)].isoformat() if task.not_before else ""
            writer.writerow(
                (
                    task.id,
                    task.name,
                    *(repr(point) for point in points),
                    ";".join(task.predecessors),
                    task.programme,
                    task.workstream,
                    task.pool or "",
                    task.milestone or "",
                    task.owner,
                    not_before,
                )
            )


def _task(path: Path, number: int, row: dict[str, str]) -> dict[str, Any]:
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if not cells["id"]:
        raise Refused(f"{path.name}, row {number}: the id is blank. Give each task an identifier.")
    return {
        "id": cells["id"],
        "programme": cells["programme"],
        "workstream": cells["workstream"],
        "name": cells["name"] or cells["id"],
        **{key: _days(path, number, column, cells[column]) for key, column in zip("omp", NEEDED[2:5], strict=True)},
        "preds": [name.strip() for name in cells["predecessors"].split(";") if name.strip()],
        "resource": cells["resource"] or None,
        "milestone": cells["milestone"] or None,
        "owner": cells["owner"],
    }


def _days(path: Path, number: int, column: str, text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise Refused(f"{path.name}, row {number}, column {column}: no number of working days. Write one.") from error
