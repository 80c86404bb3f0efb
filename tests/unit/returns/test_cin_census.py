"""The children in need census: every shape since 2017, what it becomes, and XML that is built to do harm."""

from __future__ import annotations

import gzip
import re
from datetime import date

import pytest

from foothold.returns import PROFILES, read_return
from foothold.returns.cin_census.records import CIN_CENSUS, GATHERED, RECORDS, TABLES_NAMED
from foothold.tables import TABLES

SECRET = "Q-secret-value"
HEADER = (
    "<Header><CollectionDetails><Collection>CIN</Collection><Year>2019</Year>"
    "<ReferenceDate>2019-03-31</ReferenceDate></CollectionDetails></Header>"
)


def child(identifier="000101", *, identifiers="", characteristics="<Ethnicity>WBRI</Ethnicity>", case=""):
    return (
        f"<Child>\n<ChildIdentifiers>\n<LAchildID>{identifier}</LAchildID>{identifiers}\n</ChildIdentifiers>\n"
        f"<ChildCharacteristics>{characteristics}</ChildCharacteristics>\n{case}\n</Child>\n"
    )


def case(inside="", *, day="2018-05-01", nfa="0"):
    referral = f"<CINreferralDate>{day}</CINreferralDate>\n{inside}\n<ReferralNFA>{nfa}</ReferralNFA>"
    return f"<CINdetails>\n{referral}\n</CINdetails>"


def census(*children, opening="<Message>", closing="</Message>"):
    return f"{opening}\n{HEADER}\n<Children>\n{''.join(children)}</Children>\n{closing}\n"


@pytest.fixture
def read(reader):
    def read(content, **options):
        path = reader.extract({"cin.xml": content}) / "cin.xml"
        result = reader.read(path, **options)
        assert result.rows_in == result.rows_imported + result.rows_set_aside
        assert SECRET not in " ".join(problem.text for problem in result.problems)
        return result

    return read


def rules(result):
    return {problem.rule for problem in result.problems}


def test_the_sample_is_read_whole(reader, tmp_path, rows):
    result = reader.read(PROFILES["cin-census-xml"].write_sample(tmp_path / "sample"))
    assert (result.profile, result.feed, result.outcome, result.problems) == (
        *("cin-census-xml", "cin-census", "imported"),
        (),
    )
    assert (result.rows_in, result.rows_imported) == (13, 13)
    (plan,) = rows(result, "cp_plans")
    assert (plan["cp_plan_start_date"], plan["cp_plan_initial_category"], plan["cp_plan_latest_category"]) == (
        *(date(2019, 9, 30), "NEG"),
        "EMO",
    )
    (review,) = rows(result, "cp_reviews")
    assert review["cp_plan_id"] == plan["cp_plan_id"]
    (conference,) = rows(result, "initial_cp_conference")
    (enquiry,) = rows(result, "s47_enquiry")
    assert conference["s47_enquiry_id"] == enquiry["s47_enquiry_id"]
    assert enquiry["s47_outcome_json"] == '{"CP_CONFERENCE_FLAG":"Y"}'
    (factors,) = rows(result, "assessment_factors")
    (assessment,) = rows(result, "cin_assessments")
    assert (factors["assessment_id"], factors["assessment_factors_json"]) == (
        assessment["assessment_id"],
        '["16A","3B"]',
    )
    referrals = rows(result, "cin_episodes")
    assert [row["referral_nfa"] for row in referrals] == ["N", "Y"]
    assert {plan["referral_id"], assessment["referral_id"]} == {referrals[0]["referral_id"]}


def test_pupil_numbers_are_identities_and_never_reach_the_tables(reader, tmp_path, rows):
    import duckdb

    result = reader.read(PROFILES["cin-census-xml"].write_sample(tmp_path / "sample"))
    assert "identifier_value" not in rows(result, "linked_identifiers")[0]
    kept = duckdb.sql(f"from '{result.folder / 'identities' / 'linked_identifiers.parquet'}'").fetchall()
    assert [row[-1] for row in kept] == ["A123456789012"]


@pytest.mark.parametrize(
    ("identifiers", "held", "lacking"),
    [("<GenderCurrent>1</GenderCurrent>", ("gender", "01"), "sex"), ("<Sex>M</Sex>", ("sex", "M"), "gender")],
)
def test_gender_until_2024_and_sex_from_2025(read, rows, identifiers, held, lacking):
    result = read(census(child(identifiers=identifiers, case=case())))
    column, value = held
    assert rows(result, "person")[0][column] == value
    assert lacking in result.not_collected["person"]
    assert column not in result.not_collected["person"]


