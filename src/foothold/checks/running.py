"""Checks run over a council's tables: the rows at fault, or the column without which nobody can tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foothold.checks.definition import INPUTS, Check
from foothold.definitions.inputs import council_roles, laid, worker_roles_laid
from foothold.definitions.source import Source, first_missing


@dataclass(frozen=True)
class FaultyRow:
    """One row at fault: which record of the check's table, whose, and the values that do not go together.

    `team` is the one that last worked with the child, None where no team ever did.
    """

    record_key: str
    person_id: str | None
    team: str | None
    shown: Mapping[str, Any]


@dataclass(frozen=True)
class Result:
    """What one check found. `missing` is the column for want of which it was not run, blank where it was."""

    check: Check
    rows: tuple[FaultyRow, ...]
    missing: str = ""

    @property
    def count(self) -> int | None:
        """How many rows are at fault; None where the check was not run, which is not the same as none."""
        return None if self.missing else len(self.rows)

    @property
    def status(self) -> str:
        """What came of it in words."""
        return f"not run: {self.missing} not collected" if self.missing else "run"


def run(source: Source, checks: Iterable[Check]) -> list[Result]:
    """Run checks as at the day of the source's newest return, in the order given."""
    source.connection.execute(laid("asked", INPUTS["asked"], [f"(date '{source.newest_as_at}')"]))
    source.connection.execute(worker_roles_laid(council_roles(source.connection)))
    teams = dict(source.connection.execute(_TEAMS).fetchall())
    return [_result(source, check, teams) for check in checks]


def _result(source: Source, check: Check, teams: Mapping[str, str]) -> Result:
    if missing := first_missing(check.needs, source):
        return Result(check, (), missing)
    columns = ", ".join(("record_key", "person_id", *check.shows))
    found = source.connection.execute(f"select {columns} from (\n{check.select}\n) as found order by 1, 2").fetchall()
    rows = (
        FaultyRow(key, person, teams.get(person), dict(zip(check.shows, shown, strict=True)))
        for key, person, *shown in found
    )
    return Result(check, tuple(rows))


_TEAMS = """
select person_id, team
from (
    select person_id, team,
        row_number() over (partition by person_id order by source, day desc nulls last, id desc) as choice
    from (
        select person_id, professional_team as team, 1 as source, involvement_start_date as day, involvements_id as id
        from involvements
        where professional_team is not null
        union all
        select person_id, referral_team, 2, referral_date, referral_id
        from cin_episodes
        where referral_team is not null
    ) as places
    where person_id is not null
) as newest
where choice = 1
"""
