"""Questions to ask of the recording, as one person may see the rows behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404

from foothold import warehouse
from foothold.indicators.monitors import MONITORS, Answer, Asked, Monitor, Row, answers
from foothold_web.accounts.scope import OutOfScope, Scope
from foothold_web.reporting import published

COLUMNS = ("What", "Record", "Child", "Team", "Day")


@dataclass(frozen=True)
class Question:
    """A monitor's question with the rows within scope; the sentence tells of the council as a whole."""

    monitor: Monitor
    rows: tuple[Row, ...]
    sentence: str
    missing: str


def report_days(scope: Scope) -> tuple[date, ...]:
    """The days of the council's reports, which are the events that everybody knows of."""
    return tuple(published.days(scope.authority))


def find(identifier: str) -> Monitor:
    """A monitor by its identifier."""
    if identifier not in MONITORS:
        raise Http404("no such monitor")
    return MONITORS[identifier]


def questions(scope: Scope, as_at: date, events: tuple[date, ...]) -> list[Question]:
    """Every monitor with its rows within scope; refused to roles that see figures only."""
    if not scope.sees_children:
        raise OutOfScope(f"The role {scope.role.title} sees figures, not the records behind them.")
    return [
        Question(one.monitor, tuple(row for row in one.rows if scope.covers(row.team)), one.sentence, one.missing)
        for one in answers_on(scope.authority, as_at, events)
    ]


def answers_on(authority: str, as_at: date, events: Iterable[date]) -> list[Answer]:
    """Every monitor of a council up to a day, kept until the next load or erasure, which make another state."""
    home = settings.FOOTHOLD_HOME
    return _answers(home, authority, warehouse.state(home, authority), as_at, tuple(sorted(set(events))))


def question(scope: Scope, monitor: Monitor, as_at: date, events: tuple[date, ...]) -> Question:
    """One monitor with its rows within scope."""
    return next(one for one in questions(scope, as_at, events) if one.monitor is monitor)


def shown(scope: Scope, monitor: Monitor, row: Row, team: str) -> list[Any]:
    """A row as this person sees it: identifiers as they are, or as pseudonyms."""
    cells = [
        scope.child(cell) if title in monitor.identifiers else cell
        for title, cell in zip(monitor.columns, row.told, strict=True)
    ]
    return [row.kind, scope.child(row.record), scope.child(row.child), team, row.day, *cells]


@lru_cache(maxsize=16)
def _answers(home: Path, authority: str, state: str, as_at: date, events: tuple[date, ...]) -> list[Answer]:
    with warehouse.open(home, authority, as_known=as_at) as snapshot:
        return answers(Asked(snapshot, as_at, events, snapshot.holds_everything))
