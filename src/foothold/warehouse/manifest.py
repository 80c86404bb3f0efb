"""The manifest: which files hold an authority's history, and the loads that made it.

A history exists as far as its manifest says so. Files are written first and named by the manifest afterwards, in one
rename; a file that no manifest names does not belong to the history.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from foothold.tables import TABLES
from foothold.terms.errors import Refused
from foothold.terms.nation import ENGLAND
from foothold.warehouse.durable import replace_whole
from foothold.warehouse.erasures import Erasure, Hold, Lifting
from foothold.warehouse.records import Load

LAYOUT = 2  # since 2 with erasures and holds, which an older version would lose
NAME = "manifest.json"
_AUTHORITY = re.compile(r"[EWSN]\d{8}")


@dataclass(frozen=True)
class Generation:
    """One table's history in one file: the rows of all loads of one feed."""

    number: int
    file: str  # relative to the authority's folder
    size: int  # bytes
    sha256: str
    columns: tuple[str, ...]  # declared columns it holds; a column declared later is empty in it


@dataclass(frozen=True)
class Manifest:
    """An authority's history as it stands."""

    authority: str
    loads: tuple[Load, ...] = ()
    feeds: dict[str, dict[str, Generation]] = field(default_factory=dict)  # feed -> table -> file
    previous: tuple[str, ...] = ()  # files that the last load replaced, kept for readers that still hold them
    erasures: tuple[Erasure, ...] = ()  # children removed, in the order in which they were
    holds: tuple[Hold, ...] = ()

    def of_feed(self, feed: str) -> tuple[Load, ...]:
        """Loads of a feed in the order in which they came."""
        return tuple(load for load in self.loads if load.feed == feed)

    @property
    def generations(self) -> list[Generation]:
        """Every file this history rests on, described."""
        return [generation for tables in self.feeds.values() for generation in tables.values()]

    @property
    def files(self) -> set[str]:
        """The names of those files."""
        return {generation.file for generation in self.generations}

    @property
    def liftings(self) -> list[Lifting]:
        """What ended erasures, in the order of those."""
        return [erasure.lifted for erasure in self.erasures if erasure.lifted]

    def with_load(self, load: Load, changed: dict[str, Generation]) -> Manifest:
        """This history after a load that rewrote the tables in `changed`."""
        tables = {**self.feeds.get(load.feed, {}), **changed}
        after = replace(self, loads=(*self.loads, load), feeds={**self.feeds, load.feed: tables})
        return replace(after, previous=tuple(sorted(self.files - after.files)))

    def as_json(self) -> dict[str, Any]:
        """The manifest as plain JSON values."""
        feeds = {feed: {name: vars(made) for name, made in tables.items()} for feed, tables in self.feeds.items()}
        loads = [load.as_json() for load in self.loads]
        return {
            "layout": LAYOUT,
            "authority": self.authority,
            "previous": self.previous,
            "feeds": feeds,
            "loads": loads,
            "erasures": [erasure.as_json() for erasure in self.erasures],
            "holds": [hold.as_json() for hold in self.holds],
        }


def folder_of(home: Path, authority: str) -> Path:
    """Where an authority's history lies; Refused when the code is malformed, so that a code never becomes a path."""
    if not _AUTHORITY.fullmatch(authority):
        raise Refused(
            "The authority code is not one of the nine-character codes of the Office for National Statistics. "
            "Give a letter E, W, S or N and eight digits, for example E06000061."
        )
    return home / "warehouse" / authority


def authorities(home: Path) -> list[str]:
    """Codes of the authorities that have a history in this home, in order."""
    return [code for code in histories(home) if code != ENGLAND]


def histories(home: Path) -> list[str]:
    """Codes of everything that has a history in this home: the authorities, and England when statistics are loaded."""
    return sorted(path.parent.name for path in (home / "warehouse").glob(f"*/{NAME}"))


