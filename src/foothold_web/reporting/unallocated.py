"""The page on which every definition of "unallocated" stands beside the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from foothold.indicators.ledger import DefinitionSet
from foothold.indicators.unallocated import Board, DefinitionCount, zero_sentence
from foothold_web.accounts.roles import SEE_CASES
from foothold_web.accounts.scope import Scope
from foothold_web.as_at import chosen_day
from foothold_web.reporting import figures, stocks
from foothold_web.routing import ScopedRequest


@dataclass(frozen=True)
class Cell:
    """A number of cases, or why there is none, and the address of the list behind it."""

    text: str
    count: int | None
    address: str = ""


@dataclass(frozen=True)
class Line:
    """One measure under every definition."""

    title: str
    cells: tuple[Cell, ...]


def definitions(request: ScopedRequest) -> HttpResponse:
    """Every definition as at a day, with waits, plans, ages, codes and weeks at zero; a team manager's own team."""
    scope = request.scope
    as_at, form = chosen_day(request, figures.newest_day(scope))
    team = scope.team if scope.sees_children else None
    found = stocks.board_of(scope, as_at, team)
    context: dict[str, Any] = {
        "as_at": as_at,
        "form": form,
        "gallery": figures.gallery(scope),
        "team_name": figures.teams(scope).get(team or "", team),
        "columns": [
            (one.definition, _codes(one.definition, as_at), one.missing, one.not_told) for one in found.definitions
        ],
        "counts": Line("Open cases", tuple(_cases(scope, one, as_at) for one in found.definitions)),
        "groups": _groups(found),
        "codes": found.codes,
        "plans_not_collected": found.plans_not_collected,
        "zeros": [sentence for one in found.definitions if (sentence := zero_sentence(found, one.definition.name))],
    }
    return render(request, "reporting/definitions.html", context)


def _codes(definition: DefinitionSet, as_at: date) -> str:
    version = definition.version(as_at)
    if version is None:
        return "none"
    return ", ".join(version.codes) + (", only children assessed as in need" if version.assessed_only else "")


def _cases(scope: Scope, one: DefinitionCount, as_at: date) -> Cell:
    if one.cases is None:
        return Cell("not collected", None)
    address = ""
    if one.cases and scope.may(SEE_CASES):
        address = f"{reverse('definition_cases', args=[one.definition.name])}?{urlencode({'as_at': as_at.isoformat()})}"
    return Cell(str(one.cases), one.cases, address)


def _groups(found: Board) -> list[tuple[str, list[Line]]]:
    single = [
        _line("Longest wait, in days", [_or(one, one.longest_days, "nobody waits") for one in found.definitions]),
        _line(
            "Whole weeks at zero", [_or(one, one.weeks_at_zero, "for the council only") for one in found.definitions]
        ),
    ]
    parts = [
        ("Waiting", [one.by_wait for one in found.definitions]),
        ("Plan", [one.by_plan for one in found.definitions]),
        ("Age", [one.by_age for one in found.definitions]),
    ]
    return [("", single), *((title, _lines(counts, found)) for title, counts in parts)]


def _lines(counts: list[Mapping[str, int]], found: Board) -> list[Line]:
    names = next((list(one) for one in counts if one), [])
    return [
        _line(
            name.capitalize(),
            [
                "not collected" if name in found.plans_not_collected else _or(one, counted.get(name), "")
                for one, counted in zip(found.definitions, counts, strict=True)
            ],
        )
        for name in names
    ]


def _or(one: DefinitionCount, value: int | None, otherwise: str) -> str:
    if one.cases is None:
        return "not collected"
    return otherwise if value is None else str(value)


def _line(title: str, texts: list[str]) -> Line:
    return Line(title, tuple(Cell(text, None) for text in texts))
