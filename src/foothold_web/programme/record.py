"""A programme's record as a person may read it: its registers as tables, its gates with their criteria."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils import timezone

from foothold.indicators import CATALOGUE
from foothold.terms.errors import Refused
from foothold.terms.figures import FigureStatus
from foothold.terms.reporting_periods import long_date
from foothold_web.accounts.scope import SYNTHETIC, Scope
from foothold_web.programme import account, models
from foothold_web.programme.registers import REGISTERS, Register
from foothold_web.reporting import figures, wording

SOON_DAYS = 28
RED, YELLOW, GREEN, GREY = "red", "yellow", "green", "grey"


@dataclass(frozen=True)
class Row:
    """One entry with its cells and, where there is one, the state it is in and the colour of its tag."""

    entry: models.Recorded
    cells: tuple[Any, ...]
    state: str = ""
    colour: str = GREY
    more: tuple[Any, ...] = field(default=())


def find(name: str, listed: tuple[str, ...]) -> Register:
    """A register by its name in an address."""
    if name not in listed:
        raise Http404("no such register")
    return REGISTERS[name]


def entry_of(scope: Scope, register: Register, number: int) -> models.Recorded:
    """One entry of the person's council."""
    found = register.model._default_manager.filter(authority=scope.authority, pk=number).first()
    if found is None:
        raise Http404("no such entry")
    return found


def today_of(scope: Scope) -> date:
    """The day the record is read on: today, or the newest forecast's day where the council does not exist."""
    if not scope.authority.startswith(SYNTHETIC):
        return timezone.localdate()
    found = account.kept(settings.FOOTHOLD_HOME, scope.authority)
    return found["forecast"]["issued_day"] if found else timezone.localdate()


def rows(scope: Scope, register: Register) -> list[Row]:
    """A register's entries in its order, each with what follows from it on the day it is read."""
    today = today_of(scope)
    plan = _tasks(scope)
    entries = register.model._default_manager.filter(authority=scope.authority)
    return [_row(scope, register, entry, today, plan) for entry in entries]


def more_columns(register: Register) -> tuple[str, ...]:
    """Titles of what is added to a register's own fields."""
    return {
        "decisions": ("The plan's task ends, in the middle", "In four cases of five by"),
        "appointments": ("The plan says, in the middle", "In four cases of five by"),
        "money": ("Left of the budget at the end, pounds",),
        "measures": ("Newest figure", "As at"),
    }.get(register.id, ())


def history(scope: Scope, register: Register, entry: models.Recorded) -> list[models.Change]:
    """Every change to an entry, the newest first."""
    return list(models.Change.objects.filter(authority=scope.authority, register=register.id, entry=entry.pk))


def gates(scope: Scope) -> list[Row]:
    """Gates in order of date, with how many criteria of each weight are met."""
    found = models.Gate.objects.filter(authority=scope.authority)
    return [_gate(gate, today_of(scope)) for gate in found]


def at_a_glance(scope: Scope) -> dict[str, Any]:
    """What whoever runs the programme asks on a Monday morning."""
    found = account.kept(settings.FOOTHOLD_HOME, scope.authority) or {}
    filled = ("appointed", "in post")
    return {
        "forecast": found.get("forecast"),
        "trend": found.get("trend"),
        "slipping": [one for one in found.get("owners", ()) if one["slips"]],
        "due": due(scope),
        "gates": gates(scope),
        "vacant": [
            row
            for row in rows(scope, REGISTERS["appointments"])
            if isinstance(row.entry, models.Appointment) and row.entry.state not in filled
        ],
    }


def due(scope: Scope) -> list[Row]:
    """Questions that nobody has answered yet, the earliest first."""
    every = rows(scope, REGISTERS["decisions"])
    return [row for row in every if isinstance(row.entry, models.Decision) and row.entry.decided_on is None]


def money_totals(scope: Scope) -> dict[str, int]:
    """Budget, spent and forecast over all lines."""
    lines = list(models.MoneyLine.objects.filter(authority=scope.authority))
    return {name: sum(getattr(line, name) for line in lines) for name in ("budget", "spent", "forecast")}


