"""The first page after signing in: what a person in that role asks on a Monday morning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from foothold import warehouse
from foothold.checks import CATALOGUE as CHECKS
from foothold.indicators import CATALOGUE, Figure, Indicator
from foothold.terms.figures import FigureStatus
from foothold_web.accounts.scope import Scope
from foothold_web.cases import queries as cases
from foothold_web.data import checks
from foothold_web.data import queries as data
from foothold_web.programme import record as programme
from foothold_web.reporting import figures, links, members, published, stocks
from foothold_web.reporting.pictures import Gallery, Picture
from foothold_web.routing import ScopedRequest

FIRST_CASES = 10
NEWEST_LOADS = 5
MOST_FAULTS = 5


@dataclass(frozen=True)
class Tile:
    """A number with what it says, and the list of as many rows that it opens."""

    title: str
    indicator: Indicator
    figure: Figure
    address: str
    picture: Picture | None = None
    remark: str = ""


def home(request: ScopedRequest) -> HttpResponse:
    """The role's home, or what to do where nothing has been loaded for the council yet."""
    scope = request.scope
    if scope.authority not in warehouse.authorities(settings.FOOTHOLD_HOME):
        return render(request, "reporting/home_empty.html")
    context = HOMES.get(scope.role.id, _anybody)(request)
    return render(request, "reporting/home.html", {"gallery": figures.gallery(scope), **context})


def _of_the_service(scope: Scope) -> dict[str, Any]:
    """What those who run the service all read: the teams that need them most, what moved, and the newest reports."""
    return {
        "worst": _worst_teams(scope),
        "changes": figures.gallery(scope).changes,
        "reports": published.editions(scope)[:2],
    }


def _of_the_turnaround(scope: Scope) -> dict[str, Any]:
    """What those who watch from outside all read: how far zero has come, when the trust is ready, and every report."""
    return {
        "level": figures.gallery(scope).indicators["AL01"],
        "readiness": programme.at_a_glance(scope),
        "changes": figures.gallery(scope).changes,
        "reports": published.editions(scope),
    }


def _director(request: ScopedRequest) -> dict[str, Any]:
    scope = request.scope
    return {
        "question": "Is any child unallocated or overdue, and where is there capacity?",
        "groups": [
            ("Unallocated or overdue", _tiles(scope, "AL01", "AL02", "AL03", "FD12", "AS04")),
            ("Capacity", _tiles(scope, "AL06", "FD10", "CP06", "CC01")),
        ],
        **_of_the_service(scope),
    }


def _assistant_director(request: ScopedRequest) -> dict[str, Any]:
    scope = request.scope
    return {
        "question": "Which team drifts, are the reds seen in person, and whom can I redeploy?",
        "groups": [
            ("Seen", _tiles(scope, "AL10", "CP15", "CC12", "AL05")),
            ("Waiting or overdue", _tiles(scope, "AL01", "FD12", "AS04", "AL12")),
            ("Load", _tiles(scope, "AL06", "WF06")),
        ],
        **_of_the_service(scope),
    }


def _commissioner(request: ScopedRequest) -> dict[str, Any]:
    scope = request.scope
    return {
        "question": "Is zero unallocated true, how was it reached, and is it sticking?",
        "groups": [
            ("Is zero true?", _tiles(scope, "AL01", "AL02", "AL04")),
            ("What might have paid for it", _tiles(scope, *CATALOGUE["AL01"].balanced_by)),
        ],
        **_of_the_turnaround(scope),
    }


def _team_manager(request: ScopedRequest) -> dict[str, Any]:
    scope = request.scope
    waiting = cases.unallocated(scope, figures.newest_day(scope))
    request.look.rows = len(waiting.cases[:FIRST_CASES])
    return {
        "question": f"Who is waiting, and what is overdue in {figures.teams(scope).get(scope.team or '', scope.team)}?",
        "groups": [("My team", _tiles(scope, "AL01", "AL02", "FD12", "AS04", "AL05", "AL12", "AL06"))],
        "waiting": waiting.cases[:FIRST_CASES],
        "not_known": waiting.not_known,
        "waiting_count": len(waiting),
    }


def _analyst(request: ScopedRequest) -> dict[str, Any]:
    scope = request.scope
    loads = data.loads(scope)
    today = data.today_of(scope.authority, loads[0].as_at)
    store = figures.kept(scope)
    latest = [(one, figures.newest(store, one)) for one in CATALOGUE.values()]
    return {
        "question": "Did the returns load, which rows are wrong, and what cannot be computed?",
        "loads": [(load, data.feed_title(load.feed)) for load in loads[:NEWEST_LOADS]],
        **_faults(scope),
        "freshness": [(one, data.feed_title(one.feed)) for one in data.freshness(loads, today)],
        "unknown_roles": figures.gallery(scope).unknown_roles,
        "not_collected": [(one, figure) for one, figure in latest if figure.status is FigureStatus.NOT_COLLECTED],
        "changes": figures.gallery(scope).changes,
    }


