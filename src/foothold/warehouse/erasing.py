"""`erase`: a child goes out of an authority's history, of all of it, in one step that can be taken again.

Order matters, for whatever is killed when. The tables without the child are written beside the old ones; the layers
above forget the child; rows set aside are rewritten; then the manifest names the new tables and the child's mark, and
last the old files go. Meanwhile a note lies in the folder that an erasure was begun, so that it can be finished.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.tables import TABLES
from foothold.terms.errors import Refused
from foothold.warehouse import engine, manifest, problem_files
from foothold.warehouse.child_rows import Rows, conditions, is_about_children, keys_picked
from foothold.warehouse.durable import disk_faults_explained, replace_whole, sync
from foothold.warehouse.erasures import Erasure, Hold, Lifting, Mark, kept_out, lifting, marker
from foothold.warehouse.loading import INCOMING, only_loader, remove_leftovers
from foothold.warehouse.manifest import Generation, Manifest
from foothold.warehouse.set_aside_rows import is_about

if TYPE_CHECKING:
    import duckdb

BEGUN = "erasing.json"
SET_ASIDE = "rows set aside"

Forgetter = Callable[[str, Collection[str], Mapping[str, Collection[str]]], Mapping[str, int]]
"""Removes what a layer above keeps of children: (authority, children, record keys by table) -> rows removed by place.

It is called before the history changes and again when an interrupted erasure is repeated."""

Announce = Callable[[tuple[str, ...]], object]


@dataclass(frozen=True)
class Erased:
    """What an erasure came to: rows removed by place, the feeds' tables first."""

    authority: str
    marks: tuple[str, ...]
    rows: dict[str, int]
    begun_again: bool = False  # the children had been erased before; this finished it or found nothing left

    @property
    def rows_removed(self) -> int:
        """Rows removed in all places."""
        return sum(self.rows.values())


@dataclass(frozen=True)
class _Work:
    """One erasure under way."""

    home: Path
    folder: Path
    standing: Manifest
    mark: Mark
    children: tuple[str, ...]
    connection: duckdb.DuckDBPyConnection
    rows: Counter[str] = field(default_factory=Counter)  # removed, by place
    keys: dict[str, set[str]] = field(default_factory=dict)  # of the records removed, by table


def erase(
    home: Path,
    children: Collection[str],
    *,
    authority: str,
    reason: str,
    by: str = "command line",
    forgetters: Iterable[Forgetter] = (),
    announce: Announce | None = None,
    rule: str = "",
    last_active: Mapping[str, date] | None = None,
) -> Erased:
    """Remove children from every table of every feed, now and in all that was known before, and remember their marks.

    `announce` is told the marks once it is clear that there is something to do, before anything is done; what it raises
    stops the erasure. `rule` and `last_active` belong to a disposal by retention. Refused without a reason, with a
    reason that names the child, for a child under a hold, and where nothing is known of a child not erased before.
    """
    _check_reason(reason, children)
    code = manifest.chosen_authority(home, authority)
    folder = manifest.folder_of(home, code)
    with disk_faults_explained(folder), only_loader(folder), engine.connect(folders=[folder]) as connection:
        standing = manifest.read(home, code)
        manifest.check_files(folder, standing)
        remove_leftovers(folder, standing)
        mark = marker(home, standing)
        refuse_held(standing, [mark(child) for child in children])
        work = _Work(home, folder, standing, mark, tuple(children), connection)
        note = Erasure("", datetime.now(UTC).replace(microsecond=0), by, reason.strip(), {}, rule)
        return _carry_out(work, note, forgetters, announce, last_active or {})


def refuse_held(standing: Manifest, marks: Collection[str]) -> None:
    """Refuse to touch a child whose record has to be kept."""
    held = [hold for hold in standing.holds if hold.mark in marks]
    if held:
        raise Refused(
            f"This child's record is held since {held[0].since:%Y-%m-%d} and may not be erased. "
            "When the hold no longer applies, release it first: foothold retention release CHILD --reason TEXT."
        )


