"""What people record of a council: kept for ever, read as it stood, and refused where it says nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foothold.embeddedness.circumstances import (
    AUDIT_MODERATED,
    LEADERSHIP,
    LEADERSHIP_STABLE,
    PROGRAMME,
    REBASE,
    circumstances,
    history,
    record,
    withdraw,
)
from foothold.embeddedness.conditions import Practice
from foothold.embeddedness.indicator_series import held_to
from foothold.indicators import CATALOGUE
from foothold.terms.errors import Refused

COUNCIL = "E99000001"
MARCH = date(2020, 3, 20)


def shock(home: Path, kind: str = "pandemic", title: str = "Lockdown", begins: date = MARCH, **more: Any) -> int:
    return record(home, COUNCIL, kind, title, begins, by="analyst", **more).number


def test_what_was_recorded_stands_in_order_of_its_day_with_author_and_number(tmp_path: Path) -> None:
    shock(tmp_path, ends=date(2020, 6, 1), note="statement of 18 March")
    shock(tmp_path, PROGRAMME, "Programme", date(2019, 10, 14))
    found = circumstances(tmp_path, COUNCIL)
    assert [entry.title for entry in found.standing] == ["Programme", "Lockdown"]
    assert found.programme_start == date(2019, 10, 14)
    (lockdown,) = found.shocks
    assert (lockdown.number, lockdown.by, lockdown.ends, lockdown.note) == (
        *(1, "analyst", date(2020, 6, 1)),
        "statement of 18 March",
    )


def test_an_entry_taken_back_no_longer_stands_and_stays_on_record(tmp_path: Path) -> None:
    number = shock(tmp_path)
    taken = withdraw(tmp_path, COUNCIL, number, by="director", note="wrong year")
    assert circumstances(tmp_path, COUNCIL).shocks == ()
    assert [entry.title for entry in history(tmp_path, COUNCIL)] == ["Lockdown", "Taken back"]
    assert (taken.by, taken.withdraws, taken.note) == ("director", 1, "wrong year")
    with pytest.raises(Refused, match="taken back already"):
        withdraw(tmp_path, COUNCIL, number, by="director", note="again")


def test_an_earlier_state_of_the_record_can_be_had_again(tmp_path: Path) -> None:
    number = shock(tmp_path)
    before = circumstances(tmp_path, COUNCIL)
    withdraw(tmp_path, COUNCIL, number, by="director", note="wrong year")
    assert circumstances(tmp_path, COUNCIL, before.entries) == before
    assert before.entries == 1


def test_a_change_of_leadership_restarts_the_clock_and_other_shocks_do_not(tmp_path: Path) -> None:
    shock(tmp_path)
    shock(tmp_path, LEADERSHIP, "New director", date(2020, 5, 4))
    options = held_to(CATALOGUE["AL01"], date(2019, 10, 14), recorded=circumstances(tmp_path, COUNCIL))
    assert options.restarts == (date(2020, 5, 4),)


def test_practice_is_what_was_last_said_by_a_day_and_not_known_before(tmp_path: Path) -> None:
    for day, answer in ((date(2020, 1, 6), True), (date(2020, 3, 2), None), (date(2020, 5, 4), False)):
        shock(tmp_path, AUDIT_MODERATED, "Practice audit moderated", day, answer=answer)
    shock(tmp_path, LEADERSHIP_STABLE, "Leadership stable", date(2020, 1, 6), answer=True)
    found = circumstances(tmp_path, COUNCIL)
    assert found.practice(date(2020, 1, 5)) == Practice(None, None)
    assert found.practice(date(2020, 1, 6)) == Practice(True, True)
    assert found.practice(date(2020, 4, 1)) == Practice(None, True)
    assert found.practice(date(2020, 5, 4)) == Practice(False, True)


def test_a_rebase_belongs_to_one_indicator(tmp_path: Path) -> None:
    shock(tmp_path, REBASE, "New system", indicator="AL01", note="counted otherwise")
    found = circumstances(tmp_path, COUNCIL)
    assert [entry.begins for entry in found.rebases("AL01")] == [MARCH]
    assert found.rebases("AS02") == found.shocks == ()


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"kind": "earthquake"}, "cannot be recorded"),
        ({"title": "  "}, "Say what it is"),
        ({"title": "x" * 121}, "at most 120"),
        ({"note": "x" * 401}, "longer than 400"),
        ({"ends": date(2020, 3, 19)}, "ends before it begins"),
        ({"indicator": "AL01"}, "names its indicator"),
        ({"kind": REBASE}, "names its indicator"),
        ({"kind": REBASE, "indicator": "AL01"}, "needs its cause"),
    ],
)
def test_what_says_nothing_is_refused_and_nothing_is_written(tmp_path: Path, given: dict[str, Any], wrong: str) -> None:
    with pytest.raises(Refused, match=wrong):
        shock(tmp_path, **given)
    assert history(tmp_path, COUNCIL) == []


def test_the_same_twice_is_refused(tmp_path: Path) -> None:
    shock(tmp_path)
    with pytest.raises(Refused, match="on record already"):
        shock(tmp_path)
    shock(tmp_path, begins=date(2021, 1, 5))


def test_taking_back_needs_a_reason(tmp_path: Path) -> None:
    number = shock(tmp_path)
    with pytest.raises(Refused, match="Say why"):
        withdraw(tmp_path, COUNCIL, number, by="director", note=" ")


@pytest.mark.parametrize("damage", ["not json\n", '{"number": 7}\n'])
def test_a_file_edited_by_hand_is_refused_by_line(tmp_path: Path, damage: str) -> None:
    shock(tmp_path)
    path = tmp_path / "circumstances" / f"{COUNCIL}.jsonl"
    path.write_text(path.read_text() + damage)
    with pytest.raises(Refused, match="line 2"):
        circumstances(tmp_path, COUNCIL)


def test_a_line_removed_is_noticed(tmp_path: Path) -> None:
    shock(tmp_path)
    shock(tmp_path, title="Schools", kind="school_closure")
    path = tmp_path / "circumstances" / f"{COUNCIL}.jsonl"
    path.write_text(path.read_text().split("\n", 1)[1])
    with pytest.raises(Refused, match="an entry is missing"):
        circumstances(tmp_path, COUNCIL)
