"""Loads, their problems, and how old the data are."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from foothold.returns import PROFILES
from foothold_web.data import queries
from foothold_web.downloads import csv_download
from foothold_web.routing import ScopedRequest

SHOWN = 200
FIELDS = ("file", "row", "column", "rule", "effect", "text")


def index(request: ScopedRequest) -> HttpResponse:
    """What was handed over, newest first, and whether it is still fresh."""
    loads = queries.loads(request.scope)
    today = queries.today_of(request.scope.authority, loads[0].as_at if loads else None)
    titles = {name: profile.title for name, profile in PROFILES.items()}
    rows = [(load, titles.get(load.profile, load.profile)) for load in loads]
    return render(request, "data/loads.html", {"rows": rows, "freshness": queries.freshness(loads, today)})


def load(request: ScopedRequest, load: str) -> HttpResponse:
    """One load: rows kept and set aside, its problems by rule, and the tables it changed."""
    found = queries.load_of(request.scope, load)
    problems = queries.problems(found)
    context = {
        "load": found,
        "format": PROFILES[found.profile].title if found.profile in PROFILES else found.profile,
        "groups": queries.counted(problems),
        "problems": problems[:SHOWN],
        "more": max(0, len(problems) - SHOWN),
        "tables": sorted(found.tables.items()),
        "not_collected": sorted((table, ", ".join(columns)) for table, columns in found.not_collected.items()),
    }
    return render(request, "data/load.html", context)


def problems(request: ScopedRequest, load: str) -> HttpResponse:
    """The problems of a load as a file for whoever corrects the source."""
    found = queries.problems(queries.load_of(request.scope, load))
    rows = ([getattr(problem, field) for field in FIELDS] for problem in found)
    return csv_download(f"problems-{load}.csv", FIELDS, rows)
