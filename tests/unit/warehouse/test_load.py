"""What a load does to the history: opens rows, ends rows, and leaves alone what did not change."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from foothold import warehouse
from foothold.terms.errors import Refused
from foothold.warehouse.manifest import read

AUTHORITY = "E99000001"
ANNA = {"person_id": "P1", "sex": "F", "dob": "2010-01-02"}
BEN = {"person_id": "P2", "sex": "M", "dob": "2011-03-04"}


def contents(home: Path) -> dict[str, str]:
    """Every file of the warehouse with its hash, the lock apart."""
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (home / "warehouse").rglob("*")
        if path.is_file() and path.name != "load.lock"
    }


def test_the_first_return_opens_every_row(hand_over: Callable, rows: Callable) -> None:
    load = hand_over("2019-10-31", {"person": [ANNA, BEN]})
    assert load.status == "loaded"
    assert load.tables["person"] == warehouse.TableChange(added=2, ended=0, held=2)
    assert rows("select person_id, sex, dob from person order by 1") == [
        ("P1", "F", date(2010, 1, 2)),
        ("P2", "M", date(2011, 3, 4)),
    ]


def test_a_row_missing_from_a_full_extract_has_gone_and_is_still_known_for_earlier_days(
    hand_over: Callable, rows: Callable
) -> None:
    hand_over("2019-10-31", {"person": [ANNA, BEN]})
    load = hand_over("2019-11-30", {"person": [ANNA]})
    assert load.tables["person"] == warehouse.TableChange(added=0, ended=1, held=1)
    assert rows("select person_id from person") == [("P1",)]
    assert rows("select count(*) from person", as_known="2019-11-29") == [(2,)]
    assert rows("select count(*) from person", as_known="2019-11-30") == [(1,)]


def test_a_correction_ends_the_old_row_and_opens_the_new(hand_over: Callable, rows: Callable) -> None:
    hand_over("2019-10-31", {"person": [ANNA, BEN]})
    load = hand_over("2019-11-30", {"person": [ANNA, BEN | {"dob": "2011-03-05"}]})
    assert load.tables["person"] == warehouse.TableChange(added=1, ended=1, held=2)
    question = "select dob from person where person_id = 'P2'"
    assert rows(question, as_known="2019-10-31") == [(date(2011, 3, 4),)]
    assert rows(question) == [(date(2011, 3, 5),)]


def test_a_back_dated_allocation_does_not_rewrite_what_was_known(hand_over: Callable, rows: Callable) -> None:
    episode = {"referral_id": "R1", "person_id": "P1", "referral_date": "2019-09-02"}
    allocation = {"involvements_id": "I1", "referral_id": "R1", "involvement_start_date": "2019-10-01"}
    hand_over("2019-10-14", {"cin_episodes": [episode], "involvements": []})
    hand_over("2019-11-30", {"cin_episodes": [episode], "involvements": [allocation]})
    on_the_day = "select count(*) from involvements where involvement_start_date <= date '2019-10-14'"
    assert rows(on_the_day, as_known="2019-10-14") == [(0,)]
    assert rows(on_the_day) == [(1,)]


def test_a_row_that_comes_back_is_opened_again(hand_over: Callable, rows: Callable) -> None:
    for day, people in (("2019-09-30", [ANNA, BEN]), ("2019-10-31", [ANNA]), ("2019-11-30", [ANNA, BEN])):
        hand_over(day, {"person": people})
    known = [
        rows("select count(*) from person", as_known=day)[0][0] for day in ("2019-09-30", "2019-10-31", "2019-11-30")
    ]
    assert known == [2, 1, 2]


def test_only_tables_that_changed_get_a_new_file(hand_over: Callable, home: Path) -> None:
    episode = {"referral_id": "R1", "person_id": "P1"}
    hand_over("2019-10-31", {"person": [ANNA], "cin_episodes": [episode]})
    hand_over("2019-11-30", {"person": [ANNA, BEN], "cin_episodes": [episode]})
    made = read(home, AUTHORITY).feeds["ssd"]
    assert {name: generation.number for name, generation in made.items()} == {"person": 2, "cin_episodes": 1}


def test_the_same_files_again_change_nothing_on_disk(hand_over: Callable, home: Path) -> None:
    first = hand_over("2019-10-31", {"person": [ANNA]})
    before = contents(home)
    again = hand_over("2019-10-31", {"person": [ANNA]})
    assert again.status == "unchanged"
    assert again.load_id == first.load_id
    assert contents(home) == before


def test_the_same_content_as_at_a_later_day_moves_the_newest_date_and_no_row(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": [ANNA]})
    load = hand_over("2019-11-30", {"person": [ANNA]})
    assert load.status == "loaded"
    assert load.tables["person"] == warehouse.TableChange(added=0, ended=0, held=1)
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert snapshot.newest_as_at == date(2019, 11, 30)
    assert read(home, AUTHORITY).feeds["ssd"]["person"].number == 1


def test_a_second_return_as_at_the_same_day_is_the_last_word_on_it(hand_over: Callable, rows: Callable) -> None:
    hand_over("2019-10-31", {"person": [ANNA]})
    hand_over("2019-10-31", {"person": [BEN]})
    assert rows("select person_id from person", as_known="2019-10-31") == [("P2",)]
    assert hand_over("2019-10-31", {"person": [ANNA]}).status == "loaded"
    assert rows("select person_id from person", as_known="2019-10-31") == [("P1",)]


def test_absence_from_a_window_says_nothing(hand_over: Callable, rows: Callable) -> None:
    hand_over("2019-10-31", {"person": [ANNA, BEN]}, feed="annex-a")
    load = hand_over("2019-11-30", {"person": [ANNA | {"sex": "U"}]}, feed="annex-a")
    assert load.tables["person"] == warehouse.TableChange(added=1, ended=1, held=2)
    assert rows("select person_id, sex from person order by 1") == [("P1", "U"), ("P2", "M")]
    assert rows("select sex from person where person_id = 'P1'", as_known="2019-10-31") == [("F",)]


def test_feeds_have_histories_of_their_own(hand_over: Callable, rows: Callable) -> None:
    hand_over("2019-10-31", {"person": [ANNA, BEN]}, feed="annex-a")
    hand_over("2019-09-30", {"person": [ANNA]})
    assert rows("select person_id from person") == [("P1",)]


def test_nulls_and_separators_never_make_two_rows_the_same(hand_over: Callable, rows: Callable) -> None:
    hand_over("2019-10-31", {"department": [{"team_id": "T", "team_name": "a", "team_parent_id": None}]})
    spellings: list[dict[str, str | None]] = [
        {"team_id": "T", "team_name": None, "team_parent_id": "a"},
        {"team_id": "T", "team_name": "", "team_parent_id": "a"},
        {"team_id": "T", "team_name": "a\x1fteam_parent_id\x1e1:b", "team_parent_id": None},
        {"team_id": "T", "team_name": "a\x1fteam_parent_id\x1eb", "team_parent_id": None},
        {"team_id": "T", "team_name": "a", "team_parent_id": "b"},
    ]
    for month, spelling in enumerate(spellings, start=1):
        load = hand_over(f"2020-0{month}-28", {"department": [spelling]})
        assert load.tables["department"] == warehouse.TableChange(added=1, ended=1, held=1)
    assert rows("select team_name, team_parent_id from department") == [("a", "b")]


def test_what_a_load_brought_is_recorded(hand_over: Callable, home: Path) -> None:
    load = hand_over("2019-10-31", {"person": [ANNA]}, by="analyst", not_collected={"person": ["death_date"]})
    assert warehouse.loads(home) == [load]
    assert (load.load_id, load.by, load.feed, load.rows_in) == (f"{AUTHORITY}-0001", "analyst", "ssd", 1)
    assert load.sources[0].sha256
    assert load.code_version
    assert load.schema_version
    assert load.not_collected == {"person": ("death_date",)}


def test_progress_names_the_steps(hand_over: Callable) -> None:
    said: list[str] = []
    hand_over("2019-10-31", {"person": [ANNA]}, progress=said.append)
    assert said[0].startswith("Reading ")
    assert "Merging person (1 of 1)" in said
    assert said[-1] == f"Loaded 1 rows as {AUTHORITY}-0001"


def test_the_previous_generation_stays_for_readers_until_the_load_after_next(hand_over: Callable, home: Path) -> None:
    hand_over("2019-09-30", {"person": [ANNA]})
    with warehouse.open(home, AUTHORITY) as reader:
        hand_over("2019-10-31", {"person": [ANNA, BEN]})
        assert reader.connection.execute("select count(*) from person").fetchall() == [(1,)]
        hand_over("2019-11-30", {"person": [BEN]})
        assert reader.connection.execute("select count(*) from person").fetchall() == [(1,)]
    hand_over("2019-12-31", {"person": [ANNA]})
    files = sorted(path.name for path in (home / "warehouse" / AUTHORITY / "ssd").iterdir())
    assert files == ["person.2.parquet", "person.3.parquet", "person.4.parquet"]


def test_leftovers_of_a_killed_load_are_removed_by_the_next(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": [ANNA]})
    folder = home / "warehouse" / AUTHORITY
    leftovers = [
        folder / "incoming-abc" / "person.parquet",
        folder / "ssd" / "person.2.parquet",
        folder / "problems" / f"{AUTHORITY}-0002.json",
        folder / ".manifest.json.1234.new",
    ]
    for path in leftovers:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half")
    hand_over("2019-11-30", {"person": [ANNA]})
    assert [path for path in leftovers[:2] + leftovers[3:] if path.exists()] == []
    assert not (folder / "incoming-abc").exists()
    assert warehouse.problems(home, f"{AUTHORITY}-0002") == []


def test_names_are_handed_to_the_keeper_and_do_not_enter_the_warehouse(
    hand_over: Callable, everything_kept: Callable[[], str]
) -> None:
    kept: list[tuple[str, str, dict]] = []

    def keeper(authority: str, table: str, people: object) -> int:
        found = list(people)  # type: ignore[call-overload]
        kept.extend((authority, table, person) for person in found)
        return len(found)

    named = ANNA | {"forename": "Zebedee", "surname": "Canaryname"}
    load = hand_over("2019-10-31", {"person": [named]}, keep_identities=keeper)
    assert load.identities_kept == 1
    assert kept[0][:2] == (AUTHORITY, "person")
    assert (kept[0][2]["person_id"], kept[0][2]["surname"]) == ("P1", "Canaryname")
    assert "Canaryname" not in everything_kept()
    assert "2010, 1, 2" in everything_kept(), "what is kept can be found"


def test_without_a_keeper_names_are_dropped_and_a_repeat_with_one_brings_them(hand_over: Callable) -> None:
    named = {"person": [ANNA | {"forename": "Zebedee"}]}
    assert hand_over("2019-10-31", named).identities_kept is None
    again = hand_over("2019-10-31", named, keep_identities=lambda _, __, people: len(list(people)))
    assert (again.status, again.identities_kept) == ("unchanged", 1)


def test_a_load_whose_names_cannot_be_kept_does_not_stand(hand_over: Callable, home: Path) -> None:
    def broken(*_: object) -> int:
        raise RuntimeError("the identity store is away")

    with pytest.raises(RuntimeError):
        hand_over("2019-10-31", {"person": [ANNA | {"forename": "Zebedee"}]}, keep_identities=broken)
    assert warehouse.loads(home) == []


def test_the_worker_key_is_made_once_and_private(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": [ANNA]})
    key = (home / "worker.key").read_bytes()
    hand_over("2019-11-30", {"person": [ANNA]})
    assert len(key) == 32
    assert (home / "worker.key").read_bytes() == key
    assert (home / "worker.key").stat().st_mode & 0o777 == 0o600


def test_a_lost_worker_key_is_not_made_anew_where_workers_are_known_by_it(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": [ANNA]})
    (home / "worker.key").unlink()
    with pytest.raises(Refused, match=r"worker\.key is missing.*Restore it from a backup"):
        hand_over("2019-11-30", {"person": [ANNA, BEN]})
    assert not (home / "worker.key").exists()


def test_problems_and_set_aside_rows_are_kept_with_the_load(hand_over: Callable, home: Path) -> None:
    problem = {
        "file": "person.csv", "row": 7, "column": "pers_dob", "rule": "date-invalid",
        "text": "Row 7, pers_dob: not a date.", "table": "person", "effect": "set_aside",
    }  # fmt: skip
    aside = {"file": "person.csv", "row": 7, "rule": "date-invalid", "record": '{"pers_person_id": "P9"}'}
    load = hand_over("2019-10-31", {"person": [ANNA]}, problems=[problem], set_aside=[aside])
    assert (load.rows_in, load.rows_imported, load.rows_set_aside, load.problems) == (2, 1, 1, 1)
    assert [found.rule for found in warehouse.problems(home, load.load_id)] == ["date-invalid"]
    assert warehouse.set_aside(home, load.load_id) == [warehouse.SetAsideRow(**aside)]
    kept = home / "warehouse" / AUTHORITY / "problems" / f"{load.load_id}.set-aside.parquet"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert (home / "warehouse" / AUTHORITY).stat().st_mode & 0o777 == 0o700


def test_everything_is_on_disk_before_the_manifest_counts(
    hand_over: Callable, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_over("2019-10-31", {"person": [ANNA]})
    done: list[str] = []
    sync, rename = os.fsync, os.replace

    def noted_sync(descriptor: int) -> None:
        sync(descriptor)
        done.append(f"synced {Path(f'/proc/self/fd/{descriptor}').resolve().name}")

    def noted_rename(source: Path, target: Path) -> None:
        done.append(f"renamed to {Path(target).name}")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_rename)
    load = hand_over("2019-11-30", {"person": [ANNA, BEN], "department": [{"team_id": "T"}]})
    counted = done.index("renamed to manifest.json")
    before = {"person.2.parquet", "department.1.parquet", "ssd", f"{load.load_id}.json", "problems", AUTHORITY}
    assert {f"synced {name}" for name in before} <= set(done[:counted])
    assert done[counted - 1].startswith("synced .manifest.json.")
    assert done[counted + 1 :] == [f"synced {AUTHORITY}"]
    assert done.index("synced ssd") > done.index("synced person.2.parquet")


def test_a_row_set_aside_is_held_over_as_it_was_and_the_load_says_so(hand_over: Callable, rows: Callable) -> None:
    hand_over("2019-10-31", {"person": [ANNA, BEN]})
    load = hand_over(
        "2019-11-30",
        {"person": [{"person_id": "P3"}]},
        set_aside_keys={"person": [{"person_id": "P2"}, {"person_id": "P9"}]},
    )
    assert load.tables["person"] == warehouse.TableChange(added=1, ended=1, held=2, held_over=1)
    assert load.rows_held_over == 1
    assert rows("select person_id, sex from person order by 1") == [("P2", "M"), ("P3", None)]
    load = hand_over("2019-12-31", {"person": [{"person_id": "P3"}]})
    assert load.tables["person"] == warehouse.TableChange(added=0, ended=1, held=1)


def test_of_a_record_that_is_there_as_well_nothing_is_held_over(hand_over: Callable, rows: Callable) -> None:
    hand_over("2019-10-31", {"person": [ANNA, BEN]})
    corrected = BEN | {"sex": "U"}
    load = hand_over("2019-11-30", {"person": [ANNA, corrected]}, set_aside_keys={"person": [{"person_id": "P2"}]})
    assert load.rows_held_over == 0
    assert rows("select sex from person order by person_id") == [("F",), ("U",)]


def test_a_record_is_held_over_by_its_whole_key(hand_over: Callable, rows: Callable) -> None:
    both = [{"person_id": "P1", "table_id": "1"}, {"person_id": "P1", "table_id": "2"}]
    hand_over("2019-10-31", {"disability": both})
    hand_over(
        "2019-11-30", {"disability": [{"person_id": "P2", "table_id": "1"}]}, set_aside_keys={"disability": both[:1]}
    )
    assert rows("select person_id, table_id from disability order by 1") == [("P1", "1"), ("P2", "1")]


PLANS = [{"table": "cp_plans", "ends": "cp_plan_end_date"}]


def test_an_open_row_that_a_window_shows_all_of_has_gone_when_it_is_missing(
    hand_over: Callable, rows: Callable
) -> None:
    drawn = {
        "open": {"cp_plan_id": "1"},
        "to end": {"cp_plan_id": "2", "cp_plan_end_date": "2020-01-15"},
        "ended": {"cp_plan_id": "3", "cp_plan_end_date": "2019-10-01"},
        "ends that day": {"cp_plan_id": "4", "cp_plan_end_date": "2019-11-30"},
    }
    hand_over("2019-10-31", {"cp_plans": list(drawn.values())}, feed="annex-a", shown_while_open=PLANS)
    load = hand_over("2019-11-30", {"cp_plans": []}, feed="annex-a", shown_while_open=PLANS, confirm=["fewer-rows"])
    assert load.tables["cp_plans"] == warehouse.TableChange(added=0, ended=2, held=2)
    assert rows("select cp_plan_id from cp_plans order by 1") == [("3",), ("4",)]
    assert rows("select count(*) from cp_plans", as_known="2019-11-29") == [(4,)]


def test_a_window_without_the_list_says_nothing_of_open_rows(hand_over: Callable, rows: Callable) -> None:
    hand_over("2019-10-31", {"cp_plans": [{"cp_plan_id": "1"}]}, feed="annex-a", shown_while_open=PLANS)
    hand_over("2019-11-30", {"cp_plans": []}, feed="annex-a")
    assert rows("select cp_plan_id from cp_plans") == [("1",)]


def test_only_open_rows_of_the_kind_that_is_shown_have_gone(hand_over: Callable, rows: Callable) -> None:
    held = [{"involvements_id": "C1/care/2019"}, {"involvements_id": "C1/leaver/2019"}]
    shown = [{"table": "involvements", "ends": "involvement_end_date", "identified": "/care/"}]
    hand_over("2019-10-31", {"involvements": held}, feed="annex-a", shown_while_open=shown)
    hand_over("2019-11-30", {"involvements": []}, feed="annex-a", shown_while_open=shown)
    assert rows("select involvements_id from involvements") == [("C1/leaver/2019",)]


def test_an_open_row_whose_child_has_a_row_set_aside_is_held_over(hand_over: Callable, rows: Callable) -> None:
    plans = [{"cp_plan_id": "1", "person_id": "P1"}, {"cp_plan_id": "2", "person_id": "P2"}]
    hand_over("2019-10-31", {"cp_plans": plans}, feed="annex-a", shown_while_open=PLANS)
    aside = {"cp_plans": [{"person_id": "P2"}]}
    load = hand_over("2019-11-30", {"cp_plans": []}, feed="annex-a", shown_while_open=PLANS, set_aside_keys=aside)
    assert load.rows_held_over == 1
    assert rows("select cp_plan_id from cp_plans") == [("2",)]
