"""Pages of a programme's record: what people decided, and the forms by which they do."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from foothold.terms.errors import Refused
from foothold_web.programme import account, actions, models, record
from foothold_web.programme.forms import DecideGate, EntryForm, entry_form
from foothold_web.programme.registers import LISTED, REGISTERS, Register
from foothold_web.routing import ScopedRequest

CONFIDENCE = REGISTERS["confidence"]
CHANGED_BY_RUNNER = tuple(name for name in LISTED if REGISTERS[name].permission != CONFIDENCE.permission)


def overview(request: ScopedRequest) -> HttpResponse:
    """Gates, what is due, who is sought and what it costs, on one page."""
    scope = request.scope
    context = {
        **_account(request),
        "today": record.today_of(scope),
        "gates": record.gates(scope),
        "due": record.due(scope)[:10],
        "appointments": record.rows(scope, REGISTERS["appointments"]),
        "totals": record.money_totals(scope),
        "confidence": record.rows(scope, CONFIDENCE)[:1],
        "registers": [REGISTERS[name] for name in LISTED],
    }
    return render(request, "programme/record.html", context)


def register(request: ScopedRequest, register: str) -> HttpResponse:
    """One register as a table."""
    found = record.find(register, LISTED)
    rows = record.rows(request.scope, found)
    context = {
        **_account(request),
        "register": found,
        "columns": (*found.columns, *record.more_columns(found)),
        "rows": rows,
        "has_state": any(row.state for row in rows),
        "may_change": request.scope.may(found.permission),
        "totals": record.money_totals(request.scope) if register == "money" else None,
        "today": record.today_of(request.scope),
    }
    return render(request, "programme/register.html", context)


def entry(request: ScopedRequest, register: str, entry: int) -> HttpResponse:
    """One entry and everything it ever said."""
    found = record.find(register, (*LISTED, "criteria", "gates"))
    one = record.entry_of(request.scope, found, entry)
    cells = [(title, record.cell(one, name)) for title, name in zip(found.columns, found.fields, strict=True)]
    context = {
        **_account(request),
        "register": found,
        "entry": one,
        "cells": cells,
        "history": record.history(request.scope, found, one),
        "may_change": request.scope.may(found.permission) and not found.kept,
    }
    return render(request, "programme/entry.html", context)


def add(request: ScopedRequest, register: str) -> HttpResponse:
    """Put an entry on a register."""
    return _added(request, record.find(register, (*CHANGED_BY_RUNNER, "gates")))


def judge(request: ScopedRequest) -> HttpResponse:
    """Record a reviewer's judgement of delivery confidence."""
    return _added(request, CONFIDENCE)


def change(request: ScopedRequest, register: str, entry: int) -> HttpResponse:
    """Change an entry."""
    found = record.find(register, (*CHANGED_BY_RUNNER, "criteria", "gates"))
    one = record.entry_of(request.scope, found, entry)
    form = _form(request, found, {name: getattr(one, name) for name in found.fields})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(found, one, form.cleaned_data, by=request.scope)
            return redirect("programme_entry", register, entry)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _asked(request, f"Change a {found.one}", form)


def gate(request: ScopedRequest, gate: int) -> HttpResponse:
    """A gate: its criteria by weight, the evidence, and what was decided."""
    return _gate(request, gate, DecideGate())


def add_criterion(request: ScopedRequest, gate: int) -> HttpResponse:
    """Put a criterion on a gate."""
    held = _held(request, gate)
    return _added(request, REGISTERS["criteria"], held)


def decide(request: ScopedRequest, gate: int) -> HttpResponse:
    """Decide a gate."""
    held = _held(request, gate)
    if request.method != "POST":
        return redirect("programme_gate", gate)
    form = DecideGate(request.POST)
    if form.is_valid():
        try:
            said = form.cleaned_data
            on = record.today_of(request.scope)
            actions.decide(held, said["decision"], said["reason"], by=request.scope, on=on)
            return redirect("programme_gate", gate)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _gate(request, gate, form)


def _held(request: ScopedRequest, gate: int) -> models.Gate:
    held = record.entry_of(request.scope, REGISTERS["gates"], gate)
    assert isinstance(held, models.Gate)  # noqa: S101 - the register says so
    return held


def _gate(request: ScopedRequest, gate: int, form: DecideGate) -> HttpResponse:
    held = _held(request, gate)
    criteria = held.asks_for()
    context = {
        **_account(request),
        "gate": held,
        "groups": [
            (weight, [one for one in criteria if one.weight == weight])
            for weight in (models.CRITICAL, models.IMPORTANT, models.FOLLOW)
        ],
        "open": held.decision in ("", models.HELD),
        "form": form,
        "history": record.history(request.scope, REGISTERS["gates"], held),
    }
    return render(request, "programme/gate.html", context)


def _added(request: ScopedRequest, register: Register, gate: models.Gate | None = None) -> HttpResponse:
    form = _form(request, register)
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.add(register, form.cleaned_data, by=request.scope, gate=gate)
            if gate is not None or isinstance(one, models.Gate):
                return redirect("programme_gate", gate.pk if gate else one.pk)
            return redirect("programme_register", register.id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _asked(request, f"Add a {register.one}", form)


def _form(request: ScopedRequest, register: Register, values: dict[str, Any] | None = None) -> EntryForm:
    found = _account(request)
    tasks = frozenset(one["id"] for stream in found.get("workstreams", ()) for one in stream["tasks"])
    return entry_form(register, tasks)(request.POST or None, initial=values or {})


def _asked(request: ScopedRequest, heading: str, form: EntryForm) -> HttpResponse:
    return render(request, "programme/asked.html", {**_account(request), "heading": heading, "form": form})


def _account(request: ScopedRequest) -> dict[str, Any]:
    """The account of the programme; a record may be kept before there is a plan."""
    return account.kept(settings.FOOTHOLD_HOME, request.scope.authority) or {}
