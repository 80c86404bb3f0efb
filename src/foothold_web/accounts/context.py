"""What every page's frame needs to know about the person looking at it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from foothold_web.accounts.scope import Scope


def person(request: HttpRequest) -> dict[str, Any]:
    """The scope the page was opened under, if any, and what it opens."""
    scope: Scope | None = getattr(request, "scope", None)
    return {"scope": scope, "permissions": {p.replace(".", "_"): True for p in scope.role.permissions} if scope else {}}
