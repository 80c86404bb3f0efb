"""The Department's daily payload: what it becomes, what is set aside, and JSON that is built to do harm."""

from __future__ import annotations

import copy
import json
from datetime import date

import pytest

from foothold.returns import PROFILES
from foothold.returns.api_payload.records import API_PAYLOAD, GATHERED, RECORDS
from foothold.returns.api_payload.sample import PAYLOAD
from foothold.tables import TABLES

SECRET = "Q-secret-value"


@pytest.fixture
def read(reader):
    def read(content, **options):
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        path = reader.extract({"payload.json": data}) / "payload.json"
        result = reader.read(path, **{"profile": "api-json", **options})
        assert result.rows_in == result.rows_imported + result.rows_set_aside
        assert SECRET not in " ".join(problem.text + problem.column for problem in result.problems)
        return result

    return read


@pytest.fixture
def payload():
    return copy.deepcopy(PAYLOAD)


def told(result):
    return {(problem.rule, problem.column) for problem in result.problems}


def rules(result):
    return {problem.rule for problem in result.problems}


def test_the_sample_is_recognised_and_read_whole(reader, tmp_path, rows):
    result = reader.read(PROFILES["api-json"].write_sample(tmp_path / "sample"))
    assert (result.profile, result.feed, result.complete, result.outcome) == ("api-json", "api", False, "imported")
    assert (result.rows_in, result.rows_set_aside, result.problems) == (17, 0, ())
    first, second = sorted(rows(result, "involvements"), key=lambda row: row["involvement_start_date"])
    assert (first["professional_id"], first["referral_id"], first["person_id"]) == ("W1", "R1", "000101")
    assert (second["involvement_start_date"], second["involvement_end_date"]) == (date(2019, 12, 2), None)
    (enquiry,) = rows(result, "s47_enquiry")
    assert json.loads(enquiry["s47_outcome_json"]) == {"CP_CONFERENCE_FLAG": "Y"}
    (conference,) = rows(result, "initial_cp_conference")
    assert (conference["icpc_date"], conference["s47_enquiry_id"]) == (date(2019, 9, 30), "S1")
    (factors,) = rows(result, "assessment_factors")
    assert json.loads(factors["assessment_factors_json"]) == ["16A", "3B"]
    (placement,) = rows(result, "cla_placement")
    assert placement["cla_placement_postcode_district"] == "ZZ2"
    (status,) = rows(result, "immigration_status")
    assert status["person_id"] == "000102"


def test_visits_reviews_and_teams_are_not_collected_and_what_the_payload_has_is(reader, tmp_path):
    result = reader.read(PROFILES["api-json"].write_sample(tmp_path))
    assert set(result.not_collected["cp_visits"]) == {column.name for column in TABLES["cp_visits"].stored_columns}
    assert {"cp_reviews", "department", "contacts"} <= set(result.not_collected)
    assert "professional_team" in result.not_collected["involvements"]
    assert "involvement_end_date" not in result.not_collected["involvements"]


def test_names_and_numbers_are_split_off(reader, tmp_path, rows):
    result = reader.read(PROFILES["api-json"].write_sample(tmp_path))
    assert "forename" not in rows(result, "person")[0]
    assert (result.folder / "identities" / "person.parquet").exists()
    assert (result.folder / "identities" / "linked_identifiers.parquet").exists()


def test_every_record_fits_its_table_and_every_field_is_used():
    fields = {kind.name: {one.name for one in kind.fields} for kind in API_PAYLOAD.kinds}
    of = {name: name for name in fields} | {made: kind for kind, names in GATHERED.items() for made in names}
    used = {kind.name: set(kind.inherited) for kind in API_PAYLOAD.kinds}
    for record in RECORDS:
        table = TABLES[record.table]
        assert set(table.required) <= set(record.columns), record.table
        for name, value in record.columns.items():
            table.column(name)
            assert set(value.fields) <= fields[of[record.source]], (record.source, name)
            used[of[record.source]] |= set(value.fields)
    assert used == fields


@pytest.mark.parametrize("wrapped", [lambda p: p["children"], lambda p: {"la_code": 999, "Children": p["children"]}])
def test_a_bare_list_and_another_letter_case_are_the_same_payload(read, payload, wrapped):
    assert read(json.dumps(wrapped(payload))).rows_imported == 17


def test_one_child_alone_is_read(read, payload):
    assert read(json.dumps(payload["children"][1])).tables["person"] == 1
    assert read(json.dumps({"la_code": 1, "Children": payload["children"][1]})).tables["person"] == 1


