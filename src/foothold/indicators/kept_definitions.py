"""Definitions as they stood when figures were stored, so that a later version can say what a new definition changed.

Those that Foothold itself has given up are in the folder `earlier`, with the day and the reason, and are told where no
figure of a council was kept under them too.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from foothold.indicators.definition import Indicator, read

_FOLDER, _LEDGER = "definitions", "definitions.json"
_EARLIER, _GIVEN_UP = files("foothold.indicators") / "earlier", "definitions.csv"


def keep_definitions(home: Path, authority: str, as_at: date, definitions: Iterable[Indicator]) -> None:
    """Keep each definition in full, once, and note that the figures of the return as at that day rest on it."""
    ledger = _ledger(home, authority)
    used = _read(ledger)
    for indicator in definitions:
        path = _path(home, indicator.id, indicator.hash)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, _whole(indicator))
        entry = [as_at.isoformat(), indicator.hash]
        if used.setdefault(indicator.id, [])[-1:] != [entry]:
            used[indicator.id].append(entry)
    ledger.parent.mkdir(parents=True, exist_ok=True)
    _write(ledger, json.dumps(used, indent=1))


def definition_in_use(home: Path, authority: str, indicator: Indicator, as_at: date) -> Indicator:
    """The definition under which the figures of the return as at that day were first stored.

    Where none were stored, or the definition was not kept, it is the present one.
    """
    entries = [
        entry for entry in _read(_ledger(home, authority)).get(indicator.id, []) if entry[0] <= as_at.isoformat()
    ]
    if not entries:
        return indicator
    newest = max(day for day, _ in entries)
    found = next(hash_ for day, hash_ in entries if day == newest)
    return _kept(home, indicator, found) or indicator


@dataclass(frozen=True)
class EarlierDefinition:
    """A definition before the present one.

    `used_from` and `used_to` are the days of the returns whose figures of this council rested on it, None where none
    did. `until` and `change` say when Foothold gave it up and why, None and blank where Foothold does not know it.
    """

    indicator: Indicator
    used_from: date | None
    used_to: date | None
    until: date | None = None
    change: str = ""


def earlier_definitions(home: Path, authority: str, indicator: Indicator) -> list[EarlierDefinition]:
    """Definitions other than the present one: those kept for an indicator, the newest first, then Foothold's own.

    Without an authority none was kept.
    """
    days: dict[str, list[str]] = {}
    for day, hash_ in _read(_ledger(home, authority)).get(indicator.id, []) if authority else []:
        days.setdefault(hash_, []).append(day)
    given_up = {row["hash"]: row for row in _given_up() if row["id"] == indicator.id and row["hash"] != indicator.hash}
    found = []
    for hash_ in dict.fromkeys([*reversed(days), *given_up]):
        one = _kept(home, indicator, hash_) or (_own(indicator, hash_) if hash_ in given_up else None)
        if one:
            found.append(_told(one, days.get(hash_, []), given_up.get(hash_)))
    return found


def _told(indicator: Indicator, used: list[str], given_up: Mapping[str, str] | None) -> EarlierDefinition:
    first, last = (date.fromisoformat(day(used)) if used else None for day in (min, max))
    if given_up is None:
        return EarlierDefinition(indicator, first, last)
    return EarlierDefinition(indicator, first, last, date.fromisoformat(given_up["until"]), given_up["change"])


@cache
def _given_up() -> list[dict[str, str]]:
    return list(csv.DictReader((_EARLIER / _GIVEN_UP).read_text(encoding="utf-8").splitlines()))


def _own(indicator: Indicator, hash_: str) -> Indicator:
    """An earlier definition as Foothold had it."""
    return _as_it_was(indicator, hash_, (_EARLIER / _name(indicator.id, hash_)).read_text(encoding="utf-8"))


def _kept(home: Path, indicator: Indicator, hash_: str) -> Indicator | None:
    """An earlier definition as it was kept; None for the present one, and where the file is not there."""
    path = _path(home, indicator.id, hash_)
    if hash_ == indicator.hash or not path.exists():
        return None
    return _as_it_was(indicator, hash_, path.read_text(encoding="utf-8"))


def _as_it_was(indicator: Indicator, hash_: str, text: str) -> Indicator:
    earlier = read(text, f"{indicator.name}.sql")
    # Its SELECT brings the populations of its own time with it; those of the same name today are not its.
    return replace(earlier, populations=(), hash=hash_)


def _whole(indicator: Indicator) -> str:
    """A definition's file with the shared populations written into its statement."""
    text = (files("foothold.indicators") / "catalogue" / f"{indicator.name}.sql").read_text(encoding="utf-8")
    head, ending, _ = text.partition("*/")
    return f"{head}{ending}\n{indicator.sql}\n"


def _path(home: Path, identifier: str, hash_: str) -> Path:
    return home / _FOLDER / _name(identifier, hash_)


def _name(identifier: str, hash_: str) -> str:
    return f"{identifier}-{hash_[:16]}.sql"


def _ledger(home: Path, authority: str) -> Path:
    return home / "figures" / authority / _LEDGER


def _read(ledger: Path) -> dict[str, list[list[str]]]:
    return json.loads(ledger.read_text(encoding="utf-8")) if ledger.exists() else {}


def _write(path: Path, text: str) -> None:
    aside = path.with_name(f"{path.name}.new")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)
