"""Slices that the framework joins: ages at the reporting day or at the event, and where a team belongs."""

from datetime import date

import pytest

from foothold.indicators import Period, find, values
from foothold.indicators.common_slices import completed


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("2019-06-11", "Unborn"),  # the day after the referral
        ("2019-06-10", "Under 1"),
        ("2018-06-11", "Under 1"),
        ("2018-06-10", "1 to 4"),  # the first birthday
        ("2014-06-10", "5 to 9"),
        ("2009-06-10", "10 to 15"),
        ("2003-06-11", "10 to 15"),
        ("2003-06-10", "16 and over"),
        ("", None),
    ],
)
def test_a_flow_takes_the_age_at_its_event(drawn, born, band):
    tables = {
        "cin_episodes": "referral_id | person_id | referral_date | referral_team\nr1 | p1 | 2019-06-10 | T1",
        "person": f"person_id | dob | sex\np1 | {born} | F",
        "department": "team_id | team_parent_id\nT1 | NORTH",
    }
    period = Period(date(2019, 4, 1), date(2020, 3, 31))
    (figure,) = values(drawn(tables), ["FD05"], [period], ["age_band", "sex", "locality"])
    assert figure.slices == {"age_band": band, "sex": "F", "locality": "NORTH"}


def test_a_select_that_returns_all_its_slices_is_left_alone():
    assert completed("select team from x", "flow", ["team"]) == "select team from x"
    assert "teams" not in completed("select team, locality from x", "flow", ["team", "locality"])


def test_a_case_is_in_the_cohort_of_its_child_on_the_day(drawn):
    tables = {
        "cin_episodes": "referral_id | person_id | referral_date\nr1 | p1 | 2020-01-06",
        "cp_plans": """
            cp_plan_id | person_id | cp_plan_start_date | cp_plan_end_date
            k1         | p1        | 2020-01-10         | 2020-01-20
        """,
        "cla_episodes": """
            cla_episode_id | person_id | cla_episode_start_date | cla_episode_ceased_date
            l1             | p1        | 2020-01-15             | 2020-01-18
        """,
        "case_ratings": "rating_id | person_id | rated_date | rating\na1 | p1 | 2020-01-06 | red",
    }
    days = [date(2020, 1, day) for day in (9, 10, 14, 15, 17, 18, 19, 20)]
    by_cohort = values(drawn(tables), ["AL08"], [Period(day, day) for day in days], ["cohort"])
    expected = ["child in need", *["protection plan"] * 2, *["in care"] * 2, *["protection plan"] * 2, "child in need"]
    assert [one.slices["cohort"] for one in by_cohort if one.denominator] == expected


def test_a_common_slice_is_joined_only_for_who_asks():
    indicator = find("AL08")
    assert indicator.select_by(["team"]) == indicator.written
    assert "left join teams" in indicator.select_by(["locality"])
    assert "child_cohorts" in indicator.select_by(["cohort"])
    assert "child_cohorts" not in indicator.select_by(["locality"])
