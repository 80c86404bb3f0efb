"""From which day a return tells all: before it only what was still open is in it, and counts would be too small."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.returns import ReadReturn
from foothold.terms.reporting_periods import ONE_DAY, months_before, year_to
from foothold.warehouse.engine import quoted
from foothold.warehouse.records import Load

if TYPE_CHECKING:
    import duckdb

# What a return of these feeds shows by its guidance: months before its day, or the year from 1 April that it is about.
WINDOW_MONTHS = {"annex-a": 6}
_YEARLY = {"cin-census": ("cin_episodes", "close_date"), "ssda903": ("cla_episodes", "cla_episode_ceased_date")}
_WHOLE = ("ssd", "api")
_CENSUS_OF_A_YEAR = "workforce"


def covers_from(connection: duckdb.DuckDBPyConnection, returned: ReadReturn, as_at: date) -> date | None:
    """The first day of which a return tells all, as its format and its content show; None where neither does.

    An extract holds cases that closed since some day and older ones only if they were open then, so it begins with the
    first case closed, or where none is with the first referral. A window begins so many months before its day. A yearly
    return begins on the 1 April of the first closure in it, and without one, of the year that its day lies in.
    """
    if returned.feed in _WHOLE:
        return _first_closure(connection, returned)
    if returned.feed in WINDOW_MONTHS:
        return months_before(as_at, WINDOW_MONTHS[returned.feed])
    if returned.feed in _YEARLY:
        table, column = _YEARLY[returned.feed]
        return _first_of_april(_earliest(connection, returned, table, column) or as_at)
    return year_to(as_at).start if returned.feed == _CENSUS_OF_A_YEAR else None


def begins(loads: Sequence[Load], complete: bool) -> date | None:
    """The first day that a history tells all of; None where that is not known.

    Of full extracts only the newest counts. Windows reach back as far as each overlaps the one before it.
    """
    if complete or not loads:
        return loads[-1].covers_from if loads else None
    newest, *earlier = sorted(loads, key=lambda load: load.as_at, reverse=True)
    first = newest.covers_from
    for load in earlier:
        if first is None or load.as_at < first - ONE_DAY:
            break
        first = min(first, load.covers_from) if load.covers_from else first
    return first


def _first_closure(connection: duckdb.DuckDBPyConnection, returned: ReadReturn) -> date | None:
    return _earliest(connection, returned, "cin_episodes", "close_date") or _earliest(
        connection, returned, "cin_episodes", "referral_date"
    )


def _earliest(connection: duckdb.DuckDBPyConnection, returned: ReadReturn, table: str, column: str) -> date | None:
    if table not in returned.tables:
        return None
    path: Path = (returned.folder / f"{table}.parquet").absolute()
    ((day,),) = connection.execute(f'select min("{column}") from read_parquet({quoted(path)})').fetchall()
    return day


def _first_of_april(day: date) -> date:
    return date(day.year if day >= date(day.year, 4, 1) else day.year - 1, 4, 1)
