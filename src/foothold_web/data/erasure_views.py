"""Records erased, due by a retention rule, or held: numbers and reasons, never a child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from foothold import warehouse
from foothold.warehouse import retention
from foothold.warehouse.retention import Due, RetentionRule
from foothold_web.accounts.scope import Scope
from foothold_web.data import queries
from foothold_web.routing import ScopedRequest


@dataclass(frozen=True)
class Made:
    """One erasure as the page tells of it; `by_table` is table and rows, the feeds' tables added up."""

    erasure: warehouse.Erasure
    by_table: list[tuple[str, int]]


def index(request: ScopedRequest) -> HttpResponse:
    """What was erased and why, how many records are due by each rule, and how many are held."""
    home, code = settings.FOOTHOLD_HOME, request.scope.authority
    if code not in warehouse.authorities(home):
        return render(request, "data/erasures.html", {"loaded": False})
    as_at, found = due_today(code)
    context = {
        "loaded": True,
        "authority": code,
        "made": made(request.scope),
        "as_at": as_at,
        "due": found,
        "held": len(warehouse.holds(home, code)),
        "default": retention.DEFAULT_RULE,
    }
    return render(request, "data/erasures.html", context)


def due_today(authority: str) -> tuple[date, list[tuple[RetentionRule, Due]]]:
    """Today as the council counts it, and each rule with who is due by it then."""
    home = settings.FOOTHOLD_HOME
    as_at = queries.today_of(authority, max((load.as_at for load in warehouse.loads(home, authority)), default=None))
    held = frozenset(hold.mark for hold in warehouse.holds(home, authority))
    return as_at, _due(home, authority, as_at, warehouse.state(home, authority), held)


def made(scope: Scope) -> list[Made]:
    """The council's erasures, the newest first."""
    found = warehouse.erasures(settings.FOOTHOLD_HOME, scope.authority)
    return [Made(erasure, _by_table(erasure)) for erasure in sorted(found, key=lambda one: one.at, reverse=True)]


def _by_table(erasure: warehouse.Erasure) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for place, count in erasure.rows.items():
        table = place.rpartition("/")[2]
        counts[table] = counts.get(table, 0) + count
    return sorted(counts.items())


@lru_cache(maxsize=8)
def _due(home: Path, authority: str, as_at: date, state: str, held: frozenset[str]) -> list[tuple[RetentionRule, Due]]:
    """Each rule with who is due by it; read once for each state of the history and its holds."""
    return [(retention.rules()[due.rules[0]], due) for due in retention.due_by_rule(home, authority, as_at)]
