"""Every check: tables drawn with rows at fault and rows just short of it, asked as at 30 June 2020."""

# ruff: noqa: E501 - drawn tables are as wide as their columns

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from foothold.checks import CATALOGUE, find, run

AS_AT = date(2020, 6, 30)
CASES = "referral_id | person_id | referral_date | close_date | referral_nfa"
CLA = "cla_episode_id | person_id | cla_episode_start_date | cla_episode_ceased_date"
PLANS = "cp_plan_id | person_id | cp_plan_start_date | cp_plan_end_date"
CIN_PLANS = "cin_plan_id | person_id | cin_plan_start_date | cin_plan_end_date"
PLACED = "cla_placement_id | person_id | cla_placement_start_date | cla_placement_end_date"
ASSESSED = "assessment_id | person_id | referral_id | assessment_start_date | assessment_auth_date"
HELD = "involvements_id | person_id | referral_id | professional_id | professional_role_id | involvement_start_date | involvement_end_date"
VISITED = "cin_visit_id | person_id | cin_visit_date"
BORN = "person_id | dob | expected_dob | death_date"

# check: tables, each as its columns with its rows, and the keys of the rows at fault
SPECIFIED: dict[str, tuple[dict[str, tuple[str, ...]], set[str]]] = {
    "assessments_authorised_before_start": (
        {"cin_assessments": (ASSESSED, "back|p|r|2020-01-02|2020-01-01", "same|p|r|2020-01-02|2020-01-02", "open|p|r|2020-01-02|")},
        {"back"},
    ),
    "referrals_closed_before_opening": (
        {"cin_episodes": (CASES, "back|p|2020-01-02|2020-01-01", "same|p|2020-01-02|2020-01-02", "open|p|2020-01-02|")},
        {"back"},
    ),
    "cin_plans_ending_before_start": (
        {"cin_plans": (CIN_PLANS, "back|p|2020-01-02|2020-01-01", "same|p|2020-01-02|2020-01-02", "open|p|2020-01-02|")},
        {"back"},
    ),
    "cp_plans_ending_before_start": (
        {"cp_plans": (PLANS, "back|p|2020-01-02|2020-01-01", "same|p|2020-01-02|2020-01-02", "open|p|2020-01-02|")},
        {"back"},
    ),
    "looked_after_episodes_ending_before_start": (
        {"cla_episodes": (CLA, "back|p|2020-01-02|2020-01-01", "same|p|2020-01-02|2020-01-02", "open|p|2020-01-02|")},
        {"back"},
    ),
    "overlapping_cp_plans": (
        {"cp_plans": (PLANS, "first|p|2020-01-02|2020-03-01", "second|p|2020-02-29|", "third|q|2020-01-02|2020-03-01", "next|q|2020-03-01|", "twin1|s|2020-01-02|", "twin2|s|2020-01-02|")},
        {"second", "twin2"},
    ),
    "overlapping_cin_plans": (
        {"cin_plans": (CIN_PLANS, "first|p|2020-01-02|2020-03-01", "second|p|2020-02-29|", "other|q|2020-02-29|", "empty|p|2020-02-01|2020-02-01")},
        {"second"},
    ),
    "overlapping_looked_after_episodes": (
        {"cla_episodes": (CLA, "first|p|2020-01-02|2020-03-01", "second|p|2020-02-29|", "next|q|2020-01-02|2020-03-01", "then|q|2020-03-01|")},
        {"second"},
    ),
    "cp_plans_on_closed_cases": (
        {
            "cp_plans": (PLANS, "closed|p|2020-01-02|", "none|n|2020-01-02|", "fine|q|2020-01-02|", "ended|p|2020-01-02|2020-06-30", "ahead|p|2020-07-01|"),
            "cin_episodes": (CASES, "r1|p|2019-01-02|2020-06-30", "r2|q|2019-01-02|2020-07-01"),
        },
        {"closed", "none"},
    ),
    "looked_after_without_case": (
        {
            "cla_episodes": (CLA, "closed|p|2020-01-02|", "none|n|2020-01-02|", "fine|q|2020-01-02|", "ended|p|2020-01-02|2020-06-30"),
            "cin_episodes": (CASES, "r1|p|2019-01-02|2020-06-30", "r2|q|2019-01-02|", "r3|q|2018-01-02|2018-02-01"),
        },
        {"closed", "none"},
    ),
    "enquiries_after_conference": (
        {
            "s47_enquiry": ("s47_enquiry_id | person_id | s47_start_date", "e1|p|2020-02-02", "e2|q|2020-02-01"),
            "initial_cp_conference": ("icpc_id | person_id | s47_enquiry_id | icpc_date", "c1|p|e1|2020-02-01", "c2|q|e2|2020-02-01", "c3|s||2020-02-01"),
        },
        {"c1"},
    ),
    "conferences_without_enquiry": (
        {
            "s47_enquiry": ("s47_enquiry_id | person_id | s47_start_date", "e1|p|2020-02-01"),
            "initial_cp_conference": (
                "icpc_id | person_id | s47_enquiry_id | icpc_date | icpc_transfer_in",
                "linked|p|e1|2020-02-09|N", "lost|p|e9|2020-02-09|N", "childs|p||2020-02-01|", "early|p||2020-01-31|N", "moved|q||2020-02-01|Y", "undated|q|||N",
            ),
        },
        {"lost", "early"},
    ),
    "reviews_before_plan_start": (
        {
            "cp_plans": (PLANS, "k|p|2020-02-01|"),
            "cp_reviews": ("cp_review_id | person_id | cp_plan_id | cp_review_date", "early|p|k|2020-01-31", "same|p|k|2020-02-01", "due|p|k|"),
        },
        {"early"},
    ),
    "visits_before_case_opened": (
        {
            "cin_episodes": (CASES, "r1|p|2020-02-01|2020-03-01", "r2|p|2020-05-01|"),
            "cin_visits": (VISITED, "early|p|2020-01-31", "first|p|2020-02-01", "between|p|2020-04-01", "stranger|q|2020-04-01"),
        },
        {"early"},
    ),
    "visits_after_case_closed": (
        {
            "cin_episodes": (CASES, "r1|p|2020-02-01|2020-03-01", "r2|p|2020-05-01|", "r3|q|2020-02-01|"),
            "cin_visits": (VISITED, "late|p|2020-03-02", "last|p|2020-03-01", "again|p|2020-05-01", "open|q|2020-06-01", "early|q|2020-01-01"),
        },
        {"late"},
    ),
    "visits_to_unknown_people": (
        {"person": (BORN, "p|2010-01-01"), "cin_visits": (VISITED, "known|p|2020-01-31", "unknown|q|2020-01-31")},
        {"unknown"},
    ),
    "assessments_without_referral": (
        {
            "cin_episodes": (CASES, "r1|p|2020-02-01|"),
            "cin_assessments": (ASSESSED, "linked|p|r1|2020-02-02|", "lost|p|r9|2020-02-02|", "childs|p||2020-02-01|", "early|p||2020-01-31|", "stranger|q||2020-02-02|"),
        },
        {"lost", "early", "stranger"},
    ),
    "involvements_of_unknown_workers": (
        {
            "professionals": ("professional_id | professional_job_title", "ann | Social Worker"),
            "involvements": (HELD, "known|p|r|ann||2020-01-01|", "unknown|p|r|gone||2020-01-01|", "team_only|p|r|||2020-01-01|"),
        },
        {"unknown"},
    ),
    "involvements_ending_before_start": (
        {"involvements": (HELD, "back|p|r|ann||2020-01-02|2020-01-01", "same|p|r|ann||2020-01-02|2020-01-02", "open|p|r|ann||2020-01-02|")},
        {"back"},
    ),
    "two_allocated_workers": (
        {
            "professionals": ("professional_id | professional_job_title", "ann | Social Worker", "bob | Social Worker", "may | Team Manager"),
            "involvements": (
                HELD,
                "a|p|both|ann|allocated_case_worker|2020-01-01|", "b|p|both|bob|allocated_case_worker|2020-02-01|",
                "c|p|handed|ann|allocated_case_worker|2020-01-01|2020-06-30", "d|p|handed|bob|allocated_case_worker|2020-06-29|",
                "e|p|boss|ann|allocated_case_worker|2020-01-01|", "f|p|boss|may|allocated_case_worker|2020-02-01|",
                "g|p|chair|ann|allocated_case_worker|2020-01-01|", "h|p|chair|bob|iro|2020-02-01|",
                "i|p|twice|ann|allocated_case_worker|2020-01-01|", "j|p|twice|ann|allocated_case_worker|2020-02-01|",
            ),
        },
        {"b"},
    ),
    "involvements_without_case": (
        {
            "cin_episodes": (CASES, "r1|p|2020-02-01|"),
            "involvements": (HELD, "linked|p|r1|ann||2020-02-01|", "lost|p|r9|ann||2020-02-01|", "childs|p||ann||2020-02-01|", "stranger|q||ann||2020-02-01|"),
        },
        {"lost", "stranger"},
    ),
    "involvements_after_closure": (
        {
            "cin_episodes": (CASES, "shut|p|2020-02-01|2020-06-30", "shuts|p|2020-02-01|2020-07-01"),
            "involvements": (HELD, "open|p|shut|ann||2020-02-01|", "ended|p|shut|ann||2020-02-01|2020-06-30", "fine|p|shuts|ann||2020-02-01|"),
        },
        {"open"},
    ),
    "allocated_workers_who_left": (
        {
            "posts": ("post_holding_id | professional_id | end_date", "h1|gone|2020-06-30", "h2|moved|2020-01-01", "h3|moved|", "h4|leaving|2020-07-01", "h5||2019-01-01"),
            "involvements": (HELD, "left|p|r|gone||2020-02-01|", "ended|p|r|gone||2020-02-01|2020-06-30", "moved|p|r|moved||2020-02-01|", "leaving|p|r|leaving||2020-02-01|", "agency|p|r|nowhere||2020-02-01|"),
        },
        {"left"},
    ),
    "open_cases_never_allocated": (
        {
            "cin_episodes": (CASES, "never|p|2020-06-01|", "recent|p|2020-06-02|", "held|q|2020-01-01|", "closed|p|2020-01-01|2020-06-30", "nfa|p|2020-01-01||Y", "childs|s|2020-01-01|"),
            "involvements": (HELD, "i1|q|held|ann||2020-02-01|2020-02-02", "i2|s||ann||2020-02-01|"),
        },
        {"never"},
    ),
    "children_born_after_referral": (
        {
            "person": (BORN, "born|2020-01-01", "unborn|2020-06-01|2020-05-25", "never|2020-12-01|2020-05-25"),
            "cin_episodes": (CASES, "before|born|2019-12-31|", "same|born|2020-01-01|", "expected|unborn|2020-01-01|", "too_late|never|2020-01-01|"),
        },
        {"before", "too_late"},
    ),
    "adults_on_cp_plans": (
        {
            "person": (BORN, "adult|2002-06-30", "child|2002-07-01"),
            "cp_plans": (PLANS, "old|adult|2020-01-01|", "young|child|2020-01-01|", "ended|adult|2020-01-01|2020-06-29"),
        },
        {"old"},
    ),
    "care_leavers_over_25": (
        {
            "person": (BORN, "older|1994-06-30", "younger|1994-07-01"),
            "care_leavers": ("table_id | person_id | care_leaver_eligibility", "l1|older|Former relevant", "l2|younger|Former relevant"),
        },
        {"l1"},
    ),
    "open_cases_of_children_who_died": (
        {
            "person": (BORN, "died|2010-01-01||2020-06-30", "alive|2010-01-01", "later|2010-01-01||2020-07-01"),
            "cin_episodes": (CASES, "open|died|2020-01-01|", "closed|died|2020-01-01|2020-06-30", "nfa|died|2020-01-01||Y", "fine|alive|2020-01-01|", "not_yet|later|2020-01-01|"),
        },
        {"open"},
    ),
    "placements_outside_episodes": (
        {
            "cla_episodes": (CLA, "e|p|2020-02-01|2020-03-01"),
            "cla_placement": (PLACED, "early|p|2020-01-31|", "first|p|2020-02-01|", "late|p|2020-03-01|", "stranger|q|2020-02-02|", "undated|p||"),
        },
        {"early", "late", "stranger"},
    ),
    "overlapping_placements": (
        {"cla_placement": (PLACED, "first|p|2020-01-02|2020-03-01", "second|p|2020-02-29|", "next|q|2020-01-02|2020-03-01", "then|q|2020-03-01|")},
        {"second"},
    ),
    "missing_outside_care": (
        {
            "cla_episodes": (CLA, "e|p|2020-02-01|2020-03-01"),
            "missing": ("table_id | person_id | missing_episode_start_date", "early|p|2020-01-31", "first|p|2020-02-01", "last|p|2020-03-01", "late|p|2020-03-02"),
        },
        {"early", "late"},
    ),
    "cases_of_unknown_people": (
        {"person": (BORN, "p|2010-01-01"), "cin_episodes": (CASES, "known|p|2020-01-31|", "unknown|q|2020-01-31|")},
        {"unknown"},
    ),
    "people_entered_twice": (
        {
            "person": (
                "person_id | dob | sex | ethnicity | upn_unknown",
                "one|2010-01-01|F|WBRI|UN1", "twin|2010-01-01|F|WBRI|UN2", "known|2010-01-01|F|WBRI|", "boy|2010-01-01|M|WBRI|UN1", "next|2010-01-02|F|WBRI|UN1", "unborn||F|WBRI|UN1", "unborn2||F|WBRI|UN1",
            )
        },
        {"twin"},
    ),
    "closures_in_the_future": (
        {"cin_episodes": (CASES, "ahead|p|2020-01-01|2020-07-01", "today|p|2020-01-01|2020-06-30", "open|p|2020-01-01|")},
        {"ahead"},
    ),
    "referrals_without_action_yet_assessed": (
        {
            "cin_episodes": (CASES, "nfa|p|2020-01-01|2020-01-01|Y", "alone|p|2020-01-01|2020-01-01|Y", "fine|p|2020-01-01||N", "blank|p|2020-01-01|"),
            "cin_assessments": (ASSESSED, "a1|p|nfa|2020-01-02|", "a2|p|nfa|2020-01-03|", "a3|p|fine|2020-01-02|", "a4|p|blank|2020-01-02|"),
        },
        {"nfa"},
    ),
    "assessments_open_over_a_year": (
        {"cin_assessments": (ASSESSED, "old|p|r|2019-06-29|", "year|p|r|2019-06-30|", "done|p|r|2018-01-01|2019-01-01")},
        {"old"},
    ),
    "care_leavers_without_eligibility": (
        {"care_leavers": ("table_id | person_id | care_leaver_eligibility", "without|p|", "with|p|Relevant")},
        {"without"},
    ),
    "overlapping_cases": (
        {"cin_episodes": (CASES, "first|p|2020-01-01|", "second|p|2020-02-01|", "closed|q|2020-01-01|2020-06-30", "open|q|2020-02-01|", "nfa|q|2020-03-01||Y", "ahead|q|2020-07-01|")},
        {"second"},
    ),
}  # fmt: skip


