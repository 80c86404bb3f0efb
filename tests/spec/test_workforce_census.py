"""WF07, WF08, WF10, WF11, WF12 and WF14: what the yearly census says, by the Department's definitions."""

# ruff: noqa: E501 - a drawn row stands on one line

from datetime import date

import pytest

from foothold.indicators import find, period_to, values

TABLES = {
    "workforce_records": """
        professional_id | census_date | agency_worker_flag | full_time_equivalent | organisation_role  | role_start_date | role_end_date | leaving_reason | working_days_lost | absent_on_day | absence_reason | accreditation_status
        stays           | 2019-09-30  | N                  | 1.0                  | Case Holder        | 2017-09-30      |               |                | 5                 | N             |                | Frontline practitioner
        new             | 2019-09-30  | N                  | 0.5                  | Case Holder        | 2017-10-01      |               |                | 0                 | Y             | Training       | Assessed and supported year
        manager         | 2019-09-30  |                    | 1.0                  | First Line Manager |                 |               |                |                   |               |                |
        leaves_next_day | 2019-09-30  | N                  | 1.0                  | Case Holder        | 2012-01-01      | 2019-10-01    | Retired        | 2.5               | N             |                |
        left_last_day   | 2019-09-30  | N                  | 0.8                  | Case Holder        | 2016-01-01      | 2019-09-30    | Resignation    | 10                |               |                |
        left_first_day  | 2019-09-30  | N                  | 0.6                  | Case Holder        | 2016-01-01      | 2018-10-01    | Resignation    |                   |               |                |
        left_before     | 2019-09-30  | N                  | 0.7                  | Case Holder        | 2016-01-01      | 2018-09-30    | Resignation    | 30                |               |                |
        agency          | 2019-09-30  | Y                  | 1.0                  | Case Holder        | 2019-01-01      | 2019-06-01    | Other          | 9                 |               |                |
        later           | 2020-09-30  | N                  | 1.0                  | Case Holder        | 2020-01-01      |               |                | 1                 | N             |                |
    """
}


def test_turnover_counts_the_year_to_the_census_its_last_day_included(spec):
    figures = spec("turnover", TABLES, {"2019-09-30": (1.4, 3.5)})
    assert figures[0].value == pytest.approx(40)


def test_a_census_answers_for_a_year_and_not_before_its_day(spec):
    figures = spec(
        "turnover",
        TABLES,
        {"2019-09-29": (0, 0), "2020-09-29": (1.4, 3.5), "2020-09-30": (0, 1), "2021-09-30": (0, 0)},
    )
    assert [figure.value for figure in figures] == [None, pytest.approx(40), 0, None]


def test_leavers_have_a_reason_and_those_who_stay_have_none(drawn):
    period = period_to(find("WF07"), date(2019, 9, 30))
    figures = values(drawn(TABLES), ["WF07"], [period], ["leaving_reason"])
    assert {figure.slices["leaving_reason"]: (figure.numerator, figure.denominator) for figure in figures} == {
        "Resignation": (1.4, 0),
        None: (0, 3.5),
    }


def test_absence_is_of_253_working_days_for_each_full_time_worker_in_post(spec):
    figures = spec("sickness_absence", TABLES, {"2019-09-30": (17.5, 885.5)})
    assert figures[0].value == pytest.approx(100 * 17.5 / (3.5 * 253))


def test_holding_cases_is_a_role_of_workers_in_post(spec):
    spec("case_holders", TABLES, {"2019-09-30": (2.5, 3.5), "2020-09-30": (1, 1)})


def test_two_years_to_the_day_is_not_new_and_a_blank_first_day_is_left_out(spec):
    spec("newly_in_post", TABLES, {"2019-09-30": (0.5, 2.5)})


def test_the_newly_qualified_are_counted_among_case_holders_in_post(spec):
    spec("newly_qualified_case_holders", TABLES, {"2019-09-30": (1, 3)})


def test_whoever_did_not_say_is_neither_absent_nor_present(spec):
    spec("absent_on_census_day", TABLES, {"2019-09-30": (0.5, 2.5), "2020-10-01": (0, 1)})
