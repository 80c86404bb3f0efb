"""The programme's three pages: when it is ready, what is to be done, and which way forward was weighed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from foothold_web.programme import account
from foothold_web.routing import ScopedRequest


def forecast(request: ScopedRequest) -> HttpResponse:
    """The newest forecast with what drives it, what happened elsewhere, and how earlier ones fared."""
    return render(request, "programme/forecast.html", _account(request))


def plan(request: ScopedRequest) -> HttpResponse:
    """Every task by workstream, on a calendar and as a table."""
    return render(request, "programme/plan.html", _account(request))


def options(request: ScopedRequest) -> HttpResponse:
    """The options weighed, and how much it would take to overturn the result."""
    return render(request, "programme/options.html", _account(request))


def _account(request: ScopedRequest) -> dict[str, Any]:
    found = account.kept(settings.FOOTHOLD_HOME, request.scope.authority)
    if found is None:
        raise Http404("No programme has been set up for this council.")
    return found