def test_every_check_is_specified():
    assert set(SPECIFIED) == {check.name for check in CATALOGUE.values()}


@pytest.mark.parametrize("name", SPECIFIED)
def test_the_rows_at_fault_and_no_others(drawn, name):
    tables, faulty = SPECIFIED[name]
    source = replace(drawn({table: "\n".join(lines) for table, lines in tables.items()}), newest_as_at=AS_AT)
    (result,) = run(source, [find(name)])
    assert {row.record_key for row in result.rows} == faulty
    assert result.count == len(faulty)
    assert all(set(row.shown) == set(find(name).shows) and row.person_id for row in result.rows)


CLEAN = {
    "person": (BORN, "p|2010-01-01", "q|2011-01-01", "s|2001-01-01"),
    "cin_episodes": (CASES, "r1|p|2019-10-01|2020-01-31|N", "r2|p|2020-03-02||N", "r3|q|2020-01-06||N"),
    "professionals": ("professional_id | professional_job_title", "ann | Social Worker", "bob | Social Worker"),
    "posts": ("post_holding_id | professional_id | end_date", "h1|ann|", "h2|bob|"),
    "involvements": (
        HELD,
        "i1|p|r1|ann|allocated_case_worker|2019-10-02|2020-01-31",
        "i2|p|r2|ann|allocated_case_worker|2020-03-03|2020-05-04",
        "i3|p|r2|bob|allocated_case_worker|2020-05-04|",
        "i4|q|r3|ann|allocated_case_worker|2020-01-07|",
    ),
    "cin_assessments": (ASSESSED, "a1|p|r1|2019-10-02|2019-11-20", "a2|q|r3|2020-01-08|"),
    "cin_visits": (VISITED, "v1|p|2020-03-09", "v2|p|2020-01-31"),
    "cin_plans": (CIN_PLANS, "n1|p|2019-12-01|2020-01-31", "n2|p|2020-03-20|"),
    "s47_enquiry": ("s47_enquiry_id | person_id | s47_start_date", "e1|q|2020-01-13"),
    "initial_cp_conference": ("icpc_id | person_id | s47_enquiry_id | icpc_date", "c1|q|e1|2020-01-28"),
    "cp_plans": (PLANS, "k1|q|2020-01-28|"),
    "cp_reviews": ("cp_review_id | person_id | cp_plan_id | cp_review_date", "w1|q|k1|2020-04-20"),
    "cla_episodes": (CLA, "l1|q|2020-02-03|2020-04-01", "l2|q|2020-04-01|"),
    "cla_placement": (PLACED, "h1|q|2020-02-03|2020-04-01", "h2|q|2020-04-01|"),
    "missing": ("table_id | person_id | missing_episode_start_date", "m1|q|2020-05-05"),
    "care_leavers": ("table_id | person_id | care_leaver_eligibility", "y1|s|Former relevant"),
}


