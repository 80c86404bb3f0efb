"""The page on which an analyst says what a council's job titles and involvement roles mean."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from foothold import warehouse
from foothold.indicators import FoundRole, found_roles
from foothold.terms.errors import Refused
from foothold.terms.worker_roles import KINDS, WorkerRole
from foothold_web.data import recomputing
from foothold_web.routing import ScopedRequest

FIELDS = {"job_title": "Job title", "involvement_role": "Role in a case"}
MEANINGS = {
    "social_worker": "Social worker: may hold a case",
    "manager": "Manager: qualified, but holding is not the job",
    "holding": "A queue or an inbox",
    "other": "Does not hold cases",
    "holder": "Holds the case: the job title decides",
}
PACKAGED = "packaged table"


def index(request: ScopedRequest) -> HttpResponse:
    """Every title and role in the newest returns and how it is read, unmapped ones first."""
    return _shown(request, "")


def change(request: ScopedRequest) -> HttpResponse:
    """Say what a title or role means, or take that back; the figures are then computed anew."""
    if request.method != "POST":
        return redirect("worker_roles")
    home, authority = settings.FOOTHOLD_HOME, request.scope.authority
    field, text, kind = (request.POST.get(name, "") for name in ("field", "text", "kind"))
    request.look.purpose = f"{field} '{text}' {f'is {kind}' if kind else 'read as packaged again'}"
    try:
        if kind:
            warehouse.set_role(home, authority, WorkerRole(field, text, kind), by=request.scope.username)
        else:
            warehouse.unset_role(home, authority, field, text, by=request.scope.username)
    except Refused as refusal:
        return _shown(request, str(refusal))
    recomputing.start(home, authority)
    return redirect("worker_roles")


def _shown(request: ScopedRequest, wrong: str) -> HttpResponse:
    home, authority = settings.FOOTHOLD_HOME, request.scope.authority
    said = {(one.field, one.pattern): one for one in warehouse.council_roles(home, authority)}
    with warehouse.open(home, authority) as snapshot:
        found = found_roles(snapshot)
    rows = [_row(role, said) for role in found]
    shown = {(role.field, role.pattern) for role in found}
    context = {
        "rows": rows,
        "unmapped": sum(role.kind is None for role in found),
        "unused": [(FIELDS[one.field], one, MEANINGS[one.kind]) for key, one in said.items() if key not in shown],
        "changes": [
            (one, FIELDS[one.field], MEANINGS.get(one.kind, "as packaged"))
            for one in warehouse.role_changes(home, authority)[::-1]
        ],
        "wrong": wrong,
        "computing": recomputing.is_needed(home, authority),
    }
    return render(request, "data/worker_roles.html", context)


def _row(role: FoundRole, said: dict[tuple[str, str], warehouse.RoleChange]) -> dict[str, Any]:
    change = said.get((role.field, role.pattern or "")) if role.councils else None
    return {
        "role": role,
        "field": FIELDS[role.field],
        "meaning": MEANINGS.get(role.kind or "", ""),
        "by": change.by if change else PACKAGED if role.kind else "",
        "at": change.at[:10] if change else "",
        "kinds": [(kind, MEANINGS[kind].partition(":")[0]) for kind in KINDS[role.field]],
        "own": change,
    }
