"""Who may hold a case: the editable table that reads job titles and involvement roles."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foothold.indicators.source import Source

ROLES_TABLE = "worker_roles"
KINDS = {
    "job_title": ("social_worker", "manager", "holding", "other"),
    "involvement_role": ("holder", "other"),
}


@dataclass(frozen=True)
class WorkerRole:
    """One line of the table: text in `field` that fits `pattern` (SQL LIKE, lower case) means `kind`."""

    field: str
    pattern: str
    kind: str


@dataclass(frozen=True)
class UnknownRole:
    """A job title or involvement role that the table does not know, and how many involvements ever had it."""

    field: str
    text: str | None
    involvements: int


@cache
def worker_roles() -> tuple[WorkerRole, ...]:
    """Every line of the table; the first that fits decides."""
    lines = (files("foothold.indicators") / "worker_roles.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(_role(**row) for row in rows)


def _role(field: str, pattern: str, kind: str) -> WorkerRole:
    if kind not in KINDS.get(field, ()):
        raise ValueError(
            f"worker_roles.csv: '{pattern}' has field '{field}' and kind '{kind}', which do not go together."
        )
    return WorkerRole(field, pattern.lower(), kind)


def unknown_roles(source: Source) -> list[UnknownRole]:
    """Titles and roles that fit no line of the table, the commonest first; their workers count as social workers.

    A text of None stands for workers without a job title, or whose own row is missing.
    """
    from foothold.indicators.engines import DuckDBEngine

    engine = DuckDBEngine(source.connection)
    engine.prepare([])
    rows = engine.rows(_UNKNOWN, ("worker_kinds", "role_kinds"))
    return [UnknownRole(*row) for row in rows]


_UNKNOWN = """
select 'job_title' as field, professionals.professional_job_title as text, count(*) as involvements
from involvements
left join professionals on professionals.professional_id = involvements.professional_id
left join worker_kinds on worker_kinds.professional_id = involvements.professional_id
where involvements.professional_id is not null and worker_kinds.kind is null
group by professionals.professional_job_title
union all
select 'involvement_role', involvements.professional_role_id, count(*)
from involvements
left join role_kinds on role_kinds.professional_role_id = involvements.professional_role_id
where involvements.professional_role_id is not null and role_kinds.kind is null
group by involvements.professional_role_id
order by 3 desc, 1, 2
"""
