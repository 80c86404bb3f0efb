"""The looked-after children return: module by module, and together in an archive."""

from __future__ import annotations

from datetime import date

import pytest

from foothold.returns import PROFILES
from foothold.returns.ssda903.mapping import RECORDS, WORKED_OUT
from foothold.returns.ssda903.modules import modules
from foothold.returns.ssda903.sample import SAMPLE
from foothold.tables import TABLES

SECRET = "Q-secret-value"


def columns(module):
    return [field.name for field in modules()[module]]


def row(module, **cells):
    return [cells.get(name, "") for name in columns(module)]


@pytest.fixture
def read(reader):
    def read(module, *lines, headings=None, **options):
        content = module if isinstance(module, bytes) else [headings or columns(module), *lines]
        folder = reader.extract({"part.csv": content})
        result = reader.read(folder / "part.csv", **options)
        assert result.rows_in == result.rows_imported + result.rows_set_aside
        assert SECRET not in " ".join(problem.text for problem in result.problems)
        return result

    return read


def rules(result):
    return {problem.rule for problem in result.problems}


@pytest.mark.parametrize("module", sorted(modules()))
def test_every_module_is_recognised_by_its_columns_in_any_order_and_name(read, module):
    order = list(reversed(range(len(columns(module)))))
    lines = [[line[place] for place in order] for line in SAMPLE[module]]
    result = read(module, *lines, headings=[columns(module)[place] for place in order])
    assert (result.profile, result.feed, result.outcome) == (f"ssda903-{module}-csv", "ssda903", "imported")
    assert (result.rows_in, result.rows_set_aside, result.problems) == (len(lines), 0, ())


@pytest.mark.parametrize("module", sorted(modules()))
def test_a_module_with_a_column_more_is_read_and_the_column_told(read, module):
    result = read(module, *([*line, "x"] for line in SAMPLE[module]), headings=[*columns(module), "EXTRA"])
    assert result.profile == f"ssda903-{module}-csv"
    assert [(problem.rule, problem.column) for problem in result.problems] == [("column-unknown", "EXTRA")]


@pytest.mark.parametrize("module", sorted(modules()))
@pytest.mark.parametrize("profile", [True, False])
def test_a_module_without_some_of_its_columns_is_refused_with_all_their_names(read, module, profile):
    named = {"profile": f"ssda903-{module}-csv"} if profile else {}
    (problem,) = read(module, headings=[*columns(module)[1:-1], "EXTRA"], **named).problems
    if profile or problem.rule != "format-unknown":
        assert (problem.rule, problem.column) == ("column-missing", "CHILD")
        assert f"CHILD, {columns(module)[-1]}" in problem.text
    else:
        assert len(columns(module)) <= 4  # too little is left to tell


def test_headings_that_belong_to_several_modules_tell_none(read):
    assert read("uasc", headings=["CHILD", "DOB", "SEX"]).profile == ""
    wrong = read("uasc", ["1", "2"], headings=["A", "B"], profile="ssda903-uasc-csv")
    assert wrong.problems[0].text.startswith("CHILD: missing column: CHILD, DOB, SEX, DUC.")


def test_episodes_become_care_placements_and_legal_statuses(read, rows):
    first = row("episodes", CHILD="1", DECOM="03/06/2019", RNE="S", LS="V2", PLACE="U4", DEC="14/08/2019", REC="X1")
    moved = row("episodes", CHILD="1", DECOM="14/08/2019", RNE="P", LS="V2", PLACE="U6", DEC="01/10/2019", REC="X1")
    legal = row("episodes", CHILD="1", DECOM="01/10/2019", RNE="L", LS="C1", PLACE="U6", PL_POST="EX2 3CC")
    again = row("episodes", CHILD="2", DECOM="05/09/2019", RNE="L", LS="C2", PLACE="K2")
    result = read("episodes", legal, again, first, moved)
    placements = {found["cla_placement_id"]: found for found in rows(result, "cla_placement")}
    assert {name: (p["cla_placement_type"], p["cla_placement_end_date"]) for name, p in placements.items()} == {
        "1/placement/2019-06-03": ("U4", date(2019, 8, 14)),
        "1/placement/2019-08-14": ("U6", None),
        "2/placement/2019-09-05": ("K2", None),
    }
    assert placements["1/placement/2019-08-14"]["cla_placement_postcode_district"] == "EX2"
    episodes = rows(result, "cla_episodes")
    assert {episode["cla_placement_id"] for episode in episodes} == set(placements)
    statuses = {(s["legal_status"], s["legal_status_start_date"]): s for s in rows(result, "legal_status")}
    assert statuses[("V2", date(2019, 6, 3))]["legal_status_end_date"] == date(2019, 10, 1)
    assert statuses[("C1", date(2019, 10, 1))]["legal_status_end_date"] is None
    assert "entered_care_date" in result.not_collected["cla_episodes"]
    assert {shown.table for shown in result.shown_while_open} == {"cla_episodes", "cla_placement", "legal_status"}


