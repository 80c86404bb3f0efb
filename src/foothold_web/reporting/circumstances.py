"""Where people record what no figure tells: what shook the service, practice and leadership, a chart's new baseline."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from foothold.embeddedness import circumstances
from foothold.embeddedness.circumstances import KINDS, PRACTICE, PROGRAMME, REBASE, SHOCKS, Entry
from foothold.indicators import CATALOGUE, Indicator, stored
from foothold.terms.errors import Refused
from foothold_web.accounts.scope import Scope
from foothold_web.data import recomputing
from foothold_web.reporting import figures, pictures
from foothold_web.routing import ScopedRequest

ANSWERS = {"yes": True, "no": False, "not known": None}
PRACTICE_IDS = "practice_%s"  # two forms on one page have no field of the same id
NAME_NO_CHILD = "Name no child. It stays on record."


def _day(label: str, hint: str, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.TextInput(attrs={"width": "10", "autocomplete": "off"}),
        error_messages={"invalid": "Enter a date, such as 20/03/2020", "required": "Enter a date, such as 20/03/2020"},
    )


def _text(label: str, hint: str, longest: int, missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=longest, required=bool(missing), error_messages={"required": missing}
    )


class RecordShock(forms.Form):
    """What shook the service, from when to when."""

    kind = forms.ChoiceField(label="What was it?", choices=[*SHOCKS.items(), (PROGRAMME, KINDS[PROGRAMME])])
    title = _text("Its name on charts", "", circumstances.LONGEST_TITLE, "Give it a name")
    begins = _day("First day", "For example, 20/03/2020")
    ends = _day("Last day", "Leave blank while it lasts, or for a single day", required=False)
    note = _text("Note or source", NAME_NO_CHILD, circumstances.LONGEST_NOTE)


class RecordPractice(forms.Form):
    """What figures cannot show, and people vouch for."""

    kind = forms.ChoiceField(label="Question", choices=list(PRACTICE.items()))
    answer = forms.ChoiceField(label="Answer", choices=[(one, one.capitalize()) for one in ANSWERS])
    begins = _day("Found on", "For example, 14/02/2020")
    note = _text("Evidence", NAME_NO_CHILD, circumstances.LONGEST_NOTE, "Say on what evidence")


class Rebase(forms.Form):
    """From which day a chart gets new limits, and why."""

    begins = _day("First week of the new baseline", "A day on which the chart has a value. For example, 12/01/2020")
    title = _text("What changed", "", circumstances.LONGEST_TITLE, "Say what changed")
    note = _text("Cause", NAME_NO_CHILD, circumstances.LONGEST_NOTE, "Say why the old limits no longer describe it")


def index(request: ScopedRequest) -> HttpResponse:
    """Everything on record, and, for those who may, the forms to add to it."""
    return _shown(request, RecordShock(), RecordPractice(auto_id=PRACTICE_IDS))


def record(request: ScopedRequest) -> HttpResponse:
    """Record a shock, or what people vouch for."""
    if request.method != "POST":
        return redirect("circumstances")
    about_practice = request.POST.get("kind") in PRACTICE
    form = RecordPractice(request.POST, auto_id=PRACTICE_IDS) if about_practice else RecordShock(request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        if about_practice:
            given["answer"] = ANSWERS[given["answer"]]
            given["title"] = PRACTICE[given["kind"]]
        if _kept(request, form, given):
            return redirect("circumstances")
    shown = (RecordShock(), form) if about_practice else (form, RecordPractice(auto_id=PRACTICE_IDS))
    return _shown(request, *shown, wrong=form)


def withdraw(request: ScopedRequest, entry: int) -> HttpResponse:
    """Take an entry back, with the reason."""
    if request.method != "POST":
        return redirect("circumstances")
    reason = request.POST.get("note", "")
    request.look.purpose = f"entry {entry} taken back"
    circumstances.withdraw(
        settings.FOOTHOLD_HOME, request.scope.authority, entry, by=request.scope.username, note=reason
    )
    recomputing.start(settings.FOOTHOLD_HOME, request.scope.authority)
    return redirect("circumstances")


def baseline(request: ScopedRequest, indicator: str) -> HttpResponse:
    """Decide on a new baseline of one chart; the old limits stay in sight and the level takes no notice of it."""
    if indicator not in CATALOGUE:
        raise Http404("no such indicator")
    found, form = CATALOGUE[indicator], Rebase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data) | {"kind": REBASE, "indicator": indicator}
        if given["begins"] not in _days(request.scope, found):
            form.add_error("begins", "The chart has no value of that day. Choose a day from its table")
        elif _kept(request, form, given):
            return redirect("baseline", indicator=indicator)
    context = {
        "indicator": found,
        "form": form,
        "chart": figures.course(request.scope, found, figures.newest_day(request.scope)),
        "decided": [one for one in _history(request.scope) if one.indicator == indicator],
        "drawing": _is_drawing(request.scope),
    }
    return render(request, "reporting/baseline.html", context)


def _kept(request: ScopedRequest, form: forms.Form, given: dict[str, Any]) -> bool:
    """Put it on record and have the charts drawn anew; what is refused is said in the form."""
    home, scope = settings.FOOTHOLD_HOME, request.scope
    request.look.purpose = f"{given['kind']} from {given['begins']}"
    kind, title, begins = given.pop("kind"), given.pop("title"), given.pop("begins")
    try:
        circumstances.record(home, scope.authority, kind, title, begins, by=scope.username, **given)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    recomputing.start(home, scope.authority)
    return True


def _days(scope: Scope, indicator: Indicator) -> set[date]:
    weeks = figures.kept(scope).series(indicator.id)
    return {week.as_at for week in weeks if week.value is not None}


def _history(scope: Scope) -> list[Entry]:
    return circumstances.history(settings.FOOTHOLD_HOME, scope.authority)


def _is_drawing(scope: Scope) -> bool:
    home = settings.FOOTHOLD_HOME
    return not pictures.rests_on(home, scope.authority, stored(home, scope.authority))


def _shown(
    request: ScopedRequest, shock: forms.Form, practice: forms.Form, wrong: forms.Form | None = None
) -> HttpResponse:
    made = _history(request.scope)
    standing = {
        entry.number for entry in circumstances.circumstances(settings.FOOTHOLD_HOME, request.scope.authority).standing
    }
    rows = [(entry, KINDS.get(entry.kind, entry.title), entry.number in standing) for entry in reversed(made)]
    context = {
        "standing": [row for row in rows if row[2]],
        "rows": rows,
        "shock": shock,
        "practice": practice,
        "form": wrong,
        "drawing": _is_drawing(request.scope),
    }
    return render(request, "reporting/circumstances.html", context)
