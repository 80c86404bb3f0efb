"""How an address is tied to a page: each line of a urls module says which permission opens it; looks are recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, Concatenate, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import Error as DatabaseError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path

from foothold.terms.errors import Refused
from foothold_web import errors
from foothold_web.accounts.models import User
from foothold_web.accounts.scope import Scope, scope_of
from foothold_web.audit.record import ALLOWED, REFUSED, record

PUBLIC = "public"


@dataclass
class Look:
    """What a page adds to its audit event: how many rows about children it showed, and for what purpose."""

    rows: int | None = None
    purpose: str = ""


class ScopedRequest(HttpRequest):
    """A request that has passed the guard."""

    scope: Scope
    look: Look


Page = Callable[Concatenate[ScopedRequest, ...], HttpResponseBase]


def route(pattern: str, view: Page, *, permission: str, name: str) -> URLPattern | URLResolver:
    """An address for signed-in people whose role carries the permission."""
    return path(pattern, _guarded(view, permission, name), name=name)


def public(pattern: str, view: Callable[..., HttpResponseBase], *, name: str) -> URLPattern | URLResolver:
    """An address for anybody: signing in and out, and nothing that shows a figure."""

    @wraps(view)
    def page(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        return view(request, **parts)

    page.permission = PUBLIC  # type: ignore[attr-defined] - a function may carry more
    return path(pattern, page, name=name)


def _guarded(view: Page, permission: str, name: str) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def page(request: ScopedRequest, **parts: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        scope = scope_of(cast(User, request.user), date.today())
        request.look = Look()
        if scope is None:
            return _recorded(request, name, "", REFUSED, errors.refused(request, "You hold no role today."))
        request.scope = scope
        response, outcome = _shown(request, view, permission, parts)
        return _recorded(request, name, scope.role.id, outcome, response)

    page.permission = permission  # type: ignore[attr-defined] - a function may carry more
    return page


def _shown(request: ScopedRequest, view: Page, permission: str, parts: dict[str, Any]) -> tuple[HttpResponseBase, str]:
    if not request.scope.may(permission):
        reason = f"The role {request.scope.role.title} does not open this page. Ask whoever manages accounts."
        return errors.refused(request, reason), REFUSED
    try:
        return view(request, **parts), ALLOWED
    except PermissionDenied as refusal:
        return errors.refused(request, str(refusal)), REFUSED
    except Http404 as missing:
        return errors.missing(request, missing), REFUSED
    except Refused as refusal:
        return errors.unanswerable(request, str(refusal)), REFUSED


def _recorded(
    request: ScopedRequest, name: str, role: str, outcome: str, response: HttpResponseBase
) -> HttpResponseBase:
    """The response, once the look at it is on record; nothing is shown that could not be recorded."""
    try:
        record(
            who=request.user.username,
            role=role,
            action=name,
            target=request.get_full_path(),
            outcome=outcome,
            purpose=request.look.purpose,
            rows=request.look.rows,
        )
    except (DatabaseError, OSError, Refused):
        response.close()
        return errors.unrecorded(request)
    return response
