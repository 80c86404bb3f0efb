"""A chart as a file to keep: SVG for the printer's, PNG for a slide."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from foothold.charts import as_png
from foothold.indicators import CATALOGUE
from foothold_web.as_at import chosen_day
from foothold_web.reporting import figures
from foothold_web.routing import ScopedRequest


def download(request: ScopedRequest, indicator: str, form: str) -> HttpResponse:
    """The indicator's control chart up to a day, as drawn on its page."""
    if indicator not in CATALOGUE or form not in ("svg", "png"):
        raise Http404("no such chart")
    as_at, _ = chosen_day(request, figures.newest_day(request.scope))
    drawn = figures.course(request.scope, CATALOGUE[indicator], as_at)
    if "svg" not in drawn:
        raise Http404("too few values to draw")
    svg = drawn["svg"]["desktop"]
    content, kind = (as_png(svg), "image/png") if form == "png" else (svg.encode(), "image/svg+xml")
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{indicator}-{as_at.isoformat()}.{form}"'
    return response
