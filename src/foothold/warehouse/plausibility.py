"""What stops a return that reads well and should not be merged: the wrong day, another council, a broken extract."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.returns import PUBLISHED_FEED, ReadReturn
from foothold.returns.problems import DAYS_LOW, ROW_LIMIT
from foothold.tables import ALL_TABLES
from foothold.terms.authorities import codes_of
from foothold.warehouse.child_rows import is_about_children
from foothold.warehouse.engine import quoted
from foothold.warehouse.manifest import Manifest, read
from foothold.warehouse.merging import is_open
from foothold.warehouse.records import Load, LoadRefused

if TYPE_CHECKING:
    import duckdb

ANOTHER_COUNCIL, FEWER_ROWS, SAME_AS_ANOTHER = "another-council", "fewer-rows", "same-as-another-authority"
# What a person may confirm after looking, and what they confirm by it.
CONFIRMABLE = {
    ANOTHER_COUNCIL: "the return is this council's, although it names another or hardly any of its children are known",
    FEWER_ROWS: "the return is whole, although it holds far fewer rows than before",
    SAME_AS_ANOTHER: "the return is this council's, although it, or most of its children, are loaded for another",
    ROW_LIMIT: "the return is whole, although a table has exactly as many rows as an old program can hold",
    DAYS_LOW: "days and months are the right way round, although no day is later than the twelfth",
}

FEWEST_CHILDREN = 30  # with fewer children in the history, a share of known children says nothing
FEWEST_ARRIVING = 10  # nor with fewer in the return: a single child may well be new
LEAST_KNOWN_SHARE = 0.10
FEWEST_ROWS = 20  # of smaller tables, a fall by more than half is ordinary
LEAST_ROWS_SHARE = 0.40
MOST_SHARED = 0.50  # of a return's children, known to another council by identifier and month of birth


def refuse_future(as_at: date, today: date) -> None:
    """Refuse a return as at a day that has not come."""
    if as_at > today:
        raise LoadRefused(
            f"The as-at date {as_at} is in the future. Give the day on which the extract was taken, as YYYY-MM-DD.",
            "as-at-in-the-future",
        )


def refuse_unread(returned: ReadReturn, name: str) -> None:
    """Refuse a return that the reader refused, with its reasons."""
    if returned.outcome == "refused":
        reasons = [problem.text for problem in returned.problems if problem.effect == "refused"]
        more = f" And {len(reasons) - 5} more; foothold check lists them." if len(reasons) > 5 else ""
        raise LoadRefused(f"{name} was not loaded. {' '.join(reasons[:5])}{more}", "not-readable", returned.problems)


def refuse_about_a_council(returned: ReadReturn, name: str) -> None:
    """Refuse a council's return that came without the council's code: only what is published belongs to nobody."""
    if not returned.feed.startswith(PUBLISHED_FEED):
        raise LoadRefused(
            f"{name} is about one council ({returned.profile}). Name the council with --authority CODE.",
            "authority-missing",
        )


def refuse_older(manifest: Manifest, feed: str, as_at: date) -> None:
    """Refuse a return older than the newest of its feed: history is only ever continued."""
    newest = max((load.as_at for load in manifest.of_feed(feed)), default=as_at)
    if as_at < newest:
        raise LoadRefused(
            f"The return is as at {as_at}; {manifest.authority} holds a newer one of the same kind, as at {newest}. "
            "Load returns in the order of their dates; to start again, load all of them into an empty --home.",
            "older-than-loaded",
        )


def refuse_implausible(
    manifest: Manifest,
    returned: ReadReturn,
    *,
    as_at: date,
    confirm: Collection[str],
    folder: Path,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[str, ...]:
    """Refuse a return that looks like another council's or cut off, unless a person confirmed; the rules confirmed."""
    checks: dict[str, Callable[[], str]] = {
        ANOTHER_COUNCIL: lambda: (
            _declared_another(manifest, returned) or _another_council(manifest, returned, folder, connection)
        ),
        SAME_AS_ANOTHER: lambda: _same_as_another(manifest, returned, folder, connection),
        FEWER_ROWS: lambda: _fewer_rows(manifest, returned, as_at, folder, connection),
        ROW_LIMIT: lambda: _noted(returned, ROW_LIMIT),
        DAYS_LOW: lambda: _noted(returned, DAYS_LOW),
    }
    found = {rule: text for rule, check in checks.items() if (text := check())}
    for rule, text in found.items():
        if rule not in confirm:
            raise LoadRefused(f"{text} If you have looked and it is right, load it with --confirm {rule}.", rule)
    return tuple(found)