def test_an_identifier_that_is_missing_is_made_of_child_and_days_and_the_same_each_time(read, payload, rows):
    for child in payload["children"]:
        for episode in child["social_care_episodes"]:
            del episode["social_care_episode_id"]
            for plan in episode.get("child_protection_plans", []):
                del plan["child_protection_plan_id"]
    once, again = (read(json.dumps(payload)) for _ in range(2))
    assert {row["referral_id"] for row in rows(once, "cin_episodes")} == {
        "000101/referral/2019-09-02",
        "000102/referral/2019-10-07",
    }
    assert rows(once, "cp_plans") == rows(again, "cp_plans")
    assert rows(once, "cp_plans")[0]["cp_plan_id"] == "000101/cp-plan/2019-09-02/2019-09-30"


def test_a_child_to_be_purged_is_counted_and_told_and_not_read(read, payload, rows):
    payload["children"][0]["purge"] = True
    result = read(json.dumps(payload))
    assert [row["person_id"] for row in rows(result, "person")] == ["000102"]
    assert (result.rows_set_aside, {"record-purged", "purge"} <= rules(result)) == (1, True)
    assert "1 records" in next(problem.text for problem in result.problems if problem.rule == "purge")


def test_a_part_to_be_purged_goes_and_the_rest_stays(read, payload, rows):
    payload["children"][0]["child_details"]["purge"] = True
    payload["children"][0]["social_care_episodes"][0]["child_protection_plans"][0]["purge"] = True
    result = read(json.dumps(payload))
    assert (result.tables["cp_plans"], result.tables["cin_plans"], result.rows_set_aside) == (0, 1, 1)
    assert {row["person_id"]: row["dob"] for row in rows(result, "person")}["000101"] is None


def test_members_nobody_knows_are_named_with_their_path(read, payload):
    payload["is_admin"] = True
    payload["children"][0]["social_care_episodes"][0]["role"] = SECRET
    payload["children"][0]["child_details"]["is_staff"] = SECRET
    found = told(read(json.dumps(payload)))
    assert ("member-unknown", "is_admin") in found
    assert ("member-unknown", "social_care_episodes.role") in found
    assert ("member-unknown", "children.child_details.is_staff") in found


def test_a_part_that_is_no_object_is_told_and_the_rest_stays(read, payload):
    whole = read(json.dumps(payload))
    payload["children"][0]["child_details"] = SECRET
    result = read(json.dumps(payload))
    (problem,) = [problem for problem in result.problems if problem.rule == "json-part"]
    assert (problem.row, problem.column, SECRET in problem.text) == (1, "children.child_details", False)
    assert result.rows_in < whole.rows_in  # the disabilities that stood in it
    assert result.rows_set_aside == 0


def test_a_member_is_named_as_the_file_spells_it(read, payload):
    (problem,) = read(json.dumps({**payload, "is_admin": True})).problems
    assert problem.text.startswith("is_admin: not a member of this format")


@pytest.mark.parametrize(
    ("content", "rule"),
    [("[" * 200_000, "json-deep"), ("{'children': []}", "json-invalid"), ('{"a": 1, "a": 2}', "json-twice")],
)
def test_faulty_json_of_no_known_format_is_told_of_as_such(read, content, rule):
    assert rules(read(content)) == {rule}


@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        ("child_details.date_of_birth", {"y": 2012}, "json-type"),
        ("child_details.date_of_birth", "31/02/2012", "date-invalid"),
        ("child_details.sex", ["F"], "json-type"),
        ("child_details.sex", True, "json-type"),
        ("child_details.surname", "\ud800", "json-half"),
        ("child_details.surname", "a\x00b", "nul-byte"),
        ("child_details.surname", "x" * 40_000, "value-too-long"),
        ("la_child_id", None, "key-missing"),
        ("la_child_id", "", "key-missing"),
    ],
)
def test_a_value_of_the_wrong_type_sets_its_record_aside_by_path(read, payload, path, value, rule):
    at = payload["children"][0]
    *inner, last = path.split(".")
    for part in inner:
        at = at[part]
    at[last] = value
    result = read(json.dumps(payload))
    assert rule in rules(result)
    assert any(problem.rule == rule and path in problem.column for problem in result.problems)
    assert (result.outcome, result.tables["person"]) == ("imported", 1)


def test_a_record_of_a_wrong_shape_is_set_aside(read, payload):
    payload["children"] += ["text", 3, [1]]
    payload["children"][1]["social_care_episodes"] = ["none"]
    result = read(json.dumps(payload))
    assert (result.tables["person"], result.tables["cin_episodes"], result.rows_set_aside) == (2, 1, 4)


