"""Lists behind definitions and flows: the cases a definition counts, the moves a cell counts. Each takes a scope."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from foothold.indicators import Period
from foothold.indicators.ledger import NOMINAL
from foothold.indicators.stocks import stocks as every_stock
from foothold.terms.errors import Refused
from foothold_web.accounts.scope import Scope
from foothold_web.as_at import chosen_day
from foothold_web.cases.views import ROWS_A_PAGE
from foothold_web.reporting import figures, stocks
from foothold_web.reporting.flow import title_of
from foothold_web.routing import ScopedRequest

WITH_TEAMS = (stocks.UNALLOCATED, "assessments")
Rows = list[tuple[Any, ...]]


def definition_cases(request: ScopedRequest, definition: str) -> HttpResponse:
    """The cases that one definition counts, the longest wait first: as many as its figure."""
    scope = request.scope
    known = stocks.known(scope).sets
    if definition not in known:
        raise Http404("no such definition")
    as_at, form = chosen_day(request, figures.newest_day(scope))
    rows = cases_of(scope, definition, as_at)
    title = f"Unallocated by the {known[definition].title} definition"
    columns = ("Case", "Child", "Team", "Codes", "Waiting since", "Days", "Plan", "Age")
    back = f"{reverse('definitions')}?as_at={as_at}"
    return _listed(
        request, rows, columns, title, back, {"as_at": as_at, "form": form, "source": known[definition].source}
    )


def moves(request: ScopedRequest, stock: str) -> HttpResponse:
    """The moves that one number of a flow counts."""
    if stock not in every_stock():
        raise Http404("no such stock")
    found = every_stock()[stock]
    period, movement, definition = _period(request), request.GET.get("movement", ""), _definition(request, stock)
    rule = found.rule(movement) if movement else "every move"
    rows = moves_of(request.scope, stock, period, movement, definition)
    title = f"{found.title}: {title_of(movement) if movement else 'every move'}"
    columns = (found.unit.capitalize(), "Child", "Team", "Day", "Way", "Movement")
    back = reverse("flow", args=[stock])
    return _listed(request, rows, columns, title, back, {"period": period, "source": rule})


def cases_of(scope: Scope, definition: str, as_at: date) -> Rows:
    """The rows of a definition within scope, children shown as the scope shows them."""
    found = stocks.board_of(scope, as_at, scope.team_to_read(None))
    places = figures.teams(scope)
    return [
        (
            scope.child(case.referral_id), scope.child(case.person_id), places.get(case.team or "", case.team),
            ", ".join(case.codes), case.since[definition], (as_at - case.since[definition]).days, case.plan, case.age,
        )
        for case in found.listed(definition)
    ]  # fmt: skip


def moves_of(scope: Scope, stock: str, period: Period, movement: str, definition: str) -> Rows:
    """The moves of a period within scope. Refused for one team where the moves do not say whose they are."""
    team = scope.team_to_read(None)
    if team is not None and stock not in WITH_TEAMS:
        raise Refused("These moves do not say which team they belong to, so they cannot be narrowed to one.")
    told = stocks.flow_of(scope, stock, definition, (), period).whole
    places = figures.teams(scope)
    return [
        (
            scope.child(move.unit_id), scope.child(move.person_id), places.get(move.team or "", move.team), move.day,
            "in" if move.direction > 0 else "out", title_of(move.name),
        )
        for move in told.movements
        if movement in ("", move.name) and team in (None, move.team)
    ]  # fmt: skip


def _listed(
    request: ScopedRequest, rows: Rows, columns: tuple[str, ...], title: str, back: str, more: dict[str, Any]
) -> HttpResponse:
    request.look.rows = len(rows)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"title": title, "columns": columns, "rows": rows, "page": page, "back": back, **more}
    return render(request, "cases/listed.html", context)


def _period(request: ScopedRequest) -> Period:
    """The period of the number that was opened; the newest day where none is named."""
    newest = figures.newest_day(request.scope)
    try:
        start = date.fromisoformat(request.GET.get("from", newest.isoformat()))
        return Period(start, date.fromisoformat(request.GET.get("to", newest.isoformat())))
    except ValueError:
        raise Refused("A date is written as 2020-02-17.") from None


def _definition(request: ScopedRequest, stock: str) -> str:
    asked = request.GET.get("definition", NOMINAL)
    return asked if stock == stocks.UNALLOCATED and asked in stocks.known(request.scope).sets else NOMINAL
