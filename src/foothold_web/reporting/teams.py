"""A team's page: every indicator that has teams, for this one beside the council, what needs attention first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from foothold.charts import sparkline
from foothold.embeddedness.indicator_series import polarity_is_official, target_of
from foothold.embeddedness.record import meets
from foothold.indicators import CATALOGUE, Figure, Indicator, stored
from foothold.indicators.figure_files import figures_file
from foothold.indicators.spreadsheets import KINDS as FORMS
from foothold.terms.figures import FigureStatus
from foothold.terms.polarity import Polarity
from foothold_web.accounts.scope import OutOfScope, Scope
from foothold_web.downloads import download
from foothold_web.reporting import figures, links
from foothold_web.routing import ScopedRequest

WEEKS = 52
COMPARABLE = ("percentage", "share_of_value", "median", "mean", "longest", "run")
"""Measures of which a part's value can stand beside the whole's; a team's count is a share of the council's."""

BEHIND = ("CN01", "AL01", "CP06", "CC01", "AL06")
"""What a team is made of: its children in need, unallocated, on plans and in care, and its workers."""


class Need(IntEnum):
    """How much a figure asks to be looked at; the lowest number stands first."""

    MISSED = 1
    WORSE = 2
    OTHER = 3
    AS_GOOD = 4
    NOTHING = 5

    @property
    def title(self) -> str:
        """What stands above the figures of this kind."""
        return _TITLES[self]


_TITLES = {
    Need.MISSED: "Misses its target",
    Need.WORSE: "Worse than the council as a whole",
    Need.OTHER: "No target, and nothing to compare with",
    Need.AS_GOOD: "On target, or as good as the council or better",
    Need.NOTHING: "No figure",
}


@dataclass(frozen=True)
class Row:
    """An indicator of a team, beside the council's."""

    indicator: Indicator
    figure: Figure
    council: Figure
    sparkline: str
    address: str
    need: Need
    distance: float
    official: bool

    @property
    def form(self) -> str:
        """How both figures are shown: of a rate the counts, since nobody knows a team's population."""
        return "count" if self.indicator.measure == "rate" else "headline"


def index(request: ScopedRequest) -> HttpResponse:
    """Every team of the council; a person of one team is taken to it."""
    if request.scope.team:
        return HttpResponseRedirect(reverse("team", args=[request.scope.team]))
    names = figures.teams(request.scope)
    teams = sorted((names.get(one, one), one) for one in figures.kept(request.scope).teams_named())
    return render(request, "reporting/teams.html", {"teams": teams, "gallery": figures.gallery(request.scope)})


def team(request: ScopedRequest, team: str) -> HttpResponse:
    """One team's figures as at the newest return."""
    rows = _rows(request.scope, team)
    by_id = {row.indicator.id: row for row in rows}
    context = {
        "team": team,
        "team_name": figures.teams(request.scope).get(team, team),
        "groups": [(need, [row for row in rows if row.need is need]) for need in Need],
        "count": len(rows),
        "behind": [by_id[name] for name in BEHIND if name in by_id and by_id[name].address],
        "gallery": figures.gallery(request.scope),
        "computed_at": figures.kept(request.scope).computed_at,
    }
    return render(request, "reporting/team.html", context)


def export(request: ScopedRequest, team: str, form: str) -> HttpResponse:
    """The team's newest figures and its weeks of a year, with their definitions."""
    if form not in FORMS:
        raise Http404("no such form of file")
    rows = _rows(request.scope, team)
    store = figures.kept(request.scope)
    newest, weeks = store.of_team(team), store.weeks_of_team(team, _since(store.newest_as_at))
    listed = [one for row in rows for one in (newest[row.indicator.id], *weeks.get(row.indicator.id, []))]
    content = figures_file(form, listed, figures.freshness(request.scope), figures.teams(request.scope))
    return download(content, name=f"{team}-{store.newest_as_at}.{form}", kind=FORMS[form])


def _rows(scope: Scope, team: str) -> list[Row]:
    """The team's rows, what needs attention first. OutOfScope for another team than the person's own."""
    if scope.team not in (None, team):
        raise OutOfScope("This is another team's page. Ask its manager or the assistant director.")
    store = figures.kept(scope)
    own = store.of_team(team)
    if not own:
        raise Http404("no such team")
    council, drawn = store.newest(), _sparklines(store.file, scope.authority, team, store.newest_as_at)
    rows = [
        _row(scope, CATALOGUE[name], figure, council[name], drawn.get(name, ""))
        for name, figure in own.items()
        if name in CATALOGUE and CATALOGUE[name].measure != "mix"  # all the parts of a team's mix are 100%
    ]
    return sorted(rows, key=lambda row: (row.need, -row.distance, row.indicator.order))


def _row(scope: Scope, indicator: Indicator, own: Figure, council: Figure, drawn: str) -> Row:
    (figure,) = figures.counts_of_parts([own], indicator)
    need, distance = need_of(indicator, figure, council)
    address, official = links.cases(scope, figure), polarity_is_official(indicator)
    return Row(indicator, figure, council, drawn, address, need, distance, official)


def need_of(indicator: Indicator, figure: Figure, council: Figure) -> tuple[Need, float]:
    """Which group a team's figure belongs to, and how far it is from what it is held to, relative to the larger."""
    if figure.status is not FigureStatus.VALUE or figure.value is None:
        return Need.NOTHING, 0.0
    target = target_of(indicator)
    if indicator.polarity is None:
        return Need.OTHER, 0.0
    direction = "decrease" if indicator.polarity is Polarity.LOW else "increase"
    if target is not None and indicator.measure != "rate":
        met = meets(figure.value, target, direction)
        return (Need.AS_GOOD, 0.0) if met else (Need.MISSED, _apart(figure.value, target))
    if indicator.measure not in COMPARABLE or council.value is None:
        return Need.OTHER, 0.0
    met = meets(figure.value, council.value, direction)
    return (Need.AS_GOOD, 0.0) if met else (Need.WORSE, _apart(figure.value, council.value))


def _apart(one: float, other: float) -> float:
    return abs(one - other) / (max(abs(one), abs(other)) or 1.0)


def _since(newest: date) -> date:
    return newest - timedelta(weeks=WEEKS)


@lru_cache(maxsize=64)
def _sparklines(file: Path, authority: str, team: str, newest: date) -> dict[str, str]:
    """The course of a team's figures over a year; `file` names the figures it is drawn from."""
    weeks = stored(settings.FOOTHOLD_HOME, authority).weeks_of_team(team, _since(newest))
    return {
        name: sparkline([one.value for one in figures.counts_of_parts(series, CATALOGUE[name])])
        for name, series in weeks.items()
        if name in CATALOGUE
    }
