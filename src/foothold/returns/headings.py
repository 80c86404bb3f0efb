"""Headings as people write them, brought to a form in which two spellings of the same heading are equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_LOOKED_AT = 30  # rows in which the headings are looked for


def spelled(heading: str) -> str:
    """Letters and digits only, in lower case: brackets, quotes, spaces and dashes of any kind do not count."""
    plain = unicodedata.normalize("NFKD", heading).casefold()
    return re.sub(r"[^0-9a-z]+", "", plain)


@dataclass(frozen=True)
class Headings:
    """Where the headings stand in a sheet, and which column holds which field."""

    row: int  # 0-based position of the heading row
    cells: tuple[str, ...]  # as the file spells them
    places: Mapping[str, int]  # field name -> column position
    twice: tuple[str, ...] = ()  # headings that two columns claim

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headings that belong to no field."""
        known = set(self.places.values())
        return tuple(cell for place, cell in enumerate(self.cells) if cell.strip() and place not in known)


def find_headings(rows: Sequence[Sequence[str]], spellings: Mapping[str, str]) -> Headings | None:
    """The first row, among the first few, that holds most known headings; None when no row holds one.

    `spellings` maps a heading in its `spelled` form to the name of its field.
    """
    best: Headings | None = None
    for index, cells in enumerate(rows[:_LOOKED_AT]):
        found = _match(index, cells, spellings)
        if len(found.places) > (len(best.places) if best else 0):
            best = found
    return best


def _match(index: int, cells: Sequence[str], spellings: Mapping[str, str]) -> Headings:
    places: dict[str, int] = {}
    twice: list[str] = []
    for place, cell in enumerate(cells):
        field = spellings.get(spelled(cell))
        if field is None:
            continue
        if field in places:
            twice.append(cell.strip())
        else:
            places[field] = place
    return Headings(index, tuple(cells), places, tuple(twice))


def spellings_of(names: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """The lookup for `find_headings`, from field names and their spellings; an earlier field keeps a spelling."""
    lookup: dict[str, str] = {}
    for field, headings in names:
        for heading in headings:
            lookup.setdefault(spelled(heading), field)
    return lookup
