"""Loads, their problems, and how old the data are."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from foothold.returns import PROBLEM_COLUMNS, PROFILES, Problem
from foothold.warehouse import Load
from foothold_web.data import known, queries
from foothold_web.data.forms import MarkKnown
from foothold_web.data.models import PROBLEM
from foothold_web.downloads import csv_download
from foothold_web.routing import ScopedRequest

SHOWN = 200


def index(request: ScopedRequest) -> HttpResponse:
    """What was handed over, newest first, and whether it is still fresh."""
    loads = queries.loads(request.scope)
    today = queries.today_of(request.scope.authority, loads[0].as_at if loads else None)
    titles = {name: profile.title for name, profile in PROFILES.items()}
    rows = [(load, titles.get(load.profile, load.profile)) for load in loads]
    return render(request, "data/loads.html", {"rows": rows, "freshness": queries.freshness(loads, today)})


def load(request: ScopedRequest, load: str) -> HttpResponse:
    """One load: rows kept and set aside, its problems by rule, and the tables it changed."""
    return _shown(request, queries.load_of(request.scope, load), MarkKnown())


def problems(request: ScopedRequest, load: str) -> HttpResponse:
    """The problems of a load as a file for whoever corrects the source."""
    found = _asked(request, queries.problems(queries.load_of(request.scope, load)))
    rows = ([getattr(problem, field) for field in PROBLEM_COLUMNS] for problem in found)
    return csv_download(f"problems-{load}.csv", PROBLEM_COLUMNS, rows)


def mark(request: ScopedRequest, load: str) -> HttpResponse:
    """Mark the problems ticked as known, in this load and the next, with a reason."""
    found = queries.load_of(request.scope, load)
    if request.method != "POST":
        return redirect("load", load)
    form = MarkKnown(request.POST)
    chosen = _ticked(request, found)
    if not chosen:
        form.add_error(None, "Tick the problems that are known")
    if not form.is_valid():
        return _shown(request, found, form)
    for key in chosen:
        known.mark(request.scope, PROBLEM, key, {"": None}, form.cleaned_data["reason"])
    request.look.purpose = f"{len(chosen)} problems marked as known: {form.cleaned_data['reason']}"
    return redirect("load", load)


def unmark(request: ScopedRequest, load: str) -> HttpResponse:
    """Take back that the problems ticked are known."""
    found = queries.load_of(request.scope, load)
    if request.method == "POST":
        for key in _ticked(request, found):
            known.unmark(request.scope, PROBLEM, key, [""])
        request.look.purpose = "problems no longer marked as known"
    return redirect("load", load)


def _shown(request: ScopedRequest, load: Load, form: MarkKnown) -> HttpResponse:
    every = queries.problems(load)
    asked = _asked(request, every)
    groups = queries.compared(request.scope, load, queries.counted(asked))
    context = {
        "load": load,
        "format": PROFILES[load.profile].title if load.profile in PROFILES else load.profile,
        "open_groups": [group for group in groups if group.mark is None],
        "known_groups": [group for group in groups if group.mark],
        "mended": queries.mended(request.scope, load, queries.counted(every)),
        "files": sorted({problem.file for problem in every}),
        "rules": sorted({problem.rule for problem in every}),
        "asked": {name: request.GET.get(name, "") for name in ("file", "rule")},
        "form": form,
        "problems": asked[:SHOWN],
        "more": max(0, len(asked) - SHOWN),
        "tables": sorted(load.tables.items()),
        "not_collected": sorted((table, ", ".join(columns)) for table, columns in load.not_collected.items()),
    }
    return render(request, "data/load.html", context)


def _asked(request: ScopedRequest, found: list[Problem]) -> list[Problem]:
    return queries.matching(found, request.GET.get("file", ""), request.GET.get("rule", ""))


def _ticked(request: ScopedRequest, load: Load) -> list[str]:
    """The problems ticked that the load really has."""
    there = {group.key for group in queries.counted(queries.problems(load))}
    return [key for key in request.POST.getlist("problem") if key in there]
