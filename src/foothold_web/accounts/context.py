"""What every page's frame needs to know about the person looking at it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from foothold_web.accounts.scope import SYNTHETIC, Scope


def person(request: HttpRequest) -> dict[str, Any]:
    """The scope the page was opened under, if any, and what it opens."""
    scope: Scope | None = getattr(request, "scope", None)
    if scope is None:
        return {"scope": None}
    opened = {permission.replace(".", "_"): True for permission in scope.role.permissions}
    return {"scope": scope, "permissions": opened, "synthetic": scope.authority.startswith(SYNTHETIC)}
