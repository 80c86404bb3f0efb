"""What the history holds of cases, for lists of one return that are handed over apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from foothold.returns import PROFILES, Earlier
from foothold.tables import TABLES
from foothold.warehouse.manifest import Manifest
from foothold.warehouse.records import Load

_FEED, _CASES, _CLOSED = PROFILES["annex-a-xlsx"].feed, "cin_episodes", "close_date"


def earlier_cases(folder: Path, before: Manifest, as_at: date) -> Earlier | None:
    """The cases that an authority's workbooks and single lists told of so far; None when they told of none."""
    standing = before.feeds.get(_FEED, {}).get(_CASES)
    if standing is None:
        return None
    loads = [load for load in before.of_feed(_FEED) if _CASES in load.tables]
    same_day = [load for load in loads if load.as_at == as_at][-1:]
    told = {name: _told(load, name) for load in same_day for name in (_CASES, "involvements") if name in load.tables}
    open_cases = max((load.as_at for load in loads if _CLOSED in _told(load, _CASES)), default=None)
    return Earlier((folder / standing.file).absolute(), told, open_cases)


def _told(load: Load, table: str) -> tuple[str, ...]:
    lacking = load.not_collected.get(table, ())
    return tuple(column.name for column in TABLES[table].stored_columns if column.name not in lacking)
