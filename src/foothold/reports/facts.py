"""Figures that a report may state although no data of the council can give them, each with its date and its source."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

NOT_COMPUTED = "stated in the commissioners' source documents; not computed from the council's data"


@dataclass(frozen=True)
class Fact:
    """One published figure. `as_at` is in the source's own words; nothing dated before `known_from` may state it.

    `topic` says which facts are the same statement at different times, such as the date planned for the trust.
    """

    name: str
    topic: str
    value: str
    as_at: str
    known_from: date
    statement: str
    source: str


@cache
def facts() -> dict[str, Fact]:
    """All cited facts, by name."""
    text = (files("foothold.reports") / "facts.csv").read_text(encoding="utf-8")
    return {row["name"]: _fact(row) for row in csv.DictReader(text.splitlines())}


def _fact(row: dict[str, str]) -> Fact:
    return Fact(
        name=row["name"],
        topic=row["topic"],
        value=row["value"],
        as_at=row["as_at"],
        known_from=date.fromisoformat(row["known_from"]),
        statement=row["statement"],
        source=row["source"],
    )
