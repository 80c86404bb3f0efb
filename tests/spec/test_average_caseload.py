"""WF09: cases for each full-time social worker who holds any."""

# ruff: noqa: E501 - a drawn row stands on one line

import pytest

TABLES = {
    "professionals": """
        professional_id | professional_job_title | full_time_equivalency
        full            | Social Worker          | 1.0
        half            | Social Worker          | 0.5
        untold          | Senior Social Worker   |
        none            | Social Worker          | 0
        idle            | Social Worker          | 1.0
        manager         | Team Manager           | 1.0
    """,
    "cin_episodes": """
        referral_id | person_id | referral_date | close_date
        a           | p1        | 2020-01-06    |
        b           | p2        | 2020-01-06    | 2020-03-02
        c           | p3        | 2020-01-06    |
        d           | p4        | 2020-01-06    |
        e           | p5        | 2020-01-06    |
        nobody      | p6        | 2020-01-06    |
    """,
    "involvements": """
        involvements_id | referral_id | person_id | professional_id | professional_role_id  | professional_team | involvement_start_date | involvement_end_date
        1               | a           | p1        | full            | allocated_case_worker | T1                | 2020-01-06             |
        2               | b           | p2        | full            | allocated_case_worker | T1                | 2020-01-06             |
        3               | b           | p2        | full            | duty_worker           | T1                | 2020-01-07             |
        4               | c           | p3        | half            | allocated_case_worker | T2                | 2020-01-06             | 2020-02-10
        5               | c           | p3        | untold          | allocated_case_worker | T2                | 2020-02-10             |
        6               | a           | p1        | untold          | allocated_case_worker | T2                | 2020-02-10             |
        7               | d           | p4        | none            | allocated_case_worker | T1                | 2020-01-06             |
        8               | e           | p5        | manager         | allocated_case_worker | T1                | 2020-01-06             |
    """,
}


def test_cases_are_shared_by_the_working_time_of_those_who_hold_them(spec):
    figures = spec("average_caseload", TABLES, {"2020-02-09": (3, 1.5), "2020-02-10": (4, 2), "2020-03-02": (3, 2)})
    assert [figure.value for figure in figures] == [pytest.approx(2), 2, 1.5]


def test_nobody_with_cases_is_no_caseload(spec):
    assert spec("average_caseload", TABLES, {"2020-01-05": (0, 0)})[0].value is None
