"""Slices that the framework joins: ages at the reporting day or at the event, and where a team belongs."""

from datetime import date

import pytest

from foothold.indicators import Period, values
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
