"""What the codes mean that figures are broken down by: the national returns' own code sets, as packaged."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def code_names() -> dict[tuple[str, str], str]:
    """The name of each code of each slice, by slice and code."""
    lines = (files("foothold.terms") / "code_sets.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {(row["slice"], row["code"]): row["name"] for row in rows}


@cache
def coded(name: str) -> bool:
    """Whether the parts of a slice are codes that have names."""
    return any(slice_ == name for slice_, _ in code_names())


def part_name(name: str, part: str) -> str:
    """What a code of the slice `name` means; blank for a part that is no code."""
    return code_names().get((name, part.strip().upper())) or code_names().get((name, part)) or ""


def part_label(name: str, part: str) -> str:
    """A part of the slice `name` for people: a code by its name with the code behind it, anything else as it is."""
    meaning = part_name(name, part)
    return f"{meaning} ({part})" if meaning else part
