"""Forecasts as they were issued, kept unchanged, and scored once the fact is known.

A ledger is a folder with one file a forecast, named by the hash of its content, so that a forecast that has been issued
cannot be altered unseen. Scores: pinball loss over all quantiles (calendar days; smaller is better), whether the fact
fell within P10 to P90 and not beyond P80, where it fell in the forecast distribution, and the Brier score of every
stated chance of a date (0 is perfect, 0.25 is what "fifty-fifty" earns).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from foothold.terms.errors import Refused


@dataclass(frozen=True)
class Issued:
    """A forecast as it was issued on a day."""

    issued_on: date
    milestone: str
    document: Mapping[str, Any]
    identity: str


def freeze(ledger: Path, document: Mapping[str, Any], issued_on: date) -> Issued:
    """Keep a forecast. The same forecast on the same day is kept once."""
    content = {"issued_on": issued_on.isoformat(), "forecast": document}
    text = json.dumps(content, sort_keys=True, indent=1)
    identity = hashlib.sha256(text.encode()).hexdigest()
    ledger.mkdir(parents=True, exist_ok=True)
    path = ledger / f"{issued_on.isoformat()}-{document['milestone']}-{identity[:16]}.json"
    if not path.exists():
        path.write_text(text)
    return Issued(issued_on, str(document["milestone"]), document, identity)


def issued(ledger: Path) -> list[Issued]:
    """Every kept forecast, oldest first; refused by name when a file no longer matches the hash in its name."""
    return [_read(path) for path in sorted(ledger.glob("*.json"))]


def about(kept: Sequence[Issued], milestone: str) -> list[Issued]:
    """The forecasts of one milestone; where none of it was issued, those of the milestone issued last."""
    wanted = milestone if any(one.milestone == milestone for one in kept) else (kept[-1].milestone if kept else "")
    return [one for one in kept if one.milestone == wanted]


def _read(path: Path) -> Issued:
    text = path.read_text()
    identity = hashlib.sha256(text.encode()).hexdigest()
    if not path.stem.endswith(identity[:16]):
        raise Refused(f"{path.name} has been changed since it was issued. Restore it from a backup.")
    content = json.loads(text)
    document = content["forecast"]
    return Issued(date.fromisoformat(content["issued_on"]), document["milestone"], document, identity)


def score(forecast: Issued, actual: date) -> dict[str, Any]:
    """How a forecast fared against the day on which the milestone was reached."""
    days = {level: date.fromisoformat(entry["date"]) for level, entry in forecast.document["quantiles"].items()}
    return {
        "issued_on": forecast.issued_on.isoformat(),
        "milestone": forecast.milestone,
        "inputs_sha256": forecast.document["inputs_sha256"],
        "P50": days["P50"].isoformat(),
        "P80": days["P80"].isoformat(),
        "actual": actual.isoformat(),
        "error_of_P50_days": (actual - days["P50"]).days,
        "within_P10_P90": days["P10"] <= actual <= days["P90"],
        "not_beyond_P80": actual <= days["P80"],
        "share_of_quantiles_before": sum(day < actual for day in days.values()) / len(days),
        "pinball_days": _pinball(days, actual),
        "brier": _brier(forecast, actual),
    }


def _pinball(days: Mapping[str, date], actual: date) -> float:
    losses = []
    for level, day in days.items():
        share, error = int(level[1:]) / 100, (actual - day).days
        losses.append(share * error if error >= 0 else (share - 1) * error)
    return 2 * sum(losses) / len(losses)


def _brier(forecast: Issued, actual: date) -> float | None:
    """Mean over the stated dates of the squared gap between the chance and what happened ("by" is before the date)."""
    stated = [
        (date.fromisoformat(day), entry["probability"])
        for day, entry in forecast.document["by"].items()
        if "=" not in day  # a date of another milestone
    ]
    if not stated:
        return None
    return sum((chance - (actual < day)) ** 2 for day, chance in stated) / len(stated)
