"""What the command line puts on record, and that nothing is shown which could not be recorded."""

from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from foothold.cli import record
from foothold.terms.errors import Refused

EVENTS: list[dict[str, Any]] = []


def keeps(home: Path) -> Any:
    return lambda **event: EVENTS.append(event)


def has_no_log(home: Path) -> None:
    return None


def fails(home: Path) -> Any:
    def recorder(**event: Any) -> None:
        raise OSError("disk full: C0001")

    return recorder


def register(monkeypatch: pytest.MonkeyPatch, function: Any) -> None:
    entry = EntryPoint("log", "nowhere:nothing", record.GROUP)
    monkeypatch.setattr(record, "entry_points", lambda group: [entry] if group == record.GROUP else [])
    monkeypatch.setattr(EntryPoint, "load", lambda self: function)


def test_a_read_is_recorded_with_who_what_and_how_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    EVENTS.clear()
    register(monkeypatch, keeps)
    record.on_record(tmp_path, "cases", "E99000001 AL01 as at 2019-10-14", 312)
    assert [(event["action"], event["rows"]) for event in EVENTS] == [("cases", 312)]
    assert EVENTS[0]["who"].startswith("command line: ")


def test_a_home_without_a_log_can_be_worked_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    register(monkeypatch, has_no_log)
    record.on_record(tmp_path, "cases", "AL01")


def test_what_cannot_be_recorded_is_refused_without_a_word_of_the_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    register(monkeypatch, fails)
    with pytest.raises(Refused, match="could not be put on the audit log") as refusal:
        record.on_record(tmp_path, "cases", "AL01")
    assert "C0001" not in str(refusal.value)