def test_pre_proceedings_are_collected_only_where_the_shape_has_them(read, rows):
    without = read(census(child(case=case())))
    assert "table_id" in without.not_collected["pre_proceedings"]
    started = "<PPStartDate>2026-01-05</PPStartDate><ReviewMeetingsCount>2</ReviewMeetingsCount>"
    result = read(census(child(case=case(f"<PreProceedingsandFGDM>{started}</PreProceedingsandFGDM>"))))
    (row,) = rows(result, "pre_proceedings")
    assert (row["pre_pro_decision_date"], row["pre_pro_meetings_num"]) == (date(2026, 1, 5), 2)


def test_what_the_census_never_asks_is_not_collected(read):
    result = read(census(child(case=case())))
    assert {"referral_team", "referral_worker_id"} <= set(result.not_collected["cin_episodes"])
    assert "referral_id" not in result.not_collected["cin_episodes"]
    for table in ("involvements", "cp_visits", "contacts", "professionals"):
        assert set(result.not_collected[table]) >= set(TABLES[table].key)
    assert result.not_collected["cp_reviews"]


def test_open_records_that_a_later_census_leaves_out_have_gone(read):
    shown = {rows.table: rows.ends for rows in read(census(child(case=case()))).shown_while_open}
    assert shown["cin_episodes"] == "close_date"
    assert shown["cp_plans"] == "cp_plan_end_date"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('<Message xmlns="http://www.example.org/another">', "</Message>"),
        ('<m:Message xmlns:m="urn:made-up">', "</m:Message>"),
        ("<undeclared:Message>", "</undeclared:Message>"),
    ],
)
def test_any_namespace_will_do(read, rows, opening, closing):
    result = read(census(child(case=case()), opening=opening, closing=closing))
    assert (result.outcome, len(rows(result, "cin_episodes"))) == ("imported", 1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1252", "utf-16-le"])
def test_encodings(read, encoding):
    declared = encoding.removesuffix("-sig").removesuffix("-le")
    text = f'<?xml version="1.0" encoding="{declared}"?>\n' + census(child(case=case()))
    if encoding == "utf-16-le":
        text = "\ufeff" + text
    assert read(text.encode(encoding)).outcome == "imported"


def test_a_record_with_a_wrong_date_is_set_aside_with_its_line(read, rows):
    plan = f"<ChildProtectionPlans>\n<CPPstartDate>{SECRET}</CPPstartDate>\n</ChildProtectionPlans>"
    content = census(child(case=case(plan)))
    result = read(content)
    line = content[: content.index("<ChildProtectionPlans>")].count("\n") + 1
    (problem,) = result.problems
    assert (problem.rule, problem.row, problem.column, problem.table) == (
        *("date-invalid", line),
        *("CPPstartDate", "cp_plans"),
    )
    assert (result.rows_in, result.rows_set_aside) == (3, 1)
    assert rows(result, "cp_plans") == []
    assert (result.folder / "set_aside_keys" / "cp_plans.parquet").exists()


def test_a_child_without_identifier_takes_its_records_along(read):
    result = read(census(child("", case=case()), child("000102", case=case())))
    assert (result.rows_in, result.rows_set_aside) == (4, 2)
    assert rules(result) == {"key-missing"}


def test_an_unknown_code_is_left_blank_and_told(read, rows):
    result = read(census(child(characteristics=f"<Ethnicity>{SECRET}</Ethnicity>", case=case())))
    assert rules(result) == {"code-unknown"}
    assert rows(result, "person")[0]["ethnicity"] is None


CLOSED = "<CINclosureDate>2018-04-30</CINclosureDate>"
PLANNED = (
    "<ChildProtectionPlans><CPPstartDate>2018-06-01</CPPstartDate><CPPendDate>2018-05-31</CPPendDate>"
    "</ChildProtectionPlans>"
)


@pytest.mark.parametrize(
    ("one", "rule", "column", "aside"),
    [
        (child(case=case(day="2090-05-01")), "date-future", "CINreferralDate", 1),
        (child(case=case(CLOSED)), "dates-order", "CINclosureDate", 1),
        (child(case=case(PLANNED)), "dates-order", "CPPendDate", 1),
        (child(identifiers="<PersonBirthDate>2090-01-01</PersonBirthDate>", case=case()), "date-future", None, 1),
        (child("=1+1", case=case()), "text-active", "LAchildID", 0),
        (child("&lt;script&gt;", case=case()), "text-active", "LAchildID", 0),
        (child("<![CDATA[<script>]]>", case=case()), "text-active", "LAchildID", 0),
        (child("x" * 40_000, case=case()), "value-too-long", "LAchildID", 2),
    ],
)
def test_what_cannot_be(read, one, rule, column, aside):
    result = read(census(one, child("000102", case=case())))
    assert rules(result) == {rule}
    assert result.problems[0].column == (column or "PersonBirthDate")
    assert result.rows_set_aside == aside


def test_a_flag_that_is_neither_sets_the_referral_aside(read):
    assert rules(read(census(child(case=case(nfa="maybe"))))) == {"flag-invalid"}


def test_the_same_referral_twice(read, rows):
    result = read(census(child(case=case() + "\n" + case())))
    assert rules(result) == {"row-duplicate"}
    assert len(rows(result, "cin_episodes")) == 1


def test_records_on_one_line_are_counted(read):
    plans = "".join(f"<CINPlanDates><CINPlanStartDate>{day}</CINPlanStartDate></CINPlanDates>" for day in (1, SECRET))
    content = census(child(case=case(plans))).replace("\n", "")
    result = read(content)
    found = [(problem.rule, problem.row) for problem in result.problems if problem.effect == "set_aside"]
    assert found == [("date-invalid", 1), ("date-invalid", 2)]
    assert "records-counted" in rules(result)


def test_a_file_on_one_line_is_not_worth_a_word_while_no_row_is_named(read):
    content = census(child(case=case()), child("000102", case=case())).replace("\n", "")
    assert read(content).problems == ()


def test_elements_that_are_not_known_or_repeated_are_told_of(read, rows):
    twice = "<PersonBirthDate>2010-01-01</PersonBirthDate><PersonBirthDate>2011-01-01</PersonBirthDate><Shoe>9</Shoe>"
    result = read(census(child(identifiers=twice, case=case())))
    assert {(problem.rule, problem.column) for problem in result.problems} == {
        ("element-repeated", "PersonBirthDate"),
        ("element-unknown", "Shoe"),
    }
    assert rows(result, "person")[0]["dob"] == date(2010, 1, 1)


def test_a_conference_told_of_with_its_enquiry_is_not_counted_twice(read, rows):
    held = "<DateOfInitialCPC>2018-05-20</DateOfInitialCPC>"
    enquiry = f"<Section47><S47ActualStartDate>2018-05-02</S47ActualStartDate>{held}</Section47>"
    assert len(rows(read(census(child(case=case(held + enquiry)))), "initial_cp_conference")) == 1
    (alone,) = rows(read(census(child(case=case(held)))), "initial_cp_conference")
    assert (alone["icpc_date"], alone["s47_enquiry_id"]) == (date(2018, 5, 20), None)


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (BILLION + census(child("&c;", case=case())), "xml-doctype"),
        (OUTSIDE + census(child("&x;", case=case())), "xml-doctype"),
        ('<!DOCTYPE m SYSTEM "http://example.org/m.dtd">' + census(child(case=case())), "xml-doctype"),
        (("\ufeff" + BILLION + census(child("&c;", case=case()))).encode("utf-16-le"), "xml-doctype"),
        (census(child("&undefined;", case=case())), "xml-invalid"),
        (census(child(case="<a>" * 100_000 + "</a>" * 100_000)), "xml-deep"),
        (census(child(case=case()))[:-40], "file-truncated"),
        (census(child(case=case()))[:300], "file-truncated"),
        (census(child(case=case())).replace("</CINdetails>", "</CINdetail>"), "xml-invalid"),
        (census(child("caf\u00e9", case=case())).encode("cp1252"), "xml-encoding"),
        ('<?xml version="1.0" encoding="klingon"?>' + census(child(case=case())), "xml-encoding"),
        ('<?xml version="1.0" encoding="utf-7"?>' + census(child(case=case())), "xml-encoding"),
        (census(child(case=case())) + "<Message/>", "xml-invalid"),
        (f"<Message>{HEADER}<Children/></Message>", "records-none"),
        (census(child(case=case())).replace(">CIN<", ">CLA<"), "format-wrong"),
        ("\n \n", "file-empty"),
        (census(child(case=case()), opening=f'<Message a="{"x" * (6 << 20)}">'), "xml-long"),
        (census(child(case=case()), opening=f"<!--{'x' * (6 << 20)}--><Message>"), "xml-long"),
    ],
)
def test_what_is_refused(read, content, rule):
    result = read(content, profile="cin-census-xml")
    assert (result.outcome, result.rows_in, result.tables) == ("refused", 0, {})
    assert rules(result) == {rule}


