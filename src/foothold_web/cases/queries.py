"""Rows about children. Nothing else in the service reads them, and nothing here reads them without a scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from foothold.indicators import CATALOGUE, Cases, Indicator, cases, missing_field
from foothold.indicators.engines import DuckDBEngine
from foothold.terms.code_sets import part_label
from foothold.warehouse import Snapshot
from foothold_web import history
from foothold_web.accounts.scope import OutOfScope, Scope
from foothold_web.cases import identities

HIDDEN = {"as_at", "in_denominator", "in_numerator", "scope"}
IDENTIFIERS = {"unit_id", "person_id"}
TITLES = {"person_id": "Child", "service_area": "Service area", "event_date": "Date", "value": "Value", "name": "Name"}
NOT_ABOUT_PEOPLE = {"week"}
NOT_ABOUT_CHILDREN = NOT_ABOUT_PEOPLE | {"worker", "post"}


@dataclass(frozen=True)
class CaseList:
    """The rows behind a figure as one person may see them; `team` is the one they were narrowed to, if any."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    team: str | None

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Waiting:
    """An unallocated case as one person may see it; `plans` names what makes the wait worse."""

    case: str
    child: str
    team: str | None
    team_name: str
    locality: str
    referred: date | None
    days: int
    plans: tuple[str, ...]
    name: str = ""


def behind(
    scope: Scope,
    indicator_id: str,
    as_at: date,
    *,
    team: str | None = None,
    part: tuple[str, str] | None = None,
    period_start: date | None = None,
    with_names: bool = False,
) -> CaseList:
    """The rows that an indicator's numerator counts, as many as it counts; `part` keeps one part of another slice."""
    indicator = CATALOGUE[indicator_id]
    team = _narrowed(scope, indicator, team)
    found, places = _counted(*_state(scope.authority), indicator_id, as_at, team, part, period_start)
    shown = [name for name in found.columns if name not in HIDDEN and _has_values(found, name)]
    names = _names(scope, found) if with_names else {}
    rows = [_row(scope, indicator, dict(zip(found.columns, row, strict=True)), shown, places) for row in found.rows]
    if with_names:
        person = found.columns.index("person_id")
        rows = [(names.get(row[person], ""), *shown) for row, shown in zip(found.rows, rows, strict=True)]
    titles = [_title(name, indicator) for name in (["name"] if with_names else []) + shown]
    return CaseList(tuple(titles), rows, team)


@dataclass(frozen=True)
class WaitingList:
    """The unallocated cases of a day, the longest wait first; `not_known` names the plans no return tells of."""

    cases: list[Waiting]
    not_known: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.cases)


def unallocated(scope: Scope, as_at: date, *, team: str | None = None, with_names: bool = False) -> WaitingList:
    """Every unallocated case within scope: as many as AL01 counts."""
    team = _narrowed(scope, CATALOGUE["AL01"], team)
    counted, waits, plans, places = waits_on(scope.authority, as_at, team)
    names = identities.names(scope, {row["person_id"] for row in counted}) if with_names else {}
    known = {title: children for title, children in plans.items() if children is not None}
    listed = [_waiting(scope, row, waits.get(row["unit_id"]), known, places, names) for row in counted]
    ordered = sorted(listed, key=lambda case: (-case.days, case.case))
    return WaitingList(ordered, tuple(title for title in plans if title not in known))


Waits = tuple[list[dict[str, Any]], dict[str, dict[str, Any]], dict[str, set[str] | None], dict[str, str]]
PLANS = {"Child protection plan": "CP06", "Looked after": "CC01"}


def _state(authority: str) -> tuple[Path, str, str]:
    """What rows kept in memory belong to: they are read anew after the next load."""
    return settings.FOOTHOLD_HOME, authority, history.newest_load(authority)


@lru_cache(maxsize=32)
def _counted(
    home: Path,
    authority: str,
    load: str,
    indicator_id: str,
    as_at: date,
    team: str | None,
    part: tuple[str, str] | None,
    start: date | None,
) -> tuple[Cases, dict[str, str]]:
    where = _where(team) | dict([part] if part else [])
    with history.reading(authority) as (snapshot, engine):
        return cases(snapshot, indicator_id, as_at, where, start, engine=engine), team_names(snapshot)