def lift(home: Path, child: str, *, authority: str, reason: str, by: str = "command line") -> None:
    """Let an erased child's rows in again, from the next return on; Refused where no erasure stands."""
    _check_reason(reason, [child])

    def without(standing: Manifest, mark: str) -> Manifest:
        if mark not in kept_out(standing.erasures):
            raise Refused("No erasure of this child stands, so there is none to lift. Check the identifier.")
        how = Lifting(datetime.now(UTC).replace(microsecond=0), by, reason.strip())
        return replace(standing, erasures=lifting(standing.erasures, {mark}, how))

    change_manifest(home, authority, child, without)


def hold(home: Path, child: str, *, authority: str, reason: str, by: str = "command line") -> None:
    """Keep a child's record whatever a retention rule says, until it is released."""
    _check_reason(reason, [child])

    def held(standing: Manifest, mark: str) -> Manifest:
        if any(each.mark == mark for each in standing.holds):
            raise Refused("This child's record is held already.")
        kept = Hold(mark, datetime.now(UTC).replace(microsecond=0), by, reason.strip())
        return replace(standing, holds=(*standing.holds, kept))

    change_manifest(home, authority, child, held)


def release(home: Path, child: str, *, authority: str, reason: str) -> None:
    """End a hold; Refused where there is none."""
    _check_reason(reason, [child])

    def released(standing: Manifest, mark: str) -> Manifest:
        left = tuple(each for each in standing.holds if each.mark != mark)
        if len(left) == len(standing.holds):
            raise Refused("This child's record is not held. Check the identifier.")
        return replace(standing, holds=left)

    change_manifest(home, authority, child, released)


def change_manifest(home: Path, authority: str, child: str, change: Callable[[Manifest, str], Manifest]) -> None:
    """Change what the manifest says of one child, as the only writer."""
    code = manifest.chosen_authority(home, authority)
    folder = manifest.folder_of(home, code)
    with disk_faults_explained(folder), only_loader(folder):
        standing = manifest.read(home, code)
        manifest.write(home, change(standing, marker(home, standing)(child)))


def unfinished(home: Path, authority: str) -> str:
    """When an erasure was begun that did not come to its end; blank when none was."""
    path = manifest.folder_of(home, authority) / BEGUN
    return json.loads(path.read_bytes())["begun"] if path.exists() else ""


def leftovers(home: Path, authority: str) -> list[Path]:
    """Files and folders of killed loads and erasures, which belong to no history and may hold rows about children.

    What loads replaced is none of them: readers may hold it until a later load removes it.
    """
    folder = manifest.folder_of(home, authority)
    standing = manifest.read(home, authority)
    wanted = standing.files | set(standing.previous)
    strays = [path for path in folder.glob("*/*.parquet") if path.parent.name != problem_files.FOLDER]
    left = [path for path in strays if str(path.relative_to(folder)) not in wanted]
    if not unfinished(home, authority):
        left = [path for path in left if not _was_replaced(path, standing)]
    return sorted([*folder.glob(f"{INCOMING}*"), *folder.glob(".*.new"), *left])


def _was_replaced(path: Path, standing: Manifest) -> bool:
    """Whether a table's file is of an earlier generation than the one that stands."""
    table, _, number = path.stem.rpartition(".")
    made = standing.feeds.get(path.parent.name, {}).get(table)
    return made is not None and number.isdecimal() and int(number) < made.number


def _check_reason(reason: str, children: Collection[str]) -> None:
    if not reason.strip():
        raise Refused("Give the reason, for example --reason 'erasure request of 3 March, decided by the DPO'.")
    words = reason.replace(",", " ").replace(".", " ").split()
    if any(child.strip() in words for child in children):
        raise Refused("The reason names the child, and it is kept. Refer to the request by its own number instead.")


