"""WF01, WF04, WF05, WF13 and WF15: what the list of established posts says of the workforce."""

# ruff: noqa: E501 - a drawn row stands on one line

import pytest

TABLES = {
    "posts": """
        post_holding_id | post_id | team_id | service_area | role             | full_time_equivalent | professional_id | filled_by | start_date | end_date
        h1              | s1      | T1      | Duty         | Social Worker    | 1.0                  | w1              | permanent | 2019-01-07 |
        h2              | s2      | T1      | Duty         | Social Worker    | 0.6                  | w2              | permanent | 2019-01-07 |
        h3              | s3      | T1      | Duty         | Social Worker    | 0.8                  | w3              | agency    | 2019-01-07 |
        h4              |         | T1      | Duty         | Social Worker    | 1.0                  | w4              | agency    | 2019-01-07 |
        h5              | s2      | T1      | Duty         | Social Worker    | 0.5                  | w5              | agency    | 2019-06-03 |
        h6              | s4      | T2      | Care         | Social Worker    | 1.0                  |                 | unfilled  | 2019-01-07 | 2019-09-02
        h7              | s5      | T2      | Care         | Head of Service  | 1.0                  | w7              | permanent | 2019-05-01 |
        h8              | s6      | T2      | Care         | Service Director | 1.0                  | w8              | agency    | 2019-01-07 |
    """
}


def test_in_post_are_permanent_workers_from_their_first_day(spec):
    figures = spec("social_workers_in_post", TABLES, {"2019-01-06": (0, 0), "2019-04-30": (2, 2), "2019-05-01": (3, 3)})
    assert [figure.value for figure in figures] == [0, 1.6, 2.6]


def test_agency_on_top_of_the_establishment_or_beside_a_permanent_worker_covers_no_vacancy(spec):
    spec("agency_covering_vacancies", TABLES, {"2019-06-02": (1.8, 2.8), "2019-06-03": (1.8, 3.3)})


def test_a_vacancy_is_covered_until_it_is_given_up(spec):
    figures = spec(
        "vacancies_covered_by_agency",
        TABLES,
        {"2019-09-01": (1.8, 2.8), "2019-09-02": (1.8, 1.8), "2019-01-06": (0, 0)},
    )
    assert figures[1].value == pytest.approx(100)
    assert figures[2].value is None


def test_a_leader_counts_from_the_first_permanent_day(spec):
    figures = spec("leadership_tenure", TABLES, {"2019-04-30": (0, 1), "2019-05-01": (1, 2), "2019-05-31": (1, 2)})
    assert [figure.value for figure in figures] == [None, 0, 30]


MOVED = {
    "posts": """
        post_holding_id | post_id | team_id | service_area | full_time_equivalent | professional_id | filled_by | start_date | end_date
        h1              | s1      | T1      | Care         | 1.0                  | w1              | permanent | 2018-01-08 | 2019-11-04
        h2              | s2      | T2      | Duty         | 1.0                  | w1              | permanent | 2019-11-04 |
        h3              | s3      | T3      | Duty         | 0.5                  | w2              | permanent | 2018-01-08 | 2019-11-04
        h4              | s4      | T2      | Duty         | 0.5                  | w2              | permanent | 2019-11-04 |
        h5              | s5      | T1      | Care         | 1.0                  | w3              | agency    | 2018-01-08 | 2019-11-04
        h6              | s6      | T2      | Duty         | 1.0                  | w3              | agency    | 2019-11-04 |
        h7              | s7      | T2      | Duty         | 0.8                  |                 | permanent | 2018-01-08 |
    """
}


def test_a_permanent_worker_from_another_area_is_redeployed_for_a_year(spec):
    spec(
        "redeployed_staff",
        MOVED,
        {"2019-11-03": (0, 2.3), "2019-11-04": (1, 2.3), "2020-11-03": (1, 2.3), "2020-11-04": (0, 2.3)},
    )
