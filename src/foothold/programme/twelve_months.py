"""The twelve-month check: is a date nearer to the decision than any trust has managed, or than twelve months?

Government's advice on setting up a children's services trust was that it takes at least twelve months; the real trusts
of the reference class agree. It is a warning, never a verdict: nobody is stopped from trying.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from foothold.programme.reference_class import Case
from foothold.terms.reporting_periods import long_date

DAYS_A_MONTH = 365.25 / 12
LEAST_MONTHS = 12


def twelve_month_check(
    decided: date, dates: Mapping[str, date], cases: Sequence[Case], as_known: date
) -> dict[str, Any]:
    """Each date with its months from the decision, how many trusts known that day were as fast, and any warning."""
    lengths = sorted(days for case in cases for days, live in [case.as_known(as_known)] if live)
    found = [_checked(meaning, day, (day - decided).days, lengths) for meaning, day in dates.items()]
    return {
        "decided": decided.isoformat(),
        "as_known": as_known.isoformat(),
        "live": len(lengths),
        "fastest_days": lengths[0] if lengths else None,
        "dates": found,
        "sentence": _sentence(found, lengths, as_known),
    }


def _checked(meaning: str, day: date, length: int, lengths: Sequence[int]) -> dict[str, Any]:
    as_fast = sum(each <= length for each in lengths)
    too_soon = length < LEAST_MONTHS * DAYS_A_MONTH
    warning = ""
    if too_soon:
        warning = "Under twelve months"
    elif lengths and as_fast == 0:
        warning = "Faster than any trust known then"
    elif lengths and as_fast * 4 < len(lengths):
        warning = "Fewer than one trust in four was as fast"
    return {
        "meaning": meaning,
        "date": day.isoformat(),
        "days": length,
        "months": length / DAYS_A_MONTH,
        "as_fast": as_fast,
        "too_soon": too_soon,
        "warning": warning,
    }


def _sentence(found: Sequence[Mapping[str, Any]], lengths: Sequence[int], as_known: date) -> str:
    warned = sum(bool(one["warning"]) for one in found)
    known = (
        f"The fastest of the {len(lengths)} trusts live by {long_date(as_known)} took "
        f"{lengths[0] / DAYS_A_MONTH:.1f} months."
        if lengths
        else "No trust was live by then."
    )
    return f"Setting up a trust takes at least twelve months. {known} {warned} of {len(found)} dates carry a warning."
