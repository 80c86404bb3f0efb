"""Which job titles and involvement roles of a council the table of worker roles reads, and which it does not."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foothold.definitions.inputs import council_roles
from foothold.indicators.definition import Indicator
from foothold.indicators.populations import POPULATIONS
from foothold.terms.worker_roles import ROLES_TABLE

if TYPE_CHECKING:
    from foothold.indicators.source import Source


@dataclass(frozen=True)
class UnknownRole:
    """A job title or involvement role that the table does not know, and how many involvements ever had it."""

    field: str
    text: str | None
    involvements: int


@dataclass(frozen=True)
class FoundRole:
    """A job title or involvement role of a council, how many involvements ever had it, and what it is read as.

    `kind` is None, and `pattern` with it, where no line of the table fits; `councils` says whose line it is.
    """

    field: str
    text: str | None
    involvements: int
    kind: str | None
    pattern: str | None
    councils: bool


def definition_hash(indicator: Indicator, source: Source) -> str:
    """The hash of a definition as it holds for a council: another one where its own lines read the job titles."""
    own = [(role.field, role.pattern, role.kind) for role in council_roles(source.connection)]
    if not own or not any(ROLES_TABLE in POPULATIONS[name].sql for name in indicator.populations):
        return indicator.hash
    return hashlib.sha256(json.dumps([indicator.hash, own]).encode()).hexdigest()


def unknown_roles(source: Source) -> list[UnknownRole]:
    """Titles and roles that fit no line of the table, the commonest first; their workers count as social workers.

    A text of None stands for workers without a job title, or whose own row is missing.
    """
    from foothold.indicators.engines import DuckDBEngine

    engine = DuckDBEngine(source.connection)
    engine.prepare([])
    rows = engine.rows(_UNKNOWN, ("worker_kinds", "role_kinds"))
    return [UnknownRole(*row) for row in rows]


def found_roles(source: Source) -> list[FoundRole]:
    """Every title and role in the newest returns with its reading, unmapped ones first, then the commonest."""
    from foothold.indicators.engines import DuckDBEngine

    engine = DuckDBEngine(source.connection)
    engine.prepare([])
    own = {(role.field, role.pattern, role.kind) for role in council_roles(source.connection)}
    return [
        FoundRole(field, text, involvements, kind, pattern, (field, pattern, kind) in own)
        for field, text, involvements, kind, pattern in engine.rows(_FOUND, ())
    ]


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

_FOUND = """
with texts as (
    select 'job_title' as field, professionals.professional_job_title as text, count(*) as involvements
    from involvements
    left join professionals on professionals.professional_id = involvements.professional_id
    where involvements.professional_id is not null
    group by professionals.professional_job_title
    union all
    select 'involvement_role', professional_role_id, count(*)
    from involvements
    where professional_role_id is not null
    group by professional_role_id
)
select texts.field, texts.text, texts.involvements, roles.kind, roles.pattern
from texts
left join worker_roles as roles
  on roles.field = texts.field and lower(trim(texts.text)) like roles.pattern
qualify row_number() over (partition by texts.field, texts.text order by roles.precedence) = 1
order by roles.kind is not null, texts.involvements desc, texts.field, texts.text
"""
