"""Lists of cases: the unallocated, and those behind any figure."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render

from foothold.indicators import CATALOGUE
from foothold_web.accounts.scope import Scope
from foothold_web.as_at import chosen_day
from foothold_web.cases import queries
from foothold_web.cases.forms import ShowNames
from foothold_web.downloads import csv_download
from foothold_web.reporting import figures, stocks
from foothold_web.routing import ScopedRequest

EVERY_TEAM = "all"
ROWS_A_PAGE = 500


def unallocated(request: ScopedRequest) -> HttpResponse:
    """Children whose case has no social worker, the longest wait first."""
    newest = figures.newest_day(request.scope)
    as_at, form = chosen_day(request, newest)
    names = _names_asked_for(request)
    team = _team(request)
    waiting = queries.unallocated(request.scope, as_at, team=team, with_names=names.is_valid())
    request.look.rows = len(waiting)
    teams = figures.teams(request.scope)
    context = {
        "waiting": waiting.cases,
        "not_known": waiting.not_known,
        "as_at": as_at,
        "form": form,
        "names": names,
        "with_names": names.is_valid(),
        "teams": _choices(request.scope, teams),
        "team": request.scope.team_to_read(team),
        "team_name": teams.get(request.scope.team_to_read(team) or ""),
        "remark": "" if waiting else stocks.zero_remark(request.scope, as_at, request.scope.team_to_read(team)),
        "on_plans": sum(bool(case.plans) for case in waiting.cases),
    }
    return render(request, "cases/unallocated.html", context)


def behind(request: ScopedRequest, indicator: str) -> HttpResponse:
    """The rows behind one figure; as many as it counts."""
    found, as_at, form = _asked(request, indicator)
    names = _names_asked_for(request)
    team, part = _team(request), _part(request.GET)
    listed = queries.behind(
        request.scope,
        indicator,
        as_at,
        team=team,
        part=part,
        period_start=_start(request.GET),
        with_names=names.is_valid(),
    )
    request.look.rows = len(listed)
    context = {
        "indicator": found,
        "about_children": found.unit not in queries.NOT_ABOUT_CHILDREN,
        "cases": listed,
        "page": Paginator(listed.rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "as_at": as_at,
        "period_start": _start(request.GET),
        "form": form,
        "names": names,
        "with_names": names.is_valid(),
        "team_name": figures.teams(request.scope).get(listed.team or "", listed.team),
        "part": part,
        "places": figures.teams(request.scope),
    }
    return render(request, "cases/behind.html", context)


def export(request: ScopedRequest, indicator: str) -> HttpResponse:
    """The same rows as a file, without names."""
    _, as_at, _ = _asked(request, indicator)
    listed = queries.behind(
        request.scope,
        indicator,
        as_at,
        team=_team(request),
        part=_part(request.GET),
        period_start=_start(request.GET),
    )
    request.look.rows = len(listed)
    return csv_download(f"{indicator}-cases-{as_at}.csv", listed.columns, listed.rows)


def _asked(request: ScopedRequest, indicator: str) -> tuple:
    if indicator not in CATALOGUE:
        raise Http404("no such indicator")
    as_at, form = chosen_day(request, figures.newest_day(request.scope))
    return CATALOGUE[indicator], as_at, form


def _choices(scope: Scope, teams: dict[str, str]) -> list[tuple[str, str]]:
    """Teams to choose among, by name; none for a person who sees one team."""
    return sorted(teams.items(), key=lambda team: team[1]) if scope.team is None else []


def _team(request: ScopedRequest) -> str | None:
    """The team asked for: none given is every team, a blank one the cases of whom no team is known."""
    team = request.GET.get("team")
    return None if team == EVERY_TEAM else team


def _part(query: QueryDict) -> tuple[str, str] | None:
    """The part of a slice that was opened, a blank one being the rows of which it is not known."""
    return (query["by"], query.get("part", "")) if query.get("by") else None


def _start(query: QueryDict) -> date | None:
    """The first day of the period, where a figure about a period was opened."""
    try:
        return date.fromisoformat(query.get("from", ""))
    except ValueError:
        return None


def _names_asked_for(request: ScopedRequest) -> ShowNames:
    """The form that asks why; valid only when somebody who may see names has just answered it."""
    if request.method != "POST":
        return ShowNames()
    form = ShowNames(request.POST)
    if form.is_valid():
        request.look.purpose = form.cleaned_data["purpose"]
    return form
