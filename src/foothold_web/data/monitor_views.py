"""Pages of the questions to ask of the recording: all of them, and the rows that make one ask one."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from foothold_web import history
from foothold_web.as_at import OLDEST, AsAt
from foothold_web.cases.queries import team_names
from foothold_web.data import monitors
from foothold_web.data.monitors import Question
from foothold_web.downloads import csv_download
from foothold_web.routing import ScopedRequest

ROWS_A_PAGE = 200


class AskedOf(AsAt):
    """The day up to which records are looked at, and the day of one more report or visit."""

    event = forms.DateField(
        label="Day of a report or visit",
        help_text="Beside the council's own reports. For example, 20/2/2020",
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.TextInput(attrs={"width": "10"}),
        error_messages={"invalid": "Enter a date, such as 20/2/2020"},
    )

    def clean_event(self) -> date | None:
        """Refuse a day before anybody could have recorded anything."""
        day: date | None = self.cleaned_data["event"]
        if day is not None and day < OLDEST:
            raise forms.ValidationError("Enter a later day")
        return day


def index(request: ScopedRequest) -> HttpResponse:
    """Every question, with the number of rows that make one ask it."""
    day, events, form = _asked(request)
    found = monitors.questions(request.scope, day, events)
    request.look.rows = sum(len(one.rows) for one in found)
    context = {"questions": found, "day": day, "events": sorted(events), "form": form, "asked_query": _query(form)}
    return render(request, "data/monitors.html", context)


def show(request: ScopedRequest, monitor: str) -> HttpResponse:
    """One question: what may innocently answer it, and its rows."""
    day, events, form = _asked(request)
    found = monitors.question(request.scope, monitors.find(monitor), day, events)
    request.look.rows = len(found.rows)
    page = Paginator(_rows(request, found), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "question": found,
        "columns": (*monitors.COLUMNS, *found.monitor.columns),
        "page": page,
        "day": day,
        "asked_query": _query(form),
    }
    return render(request, "data/monitor.html", context)


def export(request: ScopedRequest, monitor: str) -> HttpResponse:
    """The rows behind a question as a file."""
    day, events, _ = _asked(request)
    found = monitors.question(request.scope, monitors.find(monitor), day, events)
    request.look.rows = len(found.rows)
    columns = (*monitors.COLUMNS, *found.monitor.columns)
    return csv_download(f"{found.monitor.id}-{day}.csv", columns, _rows(request, found))


def _rows(request: ScopedRequest, found: Question) -> list[list[Any]]:
    with history.reading(request.scope.authority) as (snapshot, _):
        names = team_names(snapshot)
    return [
        monitors.shown(request.scope, found.monitor, row, names.get(row.team or "", row.team or "No team"))
        for row in found.rows
    ]


def _asked(request: ScopedRequest) -> tuple[date, tuple[date, ...], AskedOf]:
    """The day, the reports and visits known of, and the form that shows them and what was wrong with them."""
    with history.reading(request.scope.authority) as (snapshot, _):
        newest = snapshot.newest_as_at
    given = {"as_at": request.GET.get("as_at") or newest.isoformat(), "event": request.GET.get("event", "")}
    form = AskedOf(given, newest)
    known = monitors.report_days(request.scope)
    if not form.is_valid():
        return newest, known, form
    day: date = form.cleaned_data["as_at"]
    event: date | None = form.cleaned_data["event"]
    form.data = {"as_at": f"{day:%d/%m/%Y}", "event": f"{event:%d/%m/%Y}" if event else ""}
    return day, (*known, event) if event else known, form


def _query(form: AskedOf) -> str:
    """What was asked, for links from page to page; nothing where it was wrong."""
    asked = form.cleaned_data if form.is_valid() else {}
    return "?" + urlencode({name: value.isoformat() for name, value in asked.items() if value})
