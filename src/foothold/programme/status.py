"""What is known of a programme on a date: finished and running tasks, risks that are over, a pause that has begun.

Times are working days after the start of the programme, as on the calendar: a pause that has happened is in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from foothold.programme import written
from foothold.programme.network import Programme
from foothold.terms.errors import Refused


@dataclass(frozen=True)
class PauseSoFar:
    """A pause that has begun; `ended` is None while it lasts."""

    began: float
    ended: float | None = None

    def lost_since(self, started: float, now: float) -> float:
        """Working days that the pause has taken from work which started then."""
        return max(0.0, (now if self.ended is None else self.ended) - max(self.began, started))


@dataclass(frozen=True)
class Status:
    """What is known on a date."""

    status_date: date
    finished: Mapping[str, float] = field(default_factory=dict)
    in_progress: Mapping[str, float] = field(default_factory=dict)
    closed_risks: frozenset[str] = frozenset()
    pause: PauseSoFar | None = None


def read_status(path: Path, programme: Programme) -> Status:
    """Read a status file; what it names must exist and lie in the past, and no task may be in two states.

    Tasks and risks of programmes that were left out of the forecast are left out here too.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path.name} cannot be read. Name a status file.") from error
    document = written.json_file(path, raw, "a status")
    if not isinstance(document, dict) or "status_date" not in document:
        raise Refused(f"{path.name} is not a status file: it needs status_date, finished and in_progress.")
    status = _parse(path, document, programme.left_out)
    _check_day(path, status, programme)
    _check_names(path, status, programme)
    _check_times(path, status, programme.calendar.time_at_start_of(status.status_date))
    return status


def _parse(path: Path, document: Mapping[str, Any], left_out: frozenset[str]) -> Status:
    return Status(
        status_date=written.day(f"{path.name}, status_date", document["status_date"]),
        finished=_times(path, document, "finished", left_out),
        in_progress=_times(path, document, "in_progress", left_out),
        closed_risks=frozenset(written.names(f"{path.name}, closed_risks", document.get("closed_risks"))) - left_out,
        pause=None if document.get("pause") is None else _pause(f"{path.name}, pause", document["pause"]),
    )


def _times(path: Path, document: Mapping[str, Any], field: str, left_out: frozenset[str]) -> dict[str, float]:
    found = written.fields(f"{path.name}, {field}", document.get(field))
    return {
        name: written.number(f"{path.name}, {field}, task {name}", time)
        for name, time in found.items()
        if name not in left_out
    }


def _pause(place: str, found: Any) -> PauseSoFar:
    entry = written.fields(place, found)
    began, ended = written.required(place, entry, "began"), entry.get("ended")
    return PauseSoFar(written.number(place, began), None if ended is None else written.number(place, ended))


def _check_day(path: Path, status: Status, programme: Programme) -> None:
    if not programme.calendar.covers(status.status_date):
        raise Refused(f"{path.name}, status_date: {programme.calendar.outside(status.status_date)}")


def _check_names(path: Path, status: Status, programme: Programme) -> None:
    for name in (*status.finished, *status.in_progress):
        programme.task(name)
    for name in sorted(status.closed_risks - {risk.id for risk in programme.risks}):
        raise Refused(f"{path.name} closes the unknown risk {name}. Name a risk of the programme.")
    for name in sorted(status.finished.keys() & status.in_progress.keys()):
        raise Refused(f"{path.name}: task {name} is both finished and in progress. Keep one of the two.")


def _check_times(path: Path, status: Status, now: float) -> None:
    """Nothing reported may lie after the end of the status date."""
    times = [(f"task {name}", time) for name, time in (*status.finished.items(), *status.in_progress.items())]
    if status.pause is not None:
        times += [("the pause", time) for time in (status.pause.began, status.pause.ended) if time is not None]
    for owner, time in times:
        if time < 0:
            raise Refused(f"{path.name}: {owner} has a time below 0. Times are working days from 0 up.")
        if time > now + 1:
            raise Refused(
                f"{path.name}: {owner} is reported at {time:g} working days, after the status date "
                f"{status.status_date.isoformat()} ({now:g} working days before it). Report only what has happened."
            )
    if status.pause is not None and status.pause.ended is not None and status.pause.ended < status.pause.began:
        raise Refused(f"{path.name}: the pause ends before it begins. Put the two in order.")