def test_a_hostile_file_is_refused_in_the_limited_process(tmp_path):
    path = tmp_path / "cin.xml"
    path.write_text(BILLION + census(child("&c;", case=case())), encoding="utf-8")
    result = read_return(path, into=tmp_path / "into")
    assert (result.profile, result.outcome, rules(result)) == ("cin-census-xml", "refused", {"xml-doctype"})


@pytest.mark.parametrize(
    ("before", "line"), [("<?xml version='1.0'?>\n\n", 3), ("<!-- a -->\r\n", 2), ("<!-- a -->\r", 2)]
)
def test_a_doctype_is_refused_with_its_line(read, before, line):
    content = f"{before}<!DOCTYPE Message>\n" + census(child(case=case()))
    for encoded in (content.encode(), content.encode("utf-16")):
        (problem,) = read(encoded, profile="cin-census-xml").problems
        assert (problem.rule, problem.row) == ("xml-doctype", line)
        assert problem.text.startswith(f"Line {line}: a DOCTYPE is not allowed")


def test_what_is_packed_is_named_so(read):
    (problem,) = read(gzip.compress(census(child(case=case())).encode()), profile="cin-census-xml").problems
    assert problem.rule == "file-packed"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (gzip.compress(b"<Message/>", mtime=0), "file-packed"),
        ('<?xml version="1.0"?>\n<!DOCTYPE x>\n<x/>', "xml-doctype"),
    ],
)
def test_what_is_unsafe_is_named_so_in_a_file_of_no_known_format(read, content, rule):
    assert rules(read(content)) == {rule}


