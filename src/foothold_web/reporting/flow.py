"""How a stock became what it is: week by week to the child, and as a waterfall between two dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import date as written
from django.urls import reverse

from foothold.charts import DESKTOP, PHONE, waterfall
from foothold.indicators import CATALOGUE, Period
from foothold.indicators.flow import PeriodFlow, between
from foothold.indicators.ledger import NOMINAL
from foothold.indicators.stocks import Stock, stocks
from foothold.terms.reporting_periods import week_ending
from foothold_web.accounts.roles import SEE_CASES
from foothold_web.accounts.scope import Scope
from foothold_web.downloads import csv_download
from foothold_web.reporting import figures, state
from foothold_web.reporting import stocks as read
from foothold_web.reporting.stocks import UNALLOCATED
from foothold_web.routing import ScopedRequest

USUAL_SPAN = timedelta(weeks=12)
LONGEST_SPAN = timedelta(weeks=160)
DAY_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


class Span(forms.Form):
    """Two days between which a stock is accounted for, and for the unallocated whose definition counts."""

    start = forms.DateField(
        label="From the end of",
        help_text="For example, 14/10/2019",
        input_formats=DAY_FORMATS,
        widget=forms.TextInput(attrs={"width": "10"}),
        error_messages={"invalid": "Enter a date, such as 14/10/2019"},
    )
    end = forms.DateField(
        label="To the end of",
        help_text="For example, 17/02/2020",
        input_formats=DAY_FORMATS,
        widget=forms.TextInput(attrs={"width": "10"}),
        error_messages={"invalid": "Enter a date, such as 17/02/2020"},
    )

    def __init__(self, data: dict[str, str], newest: date) -> None:
        super().__init__(data)
        self.newest = newest

    def clean(self) -> dict[str, Any]:
        """Refuse days nobody can know about, or in the wrong order."""
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and not start < end:
            self.add_error("start", "The first date must be earlier than the second")
        if end and end > self.newest:
            self.add_error("end", f"The newest return is as at {written(self.newest, 'j F Y')}: choose up to that day")
        if start and end and end - start > LONGEST_SPAN:
            self.add_error("start", "Choose dates at most three years apart")
        return cleaned


@dataclass(frozen=True)
class Asked:
    """A stock, two days, and whose definition of it."""

    stock: Stock
    start: date
    end: date
    definition: str
    form: Span

    @property
    def weeks(self) -> tuple[Period, ...]:
        """Everything between the two days week by week; the first and the last may be only part of one."""
        return weeks_between(self.start, self.end)


@dataclass(frozen=True)
class Row:
    """One week in the table, or part of one: its numbers, each with the address of the moves behind it."""

    period: Period
    cells: tuple[tuple[int, str], ...]
    opening: int
    closing: int
    unexplained: int
    reconciles: bool

    @property
    def is_part(self) -> bool:
        """Whether the days between which the stock is told for begin or end within this week."""
        return not _is_whole(self.period)


def flow(request: ScopedRequest, stock: str) -> HttpResponse:
    """Opening, what came, what went and why, closing: a waterfall, a table by week, and what may have paid for it."""
    asked = _asked(request, stock)
    scope = request.scope
    told = read.flow_of(scope, stock, asked.definition, asked.weeks, between(asked.start, asked.end))
    names = asked.stock.movements
    context: dict[str, Any] = {
        "stock": asked.stock,
        "stocks": stocks().values(),
        "asked": asked,
        "form": asked.form,
        "gallery": figures.gallery(scope),
        "definitions": read.known(scope).sets.values() if stock == UNALLOCATED else [],
        "definition": read.known(scope).sets[asked.definition] if stock == UNALLOCATED else None,
        "chart": _waterfall(asked, told.whole),
        "whole": _row(scope, asked, told.whole),
        "movements": [(title_of(name), asked.stock.rule(name), told.whole.count(asked.stock, name)) for name in names],
        "rows": [_row(scope, asked, week) for week in reversed(told.weeks)],
        "names": [title_of(name) for name in names],
        "closed": told.closed,
        "incomplete": told.incomplete,
        "balancing": _balancing(scope, asked) if stock == UNALLOCATED else [],
        "remark": read.zero_remark(scope, asked.end, None, asked.definition) if stock == UNALLOCATED else "",
    }
    return render(request, "reporting/flow.html", context)


def export(request: ScopedRequest, stock: str) -> HttpResponse:
    """The whole weeks as a file, with the columns of the command line."""
    asked = _asked(request, stock)
    told = read.flow_of(request.scope, stock, asked.definition, asked.weeks, between(asked.start, asked.end))
    names = asked.stock.movements
    rows = (
        (
            week.period.as_at.isoformat(), week.opening, *(week.count(asked.stock, name) for name in names),
            week.closing, week.unexplained,
        )
        for week in told.weeks
        if _is_whole(week.period)
    )  # fmt: skip
    return csv_download(f"flow-{stock}.csv", ("week_ending", "opening", *names, "closing", "unexplained"), rows)


def title_of(movement: str) -> str:
    """A movement as a heading."""
    return movement.replace("_", " ").capitalize()


def usual(authority: str, newest: date) -> None:
    """Work out beforehand what whoever opens the page of the unallocated is shown first."""
    start = _usual_start(authority, newest)
    read.flow_between(authority, UNALLOCATED, NOMINAL, weeks_between(start, newest), between(start, newest))
    for name in CATALOGUE["AL01"].balanced_by:
        figures.on_day(authority, CATALOGUE[name], start)


def weeks_between(start: date, end: date) -> tuple[Period, ...]:
    """The time from the end of one day to the end of another, cut after each Sunday."""
    firsts = [start + timedelta(days=1)]
    while (following := week_ending(firsts[-1]) + timedelta(days=1)) <= end:
        firsts.append(following)
    return tuple(Period(first, min(week_ending(first), end)) for first in firsts)


def _is_whole(week: Period) -> bool:
    return (week.as_at - week.start).days == 6


def _asked(request: ScopedRequest, stock: str) -> Asked:
    if stock not in stocks():
        raise Http404("no such stock")
    newest = figures.newest_day(request.scope)
    start, end = _usual_start(request.scope.authority, newest), newest
    usual = {"start": start.isoformat(), "end": end.isoformat()}
    form = Span({name: request.GET.get(name) or day for name, day in usual.items()}, newest)
    if form.is_valid():
        start, end = form.cleaned_data["start"], form.cleaned_data["end"]
    definition = request.GET.get("definition", NOMINAL)
    if definition not in read.known(request.scope).sets or stock != UNALLOCATED:
        definition = NOMINAL
    form.data = {name: form.data[name] for name in usual}
    if form.is_valid():
        form.data = {"start": start.strftime("%d/%m/%Y"), "end": end.strftime("%d/%m/%Y")}
    return Asked(stocks()[stock], start, end, definition, form)


def _usual_start(authority: str, newest: date) -> date:
    """The day the programme began, which is where its story starts; without one so many weeks ago."""
    begun = state.programme_start(authority)
    if begun and newest - LONGEST_SPAN <= begun < newest:
        return begun
    return newest - USUAL_SPAN


def _row(scope: Scope, asked: Asked, one: PeriodFlow) -> Row:
    cells = [(one.count(asked.stock, name), _address(scope, asked, one, name)) for name in asked.stock.movements]
    return Row(one.period, tuple(cells), one.opening, one.closing, one.unexplained, one.reconciles)


def _address(scope: Scope, asked: Asked, one: PeriodFlow, name: str) -> str:
    """The moves behind a number, for those who may see every team's; blank where nothing moved."""
    if not scope.may(SEE_CASES) or scope.team is not None or not any(move.name == name for move in one.movements):
        return ""
    query = {
        "from": one.period.start.isoformat(), "to": one.period.as_at.isoformat(), "movement": name,
        "definition": asked.definition,
    }  # fmt: skip
    return f"{reverse('moves', args=[asked.stock.name])}?{urlencode(query)}"


