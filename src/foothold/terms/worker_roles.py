"""Who may hold a case: the table that reads job titles and involvement roles, as packaged.

A council's own lines, kept by `foothold.warehouse.worker_roles`, come before these.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ROLES_TABLE = "worker_roles"
COUNCIL_TABLE = "council_worker_roles"  # beside the tables of a snapshot
KINDS = {
    "job_title": ("social_worker", "manager", "holding", "other"),
    "involvement_role": ("holder", "other"),
}
"""What a line may read, and what it may say of it."""


@dataclass(frozen=True)
class WorkerRole:
    """One line of the table: text in `field` that fits `pattern` (SQL LIKE, lower case) means `kind`."""

    field: str
    pattern: str
    kind: str


@cache
def worker_roles() -> tuple[WorkerRole, ...]:
    """Every packaged line; the first that fits decides."""
    lines = (files("foothold.terms") / "worker_roles.csv").read_text(encoding="utf-8").splitlines()
    return tuple(_role(**row) for row in csv.DictReader(without_comments(lines)))


def without_comments(lines: Iterable[str]) -> Iterable[str]:
    """The lines of a table that are not notes for people."""
    return (line for line in lines if not line.startswith("#"))


def check(field: str, pattern: str, kind: str) -> str:
    """What is wrong with a line, blank when nothing is."""
    if field not in KINDS:
        return f"'{field}' is not read. Choose one of {', '.join(KINDS)}."
    if kind not in KINDS[field]:
        return f"'{kind}' says nothing about {field}. Choose one of {', '.join(KINDS[field])}."
    if not pattern.strip() or len(pattern) > 200 or not pattern.isprintable():
        return "a title or role is between 1 and 200 printable characters."
    return ""


def _role(field: str, pattern: str, kind: str) -> WorkerRole:
    if wrong := check(field, pattern, kind):
        raise ValueError(f"worker_roles.csv: '{pattern}': {wrong}")
    return WorkerRole(field, pattern.lower(), kind)
