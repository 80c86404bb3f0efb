"""Contacts, referrals and early help: FD01, FD02, FD04, FD07, FD08, FD09, FD13, FD14, FD15, FD16."""

from datetime import date

import pytest

from foothold.indicators import Period, values

JANUARY = "2020-01-01/2020-01-31"


def test_contacts_of_the_period_are_counted_for_every_ten_thousand_children(spec):
    tables = {
        "contacts": """
            contact_id | person_id | contact_date
            -----------+-----------+-------------
            day_before | p1        | 2019-12-31
            first_day  | p1        | 2020-01-01
            last_day   | p2        | 2020-01-31
            day_after  | p2        | 2020-02-01
        """,
        "child_population": "mid_year | age_group | population\n2019 | Children aged 0 to 17 | 4000",
    }
    (figure,) = spec("contacts", tables, {JANUARY: (2, 4000)})
    assert figure.value == 5


@pytest.mark.parametrize(
    ("referred", "counted"),
    [
        ("2020-01-05", 0),  # before the contact
        ("2020-01-06", 1),  # the same day
        ("2020-01-20", 1),  # 10 working days later
        ("2020-01-21", 0),
        ("", 0),
    ],
)
def test_a_contact_became_a_referral_within_ten_working_days(spec, referred, counted):
    tables = {
        "contacts": "contact_id | person_id | contact_date\nk1 | p1 | 2020-01-06",
        "cin_episodes": f"referral_id | person_id | referral_date\nr1 | p1 | {referred}\nr2 | p2 | 2020-01-06",
    }
    spec("contacts_to_referral", tables, {JANUARY: (counted, 1)})


def test_a_contact_of_nobody_known_becomes_no_referral(spec):
    tables = {
        "contacts": "contact_id | person_id | contact_date\nk1 |  | 2020-01-06",
        "cin_episodes": "referral_id | person_id | referral_date\nr1 |  | 2020-01-06",
    }
    spec("contacts_to_referral", tables, {JANUARY: (0, 1)})


def test_three_contacts_in_six_months_are_repeat_contacts(spec):
    tables = {
        "contacts": """
            contact_id | person_id | contact_date
            -----------+-----------+-------------
            a1         | often     | 2019-08-01
            a2         | often     | 2019-12-01
            a3         | often     | 2020-01-31
            b1         | twice     | 2019-07-31
            b2         | twice     | 2020-01-01
            b3         | twice     | 2020-01-02
            c1         | once      | 2019-07-31
        """
    }
    # 31 July lies six months before 31 January, so it has just gone out of the window.
    spec("repeat_contacts", tables, {"2020-01-31": (1, 2), "2020-01-30": (1, 3)})


def test_contacts_of_days_that_the_last_month_lacks_leave_the_six_months_with_it(spec):
    rows = "\n".join(
        f"a{number} | {child} | {day}"
        for child, days in {
            "ends": ("2019-08-29", "2019-08-30", "2019-08-31"),
            "same_day": ("2020-02-28", "2020-02-28", "2020-02-28"),
        }.items()
        for number, day in enumerate(days)
    )
    tables = {"contacts": f"contact_id | person_id | contact_date\n{rows}\nnone | undated |"}
    expected = {"2020-02-28": (2, 2), "2020-02-29": (1, 2), "2020-03-01": (1, 1), "2020-08-28": (0, 0)}
    spec("repeat_contacts", tables, expected)


def test_only_a_referral_marked_so_is_closed_without_action(spec):
    tables = {
        "cin_episodes": """
            referral_id | person_id | referral_date | referral_nfa
            ------------+-----------+---------------+-------------
            marked      | p1        | 2020-01-01    | Y
            acted_on    | p2        | 2020-01-31    | N
            unmarked    | p3        | 2020-01-31    |
            later       | p4        | 2020-02-01    | Y
        """
    }
    spec("referrals_closed_without_action", tables, {JANUARY: (1, 3)})


def test_a_child_assessed_and_not_in_need_is_known_by_the_reason_for_closing(spec):
    tables = {
        "cin_episodes": """
            referral_id | person_id | referral_date | close_reason
            ------------+-----------+---------------+-------------
            not_in_need | p1        | 2020-01-01    | RC8
            early_help  | p2        | 2020-01-02    | RC9
            open        | p3        | 2020-01-03    |
        """
    }
    spec("referrals_assessed_not_in_need", tables, {JANUARY: (1, 3)})


