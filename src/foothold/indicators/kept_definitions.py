"""Definitions as they stood when figures were stored, so that a later version can say what a new definition changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path

from foothold.indicators.definition import Indicator, read

_FOLDER, _LEDGER = "definitions", "definitions.json"


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
    """A definition that figures of this council once rested on; `used_from` and `used_to` are the returns' days."""

    indicator: Indicator
    used_from: date
    used_to: date


def earlier_definitions(home: Path, authority: str, indicator: Indicator) -> list[EarlierDefinition]:
    """Definitions other than the present one that were kept for an indicator, the newest first."""
    days: dict[str, list[str]] = {}
    for day, hash_ in _read(_ledger(home, authority)).get(indicator.id, []):
        days.setdefault(hash_, []).append(day)
    found = [(_kept(home, indicator, hash_), [date.fromisoformat(day) for day in used]) for hash_, used in days.items()]
    return [EarlierDefinition(one, min(used), max(used)) for one, used in found[::-1] if one]


def _kept(home: Path, indicator: Indicator, hash_: str) -> Indicator | None:
    """An earlier definition as it was kept; None for the present one, and where the file is not there."""
    path = _path(home, indicator.id, hash_)
    if hash_ == indicator.hash or not path.exists():
        return None
    earlier = read(path.read_text(encoding="utf-8"), f"{indicator.name}.sql")
    # Its SELECT brings the populations of its own time with it; those of the same name today are not its.
    return replace(earlier, populations=(), hash=hash_)


def _whole(indicator: Indicator) -> str:
    """A definition's file with the shared populations written into its statement."""
    text = (files("foothold.indicators") / "catalogue" / f"{indicator.name}.sql").read_text(encoding="utf-8")
    head, ending, _ = text.partition("*/")
    return f"{head}{ending}\n{indicator.sql}\n"


def _path(home: Path, identifier: str, hash_: str) -> Path:
    return home / _FOLDER / f"{identifier}-{hash_[:16]}.sql"


def _ledger(home: Path, authority: str) -> Path:
    return home / "figures" / authority / _LEDGER


def _read(ledger: Path) -> dict[str, list[list[str]]]:
    return json.loads(ledger.read_text(encoding="utf-8")) if ledger.exists() else {}


def _write(path: Path, text: str) -> None:
    aside = path.with_name(f"{path.name}.new")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)
