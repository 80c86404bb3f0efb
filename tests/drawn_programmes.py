"""Small programmes drawn in a test, whose answers can be worked out by hand."""

from __future__ import annotations

from typing import Any

from foothold.programme.network import Programme, parse_programme


def task(name: str, days: float | tuple[float, float, float], *before: str, **more: Any) -> dict[str, Any]:
    """One task of a programme file; a single number of days is certain."""
    low, likely, high = days if isinstance(days, tuple) else (days, days, days)
    return {"id": name, "programme": "TRUST", "o": low, "m": likely, "p": high, "preds": list(before), **more}


def programme(*tasks: dict[str, Any], only: list[str] | None = None, **more: Any) -> Programme:
    """A programme from 3 June 2019, a Monday, without holidays."""
    document = {"schema": "trust-programme/1", "start_date": "2019-06-03", "tasks": list(tasks), **more}
    return parse_programme(document, "0" * 64, only)
