"""The wall: every indicator of a service, or of one team, as a small chart, in order of what needs attention."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from foothold.embeddedness import Assessment
from foothold.embeddedness.attention import ALIKE, RULE_OF_ORDER
from foothold.embeddedness.indicator_series import target_of
from foothold.embeddedness.states import STATES
from foothold.indicators import CATALOGUE, Indicator, StoredFigures, stored
from foothold_web.accounts.scope import Scope
from foothold_web.reporting import cards, figures, pictures, state
from foothold_web.reporting.cards import Wall
from foothold_web.reporting.pictures import Gallery
from foothold_web.routing import ScopedRequest


def page(request: ScopedRequest) -> HttpResponse:
    """The wall of the council, or of one team."""
    names = figures.teams(request.scope)
    team = request.GET.get("team", "")
    if team and team not in names:
        raise Http404("no such team")
    gallery = figures.gallery(request.scope)
    store = figures.kept(request.scope)
    context = {
        "wall": _wall(store, gallery, team),
        "gallery": gallery,
        "team": team,
        "team_name": names.get(team, ""),
        "teams": sorted(_teams_with_figures(request.scope, names), key=lambda each: each[1]),
        "rule": RULE_OF_ORDER,
        "alike": ALIKE,
    }
    return render(request, "reporting/wall.html", context)


def _wall(store: StoredFigures, drawn: Gallery, team: str) -> Wall:
    if not team:
        return pictures.wall(settings.FOOTHOLD_HOME, store.authority)
    return _of_team(store.file, drawn.drawn_from, store.authority, team)


def states(request: ScopedRequest) -> HttpResponse:
    """Every indicator with a target: whether it is achieved, kept, embedded or lost, and how often before."""
    gallery, store = figures.gallery(request.scope), figures.kept(request.scope)
    rows = _states(store.file, gallery.drawn_from, request.scope.authority)
    return render(request, "reporting/states.html", {"rows": rows, "gallery": gallery, "states": STATES})


@lru_cache(maxsize=8)
def _states(file: Path, drawn_from: str, authority: str) -> list[tuple[Indicator, Assessment]]:
    """Judged once for the figures that `file` names and for what people recorded, which `drawn_from` names."""
    newest = stored(settings.FOOTHOLD_HOME, authority).newest_as_at
    aimed = [one for one in CATALOGUE.values() if target_of(one) is not None]
    return [(one, state.level(authority, one, newest)) for one in sorted(aimed, key=lambda one: one.order)]


def _teams_with_figures(scope: Scope, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    there = {figure.slices["team"] for figure in figures.kept(scope).teams("AL01")}
    return ((team, name) for team, name in names.items() if team in there)


@lru_cache(maxsize=32)
def _of_team(file: Path, drawn_from: str, authority: str, team: str) -> Wall:
    """Drawn once for the figures that `file` names and for what people recorded, which `drawn_from` names."""
    return cards.of_team(stored(settings.FOOTHOLD_HOME, authority), team)
