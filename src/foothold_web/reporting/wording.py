"""Figures, targets and definitions in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from foothold.indicators import Figure, Indicator
from foothold.terms.code_sets import part_label
from foothold.terms.figures import FigureStatus
from foothold.terms.numbers import plain_number, with_unit
from foothold.terms.reporting_periods import long_date

WHY_MISSING = {
    FigureStatus.BLANK: "nobody to count",
    FigureStatus.SUPPRESSED: "small number hidden",
    FigureStatus.NOT_COLLECTED: "not collected",
    FigureStatus.STALE: "too old to say",
}


# Not in a file's name, nor in a claim that gives an indicator's period: AL01@2020-01-06..2020-06-30.
_DAY = re.compile(r"(?<![\w@./-])\d{4}-\d\d-\d\d(?![\w-])")


def days_in_words(text: str) -> str:
    """A sentence that commands share, its days as pages print them: 6 January 2020 for 2020-01-06."""
    return _DAY.sub(lambda found: _day_in_words(found.group()), text)


def _day_in_words(written: str) -> str:
    try:
        day = date.fromisoformat(written)
    except ValueError:  # no day of the calendar: whatever it is, it stays as it is
        return written
    return long_date(day)


def amount(value: float, indicator: Indicator) -> str:
    """A value with its unit, written as reports write it: 12.5%, 5 weeks, 312."""
    return with_unit(value, indicator.unit_of_value) + (" (100 is usual)" if indicator.measure == "index" else "")


def figure_in_words(figure: Figure, indicator: Indicator) -> str:
    """The figure, or why there is none."""
    if figure.status is FigureStatus.VALUE and figure.value is not None:
        return amount(figure.value, indicator)
    return f"{WHY_MISSING[figure.status]}{f' ({days_in_words(figure.missing)})' if figure.missing else ''}"


def share(figure: Figure, indicator: Indicator) -> str:
    """What a percentage is a share of: 12 of 345."""
    counted, considered = figure.numerator, figure.denominator
    if indicator.measure != "percentage" or counted is None or considered is None:
        return ""
    return f"{plain_number(counted)} of {plain_number(considered)}"


def target_in_words(indicator: Indicator) -> str:
    """The target as people say it: at most 0, for 12 weeks."""
    target = dict(indicator.target or {})
    if not target:
        return "none set"
    weeks = target.pop("for_weeks", None)
    parts = [f"{side.replace('_', ' ')} {plain_number(value)}" for side, value in target.items()]
    return ", ".join(parts) + (f", for {plain_number(weeks)} weeks" if weeks else "")


def part_name(places: Mapping[str, str], by: str, part: str | None) -> str:
    """A part of the slice `by` as people call it: a team or place by its name, a code by what it means."""
    return places.get(part or "") or (part_label(by, part) if part else "not known")


def slice_title(name: str) -> str:
    """A slice as people call it: Age band, Service area."""
    return name.replace("_", " ").capitalize()
