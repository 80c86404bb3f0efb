"""A council beside England, its region and its statistical neighbours: published statistics, on pages."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from foothold import warehouse
from foothold.benchmarks import MODELS, NEWEST_MODEL, Comparison, Figure, NothingPublished, compare, linked
from foothold.charts import DESKTOP, PHONE, bars
from foothold.charts.drawing import british_date
from foothold.indicators import CATALOGUE, Indicator
from foothold.terms.errors import Refused
from foothold.terms.figures import FigureStatus
from foothold_web.accounts.scope import Scope
from foothold_web.as_at import chosen_day
from foothold_web.downloads import csv_download
from foothold_web.reporting import figures
from foothold_web.routing import ScopedRequest

WIDTHS = (("desktop", DESKTOP), ("phone", PHONE))
COLUMNS = (
    *("indicator", "part", "who", "area", "name", "period", "value", "unit", "status", "note"),
    *("file", "published"),
)


def beside(scope: Scope, indicator: Indicator, as_at: date) -> dict[str, Any]:
    """What the page of an indicator says of published statistics; whether none are loaded, or none exist."""
    if indicator.id not in linked():
        return {"exists": False}
    return {"exists": True, "found": _found(scope, indicator, as_at, None, NEWEST_MODEL)}


def page(request: ScopedRequest, indicator: str) -> HttpResponse:
    """Every council of the neighbour group, the region and England for one period, as table and bars."""
    found, as_at, model = _asked(request, indicator)
    period = request.GET.get("year") or None
    comparisons = _found(request.scope, found, as_at, period, model)
    own = figures.shown(request.scope, found, as_at).whole
    context = {
        "indicator": found,
        "own": own,
        "as_at": as_at,
        "model": model,
        "models": MODELS,
        "periods": _periods(request.scope, found, model),
        "period": period or (comparisons[0].period if comparisons else ""),
        "parts": [(one, _chart(one, found, _own_value(own), own.as_at)) for one in comparisons],
    }
    return render(request, "reporting/compare.html", context)


def export(request: ScopedRequest, indicator: str) -> HttpResponse:
    """The comparison as a file, with the published file and its day on every line."""
    found, as_at, model = _asked(request, indicator)
    comparisons = _found(request.scope, found, as_at, request.GET.get("year") or None, model)
    rows = [row for one in comparisons for row in _rows(one)]
    return csv_download(f"{found.id}-{found.name}-compared.csv", COLUMNS, rows)


def _asked(request: ScopedRequest, indicator: str) -> tuple[Indicator, date, str]:
    if indicator not in CATALOGUE or indicator not in linked():
        raise Http404("no published measure is linked to this indicator")
    as_at, _ = chosen_day(request, figures.newest_day(request.scope))
    model = request.GET.get("model", NEWEST_MODEL)
    if model not in MODELS:
        raise Refused(f"There is no neighbour model of that year. Choose one of: {', '.join(MODELS)}.")
    return CATALOGUE[indicator], as_at, model


def _found(scope: Scope, indicator: Indicator, as_at: date, period: str | None, model: str) -> tuple[Comparison, ...]:
    """The comparison for a period, or for the newest one that had begun to be reported by the day of the page."""
    home = settings.FOOTHOLD_HOME
    identity = warehouse.published_identity(home)
    if not identity:
        return ()
    return _compared(home, identity, indicator.id, scope.authority, period, model, str(as_at.year))


@lru_cache(maxsize=512)
def _compared(
    home: Path, identity: str, indicator: str, authority: str, period: str | None, model: str, until: str
) -> tuple[Comparison, ...]:
    """`identity` names the published statistics it rests on; nothing where none of the indicator are loaded."""
    with warehouse.open_published(home) as published:
        until = "" if period else until
        try:
            return tuple(compare(published, indicator, authority, period=period, model=model, until=until or None))
        except NothingPublished:
            return ()


def _periods(scope: Scope, indicator: Indicator, model: str) -> list[str]:
    everything = _found(scope, indicator, date.max, None, model)
    return [period for period, _, _ in everything[0].series][::-1] if everything else []


def _own_value(own: Any) -> float | None:
    return own.value if own.status is FigureStatus.VALUE else None


def _chart(one: Comparison, indicator: Indicator, own: float | None, as_at: date) -> dict[str, Any]:
    """Bars for the council's own returns, what is published of it, England, its region and its neighbours."""
    told = [] if own is None or one.part else [(f"Own returns to {british_date(as_at)}", own)]
    told += [(figure.name, figure.value) for figure in shown(one) if figure.value is not None]
    heading = f"{indicator.title}{f', {one.part}' if one.part else ''}, {one.period}"
    return _drawn(heading, one.measure.unit, tuple(told))


@lru_cache(maxsize=128)
def _drawn(heading: str, unit: str, told: tuple[tuple[str, float], ...]) -> dict[str, Any]:
    drawn = {name: bars(heading, unit, told, width=width) for name, width in WIDTHS}
    return {
        "title": heading,
        "sentence": drawn["desktop"].sentence,
        "svg": {name: chart.svg for name, chart in drawn.items()},
    }


def shown(one: Comparison) -> list[Figure]:
    """The figures of a comparison in the order of its table."""
    first = [one.council, one.england, *([one.region] if one.region else [])]
    return first + [figure for _, figure in one.group.members]


def _rows(one: Comparison) -> list[tuple[Any, ...]]:
    who = ["council", "England", *(["region"] if one.region else [])]
    who += [f"neighbour {neighbour.rank}, model {one.group.model}" for neighbour, _ in one.group.members]
    measure, edition = one.measure, one.edition
    lines = [
        (
            *(measure.indicator, one.part, name, figure.area, figure.name, one.period, figure.value, measure.unit),
            *(figure.status.value, figure.words, edition.file, edition.published.isoformat()),
        )
        for name, figure in zip(who, shown(one), strict=True)
    ]
    if one.position:
        note = f"of {one.position.of}, {one.position.withheld} withheld; {one.position.rank_from}"
        for name, value in (("rank", one.position.rank), ("quintile", one.position.quintile)):
            lines.append(
                (
                    *(measure.indicator, one.part, name, "", "", one.period, value, "", "value", note),
                    *(edition.file, edition.published.isoformat()),
                )
            )
    return lines
