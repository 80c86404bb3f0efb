"""The page that says why a figure changed from one return to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render

from foothold import warehouse
from foothold.charts import waterfall
from foothold.indicators import CATALOGUE, Explanation, Movement, Term, explain
from foothold.indicators.changes import MEANINGS
from foothold.terms.reporting_periods import long_date
from foothold_web import history
from foothold_web.accounts.roles import SEE_CASES
from foothold_web.accounts.scope import Scope
from foothold_web.as_at import chosen_day
from foothold_web.downloads import csv_download
from foothold_web.reporting import figures
from foothold_web.reporting.pictures import WIDTHS
from foothold_web.routing import ScopedRequest

ROWS_SHOWN = 100
ROW_COLUMNS = ("term", "unit", "child", "team", "date", "before", "after")


class KnownOn(forms.Form):
    """The two days of knowledge to compare: days on which a return was handed over."""

    before = forms.ChoiceField(label="As known on")
    after = forms.ChoiceField(label="Against as known on")

    def __init__(self, data: dict[str, str], days: list[date]) -> None:
        super().__init__(data)
        for name in ("before", "after"):
            field: Any = self.fields[name]
            field.choices = [(day.isoformat(), long_date(day)) for day in days]
            field.error_messages["invalid_choice"] = "Choose a day on which a return was handed over"

    def clean(self) -> dict[str, Any]:
        """Refuse two days in the wrong order."""
        found = super().clean() or {}
        if found.get("before", "") > found.get("after", "9"):
            raise forms.ValidationError("The first day of knowledge must not be later than the second")
        return found


@dataclass(frozen=True)
class Shown:
    """A term as one person may see it: how many of its rows they may see, and the first of them."""

    term: Term
    meaning: str
    seen: int
    rows: list[tuple[Any, ...]]

    @property
    def more(self) -> int:
        """Rows that the page has no room for."""
        return self.seen - len(self.rows)


def changed(request: ScopedRequest, indicator: str) -> HttpResponse:
    """An indicator's figure as known on two days, what made the difference, and the rows behind each term."""
    if indicator not in CATALOGUE:
        raise Http404("no such indicator")
    days = _days(request.scope)
    if len(days) < 2:
        context = {"indicator": CATALOGUE[indicator], "only": days[0] if days else None}
        return render(request, "reporting/changed.html", context)
    as_at, day_form = chosen_day(request, days[-1])
    known, form = _known(request, days)
    found = _explained(*_state(request.scope), indicator, as_at, *known)
    shown = [_shown(request.scope, found, term) for term in found.terms]
    request.look.rows = sum(len(one.rows) for one in shown)
    context = {
        "indicator": found.indicator,
        "found": found,
        "known": known,
        "form": form if form.errors else day_form,
        "day_form": day_form,
        "known_form": form,
        "as_at": as_at,
        "terms": shown,
        "opens": _opens(request.scope),
        "team": request.scope.team,
        "any_rows": any(one.rows for one in shown),
        "chart": _chart(found),
        "altered": [(name, one) for name, one in found.altered.items() if any(vars(one).values())],
        "names": figures.teams(request.scope),
        "erased_on": _erased_since(request.scope, known[0]),
    }
    return render(request, "reporting/changed.html", context)


def export(request: ScopedRequest, indicator: str) -> HttpResponse:
    """Every row behind every term as a file, without names; whoever sees one team gets the rows of that team."""
    if indicator not in CATALOGUE:
        raise Http404("no such indicator")
    days = _days(request.scope)
    if len(days) < 2:
        raise Http404("nothing to compare")
    request.scope.team_to_read(None)
    as_at, _ = chosen_day(request, days[-1])
    found = _explained(*_state(request.scope), indicator, as_at, *_known(request, days)[0])
    rows = [
        (term.name, *_written(_row(request.scope, found, one)))
        for term in found.terms
        for one in _seen(request.scope, term)
    ]
    request.look.rows = len(rows)
    return csv_download(f"{indicator}-changed-{as_at}.csv", ROW_COLUMNS, rows)