def _waterfall(asked: Asked, whole: PeriodFlow) -> dict[str, Any]:
    """The chart at both widths; what moved nothing is left out, and what is unexplained is a step like any other."""
    steps = []
    for name in asked.stock.movements:
        number = whole.count(asked.stock, name)
        if number:
            steps.append((title_of(name), float(number if name in asked.stock.into else -number)))
    if whole.unexplained:
        steps.append(("Unexplained", float(whole.unexplained)))
    before, after = ((f"on {written(day, 'j M Y')}", float(count)) for day, count in _ends(asked, whole))
    return _drawn(f"How {whole.opening:,} became {whole.closing:,}", asked.stock.unit, before, tuple(steps), after)


@lru_cache(maxsize=32)
def _drawn(
    title: str, unit: str, before: tuple[str, float], steps: tuple[tuple[str, float], ...], after: tuple[str, float]
) -> dict[str, Any]:
    drawn = {
        name: waterfall(title, unit, before, steps, after, width=width)
        for name, width in (("desktop", DESKTOP), ("phone", PHONE))
    }
    one = drawn["desktop"]
    words = {"title": one.title, "sentence": one.sentence, "columns": one.columns, "rows": one.rows}
    return words | {"svg": {name: chart.svg for name, chart in drawn.items()}}


def _ends(asked: Asked, whole: PeriodFlow) -> tuple[tuple[date, int], tuple[date, int]]:
    return (asked.start, whole.opening), (asked.end, whole.closing)


def _balancing(scope: Scope, asked: Asked) -> list[tuple[Any, Any, Any]]:
    """What may have paid for a falling stock, at the two dates, so that a fall is not read alone."""
    found = []
    for name in CATALOGUE["AL01"].balanced_by:
        indicator = CATALOGUE[name]
        before, after = (figures.shown(scope, indicator, day).whole for day in (asked.start, asked.end))
        found.append((indicator, before, after))
    return found
