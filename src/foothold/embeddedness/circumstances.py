"""What people record about a council that no figure tells: its programme, what shook it, new baselines, and practice.

`HOME/circumstances/<authority>.jsonl` keeps every entry ever made, the newest last. Nothing is edited in place: an
entry that was wrong is taken back by another one, with who did so and why, and both stay on record. Pages, commands
and reports read the same file, so a shock is drawn on every chart and a change of director restarts every clock.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from foothold.embeddedness.conditions import Practice
from foothold.terms.errors import Refused
from foothold.warehouse.durable import PRIVATE_FOLDER, only_writer, replace_whole
from foothold.warehouse.manifest import folder_of

FOLDER = "circumstances"
LONGEST_TITLE, LONGEST_NOTE = 120, 400
PROGRAMME, LEADERSHIP, REBASE = "programme", "leadership_change", "rebase"
AUDIT_MODERATED, LEADERSHIP_STABLE = "audit_moderated", "leadership_stable"
SHOCKS = {
    "pandemic": "Pandemic",
    "school_closure": "Schools closed",
    "reorganisation": "Reorganisation",
    LEADERSHIP: "Change of director or of regime",
    "other": "Other outside shock",
}
"""Dated regimes, drawn as bands on every chart; a change of leadership also restarts the clock of the levels."""
PRACTICE = {AUDIT_MODERATED: "Practice audit moderated", LEADERSHIP_STABLE: "Leadership stable"}
KINDS = {PROGRAMME: "The improvement programme starts", **SHOCKS, REBASE: "New baseline of a chart", **PRACTICE}


@dataclass(frozen=True)
class Entry:
    """One thing somebody recorded.

    `begins` is the first day it holds and `ends` the last, None while it lasts or for a single day. `indicator` names
    the chart of a rebase. `answer` is that of a question about practice: True, False, or None for not known.
    `withdraws` is the number of an entry that this one takes back.
    """

    number: int
    at: str  # ISO 8601, UTC
    by: str
    kind: str
    title: str
    begins: date | None = None
    ends: date | None = None
    note: str = ""
    indicator: str = ""
    answer: bool | None = None
    withdraws: int | None = None


@dataclass(frozen=True)
class Circumstances:
    """What stands for a council: entries not taken back, in order of the day they begin.

    `entries` is how many had been made by then, which names this state of the record for ever.
    """

    standing: tuple[Entry, ...] = ()
    entries: int = 0

    @property
    def programme_start(self) -> date | None:
        """The first day of the programme; what came before is the baseline."""
        return next((entry.begins for entry in self.standing if entry.kind == PROGRAMME), None)

    @property
    def shocks(self) -> tuple[Entry, ...]:
        """What is drawn as bands."""
        return tuple(entry for entry in self.standing if entry.kind in SHOCKS)

    @property
    def restarts(self) -> tuple[date, ...]:
        """The days on which the director or the regime changed: periods on target are counted anew from them."""
        return tuple(entry.begins for entry in self.standing if entry.kind == LEADERSHIP and entry.begins)

    def rebases(self, indicator: str) -> tuple[Entry, ...]:
        """The decisions to start a new baseline on an indicator's chart."""
        return tuple(entry for entry in self.standing if entry.kind == REBASE and entry.indicator == indicator)

    def practice(self, as_at: date) -> Practice:
        """What people last said by a day about practice and leadership."""
        said: dict[str, bool | None] = {}
        for entry in sorted(self.standing, key=lambda one: (one.begins or date.min, one.number)):
            if entry.kind in PRACTICE and entry.begins is not None and entry.begins <= as_at:
                said[entry.kind] = entry.answer
        return Practice(said.get(AUDIT_MODERATED), said.get(LEADERSHIP_STABLE))


def history(home: Path, authority: str) -> list[Entry]:
    """Every entry of a council, those taken back and those that took them back among them, the oldest first."""
    path = _file(home, authority)
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_entry(path, number, line) for number, line in enumerate(lines, 1)]


def circumstances(home: Path, authority: str, entries: int | None = None) -> Circumstances:
    """What stands for a council now, or stood when so many entries had been made."""
    known = history(home, authority)[:entries]
    return Circumstances(_standing(known), len(known))


