"""Care leavers: CL01 to CL08."""

from datetime import date

import pytest

from foothold.indicators import Period, values

JANUARY = "2020-01-01/2020-01-31"
HEADER = (
    "table_id | person_id | care_leaver_eligibility | care_leaver_in_touch | care_leaver_accommodation"
    " | care_leaver_accom_suitable | care_leaver_activity | care_leaver_latest_contact | pathway_plan_review_date"
)


def leaver(row: str, born: str = "2000-01-15") -> dict[str, str]:
    """One young person, as a return tells: eligibility, in touch, home, suitable, activity, contact, review."""
    return {"person": f"person_id | dob\np1 | {born}", "care_leavers": f"{HEADER}\nk1 | p1 | {row}"}


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("1999-12-31", (0, 0)),
        ("2000-01-01", (1, 1)),  # 20 on the first day
        ("2000-01-31", (1, 1)),
        ("2000-02-01", (0, 0)),
        ("2001-01-15", (1, 1)),  # 19
        ("2002-01-15", (0, 0)),  # 18
        ("1999-01-15", (1, 1)),  # 21
        ("1998-01-15", (0, 0)),  # 22
    ],
)
def test_a_birthday_in_the_period_makes_a_care_leaver_count(spec, born, expected):
    spec("care_leavers_in_touch", leaver("Former Relevant | YES", born), {JANUARY: expected})


def test_someone_born_on_a_leap_day_turns_nineteen_on_the_first_of_march(spec):
    tables = leaver("Former Relevant | YES", "2000-02-29")
    expected = {"2019-02-01/2019-02-28": (0, 0), "2019-03-01/2019-03-31": (1, 1), "2020-02-01/2020-02-29": (1, 1)}
    spec("care_leavers_in_touch", tables, expected)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Former Relevant | YES", (1, 1)),
        ("former relevant | in touch", (1, 1)),
        (" | YES", (1, 1)),  # a return that says no eligibility
        ("Former Relevant | NO", (0, 1)),
        ("Former Relevant | not in touch", (0, 1)),
        ("Former Relevant | REFU", (0, 1)),
        ("Former Relevant | NREQ", (0, 1)),
        ("Former Relevant |", (0, 1)),
        ("Former Relevant | DIED", (0, 0)),
        ("Former Relevant | RHOM", (0, 0)),
        ("Former Relevant | excluded", (0, 0)),
        ("Qualifying | YES", (0, 0)),
        ("Relevant | YES", (0, 0)),
    ],
)
def test_the_council_is_in_touch_with_a_care_leaver(spec, row, expected):
    spec("care_leavers_in_touch", leaver(row), {JANUARY: expected})


@pytest.mark.parametrize(
    ("home", "suitable", "expected"),
    [
        ("U", "1", (1, 1)),
        ("U", "2", (0, 1)),
        ("R", "", (0, 1)),  # not known
        ("", "", (0, 1)),
        ("G", "1", (0, 0)),
        ("H1", "1", (0, 0)),
        ("Gone abroad", "", (0, 0)),
        ("Community home", "suitable", (1, 1)),  # words, of which the first letter is no code
        ("H - Deported", "", (0, 0)),
        ("U", "not suitable", (0, 1)),
        ("U", "Unsuitable", (0, 1)),
        ("U", "not recorded", (0, 1)),
        ("U", "excluded", (0, 0)),
    ],
)
def test_a_care_leaver_lives_somewhere_suitable(spec, home, suitable, expected):
    tables = leaver(f"Former Relevant | YES | {home} | {suitable}")
    spec("care_leavers_suitably_housed", tables, {JANUARY: expected})


@pytest.mark.parametrize(
    ("activity", "working", "idle"),
    [("F1", 1, 0), ("P5", 1, 0), ("f2", 1, 0), ("G4", 0, 1), ("G6", 0, 1), ("0", 0, 0), ("", 0, 0), ("X1", 0, 0)],
)
def test_what_a_care_leaver_does(spec, activity, working, idle):
    tables = leaver(f"Former Relevant | NO | U | 1 | {activity}")
    spec("care_leavers_in_education_or_work", tables, {JANUARY: (working, 1)})
    spec("care_leavers_not_in_education_or_work", tables, {JANUARY: (idle, 1)})


def test_the_newest_of_two_rows_of_a_young_person_counts_once(spec):
    same = "p1 | Former Relevant | YES | U | 1"
    rows = f"k1 | {same} | G5 | 2019-11-01\nk2 | {same} | F2 | 2019-12-01"
    tables = {"person": "person_id | dob\np1 | 2000-01-15", "care_leavers": f"{HEADER}\n{rows}"}
    spec("care_leavers_in_education_or_work", tables, {JANUARY: (1, 1)})