def _carry_out(
    work: _Work,
    note: Erasure,
    forgetters: Iterable[Forgetter],
    announce: Announce | None,
    last_active: Mapping[str, date],
) -> Erased:
    marks = {child: work.mark(child) for child in work.children}
    again = set(marks.values()) <= set(kept_out(work.standing.erasures))
    made: dict[str, dict[str, Generation]] = {}
    for feed in work.standing.feeds:
        made[feed] = dict(_without_children(work, feed))
    if not work.rows and not again and not _set_aside_of(work):
        raise Refused(
            f"Nothing is known to {work.standing.authority} under that identifier, so nothing was changed. "
            "Give the council's own identifier exactly as it stands in the returns, leading zeros included."
        )
    if announce:
        announce(tuple(marks.values()))
    begun = {"begun": note.at.isoformat(), "marks": sorted(marks.values())}
    replace_whole(work.folder / BEGUN, json.dumps(begun).encode())
    for table_rows in _forgotten(work, forgetters):
        work.rows.update(table_rows)
    _rewrite_set_aside(work)
    manifest.write(work.home, _after(work, made, note, marks, last_active))
    remove_leftovers(work.folder, manifest.read(work.home, work.standing.authority))
    (work.folder / BEGUN).unlink()
    sync(work.folder)
    return Erased(work.standing.authority, tuple(marks.values()), dict(work.rows), again)


def _without_children(work: _Work, feed: str) -> Iterator[tuple[str, Generation]]:
    """Write one feed's tables anew where they hold rows of the children; the generations made."""
    standing = work.standing.feeds[feed]
    parts = {
        name: Rows(TABLES[name], work.folder / made.file, made.columns)
        for name, made in standing.items()
        if is_about_children(name)
    }
    for name, condition in conditions(work.connection, parts, work.children).items():
        if found := keys_picked(work.connection, parts[name], condition):
            work.keys.setdefault(name, set()).update(found)
            work.rows[f"{feed}/{name}"] += _counted(work, parts[name], condition)
            yield name, _write_without(work, feed, parts[name], condition, standing[name])


def _counted(work: _Work, rows: Rows, condition: str) -> int:
    ((count,),) = work.connection.execute(f"select count(*) from {rows.source} where {condition}").fetchall()
    return count


def _write_without(work: _Work, feed: str, rows: Rows, condition: str, standing: Generation) -> Generation:
    into = (work.folder / feed / f"{rows.table.name}.{standing.number + 1}.parquet").absolute()
    query = f"select * from {rows.source} where not {condition}"
    work.connection.execute(f"copy ({query}) to {engine.quoted(into)} (format parquet, compression zstd)")
    sync(into)
    sync(into.parent)
    return Generation(
        standing.number + 1, f"{feed}/{into.name}", into.stat().st_size, manifest.sha256_of(into), standing.columns
    )


def _forgotten(work: _Work, forgetters: Iterable[Forgetter]) -> Iterator[Mapping[str, int]]:
    keys = {table: sorted(found) for table, found in work.keys.items()}
    for forget in forgetters:
        yield forget(work.standing.authority, work.children, keys)


def _is_set_aside(work: _Work, record: str) -> bool:
    keys = {
        f"{table}.{TABLES[table].key[0]}": found for table, found in work.keys.items() if len(TABLES[table].key) == 1
    }
    return is_about(record, frozenset(work.children).__contains__, keys)


def _set_aside_of(work: _Work) -> bool:
    return any(
        _is_set_aside(work, record) for _, records in problem_files.set_aside_records(work.folder) for record in records
    )


def _rewrite_set_aside(work: _Work) -> None:
    for path, records in problem_files.set_aside_records(work.folder):
        if theirs := [record for record in records if _is_set_aside(work, record)]:
            work.rows[SET_ASIDE] += problem_files.remove_records(path, theirs)


def _after(
    work: _Work,
    made: Mapping[str, Mapping[str, Generation]],
    note: Erasure,
    marks: Mapping[str, str],
    last_active: Mapping[str, date],
) -> Manifest:
    """The manifest without the children; nothing of the files before it is kept for anybody."""
    known = kept_out(work.standing.erasures)
    fresh = [child for child, mark in marks.items() if mark not in known]
    rows = {place: count for place, count in work.rows.items() if "/" in place}
    entries = [
        replace(note, mark=marks[child], rows=rows if number == 0 else {}, last_active=last_active.get(child))
        for number, child in enumerate(fresh)
    ]
    feeds = {feed: {**tables, **made.get(feed, {})} for feed, tables in work.standing.feeds.items()}
    return replace(work.standing, feeds=feeds, previous=(), erasures=(*work.standing.erasures, *entries))
