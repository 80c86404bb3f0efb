"""What the checks found after every load, computed once and kept, so that pages can tell what a load mended.

`HOME/checks/<authority>/` holds one Parquet file for each load and `stamp.json`, which lists them with the definitions
they were computed from. Files are written first and the stamp last, so a reader finds the old results or the new ones.
Nobody but the owner may read them: they name records.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.checks.check_files import CATALOGUE, tables_read
from foothold.checks.running import FaultyRow, Result, run
from foothold.definitions.parquet import write_parquet
from foothold.terms.errors import Refused

if TYPE_CHECKING:
    from foothold.warehouse import Load, Snapshot

_COLUMNS = {
    "check_id": "VARCHAR",
    "record_key": "VARCHAR",
    "person_id": "VARCHAR",
    "team": "VARCHAR",
    "shown": "VARCHAR",
}
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600


@dataclass(frozen=True)
class Run:
    """All checks over the data as one load left them. `not_run` gives for a check the column that was not collected."""

    load_id: str
    as_at: date
    identity: str
    file: str
    counts: Mapping[str, int]
    not_run: Mapping[str, str]


@dataclass(frozen=True)
class Tally:
    """A check now and at the load before; each number None where it was not run then."""

    now: int | None
    before: int | None
    mended: int | None
    new: int | None
    missing: str


@dataclass(frozen=True)
class StoredChecks:
    """The results kept for a council, of every load of the history that answers, the oldest first."""

    folder: Path
    runs: tuple[Run, ...]

    @property
    def newest(self) -> Run:
        """The results of the newest load."""
        return self.runs[-1]

    @property
    def previous(self) -> Run | None:
        """The results of the load before it; None where there was none."""
        return self.runs[-2] if len(self.runs) > 1 else None

    def rows(self, check_id: str, run: Run | None = None, team: str | None = None) -> list[FaultyRow]:
        """The rows a check found, after the newest load or another; of every team, or of one."""
        found = _rows(self.folder / (run or self.newest).file).get(check_id, [])
        return found if team is None else [row for row in found if row.team == team]

    def tally(self, check_id: str, team: str | None = None) -> Tally:
        """The check's number now, at the load before, and what came and went between."""
        missing = self.newest.not_run.get(check_id, "")
        now = None if missing else {row.record_key for row in self.rows(check_id, team=team)}
        before = self._keys_before(check_id, team)
        if now is None or before is None:
            return Tally(_size(now), _size(before), None, None, missing)
        return Tally(len(now), len(before), len(before - now), len(now - before), missing)

    def mended_rows(self, check_id: str, team: str | None = None) -> list[FaultyRow]:
        """Rows found after the load before the newest and no longer."""
        before = self._keys_before(check_id, team)
        if not before or check_id in self.newest.not_run:
            return []
        gone = before - {row.record_key for row in self.rows(check_id, team=team)}
        return [row for row in self.rows(check_id, self.previous, team) if row.record_key in gone]

    def new_keys(self, check_id: str) -> set[str]:
        """Records found after the newest load and not after the one before it, where that one could tell."""
        before = self._keys_before(check_id, None)
        return set() if before is None else {row.record_key for row in self.rows(check_id)} - before

    def _keys_before(self, check_id: str, team: str | None) -> set[str] | None:
        if self.previous is None or check_id not in self.previous.counts:
            return None
        return {row.record_key for row in self.rows(check_id, self.previous, team)}

    def mended_on(self, check_id: str, record_key: str) -> date | None:
        """The day of the load that mended a record for good; None while it is at fault, or if it never was."""
        mended = None
        for one in self.runs:
            if check_id in one.not_run:
                continue
            if record_key in _keys(self.folder / one.file, check_id):
                mended = date.max
            elif mended == date.max:
                mended = one.as_at
        return None if mended == date.max else mended

    def course(self, check_id: str) -> list[tuple[date, int | None]]:
        """How many rows the check found after each load."""
        return [(one.as_at, one.counts.get(check_id)) for one in self.runs]


def stored(home: Path, authority: str) -> StoredChecks:
    """The results kept for a council. Refused when none have been computed."""
    stamp = _folder(home, authority) / "stamp.json"
    if not stamp.exists():
        raise Refused(f"No results of checks are kept for {authority}. Compute them: foothold checks store.")
    return _stored(stamp, stamp.stat().st_mtime_ns)


