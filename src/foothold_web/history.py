"""A council's history as pages read it: open once for each load, its tables in memory, one reader at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock

from django.conf import settings

from foothold import warehouse
from foothold.indicators import Period, stored, values
from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.indicator_files import tables_read
from foothold.terms.errors import Refused
from foothold.warehouse import Snapshot

COUNCILS_HELD = 4  # about 100 MB each

_one_at_a_time = Lock()


def newest_load(authority: str) -> str:
    """Names the state of a council's data: what was read of it may be kept in memory until the next load or erasure.

    A change of how job titles are read counts once the figures kept rest on it, so that a list and its tile agree.
    """
    state = warehouse.state(settings.FOOTHOLD_HOME, authority)
    try:
        return f"{state} {stored(settings.FOOTHOLD_HOME, authority).file.name}"
    except Refused:  # nothing has been computed yet
        return state


@contextmanager
def reading(authority: str) -> Iterator[tuple[Snapshot, DuckDBEngine]]:
    """The history as it stands and an engine on it, for this reader alone; populations once made stay made."""
    with _one_at_a_time:
        yield _held(settings.FOOTHOLD_HOME, authority, newest_load(authority))


def warm(authority: str) -> None:
    """Read a history into memory and make what its first readers would wait for."""
    with reading(authority) as (snapshot, engine):
        values(snapshot, ["AL01"], [Period(snapshot.newest_as_at, snapshot.newest_as_at)], engine=engine)


@lru_cache(maxsize=COUNCILS_HELD)
def _held(home: Path, authority: str, load: str) -> tuple[Snapshot, DuckDBEngine]:
    snapshot = warehouse.open(home, authority)
    snapshot.materialise(tables_read())
    return snapshot, DuckDBEngine(snapshot.connection)
