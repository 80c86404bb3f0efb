"""Headings as people write them, brought to a form in which two spellings of the same heading are equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_LOOKED_AT = 30  # rows in which the headings are looked for
_REMEMBERED = 200  # characters; headings that are longer are not met twice
_LONGEST = 500  # characters; what is longer is no heading
_MOST, _WIDEST = 2_000, 16_384  # headings, and columns of a spreadsheet; what has more is no row of headings
_BRACKETED = re.compile(r"\([^()]*\)|\[[^][]*\]|\{[^{}]*\}")
# what may follow a heading: the answers it takes, how a date is written, what a number counts
_ADDED = re.compile(
    r"(?<=[\W_])(y ?/ ?n|yes ?/ ?no|[dmy]{1,4}( ?[/.-] ?[dmy]{1,4}){2}|(in )?years|in months)[\W_]{0,20}$"
)


def spelled(heading: str) -> str:
    """Letters and digits only, in lower case: brackets, quotes, spaces and dashes of any kind do not count."""
    if len(heading) > _LONGEST:
        return ""
    return _spelled(heading) if len(heading) <= _REMEMBERED else _spelled.__wrapped__(heading)


@lru_cache(maxsize=4096)  # the same headings are looked at for every format that a file may be of
def _spelled(heading: str) -> str:
    plain = unicodedata.normalize("NFKD", heading).casefold()
    return re.sub(r"[^0-9a-z]+", "", plain)


def plain(heading: str) -> str:
    """A heading `spelled` without what is added to it: brackets and what they hold, `Y/N`, `dd/mm/yyyy`, a unit."""
    if len(heading) > _LONGEST:
        return ""
    return _plain(heading) if len(heading) <= _REMEMBERED else _plain.__wrapped__(heading)


@lru_cache(maxsize=4096)
def _plain(heading: str) -> str:
    text = unicodedata.normalize("NFKC", heading).casefold()
    while (shorter := _ADDED.sub("", _BRACKETED.sub(" ", text))) != text:
        text = shorter
    return spelled(text)


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
        row = tuple(cells)
        forms = _forms(row)
        if len(forms) > (most := len(best.places) if best else 0):
            found = _match(index, row, forms, spellings)
            best = found if len(found.places) > most else best
    return best


_Forms = tuple[tuple[int, str, str], ...]  # position, spelling and plain spelling of each cell that is filled in


def _match(index: int, row: tuple[str, ...], forms: _Forms, spellings: Mapping[str, str]) -> Headings:
    """Headings as they are declared come first; what is left may be one of them with something added to it."""
    places: dict[str, int] = {}
    twice: list[str] = []
    for place, declared, _ in forms:
        field = spellings.get(declared)
        if field in places:
            twice.append(row[place].strip())
        elif field is not None:
            places[field] = place
    as_declared = set(places)
    for place, declared, bare in forms:
        field = None if declared in spellings else spellings.get(bare)
        if field in places and field not in as_declared:
            twice.append(row[place].strip())
        elif field is not None:
            places.setdefault(field, place)
    return Headings(index, row, places, tuple(twice))


@lru_cache(maxsize=256)  # the same rows are looked at for every format that a file may be of
def _forms(cells: tuple[str, ...]) -> _Forms:
    """The cells of a row that may be headings: none where there are too many to be."""
    if len(cells) > _WIDEST:
        return ()
    filled = [(place, cell) for place, cell in enumerate(cells) if cell and not cell.isspace()]
    return tuple((place, spelled(cell), plain(cell)) for place, cell in filled) if len(filled) <= _MOST else ()


def spellings_of(names: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """The lookup for `find_headings`, from field names and their spellings, each also without what is added to it.

    An earlier field keeps a spelling, and every spelling as it is declared comes before any that is made plain.
    """
    declared = [(field, heading) for field, headings in names for heading in headings]
    lookup: dict[str, str] = {}
    for form in (spelled, plain):
        for field, heading in declared:
            lookup.setdefault(form(heading), field)
    return lookup