@pytest.mark.parametrize("digits", ["1234", "9" * 5_000, "1E400", "-0"])
def test_numbers_as_identifiers_are_kept_as_written_and_told(read, payload, rows, digits):
    text = json.dumps(payload).replace('"000102"', digits)
    result = read(text)
    assert digits in {row["person_id"] for row in rows(result, "person")}
    assert ("json-digits", "children.la_child_id") in told(result)


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused_by_its_path(read, payload, constant):
    text = json.dumps(payload).replace('"score": 14', f'"score": {constant}')
    result = read(text)
    assert (result.outcome, told(result)) == (
        "refused",
        {("json-no-number", "children[1].health_and_wellbeing.sdq_assessments[1].score")},
    )


def test_a_name_twice_is_refused_by_its_path(read, payload):
    result = read(json.dumps(payload).replace('"sex": "M"', f'"sex": "M", "sex": "{SECRET}"'))
    assert told(result) == {("json-twice", "children[2].child_details.sex")}
    assert told(read('{"children": [], "children": []}')) == {("json-twice", "children")}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("[" * 200_000, "json-deep"),
        ('{"children": [{"la_child_id": ' + '{"a":' * 200_000, "json-deep"),
        ('"text"', "json-shape"),
        ("12", "json-shape"),
        ("null", "json-shape"),
        ("", "file-empty"),
        ("  \n ", "file-empty"),
        ("[]", "rows-none"),
        ('{"children": []}', "rows-none"),
        ('{"a": 1}', "format-wrong"),
        ("[{'la_child_id': 1}]", "json-invalid"),
        ('[{"la_child_id": "1"},]', "json-invalid"),
        ('[{"la_child_id": "1"}] [', "json-invalid"),
        ('[{"la_child_id": "1"} {"la_child_id": "2"}]', "json-invalid"),
        ('{"children" []}', "json-invalid"),
        ('[{"la_child_id": "a\nb"}]', "json-invalid"),
        ('[{"la_child_id": "1", "x', "file-truncated"),
        ('[{"la_child_id": "1"}', "json-invalid"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused(read, content, rule):
    result = read(content)
    assert (result.outcome, rule in rules(result)) == ("refused", True), rules(result)


@pytest.mark.parametrize(
    ("encoding", "rule", "outcome"),
    [
        ("utf-8-sig", None, "imported"),
        ("utf-16", "json-other-encoding", "imported"),
        ("utf-16-le", "json-encoding", "refused"),
        ("cp1252", "json-encoding", "refused"),
    ],
)
def test_encodings_are_read_or_refused_by_name(read, payload, encoding, rule, outcome):
    payload["children"][0]["child_details"]["surname"] = "Zoë"
    result = read(json.dumps(payload, ensure_ascii=False).encode(encoding))
    assert (result.outcome, rules(result)) == (outcome, {rule} if rule else set())


def test_a_payload_cut_off_anywhere_is_never_taken(read, payload):
    text = json.dumps(payload)
    for end in range(1, len(text) - 1, 331):
        assert read(text[:end]).outcome == "refused", end


def test_a_very_long_string_is_refused_in_bounded_memory_naming_its_member(limited_reader, tmp_path):
    path = tmp_path / "long.json"
    with path.open("w") as file:
        file.write('[{"la_child_id": "1", "child_details": {"surname": "')
        for _ in range(20):
            file.write("x" * (1 << 20))
        file.write('"}}]')
    result = limited_reader.read(path)
    assert told(result) == {("json-long", "[1].surname")}


def test_records_on_both_sides_of_a_piece_are_all_read(read, payload, monkeypatch):
    from foothold.returns import json_stream

    expected = read(json.dumps(payload)).tables
    for size in (7, 64, 333):
        monkeypatch.setattr(json_stream, "_PIECE", size)
        assert read(json.dumps(payload, indent=2)).tables == expected
        assert read(json.dumps(payload).encode("utf-16")).tables == expected


def test_rows_are_counted_by_kind_and_the_message_says_so(read, payload):
    payload["children"][1]["social_care_episodes"][0]["referral_date"] = "soon"
    result = read(json.dumps(payload))
    problem = next(problem for problem in result.problems if problem.rule == "date-invalid")
    assert (problem.row, problem.column) == (2, "social_care_episodes.referral_date")
    assert "json-counted" in rules(result)


def test_the_payload_says_whose_it_is(read, payload):
    assert read(json.dumps(payload)).declared_authority == "999"
    assert read(json.dumps(payload["children"])).declared_authority == ""


def test_a_heading_without_end_takes_no_time():
    from time import process_time

    from foothold.returns.headings import plain

    start = process_time()
    assert plain("[" * 64_000) == ""
    assert process_time() - start < 1


def test_a_string_beyond_what_a_cell_holds_sets_its_record_aside(read, payload):
    payload["children"][0]["child_details"]["surname"] = "x" * 3_000_000
    result = read(json.dumps(payload))
    assert result.outcome == "imported"
    assert result.rows_in == result.rows_imported + result.rows_set_aside
    assert "value-too-long" in {problem.rule for problem in result.problems}
