"""The decisions return: what it becomes, what is not collected, workers by name, and records that go."""

from __future__ import annotations

import copy
import json
import shutil
from datetime import date

import pytest

from foothold import warehouse
from foothold.returns import PROFILES
from foothold.returns.annex_a.workers import identifier
from foothold.returns.decisions.records import DECISIONS, RECORDS
from foothold.returns.decisions.sample import DOCUMENT
from foothold.returns.decisions_json import codes
from foothold.tables import TABLES

KEY = b"k" * 32
AUTHORITY = "E99000001"


@pytest.fixture
def document():
    return copy.deepcopy(DOCUMENT)


@pytest.fixture
def read(reader):
    def read(content, **options):
        text = content if isinstance(content, str) else json.dumps(content)
        path = reader.extract({"decisions.json": text}) / "decisions.json"
        result = reader.read(path, **{"worker_key": KEY, **options})
        assert result.rows_in == result.rows_imported + result.rows_set_aside
        return result

    return read


def told(result):
    return {(problem.rule, problem.column) for problem in result.problems}


def test_the_sample_is_recognised_and_read_whole(reader, tmp_path, rows):
    result = reader.read(PROFILES["decisions-json"].write_sample(tmp_path / "sample"), worker_key=KEY)
    assert (result.profile, result.feed, result.complete) == ("decisions-json", "decisions", True)
    assert (result.outcome, result.rows_in, result.rows_set_aside, result.problems) == ("imported", 6, 0, ())
    (rating,) = rows(result, "case_ratings")
    assert (rating["rating"], rating["rated_date"], rating["review_due_date"]) == (
        *("red", date(2020, 3, 30)),
        date(2020, 4, 27),
    )
    (left,) = rows(result, "allocation_decisions")
    assert (left["decision"], left["unallocated_reason"], left["professional_id"]) == (
        *("leave unallocated", "NO_CAPACITY"),
        None,
    )
    (raised,) = rows(result, "escalations")
    assert (raised["route"], raised["stage"], raised["closed_date"]) == ("CP_CHAIR", 1, None)


def test_a_worker_is_known_by_identifier_or_by_what_annex_a_makes_of_the_name(read, document, rows):
    contacts = {row["contact_id"]: row for row in rows(read(document), "case_contacts")}
    assert contacts["K1"]["professional_id"] == "W2"
    assert contacts["K2"]["professional_id"] == identifier("Cora Sample", "W", KEY)
    stored = [value for row in contacts.values() for value in row.values() if isinstance(value, str)]
    assert not [value for value in stored if "Cora" in value]


def test_a_placeholder_for_a_worker_is_nobody(read, document, rows):
    document["contacts"][1]["worker_name"] = "Unallocated"
    contacts = {row["contact_id"]: row for row in rows(read(document), "case_contacts")}
    assert contacts["K2"]["professional_id"] is None


def test_a_name_is_not_kept_of_a_record_that_is_set_aside(read, document):
    import duckdb

    document["contacts"][1]["contact_on"] = "soon"
    result = read(document)
    assert ("date-invalid", "contacts.contact_on") in told(result)
    with duckdb.connect() as connection:
        kept = connection.execute("select record from read_parquet(?)", [f"{result.folder}/set_aside.parquet"])
        assert "Cora" not in str(kept.fetchall())


@pytest.mark.parametrize(
    ("section", "member", "written", "table", "column", "stored"),
    [
        ("case_ratings", "rating", "RED", "case_ratings", "rating", "red"),
        ("contacts", "mode", "Face-to-face", "case_contacts", "contact_mode", "face to face"),
        ("contacts", "mode", "telephone", "case_contacts", "contact_mode", "phone"),
        ("escalations", "route", "CP chair", "escalations", "route", "CP_CHAIR"),
        (
            "allocation_decisions",
            "decision",
            "left unallocated",
            "allocation_decisions",
            "decision",
            "leave unallocated",
        ),
    ],
)
def test_codes_are_read_as_people_write_them(read, document, rows, section, member, written, table, column, stored):
    document[section][0][member] = written
    assert rows(read(document), table)[0][column] == stored


def test_a_code_that_is_none_is_left_blank_and_told(read, document, rows):
    document["case_ratings"][0]["rating"] = "purple"
    result = read(document)
    assert ("code-unknown", "case_ratings.rating") in told(result)
    assert rows(result, "case_ratings")[0]["rating"] is None