def test_sources_share_a_hundred_per_cent(drawn):
    tables = {
        "cin_episodes": """
            referral_id | person_id | referral_date | referral_source_code
            ------------+-----------+---------------+---------------------
            r1          | p1        | 2020-01-01    | 2A
            r2          | p2        | 2020-01-02    | 2A
            r3          | p3        | 2020-01-03    | 6
            r4          | p4        | 2020-01-04    |
        """
    }
    period = Period(date(2020, 1, 1), date(2020, 1, 31))
    by_source = values(drawn(tables), ["FD09"], [period], ["source"])
    assert [(one.slices["source"], one.value) for one in by_source] == [("2A", 50), ("6", 25), (None, 25)]


def test_the_sources_of_a_period_are_all_its_referrals(spec):
    tables = {"cin_episodes": "referral_id | person_id | referral_date\nr1 | p1 | 2020-01-01\nr2 | p2 | 2020-02-01"}
    spec("referral_sources", tables, {JANUARY: (1, 1)})


def test_a_wait_is_long_after_ten_working_days(spec):
    tables = {
        "cin_episodes": """
            referral_id | person_id | referral_date
            ------------+-----------+--------------
            waiting     | p1        | 2020-01-06
            assessed    | p2        | 2020-01-06
        """,
        "cin_assessments": """
            assessment_id | referral_id | person_id | assessment_start_date
            a1            | assessed    | p2        | 2020-01-20
        """,
    }
    # Ten working days after Monday 6 January is Monday the 20th, the day on which the other case began to be assessed.
    spec("long_waits_for_assessment", tables, {"2020-01-17": (0, 2), "2020-01-20": (0, 1), "2020-01-21": (1, 1)})


def test_early_help_is_open_until_the_day_before_it_ends(spec):
    tables = {
        "early_help_episodes": """
            episode_id | person_id | episode_start_date | episode_end_date
            -----------+-----------+--------------------+-----------------
            h1         | p1        | 2020-01-10         | 2020-01-20
        """,
        "child_population": "mid_year | age_group | population\n2019 | Children aged 0 to 17 | 5000",
    }
    expected = {"2020-01-09": (0, 5000), "2020-01-10": (1, 5000), "2020-01-19": (1, 5000), "2020-01-20": (0, 5000)}
    spec("early_help_episodes", tables, expected)


@pytest.mark.parametrize(
    ("referred", "counted"),
    [("2019-08-30", 0), ("2019-08-31", 1), ("2020-02-29", 1), ("2020-03-01", 0)],
)
def test_six_months_after_early_help_end_on_the_last_of_february(spec, referred, counted):
    tables = {
        "early_help_episodes": """
            episode_id | person_id | episode_start_date | episode_end_date
            h1         | p1        | 2019-01-10         | 2019-08-31
        """,
        "cin_episodes": f"referral_id | person_id | referral_date\nr1 | p1 | {referred}",
    }
    spec("early_help_stepping_up", tables, {"2019-08-01/2019-08-31": (counted, 1)})


@pytest.mark.parametrize(
    ("visit", "seen", "counted"),
    [
        ("2020-01-06", "Y", 1),
        ("2020-01-13", "Y", 1),  # five working days
        ("2020-01-13", "", 1),  # a visit that does not say
        ("2020-01-13", "N", 0),
        ("2020-01-14", "Y", 0),
        ("2020-01-05", "Y", 0),  # before the referral
    ],
)
def test_a_child_is_first_seen_within_five_working_days(spec, visit, seen, counted):
    tables = {
        "cin_episodes": """
            referral_id | person_id | referral_date | referral_nfa
            r1          | p1        | 2020-01-06    | N
            declined    | p2        | 2020-01-06    | Y
        """,
        "cin_visits": f"cin_visit_id | person_id | cin_visit_date | cin_visit_seen\nv1 | p1 | {visit} | {seen}",
    }
    spec("first_seen_within_5_days", tables, {JANUARY: (counted, 1)})