def store_results(home: Path, authority: str, progress: Callable[[str], None] | None = None) -> Path:
    """Run every check over the data as each load left them, and keep the results; returns the stamp.

    A load whose results are there already, from the same data and definitions, is not run again.
    """
    from foothold import warehouse
    from foothold.warehouse.durable import replace_whole

    folder = _folder(home, authority)
    folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)
    known = {run.file: run for run in _read(folder / "stamp.json").runs}
    roles = [[role.field, role.pattern, role.kind] for role in warehouse.council_roles(home, authority)]
    runs = []
    for load in _answering_loads(home, authority):
        name = _name(load, warehouse.identity_of(home, authority, as_known=load.as_at), roles)
        if name in known and (folder / name).exists():
            runs.append(known[name])
            continue
        if progress:
            progress(f"Checks on the load as at {load.as_at}")
        with warehouse.open(home, authority, as_known=load.as_at) as snapshot:
            runs.append(_checked(folder / name, snapshot, load))
    document = {"runs": [{**asdict(run), "as_at": run.as_at.isoformat()} for run in runs]}
    replace_whole(folder / "stamp.json", json.dumps(document, indent=1).encode())
    for old in folder.glob("rows-*.parquet"):
        if old.name not in {run.file for run in runs}:
            old.unlink()
    return folder / "stamp.json"


def _answering_loads(home: Path, authority: str) -> list[Load]:
    """The loads of the history that answers now; of two returns of one day the later."""
    from foothold import warehouse

    with warehouse.open(home, authority) as snapshot:
        of_feed = [load for load in snapshot.loads if load.feed == snapshot.feed]
    by_day = {load.as_at: load for load in of_feed}
    return [by_day[day] for day in sorted(by_day)]


def _name(load: Load, identity: str, roles: list[list[str]]) -> str:
    """The file of a load's results, named by all they follow from."""
    definitions = [check.hash for check in CATALOGUE.values()]
    mark = json.dumps([load.load_id, identity, definitions, roles])
    return f"rows-{hashlib.sha256(mark.encode()).hexdigest()[:16]}.parquet"


def _checked(file: Path, snapshot: Snapshot, load: Load) -> Run:
    """Run every check over the data as a load left them, and keep the rows found."""
    snapshot.materialise(tables_read())
    results = run(snapshot, CATALOGUE.values())
    write_parquet(file, _COLUMNS, (_written(result, row) for result in results for row in result.rows))
    file.chmod(_PRIVATE_FILE)
    counts = {result.check.id: len(result.rows) for result in results if not result.missing}
    not_run = {result.check.id: result.missing for result in results if result.missing}
    return Run(load.load_id, load.as_at, snapshot.identity, file.name, counts, not_run)


def _size(keys: set[str] | None) -> int | None:
    return None if keys is None else len(keys)


def _written(result: Result, row: FaultyRow) -> list[Any]:
    return [result.check.id, row.record_key, row.person_id, row.team, json.dumps(dict(row.shown), default=str)]


def _folder(home: Path, authority: str) -> Path:
    return home / "checks" / authority


@lru_cache(maxsize=8)
def _stored(stamp: Path, written: int) -> StoredChecks:
    """As read when it was last written."""
    return _read(stamp)


def _read(stamp: Path) -> StoredChecks:
    runs = json.loads(stamp.read_bytes())["runs"] if stamp.exists() else []
    return StoredChecks(stamp.parent, tuple(Run(**{**one, "as_at": date.fromisoformat(one["as_at"])}) for one in runs))


@lru_cache(maxsize=32)
def _rows(file: Path) -> dict[str, list[FaultyRow]]:
    import duckdb

    with duckdb.connect() as connection:
        found = connection.execute(
            f"select {', '.join(_COLUMNS)} from read_parquet(?) order by check_id, record_key", [str(file)]
        ).fetchall()
    rows: dict[str, list[FaultyRow]] = {}
    for check_id, key, person, team, shown in found:
        rows.setdefault(check_id, []).append(FaultyRow(key, person, team, json.loads(shown)))
    return rows


@lru_cache(maxsize=256)
def _keys(file: Path, check_id: str) -> frozenset[str]:
    return frozenset(row.record_key for row in _rows(file).get(check_id, []))