def test_a_section_left_out_is_not_collected_and_an_empty_one_is_none(read, document):
    del document["escalations"]
    document["supervisions"] = []
    result = read(document)
    assert (result.tables.get("supervisions"), "escalations" in result.tables) == (0, False)
    assert "supervisions" not in result.not_collected
    assert set(result.not_collected["escalations"]) == {c.name for c in TABLES["escalations"].stored_columns}


def test_a_member_that_no_record_has_is_not_collected_and_a_null_is(read, document):
    del document["case_ratings"][0]["review_due_on"]
    result = read(document)
    assert result.not_collected["case_ratings"] == ("review_due_date",)
    assert "escalations" not in result.not_collected  # closed_on is there, and null


def test_an_unknown_member_is_named_wherever_it_stands(read, document):
    document["is_admin"] = True
    document["contacts"][0]["is_admin"] = True
    assert {("member-unknown", "is_admin"), ("member-unknown", "contacts.is_admin")} <= told(read(document))


def test_a_bare_list_is_read_by_the_members_of_its_records(read, document):
    records = [*document["allocation_decisions"], *document["case_ratings"]]
    result = read(records, profile="decisions-json")
    assert {name: count for name, count in result.tables.items() if count} == {
        "case_ratings": 1,
        "allocation_decisions": 1,
    }


def test_json_of_another_kind_is_not_of_this_format(read):
    assert {problem.rule for problem in read({"a": 1}, profile="decisions-json").problems} >= {"format-wrong"}
    assert {problem.rule for problem in read({"a": 1}).problems} >= {"format-unknown"}


@pytest.mark.parametrize(("version", "outcome"), [(1, "imported"), ("1", "imported"), (2, "refused")])
def test_another_version_of_the_format_is_refused(read, document, version, outcome):
    result = read({**document, "version": version})
    assert result.outcome == outcome
    assert ("version-other" in {problem.rule for problem in result.problems}) == (outcome == "refused")


def test_every_section_fits_its_table_and_every_code_set_is_used():
    fields = {kind.name: {one.name: one for one in kind.fields} for kind in DECISIONS.kinds}
    for record in RECORDS:
        table = TABLES[record.table]
        assert table.feed == "decisions"
        assert {column.name for column in table.columns} == set(record.columns)
        for value in record.columns.values():
            assert set(value.fields) <= set(fields[record.source])
    assert {one.codes for kind in fields.values() for one in kind.values() if one.codes} == set(codes())


# in the warehouse ----------------------------------------------------------------------------------------------------


@pytest.fixture
def load(tmp_path):
    home = tmp_path / "home"

    def load(content, day, **options):
        path = tmp_path / f"decisions-{day}.json"
        path.write_text(json.dumps(content))
        return warehouse.load(home, path, authority=AUTHORITY, as_at=date.fromisoformat(day), **options)

    load.home = home
    return load


def count(home, table, **options):
    with warehouse.open(home, AUTHORITY, **options) as snapshot:
        found = snapshot.connection.execute(f"select count(*) from {table}").fetchone()
        return found[0], snapshot.feed, snapshot.not_collected[table]


def test_decisions_stand_beside_the_feed_that_answers(load, tmp_path, document):
    extract = PROFILES["ssd-folder"].write_sample(tmp_path / "ssd")
    warehouse.load(load.home, extract, authority=AUTHORITY, as_at=date(2020, 6, 30))
    load(document, "2020-06-30")
    assert count(load.home, "case_ratings") == (1, "ssd", frozenset())
    assert count(load.home, "cin_episodes")[:2] == (2, "ssd")
    shutil.rmtree(extract)


def test_a_decision_missing_from_the_next_return_has_gone_but_for_one_that_was_set_aside(load, document):
    load(document, "2020-05-31")
    later = copy.deepcopy(document)
    later["contacts"] = [{**later["contacts"][0], "contact_on": "no day"}]
    later["escalations"] = []
    load(later, "2020-06-30")
    assert count(load.home, "escalations")[0] == 0
    assert count(load.home, "escalations", as_known=date(2020, 5, 31))[0] == 1
    assert count(load.home, "case_contacts")[0] == 1  # K1 was there and could not be read; K2 has gone
