"""What is not loaded, and what a person may confirm after looking."""

from __future__ import annotations

import errno
import fcntl
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from foothold import warehouse
from foothold.terms.errors import Refused
from foothold.warehouse.durable import disk_faults_explained

AUTHORITY = "E99000001"


def people(first: int, last: int) -> list[dict[str, str]]:
    return [{"person_id": f"P{number}"} for number in range(first, last)]


@pytest.mark.parametrize("code", ["E9900001", "e99000001", "X99000001", "../../etc/x", "E99000001\n", ""])
def test_a_malformed_authority_code(hand_over: Callable, code: str) -> None:
    with pytest.raises(Refused, match="nine-character codes"):
        hand_over("2019-10-31", {"person": people(0, 1)}, authority=code)


def test_a_date_that_has_not_come(hand_over: Callable) -> None:
    tomorrow = date.today() + timedelta(days=1)
    with pytest.raises(warehouse.LoadRefused, match="in the future") as refused:
        hand_over(tomorrow.isoformat(), {"person": people(0, 1)})
    assert refused.value.rule == "as-at-in-the-future"


def test_a_return_older_than_the_newest_of_its_feed(hand_over: Callable, home: Path) -> None:
    hand_over("2019-11-30", {"person": people(0, 1)})
    with pytest.raises(warehouse.LoadRefused, match=r"as at 2019-11-30.*order of their dates") as refused:
        hand_over("2019-10-31", {"person": people(0, 2)})
    assert refused.value.rule == "older-than-loaded"
    assert len(warehouse.loads(home)) == 1


def test_the_same_older_files_again_are_unchanged_and_not_refused(hand_over: Callable) -> None:
    first = hand_over("2019-10-31", {"person": people(0, 1)})
    hand_over("2019-11-30", {"person": people(0, 2)})
    assert hand_over("2019-10-31", {"person": people(0, 1)}).load_id == first.load_id


@pytest.mark.parametrize(("known", "stopped"), [(9, True), (10, False)])
def test_a_return_that_looks_like_another_councils(
    hand_over: Callable, rows: Callable, known: int, stopped: bool
) -> None:
    hand_over("2019-10-31", {"person": people(0, 100)})
    other = {"person": people(100 - known, 200 - known)}
    if stopped:
        with pytest.raises(warehouse.LoadRefused, match=r"9 of its 100 children.*--confirm another-council") as refused:
            hand_over("2019-11-30", other)
        assert refused.value.rule == "another-council"
        assert rows("select count(*) from person where person_id = 'P0'") == [(1,)]
    assert hand_over("2019-11-30", other, confirm=["another-council"]).confirmed == (
        ("another-council",) if stopped else ()
    )


@pytest.mark.parametrize(("before", "new", "stopped"), [(30, 10, True), (29, 40, False), (30, 9, False)])
def test_a_few_children_are_too_few_to_tell_a_council_by(
    hand_over: Callable, before: int, new: int, stopped: bool
) -> None:
    hand_over("2019-10-31", {"person": people(0, before)})
    others = {"person": people(before, before + new)}
    confirmed = hand_over("2019-11-30", others, confirm=["another-council", "fewer-rows"]).confirmed
    assert ("another-council" in confirmed) == stopped


def born_in(year: int) -> list[dict[str, str]]:
    return [{"person_id": f"P{number}", "dob": f"{year}-{1 + number % 12:02}-01"} for number in range(100)]


def test_a_council_that_numbers_its_children_alike_is_another_council(hand_over: Callable, rows: Callable) -> None:
    hand_over("2019-10-31", {"person": born_in(2008)})
    with pytest.raises(warehouse.LoadRefused, match=r"0 of its 100 children are known .* month of birth"):
        hand_over("2019-11-30", {"person": born_in(2011)})
    assert rows("select count(*) from person where year(dob) = 2008") == [(100,)]


@pytest.mark.parametrize("day", ["15", None])
def test_a_child_whose_day_of_birth_is_a_stand_in_or_blank_is_still_known(hand_over: Callable, day: str | None) -> None:
    hand_over("2019-10-31", {"person": born_in(2008)})
    less = [child | {"dob": f"{child['dob'][:7]}-{day}" if day else None} for child in born_in(2008)]
    assert hand_over("2019-11-30", {"person": less}).confirmed == ()


def test_another_council_is_recognised_by_the_children_of_every_feed(hand_over: Callable) -> None:
    hand_over("2019-10-31", {"person": people(0, 60)})
    cases = [{"referral_id": f"R{number}", "person_id": f"Q{number}"} for number in range(10)]
    with pytest.raises(warehouse.LoadRefused, match="another council"):
        hand_over("2019-11-30", {"cin_episodes": cases}, feed="annex-a")


