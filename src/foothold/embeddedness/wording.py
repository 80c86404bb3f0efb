"""What an assessment says in plain English, for a page and for a report."""

from __future__ import annotations

from collections.abc import Sequence

from foothold.embeddedness.conditions import Condition, figure
from foothold.embeddedness.record import Record
from foothold.embeddedness.series import Series

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_ABOVE = ("early", "tentative", "consolidating", "embedded")
_LEVELS = ("not started", *_ABOVE)
_ASKED_FOR = ("A", "D", "D", "CFGH")  # the conditions, beside periods on target, that each next level asks for
_PLAINLY = {
    "A": "a clear improvement on what came before",
    "C": "a process that would stay on target by itself",
    "D": "nothing getting worse",
    "F": "a surge survived, or a stress test passed",
    "G": "every team above its floor",
    "H": "practice audit and leadership vouched for",
}

HOW_FAR_TO_TRUST = {
    "early": (
        "Luck alone shows a run like this, at some time in a year and a half of weekly looks, "
        "in about one in four services in which nothing has changed."
    ),
    "tentative": (
        "Looked at every week for a year and a half, three in ten services in which nothing has changed are called "
        "tentative at least once, if their mean happens to lie on the target; one in eight if it falls just short. "
        "Look again in a few weeks before you rely on it."
    ),
    "consolidating": (
        "Looked at every week for a year and a half, two in a hundred services in which nothing has changed are called "
        "consolidating at least once, if their mean happens to lie on the target."
    ),
    "embedded": (
        "Of 400 simulated services in which nothing had changed none was ever called embedded; of those only just good "
        "enough for their target six in a hundred were, wrongly, at least once in a year and a half."
    ),
}
"""What each level is worth: how often it would be given by luck, by the simulation in `operating_characteristics`."""


def next_step(number: int, record: Record, unmet: Sequence[Condition]) -> str:
    """The next level and what is still missing for it, with the evidence."""
    if number == len(_ABOVE):
        return "nothing further: keep every condition met"
    missing = [f"{condition.name} ({condition.evidence})" for condition in _missing(number, unmet)]
    return f"{_ABOVE[number]}: {'; '.join([*_periods_missing(number, record, 'period'), *missing])}"


def sentence(
    number: int, reversing: bool, record: Record, bound: float | None, unmet: Sequence[Condition], remembered: str
) -> str:
    """Where the measure stands, what that is worth, how often it was lost before, and what the next level asks for."""
    state = _LEVELS[number] if number == len(_ABOVE) else f"{_LEVELS[number]}, not yet embedded"
    opening = f"{_named(record.series)}{_standing(record)}: {state}{', and reversing' if reversing else ''}."
    memory = f"{remembered[:1].upper()}{remembered[1:]}." if remembered else ""
    parts = (opening, _worth(record, bound), memory, _still_asked(number, record, unmet))
    return " ".join(part for part in parts if part)


def not_assessable(series: Series, reason: str) -> str:
    """Why nothing can be said."""
    return f"{_named(series)}not assessable, so not yet embedded. Needed: {reason}."


def _missing(number: int, unmet: Sequence[Condition]) -> list[Condition]:
    return [condition for condition in unmet if condition.id in _ASKED_FOR[number]]


def _periods_missing(number: int, record: Record, period: str) -> list[str]:
    """How many more periods on target the next level asks for; nothing if it asks for none."""
    if number == 0:
        return []
    if record.target is None:
        return ["a target, which is not set"]
    defaults = record.defaults
    asked = (defaults.periods_for_tentative, defaults.periods_for_consolidating, defaults.periods_for_embedded)
    streak, needed = record.periods_on_target(record.newest), asked[number - 1]
    enough = streak >= needed if number == 1 else record.has_held(needed)
    return [] if enough else [f"{needed} {period}s on target ({streak} of {needed})"]


def _still_asked(number: int, record: Record, unmet: Sequence[Condition]) -> str:
    if number == len(_ABOVE):
        return ""
    periods = _periods_missing(number, record, record.series.every)
    implied = "C" if record.zero and periods else ""  # so many clean weeks are what makes a count capable
    plainly = [
        _PLAINLY[condition.id] + (" (not known)" if condition.met is None else "")
        for condition in _missing(number, unmet)
        if condition.id != implied
    ]
    return f"Needed for {_ABOVE[number]}: {'; '.join([*periods, *plainly])}."


def _named(series: Series) -> str:
    return f"{series.name}: " if series.name else ""


def _standing(record: Record) -> str:
    streak = record.periods_on_target(record.newest)
    value = figure(record.series.values[-1])
    if streak:
        return f"zero for {_periods(record, streak)}" if record.zero else f"on target for {_periods(record, streak)}"
    return (
        f"{value}, no target set" if record.target is None else f"{value} against a target of {figure(record.target)}"
    )


def _worth(record: Record, bound: float | None) -> str:
    """How much a clean record is worth: what chance of a miss it still leaves."""
    streak = record.periods_on_target(record.newest)
    if bound is None or not streak:
        return ""
    number = _NUMBERS[streak] if streak < len(_NUMBERS) else str(streak)
    verb = "leaves" if streak == 1 else "leave"
    every = record.series.every
    clean = every if streak == 1 else f"{every}s"
    return f"{number} clean {clean} still {verb} a chance of a miss of up to {bound * 100:.0f}% a {every}."


def _periods(record: Record, count: int) -> str:
    return f"{count} {record.series.every}{'' if count == 1 else 's'}"