def _faults(scope: Scope) -> dict[str, Any]:
    """Rows in which something cannot be true: how many, how many of them new, and the checks that find most."""
    lines = [line for line in checks.lines(scope, CHECKS.values(), None) if line.tally.now]
    return {
        "faults": lines[:MOST_FAULTS],
        "faults_total": sum(line.tally.now or 0 for line in lines),
        "faults_new": sum(line.tally.new or 0 for line in lines),
    }


def _programme_manager(request: ScopedRequest) -> dict[str, Any]:
    return {
        "question": "Which dates slipped, what is due, and when will it be ready?",
        "programme": programme.at_a_glance(request.scope),
    }


def _reviewing_officer(request: ScopedRequest) -> dict[str, Any]:
    scope = request.scope
    return {
        "question": "Which reviews drift, are children seen, and are escalations answered?",
        "groups": [
            ("Reviews", _tiles(scope, "CC10", "CC11", "CP14", "CP21")),
            ("Seen, and stability", _tiles(scope, "CC12", "CP15", "CC06", "AL07")),
            ("Escalations", _tiles(scope, "AL13")),
        ],
    }


def _dfe_official(request: ScopedRequest) -> dict[str, Any]:
    scope = request.scope
    return {
        "question": "Is it getting better or worse, and when will the trust be ready?",
        "groups": [
            ("Is it better?", _tiles(scope, "AL01", "AL02", "FD16", "AS04")),
            ("Is it safe?", _tiles(scope, "CP15", "CC12", "AL06", "WF06")),
        ],
        **_of_the_turnaround(scope),
    }


def _lead_member(request: ScopedRequest) -> dict[str, Any]:
    return {"question": "Are children safe, and is it better than before?", "answers": members.answers(request.scope)}


def _anybody(request: ScopedRequest) -> dict[str, Any]:
    scope = request.scope
    return {
        "question": "How is the service doing?",
        "groups": [("The council", _tiles(scope, "AL01", "AS02", "CP04", "CP06", "CC01"))],
    }


HOMES: dict[str, Callable[[ScopedRequest], dict[str, Any]]] = {
    "director": _director,
    "assistant_director": _assistant_director,
    "commissioner": _commissioner,
    "team_manager": _team_manager,
    "performance_analyst": _analyst,
    "trust_programme_manager": _programme_manager,
    "independent_reviewing_officer": _reviewing_officer,
    "dfe_official": _dfe_official,
    "lead_member": _lead_member,
}


def _tiles(scope: Scope, *ids: str) -> list[Tile]:
    drawn: Gallery = figures.gallery(scope)
    return [_tile(scope, CATALOGUE[name], drawn) for name in ids]


def _tile(scope: Scope, indicator: Indicator, drawn: Gallery) -> Tile:
    """The council's figure, or for a person of one team that team's."""
    store = figures.kept(scope)
    figure = figures.newest(store, indicator)
    if scope.team and "team" in indicator.slices:
        own = [each for each in store.teams(indicator.id) if each.slices["team"] == scope.team]
        shown, address = (own[0], links.cases(scope, own[0])) if own else (figure, "")
        return Tile(
            indicator.title, indicator, shown, address, remark=_remark(scope, shown, scope.team if own else None)
        )
    picture, remark = drawn.indicators[indicator.id], _remark(scope, figure, None)
    return Tile(indicator.title, indicator, figure, links.cases(scope, figure), picture, remark)


def _remark(scope: Scope, figure: Figure, team: str | None) -> str:
    """What stands beside a zero of unallocated cases: whose zero it is, and what other definitions count."""
    if figure.indicator != "AL01" or figure.numerator != 0:
        return ""
    return stocks.zero_remark(scope, figure.as_at, team)


def _worst_teams(scope: Scope) -> list[tuple[str, str, list[tuple[Figure, Indicator, str]]]]:
    """Teams by unallocated cases, then by overdue assessments, each with its page; a number opens to its cases."""
    store = figures.kept(scope)
    names = figures.teams(scope)
    columns = [CATALOGUE[name] for name in ("AL01", "AS04", "AL06")]
    found: dict[str | None, dict[str, Figure]] = {}
    for indicator in columns:
        for figure in store.teams(indicator.id):
            found.setdefault(figure.slices["team"], {})[indicator.id] = figure
    whole = {team: row for team, row in found.items() if len(row) == len(columns)}
    ordered = sorted(whole.items(), key=lambda item: [-(item[1][one.id].numerator or 0) for one in columns])
    cells = {team: [(row[one.id], one, links.cases(scope, row[one.id])) for one in columns] for team, row in ordered}
    return [(names.get(team or "", team or "No team"), links.team(scope, team), row) for team, row in cells.items()]
