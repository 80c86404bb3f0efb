"""Pages about when the programme is ready: plan, forecasts as issued, questions, the story, the options weighed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from foothold.terms.errors import Refused
from foothold_web.programme import account, asking, record, weighing
from foothold_web.programme.forms import Ask
from foothold_web.programme.registers import REGISTERS
from foothold_web.routing import ScopedRequest


def forecast(request: ScopedRequest) -> HttpResponse:
    """The newest forecast with what drives it, what happened elsewhere, and how earlier ones fared."""
    return render(request, "programme/forecast.html", _account(request))


def plan(request: ScopedRequest) -> HttpResponse:
    """Every task by workstream, on a calendar and as a table."""
    return render(request, "programme/plan.html", _account(request))


def workstreams(request: ScopedRequest) -> HttpResponse:
    """Each workstream in a line, and whose tasks slip."""
    return render(request, "programme/workstreams.html", _account(request))


def options(request: ScopedRequest) -> HttpResponse:
    """The options weighed, how much it would take to overturn the result, and which facts have moved since."""
    found = _account(request)
    confidence = record.rows(request.scope, REGISTERS["confidence"])[:1]
    moved = weighing.moved(settings.FOOTHOLD_HOME, request.scope) if found["options"] else None
    return render(request, "programme/options.html", {**found, "moved": moved, "confidence": confidence})


def options_summary(request: ScopedRequest) -> HttpResponse:
    """The appraisal on one page that can be printed."""
    found = _account(request)
    if not found["options"]:
        raise Refused("No options have been weighed for this council.")
    moved = weighing.moved(settings.FOOTHOLD_HOME, request.scope)
    confidence = record.rows(request.scope, REGISTERS["confidence"])[:1]
    return render(request, "programme/options_summary.html", {**found, "moved": moved, "confidence": confidence})


def story(request: ScopedRequest) -> HttpResponse:
    """What would have been said on each day a forecast was issued, and how it fared."""
    return render(request, "programme/story.html", _account(request))


def kept_forecast(request: ScopedRequest, forecast: str) -> HttpResponse:
    """One forecast as it was issued, by the beginning of its identity."""
    found = _account(request)
    one = next((each for each in found["forecasts"] if each["identity"].startswith(forecast)), None)
    if one is None or len(forecast) < 16:
        raise Http404("no such forecast")
    return render(request, "programme/kept_forecast.html", {**found, "one": one})


def ask(request: ScopedRequest) -> HttpResponse:
    """Questions put to the newest forecast: by a day, given that, and both at once."""
    found = _account(request)
    form = Ask(request.GET or None, choices=asking.tasks(found))
    answers = asking.answers(settings.FOOTHOLD_HOME, form) if request.GET and form.is_valid() else None
    return render(request, "programme/ask.html", {**found, "form": form, "answers": answers})


def _account(request: ScopedRequest) -> dict[str, Any]:
    found = account.kept(settings.FOOTHOLD_HOME, request.scope.authority)
    if found is None:
        raise Refused("No plan of a programme has been put in. Begin one: foothold programme template.")
    return found
