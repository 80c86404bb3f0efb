"""Pages of the data quality list: every check, the rows of one, and marking rows as known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from foothold.checks import CATALOGUE, SEVERITIES, Check
from foothold.indicators import CATALOGUE as INDICATORS
from foothold_web.data import checks, known
from foothold_web.data.checks import Fault, Line
from foothold_web.data.forms import MarkKnown
from foothold_web.data.models import CHECK
from foothold_web.downloads import csv_download
from foothold_web.reporting import figures
from foothold_web.routing import ScopedRequest

EVERY = "all"
ROWS_A_PAGE = 200
STATES = {"faults": "With rows at fault", "new": "With new rows", "not_run": "Not run"}


def index(request: ScopedRequest) -> HttpResponse:
    """Every check with its rows now, at the load before, new and mended."""
    asked = {name: request.GET.get(name, EVERY) for name in ("severity", "indicator", "state", "check")}
    team = _team(request)
    lines = [line for line in checks.lines(request.scope, _matching(asked), team) if _in_state(line, asked["state"])]
    found = checks.results(request.scope)
    request.look.rows = sum(line.tally.now or 0 for line in lines)
    context = {
        "lines": lines,
        "total": request.look.rows,
        "known": sum(line.known for line in lines),
        "with_faults": sum(bool(line.tally.now) for line in lines),
        "newest": found.newest,
        "previous": found.previous,
        "unchecked": checks.unchecked(request.scope, found),
        "asked": asked,
        "severities": SEVERITIES,
        "states": STATES,
        "indicators": {name: one for name, one in INDICATORS.items() if _touched(name)},
        "checks": CATALOGUE.values(),
        **_teams(request),
    }
    return render(request, "data/checks.html", context)


def show(request: ScopedRequest, check: str) -> HttpResponse:
    """One check: why it matters, what to do, and its rows."""
    return _shown(request, checks.find(check), MarkKnown())


def mark(request: ScopedRequest, check: str) -> HttpResponse:
    """Mark the rows ticked as known, with a reason."""
    found = checks.find(check)
    if request.method != "POST":
        return redirect("check", check)
    form = MarkKnown(request.POST)
    chosen = checks.chosen(request.scope, found, request.POST.getlist("row"))
    if not chosen:
        form.add_error(None, "Tick the rows that are known")
    if not form.is_valid():
        return _shown(request, found, form)
    request.look.rows = known.mark(request.scope, CHECK, found.id, chosen, form.cleaned_data["reason"])
    request.look.purpose = f"marked as known: {form.cleaned_data['reason']}"
    return redirect("check", check)


def unmark(request: ScopedRequest, check: str) -> HttpResponse:
    """Take back that the rows ticked are known."""
    found = checks.find(check)
    if request.method == "POST":
        request.look.rows = known.unmark(request.scope, CHECK, found.id, request.POST.getlist("row"))
        request.look.purpose = "no longer marked as known"
    return redirect("check", check)


def export(request: ScopedRequest, check: str) -> HttpResponse:
    """The rows of a check as a file, those known among them."""
    found = checks.find(check)
    listed = checks.faults(request.scope, found, _team(request))
    request.look.rows = len(listed)
    columns = (*listed.columns, "New since the load before", "Known because", "Known since", "Known by")
    rows = (_row(fault) for fault in (*listed.open, *listed.known))
    return csv_download(f"{found.id}-{checks.results(request.scope).newest.as_at}.csv", columns, rows)


def _shown(request: ScopedRequest, check: Check, form: MarkKnown) -> HttpResponse:
    listed = checks.faults(request.scope, check, _team(request))
    request.look.rows = len(listed)
    found = checks.results(request.scope)
    context = {
        "check": check,
        "severity": SEVERITIES[check.severity],
        "indicators": [INDICATORS[name] for name in check.indicators if name in INDICATORS],
        "tally": found.tally(check.id, request.scope.team_to_read(_team(request))),
        "faults": listed,
        "page": Paginator(listed.open, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "mended_marks": checks.mended_marks(request.scope, check),
        "taken_back": known.history(request.scope, CHECK, check.id, (one.key for one in listed.open)),
        "course": found.course(check.id)[::-1] if request.scope.team is None else [],
        "newest": found.newest,
        "previous": found.previous,
        "form": form,
        **_teams(request),
    }
    return render(request, "data/check.html", context)


def _matching(asked: dict[str, str]) -> Iterator[Check]:
    for check in CATALOGUE.values():
        if (
            asked["severity"] in (EVERY, check.severity)
            and asked["indicator"] in (EVERY, *check.indicators)
            and asked["check"] in (EVERY, check.id)
        ):
            yield check


def _in_state(line: Line, state: str) -> bool:
    wanted = {"faults": bool(line.tally.now), "new": bool(line.tally.new), "not_run": bool(line.tally.missing)}
    return wanted.get(state, True)


def _touched(indicator: str) -> bool:
    return any(indicator in check.indicators for check in CATALOGUE.values())


def _team(request: ScopedRequest) -> str | None:
    team = request.GET.get("team", EVERY)
    return None if team == EVERY else team


def _teams(request: ScopedRequest) -> dict[str, Any]:
    """Teams by name, with none to choose among for a person who sees one."""
    names = figures.teams(request.scope)
    choices: Iterable[tuple[str, str]] = sorted(names.items(), key=lambda team: team[1])
    narrowed = request.scope.team_to_read(_team(request))
    return {"team_names": names, "teams": choices if request.scope.team is None else [], "team": narrowed}


def _row(fault: Fault) -> list[Any]:
    mark = fault.mark
    why = [mark.reason, mark.marked_at.date(), mark.marked_by] if mark else ["", "", ""]
    return [fault.record, fault.child, fault.team, *fault.shown, "yes" if fault.new else "no", *why]
