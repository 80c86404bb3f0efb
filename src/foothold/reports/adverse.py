"""Finds indicators that moved the wrong way, so that a report cannot leave them out by oversight."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date

from foothold.reports.built import Edition, Movement
from foothold.reports.evidence import Evidence
from foothold.reports.figures import Definition, Measured, as_printed
from foothold.terms.errors import Refused

SAME = 1e-9


def adverse_movements(
    evidence: Evidence, since: date, until: date, mentioned: Set[str], edition: Edition
) -> Iterator[Movement]:
    """Every indicator with a polarity whose value got worse between two dates, each over its own period.

    Any worsening counts, however small: whether it matters is for the author to say. `mentioned` holds the indicators
    that the report states. A movement that the public edition hides is not told apart from none there.
    """
    for definition in evidence.definitions():
        if definition.polarity is None:
            continue
        earlier = _measured(evidence, definition, since, edition)
        later = _measured(evidence, definition, until, edition)
        if earlier and later and _is_worse(definition, earlier, later):
            yield Movement(
                definition.indicator,
                definition.title,
                as_printed(earlier, definition.unit),
                since,
                as_printed(later, definition.unit),
                until,
                definition.indicator in mentioned,
            )


def _measured(evidence: Evidence, definition: Definition, day: date, edition: Edition) -> Measured | None:
    try:
        found = evidence.measured(definition.indicator, None, day)
    except Refused:
        return None
    held = found.hide_small(definition.measure) if edition is Edition.PUBLIC else found
    return held if held.known and held.value is not None else None


def _is_worse(definition: Definition, earlier: Measured, later: Measured) -> bool:
    rise = (later.value or 0) - (earlier.value or 0)
    return rise > SAME if definition.polarity == "low" else rise < -SAME
