"""Faults the checks found, as one person may see them: by check, and row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404

from foothold.checks import CATALOGUE, Check, FaultyRow, StoredChecks, Tally, stored
from foothold.warehouse import Load
from foothold_web.accounts.scope import OutOfScope, Scope
from foothold_web.data import queries
from foothold_web.data.known import known
from foothold_web.data.models import CHECK, KnownFault

NEW, KNOWN = "new", "known"
_REFERS = ("_id", "_with", "resembles")  # how columns that hold a record's key end

_TELLING = ("dob", "expected_dob", "death_date")


@dataclass(frozen=True)
class Line:
    """One check on the list: its numbers within scope, and how many of its rows are marked as known."""

    check: Check
    tally: Tally
    known: int


@dataclass(frozen=True)
class Fault:
    """One row at fault as one person may see it; `key` is how a form names it."""

    key: str
    record: str
    child: str
    team: str | None
    shown: tuple[Any, ...]
    new: bool
    mark: KnownFault | None


@dataclass(frozen=True)
class FaultList:
    """The rows of a check: those to work through, those known, and those the newest load mended."""

    columns: tuple[str, ...]
    open: list[Fault]
    known: list[Fault]
    mended: list[Fault]

    def __len__(self) -> int:
        """As many as the check counts: what is known is still at fault."""
        return len(self.open) + len(self.known)


def results(scope: Scope) -> StoredChecks:
    """What the checks found in the person's council; refused to roles that see figures only."""
    if not scope.sees_children:
        raise OutOfScope(f"The role {scope.role.title} sees figures, not the records behind them.")
    return stored(settings.FOOTHOLD_HOME, scope.authority)


def unchecked(scope: Scope, found: StoredChecks) -> Load | None:
    """A load of the same history that came after the results; None where they rest on the newest."""
    every = queries.loads(scope)
    checked = next((load for load in every if load.load_id == found.newest.load_id), None)
    newest = next((load for load in every if checked and load.feed == checked.feed), None)
    return newest if newest != checked else None


def find(identifier: str) -> Check:
    """A check by its identifier."""
    if identifier not in CATALOGUE:
        raise Http404("no such check")
    return CATALOGUE[identifier]


def lines(scope: Scope, checks: Iterable[Check], team: str | None) -> list[Line]:
    """The checks with their numbers, most rows first, those not run last."""
    found, marks = results(scope), known(scope, CHECK)
    narrowed = scope.team_to_read(team)
    listed = [
        Line(
            check,
            found.tally(check.id, narrowed),
            sum((check.id, row.record_key) in marks for row in found.rows(check.id, team=narrowed)),
        )
        for check in checks
    ]
    return sorted(listed, key=lambda line: (line.tally.now is None, -(line.tally.now or 0), line.check.id))


def faults(scope: Scope, check: Check, team: str | None) -> FaultList:
    """The rows of a check within scope."""
    found, marks = results(scope), known(scope, CHECK, check.id)
    narrowed, new = scope.team_to_read(team), found.new_keys(check.id)
    listed = [
        _fault(scope, check, row, row.record_key in new, marks.get((check.id, row.record_key)))
        for row in found.rows(check.id, team=narrowed)
    ]
    mended = [
        _fault(scope, check, row, False, marks.get((check.id, row.record_key)))
        for row in found.mended_rows(check.id, narrowed)
    ]
    columns = tuple(_title(name) for name in ("record", "child", "team", *check.shows))
    return FaultList(
        columns,
        open=[fault for fault in listed if fault.mark is None],
        known=[fault for fault in listed if fault.mark],
        mended=mended,
    )


def mended_marks(scope: Scope, check: Check) -> list[tuple[KnownFault, str, date]]:
    """Records marked as known that a load has mended since, with the day of that load, the newest first."""
    found = results(scope)
    days = [
        (mark, scope.child(mark.record) or "", found.mended_on(check.id, mark.record))
        for mark in known(scope, CHECK, check.id).values()
        if scope.team is None
    ]
    mended = [(mark, record, day) for mark, record, day in days if day]
    return sorted(mended, key=lambda one: (one[2], one[1]), reverse=True)


def chosen(scope: Scope, check: Check, keys: Iterable[str]) -> dict[str, str | None]:
    """The records named by a form that the check finds within scope now, each with its child."""
    wanted = set(keys)
    rows = results(scope).rows(check.id, team=scope.team_to_read(None))
    return {row.record_key: row.person_id for row in rows if row.record_key in wanted}


def _fault(scope: Scope, check: Check, row: FaultyRow, new: bool, mark: KnownFault | None) -> Fault:
    return Fault(
        key=row.record_key,
        record=scope.child(row.record_key) or "",
        child=scope.child(row.person_id) or "",
        team=row.team,
        shown=tuple(_cell(scope, name, row.shown[name]) for name in check.shows),
        new=new,
        mark=mark,
    )


def _cell(scope: Scope, name: str, value: Any) -> Any:
    if value is None:
        return None
    if name.endswith(_REFERS) or name == "also_allocated":
        return scope.child(str(value))
    if name in _TELLING and not scope.sees_identities:
        return str(value)[:7]  # the month: an exact birthday tells too much beside a pseudonym
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def _title(name: str) -> str:
    words = name.removesuffix("_id").replace("_", " ")
    for short, meant in (("cin ", ""), ("cp ", ""), ("cla ", ""), ("icpc", "conference"), ("s47", "enquiry")):
        words = words.replace(short, meant)
    return {"dob": "Born", "expected dob": "Expected"}.get(words, words[:1].upper() + words[1:])
