"""`open`: a read-only picture of an authority's history, as it is known now or as it was known on an earlier day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from foothold.tables import TABLES, Table
from foothold.terms.errors import Refused
from foothold.warehouse import engine, manifest, worker_roles
from foothold.warehouse.coverage import begins
from foothold.warehouse.erasures import fingerprint
from foothold.warehouse.manifest import Generation, Manifest
from foothold.warehouse.merging import known_on, projection
from foothold.warehouse.published import Populations, population_files, populations_of
from foothold.warehouse.records import Load

if TYPE_CHECKING:
    import duckdb

FEEDS = ("ssd", "api", "annex-a")  # the fullest first; the daily payload dates every allocation, a workbook none
_FULL = frozenset({"ssd", "decisions"})  # feeds whose returns each hold everything
# feeds that show a part of the service: they answer where nothing else is loaded
_PARTS = ("cin-census", "ssda903", "workforce")
# feeds whose returns are pictures of their day or year, and not all that is known since
_WINDOWS = frozenset({"annex-a", *_PARTS})
_BESIDE = frozenset({table.feed for table in TABLES.values() if table.feed})  # feeds that tell of tables of their own
# the estimates of a council that handed over none of its own are those published for the whole country, if loaded
POPULATION, _OF_AREAS = "population", "child_population"
NEVER_LOADED = frozenset({"*"})


class Snapshot:
    """Every declared table as a view on one locked connection, restricted to what was known.

    `as_known` None means: all that is known now. `feed` is the history that answers, `loads` what of it and of
    the feeds beside it (child population, decisions) was handed over and used. `newest_as_at` is the day of the newest
    return the picture rests on, `covers_from` the first day of which it tells all, None where nobody knows.
    `identity` names the picture: it depends on the rows handed over and their dates and on nothing else, so it is the
    same on every machine and stays the same when later returns arrive. Erasing a child makes it another.
    """

    def __init__(self, home: Path, known: Manifest, feed: str, *, as_at: date | None, as_known: date | None) -> None:
        self.authority = known.authority
        self.feed = feed
        self.as_known = as_known
        self.loads: tuple[Load, ...] = _used(known, feed)
        self.newest_as_at: date = max(
            load.as_at for load in known.of_feed(feed)
        )  # a window's own day, when one is asked
        self.as_at: date = as_at or self.newest_as_at
        self.covers_from: date | None = begins(known.of_feed(feed), complete=feed in _FULL)
        published = _populations(home, known, as_known)
        self.identity = _identity(known, feed, published)
        self.not_collected = {name: _not_collected(name, self._answering(known, name)) for name in TABLES}
        files = {name: known.feeds.get(_feed_of(name, feed), {}).get(name) for name in TABLES}
        days = {name: self._known_on(name) for name in TABLES}
        folder = manifest.folder_of(home, self.authority)
        self._selects = {name: _select(TABLES[name], folder, made, days[name]) for name, made in files.items()}
        self._histories = {name: _history(TABLES[name], folder, made, days[name]) for name, made in files.items()}
        readable = [folder / made.file for made in files.values() if made] + population_files(home)
        if published:
            self._selects[_OF_AREAS] = published.select
            self.not_collected[_OF_AREAS] = frozenset()
        self.connection = _connect(readable, self._selects)
        worker_roles.lay(self.connection, home, self.authority)

    def _answering(self, known: Manifest, table: str) -> tuple[Load, ...]:
        """The loads that tell of a table. Of full extracts only the newest counts: what it leaves out is not told."""
        feed = _feed_of(table, self.feed)
        loads = known.of_feed(feed)
        return tuple(load for load in (loads[-1:] if feed in _FULL else loads) if table in load.tables)

    def _known_on(self, table: str) -> date | None:
        """The day whose knowledge of a table is shown; where windows answer, that of the newest one used."""
        feed = _feed_of(table, self.feed)
        return self.newest_as_at if feed == self.feed in _WINDOWS else self.as_known

    def select_of(self, table: str) -> str:
        """The SELECT that shows a table: it also runs on the connection of another picture of the same history."""
        return self._selects[table]

    @property
    def holds_everything(self) -> bool:
        """Whether each return of the history that answers holds everything, so that a row not in it was not there."""
        return self.feed in _FULL

    def history_of(self, table: str) -> str:
        """The SELECT of every row that ever held, with the days of the returns that first and no longer held it.

        `seen_to` of a row that a later return ended is blank where that return was not known yet.
        """
        return self._histories[table]

    def days_of(self, table: str) -> list[date]:
        """The days of the returns that told of a table, in order."""
        feed = _feed_of(table, self.feed)
        return sorted({load.as_at for load in self.loads if load.feed == feed and table in load.tables})

    def materialise(self, tables: Iterable[str]) -> None:
        """Copy tables into memory, for work that reads them many times; they keep their names."""
        for name in tables:
            self.connection.execute(f"create table {name}_copied as from {name}")
            self.connection.execute(f"drop view {name}; alter table {name}_copied rename to {name}")

    def close(self) -> None:
        """Let go of the connection."""
        self.connection.close()

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_snapshot(home: Path, authority: str, *, as_at: date | None = None, as_known: date | None = None) -> Snapshot:
    """The history of an authority as it was known on `as_known`, or now.

    The fullest feed answers. For a single day `as_at` it is the fullest whose newest return is not older, else the one
    with the newest return; and of a feed of windows, the first return that is not older. Which records hold on the day
    is for the indicator to say. Refused when nothing was known by `as_known`.
    """
    standing = manifest.read(home, manifest.chosen_authority(home, authority))
    manifest.check_files(manifest.folder_of(home, authority), standing)
    known = _known_by(standing, as_known)
    feed = _answering_feed(known, as_at)
    if feed is None:
        first = min(load.as_at for load in standing.loads)
        raise Refused(
            f"Nothing had been handed over for {authority} by {as_known}. Its first return is as at {first}; "
            "ask for that day or a later one."
        )
    if feed in _WINDOWS and as_at is not None:
        known = _pictured(known, feed, as_at)
    return Snapshot(home, known, feed, as_at=as_at, as_known=as_known)


def identity_of(home: Path, authority: str, *, as_known: date | None = None) -> str:
    """The identity of the snapshot that opening the same history would give, read without opening it."""
    known = _known_by(manifest.read(home, manifest.chosen_authority(home, authority)), as_known)
    feed = _answering_feed(known, None)
    return _identity(known, feed, _populations(home, known, as_known)) if feed else ""


def _used(known: Manifest, feed: str) -> tuple[Load, ...]:
    """The loads that a picture rests on: those of the feed that answers, and of the feeds beside it."""
    return tuple(load for load in known.loads if load.feed == feed or load.feed in _BESIDE)


def _populations(home: Path, known: Manifest, as_known: date | None) -> Populations | None:
    """Estimates published for the whole country, where the council handed over none of its own."""
    return None if known.of_feed(POPULATION) else populations_of(home, known.authority, as_known)


def _answering_feed(known: Manifest, as_at: date | None) -> str | None:
    newest = {
        feed: max(load.as_at for load in known.of_feed(feed))
        for feed in (*FEEDS, *_PARTS, *sorted(_BESIDE))
        if known.of_feed(feed)
    }
    main = _of_these(newest, FEEDS) or _of_these(newest, _PARTS) or newest
    if as_at is None or not main:
        return next(iter(main), None)
    return next((feed for feed, day in main.items() if day >= as_at), max(main, key=main.__getitem__))


def _of_these(newest: dict[str, date], feeds: tuple[str, ...]) -> dict[str, date]:
    return {feed: day for feed, day in newest.items() if feed in feeds}


def _pictured(known: Manifest, feed: str, as_at: date) -> Manifest:
    """What is known without the windows that came after the first one that shows a day.

    A window does not show what had ended long before it, so a later one knows less of the day and not more.
    """
    last = min((load.as_at for load in known.of_feed(feed) if load.as_at >= as_at), default=date.max)
    return replace(known, loads=tuple(load for load in known.loads if load.feed != feed or load.as_at <= last))


def _known_by(standing: Manifest, day: date | None) -> Manifest:
    loads = tuple(load for load in standing.loads if day is None or load.as_at <= day)
    return replace(standing, loads=loads)


def _feed_of(table: str, feed: str) -> str:
    return TABLES[table].feed or feed


def _identity(known: Manifest, feed: str, published: Populations | None) -> str:
    loads = (*_used(known, feed), *(published.loads if published else ()))
    rests_on = [(load.feed, load.as_at.isoformat(), load.schema_version, load.content) for load in loads]
    erased = fingerprint(known.erasures)
    document = [known.authority, feed, rests_on, *([erased] if erased else [])]
    return hashlib.sha256(json.dumps(document).encode()).hexdigest()


def _not_collected(table: str, loads: tuple[Load, ...]) -> frozenset[str]:
    """The columns that the newest of the loads lacks, whose rows have blanks there; a star when no load held the table.

    That an earlier load had a column does not help: the newest one's blanks would be counted as if they had been told.
    """
    return frozenset(loads[-1].not_collected.get(table, ())) if loads else NEVER_LOADED


def _connect(files: Iterable[Path], selects: dict[str, str]) -> duckdb.DuckDBPyConnection:
    connection = engine.connect(files=files)
    connection.execute(";".join(f"create view {name} as {select}" for name, select in selects.items()))
    return connection


def _select(table: Table, folder: Path, made: Generation | None, as_known: date | None) -> str:
    if made is None:
        columns = ", ".join(projection(column, present=False) for column in table.stored_columns)
        return f"select {columns} where false"
    columns = ", ".join(projection(column, column.name in made.columns) for column in table.stored_columns)
    source = f"read_parquet({engine.quoted((folder / made.file).absolute())})"
    return f"select {columns} from {source} where {known_on(as_known)}"


def _history(table: Table, folder: Path, made: Generation | None, as_known: date | None) -> str:
    columns = ", ".join(projection(c, made is not None and c.name in made.columns) for c in table.stored_columns)
    if made is None:
        return f"select {columns}, null::date as seen_from, null::date as seen_to where false"
    source = f"read_parquet({engine.quoted((folder / made.file).absolute())})"
    known = f"date {engine.quoted(as_known.isoformat())}" if as_known else "date '9999-12-31'"
    ended = f"case when seen_to <= {known} then seen_to end as seen_to"
    return f"select {columns}, seen_from, {ended} from {source} where seen_from <= {known}"
