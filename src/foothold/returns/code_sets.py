"""Code sets of returns made for the Department, which are data: `codes.json` beside each format."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib import resources

Translators = dict[str, Callable[[str], str | None]]


@cache
def code_sets(package: str) -> dict[str, dict[str, list[str]]]:
    """Code set -> code -> other spellings of it, of the format whose package is named."""
    return json.loads(resources.files(package).joinpath("codes.json").read_text(encoding="utf-8"))


def translators(package: str) -> Translators:
    """For each code set what brings a value to its code, without regard to letter case; None where it is none."""
    return {name: _translator(codes) for name, codes in code_sets(package).items()}


def _translator(codes: dict[str, list[str]]) -> Callable[[str], str | None]:
    lookup = {way.upper(): code for code, ways in codes.items() for way in (code, *ways)}
    return lambda text: lookup.get(text.upper())