def _standing(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    withdrawn = {entry.withdraws for entry in entries}
    kept = [one for one in entries if one.withdraws is None and one.number not in withdrawn]
    return tuple(sorted(kept, key=lambda entry: (entry.begins or date.min, entry.number)))


def record(
    home: Path,
    authority: str,
    kind: str,
    title: str,
    begins: date,
    *,
    by: str,
    ends: date | None = None,
    note: str = "",
    indicator: str = "",
    answer: bool | None = None,
) -> Entry:
    """Put something on record, for pages, commands and reports alike.

    Refused for a kind that is not known, an end before the beginning, a text that is missing or too long, a rebase
    without its indicator and cause, and what is on record already.
    """
    given = Entry(
        0, "", " ".join(by.split()), kind, " ".join(title.split()), begins, ends, note.strip(), indicator, answer
    )
    _refuse_unusable(given)
    return _append(home, authority, given)


def withdraw(home: Path, authority: str, number: int, *, by: str, note: str) -> Entry:
    """Take an entry back, with the reason; it stays on record. Refused when it does not stand."""
    if not note.strip():
        raise Refused("Say why the entry is taken back.")
    entry = Entry(0, "", " ".join(by.split()), "withdrawn", "Taken back", note=note.strip(), withdraws=number)
    return _append(home, authority, entry)


def _refuse_unusable(entry: Entry) -> None:
    if entry.kind not in KINDS:
        raise Refused(f"{entry.kind!r} cannot be recorded. There are {', '.join(KINDS)}.")
    if not entry.title or len(entry.title) > LONGEST_TITLE:
        raise Refused(f"Say what it is in at most {LONGEST_TITLE} characters.")
    if len(entry.note) > LONGEST_NOTE:
        raise Refused(f"The note is longer than {LONGEST_NOTE} characters. Shorten it.")
    if entry.ends and entry.begins and entry.ends < entry.begins:
        raise Refused("It ends before it begins. Give the last day, or leave it blank while it lasts.")
    if (entry.kind == REBASE) != bool(entry.indicator):
        raise Refused("A new baseline names its indicator, and nothing else does.")
    if entry.kind == REBASE and not entry.note:
        raise Refused("A new baseline needs its cause: what changed in the service or in the counting on that day.")


def _append(home: Path, authority: str, entry: Entry) -> Entry:
    path = _file(home, authority)
    path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    with only_writer(path.with_suffix(".lock"), "Somebody else is recording something. Try again in a moment."):
        before = history(home, authority)
        _refuse_repeated(entry, _standing(before))
        made = replace(entry, number=len(before) + 1, at=datetime.now(UTC).isoformat(timespec="seconds"))
        replace_whole(path, "".join(f"{line}\n" for line in _lines([*before, made])).encode())
    return made


def _refuse_repeated(entry: Entry, standing: Sequence[Entry]) -> None:
    if entry.withdraws is not None:
        if entry.withdraws not in {one.number for one in standing}:
            raise Refused("There is no such entry, or it was taken back already.")
        return
    same = (entry.kind, entry.begins, entry.indicator)
    alike = [one for one in standing if (one.kind, one.begins, one.indicator) == same]
    if any(one.title == entry.title for one in alike) and entry.kind not in PRACTICE:
        raise Refused("This is on record already, with the same first day. Take that back first if it is wrong.")
    if alike and entry.kind == REBASE:
        raise Refused("The chart has a new baseline from that day already.")


def _lines(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        yield json.dumps(asdict(entry), default=str, ensure_ascii=False)


def _entry(path: Path, number: int, line: str) -> Entry:
    try:
        given: dict[str, Any] = json.loads(line)
        days = {name: given[name] and date.fromisoformat(given[name]) for name in ("begins", "ends")}
        entry = Entry(**{**given, **days})
    except (ValueError, TypeError, KeyError):
        raise Refused(f"{path.name}, line {number}: not an entry as Foothold writes it. Restore the file.") from None
    if entry.number != number:
        raise Refused(f"{path.name}, line {number}: an entry is missing before it. Restore the file.")
    return entry


def _file(home: Path, authority: str) -> Path:
    folder_of(home, authority)  # a malformed code never becomes a path
    return home / FOLDER / f"{authority}.jsonl"