def _declared_another(manifest: Manifest, returned: ReadReturn) -> str:
    """A return that says whose it is, and means a council that this is not; numbers that no council has say nothing."""
    number = returned.declared_authority
    codes = codes_of(number)
    if not codes or manifest.authority in codes:
        return ""
    return (
        f"The return says that it is of local authority {number}, which is {' or '.join(sorted(codes))} and not "
        f"{manifest.authority}. Check the file and the authority code."
    )


def _noted(returned: ReadReturn, rule: str) -> str:
    """What the reader says of a file that reads well and may be wrong as a whole."""
    found = [problem for problem in returned.problems if problem.rule == rule]
    return " ".join(f"{problem.file}: {problem.text}" if problem.file else problem.text for problem in found[:3])


def _same_as_another(
    manifest: Manifest, returned: ReadReturn, folder: Path, connection: duckdb.DuckDBPyConnection
) -> str:
    """A mistyped code: the same files, or mostly the same children, stand under another authority's code already."""
    if not any(is_about_children(name) for name in returned.tables):
        return ""
    hashes = {source.sha256 for source in returned.sources}
    for place in sorted(folder.parent.glob("*/manifest.json")):
        other = read(folder.parents[1], place.parent.name)
        if other.authority == manifest.authority:
            continue
        if any(hashes & {source.sha256 for source in load.sources} for load in other.loads):
            return f"The same file is loaded for {other.authority} already. Check the authority code."
        if text := _mostly_children_of(manifest, other, returned, folder, connection):
            return text
    return ""


def _mostly_children_of(
    manifest: Manifest, other: Manifest, returned: ReadReturn, folder: Path, connection: duckdb.DuckDBPyConnection
) -> str:
    theirs = [tables["person"].file for tables in other.feeds.values() if "person" in tables]
    ours = [tables["person"].file for tables in manifest.feeds.values() if "person" in tables]
    if "person" not in returned.tables or not theirs:
        return ""
    arriving = _born([returned.folder / "person.parquet"])
    held = _born([folder.parent / other.authority / file for file in theirs])
    known_here = _born([folder / file for file in ours]) if ours else f"from ({arriving}) where false"
    ((all_, shared),) = connection.execute(
        f"with arriving as ({arriving}), held as ({held}), here as ({known_here}) select "
        "(select count(*) from arriving), (select count(*) from arriving semi join held using (person_id, born) "
        "anti join here using (person_id, born))"
    ).fetchall()
    if all_ < FEWEST_CHILDREN or shared < MOST_SHARED * all_:
        return ""
    return (
        f"{shared} of the return's {all_} children are known to {other.authority} by identifier and month of birth, "
        f"and not to {manifest.authority}. Check the file and the authority code."
    )


def _born(files: list[Path]) -> str:
    """The children of person lists whose month of birth is known."""
    parts = [
        "select person_id, date_trunc('month', dob) as born "
        f"from read_parquet({quoted(path.absolute())}) where dob is not null"
        for path in files
    ]
    return f"select distinct person_id, born from ({' union all '.join(parts)})"