@pytest.mark.parametrize(("now", "stopped"), [(39, True), (40, False)])
def test_a_table_with_far_fewer_rows_than_before(hand_over: Callable, now: int, stopped: bool) -> None:
    hand_over("2019-10-31", {"person": people(0, 100)})
    if stopped:
        with pytest.raises(warehouse.LoadRefused, match=r"39 rows of person, 61% fewer.*--confirm fewer-rows"):
            hand_over("2019-11-30", {"person": people(0, now)})
    load = hand_over("2019-11-30", {"person": people(0, now)}, confirm=["fewer-rows"])
    assert load.confirmed == (("fewer-rows",) if stopped else ())


def test_a_table_left_out_of_a_full_extract_is_asked_about_and_keeps_its_rows(
    hand_over: Callable, rows: Callable
) -> None:
    teams = [{"team_id": f"T{number}"} for number in range(30)]
    hand_over("2019-10-31", {"person": people(0, 5), "department": teams})
    with pytest.raises(warehouse.LoadRefused, match="0 rows of department"):
        hand_over("2019-11-30", {"person": people(0, 5)})
    hand_over("2019-11-30", {"person": people(0, 5)}, confirm=["fewer-rows"])
    assert rows("select count(*) from department") == [(30,)]


def test_a_table_of_fewer_than_twenty_rows_may_shrink(hand_over: Callable) -> None:
    hand_over("2019-10-31", {"person": people(0, 19)})
    hand_over("2019-11-06", {"person": people(0, 1)})
    assert hand_over("2019-11-30", {"person": people(0, 20)}).status == "loaded"
    with pytest.raises(warehouse.LoadRefused, match="7 rows of person"):
        hand_over("2019-12-31", {"person": people(0, 7)})


def test_a_window_is_compared_as_a_whole(hand_over: Callable) -> None:
    episodes = [{"referral_id": f"R{number}"} for number in range(100)]
    hand_over("2019-10-31", {"person": people(0, 40), "cin_episodes": episodes}, feed="annex-a")
    hand_over("2019-11-06", {"person": people(0, 2), "cin_episodes": episodes}, feed="annex-a")
    with pytest.raises(warehouse.LoadRefused, match="all lists together, 90% fewer"):
        hand_over("2019-11-13", {"cin_episodes": episodes[:10]}, feed="annex-a")


def test_what_the_reader_refused_is_refused_with_its_reasons(hand_over: Callable, home: Path) -> None:
    problem = {
        "file": "person.csv", "row": None, "column": "", "rule": "column-missing",
        "text": "person.csv has no column pers_person_id.", "table": "person", "effect": "refused",
    }  # fmt: skip
    with pytest.raises(warehouse.LoadRefused, match="no column pers_person_id") as refused:
        hand_over("2019-10-31", {}, outcome="refused", problems=[problem])
    assert [found.rule for found in refused.value.problems] == ["column-missing"]
    assert warehouse.authorities(home) == []
    assert not list(home.glob("warehouse/*/incoming-*"))


def test_a_second_loader_is_told_to_wait(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": people(0, 1)})
    with (home / "warehouse" / AUTHORITY / "load.lock").open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Refused, match=r"Another load for E99000001 is running\. Wait"):
            hand_over("2019-11-30", {"person": people(0, 2)})
    assert hand_over("2019-11-30", {"person": people(0, 2)}).status == "loaded"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"layout": 1}', b'{"layout": "one"}', b"\xff\xfe"])
def test_an_unreadable_manifest(hand_over: Callable, home: Path, content: bytes) -> None:
    hand_over("2019-10-31", {"person": people(0, 1)})
    (home / "warehouse" / AUTHORITY / "manifest.json").write_bytes(content)
    with pytest.raises(Refused, match=r"manifest\.json is damaged.*from a backup"):
        warehouse.open(home, AUTHORITY)
    with pytest.raises(Refused, match="is damaged"):
        hand_over("2019-11-30", {"person": people(0, 1)})
    assert (home / "warehouse" / AUTHORITY / "ssd" / "person.1.parquet").exists()


def test_a_manifest_of_a_newer_layout(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": people(0, 1)})
    path = home / "warehouse" / AUTHORITY / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"layout": 3}))
    with pytest.raises(Refused, match=r"has layout 3.*Use the newer version"):
        warehouse.open(home, AUTHORITY)


def test_a_missing_or_cut_off_file_is_named(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": people(0, 50)})
    path = home / "warehouse" / AUTHORITY / "ssd" / "person.1.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    for attempt in (
        lambda: warehouse.open(home, AUTHORITY),
        lambda: hand_over("2019-11-30", {"person": people(0, 51)}),
    ):
        with pytest.raises(Refused, match=r"person\.1\.parquet is missing or damaged"):
            attempt()


