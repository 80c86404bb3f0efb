"""Figures computed once after a load and kept, so that no page waits for them.

`HOME/figures/<authority>/` holds one Parquet file and `stamp.json`, which names it with the snapshot and the
definitions it was computed from. The file is written aside first and the stamp replaced last, so a reader finds the old
figures or the new ones, whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.indicators.blocks import FigureBlock
from foothold.indicators.definition import Indicator
from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.figure_columns import write_figures
from foothold.indicators.figures import Figure, blocks_by, period_to
from foothold.indicators.indicator_files import CATALOGUE, find, identifier_of, tables_read
from foothold.indicators.kept_definitions import keep_definitions
from foothold.indicators.measures import plain
from foothold.indicators.roles import definition_hash
from foothold.indicators.source import Source, record_begins
from foothold.terms.errors import Refused
from foothold.terms.figures import FigureStatus
from foothold.terms.reporting_periods import Period, months_before, periods

if TYPE_CHECKING:
    import duckdb

    from foothold.warehouse import Snapshot

WEEK = "week"
WEEKLY: tuple[tuple[str, ...], ...] = ((), ("team",))
"""What is kept week by week: what charts, levels and team pages draw. Any other series is computed when asked for."""

LATEST = "latest"
"""The series of one point: the newest day, each indicator over its own period, by every slice it has."""

_FORM = 3  # of what is kept; figures kept in another form are computed anew
_YEARS_KEPT = 6  # as far back as the Standard Safeguarding Dataset goes
_TEAMS_NAMED = "select distinct part from figures where slice = 'team' and part is not null order by part"


@dataclass(frozen=True)
class StoredFigures:
    """Every indicator's figures as computed from one snapshot."""

    authority: str
    file: Path
    snapshot_identity: str
    newest_as_at: date
    computed_at: datetime
    definitions: dict[str, str]

    def series(self, indicator_id: str, by: str | None = None) -> list[Figure]:
        """One indicator through whole weeks, for the council or for every team (`by` "team")."""
        return list(_series(self.file, identifier_of(indicator_id), WEEK, by or ""))

    def latest(self, indicator_id: str, by: str | None = None) -> list[Figure]:
        """The figure at the newest day over the indicator's own period, or one for every part of a slice."""
        return list(_series(self.file, identifier_of(indicator_id), LATEST, by or ""))

    def newest(self) -> dict[str, Figure]:
        """The council's figure of every indicator at the newest day, by the indicator's identifier."""
        return {figure.indicator: figure for figure in _read(self.file, "every = ? and slice = ''", (LATEST,))}

    def of_team(self, team: str) -> dict[str, Figure]:
        """One team's figure of every indicator that has teams, at the newest day, by the indicator's identifier."""
        where = "every = ? and slice = 'team' and part = ?"
        return {figure.indicator: figure for figure in _read(self.file, where, (LATEST, team))}

    def teams_named(self) -> list[str]:
        """The identifier of every team that any figure is kept for."""
        rows = _opened(self.file).cursor().execute(_TEAMS_NAMED).fetchall()
        return [team for (team,) in rows]

    def weeks_of_team(self, team: str, since: date) -> dict[str, list[Figure]]:
        """One team's weeks from a day on, of every indicator that has teams, by the indicator's identifier."""
        found: dict[str, list[Figure]] = {}
        where = "every = ? and slice = 'team' and part = ? and as_at >= ?"
        for figure in _read(self.file, where, (WEEK, team, since)):
            found.setdefault(figure.indicator, []).append(figure)
        return found

    def teams(self, indicator_id: str, as_at: date | None = None) -> list[Figure]:
        """Every team's figure at the newest day, or in the week ended on `as_at`; empty when none did."""
        if as_at is None or as_at == self.newest_as_at:
            return self.latest(indicator_id, "team")
        where = "indicator = ? and every = 'week' and slice = 'team' and as_at = ?"
        return _read(self.file, where, (identifier_of(indicator_id), as_at))


def stored(home: Path, authority: str) -> StoredFigures:
    """The figures kept for an authority. Refused when none have been computed; compare `snapshot_identity` for age."""
    stamp = _folder(home, authority) / "stamp.json"
    if not stamp.exists():
        raise Refused(f"No figures are kept for {authority}. Compute them: foothold indicators store.")
    found = json.loads(stamp.read_text(encoding="utf-8"))
    return StoredFigures(
        authority=authority,
        file=stamp.parent / found["file"],
        snapshot_identity=found["snapshot"],
        newest_as_at=date.fromisoformat(found["newest_as_at"]),
        computed_at=datetime.fromisoformat(found["computed_at"]),
        definitions=found["definitions"],
    )


