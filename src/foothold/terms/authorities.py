"""The number that the Department for Education gives a local authority, and its codes of the Office for National
Statistics, in `authority_numbers.csv`.

Sources: the Department's releases "Children in need" of 2013 to 2025 (file b1) and "Children's social work workforce"
of 2017 to 2025 (indicators), columns old_la_code and new_la_code.
A council whose boundary or kind changed kept its number and got another code, so a number may have several.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from importlib import resources


@cache
def _codes() -> dict[str, frozenset[str]]:
    text = resources.files("foothold.terms").joinpath("authority_numbers.csv").read_text(encoding="utf-8")
    codes: dict[str, set[str]] = defaultdict(set)
    for row in csv.DictReader(text.splitlines()):
        codes[row["number"]].add(row["code"])
    return {number: frozenset(found) for number, found in codes.items()}


def codes_of(number: str) -> frozenset[str]:
    """The codes that the council of a number has had; none for a number that no council of England has."""
    return _codes().get(number.strip(), frozenset())
