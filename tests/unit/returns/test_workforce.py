"""The workforce census: who works for the service, and nothing about where they were born or trained."""

from __future__ import annotations

import pytest

from foothold.returns import PROFILES

SECRET = "Q-secret-value"


def census(*workers, before=""):
    told = "".join(f"<CSWWWorker>\n{worker}\n</CSWWWorker>\n" for worker in workers)
    return f"{before}<Message>\n<Header><Collection>CSWW</Collection></Header>\n{told}</Message>"


def worker(number="SW9000000001", rest=""):
    return f"<SWENo>{number}</SWENo><AgencyWorker>0</AgencyWorker>{rest}"


@pytest.fixture
def read(reader):
    def read(content, **options):
        result = reader.read(reader.extract({"w.xml": content}) / "w.xml", **options)
        assert result.rows_in == result.rows_imported + result.rows_set_aside
        assert SECRET not in " ".join(problem.text for problem in result.problems)
        return result

    return read


def test_the_sample_becomes_professionals(reader, tmp_path, rows):
    result = reader.read(PROFILES["workforce-xml"].write_sample(tmp_path / "sample"))
    assert (result.profile, result.feed, result.rows_in, result.problems) == ("workforce-xml", "workforce", 2, ())
    holder, manager = rows(result, "professionals")
    assert (holder["professional_job_title"], holder["professional_caseload"], holder["full_time_equivalency"]) == (
        *("Case Holder", 17),
        0.8,
    )
    assert (manager["professional_job_title"], manager["agency_worker_flag"]) == ("First Line Manager", "Y")
    assert result.not_collected["professionals"] == ("staff_id", "professional_department")
    assert "post_holding_id" in result.not_collected["posts"]


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (worker(""), "key-missing"),
        (worker("SW9000000002", f"<FTE>{SECRET}</FTE>"), "number-invalid"),
        (worker("SW9000000002", "<Cases30>many</Cases30>"), "integer-invalid"),
    ],
)
def test_a_worker_that_cannot_be_read_is_set_aside_with_its_line(read, broken, rule):
    result = read(census(worker(), broken))
    (problem,) = result.problems
    assert (problem.rule, problem.row, result.rows_set_aside) == (rule, 6, 1)


@pytest.mark.parametrize(
    ("doubtful", "rule", "column"),
    [
        ("<OrgRole>99</OrgRole>", "code-unknown", "OrgRole"),
        ("<ReasonAbsence>XYZ</ReasonAbsence>", "code-unknown", "ReasonAbsence"),
        ("<FTE>7.5</FTE>", "share-unlikely", "FTE"),
    ],
)
def test_what_is_doubtful_about_a_worker_is_told_and_the_worker_stays(read, doubtful, rule, column):
    result = read(census(worker(), worker("SW9000000002", doubtful)))
    (problem,) = result.problems
    assert (problem.rule, problem.column, problem.row) == (rule, column, 6)
    assert result.rows_imported == 2


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (census(worker(), before="<!DOCTYPE m [<!ENTITY a 'b'>]>"), "xml-doctype"),
        (census(worker())[:-20], "file-truncated"),
        (census(), "records-none"),
        (census(worker("<a>" * 100_000)), "xml-deep"),
    ],
)
def test_what_is_refused(read, content, rule):
    result = read(content, profile="workforce-xml")
    assert (result.outcome, {problem.rule for problem in result.problems}) == ("refused", {rule})


def test_a_worker_is_counted_on_the_day_of_the_census_that_the_header_names(reader, tmp_path, rows):
    result = reader.read(PROFILES["workforce-xml"].write_sample(tmp_path / "sample"))
    holder, leaver = rows(result, "workforce_records")
    assert {str(row["census_date"]) for row in (holder, leaver)} == {"2022-09-30"}
    assert (holder["organisation_role"], holder["cases_on_day"], holder["working_days_lost"]) == (
        "Case Holder",
        17,
        6.5,
    )
    assert (holder["accreditation_status"], holder["absent_on_day"]) == ("Frontline practitioner", "N")
    assert (str(leaver["role_end_date"]), leaver["leaving_reason"], leaver["leaver_destination"]) == (
        *("2022-06-30", "Resignation"),
        "Agency or consultancy in social work",
    )


def test_a_census_that_does_not_say_its_year_dates_no_worker(read):
    result = read(census(worker()))
    assert "census_date" in result.not_collected["workforce_records"]


def test_a_code_that_the_guide_does_not_know_says_nothing(reader, rows):
    text = census(worker(rest="<OrgRole>9</OrgRole>")).replace("</Collection>", "</Collection><Year>2021</Year>")
    result = reader.read(reader.extract({"w.xml": text}) / "w.xml")
    (only,) = rows(result, "workforce_records")
    assert only["organisation_role"] is None
