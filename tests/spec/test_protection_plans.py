"""From enquiry to the end of a plan: CP01, CP02, CP03, CP05, CP07 to CP13."""

from datetime import date

import pytest

from foothold.indicators import Period, values

JANUARY = "2020-01-01/2020-01-31"
CHILDREN = "mid_year | age_group | population\n2019 | Children aged 0 to 17 | 4000"


def plans(*rows: str) -> dict[str, str]:
    """Plans drawn as `plan | child | start | end`."""
    header = "cp_plan_id | person_id | cp_plan_start_date | cp_plan_end_date"
    return {"cp_plans": "\n".join([header, *rows])}


def test_enquiries_of_the_period_count_for_every_ten_thousand_children(spec):
    tables = {
        "s47_enquiry": """
            s47_enquiry_id | person_id | s47_start_date
            ---------------+-----------+---------------
            day_before     | p1        | 2019-12-31
            first_day      | p1        | 2020-01-01
            same_day       | p1        | 2020-01-01
            last_day       | p2        | 2020-01-31
            day_after      | p2        | 2020-02-01
        """,
        "child_population": CHILDREN,
    }
    (figure,) = spec("section_47_enquiries", tables, {JANUARY: (3, 4000)})
    assert figure.value == 7.5


@pytest.mark.parametrize(
    ("enquiry", "held", "counted"),
    [
        ("e1", "2020-01-06", 1),
        ("e1", "2020-03-02", 1),  # after the period
        ("e1", "2020-01-03", 0),  # before the enquiry
        ("e1", "", 0),  # not held yet
        ("", "2020-01-08", 0),  # of no enquiry
    ],
)
def test_an_enquiry_led_to_the_conference_that_names_it(spec, enquiry, held, counted):
    tables = {
        "s47_enquiry": "s47_enquiry_id | person_id | s47_start_date\ne1 | p1 | 2020-01-06\ne2 | p1 | 2020-01-07",
        "initial_cp_conference": f"icpc_id | person_id | s47_enquiry_id | icpc_date\nc1 | p1 | {enquiry} | {held}",
    }
    spec("enquiries_to_conference", tables, {JANUARY: (counted, 2)})


def test_an_enquiry_with_two_conferences_counts_once(spec):
    tables = {
        "s47_enquiry": "s47_enquiry_id | person_id | s47_start_date\ne1 | p1 | 2020-01-06",
        "initial_cp_conference": """
            icpc_id | person_id | s47_enquiry_id | icpc_date
            c1      | p1        | e1             | 2020-01-20
            c2      | p1        | e1             | 2020-01-22
        """,
    }
    spec("enquiries_to_conference", tables, {JANUARY: (1, 1)})


CONFERENCES = """
    icpc_id    | person_id | icpc_date  | icpc_transfer_in | icpc_outcome_cp_flag
    -----------+-----------+------------+------------------+---------------------
    day_before | p1        | 2019-12-31 | N                | Y
    first_day  | p2        | 2020-01-01 |                  | Y
    last_day   | p3        | 2020-01-31 | N                | N
    moved_in   | p4        | 2020-01-15 | Y                | Y
    not_held   | p5        |            | N                |
"""


def test_a_child_who_moves_in_has_no_initial_conference(spec):
    tables = {"initial_cp_conference": CONFERENCES, "child_population": CHILDREN}
    spec("initial_conferences", tables, {JANUARY: (2, 4000)})


def test_the_conference_says_whether_it_led_to_a_plan(spec):
    # The plan of p3 began on the day, but its conference says that it decided on none.
    tables = {"initial_cp_conference": CONFERENCES} | plans("k3 | p3 | 2020-01-31 |")
    spec("conferences_to_plan", tables, {JANUARY: (1, 2)})


@pytest.mark.parametrize(("began", "counted"), [("2020-01-15", 1), ("2020-01-14", 0), ("2020-01-16", 0)])
def test_a_conference_that_says_nothing_led_to_the_plan_of_its_day(spec, began, counted):
    tables = {"initial_cp_conference": "icpc_id | person_id | icpc_date\nc1 | p1 | 2020-01-15"}
    spec("conferences_to_plan", tables | plans(f"k1 | p1 | {began} |", f"k2 | p2 | {began} |"), {JANUARY: (counted, 1)})


MOVEMENTS = plans(
    "before    | p1 | 2019-12-31 | 2020-01-01",
    "first_day | p2 | 2020-01-01 | 2020-02-01",
    "last_day  | p3 | 2020-01-31 |",
    "one_day   | p4 | 2020-01-15 | 2020-01-15",
    "after     | p5 | 2020-02-01 |",
)


def test_plans_started_in_the_period(spec):
    spec("child_protection_plan_starts", MOVEMENTS | {"child_population": CHILDREN}, {JANUARY: (3, 4000)})