def test_the_same_status_after_a_gap_is_another(read, rows):
    before = row("episodes", CHILD="1", DECOM="03/06/2019", RNE="S", LS="V2", PLACE="U4", DEC="14/08/2019", REC="E8")
    after = row("episodes", CHILD="1", DECOM="20/12/2019", RNE="S", LS="V2", PLACE="U4")
    assert len(rows(read("episodes", before, after), "legal_status")) == 2


def test_pupil_numbers_and_postcodes_are_identities(read, rows):
    result = read("header", row("header", CHILD="1", SEX="1", UPN="A123456789012"), row("header", CHILD="2", UPN="UN3"))
    assert [(p["sex"], p["upn_unknown"]) for p in rows(result, "person")] == [("M", None), (None, "UN3")]
    assert [link["person_id"] for link in rows(result, "linked_identifiers")] == ["1"]
    assert all("A123456789012" not in map(str, link.values()) for link in rows(result, "linked_identifiers"))


def test_a_row_set_aside_keeps_no_identity(read, rows):
    result = read("header", row("header", CHILD="1", UPN=SECRET, DOB="31/02/2010"), row("header", CHILD="2"))
    (aside,) = rows(result, "set_aside")
    assert (result.rows_set_aside, aside["rule"]) == (1, "date-invalid")
    assert SECRET not in aside["record"]


def test_checks_that_were_not_done_are_no_checks(read, rows):
    result = read("oc2", row("oc2", CHILD="1", HEALTH_ASSESSMENT="1", TEETH_CHECK="0", CONVICTED="0"))
    assert [check["health_check_type"] for check in rows(result, "cla_health")] == ["health assessment"]
    assert rows(result, "cla_convictions") == []
    assert "health_check_date" in result.not_collected["cla_health"]


def test_workers_of_the_social_worker_file_are_allocations(read, rows):
    result = read("social_worker", *SAMPLE["social_worker"])
    assert [(i["professional_id"], i["involvement_end_date"]) for i in rows(result, "involvements")] == [
        ("SW9000001", date(2019, 9, 30)),
        ("SW9000002", None),
    ]
    assert "professional_team" in result.not_collected["involvements"]
    assert len(rows(result, "professionals")) == 2


def test_an_order_whose_day_is_unknown_is_kept_as_it_is_written(read, rows):
    result = read("prev_perm", row("prev_perm", CHILD="1", PREV_PERM="P2", DATE_PERM="zz/05/2015"))
    assert rows(result, "cla_previous_permanence")[0]["previous_permanence_order_date"] == "zz/05/2015"


