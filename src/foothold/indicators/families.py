"""The families of indicators, by the letters their identifiers begin with, and those that nothing loaded can feed."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FAMILIES = {
    "FD": "Front door",
    "AS": "Assessment",
    "AL": "Allocation",
    "CP": "Child protection",
    "CN": "Children in need",
    "CC": "Children looked after",
    "CL": "Care leavers",
    "WF": "Workforce",
    "ED": "Education",
    "QA": "Quality assurance",
}
"""In the order of reports."""

OTHER = "Other"


@dataclass(frozen=True)
class Unfed:
    """An indicator asked for that no return feeds: the field that is missing, and why none carries it."""

    id: str
    title: str
    missing: str
    why: str


def family_of(identifier: str) -> str:
    """The family an indicator belongs to: FD05 is of the front door."""
    return FAMILIES.get(identifier[:2], OTHER)


@cache
def unfed() -> tuple[Unfed, ...]:
    """Every indicator that cannot be fed, in the order of the file that lists them."""
    text = (files("foothold.indicators") / "not_fed.csv").read_text(encoding="utf-8")
    return tuple(Unfed(**line) for line in csv.DictReader(text.splitlines()))
