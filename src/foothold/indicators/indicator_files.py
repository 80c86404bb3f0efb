"""The catalogue: every indicator by its identifier, in the order of reports, each checked before it is first used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from foothold.indicators.definition import DefinitionError, Indicator, read
from foothold.indicators.populations import POPULATIONS
from foothold.indicators.validation import check
from foothold.tables import TABLES
from foothold.terms.errors import Refused


class _Catalogue(Mapping[str, Indicator]):
    """Reading every file takes a moment, so it waits until somebody looks."""

    def __getitem__(self, identifier: str) -> Indicator:
        return _read_all()[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(_read_all())

    def __len__(self) -> int:
        return len(_read_all())


CATALOGUE: Mapping[str, Indicator] = _Catalogue()


def find(identifier: str) -> Indicator:
    """The indicator of that identifier or readable name, its SQL checked. Refused when there is none."""
    return _checked(identifier_of(identifier))


def identifier_of(identifier: str) -> str:
    """The identifier of an indicator told by it or by its readable name, the SQL unread. Refused when there is none."""
    if identifier in CATALOGUE:
        return identifier
    for indicator in CATALOGUE.values():
        if identifier.casefold() in (indicator.id.casefold(), indicator.name):
            return indicator.id
    raise Refused(f"There is no indicator '{identifier}'. `foothold indicators list` shows those there are.")


@cache
def tables_read() -> tuple[str, ...]:
    """The warehouse's tables that any definition names."""
    return tuple(name for name in TABLES if name in _words_read())


def columns_read(table: str) -> tuple[str, ...]:
    """The columns of one of these tables that any definition names, perhaps as those of another table."""
    return tuple(column.name for column in TABLES[table].stored_columns if column.name in _words_read())


@cache
def _words_read() -> frozenset[str]:
    texts = [one.select for one in CATALOGUE.values()] + [one.sql for one in POPULATIONS.values()]
    return frozenset(re.findall(r"\w+", " ".join(texts).lower()))


@cache
def _read_all() -> dict[str, Indicator]:
    folder = files("foothold.indicators") / "catalogue"
    found = [
        read(file.read_text(encoding="utf-8"), file.name) for file in folder.iterdir() if file.name.endswith(".sql")
    ]
    return _in_order(found)


@cache
def _checked(identifier: str) -> Indicator:
    indicator = CATALOGUE[identifier]
    check(indicator)
    return indicator


def _in_order(found: list[Indicator]) -> dict[str, Indicator]:
    ordered = {indicator.id: indicator for indicator in sorted(found, key=lambda indicator: indicator.order)}
    if len(ordered) != len(found) or len({indicator.order for indicator in found}) != len(found):
        raise DefinitionError("Two indicators of the catalogue have the same id or the same order.")
    for indicator in found:
        if unknown := set(indicator.balanced_by) - ordered.keys():
            raise DefinitionError(
                f"{indicator.name}.sql: 'balanced_by' names {', '.join(sorted(unknown))}: no such id."
            )
    return ordered