def _written(row: tuple[Any, ...]) -> tuple[Any, ...]:
    *told, before, after = row
    return (*told, before.in_words, after.in_words)


def _days(scope: Scope) -> list[date]:
    """The days on which a return of the kind that answers was handed over, in order."""
    if scope.authority not in warehouse.authorities(settings.FOOTHOLD_HOME):
        raise PermissionDenied("Nothing is loaded for this council yet.")
    with history.reading(scope.authority) as (snapshot, _):
        return sorted({load.as_at for load in snapshot.loads if load.feed == snapshot.feed})


def _erased_since(scope: Scope, day: date) -> date | None:
    """The newest day after the one given on which a child was erased: figures written down before may be others."""
    days = (erasure.at.date() for erasure in warehouse.erasures(settings.FOOTHOLD_HOME, scope.authority))
    return max((made for made in days if made > day), default=None)


def _known(request: ScopedRequest, days: list[date]) -> tuple[tuple[date, date], KnownOn]:
    """The two days asked for, or those of the last two returns."""
    asked = {name: request.GET.get(name) for name in ("before", "after")}
    usual = {"before": days[-2].isoformat(), "after": days[-1].isoformat()}
    form = KnownOn({name: asked[name] or usual[name] for name in usual}, days)
    chosen = form.cleaned_data if form.is_valid() else usual
    return (date.fromisoformat(chosen["before"]), date.fromisoformat(chosen["after"])), form


def _state(scope: Scope) -> tuple[Path, str, Path]:
    """What an explanation kept in memory belongs to: the figures kept change with a load and with a definition."""
    return settings.FOOTHOLD_HOME, scope.authority, figures.kept(scope).file


@lru_cache(maxsize=64)
def _explained(
    home: Path, authority: str, file: Path, indicator: str, as_at: date, before: date, after: date
) -> Explanation:
    return explain(home, authority, indicator, as_at=as_at, known=(before, after))


def _opens(scope: Scope) -> bool:
    return scope.may(SEE_CASES) and scope.sees_children


def _seen(scope: Scope, term: Term) -> list[Movement]:
    """The rows of a term that this person may see: all, those of one team, or none."""
    return [row for row in term.rows if scope.covers(row.team)] if _opens(scope) else []


def _shown(scope: Scope, found: Explanation, term: Term) -> Shown:
    seen = _seen(scope, term)
    return Shown(term, MEANINGS[term.name], len(seen), [_row(scope, found, one) for one in seen[:ROWS_SHOWN]])


def _row(scope: Scope, found: Explanation, row: Movement) -> tuple[Any, ...]:
    unit = row.unit_id if found.indicator.unit == "week" else scope.child(row.unit_id)
    return unit, scope.child(row.person_id), row.team, row.event_date, row.before, row.after


def _chart(found: Explanation) -> dict[str, Any] | None:
    """The difference as a waterfall; None where one of the two figures has no value."""
    before, after = found.before.value, found.after.value
    if before is None or after is None:
        return None
    steps = [(term.name.capitalize(), term.value or 0.0) for term in found.terms]
    first, last = (f"as known on {day.day} {day:%b %Y}" for day in (found.known_before, found.known_after))
    if first == last:
        return None
    title, unit = found.indicator.title, found.indicator.unit_of_value
    return _drawn(title, unit, (first, before), tuple(steps), (last, after))


@lru_cache(maxsize=64)
def _drawn(
    title: str, unit: str, before: tuple[str, float], steps: tuple[tuple[str, float], ...], after: tuple[str, float]
) -> dict[str, Any]:
    drawn = {name: waterfall(title, unit, before, steps, after, width=width) for name, width in WIDTHS.items()}
    chart = drawn["desktop"]
    svgs = {name: one.svg for name, one in drawn.items()}
    return {"title": chart.title, "sentence": chart.sentence, "svg": svgs, "columns": chart.columns, "rows": chart.rows}