@pytest.fixture(scope="module")
def clean(drawn):
    """A council of three people whose records go together."""
    return replace(drawn({table: "\n".join(lines) for table, lines in CLEAN.items()}), newest_as_at=AS_AT)


def test_a_council_whose_records_go_together_has_no_fault(clean):
    assert {result.check.name: result.count for result in run(clean, CATALOGUE.values()) if result.count != 0} == {}


def test_a_check_whose_columns_were_not_collected_says_so(clean):
    source = replace(clean, not_collected={"posts": frozenset({"*"}), "person": frozenset({"dob"})})
    found = {result.check.name: result for result in run(source, CATALOGUE.values())}
    assert found["allocated_workers_who_left"].status == "not run: posts.professional_id not collected"
    assert found["adults_on_cp_plans"].status == "not run: person.dob not collected"
    assert found["adults_on_cp_plans"].count is None
    assert found["cases_of_unknown_people"].status == "run"


def test_the_team_is_that_which_last_worked_with_the_child(drawn):
    tables = {
        "cin_episodes": "referral_id | person_id | referral_date | close_date | referral_team\nr1|p|2020-02-01|2020-01-01|T1\nr2|q|2020-02-01|2020-01-01|T1\nr3|s|2020-02-01|2020-01-01|",
        "involvements": "involvements_id | person_id | professional_team | involvement_start_date\ni1|p|T2|2020-02-02\ni2|p|T3|2020-03-02",
    }
    (result,) = run(drawn(tables), [find("referrals_closed_before_opening")])
    assert {row.record_key: row.team for row in result.rows} == {"r1": "T3", "r2": "T1", "r3": None}
