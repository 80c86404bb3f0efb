"""An erased child is in no file any more, others are, and a later return does not bring the child back unseen."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from foothold import warehouse
from foothold.tables import TABLES
from foothold.terms.errors import Refused
from foothold.warehouse import manifest
from foothold.warehouse.child_rows import is_about_children
from foothold.warehouse.set_aside_rows import is_about

AUTHORITY = "E99000001"
GONE, SISTER = "CANARY1", "P2"
PEOPLE = [{"person_id": GONE, "sex": "F", "forename": "Ada"}, {"person_id": SISTER, "sex": "F", "forename": "Bea"}]
TABLES_OF_BOTH = {
    "person": PEOPLE,
    "family": [{"table_id": f"F{n}", "family_id": "FAM", "person_id": p} for n, p in enumerate((GONE, SISTER))],
    "mother": [{"table_id": "M1", "person_id": SISTER, "childs_person_id": GONE}],
    "cin_episodes": [
        {"referral_id": "CANARYR", "person_id": GONE, "referral_date": "2019-09-02"},
        {"referral_id": "R2", "person_id": SISTER, "referral_date": "2019-09-02"},
    ],
    "cin_assessments": [{"assessment_id": "CANARYA", "person_id": GONE, "referral_id": "CANARYR"}],
    "assessment_factors": [{"table_id": "CANARYF", "assessment_id": "CANARYA", "factors_json": "{}"}],
    "involvements": [
        {"involvements_id": "CANARYI", "referral_id": "CANARYR", "professional_id": "W1"},
        {"involvements_id": "I2", "referral_id": "R2", "professional_id": "W1"},
    ],
    "professionals": [{"professional_id": "W1"}],
}
ASIDE = [
    {"file": "x.csv", "row": 2, "rule": "date-invalid", "record": json.dumps({"pers_person_id": GONE, "dob": "31/02"})},
    {"file": "x.csv", "row": 3, "rule": "date-invalid", "record": json.dumps({"cine_referral_id": "CANARYR"})},
    {"file": "x.csv", "row": 4, "rule": "date-invalid", "record": json.dumps({"LAchildID": SISTER})},
]


def erase(home: Path, child: str = GONE, **options: object) -> warehouse.Erased:
    return warehouse.erase(home, [child], authority=AUTHORITY, reason="request 17", **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("erasing") / "home"


@pytest.fixture
def loaded(hand_over: Callable, home: Path, made_once: Path) -> Path:
    """A home with the two children in three returns; made by the first test and copied for the others."""
    if not made_once.exists():
        _load_all(hand_over)
        shutil.copytree(home, made_once)
        return home
    return Path(shutil.copytree(made_once, home))


def _load_all(hand_over: Callable) -> None:
    hand_over("2019-10-31", TABLES_OF_BOTH, set_aside=ASIDE)
    hand_over("2019-10-31", {"person": PEOPLE, "cin_episodes": TABLES_OF_BOTH["cin_episodes"]}, feed="annex-a")
    hand_over("2019-11-30", TABLES_OF_BOTH | {"person": [{**PEOPLE[0], "sex": "M"}, PEOPLE[1]]})


def test_a_row_that_names_another_child_is_that_child_s(hand_over: Callable, home: Path, rows: Callable) -> None:
    mixed = {"involvements_id": "I3", "referral_id": "CANARYR", "person_id": SISTER, "professional_id": "W1"}
    hand_over("2019-10-31", TABLES_OF_BOTH | {"involvements": [*TABLES_OF_BOTH["involvements"], mixed]})
    erase(home)
    assert rows("select involvements_id from involvements order by 1") == [("I2",), ("I3",)]


@pytest.mark.parametrize(
    ("record", "theirs"),
    [
        ({"LAchildID": GONE}, True),
        ({"CHILD": GONE, "DOB": "1"}, True),
        ({"Child Unique ID": SISTER, "Age": GONE}, False),
        ({"cina_referral_id": "CANARYR"}, True),
        ({"cina_referral_id": "R2", "cina_assessment_id": GONE}, False),
        ({"child": {"id": [GONE]}, "x": 1}, True),
        ({"1": "x", "2": GONE}, True),
        ({"childs_dob": GONE, "other": "x"}, True),
    ],
)
def test_whose_a_row_set_aside_is(record: dict, theirs: bool) -> None:
    keys = {"cin_episodes.referral_id": {"CANARYR"}}
    assert is_about(json.dumps(record), {GONE}.__contains__, keys) is theirs


def test_the_child_is_in_no_file_and_the_sister_in_all_of_hers(
    loaded: Path, rows: Callable, everything_kept: Callable[[], str]
) -> None:
    assert "CANARY" in everything_kept(), "the search is not blind"
    done = erase(loaded)
    assert "CANARY" not in everything_kept()
    assert done.rows["ssd/person"] == 2, "as it is known now and as it was known before"
    assert done.rows["ssd/assessment_factors"] == done.rows["annex-a/cin_episodes"] == 1
    assert done.rows["rows set aside"] == 2
    assert rows("select person_id from person", as_known="2019-10-31") == [(SISTER,)]
    assert rows("select person_id from family") == [(SISTER,)]
    assert rows("select involvements_id from involvements") == [("I2",)]
    assert rows("select count(*) from mother") == [(0,)], "the link names both"
    assert [row.row for row in warehouse.set_aside(loaded, f"{AUTHORITY}-0001")] == [4]


def test_every_table_about_children_tells_whose_its_rows_are() -> None:
    apart = {"child_population", "department", "posts", "professionals", "workforce_records"}
    assert {name for name in TABLES if not is_about_children(name)} == apart


def test_the_same_again_finds_nothing_and_says_so(loaded: Path) -> None:
    first = erase(loaded)
    again = erase(loaded)
    assert not first.begun_again
    assert (again.begun_again, again.rows, again.marks) == (True, {}, first.marks)
    assert len(warehouse.erasures(loaded, AUTHORITY)) == 1


def test_the_list_of_erasures_names_nobody_and_says_who_why_and_how_much(loaded: Path) -> None:
    erase(loaded, by="officer")
    (kept,) = warehouse.erasures(loaded, AUTHORITY)
    assert (kept.by, kept.reason, kept.rows["ssd/person"]) == ("officer", "request 17", 2)
    assert len(kept.mark) == 64
    assert GONE not in json.dumps(kept.as_json())


def test_figures_can_be_told_to_rest_on_other_data(loaded: Path) -> None:
    with warehouse.open(loaded, AUTHORITY) as before:
        identity = before.identity
    state = warehouse.state(loaded, AUTHORITY)
    erase(loaded)
    with warehouse.open(loaded, AUTHORITY) as after:
        assert after.identity != identity
    assert warehouse.state(loaded, AUTHORITY) != state


@pytest.mark.parametrize(
    ("child", "reason", "message"),
    [
        (GONE, " ", "Give the reason"),
        (GONE, f"request about {GONE}.", "names the child"),
        ("canary1", "request 17", "Nothing is known"),
    ],
)
def test_refusals_change_nothing(
    loaded: Path, everything_kept: Callable[[], str], child: str, reason: str, message: str
) -> None:
    before = manifest.read(loaded, AUTHORITY)
    with pytest.raises(Refused, match=message) as refusal:
        warehouse.erase(loaded, [child], authority=AUTHORITY, reason=reason)
    assert child not in str(refusal.value)
    assert manifest.read(loaded, AUTHORITY) == before


def test_what_cannot_be_announced_is_not_done(loaded: Path) -> None:
    before = manifest.read(loaded, AUTHORITY)

    def no_log(_: object) -> None:
        raise Refused("no log")

    with pytest.raises(Refused, match="no log"):
        erase(loaded, announce=no_log)
    assert manifest.read(loaded, AUTHORITY) == before
    assert not warehouse.unfinished(loaded, AUTHORITY)


def test_layers_above_are_asked_with_the_keys_of_the_child_s_records(loaded: Path) -> None:
    asked = []

    def forget(authority: str, children: Collection[str], records: object) -> dict[str, int]:
        asked.append((authority, children, records))
        return {"names": 3}

    assert erase(loaded, forgetters=[forget]).rows["names"] == 3
    ((authority, children, records),) = asked
    assert (authority, children) == (AUTHORITY, (GONE,))
    assert records["mother"] == [f"M1|{GONE}"] or records["mother"] == [f"{GONE}|M1"]
    assert records["cin_assessments"] == ["CANARYA"]


def test_a_later_return_does_not_bring_the_child_back(
    loaded: Path, hand_over: Callable, rows: Callable, everything_kept: Callable[[], str]
) -> None:
    erase(loaded)
    kept: list[str] = []

    def keep(_authority: str, _table: str, identities: object) -> int:
        kept.extend(str(row) for row in identities)  # type: ignore[attr-defined]
        return 1

    load = hand_over("2019-12-31", TABLES_OF_BOTH, set_aside=ASIDE, keep_identities=keep)
    assert rows("select person_id from person") == [(SISTER,)]
    assert load.rows_in == load.rows_imported + load.rows_set_aside
    assert load.rows_set_aside == len(ASIDE) + 7
    assert load.tables["person"].held == 1
    told = [problem for problem in warehouse.problems(loaded, load.load_id) if problem.rule == "erased"]
    assert {problem.table for problem in told} >= {"person", "family", "mother", "assessment_factors", "involvements"}
    assert "Ada" not in str(kept)
    assert "Bea" in str(kept)
    assert [row.row for row in warehouse.set_aside(loaded, load.load_id)] == [4]
    assert "CANARYA" not in everything_kept()


def test_the_same_files_again_change_nothing(loaded: Path, hand_over: Callable, rows: Callable) -> None:
    erase(loaded)
    again = hand_over("2019-11-30", TABLES_OF_BOTH | {"person": [{**PEOPLE[0], "sex": "M"}, PEOPLE[1]]})
    assert again.status == "unchanged"
    assert rows("select person_id from person") == [(SISTER,)]


def test_lifting_lets_the_child_in_with_the_same_files_again(loaded: Path, hand_over: Callable, rows: Callable) -> None:
    erase(loaded)
    warehouse.lift(loaded, GONE, authority=AUTHORITY, reason="the request was another council's")
    hand_over("2019-11-30", TABLES_OF_BOTH | {"person": [{**PEOPLE[0], "sex": "M"}, PEOPLE[1]]})
    assert rows("select person_id from person order by 1") == [(GONE,), (SISTER,)]
    with pytest.raises(Refused, match="none to lift"):
        warehouse.lift(loaded, GONE, authority=AUTHORITY, reason="again")
    assert erase(loaded).rows["ssd/person"] == 1


def test_without_its_key_nothing_is_loaded_as_if_nobody_had_been_erased(loaded: Path, hand_over: Callable) -> None:
    erase(loaded)
    (loaded / warehouse.ERASURE_KEY).unlink()
    with pytest.raises(Refused, match=r"erasure\.key is missing"):
        hand_over("2019-12-31", TABLES_OF_BOTH)


def test_what_loads_replaced_is_left_over_only_where_an_erasure_did_not_end(loaded: Path, hand_over: Callable) -> None:
    hand_over("2019-12-31", TABLES_OF_BOTH | {"person": [PEOPLE[1]]})
    folder = manifest.folder_of(loaded, AUTHORITY)
    replaced = folder / "ssd" / "person.1.parquet"
    assert replaced.exists()
    assert "ssd/person.1.parquet" not in manifest.read(loaded, AUTHORITY).previous
    assert warehouse.leftovers(loaded, AUTHORITY) == []
    (folder / "erasing.json").write_text('{"begun": "2026-01-01T00:00:00", "marks": []}')
    assert warehouse.leftovers(loaded, AUTHORITY) == [replaced]


def test_leftovers_and_unfinished_erasures_are_found(loaded: Path) -> None:
    assert warehouse.leftovers(loaded, AUTHORITY) == []
    folder = manifest.folder_of(loaded, AUTHORITY)
    (folder / "incoming-abc").mkdir()
    (folder / "ssd" / "person.99.parquet").write_bytes(b"")
    (folder / "erasing.json").write_text('{"begun": "2026-01-01T00:00:00", "marks": []}')
    assert [path.name for path in warehouse.leftovers(loaded, AUTHORITY)] == ["incoming-abc", "person.99.parquet"]
    assert warehouse.unfinished(loaded, AUTHORITY) == "2026-01-01T00:00:00"
    erase(loaded)
    assert warehouse.leftovers(loaded, AUTHORITY) == []
    assert not warehouse.unfinished(loaded, AUTHORITY)
