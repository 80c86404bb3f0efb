"""How people write the codes of Annex A, brought to one code each. The spellings are data: `codes.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache, partial
from importlib import resources

from foothold.returns.headings import spelled

_LETTER = re.compile(r"^\(?\s*([a-z])\s*[).:]\s*", re.IGNORECASE)  # "a) ", "q. "
_NUMBERED = re.compile(
    r"^\s*([a-z]{0,3}\d{1,2}[a-z]?|[a-z]{2,4}\d?)\s*[:\-\u2013\u2014.)]\s*", re.IGNORECASE
)  # "6: ", "N1 - "


@cache
def code_sets() -> dict[str, dict[str, tuple[str, ...]]]:
    """Code set -> code -> its spellings, the first being that of the guidance."""
    text = resources.files("foothold.returns.annex_a").joinpath("codes.json").read_text(encoding="utf-8")
    return {name: {code: tuple(ways) for code, ways in codes.items()} for name, codes in json.loads(text).items()}


@cache
def _lookup(name: str) -> dict[str, str]:
    """Every spelling of a set, with and without its letter, in the form in which spellings are compared."""
    found: dict[str, str] = {}
    for code, ways in code_sets()[name].items():
        for way in ways:
            for form in (way, _LETTER.sub("", way), _NUMBERED.sub("", way)):
                found.setdefault(spelled(form), code)
    return found


def code_of(name: str, text: str) -> str | None:
    """The code that a cell means, None when it means none: `q) 6: Police`, `6`, `g)` and `POLICE` are all police."""
    known = _lookup(name)
    bare = _LETTER.sub("", text)
    numbered = _NUMBERED.match(bare)
    forms = [text, bare, _NUMBERED.sub("", bare), *([numbered.group(1)] if numbered else [])]
    for form in forms:
        if code := known.get(spelled(form)):
            return code
    letter = re.fullmatch(r"\(?([a-z])\)?", text.strip(), re.IGNORECASE)
    return _by_letter(name).get(letter.group(1).lower()) if letter else None


@cache
def _by_letter(name: str) -> dict[str, str]:
    letters: dict[str, str] = {}
    for code, ways in code_sets()[name].items():
        for way in ways:
            if found := re.match(r"([a-z])\) ", way):
                letters.setdefault(found.group(1), code)
    return letters


def translators() -> dict[str, Callable[[str], str | None]]:
    """For every code set, what brings a cell to its code."""
    return {name: partial(code_of, name) for name in code_sets()}