def _another_council(
    manifest: Manifest, returned: ReadReturn, folder: Path, connection: duckdb.DuckDBPyConnection
) -> str:
    arriving = _children({name: returned.folder / f"{name}.parquet" for name in returned.tables})
    held = [
        _children({name: folder / made.file for name, made in tables.items()}) for tables in manifest.feeds.values()
    ]
    held = [part for part in held if part]
    if not arriving or not held:
        return ""
    (known, new, before), *_ = connection.execute(
        f"with arriving as ({arriving}), held as ({' union '.join(held)}) select "
        "(select count(distinct person_id) from arriving join held using (person_id) "
        "where coalesce(arriving.born = held.born, true)), "
        "(select count(distinct person_id) from arriving), (select count(distinct person_id) from held)"
    ).fetchall()
    if before < FEWEST_CHILDREN or new < FEWEST_ARRIVING or known / new >= LEAST_KNOWN_SHARE:
        return ""
    return (
        f"The return looks like another council's: {known} of its {new} children are known to {manifest.authority} "
        "by identifier and month of birth. Check the file and the authority code."
    )


def _children(files: dict[str, Path]) -> str:
    """The children that some files hold: those of the person list, or of every list where there is no person list.

    Councils' systems number children alike, so the same identifier is the same child only if the month of birth,
    where both returns know it, does not say otherwise; the day may be a stand-in.
    """
    chosen = {"person": files["person"]} if "person" in files else files
    born = "date_trunc('month', dob)" if "person" in files else "null::date"
    parts = [
        f"select person_id, {born} as born from read_parquet({quoted(path.absolute())})"
        for name, path in chosen.items()
        if any(column.name == "person_id" for column in ALL_TABLES[name].stored_columns)
    ]
    return (
        f"select distinct person_id, born from ({' union all '.join(parts)}) where person_id is not null"
        if parts
        else ""
    )


def _fewer_rows(
    manifest: Manifest, returned: ReadReturn, as_at: date, folder: Path, connection: duckdb.DuckDBPyConnection
) -> str:
    earlier = manifest.of_feed(returned.feed)
    compared = _by_table(earlier, returned) if returned.complete else _in_all(earlier, returned)
    for what, before, now in chain(compared, _open_rows(manifest, returned, as_at, folder, connection)):
        if before >= FEWEST_ROWS and now < before * LEAST_ROWS_SHARE:
            return (
                f"The return holds {now} {what}, {100 * (before - now) // before}% fewer than the {before} "
                "before it. It may be cut off; check the extract."
            )
    return ""


def _by_table(earlier: tuple[Load, ...], returned: ReadReturn) -> Iterator[tuple[str, int, int]]:
    """A full extract holds all of a table or has lost it, so each table is compared with what was held."""
    held = {name: change.held for load in earlier for name, change in load.tables.items()}
    return ((f"rows of {name}", before, returned.tables.get(name, 0)) for name, before in held.items())


def _in_all(earlier: tuple[Load, ...], returned: ReadReturn) -> Iterator[tuple[str, int, int]]:
    """A window's lists may each be short, so only its length as a whole is compared, with the last of its format."""
    alike = [load for load in earlier if load.profile == returned.profile]
    return (("rows of all lists together", load.rows_imported, returned.rows_imported) for load in alike[-1:])


def _open_rows(
    manifest: Manifest, returned: ReadReturn, as_at: date, folder: Path, connection: duckdb.DuckDBPyConnection
) -> Iterator[tuple[str, int, int]]:
    """Where a window shows all open rows, those missing are ended, so their number is compared as well."""
    for shown in returned.shown_while_open:
        standing = manifest.feeds.get(returned.feed, {}).get(shown.table)
        if standing and shown.ends in standing.columns:
            of_history, of_return = (folder / standing.file).absolute(), returned.folder / f"{shown.table}.parquet"
            (before, now), *_ = connection.execute(
                f"select (select count(*) from read_parquet({quoted(of_history)}) "
                f"where seen_to is null and {is_open(shown, as_at)}), "
                f"(select count(*) from read_parquet({quoted(of_return.absolute())}) where {is_open(shown, as_at)})"
            ).fetchall()
            yield f"open rows of {shown.table}", before, now
