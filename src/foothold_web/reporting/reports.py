"""Reports: the list, one report and its figures, its files, and what changed since the one before."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from foothold import reports
from foothold_web.downloads import download
from foothold_web.reporting import published
from foothold_web.routing import ScopedRequest

# A report carries its own style sheet and no script, and asks nothing of anybody.
READING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"


def index(request: ScopedRequest) -> HttpResponse:
    """Every report of the council, newest first, each with the one before it."""
    editions = published.editions(request.scope)
    pairs = list(zip(editions, [*editions[1:], None], strict=True))
    return render(request, "reporting/reports.html", {"pairs": pairs})


def report(request: ScopedRequest, report: str) -> HttpResponse:
    """One report: what it rests on, its figures with their definitions, its files."""
    edition = published.edition(request.scope, report)
    return render(request, "reporting/report.html", {"edition": edition, "report": edition.report})


def read(request: ScopedRequest, report: str) -> HttpResponse:
    """The report itself, to read in the browser."""
    content = published.edition(request.scope, report).files["html"].read_bytes()
    response = HttpResponse(content, content_type=published.KINDS["html"])
    response["Content-Security-Policy"] = READING_POLICY
    return response


def file(request: ScopedRequest, report: str, form: str) -> HttpResponse:
    """The report as a file to keep."""
    edition = published.edition(request.scope, report)
    if form not in edition.files:
        raise Http404("the report was not built in that form")
    path = edition.files[form]
    return download(path.read_bytes(), name=path.name, kind=published.KINDS[form])


def changes(request: ScopedRequest, earlier: str, later: str) -> HttpResponse:
    """What changed from one report to a later one."""
    before, after = published.edition(request.scope, earlier), published.edition(request.scope, later)
    change = reports.diff(before.report, after.report)
    return render(request, "reporting/changes.html", {"before": before, "after": after, "change": change})
