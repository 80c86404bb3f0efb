"""What would have been said on each day a forecast was issued, beside what was said, and how it fared.

Nothing here is made with hindsight: the inside view is the forecast as it was issued, the outside view counts only
trusts that were live by that day, and what was said is the newest date given by then. The day that came only scores.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from foothold.programme.ledger import Issued, about, issued, score
from foothold.programme.network import WIND_UP, read_programme
from foothold.programme.reference_class import TRUSTS, Case, outside_view, read_cases
from foothold.terms.errors import Refused

LEVELS = ("P10", "P50", "P80", "P90")


def told_story(folder: Path) -> list[dict[str, Any]]:
    """The story of a programme folder: plan.json, milestones.json and forecasts/."""
    kept = issued(folder / "forecasts")
    if not kept:
        raise Refused("No forecast has been issued. Issue one: foothold forecast FILE --issued-on DATE.")
    dates, plan = folder / "milestones.json", json.loads((folder / "plan.json").read_bytes())
    milestones: dict[str, Any] = json.loads(dates.read_bytes()) if dates.exists() else {"reports": []}
    programme = read_programme(folder / "plan.json")
    return story(
        about(kept, programme.go_live.id),
        milestones["reports"],
        milestones.get("reached"),
        None if plan.get("kind") == WIND_UP else read_cases(TRUSTS),
        decided=programme.calendar.start,
    )


def story(
    kept: Iterable[Issued],
    reports: Sequence[Mapping[str, str]],
    reached: str | None,
    cases: Sequence[Case] | None,
    *,
    decided: date,
) -> list[dict[str, Any]]:
    """One entry a forecast, oldest first; `score` is None while the day has not come.

    `cases` is None for a service that goes back to its council: how long trusts took to set up says nothing of that,
    and `outside` is None.
    """
    actual = date.fromisoformat(reached) if reached else None
    return [
        {
            "issued_on": one.issued_on.isoformat(),
            "said": _said(reports, one.issued_on, actual),
            "inside": {level: one.document["quantiles"][level]["date"] for level in LEVELS},
            "by": {day: each["probability"] for day, each in one.document["by"].items() if "=" not in day},
            "outside": None if cases is None else _outside(cases, decided, one),
            "score": score(one, actual) if actual else None,
        }
        for one in kept
    ]


def _said(reports: Sequence[Mapping[str, str]], day: date, actual: date | None) -> dict[str, Any] | None:
    by_then = [one for one in reports if date.fromisoformat(one["report"]) <= day]
    if not by_then:
        return None
    last = max(by_then, key=lambda one: one["report"])
    error = (actual - date.fromisoformat(last["forecast"])).days if actual else None
    return {
        "reported": last["report"],
        "date": last["forecast"],
        "source": last.get("source", ""),
        "error_days": error,
    }


def _outside(cases: Sequence[Case], decided: date, one: Issued) -> dict[str, Any]:
    days = [date.fromisoformat(day) for day in one.document["by"] if "=" not in day]
    views = [outside_view(cases, decided=decided, as_known=one.issued_on, by=day) for day in days or [None]]
    return {
        "live": sum(case["live"] for case in views[0]["cases"]),
        "empirical": {level: views[0]["empirical"][level]["date"] for level in LEVELS},
        "log_normal": {level: views[0]["log_normal"][level]["date"] for level in LEVELS},
        "by": {
            view["probability_by"]["date"]: view["probability_by"]["log_normal"]
            for view in views
            if view["probability_by"]
        },
    }
