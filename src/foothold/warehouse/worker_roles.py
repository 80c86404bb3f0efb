"""A council's own reading of its job titles and involvement roles, before the packaged one, with who said so and when.

`HOME/worker-roles/<authority>.csv` keeps every change ever made, the newest last; a line without a kind takes back what
was said of that text. Nothing is edited in place, so what held on any day can be told.
"""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.terms.errors import Refused
from foothold.terms.worker_roles import COUNCIL_TABLE, WorkerRole, check
from foothold.warehouse.durable import PRIVATE_FOLDER, only_writer, replace_whole
from foothold.warehouse.manifest import folder_of

if TYPE_CHECKING:
    import duckdb

FOLDER = "worker-roles"


@dataclass(frozen=True)
class RoleChange:
    """One thing a person said about a title or role; a blank `kind` takes back what was said before."""

    at: str  # ISO 8601, UTC
    by: str
    field: str
    pattern: str  # as the packaged table's: % stands for any text, _ for any sign, in lower case
    kind: str


def role_changes(home: Path, authority: str) -> list[RoleChange]:
    """Every change for a council, the oldest first. Refused for a file that was edited into something else."""
    path = _file(home, authority)
    if not path.exists():
        return []
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    return [_change(path, number, row) for number, row in enumerate(rows, 2)]


def council_roles(home: Path, authority: str) -> list[RoleChange]:
    """What holds now for a council, one line for each text, the newest first: the first that fits decides."""
    said: dict[tuple[str, str], RoleChange] = {}
    for change in role_changes(home, authority):
        said.pop((change.field, change.pattern), None)
        if change.kind:
            said[change.field, change.pattern] = change
    return list(said.values())[::-1]


def set_role(home: Path, authority: str, role: WorkerRole, *, by: str) -> RoleChange:
    """Say what a title or role means in a council, from now on and for every day of its history.

    Refused for a field or kind that is not known, and for a text that could not be one.
    """
    if wrong := check(role.field, role.pattern, role.kind):
        raise Refused(f"This role cannot be mapped: {wrong}")
    return _append(home, authority, role.field, role.pattern, role.kind, by)


def unset_role(home: Path, authority: str, field: str, pattern: str, *, by: str) -> RoleChange:
    """Take back what was said of a title or role; Refused when nothing was."""
    text = pattern.strip().lower()
    if (field, text) not in {(one.field, one.pattern) for one in council_roles(home, authority)}:
        raise Refused("The council has no line of its own for this text; the list of worker roles shows those it has.")
    return _append(home, authority, field, text, "", by)


def lay(connection: duckdb.DuckDBPyConnection, home: Path, authority: str) -> None:
    """Lay what holds now beside the tables of a snapshot, for whoever reads job titles there."""
    connection.execute(f"create table {COUNCIL_TABLE} (place bigint, field varchar, pattern varchar, kind varchar)")
    for place, one in enumerate(council_roles(home, authority)):
        connection.execute(
            f"insert into {COUNCIL_TABLE} values (?, ?, ?, ?)", [place, one.field, one.pattern, one.kind]
        )


def _append(home: Path, authority: str, field: str, pattern: str, kind: str, by: str) -> RoleChange:
    path = _file(home, authority)
    path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    with only_writer(path.with_suffix(".lock"), "Somebody else is changing the worker roles. Try again in a moment."):
        changes = role_changes(home, authority)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        change = RoleChange(at, " ".join(by.split()), field, pattern.strip().lower(), kind)
        replace_whole(path, _written([*changes, change]).encode())
    return change


def _written(changes: list[RoleChange]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in fields(RoleChange)])
    writer.writerows(astuple(change) for change in changes)
    return text.getvalue()


def _change(path: Path, number: int, row: dict[str, str]) -> RoleChange:
    names = {field.name for field in fields(RoleChange)}
    wrong = (
        "" if set(row) == names and None not in row.values() else f"it needs the columns {', '.join(sorted(names))}."
    )
    wrong = wrong or (check(row["field"], row["pattern"], row["kind"]) if row["kind"] else "")
    if wrong:
        raise Refused(f"{path}, row {number}: {wrong} Correct the row, or restore the file from a backup.")
    return RoleChange(**row)


def _file(home: Path, authority: str) -> Path:
    folder_of(home, authority)  # a malformed code never becomes a path
    return home / FOLDER / f"{authority}.csv"