def _tasks(scope: Scope) -> dict[str, dict[str, Any]]:
    found = account.kept(settings.FOOTHOLD_HOME, scope.authority)
    return {one["id"]: one for stream in found["workstreams"] for one in stream["tasks"]} if found else {}


def _gate(gate: models.Gate, today: date) -> Row:
    criteria = gate.asks_for()
    counts = []
    for weight in (models.CRITICAL, models.IMPORTANT, models.FOLLOW):
        of_weight = [one for one in criteria if one.weight == weight]
        counts.append(f"{sum(one.state == models.MET for one in of_weight)} of {len(of_weight)}")
    colours = {models.PASSED: GREEN, models.CONDITIONS: YELLOW, models.HELD: RED}
    waiting = "overdue" if gate.due < today else "waiting"
    state, colour = gate.decision or waiting, colours.get(gate.decision, RED if gate.due < today else GREY)
    return Row(gate, (gate.name, gate.due, *counts), state, colour)


def _row(scope: Scope, register: Register, entry: models.Recorded, today: date, plan: dict[str, dict[str, Any]]) -> Row:
    cells = tuple(cell(entry, name) for name in register.fields)
    state, colour = _state(entry, today)
    more: tuple[Any, ...] = ()
    if isinstance(entry, models.Decision | models.Appointment):
        task = plan.get(entry.task)
        more = (task["end_day"], task["late_day"]) if task else ("", "")
    elif isinstance(entry, models.MoneyLine):
        more = (_shown(entry.budget - entry.forecast),)
    elif isinstance(entry, models.ContractMeasure):
        state, colour, more = _measured(scope, entry)
    return Row(entry, cells, state, colour, more)


def cell(entry: models.Recorded, name: str) -> Any:
    """One field of an entry as people read it: a choice by its words, a sum with its thousands, a day in full."""
    told = getattr(entry, f"get_{name}_display", None)
    return told() if told else _shown(getattr(entry, name))


def _shown(value: Any) -> Any:
    if isinstance(value, date):
        return long_date(value)
    return f"{value:,}" if isinstance(value, int) else value


def _state(entry: models.Recorded, today: date) -> tuple[str, str]:
    if isinstance(entry, models.Decision):
        return _due(entry.due, entry.decided_on, "decided", today)
    if isinstance(entry, models.AnnualReview):
        return _due(entry.due, entry.held_on, "held", today)
    if isinstance(entry, models.Appointment):
        filled = entry.state in ("appointed", "in post")
        return _due(entry.wanted_by, entry.since if filled else None, entry.state, today)
    if isinstance(entry, models.MoneyLine):
        return ("over budget", RED) if entry.forecast > entry.budget else ("within budget", GREY)
    return "", GREY


def _due(due: date, done: date | None, word: str, today: date) -> tuple[str, str]:
    if done is not None:
        late = (done - due).days
        return (f"{word}, {late} days late", GREY) if late > 0 else (word, GREEN)
    left = (due - today).days
    if left < 0:
        return f"overdue by {-left} days", RED
    return f"due in {left} days", YELLOW if left <= SOON_DAYS else GREY


def _measured(scope: Scope, measure: models.ContractMeasure) -> tuple[str, str, tuple[Any, ...]]:
    """Whether the newest figure meets the target; a figure that is missing is neither met nor missed."""
    indicator = CATALOGUE[measure.indicator]
    try:
        figure = figures.newest(figures.kept(scope), indicator)
    except Refused as refusal:
        return "no figure", GREY, (str(refusal), "")
    words = wording.figure_in_words(figure, indicator)
    if figure.status is not FigureStatus.VALUE or figure.value is None:
        return "no figure", GREY, (words, figure.as_at)
    if figure.as_at < measure.holds_from:
        return "not in force yet", GREY, (words, figure.as_at)
    met = figure.value <= measure.target if measure.relation == "at most" else figure.value >= measure.target
    return "met" if met else "not met", GREEN if met else RED, (words, figure.as_at)