def test_a_single_changed_byte_is_found(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": people(0, 50), "department": [{"team_id": "T"}]})
    assert warehouse.damaged_files(home, AUTHORITY) == []
    path = home / "warehouse" / AUTHORITY / "ssd" / "person.1.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    assert warehouse.damaged_files(home, AUTHORITY) == [path]
    path.unlink()
    assert warehouse.damaged_files(home, AUTHORITY) == [path]


def test_a_home_that_cannot_be_written(hand_over: Callable, home: Path) -> None:
    home.write_text("a file, not a folder")
    with pytest.raises(Refused, match="cannot be written"):
        hand_over("2019-10-31", {"person": people(0, 1)})


def test_a_home_without_a_warehouse_says_how_to_begin(home: Path) -> None:
    assert warehouse.authorities(home) == []
    assert warehouse.loads(home) == []
    with pytest.raises(Refused, match=r"holds no warehouse. Load a return first"):
        warehouse.open(home, AUTHORITY)


def test_which_authority_is_meant(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": people(0, 1)})
    assert warehouse.chosen_authority(home) == AUTHORITY
    with pytest.raises(Refused, match=r"Nothing is loaded for E99000002. Loaded are: E99000001"):
        warehouse.chosen_authority(home, "E99000002")
    hand_over("2019-10-31", {"person": people(1, 2)}, authority="E99000002")
    with pytest.raises(Refused, match="Name one with --authority"):
        warehouse.chosen_authority(home)


def test_no_such_load(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": people(0, 1)})
    for asked in (f"{AUTHORITY}-0002", "../../x"):
        with pytest.raises(Refused, match="no such load"):
            warehouse.problems(home, asked)


def test_a_full_disk_is_a_message_and_other_faults_are_not_hidden(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="disk is full"), disk_faults_explained(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(OSError, match="bad file"), disk_faults_explained(tmp_path):
        raise OSError(errno.EBADF, "bad file")


def test_a_window_in_which_most_open_rows_are_missing_is_refused_unless_confirmed(hand_over: Callable) -> None:
    shown = [{"table": "cp_plans", "ends": "cp_plan_end_date"}]
    plans = [{"cp_plan_id": f"{n}", "person_id": f"P{n}"} for n in range(100)]
    contacts = [{"contact_id": f"{n}", "person_id": f"P{n}"} for n in range(100)]
    hand_over("2019-10-31", {"cp_plans": plans, "contacts": contacts}, feed="annex-a", shown_while_open=shown)
    few = {"cp_plans": plans[:39], "contacts": contacts}
    with pytest.raises(Refused, match=r"39 open rows of cp_plans, 61% fewer than the 100 before"):
        hand_over("2019-11-30", few, feed="annex-a", shown_while_open=shown)
    closed = [{**plan, "cp_plan_end_date": "2019-11-15"} for plan in plans[39:]]
    more = {"cp_plans": [*plans[:40], *closed], "contacts": contacts}
    assert hand_over("2019-11-30", more, feed="annex-a", shown_while_open=shown).status == "loaded"
    assert hand_over("2019-12-30", few, feed="annex-a", shown_while_open=shown).tables["cp_plans"].ended == 1


def born(first: int, last: int) -> list[dict[str, str]]:
    return [{"person_id": f"P{n}", "dob": f"20{n % 10:02}-{1 + n % 12:02}-01"} for n in range(first, last)]


def test_the_same_file_under_another_authority_s_code_waits_for_a_person(hand_over: Callable) -> None:
    hand_over("2019-10-31", {"person": born(0, 5)}, authority="E99000002")
    with pytest.raises(warehouse.LoadRefused, match="same file is loaded for E99000002") as refused:
        hand_over("2019-10-31", {"person": born(0, 5)})
    assert refused.value.rule == "same-as-another-authority"
    confirmed = hand_over("2019-10-31", {"person": born(0, 5)}, confirm=["same-as-another-authority"])
    assert confirmed.confirmed == ("same-as-another-authority",)


@pytest.mark.parametrize(("first", "stopped"), [(30, True), (31, False)])
def test_mostly_the_children_of_another_authority(hand_over: Callable, first: int, stopped: bool) -> None:
    hand_over("2019-10-31", {"person": born(0, 60)}, authority="E99000002")
    if stopped:
        with pytest.raises(warehouse.LoadRefused, match="30 of the return's 60 children are known to E99000002"):
            hand_over("2019-10-31", {"person": born(first, first + 60)})
    else:
        assert hand_over("2019-10-31", {"person": born(first, first + 60)}).confirmed == ()


def test_children_known_to_both_authorities_are_no_reason_to_stop(hand_over: Callable) -> None:
    hand_over("2019-10-31", {"person": born(0, 60)}, authority="E99000002")
    hand_over("2019-10-31", {"person": born(0, 61)}, confirm=["same-as-another-authority"])
    assert hand_over("2019-11-30", {"person": born(0, 62)}).confirmed == ()


@pytest.mark.parametrize("rule", ["row-limit", "days-all-12-or-less"])
def test_what_the_reader_doubts_waits_for_a_person(hand_over: Callable, rule: str) -> None:
    doubt = {"file": "x.csv", "row": None, "column": "", "rule": rule, "text": "Odd.", "table": "", "effect": "noted"}
    with pytest.raises(warehouse.LoadRefused, match=f"Odd.*--confirm {rule}") as refused:
        hand_over("2019-10-31", {"person": born(0, 5)}, problems=[doubt])
    assert refused.value.rule == rule
    assert hand_over("2019-10-31", {"person": born(0, 5)}, problems=[doubt], confirm=[rule]).confirmed == (rule,)