def store_figures(home: Path, authority: str, progress: Callable[[str], None] | None = None) -> Path:
    """Compute every indicator, weekly and as at the newest day by every slice, and keep the figures; returns the stamp.

    Nothing is computed when the figures kept come from the same snapshot and the same definitions.
    """
    from foothold import warehouse

    with warehouse.open(home, authority) as snapshot:
        definitions = {indicator.id: definition_hash(indicator, snapshot) for indicator in CATALOGUE.values()}
        keep_definitions(home, authority, snapshot.newest_as_at, CATALOGUE.values())
        folder = _folder(home, authority)
        if not _is_current(folder, snapshot.identity, definitions):
            _keep(folder, snapshot, definitions, progress or _say_nothing)
    return folder / "stamp.json"


def _folder(home: Path, authority: str) -> Path:
    return home / "figures" / authority


def _is_current(folder: Path, identity: str, definitions: dict[str, str]) -> bool:
    stamp = folder / "stamp.json"
    found = json.loads(stamp.read_text(encoding="utf-8")) if stamp.exists() else {}
    kept = (found.get("form"), found.get("snapshot"), found.get("definitions"))
    return kept == (_FORM, identity, definitions) and (folder / found["file"]).exists()


def _keep(folder: Path, snapshot: Snapshot, definitions: dict[str, str], progress: Callable[[str], None]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(json.dumps([_FORM, snapshot.identity, definitions]).encode()).hexdigest()[:16]
    file = folder / f"figures-{name}.parquet"
    write_figures(file, "every", all_series(snapshot, progress))
    stamp = {
        "form": _FORM,
        "file": file.name,
        "snapshot": snapshot.identity,
        "newest_as_at": snapshot.newest_as_at.isoformat(),
        "computed_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "definitions": definitions,
    }
    aside = folder / "stamp.json.new"
    aside.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    aside.replace(folder / "stamp.json")
    for old in folder.glob("figures-*.parquet"):
        if old != file:
            old.unlink()


def all_series(snapshot: Snapshot, progress: Callable[[str], None]) -> Iterator[tuple[str, FigureBlock]]:
    """The figures that are kept, each block of them with the name of its series."""
    snapshot.materialise(tables_read())
    engine = DuckDBEngine(snapshot.connection)
    everything = [find(identifier) for identifier in CATALOGUE]
    if weeks := whole_history(snapshot, WEEK):
        for indicator, found in blocks_by(snapshot, everything, weeks, WEEKLY, engine):
            progress(indicator.title)
            yield from ((WEEK, block) for block in found)
    slices = dict.fromkeys(name for indicator in everything for name in indicator.slices)
    by_each = [(), *((name,) for name in slices)]
    for period, indicators in _latest(snapshot.newest_as_at, everything).items():
        for _, found in blocks_by(snapshot, indicators, [period], by_each, engine):
            yield from ((LATEST, block) for block in found)


def whole_history(source: Source, every: str, until: date | None = None) -> list[Period]:
    """The whole periods of which the data tell all, up to a day or the newest; empty where there is not one."""
    start, end = _history_start(source), min(until or source.newest_as_at, source.newest_as_at)
    try:
        return [period for period in periods(start, end, every) if period.start >= start]
    except Refused:  # the history is shorter than one
        return []


def _history_start(source: Source) -> date:
    """The first day the data tell all of; where none is known, that of the first closure."""
    oldest = months_before(source.newest_as_at, 12 * _YEARS_KEPT)
    if begins := record_begins(source):
        return max(begins, oldest)
    sql = "select coalesce(min(close_date), min(referral_date)) from cin_episodes"
    row = source.connection.execute(sql).fetchone()
    return max(row[0], oldest) if row and row[0] else source.newest_as_at


def _latest(day: date, indicators: Iterable[Indicator]) -> dict[Period, list[Indicator]]:
    grouped: dict[Period, list[Indicator]] = {}
    for indicator in indicators:
        grouped.setdefault(period_to(indicator, day), []).append(indicator)
    return grouped


def _say_nothing(text: str) -> None:
    """Progress that nobody asked for."""


def _figure(row: tuple[Any, ...]) -> Figure:
    _, indicator, version, slice_, part, start, as_at, numerator, denominator, value, status, missing = row
    slices = {slice_: part} if slice_ else {}
    numbers = (plain(numerator), plain(denominator), plain(value))
    return Figure(indicator, version, start, as_at, slices, *numbers, FigureStatus(status), missing or "")


@lru_cache(maxsize=64)
def _series(file: Path, identifier: str, every: str, by: str) -> tuple[Figure, ...]:
    """A series once read: the pressure on the service, for one, is read for every level there is."""
    return tuple(_read(file, "indicator = ? and every = ? and slice = ?", (identifier, every, by)))


def _read(file: Path, where: str, parameters: Sequence[Any]) -> list[Figure]:
    sql = f"select * from figures where {where} order by as_at, part nulls last"
    cursor = _opened(file).cursor()
    return [_figure(row) for row in cursor.execute(sql, list(parameters)).fetchall()]


@lru_cache(maxsize=4)
def _opened(file: Path) -> duckdb.DuckDBPyConnection:
    """The figures in memory; each reader takes a cursor of its own."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("create table figures as from read_parquet(?)", [str(file)])
    return connection
