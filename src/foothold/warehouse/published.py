"""`open_published`: what is published for the whole country, as it stands now or as it had been published by a day.

It is kept once in a home, under England's code. Every published file has a history of its own, so that a figure that
was revised later can still be given as it was first published.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType

from foothold.returns import PUBLISHED_FEED
from foothold.tables import PUBLISHED, Table
from foothold.terms.nation import ENGLAND
from foothold.warehouse import engine, manifest
from foothold.warehouse.manifest import Generation, Manifest
from foothold.warehouse.merging import known_on, projection
from foothold.warehouse.records import Load

POPULATIONS = "area_populations"


@dataclass(frozen=True)
class Release:
    """One published file as it was loaded: its name here, the file, and the day of publication it was loaded under."""

    name: str
    file: str
    published: date
    load_id: str


class Published:
    """Every national table as a view, over all releases known; each row says in `published_on` when its was published.

    Empty where nothing was loaded. `releases` are those that answer, by name; `identity` names all of it.
    """

    def __init__(self, home: Path, as_known: date | None) -> None:
        standing = manifest.read(home, ENGLAND)
        folder = manifest.folder_of(home, ENGLAND)
        manifest.check_files(folder, standing)
        self.as_known = as_known
        self.releases = {release.name: release for release in _releases(standing, as_known)}
        self.identity = _identity_of(standing, as_known)
        made = _generations(standing, self.releases)
        files = [folder / one.file for parts in made.values() for _, one in parts]
        self.connection = engine.connect(files=files)
        for name, parts in made.items():
            self.connection.execute(f"create view {name} as {_select(PUBLISHED[name], folder, parts, as_known)}")

    def close(self) -> None:
        """Let go of the connection."""
        self.connection.close()

    def __enter__(self) -> Published:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_published(home: Path, as_known: date | None = None) -> Published:
    """What had been published by `as_known`, or all that is loaded; empty where no statistics are in the home."""
    return Published(home, as_known)


def published_identity(home: Path) -> str:
    """Names what is published in a home as it stands; blank where nothing is. Quick enough for every page."""
    standing = manifest.read(home, ENGLAND)
    return _identity_of(standing, None) if standing.loads else ""


def _identity_of(standing: Manifest, as_known: date | None) -> str:
    """A name that changes with every load of published statistics."""
    rests_on = [(load.feed, load.as_at.isoformat(), load.content) for load in standing.loads]
    return hashlib.sha256(json.dumps([str(as_known), rests_on]).encode()).hexdigest()


def _releases(standing: Manifest, as_known: date | None) -> list[Release]:
    newest = {load.feed: load for load in standing.loads if as_known is None or load.as_at <= as_known}
    return [
        Release(feed.removeprefix(PUBLISHED_FEED), load.sources[0].name, load.as_at, load.load_id)
        for feed, load in newest.items()
        if feed.startswith(PUBLISHED_FEED)
    ]


def _generations(standing: Manifest, known: dict[str, Release]) -> dict[str, list[tuple[Release, Generation]]]:
    """For each table the files that hold rows of it, with the release they are of."""
    return {
        table: [
            (release, made)
            for name, release in known.items()
            if (made := standing.feeds.get(f"{PUBLISHED_FEED}{name}", {}).get(table))
        ]
        for table in PUBLISHED
    }


def _select(table: Table, folder: Path, parts: list[tuple[Release, Generation]], as_known: date | None) -> str:
    if not parts:
        columns = ", ".join(projection(column, present=False) for column in table.stored_columns)
        return f"select {columns}, null::date as published_on where false"
    return " union all ".join(_of_release(table, folder, release, made, as_known) for release, made in parts)


def _of_release(table: Table, folder: Path, release: Release, made: Generation, as_known: date | None) -> str:
    columns = ", ".join(projection(column, column.name in made.columns) for column in table.stored_columns)
    source = f"read_parquet({engine.quoted((folder / made.file).absolute())})"
    return f"select {columns}, date '{release.published}' as published_on from {source} where {known_on(as_known)}"


@dataclass(frozen=True)
class Populations:
    """A council's rows of `child_population` out of what is published: how to show them, and what they rest on."""

    select: str
    files: tuple[Path, ...]
    loads: tuple[Load, ...]


def population_files(home: Path) -> list[Path]:
    """The files in which published estimates lie, so that a picture of a council can read what an earlier one read."""
    standing = manifest.read(home, ENGLAND)
    releases = {release.name: release for release in _releases(standing, None)}
    return [manifest.folder_of(home, ENGLAND) / made.file for _, made in _generations(standing, releases)[POPULATIONS]]


def populations_of(home: Path, authority: str, as_known: date | None) -> Populations | None:
    """The published estimates for a council, of each year from the newest release that has it; None when none does."""
    standing = manifest.read(home, ENGLAND)
    releases = {release.name: release for release in _releases(standing, as_known)}
    parts = _generations(standing, releases)[POPULATIONS]
    if not parts:
        return None
    folder = manifest.folder_of(home, ENGLAND)
    select = (
        "select mid_year, age_group, arg_max(population, published_on)::bigint as population "
        f"from ({_select(PUBLISHED[POPULATIONS], folder, parts, as_known)}) "
        f"where area_code = {engine.quoted(authority)} and population is not null group by mid_year, age_group"
    )
    files = tuple(folder / made.file for _, made in parts)
    with engine.connect(files=files) as connection:
        if connection.execute(f"select 1 from ({select}) limit 1").fetchone() is None:
            return None
    used = {release.load_id for release, _ in parts}
    return Populations(select, files, tuple(load for load in standing.loads if load.load_id in used))
