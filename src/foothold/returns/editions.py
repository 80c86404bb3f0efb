"""Formats of the Department by year, as data: `years/` beside each format holds its first shape whole, then for every
year that changed something a file with only what changed (a JSON merge patch, RFC 7386: null takes a member away).

A return rarely says of which year it is, so a code of any year is read. Its year is the one that it states, else the
newest that explains most of its codes; a code that only other years have is told.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING, Any

from foothold.returns.engine import named
from foothold.returns.problems import SHOWN_PER_RULE, ProblemLog
from foothold.returns.sheet import Checked, Field

if TYPE_CHECKING:
    import duckdb

Translators = dict[str, Callable[[str], str | None]]
Writings = Mapping[str, set[str]]  # code set -> what a return holds of it, in capitals


@dataclass(frozen=True)
class Edition:
    """The shape of a format from one year on, until the next edition."""

    year: int  # in which the year of the return ends
    about: str  # what came or went with it
    records: Mapping[str, Mapping[str, Mapping[str, Any]]]  # kind of record -> field -> what is declared of it
    elements: frozenset[str]  # of those that not every year has, the ones it has
    codes: Mapping[str, Mapping[str, Sequence[str]]]  # code set -> code -> how it is written, where not as the code
    writings: Mapping[str, frozenset[str]] = field(init=False)  # code set -> all that is written, in capitals

    def __post_init__(self) -> None:
        written = {
            name: frozenset(way.upper() for code, ways in codes.items() for way in ways or (code,))
            for name, codes in self.codes.items()
        }
        object.__setattr__(self, "writings", written)


@cache
def editions(package: str) -> tuple[Edition, ...]:
    """Every edition of the format whose package is named, oldest first."""
    folder = resources.files(package).joinpath("years")
    shape: dict[str, Any] = {}
    found = []
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        shape = merged(shape, json.loads(path.read_text(encoding="utf-8")))
        found.append(
            Edition(
                int(path.name.removesuffix(".json")),
                shape["about"],
                shape.get("records", {}),
                frozenset(shape.get("elements", ())),
                shape["codes"],
            )
        )
    return tuple(found)


def merged(shape: Any, patch: Any) -> Any:
    """A shape with what a patch changes; neither is altered."""
    if not isinstance(patch, dict):
        return patch
    result = dict(shape) if isinstance(shape, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


def edition_of(package: str, year: int) -> Edition:
    """The edition in force in a year; the oldest for a year before all of them."""
    known = editions(package)
    return next((edition for edition in reversed(known) if edition.year <= year), known[0])


@cache
def records(package: str) -> dict[str, Mapping[str, Mapping[str, Any]]]:
    """Every kind of record that any year has, as the newest year that has it declares it."""
    return {name: fields for edition in editions(package) for name, fields in edition.records.items()}


@cache
def translators(package: str) -> Translators:
    """For each code set what brings a value to its code, of any year and letter case; None where it is none."""
    known: dict[str, dict[str, str]] = defaultdict(dict)
    for edition in editions(package):
        for name, codes in edition.codes.items():
            for code, ways in codes.items():
                known[name].update({way.upper(): code for way in (code, *ways)})
    return {name: _translator(codes) for name, codes in known.items()}


def _translator(codes: Mapping[str, str]) -> Callable[[str], str | None]:
    return lambda text: codes.get(text.upper())


def best_edition(package: str, writings: Writings) -> Edition:
    """The newest edition among those that explain most of what a return holds."""

    def explained(edition: Edition) -> int:
        return sum(len(held & edition.writings.get(name, frozenset())) for name, held in writings.items())

    return max(editions(package), key=lambda edition: (explained(edition), edition.year))


@dataclass(frozen=True)
class Coded:
    """Rows that were checked, with what is needed to tell of codes in them."""

    file: str
    table: str
    fields: Sequence[Field]
    checked: Checked

    @property
    def here(self) -> list[Field]:
        """The coded fields that the return has."""
        return [one for one in self.fields if one.codes and one.name not in self.checked.absent]


def tell_other_years(
    connection: duckdb.DuckDBPyConnection, package: str, parts: Sequence[Coded], log: ProblemLog, *, year: int | None
) -> None:
    """Tell of every code that is one of other years only; `year` is None where the return does not say its own."""
    held = [(part, one, texts) for part in parts for one, texts in _writings_of(connection, part)]
    together: dict[str, set[str]] = defaultdict(set)
    for _, one, writings in held:
        together[one.codes] |= writings
    edition = best_edition(package, together) if year is None else edition_of(package, year)
    for part, one, writings in held:
        for text in sorted(writings - edition.writings.get(one.codes, frozenset(writings))):
            if years := _years_of(package, one.codes, text):
                _tell(connection, part, one, text, years, year or edition.year, log)


def _writings_of(connection: duckdb.DuckDBPyConnection, part: Coded) -> list[tuple[Field, set[str]]]:
    """What each coded field that the return has holds of its codes, in capitals."""
    if not part.here:
        return []
    texts: dict[str, set[str]] = defaultdict(set)
    query = f"select field, text from {part.checked.texts}_codes where code is not null"
    for name, text in connection.execute(query).fetchall():
        texts[name].add(text.upper())
    return [(one, texts[one.name]) for one in part.here]


def _years_of(package: str, code_set: str, text: str) -> str:
    """The years that have a code, as `2017 to 2018, 2025`; blank when none has."""
    known = editions(package)
    last = known[-1].year
    years = [
        year
        for year in range(known[0].year, last + 1)
        if text in edition_of(package, year).writings.get(code_set, frozenset())
    ]
    return ", ".join(_spans(years, last))


def _spans(years: Iterable[int], last: int) -> Iterable[str]:
    for _, run in groupby(enumerate(years), key=lambda pair: pair[1] - pair[0]):
        span = [year for _, year in run]
        if span[-1] == last:
            yield f"{span[0]} on"
        else:
            yield f"{span[0]} to {span[-1]}" if len(span) > 1 else str(span[0])


def _tell(
    connection: duckdb.DuckDBPyConnection, part: Coded, one: Field, text: str, years: str, year: int, log: ProblemLog
) -> None:
    where = f"from {part.checked.texts} where upper({named(one.name)}) = ?"
    (total,), *_ = connection.execute(f"select count(*) {where}", [text]).fetchall()
    rows = connection.execute(f"select _row {where} order by 1 limit {SHOWN_PER_RULE}", [text]).fetchall()
    log.add_rows(
        "code-other-year",
        [row for (row,) in rows],
        total,
        file=part.file,
        column=one.name,
        table=part.table,
        years=years,
        year=year,
    )