def chosen_authority(home: Path, code: str | None = None) -> str:
    """The authority asked for, or the only one loaded; Refused with what to do when there is none or no single one."""
    loaded = authorities(home)
    if not loaded:
        raise Refused(
            f"The folder {home} holds no warehouse. Load a return first: foothold load PATH --authority CODE "
            "--as-at DATE, or name the folder that holds it with --home."
        )
    if code is None and len(loaded) > 1:
        raise Refused(f"More than one authority is loaded. Name one with --authority: {', '.join(loaded)}.")
    if code is not None and code not in loaded:
        folder_of(home, code)
        raise Refused(f"Nothing is loaded for {code}. Loaded are: {', '.join(loaded)}.")
    return code or loaded[0]


def loads(home: Path, authority: str | None = None) -> list[Load]:
    """Every load, or those of one authority, in the order in which they came."""
    codes = histories(home) if authority is None else [_with_a_history(home, authority)]
    return [load for code in codes for load in read(home, code).loads]


def _with_a_history(home: Path, code: str) -> str:
    return code if code == ENGLAND and code in histories(home) else chosen_authority(home, code)


def erasures(home: Path, authority: str) -> tuple[Erasure, ...]:
    """Every erasure of an authority, in the order in which they were made; they name nobody."""
    return read(home, chosen_authority(home, authority)).erasures


def holds(home: Path, authority: str) -> tuple[Hold, ...]:
    """Every hold that keeps a child's record from going; they name nobody."""
    return read(home, chosen_authority(home, authority)).holds


def state(home: Path, authority: str) -> str:
    """Names what an authority's history holds: another name after every load and every erasure."""
    standing = read(home, chosen_authority(home, authority))
    newest = standing.loads[-1].load_id if standing.loads else ""
    return f"{newest}-{len(standing.erasures)}" if standing.erasures else newest


def read(home: Path, authority: str) -> Manifest:
    """The authority's manifest, an empty one when nothing was loaded; Refused when it cannot be understood."""
    path = folder_of(home, authority) / NAME
    if not path.exists():
        return Manifest(authority)
    try:
        document = json.loads(path.read_bytes())
        if document["layout"] <= LAYOUT:
            return _from_json(document)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused(
            f"{path} is damaged and cannot be read. Restore the home folder from a backup; "
            "do not delete it, since it says which files are the history."
        ) from None
    raise Refused(
        f"{path} has layout {document['layout']}; this version of Foothold knows layouts up to {LAYOUT}. "
        "Use the newer version that wrote it."
    )


def write(home: Path, manifest: Manifest) -> None:
    """Make a manifest the one that counts, in one step."""
    path = folder_of(home, manifest.authority) / NAME
    replace_whole(path, json.dumps(manifest.as_json(), indent=1).encode())


def check_files(folder: Path, standing: Manifest) -> None:
    """Refuse a history of which a file is missing or cut off; quick enough for every opening."""
    for made in standing.generations:
        path = folder / made.file
        if not path.exists() or path.stat().st_size != made.size:
            raise Refused(f"{path} is missing or damaged. Restore the home folder from a backup.")


def damaged_files(home: Path, authority: str) -> list[Path]:
    """Every file of a history that is missing or no longer holds the bytes written, each read to its end."""
    folder = folder_of(home, authority)
    return [
        folder / made.file
        for made in read(home, authority).generations
        if not (folder / made.file).exists() or sha256_of(folder / made.file) != made.sha256
    ]


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def schema_version() -> str:
    """A short hash of the declared tables: it changes when a table, a column, a type or a key does."""
    declared = [
        (table.name, [(column.name, column.type.value, column.key) for column in table.stored_columns])
        for table in TABLES.values()
    ]
    return hashlib.sha256(json.dumps(sorted(declared)).encode()).hexdigest()[:12]


def _from_json(document: dict[str, Any]) -> Manifest:
    feeds = {
        feed: {name: Generation(**{**made, "columns": tuple(made["columns"])}) for name, made in tables.items()}
        for feed, tables in document["feeds"].items()
    }
    loads = tuple(Load.from_json(load) for load in document["loads"])
    erasures = tuple(Erasure.from_json(erasure) for erasure in document.get("erasures", ()))
    holds = tuple(Hold.from_json(hold) for hold in document.get("holds", ()))
    return Manifest(document["authority"], loads, feeds, tuple(document["previous"]), erasures, holds)
