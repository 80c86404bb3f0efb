"""`load`: a return goes into an authority's history, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.returns import PROFILES, PUBLISHED_FEED, ReadReturn, name_of, read_handed_over
from foothold.tables import ALL_TABLES
from foothold.terms.errors import Refused
from foothold.terms.nation import ENGLAND
from foothold.warehouse import coverage, engine, manifest, problem_files
from foothold.warehouse.durable import PRIVATE_FOLDER, disk_faults_explained, make_once, only_writer, sync
from foothold.warehouse.erasures import BY_A_LOAD
from foothold.warehouse.lists_apart import earlier_cases
from foothold.warehouse.manifest import Generation, Manifest
from foothold.warehouse.merging import Absence, History, Merged, merge
from foothold.warehouse.plausibility import (
    refuse_about_a_council,
    refuse_future,
    refuse_implausible,
    refuse_older,
    refuse_unread,
)
from foothold.warehouse.records import Load
from foothold.warehouse.returning import without_erased

if TYPE_CHECKING:
    import duckdb

IdentityKeeper = Callable[[str, str, Iterable[dict[str, Any]]], int]
"""Keeps the names and addresses of one table: (authority, table, rows of key and identity columns) -> rows kept.

It is called before the load stands and again when the same return is loaded again, so it must overwrite, not add."""

WORKER_KEY = "worker.key"
INCOMING = "incoming-"
_TABLES_AT_ONCE = 2  # one waits for the disk while the other computes


@dataclass(frozen=True)
class _Request:
    """What was asked for, and where it goes."""

    home: Path
    folder: Path
    authority: str
    as_at: date
    by: str
    keep_identities: IdentityKeeper | None
    confirm: Collection[str]
    covers_from: date | None
    say: Callable[[str], None]


def load(
    home: Path,
    path: Path | str,
    *,
    authority: str | None,
    as_at: date,
    profile: str | None = None,
    name: str | None = None,
    by: str = "command line",
    keep_identities: IdentityKeeper | None = None,
    progress: Callable[[str], None] | None = None,
    confirm: Collection[str] = (),
    covers_from: date | None = None,
) -> Load:
    """Merge the return at `path`, a file, a folder or the address of a database, into the authority's history.

    Without an `authority` it must be something published for the whole country, which is kept once, as at the day of
    its publication. `as_at` is the day the extract was taken; `name` what the sender called the file; `confirm` names
    the rules of `plausibility.CONFIRMABLE` that a person has looked into. Without `keep_identities` names and addresses
    are dropped. `covers_from` is the first day of which the return tells all, where somebody knows better than
    `coverage.covers_from` does.
    Refused (mostly as LoadRefused) leaves the history as it was.
    """
    national, authority = authority is None, ENGLAND if authority is None else authority
    folder = manifest.folder_of(home, authority)
    refuse_future(as_at, date.today())
    request = _Request(home, folder, authority, as_at, by, keep_identities, confirm, covers_from, progress or _silent)
    with disk_faults_explained(folder), only_loader(folder):
        before = manifest.read(home, authority)
        manifest.check_files(folder, before)
        remove_leftovers(folder, before)
        with tempfile.TemporaryDirectory(prefix=INCOMING, dir=folder) as incoming:
            returned = _read(request, path, Path(incoming), before, profile=profile, name=name)
            if national:
                refuse_about_a_council(returned, name or name_of(path))
            returned, before = without_erased(home, before, returned)
            done = _already_loaded(request, before, returned) or _merge(request, before, returned)
        _remove_incoming(folder)
        return done


def _read(
    request: _Request, path: Path | str, incoming: Path, before: Manifest, *, profile: str | None, name: str | None
) -> ReadReturn:
    """The return as read, into a folder of its own. Refused where nothing in it can be loaded."""
    called = name or name_of(path)
    request.say(f"Reading {called}")
    returned = read_handed_over(
        path,
        into=incoming,
        profile=profile,
        name=name,
        authority=request.authority,
        worker_key=worker_key(request.home),
        earlier=earlier_cases(request.folder, before, request.as_at),
    )
    refuse_unread(returned, called)
    return returned


@contextmanager
def only_loader(folder: Path) -> Iterator[None]:
    """Be the only one who changes an authority's history; Refused while another does."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    busy = (
        f"Another load for {folder.name} is running. Wait until it has finished and try again; "
        "its progress shows where it was started. A load that was killed leaves no lock behind."
    )
    with only_writer(folder / "load.lock", busy):
        yield


def worker_key(home: Path) -> bytes:
    """The secret of this home from which workers' identifiers are made where a format only has names; made once."""
    path = home / WORKER_KEY
    if not path.exists() and manifest.authorities(home):
        raise Refused(
            f"{path} is missing. Restore it from a backup: with a new one every worker known by name would become "
            "somebody else. To start again, load all returns into an empty --home."
        )
    return make_once(path, secrets.token_bytes(32))


def _already_loaded(request: _Request, before: Manifest, returned: ReadReturn) -> Load | None:
    """The load of the same files as at the same day, when it was the last word on that day."""
    same_day = [load for load in before.of_feed(returned.feed) if load.as_at == request.as_at]
    if not same_day or _hashes(same_day[-1].sources) != _hashes(returned.sources):
        return None
    if any(lifting.by != BY_A_LOAD and lifting.at >= same_day[-1].loaded_at for lifting in before.liftings):
        return None  # rows that were left out of it may come in now
    request.say("The same files are loaded already; nothing was changed")
    return replace(same_day[-1], status="unchanged", identities_kept=_keep_identities(request, returned))