def waits_on(authority: str, as_at: date, team: str | None = None) -> Waits:
    """Unallocated cases, their waits by case, children on each kind of plan, and names of teams: read once a load.

    Whoever shows any of it asks a scope first.
    """
    return _waits(*_state(authority), as_at, team)


@lru_cache(maxsize=256)
def _waits(home: Path, authority: str, load: str, as_at: date, team: str | None) -> Waits:
    with history.reading(authority) as (snapshot, engine):
        counted = _by_column(cases(snapshot, "AL01", as_at, _where(team), engine=engine))
        waiting = _by_column(cases(snapshot, "AL03", as_at, _where(team), engine=engine))
        waits = {row["unit_id"]: row for row in waiting}
        plans = {title: _children(snapshot, engine, which, as_at) for title, which in PLANS.items()}
        return counted, waits, plans, team_names(snapshot)


def _waiting(
    scope: Scope,
    row: dict[str, Any],
    wait: dict[str, Any] | None,
    plans: dict[str, set[str]],
    places: dict[str, str],
    names: dict[str, str],
) -> Waiting:
    return Waiting(
        case=scope.child(row["unit_id"]) or "",
        child=scope.child(row["person_id"]) or "",
        team=row["team"],
        team_name=places.get(row["team"], row["team"] or "No team"),
        locality=places.get(row["locality"], row["locality"] or ""),
        referred=row["event_date"],
        days=int(wait["value"]) if wait else 0,
        plans=tuple(title for title, children in plans.items() if row["person_id"] in children),
        name=names.get(row["person_id"], ""),
    )


def team_names(snapshot: Snapshot) -> dict[str, str]:
    """Names of teams and of the localities above them, by identifier."""
    rows = snapshot.connection.execute(
        "select team_id, team_name from department union select team_parent_id, team_parent_name from department"
    ).fetchall()
    return {identifier: name or identifier for identifier, name in rows if identifier}


def _narrowed(scope: Scope, indicator: Indicator, team: str | None) -> str | None:
    narrowed = scope.team_to_read(team)
    if narrowed is not None and "team" not in indicator.slices:
        raise OutOfScope("These rows do not say which team they belong to, so they cannot be narrowed to one.")
    return narrowed


def _where(team: str | None) -> dict[str, str]:
    return {} if team is None else {"team": team}


def _by_column(found: Cases) -> list[dict[str, Any]]:
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def _children(snapshot: Snapshot, engine: DuckDBEngine, indicator_id: str, as_at: date) -> set[str] | None:
    """Children counted by another indicator on the same day, so that "on a plan" means one thing everywhere.

    None where the indicator was not collected.
    """
    if missing_field(CATALOGUE[indicator_id], snapshot):
        return None
    return {row["person_id"] for row in _by_column(cases(snapshot, indicator_id, as_at, engine=engine))}


def _names(scope: Scope, found: Cases) -> dict[str, str]:
    if "person_id" not in found.columns:
        raise OutOfScope("These rows are not about single children, so there are no names to show.")
    person = found.columns.index("person_id")
    return identities.names(scope, {row[person] for row in found.rows if row[person]})


def _has_values(found: Cases, name: str) -> bool:
    place = found.columns.index(name)
    return not found.rows or any(row[place] is not None for row in found.rows)


def _row(
    scope: Scope, indicator: Indicator, row: dict[str, Any], shown: list[str], places: dict[str, str]
) -> tuple[Any, ...]:
    return tuple(_cell(scope, indicator, name, row[name], places) for name in shown)


def _cell(scope: Scope, indicator: Indicator, name: str, value: Any, places: dict[str, str]) -> Any:
    if name in IDENTIFIERS and indicator.unit not in NOT_ABOUT_PEOPLE:
        return scope.child(value)
    if name in ("team", "locality"):
        return places.get(value, value)
    if isinstance(value, str) and name in indicator.slices:
        return part_label(name, value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _title(name: str, indicator: Indicator) -> str:
    if name == "unit_id":
        return indicator.unit.capitalize()
    if name == "value" and indicator.unit_of_rows:
        return indicator.unit_of_rows.capitalize()
    return TITLES.get(name, name.replace("_", " ").capitalize())
