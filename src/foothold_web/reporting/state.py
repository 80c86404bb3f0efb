"""Since when a programme runs and how far an improvement has come. `foothold.embeddedness` decides the latter."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from foothold.embeddedness import Assessment, assess
from foothold.embeddedness.circumstances import FOLDER, Circumstances, circumstances
from foothold.embeddedness.indicator_series import (
    DayRead,
    held_to,
    named_programme_start,
    read_day,
    stored_balancing,
    stored_series,
)
from foothold.indicators import CATALOGUE, Indicator
from foothold_web import history


def recorded(authority: str) -> Circumstances:
    """What people recorded of a council: its programme, what shook it, new baselines, practice."""
    return _recorded(settings.FOOTHOLD_HOME, authority, recorded_when(authority))


def recorded_when(authority: str) -> tuple[int, int]:
    """Names the state of what people recorded: whoever adds to it, here or at the command line, makes another one."""
    path = settings.FOOTHOLD_HOME / FOLDER / f"{authority}.jsonl"
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=16)
def _recorded(home: Path, authority: str, when: tuple[int, int]) -> Circumstances:
    return circumstances(home, authority)


def programme_start(authority: str) -> date | None:
    """The day before which a council's values are the baseline: as people recorded it, else as packaged."""
    return recorded(authority).programme_start or named_programme_start(authority)


def level(authority: str, indicator: Indicator, as_at: date) -> Assessment:
    """How far the improvement had come on a date, judged on weeks, on every team and on the pressure there was."""
    start = programme_start(authority)
    options = held_to(indicator, start, recorded=recorded(authority), as_at=as_at)

    def on_day(indicator: Indicator, day: date) -> DayRead:
        return _on_day(history.newest_load(authority), authority, indicator.id, day)

    series = stored_series(settings.FOOTHOLD_HOME, authority, indicator, start, as_at, on_day)
    beside = stored_balancing(settings.FOOTHOLD_HOME, authority, indicator, start, as_at)
    return assess(series, options, as_at, beside)


@lru_cache(maxsize=128)
def _on_day(load: str, authority: str, name: str, day: date) -> DayRead:
    """`load` names the state of the data that it belongs to."""
    with history.reading(authority) as (snapshot, engine):
        return read_day(snapshot, CATALOGUE[name], day, engine)
