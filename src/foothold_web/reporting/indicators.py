"""The page of each indicator, its drawings and its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from foothold.embeddedness.indicator_series import polarity_is_official
from foothold.indicators import CATALOGUE, Figure, Indicator
from foothold.indicators.figure_files import figures_file
from foothold.indicators.spreadsheets import KINDS as FORMS
from foothold.terms.figures import FigureStatus
from foothold.terms.numbers import plural
from foothold_web.accounts.scope import Scope
from foothold_web.as_at import chosen_day
from foothold_web.downloads import csv_download, download
from foothold_web.reporting import compare, figures, links, state, stocks, versions, wording
from foothold_web.routing import ScopedRequest

SPREAD_FIRST = ("median", "mean", "longest")
"""Measures that say one thing of many values, so that how they are spread comes before how they went."""

SERIES_COLUMNS = (
    *("indicator", "version", "period_start", "as_at", "team"),
    *("numerator", "denominator", "value", "status"),
)


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
        "computed_at": figures.kept(request.scope).computed_at if as_at == drawn.newest else None,
        "broken": _broken_down(request, found, as_at),
        "assessment": state.level(request.scope.authority, found, as_at),
        "official": polarity_is_official(found),
        "chart": {} if found.mix else _chart(request, found, as_at),  # the parts of a mix are 100% in every week
        "spread": _with_phone(figures.spread(request.scope, found, as_at), found, "spread", as_at),
        "mix": _with_phone(figures.mix(request.scope, found, as_at), found, "mix", as_at),
        "counted_unit": plural(found.unit),
        "spread_first": found.measure in SPREAD_FIRST,
        "sql": versions.sql_of(found.id),
        "versions": versions.beside(request.scope, found, as_at, shown.whole),
        "compared": compare.beside(request.scope, found, as_at),
        "reads_low": _reads_low(request.scope, found, shown.whole),
        "remark": stocks.zero_remark(request.scope, as_at) if found.id == "AL01" and not shown.whole.numerator else "",
        "unallocated": found.id in ("AL01", "AL02", "AL03", "AL04"),
    }
    return render(request, "reporting/indicator.html", context)


def _reads_low(scope: Scope, indicator: Indicator, figure: Figure) -> str:
    """What to know of the earliest period on the page: that of its figure, or of the first week of its chart."""
    weeks = [week.period_start for week in figures.kept(scope).series(indicator.id)]
    return figures.reads_low(scope, indicator, min([figure.period_start, *weeks]))


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


def file(request: ScopedRequest, indicator: str, form: str) -> HttpResponse:
    """The newest figure, its parts by every slice the person may see, and the weeks, with the definition."""
    found = _find(indicator)
    if form not in FORMS:
        raise Http404("no such form of file")
    store = figures.kept(request.scope)
    listed = store.latest(found.id)
    for name in figures.slices_open(request.scope, found):
        listed += store.latest(found.id, name)
    listed += store.series(found.id)
    if "team" in found.slices:
        listed += store.series(found.id, by="team")
    content = figures_file(form, listed, figures.freshness(request.scope), figures.teams(request.scope))
    return download(content, name=f"{found.id}-{found.name}-{store.newest_as_at}.{form}", kind=FORMS[form])


@dataclass(frozen=True)
class BrokenDown:
    """A figure by the parts of one slice, each with its name, its page and its cases; `slices` are those to choose."""

    by: str
    slices: tuple[str, ...]
    parts: list[tuple[Figure, str, str, str]]


def _broken_down(request: ScopedRequest, indicator: Indicator, as_at: date) -> BrokenDown | None:
    """By the slice asked for, else by what the figure is a mix of, else by team; None where there is no slice."""
    slices = figures.slices_open(request.scope, indicator)
    if not slices:
        return None
    first = next(name for name in (indicator.mix, "team", slices[0]) if name in slices)
    by = request.GET.get("by", "")
    by = by if by in slices else first
    found = _worst_first(indicator, figures.parts(request.scope, indicator, as_at, by))
    names = figures.teams(request.scope)
    return BrokenDown(by, slices, [_part(request.scope, part, by, names) for part in found])


def _part(scope: Scope, part: Figure, by: str, names: dict[str, str]) -> tuple[Figure, str, str, str]:
    identifier = part.slices[by]
    name = wording.part_name(names, by, identifier) if identifier or by != "team" else "No team"
    name = name[:1].upper() + name[1:]
    return part, name, links.team(scope, identifier) if by == "team" else "", links.cases(scope, part)


def _worst_first(indicator: Indicator, parts: list[Figure]) -> list[Figure]:
    """Parts by value, the one to look at first on top; a mix by size; by name where neither way is better."""
    if indicator.measure == "mix":
        return figures.largest_first(parts)
    if indicator.polarity is None:
        return parts
    sign = -1 if indicator.polarity == "low" else 1
    return sorted(parts, key=lambda figure: (figure.value is None, sign * (figure.value or 0)))


def drawing(request: ScopedRequest, indicator: str, drawing: str) -> HttpResponse:
    """A chart of a page at the width of a phone: drawn when a phone asks for it, and for no other reader."""
    found = _find(indicator)
    as_at, _ = chosen_day(request, figures.newest_day(request.scope))
    draw = DRAWINGS.get(drawing)
    chart = draw(request.scope, found, as_at, "phone") if draw else None
    if not chart or "svg" not in chart:
        raise Http404("no such drawing")
    return HttpResponse(chart["svg"]["phone"], content_type="image/svg+xml")


DRAWINGS = {"course": figures.course, "spread": figures.spread, "mix": figures.mix}


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


def _values(figure: Figure) -> tuple[Any, ...]:
    team = figure.slices.get("team", "") if figure.slices else "all"
    value = figure.value if figure.status is FigureStatus.VALUE else None
    return (
        *(figure.indicator, figure.version, _iso(figure.period_start), _iso(figure.as_at), team),
        *(figure.numerator, figure.denominator, value, figure.status.value),
    )


def _iso(day: date) -> str:
    return day.isoformat()
