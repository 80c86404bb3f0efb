"""The list of indicators and the page of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from foothold.embeddedness.indicator_series import polarity_is_official
from foothold.indicators import CATALOGUE, Figure, Indicator, sql_for
from foothold.terms.figures import FigureStatus
from foothold_web.as_at import chosen_day
from foothold_web.downloads import csv_download
from foothold_web.reporting import compare, figures, links, state, stocks
from foothold_web.reporting.pictures import Picture
from foothold_web.routing import ScopedRequest

SERIES_COLUMNS = (
    *("indicator", "version", "period_start", "as_at", "team"),
    *("numerator", "denominator", "value", "status"),
)


@dataclass(frozen=True)
class Row:
    """An indicator in the list."""

    indicator: Indicator
    figure: Figure
    picture: Picture
    address: str
    official: bool


def index(request: ScopedRequest) -> HttpResponse:
    """Every indicator with its newest value, course, state and target."""
    drawn = figures.gallery(request.scope)
    store = figures.kept(request.scope)
    rows = []
    for indicator in sorted(CATALOGUE.values(), key=lambda one: one.order):
        figure = figures.newest(store, indicator)
        address, official = links.cases(request.scope, figure), polarity_is_official(indicator)
        rows.append(Row(indicator, figure, drawn.indicators[indicator.id], address, official))
    return render(request, "reporting/indicators.html", {"rows": rows, "gallery": drawn})


def indicator(request: ScopedRequest, indicator: str) -> HttpResponse:
    """One indicator: chart, level, figure, teams, definition."""
    found = _find(indicator)
    drawn = figures.gallery(request.scope)
    as_at, form = chosen_day(request, drawn.newest)
    shown = figures.shown(request.scope, found, as_at)
    context: dict[str, Any] = {
        "indicator": found,
        "gallery": drawn,
        "form": form,
        "as_at": as_at,
        "figure": shown.whole,
        "address": links.cases(request.scope, shown.whole),
        "teams": [(team, drawn.teams, links.cases(request.scope, team)) for team in _worst_first(found, shown.teams)],
        "assessment": state.level(request.scope.authority, found, as_at),
        "official": polarity_is_official(found),
        "chart": _chart(request, found, as_at),
        "spread": _with_phone(figures.spread(request.scope, found, as_at), found, "spread", as_at),
        "sql": _sql(found.id),
        "compared": compare.beside(request.scope, found, as_at),
        "remark": stocks.zero_remark(request.scope, as_at) if found.id == "AL01" and not shown.whole.numerator else "",
        "unallocated": found.id in ("AL01", "AL02", "AL03", "AL04"),
    }
    return render(request, "reporting/indicator.html", context)


def export(request: ScopedRequest, indicator: str) -> HttpResponse:
    """The weekly series, for the council and by team, as a file."""
    found = _find(indicator)
    store = figures.kept(request.scope)
    listed = store.series(found.id)
    if "team" in found.slices:
        listed = [*listed, *store.series(found.id, by="team")]
    return csv_download(f"{found.id}-{found.name}.csv", SERIES_COLUMNS, (_values(figure) for figure in listed))


def _find(name: str) -> Indicator:
    if name not in CATALOGUE:
        raise Http404("no such indicator")
    return CATALOGUE[name]


def _worst_first(indicator: Indicator, teams: list[Figure]) -> list[Figure]:
    """Teams by value, the one to look at first on top; by name where nobody has said which way is better."""
    if indicator.polarity is None:
        return teams
    sign = -1 if indicator.polarity == "low" else 1
    return sorted(teams, key=lambda figure: (figure.value is None, sign * (figure.value or 0)))


def drawing(request: ScopedRequest, indicator: str, drawing: str) -> HttpResponse:
    """A chart of a page at the width of a phone: drawn when a phone asks for it, and for no other reader."""
    found = _find(indicator)
    as_at, _ = chosen_day(request, figures.newest_day(request.scope))
    draw = DRAWINGS.get(drawing)
    chart = draw(request.scope, found, as_at, "phone") if draw else None
    if not chart or "svg" not in chart:
        raise Http404("no such drawing")
    return HttpResponse(chart["svg"]["phone"], content_type="image/svg+xml")


DRAWINGS = {"course": figures.course, "spread": figures.spread}


def _chart(request: ScopedRequest, indicator: Indicator, as_at: date) -> dict[str, Any]:
    """The chart up to a day as drawn; each row of its table opens to the cases of that week."""
    chart = figures.course(request.scope, indicator, as_at)
    if "svg" not in chart:
        return {}
    weeks = [week for week in figures.kept(request.scope).series(indicator.id) if week.as_at <= as_at]
    addresses = [links.cases(request.scope, week, own_period=False) for week in weeks]
    # The chart ends with the last week that has a value; weeks without one may follow it.
    table = list(zip(chart["rows"], addresses, strict=False))[::-1]
    return _with_phone(chart, indicator, "course", as_at) | {"table": table}


def _with_phone(chart: dict[str, Any] | None, indicator: Indicator, drawing: str, as_at: date) -> dict[str, Any]:
    """A chart with the address of its drawing for phones, which is drawn when a phone asks for it."""
    if not chart:
        return {}
    return chart | {"phone": f"{reverse('drawing', args=[indicator.id, drawing])}?as_at={as_at}"}


@lru_cache(maxsize=64)
def _sql(name: str) -> dict[str, str]:
    return {"DuckDB": sql_for(name, "duckdb"), "Spark": sql_for(name, "spark")}


def _values(figure: Figure) -> tuple[Any, ...]:
    team = figure.slices.get("team", "") if figure.slices else "all"
    value = figure.value if figure.status is FigureStatus.VALUE else None
    return (
        *(figure.indicator, figure.version, _iso(figure.period_start), _iso(figure.as_at), team),
        *(figure.numerator, figure.denominator, value, figure.status.value),
    )


def _iso(day: date) -> str:
    return day.isoformat()