def test_a_year_with_two_birthdays_counts_a_young_person_once_by_the_older_age(drawn):
    source = drawn(leaver("Former Relevant | YES"))
    found = values(source, ["CL01"], [Period(date(2020, 1, 1), date(2021, 1, 31))], ["age"])
    assert [(one.slices["age"], one.denominator) for one in found] == [("21", 1)]


@pytest.mark.parametrize(
    ("row", "as_at", "expected"),
    [
        ("Former Relevant | YES | U | 1 | F1 | | 2019-07-31", "2020-01-31", (1, 1)),  # six months
        ("Former Relevant | YES | U | 1 | F1 | | 2019-07-30", "2020-01-31", (0, 1)),
        ("Former Relevant | YES | U | 1 | F1 | |", "2020-01-31", (0, 1)),
        ("Former Relevant | YES | U | 1 | F1 | | 2020-02-01", "2020-01-31", (0, 0)),  # the one before is not known
        ("No Current Eligibility | YES | U | 1 | F1 | | 2020-01-01", "2020-01-31", (0, 0)),
        ("Former Relevant | DIED | U | 1 | F1 | | 2020-01-01", "2020-01-31", (0, 0)),
        ("Former Relevant | YES | U | 1 | F1 | | 2018-01-01", "2018-01-14", (0, 0)),  # still seventeen
        ("Former Relevant | YES | U | 1 | F1 | | 2018-01-01", "2018-01-15", (1, 1)),
        ("Eligible | YES | U | 1 | F1 | | 2016-01-01", "2016-01-15", (1, 1)),
        ("Relevant | YES | U | 1 | F1 | | 2016-01-01", "2016-01-14", (0, 0)),
        ("Former Relevant | YES | U | 1 | F1 | | 2025-01-01", "2025-01-14", (1, 1)),
        ("Former Relevant | YES | U | 1 | F1 | | 2025-01-01", "2025-01-15", (0, 0)),  # twenty-five
    ],
)
def test_a_pathway_plan_is_reviewed_every_six_months(spec, row, as_at, expected):
    spec("pathway_plans_reviewed", leaver(row), {as_at: expected})


@pytest.mark.parametrize(
    ("home", "counted"),
    [("V", 1), ("W2", 1), ("S", 1), ("S - No fixed abode / homeless", 1), ("Bed and breakfast", 1), ("homeless", 1),
     ("With parents", 0), ("Supported lodgings", 0), ("U", 0), ("", 0)],
)  # fmt: skip
def test_a_care_leaver_is_without_a_home(spec, home, counted):
    spec("care_leavers_without_a_home", leaver(f"Former Relevant | YES | {home}"), {"2020-01-31": (counted, 1)})


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("2019-12-06", (1, 1)),  # eight weeks before
        ("2019-12-05", (0, 1)),
        ("", (0, 1)),
        ("2020-01-31", (1, 1)),
        ("2020-02-01", (0, 0)),
    ],
)
def test_the_personal_adviser_is_in_contact_every_eight_weeks(spec, contact, expected):
    spec(
        "personal_adviser_contacts", leaver(f"Former Relevant | YES | U | 1 | F1 | {contact}"), {"2020-01-31": expected}
    )


@pytest.mark.parametrize(
    ("born", "home", "kind", "left", "expected"),
    [
        ("2000-01-15", "Z", "U4", "2018-01-15", (1, 1)),
        ("2000-01-15", "B", "U4", "2018-01-15", (0, 1)),
        ("2000-01-15", "Z", "K2", "2018-01-15", (0, 0)),
        ("2000-01-15", "Z", "U4", "2018-01-14", (0, 0)),  # left before eighteen
        ("2000-01-15", "Z", "U4", "", (0, 0)),
        ("2002-01-15", "Z", "U4", "2020-01-15", (1, 1)),
        ("1999-01-15", "Z", "U4", "2017-01-15", (0, 0)),  # 21 in the period
    ],
)
def test_a_young_person_stays_with_the_foster_carers(spec, born, home, kind, left, expected):
    tables = {
        **leaver(f"Former Relevant | YES | {home}", born),
        "cla_episodes": "cla_episode_id | person_id | cla_episode_start_date | cla_episode_ceased_date"
        f"\ne1 | p1 | 2012-01-09 | {left}",
        "cla_placement": "cla_placement_id | person_id | cla_placement_start_date | cla_placement_type"
        f"\nx1 | p1 | 2012-01-09 | {kind}",
    }
    spec("staying_put", tables, {JANUARY: expected})
