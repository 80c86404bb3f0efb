"""Finds indicators that moved the wrong way, so that a report cannot leave them out by oversight."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date, timedelta
from math import sqrt

from foothold.reports.built import Edition, Movement
from foothold.reports.evidence import Evidence
from foothold.reports.figures import Definition, Measured, as_printed
from foothold.terms.errors import Refused

RARE = 1.96
"""Standard errors that a difference exceeds by chance alone once in forty times."""


def adverse_movements(
    evidence: Evidence, since: date, until: date, mentioned: Set[str], edition: Edition
) -> list[Movement]:
    """Every indicator with a polarity whose printed value got worse between two dates, each over its own period.

    Those that moved by more than chance alone would come first, then those of which that cannot be told, then the
    rest; the largest of each before the others. Whether one matters is for the author to say. `mentioned` holds the
    indicators that the report states. What rests on the newest state on record is left out: its earlier figure is not
    what was so then. A movement that the public edition hides is not told apart from none there.
    """
    found = [
        _movement(definition, earlier, later, mentioned)
        for definition in evidence.definitions()
        if definition.polarity is not None and not evidence.newest_only(definition.indicator)
        for earlier, later in _two(evidence, definition, since, until, edition)
        if _is_worse(definition, earlier, later)
    ]
    return [movement for _, movement in sorted(found, key=lambda each: each[0], reverse=True)]


def days_compared(evidence: Evidence, indicator: str, since: date, until: date) -> tuple[date, date]:
    """The two days; for an indicator that reads low at first, those before them by which it had settled."""
    settles = timedelta(days=evidence.settles(indicator))
    return since - settles, until - settles


def _two(
    evidence: Evidence, definition: Definition, since: date, until: date, edition: Edition
) -> Iterator[tuple[Measured, Measured]]:
    days = days_compared(evidence, definition.indicator, since, until)
    earlier, later = (_measured(evidence, definition, day, edition) for day in days)
    if earlier and later:
        yield earlier, later


def _measured(evidence: Evidence, definition: Definition, day: date, edition: Edition) -> Measured | None:
    try:
        found = evidence.measured(definition.indicator, None, day)
    except Refused:
        return None
    held = found.hide_small(definition.measure) if edition is Edition.PUBLIC else found
    return held if held.known and held.value is not None else None


def _is_worse(definition: Definition, earlier: Measured, later: Measured) -> bool:
    """Worse by as much as is printed: what looks the same is the same."""
    if as_printed(earlier, definition.unit) == as_printed(later, definition.unit):
        return False
    rise = (later.value or 0) - (earlier.value or 0)
    return rise > 0 if definition.polarity == "low" else rise < 0


def _movement(
    definition: Definition, earlier: Measured, later: Measured, mentioned: Set[str]
) -> tuple[tuple[int, float], Movement]:
    """A movement and its place among the others."""
    error = _standard_error(definition.measure, earlier, later)
    moved, usual = abs((later.value or 0) - (earlier.value or 0)), abs(earlier.value or 0)
    beyond = None if error is None else moved > RARE * error
    size = moved / error if error else moved / usual if usual else 0.0
    return ({True: 2, None: 1, False: 0}[beyond], size), Movement(
        definition.indicator,
        definition.title,
        as_printed(earlier, definition.unit),
        earlier.as_at,
        as_printed(later, definition.unit),
        later.as_at,
        definition.indicator in mentioned,
        beyond,
    )


def _standard_error(measure: str, earlier: Measured, later: Measured) -> float | None:
    """By how much chance alone makes two values differ, in the values' unit; None where no counts say.

    The two are taken for periods that share nobody. Most share many, so that chance has less room than this.
    """
    counts = [(each.numerator, each.denominator) for each in (earlier, later)]
    if measure == "count":
        return sqrt(sum(counted or 0 for counted, _ in counts)) or None
    known = [(counted, of) for counted, of in counts if counted is not None and of]
    if len(known) < 2:
        return None
    if measure == "percentage":
        share = sum(counted for counted, _ in known) / sum(of for _, of in known)
        return 100 * sqrt(share * (1 - share) * sum(1 / of for _, of in known)) or None
    if measure == "rate":
        squares = [
            ((each.value or 0) ** 2, counted) for each, (counted, _) in zip((earlier, later), known, strict=True)
        ]
        return sqrt(sum(square / counted for square, counted in squares if counted)) or None
    return None
