"""Indicators of the sector's catalogue that no return can feed, each with the field that is missing and why."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class NotFed:
    """An indicator that people ask for and nothing loaded can answer."""

    id: str
    title: str
    missing: str  # the field without which it cannot be computed
    why: str


@cache
def not_fed() -> tuple[NotFed, ...]:
    """All of them, in the order of the file. ValueError where a line lacks a cell or an identifier comes twice."""
    text = (files("foothold.indicators") / "not_fed.csv").read_text(encoding="utf-8")
    found = tuple(NotFed(**line) for line in csv.DictReader(text.splitlines()))
    complete = all(all(vars(one).values()) for one in found)
    if not complete or len({one.id for one in found}) != len(found):
        raise ValueError("not_fed.csv: every line needs all four cells and an identifier of its own.")
    return found