def test_the_team_of_a_start_is_that_of_the_day(drawn):
    tables = plans("k1 | p1 | 2020-01-15 |") | {
        "cin_episodes": """
            referral_id | person_id | referral_date | close_date | referral_team
            ------------+-----------+---------------+------------+--------------
            old         | p1        | 2019-01-07    | 2020-01-16 | T1
            new         | p1        | 2020-01-16    |            | T2
        """
    }
    by_team = values(drawn(tables), ["CP07"], [Period(date(2020, 1, 1), date(2020, 1, 31))], ["team"])
    assert {one.slices["team"]: one.numerator for one in by_team} == {"T1": 1, "T2": 0}


def test_net_flow_is_starts_less_ends(spec):
    # Three starts and two ends, that of the first day among them.
    (january, february) = spec(
        "child_protection_net_flow", MOVEMENTS, {JANUARY: (5, 5), "2020-02-01/2020-02-29": (2, 2)}
    )
    assert (january.value, february.value) == (1, 0)


def test_net_flow_is_what_the_open_plans_grew_by(drawn):
    source = drawn(MOVEMENTS | {"child_population": CHILDREN})
    days = [Period(day, day) for day in (date(2019, 12, 31), date(2020, 1, 31))]
    before, after = (figure.numerator for figure in values(source, ["CP06"], days))
    (flow,) = values(source, ["CP08"], [Period(date(2020, 1, 1), date(2020, 1, 31))])
    assert flow.value == after - before == 1


@pytest.mark.parametrize(
    ("ended", "ever", "within"),
    [
        ("2010-06-01", 1, 0),
        ("2018-01-14", 1, 0),
        ("2018-01-15", 1, 1),  # 24 months to the day
        ("2020-01-15", 1, 1),  # the day on which the next one began
        ("", 1, 1),  # still open
    ],
)
def test_a_plan_is_a_second_one_after_any_earlier_one(spec, ended, ever, within):
    tables = plans(f"old | p1 | 2009-01-05 | {ended}", "new | p1 | 2020-01-15 |", "other | p2 | 2020-01-15 |")
    spec("repeat_protection_plans", tables, {JANUARY: (ever, 2)})
    spec("plans_again_within_24_months", tables, {JANUARY: (within, 2)})


def test_two_plans_of_one_day_are_neither_of_them_the_second(spec):
    tables = plans("one | p1 | 2020-01-15 |", "two | p1 | 2020-01-15 |")
    spec("repeat_protection_plans", tables, {JANUARY: (0, 2)})
    spec("plans_again_within_24_months", tables, {JANUARY: (0, 2)})


def test_twenty_four_months_before_a_leap_day_are_28_february(spec):
    tables = plans("old | p1 | 2017-01-05 | 2018-02-28", "new | p1 | 2020-02-29 |")
    spec("plans_again_within_24_months", tables, {"2020-02-01/2020-02-29": (1, 1)})


def test_the_newest_end_of_several_earlier_plans_counts(spec):
    tables = plans("a | p1 | 2010-01-05 | 2019-12-02", "b | p1 | 2012-01-05 | 2013-01-04", "new | p1 | 2020-01-15 |")
    spec("plans_again_within_24_months", tables, {JANUARY: (1, 1)})


def test_two_years_are_more_than_729_days(spec):
    tables = plans("long | p1 | 2018-01-15 |", "ended | p2 | 2018-01-15 | 2020-01-14")
    # 2018-01-15 and 729 days are 2020-01-14.
    spec("plans_open_two_years", tables, {"2020-01-13": (0, 2), "2020-01-14": (0, 1), "2020-01-15": (1, 1)})


@pytest.mark.parametrize(("ended", "counted"), [("2020-01-14", 0), ("2020-01-15", 1)])
def test_a_plan_ends_after_two_years(spec, ended, counted):
    tables = plans(
        f"long | p1 | 2018-01-15 | {ended}", "open | p2 | 2017-01-15 |", "next | p3 | 2019-01-15 | 2020-02-01"
    )
    spec("plans_ended_after_two_years", tables, {JANUARY: (counted, 1)})


@pytest.mark.parametrize(
    ("began", "ended", "counted"),
    [
        ("2019-10-15", "2020-01-15", 1),
        ("2019-10-14", "2020-01-15", 0),
        ("2019-10-31", "2020-01-31", 1),
        ("2020-01-15", "2020-01-15", 1),
    ],
)
def test_three_months_are_counted_to_the_day(spec, began, ended, counted):
    spec("plans_ended_within_3_months", plans(f"k1 | p1 | {began} | {ended}"), {JANUARY: (counted, 1)})


@pytest.mark.parametrize(
    ("reason", "closed", "counted"),
    [("RC5", "2020-01-15", 0), ("RC5", "2020-01-16", 1), ("RC7", "2020-01-15", 1)],
)
def test_a_child_who_moved_away_did_not_come_off_the_plan(spec, reason, closed, counted):
    tables = plans("k1 | p1 | 2019-12-16 | 2020-01-15") | {
        "cin_episodes": f"""
            referral_id | person_id | referral_date | close_date | close_reason
            r1          | p1        | 2019-11-04    | {closed}   | {reason}
            r2          | p2        | 2019-11-04    | 2020-01-15 | RC5
        """
    }
    spec("plans_ended_within_3_months", tables, {JANUARY: (counted, 1)})