@pytest.mark.parametrize(
    ("module", "cells", "rule"),
    [
        ("episodes", {"DECOM": SECRET}, "date-invalid"),
        ("episodes", {"DECOM": "03/06/2019", "DEC": "2019-13-01"}, "date-invalid"),
        ("episodes", {"DECOM": ""}, "key-missing"),
        ("episodes", {"DECOM": "03/06/2019", "PLACE": SECRET}, "code-unknown"),
        ("oc2", {"CONVICTED": SECRET}, "flag-invalid"),
        ("episodes", {"DECOM": "03/06/2019", "DEC": "02/06/2019"}, "dates-order"),
        ("header", {"DOB": "01/01/2009", "MC_DOB": "01/01/2009"}, "birth-order"),
        ("header", {"DOB": "01/01/2090"}, "date-future"),
        ("reviews", {"REVIEW": "03/06/2019", "DOB": "04/06/2019"}, "born-after"),
        ("header", {"UPN": f"=cmd|'/c {SECRET}'!A1"}, "text-active"),
        ("header", {"UPN": f"<script>{SECRET}</script>"}, "text-active"),
        ("prev_perm", {"LA_PERM": "@SUM(1)"}, "text-active"),
        ("header", {"ETHNIC": "W" * 40_000}, "code-unknown"),
        ("header", {"UPN": "W" * 5_000_000}, "value-too-long"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_by_row_and_column(read, module, cells, rule):
    needed = {"episodes": {"DECOM": "01/01/2019"}, "reviews": {"REVIEW": "01/01/2019"}}
    good = row(module, CHILD="-1", **needed.get(module, {}))
    result = read(module, good, row(module, CHILD="2", **cells))
    (problem,) = result.problems
    assert (problem.rule, problem.row, problem.column) == (rule, 3, list(cells)[-1])
    assert result.rows_set_aside == (0 if rule in ("code-unknown", "text-active") else 1)


@pytest.mark.parametrize(
    ("texts", "rule"),
    [
        (("#N/A", "#REF!"), "cell-error"),
        (("1.23457E+11", "1E+05"), "id-rounded"),
        (("*", ".."), "key-symbol"),
        (("c", "low"), "key-symbol"),
        (("Total", "Grand Totals:"), "totals-row"),
    ],
)
def test_what_is_no_identifier(read, texts, rule):
    good = [row("header", CHILD=text) for text in ("N/A", "1E5", "Null", "-1", "Totally")]
    result = read("header", *good, *(row("header", CHILD=text) for text in texts))
    assert (rules(result), result.rows_set_aside) == ({rule}, 2)


def test_an_identifier_with_a_decimal_point_is_kept_and_told(read):
    result = read("header", row("header", CHILD="101.0"), row("header", CHILD="102"))
    assert [(problem.rule, problem.row, problem.effect) for problem in result.problems] == [("id-decimal", 2, "noted")]
    assert result.rows_imported == 2


def test_a_text_of_many_lines_is_no_shorter_for_its_blanks(read):
    content = ",".join(columns("header")) + '\n"' + "x\n" * 40_000 + '"' + "," * 6 + "\n1" + "," * 6 + "\n"
    result = read(content.encode())
    assert result.rows_set_aside == 1
    assert "value-too-long" in rules(result)


def test_the_mark_with_which_old_systems_end_a_file_is_no_row(read):
    content = ",".join(columns("reviews")) + "\n1,01/01/2010,28/06/2019,PN1\n\x1a"
    result = read(content.encode())
    assert (result.rows_in, result.problems) == (1, ())


def test_two_rows_of_one_child_that_differ_are_both_set_aside(read):
    result = read(
        "header", *(row("header", CHILD="1", DOB=day) for day in ("01/01/2010", "02/01/2010")), ["2"] + [""] * 6
    )
    assert (rules(result), result.rows_set_aside) == ({"key-duplicate"}, 2)


def test_every_mapped_field_and_column_exists():
    of = {name: source for name, source, _ in WORKED_OUT}
    made = {"placed": {"PLACED"}, "placements": {"PLACED"}, "statuses": {"since"}}
    for record in RECORDS:
        module = record.source
        while module in of:
            module = of[module]
        known = set(columns(module)) | made.get(record.source, set())
        for column, value in record.columns.items():
            assert TABLES[record.table].column(column)
            assert set(value.fields) <= known


def test_all_modules_together(reader, tmp_path, rows):
    result = reader.read(PROFILES["ssda903-zip"].write_sample(tmp_path / "sample"))
    assert (result.profile, result.outcome, result.problems) == ("ssda903-zip", "imported", ())
    assert result.rows_in == sum(map(len, SAMPLE.values()))
    assert {"person", "cla_episodes", "cla_reviews", "involvements", "permanence"} <= set(result.tables)
    (source,) = result.sources
    assert source.name == "ssda903.zip"
    assert not (result.folder / "unpacked").exists()