def _merge(request: _Request, before: Manifest, returned: ReadReturn) -> Load:
    refuse_older(before, returned.feed, request.as_at)
    with engine.connect(folders=[request.folder.parent]) as connection:  # other authorities' children are compared
        confirmed = refuse_implausible(
            before,
            returned,
            as_at=request.as_at,
            confirm=request.confirm,
            folder=request.folder,
            connection=connection,
        )
        begins = request.covers_from or coverage.covers_from(connection, returned, request.as_at)
        merged, made = _merge_tables(connection, request, before, returned)
    # Names go first: were the load to stand without them, loading the same files again would not bring them.
    kept = _keep_identities(request, returned)
    described = _describe(request, before, returned, merged)
    done = replace(described, identities_kept=kept, confirmed=confirmed, covers_from=begins)
    problem_files.keep(request.folder, done.load_id, returned)
    sync(request.folder)
    manifest.write(request.home, before.with_load(done, made))
    request.say(f"Loaded {done.rows_imported} rows as {done.load_id}")
    return done


def _merge_tables(
    connection: duckdb.DuckDBPyConnection, request: _Request, before: Manifest, returned: ReadReturn
) -> tuple[dict[str, Merged], dict[str, Generation]]:
    place = request.folder / returned.feed
    place.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    names = sorted(returned.tables)
    merged: dict[str, Merged] = {}
    made: dict[str, Generation] = {}
    with ThreadPoolExecutor(_TABLES_AT_ONCE) as pool:
        results = pool.map(lambda name: _merge_table(connection, request, before, returned, name), names)
        for position, name in enumerate(names, start=1):
            request.say(f"Merging {name} ({position} of {len(names)})")
            merged[name], generation = next(results)
            if generation:
                made[name] = generation
    sync(place)
    return merged, made


def _merge_table(
    connection: duckdb.DuckDBPyConnection, request: _Request, before: Manifest, returned: ReadReturn, name: str
) -> tuple[Merged, Generation | None]:
    """Merge one table on a connection of its own; the generation when a new one had to be written."""
    standing = before.feeds.get(returned.feed, {}).get(name)
    number = standing.number + 1 if standing else 1
    into = (request.folder / returned.feed / f"{name}.{number}.parquet").absolute()
    with connection.cursor() as own:
        merged = merge(
            own,
            ALL_TABLES[name],
            arriving=(returned.folder / f"{name}.parquet").absolute(),
            history=History((request.folder / standing.file).absolute(), standing.columns) if standing else None,
            as_at=request.as_at,
            absence=_absence(returned, name),
            into=into,
        )
    return merged, _settle(into, returned.feed, name, number) if merged.written else None


def _absence(returned: ReadReturn, table: str) -> Absence:
    aside = (returned.folder / "set_aside_keys" / f"{table}.parquet").absolute()
    return Absence(returned.complete, returned.shown_while_open, aside if aside.exists() else None)


def _settle(file: Path, feed: str, name: str, number: int) -> Generation:
    """Wait until a new generation is on disk, and describe it."""
    sync(file)
    columns = tuple(column.name for column in ALL_TABLES[name].stored_columns)
    return Generation(number, f"{feed}/{file.name}", file.stat().st_size, manifest.sha256_of(file), columns)


def _describe(request: _Request, before: Manifest, returned: ReadReturn, merged: dict[str, Merged]) -> Load:
    return Load(
        load_id=f"{request.authority}-{len(before.loads) + 1:04d}",
        authority=request.authority,
        feed=returned.feed,
        profile=returned.profile,
        as_at=request.as_at,
        loaded_at=datetime.now(UTC).replace(microsecond=0),
        by=request.by,
        status="loaded",
        rows_in=returned.rows_in,
        rows_imported=returned.rows_imported,
        rows_set_aside=returned.rows_set_aside,
        problems=len(returned.problems),
        sources=returned.sources,
        tables={name: result.change for name, result in merged.items()},
        schema_version=manifest.schema_version(),
        code_version=version("foothold"),
        identities_kept=None,
        not_collected=returned.not_collected,
        confirmed=(),
        content=_content(merged),
    )


def _content(merged: dict[str, Merged]) -> str:
    contents = {name: result.content for name, result in merged.items()}
    return hashlib.sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()


def _keep_identities(request: _Request, returned: ReadReturn) -> int | None:
    if request.keep_identities is None:
        return None
    kept = 0
    for path in sorted((returned.folder / "identities").glob("*.parquet")):
        request.say(f"Keeping names and addresses of {path.stem} apart")
        kept += request.keep_identities(request.authority, path.stem, _rows(path))
    return kept


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with engine.connect(files=[path]) as connection:
        result = connection.execute(f"select * from read_parquet({engine.quoted(path.absolute())})")
        names = [column[0] for column in result.description or []]
        while batch := result.fetchmany(10_000):
            for row in batch:
                yield dict(zip(names, row, strict=True))


def remove_leftovers(folder: Path, standing: Manifest) -> None:
    """Remove what killed loads left and generations nobody needs; readers may still hold the previous ones."""
    _remove_incoming(folder)
    for path in folder.glob(".*.new"):
        path.unlink()
    wanted = standing.files | set(standing.previous)
    releases = {place.name for place in folder.glob(f"{PUBLISHED_FEED}*")}
    for feed in {profile.feed for profile in PROFILES.values()} | releases:
        for path in (folder / feed).glob("*.parquet"):
            if f"{feed}/{path.name}" not in wanted:
                path.unlink()
    problem_files.remove_unknown(folder, standing)


def _remove_incoming(folder: Path) -> None:
    """Remove the half-read returns of killed loads; their readers ended with them."""
    for path in folder.glob(f"{INCOMING}*"):
        shutil.rmtree(path, ignore_errors=True)


def _hashes(sources: Iterable[Any]) -> set[str]:
    return {source.sha256 for source in sources}


def _silent(_: str) -> None:
    """Says nothing."""
