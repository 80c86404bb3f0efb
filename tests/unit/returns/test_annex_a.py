"""Annex A workbooks: untidy sheets, codes spelled in many ways, and what they become."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from foothold.returns.annex_a.codes import code_of, code_sets
from foothold.returns.annex_a.lists import LISTS
from foothold.returns.annex_a.mapping import RECORDS, SHOWN_WHILE_OPEN, From, Made
from foothold.returns.annex_a.sample import write_workbook
from foothold.returns.annex_a.workers import identifier, is_person
from foothold.returns.headings import find_headings, plain, spelled, spellings_of
from foothold.tables import TABLES

ADA = {"child_id": "000101", "gender": "Female", "ethnicity": "White", "dob": date(2012, 5, 4)}
BEN = {"child_id": "000102", "gender": "Male", "ethnicity": "White", "dob": date(2015, 11, 9)}
REFERRED = {
    "referral_date": date(2019, 9, 2),
    "source": "Police",
    "nfa": "No",
    "team": "North 1",
    "worker": "Cora Sample",
}
NEED = {
    "start_date": date(2019, 9, 2),
    "status": "CIN",
    "primary_need": "N1",
    "team": "North 1",
    "worker": "Cora Sample",
}
KEY = b"a key of the tests"


def told(result, rule):
    return [(p.file, p.row, p.column, p.effect) for p in result.problems if p.rule == rule]


def counts(result):
    assert result.rows_in == result.rows_imported + result.rows_set_aside
    return result.rows_in, result.rows_imported, result.rows_set_aside


@pytest.fixture
def annex(reader):
    """Read a workbook of lists given as rows of fields."""

    def read(lists, key=KEY):
        folder = reader.place()
        folder.mkdir()
        return reader.read(write_workbook(folder / "annex.xlsx", lists), worker_key=key)

    return read


@pytest.fixture
def untidy(reader):
    """Read a workbook of sheets given cell by cell."""

    def read(sheets: Mapping[str, Sequence[Sequence[object]]]):
        folder = reader.place()
        folder.mkdir()
        with xlsxwriter.Workbook(str(folder / "untidy.xlsx")) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for place, row in enumerate(rows):
                    sheet.write_row(place, 0, row)
        return reader.read(folder / "untidy.xlsx", worker_key=KEY)

    return read


def without(number: int, *fields: str) -> list[str]:
    return [field.spellings[0] for field in LISTS[number].fields if field.name not in fields]


def test_every_heading_leads_to_its_own_field():
    for annex_list in LISTS.values():
        lookup = spellings_of((field.name, field.spellings) for field in annex_list.fields)
        for field in annex_list.fields:
            assert lookup[spelled(field.spellings[0])] == field.name, (annex_list.name, field.name)


WRITTEN = (
    "{} (Y/N)",
    "{} [dd/mm/yyyy]",
    "{} - Y/N",
    "{} dd/mm/yyyy",
    "*{}*:",
    "{} (as at {{0}})",
    "{} {{years}}",
    "{} Yes / No",
)


@pytest.mark.parametrize("number", sorted(LISTS))
@pytest.mark.parametrize("written", WRITTEN)
def test_what_is_added_to_a_heading_does_not_hide_it(number, written):
    fields = LISTS[number].fields
    headings = find_headings(
        [[written.format(field.spellings[0]) for field in fields]],
        spellings_of((field.name, field.spellings) for field in fields),
    )
    assert headings is not None
    assert (headings.unknown, headings.twice) == ((), ())
    assert headings.places == {field.name: place for place, field in enumerate(fields)}


def test_no_two_headings_of_a_list_are_one_without_their_additions():
    for annex_list in LISTS.values():
        owners: dict[str, set[str]] = {}
        for field in annex_list.fields:
            for heading in field.spellings:
                for form in (spelled(heading), plain(heading)):
                    owners.setdefault(form, set()).add(field.name)
        assert {form: names for form, names in owners.items() if len(names) > 1} == {}, annex_list.name


def test_a_heading_as_declared_comes_before_one_with_an_addition():
    lookup = spellings_of([("age", ("Age (years)",)), ("dob", ("Date of birth",))])
    headings = find_headings([["Age (months)", "Age (years)", "Date of birth (estimated)"]], lookup)
    assert headings is not None
    assert headings.places == {"age": 1, "dob": 2}
    assert headings.unknown == ("Age (months)",)


def test_two_headings_that_differ_in_their_additions_only_are_not_chosen_between():
    headings = find_headings([["Age (months)", "Age (weeks)"]], spellings_of([("age", ("Age (years)",))]))
    assert headings is not None
    assert headings.twice == ("Age (weeks)",)


def test_referrals_that_need_no_action_are_no_cases_whatever_is_added_to_the_heading(untidy, rows):
    headings = ["Child Unique ID", "Date of referral", "Referral NFA? (Y/N)", "Referral Source", "Allocated Worker"]
    result = untidy({"List 3": [headings, ["C1", "02/09/2019", "Y", "Police", ""]], "List 6": [without(6)]})
    assert told(result, "column-unknown") == []
    (episode,) = rows(result, "cin_episodes")
    assert (episode["referral_nfa"], episode["close_date"]) == ("Y", date(2019, 9, 2))


@pytest.mark.parametrize(
    ("number", "field", "column"),
    [
        (3, "nfa", "cin_episodes.referral_nfa"),
        (6, "closure_date", "cin_episodes.close_date"),
        (3, "worker", "involvements.professional_id"),
        (6, "worker", "involvements.professional_id"),
        (7, "end_date", "cp_plans.cp_plan_end_date"),
        (8, "ceased_date", "cla_episodes.cla_episode_ceased_date"),
        (4, "authorised_date", "cin_assessments.assessment_auth_date"),
        (5, "conference_date", "initial_cp_conference.icpc_date"),
    ],
)
def test_what_a_column_left_out_would_have_told_is_not_collected(untidy, number, field, column):
    contact = ["C1", "Male", "White", "", 3, "01/09/2019", "Police"]
    whole = {f"List {n}": [without(n)] for n in LISTS} | {"List 1": [without(1), contact]}
    table, name = column.split(".")
    assert name not in untidy(whole).not_collected.get(table, ())
    assert name in untidy(whole | {f"List {number}": [without(number, field)]}).not_collected[table]


def test_every_code_set_that_a_list_uses_exists_and_knows_its_own_spellings():
    used = {field.codes for annex_list in LISTS.values() for field in annex_list.fields if field.codes}
    assert used == set(code_sets())
    for name, codes in code_sets().items():
        for code, ways in codes.items():
            assert code_of(name, ways[0]) == code, (name, ways[0])


def test_the_mapping_names_only_columns_and_fields_that_exist():
    for record in RECORDS:
        fields = {field.name for field in LISTS[record.list].fields}
        for column, source in record.columns.items():
            TABLES[record.table].column(column)
            if isinstance(source, From):
                assert source.field in fields
            if isinstance(source, Made):
                assert set(source.fields) <= fields
        assert record.when == "" or record.when in fields
        assert set(TABLES[record.table].key) <= set(record.columns)


@pytest.mark.parametrize("text", ["g) Police", "q) 6: Police", "POLICE", "6", "g)", "g", "6 - police", "Police "])
def test_police_are_police_however_they_are_written(text):
    assert code_of("referral_source", text) == "6"


@pytest.mark.parametrize(
    ("codes", "text", "code"),
    [
        ("gender", "b) Female", "F"),
        ("gender", "Female", "F"),
        ("gender", "c) Not stated/recorded", "U"),
        ("yes_no", "a) Yes", "Y"),
        ("primary_need", "N4 - Family in acute stress", "N4"),
        ("abuse_category", "Emotional", "EMO"),
        ("closure_reason", "g) \u2018Other\u2019 incl. Child no longer in need", "RC7"),
        ("placement_type", "h) Children\u2019s Homes", "K2"),
        ("activity", "G5: NEET other", "G5"),
        ("gender", "purple", None),
        ("referral_source", "z) Nonsense", None),
    ],
)
def test_codes_are_understood_without_letter_case_or_quotes(codes, text, code):
    assert code_of(codes, text) == code


def test_an_untidy_sheet_is_read_and_rows_are_named_as_the_user_sees_them(untidy, rows):
    headings = ["", "child unique id ", "GENDER", "Age", "Date  of\u00a0birth", "(Date of referral))", "Referral NFA"]
    result = untidy(
        {
            "Notes": [["Prepared by the performance team"]],
            "3. Referrals (final)": [
                ["Exampleshire"],
                [],
                [*headings, "", "Allocated Worker", "Allocated team"],
                ["", 101, "b) Female", 7, "04/05/2012", "02/09/2019", "No", "", "Cora Sample", "North 1"],
                ["", "00102", "M", 7, "31/02/2012", "02/09/2019", "N", "", "Cora Sample", "North 1"],
            ],
        }
    )
    assert (result.outcome, result.feed, result.complete) == ("imported", "annex-a", False)
    assert counts(result) == (2, 1, 1)
    assert told(result, "date-invalid") == [("List 3", 5, "Date  of\u00a0birth", "set_aside")]
    assert told(result, "sheet-unknown") == [("Notes", None, "", "noted")]
    assert told(result, "title-row") == [("List 3", None, "", "noted")]
    episode = rows(result, "cin_episodes")[0]
    assert (episode["person_id"], episode["referral_date"], episode["referral_nfa"]) == ("101", date(2019, 9, 2), "N")
    assert "referral_source_code" in result.not_collected["cin_episodes"]


def test_serial_numbers_are_dates_only_where_the_cell_says_so(untidy):
    headings = [field.spellings[0] for field in LISTS[1].fields]
    result = untidy({"List 1": [headings, ["C1", "Male", "White", "", 3, 43739, "Police"]]})
    assert told(result, "date-invalid") == [("List 1", 2, "Date of Contact", "set_aside")]


def test_a_list_without_its_key_columns_is_refused_with_all_of_them(untidy):
    headings = [f.spellings[0] for f in LISTS[3].fields if f.name not in ("child_id", "referral_date")]
    result = untidy({"List 3": [headings, ["Male"] * len(headings)]})
    assert result.outcome == "refused"
    problem = result.problems[-1]
    assert (problem.file, problem.rule) == ("List 3", "column-missing")
    assert "missing column: Child Unique ID, Date of referral." in problem.text


def test_a_code_that_is_not_understood_is_blanked_and_the_row_stays(annex, rows):
    result = annex({3: [{**ADA, **REFERRED, "source": "a passing balloonist"}]})
    assert counts(result) == (1, 1, 0)
    assert told(result, "code-unknown") == [("List 3", 2, "Referral Source", "blanked")]
    assert rows(result, "cin_episodes")[0]["referral_source_code"] is None
    assert "balloonist" not in json.dumps([problem.text for problem in result.problems])


def test_a_yes_or_no_that_is_neither_sets_the_row_aside(annex):
    result = annex({3: [{**ADA, **REFERRED}, {**BEN, **REFERRED, "nfa": "perhaps"}]})
    assert counts(result) == (2, 1, 1)
    assert told(result, "flag-invalid") == [("List 3", 3, "Referral NFA?", "set_aside")]


def test_a_referral_and_its_child_in_need_row_are_one_episode(annex, rows):
    result = annex({3: [{**ADA, **REFERRED}], 6: [{**ADA, **NEED, "start_date": date(2019, 9, 5)}]})
    (episode,) = rows(result, "cin_episodes")
    assert episode["referral_id"] == "000101/referral/2019-09-05"
    assert (episode["referral_date"], episode["referral_source_code"]) == (date(2019, 9, 2), "6")
    assert episode["cin_primary_need_code"] == "N1"


@pytest.mark.parametrize(("days", "episodes"), [(14, 1), (15, 2)])
def test_two_weeks_apart_is_the_same_episode_and_a_day_more_is_not(annex, rows, days, episodes):
    start = date.fromordinal(date(2019, 9, 2).toordinal() + days)
    result = annex({3: [{**ADA, **REFERRED}], 6: [{**ADA, **NEED, "start_date": start}]})
    assert len(rows(result, "cin_episodes")) == episodes


def test_of_two_referrals_the_nearer_one_opened_the_episode(annex, rows):
    later = {**REFERRED, "referral_date": date(2019, 9, 9)}
    result = annex({3: [{**ADA, **REFERRED}, {**ADA, **later}], 6: [{**ADA, **NEED, "start_date": date(2019, 9, 10)}]})
    found = {row["referral_id"]: row["referral_date"] for row in rows(result, "cin_episodes")}
    assert found == {
        "000101/referral/2019-09-10": date(2019, 9, 9),
        "000101/referral/2019-09-02": date(2019, 9, 2),
    }


def test_a_referral_without_further_action_ends_on_its_day(annex, rows):
    result = annex({3: [{**ADA, **REFERRED, "nfa": "Yes"}], 6: [{**BEN, **NEED}]})
    (episode,) = [row for row in rows(result, "cin_episodes") if row["person_id"] == ADA["child_id"]]
    assert (episode["referral_nfa"], episode["close_date"]) == ("Y", date(2019, 9, 2))


@pytest.mark.parametrize(
    "worker", ["", "Unallocated", "None", "n/a", "N/A", "-", "TBC", "north 1", "Duty Inbox", "Not allocated"]
)
def test_a_blank_a_placeholder_or_a_team_is_nobody(annex, rows, worker):
    (involvement,) = rows(annex({3: [{**ADA, **REFERRED, "worker": worker}]}), "involvements")
    assert involvement["professional_id"] is None
    assert involvement["involvement_start_date"] == involvement["involvement_end_date"]


@pytest.mark.parametrize(
    "worker", ["Cora Sample", "SAMPLE, Cora", "Nona Allocock", "Dr T Null-Jones", "Judy Tbaker", "Null"]
)
def test_a_person_is_somebody(worker):
    assert is_person(worker, {"north 1"})


def test_a_worker_is_an_identifier_and_the_name_stays_among_the_identities(annex, rows):
    result = annex({3: [{**ADA, **REFERRED}, {**BEN, **REFERRED, "worker": "cora  sample"}]})
    first, second = rows(result, "involvements")
    assert first["professional_id"] == second["professional_id"] == identifier("Cora Sample", "W", KEY)
    assert (first["professional_role_id"], first["involvement_end_date"]) == ("allocated_case_worker", None)
    (professional,) = rows(result, "professionals")
    assert professional["professional_job_title"] == "Social Worker"
    assert "professional_name" not in professional
    assert rows(result, "identities/professionals")[0]["professional_name"] == "Cora Sample"
    assert rows(result, "department")[0]["team_name"] == "North 1"
    other = annex({3: [{**ADA, **REFERRED}]}, key=b"another key")
    assert rows(other, "involvements")[0]["professional_id"] != first["professional_id"]


def test_children_of_all_lists_are_one_row_each(annex, rows):
    result = annex({1: [{**ADA, "contact_date": date(2019, 9, 1), "source": "Police"}], 3: [{**BEN, **REFERRED}]})
    assert [
        (r["person_id"], r["sex"], r["dob"]) for r in sorted(rows(result, "person"), key=lambda r: r["person_id"])
    ] == [
        ("000101", "F", date(2012, 5, 4)),
        ("000102", "M", date(2015, 11, 9)),
    ]


def test_rows_that_give_a_child_two_dates_of_birth_are_set_aside_where_neither_is_that_of_most(annex, rows):
    result = annex(
        {
            1: [{**ADA, "contact_date": date(2019, 9, 1), "source": "Police"}],
            3: [{**ADA, **REFERRED, "dob": date(2012, 4, 5)}, {**BEN, **REFERRED}],
        }
    )
    assert [row["person_id"] for row in rows(result, "person")] == ["000102"]
    assert (result.rows_in, result.rows_imported, result.rows_set_aside) == (3, 1, 2)
    assert told(result, "child-conflict") == [
        ("List 1", 2, "Date of Birth", "set_aside"),
        ("List 3", 2, "Date of Birth", "set_aside"),
    ]


def test_of_three_rows_about_a_child_the_one_with_another_date_of_birth_is_set_aside(annex, rows):
    contact = {**ADA, "source": "Police"}
    result = annex(
        {
            1: [{**contact, "contact_date": date(2019, 9, 1)}, {**contact, "contact_date": date(2019, 9, 2)}],
            3: [{**ADA, **REFERRED, "dob": date(2012, 4, 5)}, {**ADA, **REFERRED, "referral_date": date(2019, 8, 2)}],
        }
    )
    assert [row["dob"] for row in rows(result, "person")] == [date(2012, 5, 4)]
    assert told(result, "child-conflict") == [("List 3", 2, "Date of Birth", "set_aside")]
    assert len(rows(result, "cin_episodes")) == 1


def test_two_contacts_of_a_day_are_two_when_their_sources_differ(annex, rows):
    contact = {**ADA, "contact_date": date(2019, 9, 1)}
    result = annex(
        {1: [{**contact, "source": "Police"}, {**contact, "source": "Schools"}, {**contact, "source": "g) police"}]}
    )
    assert counts(result) == (3, 2, 1)
    assert {row["contact_id"] for row in rows(result, "contacts")} == {
        "000101/contact/2019-09-01/6",
        "000101/contact/2019-09-01/2A",
    }


def test_every_list_is_laid_into_its_tables(annex, rows):
    care = {
        "start_date": date(2018, 1, 2),
        "need": "N1",
        "legal_status": "C2",
        "legal_status_date": date(2018, 2, 1),
        "review_date": date(2019, 8, 1),
        "visit_date": date(2019, 9, 1),
        "health_date": date(2019, 7, 1),
        "dental_date": date(2019, 7, 2),
        "placement_date": date(2018, 3, 1),
        "placement_type": "U1",
        "placement_postcode": "NN1 1AA",
        "worker": "Cora Sample",
        "team": "North 1",
    }
    result = annex(
        {
            2: [{**ADA, "start_date": date(2019, 5, 1), "organisation": "School"}],
            4: [
                {
                    **ADA,
                    "start_date": date(2019, 9, 3),
                    "child_seen": "Yes",
                    "needs_support": "No",
                    "worker": "Cora Sample",
                }
            ],
            5: [
                {**ADA, "strategy_date": date(2019, 9, 4), "conference_date": date(2019, 9, 20), "plan_followed": "Yes"}
            ],
            7: [
                {**ADA, "start_date": date(2019, 9, 20), "initial_category": "Neglect", "latest_category": "Neglect"}
                | {"visit_date": date(2019, 9, 30), "review_date": date(2019, 12, 1), "seen_alone": "y"}
            ],
            8: [{**BEN, **care}],
            9: [
                {**BEN, "eligibility": "Relevant", "in_touch": "Yes", "advisor": "Dan Sample", "worker": "Cora Sample"}
            ],
            10: [{**BEN, "decision_date": date(2019, 1, 1), "family_id": "F1"}],
            11: [{"adopter_id": "P1", "enquiry_date": date(2019, 1, 1), "gender": "F"}],
        }
    )
    assert result.outcome == "imported", result.problems
    assert counts(result) == (8, 8, 0)
    assert {table: count for table, count in result.tables.items() if count == 0} == {}
    assert rows(result, "cin_assessments")[0]["assessment_outcome_nfa"] == "Y"
    conference = rows(result, "initial_cp_conference")[0]
    assert conference["s47_enquiry_id"] == rows(result, "s47_enquiry")[0]["s47_enquiry_id"]
    assert rows(result, "cp_visits")[0]["cp_plan_id"] == rows(result, "cp_plans")[0]["cp_plan_id"]
    placement = rows(result, "cla_placement")[0]
    assert placement["cla_placement_postcode_district"] == "NN1"
    assert rows(result, "cla_episodes")[0]["cla_placement_id"] == placement["cla_placement_id"]
    assert {row["health_check_type"] for row in rows(result, "cla_health")} == {"health assessment", "dental check"}
    assert rows(result, "identities/care_leavers")[0]["care_leaver_personal_advisor"] == "Dan Sample"
    assert {row["professional_job_title"] for row in rows(result, "professionals")} == {
        "Social Worker",
        "Personal Advisor",
    }
    assert told(result, "list-not-kept") == [("List 11", None, "", "noted")]
    for table in result.tables:
        keys = [tuple(row[name] for name in TABLES[table].key) for row in rows(result, table)]
        assert len(keys) == len(set(keys))
        assert list(rows(result, table)[0]) == [column.name for column in TABLES[table].stored_columns]


def test_the_same_list_on_two_sheets_is_refused(untidy):
    sheet = [[field.spellings[0] for field in LISTS[1].fields], ["C1", "M", "White", "", 3, "01/09/2019", "Police"]]
    result = untidy({"List 1": sheet, "List 1 old": sheet})
    assert [problem.rule for problem in result.problems if problem.effect == "refused"] == ["sheet-duplicate"]


def test_a_workbook_of_something_else_is_refused(untidy):
    result = untidy({"Sheet1": [["Name", "Price"], ["Tea", 2]]})
    assert result.outcome == "refused"
    assert (result.problems[-1].rule, result.problems[-1].text) == (
        "lists-unknown",
        "No sheet holds a list of Annex A. Check the headings against the guidance.",
    )


def test_the_sample_is_read_whole(reader, tmp_path: Path):
    from foothold.returns import PROFILES

    result = reader.read(PROFILES["annex-a-xlsx"].write_sample(tmp_path / "sample"), worker_key=KEY)
    assert counts(result) == (5, 5, 0)


def test_open_records_are_shown_whole_by_the_lists_that_are_in_the_workbook(annex):
    told = annex({3: [{**ADA, **REFERRED}], 7: [{**ADA, "start_date": date(2019, 9, 20), "worker": "Cora Sample"}]})
    assert [(shown.table, shown.ends, shown.identified) for shown in told.shown_while_open] == [
        ("cp_plans", "cp_plan_end_date", ""),
        ("involvements", "involvement_end_date", "/allocated/cp-plan/"),
    ]
    assert annex({3: [{**ADA, **REFERRED}]}).shown_while_open == ()


def test_what_is_said_to_be_shown_whole_names_columns_and_identifiers_that_exist(annex, rows):
    case = {"worker": "Cora Sample", "start_date": date(2019, 9, 20)}
    result = annex({6: [{**ADA, **NEED}], 7: [{**ADA, **case}], 8: [{**BEN, **case}]})
    for shown in SHOWN_WHILE_OPEN:
        TABLES[shown.rows.table].column(shown.rows.ends)
        TABLES[shown.rows.table].column("person_id")
        key = TABLES[shown.rows.table].key[0]
        assert [row for row in rows(result, shown.rows.table) if shown.rows.identified in row[key]], shown


def test_children_of_rows_set_aside_are_handed_over_for_each_table(annex, rows):
    result = annex(
        {
            6: [{**ADA, **NEED}, {**BEN, **NEED, "closure_date": "soon"}],
            7: [{**ADA, "start_date": "soon"}, {**BEN, "start_date": date(2019, 9, 20)}],
        }
    )
    assert {row["person_id"] for row in rows(result, "set_aside_keys/cin_episodes")} == {"000102"}
    assert {row["person_id"] for row in rows(result, "set_aside_keys/cp_plans")} == {"000101"}
    assert {row["person_id"] for row in rows(result, "set_aside_keys/involvements")} == {"000101", "000102"}


def test_the_name_of_a_sheet_does_not_make_it_a_list(untidy):
    headings = without(3)
    cells = ["000101", "F", "White", "04/05/2012", 7, "02/09/2019", "Police", "No", 1, "North 1", "Cora Sample"]
    for name in ("Sheet1", "List 1", "1"):
        assert counts(untidy({name: [headings, cells]})) == (1, 1, 0)


def test_merged_cells_are_told(reader):
    folder = reader.place()
    folder.mkdir()
    with xlsxwriter.Workbook(str(folder / "merged.xls")) as book:  # whatever its name says
        sheet = book.add_worksheet("List 3")
        sheet.merge_range(0, 0, 0, 4, "A title", book.add_format())
        sheet.write_row(1, 0, without(3))
        for row in (2, 3):
            sheet.write_row(row, 0, [f"C{row}", "F", "White", "04/05/2012", 7, "02/09/2019", "Police", "No", 1])
        sheet.merge_range(2, 9, 3, 9, "North 1", book.add_format())
    result = reader.read(folder / "merged.xls")
    assert counts(result) == (2, 2, 0)
    assert told(result, "cells-merged") == [("List 3", 3, "Allocated Team", "noted")]
