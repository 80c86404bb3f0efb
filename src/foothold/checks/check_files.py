"""The catalogue: every check by its identifier, each file checked when first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from foothold.checks.definition import Check, read
from foothold.definitions.front_matter import DefinitionError
from foothold.terms.errors import Refused


class _Catalogue(Mapping[str, Check]):
    """Reading and checking every file takes a moment, so it waits until somebody looks."""

    def __getitem__(self, identifier: str) -> Check:
        return _read_all()[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(_read_all())

    def __len__(self) -> int:
        return len(_read_all())


CATALOGUE: Mapping[str, Check] = _Catalogue()


def find(identifier: str) -> Check:
    """The check of that identifier or readable name. Refused when there is none."""
    for check in CATALOGUE.values():
        if identifier.casefold() in (check.id.casefold(), check.name):
            return check
    raise Refused(f"There is no check '{identifier}'. `foothold checks list` shows those there are.")


@cache
def tables_read() -> tuple[str, ...]:
    """The warehouse's tables that any check reads."""
    return tuple(sorted({table for check in CATALOGUE.values() for table in check.needs}))


@cache
def _read_all() -> dict[str, Check]:
    folder = files("foothold.checks") / "catalogue"
    found = [
        read(file.read_text(encoding="utf-8"), file.name) for file in folder.iterdir() if file.name.endswith(".sql")
    ]
    ordered = {check.id: check for check in sorted(found, key=lambda check: check.id)}
    if len(ordered) != len(found):
        raise DefinitionError("Two checks of the catalogue have the same id.")
    return ordered