def test_comments_instructions_and_cdata_change_nothing(read, rows):
    content = census(child(characteristics="<Ethnicity><!-- a -->WB<![CDATA[RI]]></Ethnicity>", case=case()))
    result = read(content.replace("<Children>", "<?php exit(); ?>\n<Children>"))
    assert (result.problems, rows(result, "person")[0]["ethnicity"]) == ((), "WBRI")


def test_nothing_outside_the_file_is_included(read):
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    result = read(census(child(include, case=case()), child("000102", case=case())))
    assert (result.rows_in, result.rows_set_aside) == (4, 2)
    assert rules(result) == {"element-unknown", "key-missing"}


@pytest.mark.parametrize(
    ("year", "factor", "told"),
    [("2024", "18A", "2017 to 2023"), ("2020", "24A", "2022 on"), ("2023", "18A", ""), ("2020", "18A", "")],
)
def test_a_code_of_other_years_is_kept_and_told(read, rows, year, factor, told):
    assessment = (
        "<Assessments><AssessmentActualStartDate>2018-05-02</AssessmentActualStartDate>"
        f"<FactorsIdentifiedAtAssessment>\n<AssessmentFactors>{factor}</AssessmentFactors>"
        "</FactorsIdentifiedAtAssessment></Assessments>"
    )
    result = read(census(child(case=case(assessment))).replace("<Year>2019", f"<Year>{year}"))
    assert rows(result, "assessment_factors")[0]["assessment_factors_json"] == f'["{factor}"]'
    assert [(p.rule, p.effect, f"{told}, and this return is of {year}" in p.text) for p in result.problems] == (
        [("code-other-year", "noted", True)] if told else []
    )


@pytest.mark.parametrize(("year", "carried"), [("2021", False), ("2022", True)])
def test_plans_are_carried_by_returns_of_years_that_ask_for_them(read, year, carried):
    result = read(census(child(case=case())).replace("<Year>2019", f"<Year>{year}"))
    assert ("cin_plan_start_date" not in result.not_collected["cin_plans"]) == carried


def test_the_council_that_a_return_names_is_handed_on(read):
    named = HEADER.replace("</Header>", "<Source><LEA> 302 </LEA></Source></Header>")
    assert read(census(child(case=case())).replace(HEADER, named)).declared_authority == "302"
    assert read(census(child(case=case()))).declared_authority == ""


def test_refusals_name_the_line(read):
    content = census(child(case=case())).replace("</CINdetails>", "</CINdetail>")
    (problem,) = read(content, profile="cin-census-xml").problems
    assert problem.row == content[: content.index("</CINdetail>")].count("\n") + 1
    assert re.match(r"Line \d+: from here on this is not XML\.", problem.text)


def test_every_kind_of_record_is_named_and_every_mapped_field_and_column_exists():
    kinds = {kind.name: kind for kind in CIN_CENSUS.kinds}
    assert set(TABLES_NAMED) == set(kinds)
    gathered = {source: kind for kind, source in GATHERED.items()}
    for record in RECORDS:
        kind = kinds[gathered.get(record.source, record.source)]
        for column, value in record.columns.items():
            assert TABLES[record.table].column(column)
            assert set(value.fields) <= set(kind.columns)
