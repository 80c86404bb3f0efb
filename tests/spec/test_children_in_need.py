"""Children in need: CN01 to CN06."""

from datetime import date

import pytest

from foothold.indicators import Period, values

CHILDREN = "mid_year | age_group | population\n2019 | Children aged 0 to 17 | 5000"


def test_a_child_with_two_open_cases_is_one_child_in_need(spec):
    tables = {
        "cin_episodes": """
            referral_id | person_id | referral_date | close_date | referral_nfa
            ------------+-----------+---------------+------------+-------------
            first       | p1        | 2020-01-06    | 2020-02-03 |
            second      | p1        | 2020-01-20    | 2020-02-10 |
            declined    | p2        | 2020-01-06    |            | Y
        """,
        "child_population": CHILDREN,
    }
    expected = {"2020-01-05": (0, 5000), "2020-01-25": (1, 5000), "2020-02-09": (1, 5000), "2020-02-10": (0, 5000)}
    spec("children_in_need", tables, expected)


def test_a_child_in_need_plan_does_not_count_beside_protection_or_care(spec):
    tables = {
        "cin_plans": """
            cin_plan_id | person_id | cin_plan_start_date | cin_plan_end_date
            ------------+-----------+---------------------+------------------
            in_need     | p1        | 2020-01-06          | 2020-03-02
            protected   | p2        | 2020-01-06          |
            in_care     | p3        | 2020-01-06          |
        """,
        "cp_plans": "cp_plan_id | person_id | cp_plan_start_date | cp_plan_end_date\nc1 | p2 | 2020-02-03 | 2020-03-02",
        "cla_episodes": "cla_episode_id | person_id | cla_episode_start_date\nl1 | p3 | 2020-02-10",
        "child_population": CHILDREN,
    }
    expected = {"2020-01-06": (3, 5000), "2020-02-03": (2, 5000), "2020-02-10": (1, 5000), "2020-03-02": (1, 5000)}
    spec("child_in_need_plans", tables, expected)


def test_a_child_in_need_is_visited_every_twenty_working_days(spec):
    tables = {
        "cin_plans": """
            cin_plan_id | person_id | cin_plan_start_date
            ------------+-----------+--------------------
            visited     | p1        | 2020-01-06
            never       | p2        | 2020-01-06
            not_seen    | p3        | 2020-01-06
        """,
        "cin_visits": """
            cin_visit_id | person_id | cin_visit_date | cin_visit_seen
            -------------+-----------+----------------+---------------
            v1           | p1        | 2020-01-13     | Y
            v2           | p3        | 2020-01-13     | N
        """,
    }
    # Twenty working days after 6 January is 3 February, after 13 January is 10 February.
    expected = {"2020-02-03": (1, 1), "2020-02-04": (1, 3), "2020-02-10": (1, 3), "2020-02-11": (0, 3)}
    spec("child_in_need_visits", tables, expected)


def test_a_visit_before_the_plan_is_not_one_under_it(spec):
    tables = {
        "cin_plans": "cin_plan_id | person_id | cin_plan_start_date\nk1 | p1 | 2020-01-06",
        "cin_visits": "cin_visit_id | person_id | cin_visit_date | cin_visit_seen\nv1 | p1 | 2020-01-03 | Y",
    }
    spec("child_in_need_visits", tables, {"2020-01-31": (0, 0), "2020-02-28": (0, 1)})


@pytest.mark.parametrize(
    ("referred", "as_at", "counted"),
    [
        ("2018-01-06", "2020-01-05", 0),
        ("2018-01-06", "2020-01-06", 1),
        ("2018-03-01", "2020-02-29", 0),
        ("2018-02-28", "2020-02-29", 1),
        ("2018-02-28", "2020-02-28", 1),
        ("2016-02-29", "2018-02-28", 0),  # the anniversary of a leap day is 1 March
    ],
)
def test_two_years_are_twenty_four_months_to_the_day(spec, referred, as_at, counted):
    tables = {"cin_episodes": f"referral_id | person_id | referral_date\nr1 | p1 | {referred}"}
    spec("cases_open_two_years", tables, {as_at: (counted, 1)})


def test_a_closed_case_comes_back_within_twelve_months(spec):
    tables = {
        "cin_episodes": """
            referral_id | person_id | referral_date | close_date | referral_nfa
            ------------+-----------+---------------+------------+-------------
            back        | p1        | 2019-01-07    | 2019-03-04 |
            back_again  | p1        | 2020-03-04    |            |
            too_late    | p2        | 2019-01-07    | 2019-03-04 |
            after_all   | p2        | 2020-03-05    |            |
            same_day    | p3        | 2019-01-07    | 2019-03-04 |
            not_later   | p3        | 2019-03-04    |            |
            declined    | p4        | 2019-01-07    | 2019-03-04 | Y
        """
    }
    spec("closed_then_referred_again", tables, {"2019-03-01/2019-03-31": (1, 3)})


def test_needs_share_a_hundred_per_cent(drawn):
    tables = {
        "cin_episodes": """
            referral_id | person_id | referral_date | cin_primary_need_code
            ------------+-----------+---------------+----------------------
            r1          | p1        | 2020-01-01    | N1
            r2          | p2        | 2020-01-02    | N1
            r3          | p3        | 2020-01-03    | N2
            r4          | p4        | 2020-01-04    |
        """
    }
    day = Period(date(2020, 1, 31), date(2020, 1, 31))
    by_need = values(drawn(tables), ["CN06"], [day], ["need"])
    assert [(one.slices["need"], one.value) for one in by_need] == [("N1", 50), ("N2", 25), (None, 25)]


def test_the_needs_of_a_day_are_all_its_open_cases(spec):
    tables = {"cin_episodes": "referral_id | person_id | referral_date\nr1 | p1 | 2020-01-01\nr2 | p2 | 2020-02-01"}
    spec("primary_needs", tables, {"2020-01-31": (1, 1), "2020-02-01": (2, 2)})
