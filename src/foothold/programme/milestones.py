"""Milestone trend: every date ever set for a milestone, and how far each report moved it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from foothold.programme import written
from foothold.terms.errors import Refused


@dataclass(frozen=True)
class Report:
    """A date at which a date was given."""

    reported: date
    forecast: date
    source: str


def milestone_trend(path: Path) -> dict[str, Any]:
    """Slip from report to report, in calendar days. A slip of 1.0 per elapsed day means that no progress was made."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path.name} cannot be read. Name a milestone file.") from error
    document = written.json_file(path, raw, "a milestone file")
    if not isinstance(document, dict) or not {"baseline", "reports"} <= document.keys():
        raise Refused(f"{path.name} is not a milestone file: it needs milestone, baseline and reports.")
    baseline = written.day(f"{path.name}, baseline", document["baseline"])
    reports = [
        _report(f"{path.name}, report {number}", entry)
        for number, entry in enumerate(written.entries(f"{path.name}, reports", document["reports"]), start=1)
    ]
    _check(path, reports)
    return {
        "milestone": document.get("milestone"),
        "steps": [_step(earlier, later) for earlier, later in pairwise(reports)],
        "total_slip_vs_baseline_days": (reports[-1].forecast - baseline).days,
        "status_at_last": _status(reports[-1], baseline),
    }


def _report(place: str, entry: Mapping[str, Any]) -> Report:
    reported, forecast = (written.day(place, written.required(place, entry, field)) for field in ("report", "forecast"))
    return Report(reported, forecast, str(entry.get("source") or ""))


def _check(path: Path, reports: list[Report]) -> None:
    if not reports:
        raise Refused(f"{path.name} holds no reports. Add at least one.")
    for earlier, later in pairwise(reports):
        if later.reported <= earlier.reported:
            raise Refused(
                f"{path.name}: the report of {later.reported} does not come after that of {earlier.reported}. "
                "Put reports in order of date, one a date."
            )


def _step(earlier: Report, later: Report) -> dict[str, Any]:
    elapsed = (later.reported - earlier.reported).days
    slip = (later.forecast - earlier.forecast).days
    return {
        "from": earlier.reported.isoformat(),
        "to": later.reported.isoformat(),
        "elapsed_days": elapsed,
        "slip_days": slip,
        "slip_per_elapsed_day": slip / elapsed,
        "time_to_go_days": (later.forecast - later.reported).days,
    }


def _status(last: Report, baseline: date) -> str:
    if last.forecast <= last.reported:
        return "reached"
    slip = (last.forecast - baseline).days
    return "behind baseline" if slip > 0 else "ahead of baseline" if slip < 0 else "on baseline"
