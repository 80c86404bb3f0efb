"""The ledger of definitions of "unallocated": which codes there are, and which sets of them people publish.

Read from `unallocated.yaml`; a council may put its own `local` set into `definitions/<authority>.yaml` of its home.
Every set is dated and has a hash of what it counts. Refused, naming the file, when a file cannot be used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from foothold.definitions.source import first_missing
from foothold.indicators.source import Source
from foothold.tables import TABLES
from foothold.terms.errors import Refused

LOCAL = "local"
NOMINAL = "nominal"
ASSESSED = "assessed_in_need"
FOREVER = date(9999, 12, 31)


@dataclass(frozen=True)
class Code:
    """One reason for which an open case has nobody; `cannot` says why no return can tell, blank where one can."""

    id: str
    title: str
    needs: Mapping[str, tuple[str, ...]]
    cannot: str
    apart: bool

    def missing(self, source: Source) -> str:
        """What the data lack for this code, as `table.column` or in words; blank when it can be told."""
        if self.cannot:
            return self.cannot
        return first_missing(self.needs, source)


@dataclass(frozen=True)
class Version:
    """What a set counts from `begins` to the day before `ends`."""

    begins: date
    ends: date
    codes: tuple[str, ...]
    assessed_only: bool


@dataclass(frozen=True)
class DefinitionSet:
    """A published meaning of "unallocated", with its versions in order and a hash of what they count."""

    name: str
    title: str
    source: str
    versions: tuple[Version, ...]
    hash: str

    def version(self, day: date) -> Version | None:
        """The version in force on a day; None before the first."""
        return next((one for one in self.versions if one.begins <= day < one.ends), None)


@dataclass(frozen=True)
class Ledger:
    """Codes and sets by name, and the cap on cases that U8 is about."""

    codes: Mapping[str, Code]
    sets: Mapping[str, DefinitionSet]
    caseload_cap: int

    def find(self, name: str) -> DefinitionSet:
        """The set of that name. Refused when there is none."""
        if name not in self.sets:
            raise Refused(f"There is no definition '{name}' of unallocated. Choose one of {', '.join(self.sets)}.")
        return self.sets[name]


def ledger(home: Path | None = None, authority: str = "") -> Ledger:
    """The packaged ledger, with the council's own `local` set where its home holds one."""
    packaged = _packaged()
    file = home / "definitions" / f"{authority}.yaml" if home and authority else None
    if file is None or not file.exists():
        return packaged
    document = _document(file.read_text(encoding="utf-8"), str(file))
    given = document.get("sets", {})
    if set(given) != {LOCAL} or set(document) != {"sets"}:
        raise Refused(f"{file}: only the set '{LOCAL}' can be set here; the others are the same for everybody.")
    return replace(packaged, sets={**packaged.sets, LOCAL: _set(LOCAL, given[LOCAL], packaged.codes, str(file))})


@cache
def _packaged() -> Ledger:
    name = "unallocated.yaml"
    document = _document((files("foothold.indicators") / name).read_text(encoding="utf-8"), name)
    codes = {id_: _code(id_, entry, document["cases"], name) for id_, entry in document["codes"].items()}
    sets = {set_: _set(set_, entry, codes, name) for set_, entry in document["sets"].items()}
    return Ledger(codes, sets, int(document["caseload_cap"]))


def _document(text: str, file: str) -> dict[str, Any]:
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise Refused(f"{file}: this is not YAML ({str(error).splitlines()[0]}).") from error
    if not isinstance(document, dict) or not isinstance(document.get("sets"), dict):
        raise Refused(f"{file}: there is no 'sets' in it. Take the packaged unallocated.yaml as a pattern.")
    return document


def _code(id_: str, entry: Mapping[str, Any], cases: Mapping[str, Any], file: str) -> Code:
    needs = {table: tuple(columns) for table, columns in {**cases, **entry.get("needs", {})}.items()}
    for table, columns in needs.items():
        stored = {column.name for column in TABLES[table].stored_columns} if table in TABLES else set()
        for column in columns:
            if column not in stored:
                raise Refused(f"{file}: {id_} needs '{table}.{column}', which the warehouse does not hold.")
    return Code(id_, entry["title"], needs, entry.get("cannot", ""), bool(entry.get("apart", False)))


def _set(name: str, entry: Any, codes: Mapping[str, Code], file: str) -> DefinitionSet:
    if not isinstance(entry, dict) or not all(entry.get(field) for field in ("title", "source", "versions")):
        raise Refused(f"{file}: the set '{name}' needs a title, a source and versions.")
    starts = [_first_day(version, name, file) for version in entry["versions"]]
    if starts != sorted(set(starts)):
        raise Refused(f"{file}: the versions of '{name}' must begin on different days, the oldest first.")
    versions = tuple(
        _version(version, begins, ends, codes, f"{file}: '{name}'")
        for version, begins, ends in zip(entry["versions"], starts, [*starts[1:], FOREVER], strict=True)
    )
    return DefinitionSet(name, str(entry["title"]), str(entry["source"]), versions, _hash(name, versions, codes))


def _first_day(version: Any, name: str, file: str) -> date:
    day = version.get("from") if isinstance(version, dict) else None
    if not isinstance(day, date):
        raise Refused(f"{file}: each version of '{name}' begins 'from' a date, such as 2020-04-01.")
    return day


def _version(entry: Mapping[str, Any], begins: date, ends: date, codes: Mapping[str, Code], where: str) -> Version:
    named: tuple[str, ...] = tuple(entry.get("codes") or [])
    if not named:
        raise Refused(f"{where} has a version without codes. Choose among {', '.join(codes)}.")
    for id_ in named:
        if id_ not in codes:
            raise Refused(f"{where} names '{id_}', which is no code. Choose among {', '.join(codes)}.")
        if codes[id_].apart:
            raise Refused(f"{where} names {id_}, which is reported apart and belongs to no set.")
    if entry.get("only", ASSESSED) != ASSESSED:
        raise Refused(f"{where} has an 'only' that means nothing here. It can be {ASSESSED}.")
    return Version(begins, ends, named, "only" in entry)


def _hash(name: str, versions: tuple[Version, ...], codes: Mapping[str, Code]) -> str:
    counted = [
        [str(one.begins), str(one.ends), one.assessed_only, [(id_, codes[id_].title) for id_ in one.codes]]
        for one in versions
    ]
    return hashlib.sha256(json.dumps([name, counted, _rules()]).encode()).hexdigest()


@cache
def _rules() -> list[str]:
    """The SQL that says when a code holds, so that a changed rule is another definition."""
    from foothold.definitions.front_matter import normalised
    from foothold.indicators.populations import POPULATIONS, populations_used

    named = "select 1 from code_spells join assessed_in_need"
    return [normalised(POPULATIONS[name].sql) for name in populations_used(named)]
