"""Who holds a case, sees the child and is asked about it: AL05, AL07 to AL13."""

from datetime import date

import pytest

from foothold.indicators import Period, values

CASE = "referral_id | person_id | referral_date | close_date\nr1 | p1 | 2020-01-06 | "
WORKERS = """
    professional_id | professional_job_title
    ann             | Social Worker
    bob             | Social Worker
    cat             | Social Worker
    may             | Team Manager
    odd             |
"""


def held(*rows: str, case: str = CASE) -> dict[str, str]:
    """One case and its involvements, drawn as `worker | start | end`."""
    header = (
        "involvements_id | referral_id | person_id | professional_id | involvement_start_date | involvement_end_date"
    )
    drawn = [f"i{number} | r1 | p1 | {row}" for number, row in enumerate(rows)]
    return {"cin_episodes": case, "professionals": WORKERS, "involvements": "\n".join([header, *drawn])}


def seen(*rows: str) -> str:
    """Contacts drawn as `day | mode | seen`."""
    header = "contact_id | person_id | contact_date | contact_mode | child_seen"
    return "\n".join([header, *(f"n{number} | p1 | {row}" for number, row in enumerate(rows))])


# Ten working days after Monday 13 January is Monday the 27th.
ALLOCATED = {"2020-01-12": (0, 0), "2020-01-13": (0, 1), "2020-01-27": (0, 1), "2020-01-28": (1, 1)}


def test_a_child_is_to_be_seen_once_the_case_is_allocated(spec):
    spec("allocated_but_not_seen", held("ann | 2020-01-13 |"), ALLOCATED)


@pytest.mark.parametrize("worker", ["may", ""])
def test_a_case_of_a_manager_or_of_nobody_is_not_allocated(spec, worker):
    spec("allocated_but_not_seen", held(f"{worker} | 2020-01-13 |"), {"2020-01-28": (0, 0)})


@pytest.mark.parametrize(
    ("day", "visited", "expected"),
    [
        ("2020-01-13", "Y", {"2020-01-28": (0, 1)}),
        ("2020-01-13", "", {"2020-01-28": (0, 1)}),
        ("2020-01-13", "N", {"2020-01-28": (1, 1)}),
        ("2020-01-12", "Y", {"2020-01-28": (1, 1)}),  # before anybody was given the case
        ("2020-02-03", "Y", {"2020-02-02": (1, 1), "2020-02-03": (0, 1)}),
    ],
)
def test_a_visit_since_then_ends_it(spec, day, visited, expected):
    tables = held("ann | 2020-01-13 |") | {
        "cin_visits": f"cin_visit_id | person_id | cin_visit_date | cin_visit_seen\nv1 | p1 | {day} | {visited}"
    }
    spec("allocated_but_not_seen", tables, expected)


@pytest.mark.parametrize(
    ("contact", "counted"),
    [("face to face | Y", 0), ("face to face | N", 1), ("video | Y", 1), ("phone | Y", 1), (" | Y", 1)],
)
def test_only_a_contact_face_to_face_is_seeing_the_child(spec, contact, counted):
    tables = held("ann | 2020-01-13 |") | {"case_contacts": seen(f"2020-01-20 | {contact}")}
    spec("allocated_but_not_seen", tables, {"2020-01-28": (counted, 1)})


def test_a_change_of_worker_does_not_begin_it_anew_and_a_gap_does(spec):
    spec("allocated_but_not_seen", held("ann | 2020-01-13 | 2020-01-20", "bob | 2020-01-20 |"), {"2020-01-28": (1, 1)})
    spec("allocated_but_not_seen", held("ann | 2020-01-13 | 2020-01-20", "bob | 2020-01-21 |"), {"2020-01-28": (0, 1)})


YEAR_OLD = CASE.replace("2020-01-06", "2019-01-31")


@pytest.mark.parametrize(
    ("rows", "counted"),
    [
        (["ann | 2019-01-31 | 2019-05-01", "bob | 2019-05-01 | 2019-08-01", "cat | 2019-08-01 |"], 1),
        (["ann | 2019-01-31 | 2019-05-01", "bob | 2019-05-01 | 2019-08-01", "ann | 2019-08-01 |"], 0),
        (["ann | 2019-01-31 | 2019-05-01", "bob | 2019-05-01 | 2019-08-01", "may | 2019-08-01 |"], 0),
        (["ann | 2019-01-31 | 2019-05-01", "bob | 2019-05-01 | 2019-08-01", "odd | 2019-08-01 |"], 1),
        # What was over twelve months before the day lies outside, what ended a day later inside.
        (["ann | 2018-12-03 | 2019-01-31", "bob | 2019-05-01 | 2019-08-01", "cat | 2019-08-01 |"], 0),
        (["ann | 2018-12-03 | 2019-02-01", "bob | 2019-05-01 | 2019-08-01", "cat | 2019-08-01 |"], 1),
        (["ann | 2019-02-01 |", "bob | 2019-05-01 |", "cat | 2020-02-01 |"], 0),  # not yet
        # One that outlasts a later one of the same worker counts until it ends itself, and still once.
        (["ann | 2019-01-31 | 2019-05-01", "ann | 2018-06-01 | 2019-06-01", "bob | 2019-08-01 |"], 0),
        (
            [
                "ann | 2018-01-31 | 2019-05-01",
                "ann | 2018-06-01 | 2018-09-01",
                "bob | 2019-06-01 |",
                "cat | 2019-08-01 |",
            ],
            1,
        ),
        ([], 0),
    ],
)
def test_three_different_social_workers_in_twelve_months(spec, rows, counted):
    spec("three_social_workers", held(*rows, case=YEAR_OLD), {"2020-01-31": (counted, 1)})


def test_a_case_is_asked_about_once_it_is_twelve_months_old(spec):
    spec("three_social_workers", held(case=YEAR_OLD), {"2020-01-30": (0, 0), "2020-01-31": (0, 1)})
    leap = CASE.replace("2020-01-06", "2019-02-28")
    spec("three_social_workers", held(case=leap), {"2020-02-27": (0, 0), "2020-02-29": (0, 1)})
    leap = CASE.replace("2020-01-06", "2016-02-29")
    spec("three_social_workers", held(case=leap), {"2017-02-28": (0, 0), "2017-03-01": (0, 1)})


def test_a_child_with_two_old_cases_is_one_child(spec):
    tables = held("ann | 2019-02-01 |", "bob | 2019-05-01 |") | {
        "cin_episodes": "referral_id | person_id | referral_date\nr1 | p1 | 2019-01-07\nr2 | p1 | 2019-01-08",
    }
    tables["involvements"] += "\ni9 | r2 | p1 | cat | 2019-06-03 |"
    spec("three_social_workers", tables, {"2020-01-31": (1, 1)})


def rated(*rows: str) -> dict[str, str]:
    """One case and its ratings, drawn as `rating | day | last day of review | case`."""
    header = "rating_id | person_id | rating | rated_date | review_due_date | referral_id"
    drawn = [f"g{number} | p1 | {row}" for number, row in enumerate(rows)]
    return {"cin_episodes": CASE, "case_ratings": "\n".join([header, *drawn])}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], {"2020-01-31": (0, 1)}),
        (
            ["red | 2020-01-10 | 2020-01-20 | r1"],
            {"2020-01-09": (0, 1), "2020-01-10": (1, 1), "2020-01-20": (1, 1), "2020-01-21": (0, 1)},
        ),
        (["red | 2020-01-10 | 2020-01-20 | "], {"2020-01-20": (1, 1)}),  # a rating of the child
        (["red | 2020-01-10 | 2020-01-20 | r2"], {"2020-01-20": (0, 1)}),  # of another case
        (["red | 2020-01-03 | 2020-01-20 | "], {"2020-01-20": (0, 1)}),  # before the case
        (["red | 2020-01-10 | | r1"], {"2020-01-10": (0, 1)}),
        (["red | 2020-01-10 | 2020-03-31 | r1", "green | 2020-01-13 | 2020-01-20 | r1"], {"2020-01-21": (0, 1)}),
        (["red | 2020-01-10 | 2020-01-10 | r1", "green | 2020-01-10 | 2020-01-20 | r1"], {"2020-01-20": (1, 1)}),
    ],
)
def test_the_newest_rating_is_in_date_up_to_its_review(spec, rows, expected):
    spec("cases_rated_in_date", rated(*rows), expected)


def test_a_case_that_closes_is_not_asked_for_a_rating(spec):
    tables = rated() | {"cin_episodes": CASE + "2020-01-31"}
    spec("cases_rated_in_date", tables, {"2020-01-30": (0, 1), "2020-01-31": (0, 0)})


CONTACTS = rated("red | 2020-01-10 | | r1", "green | 2020-01-20 | | r1") | {
    "case_contacts": seen(
        "2020-01-09 | phone | N",
        "2020-01-10 | face to face | Y",
        "2020-01-19 | video | Y",
        "2020-01-20 | video | Y",
        "2020-01-31 | | Y",
    )
}
JANUARY = Period(date(2020, 1, 1), date(2020, 1, 31))


def test_contacts_of_four_weeks_are_counted(spec):
    spec("contact_modes", CONTACTS, {"2020-01-31": (5, 5), "2020-02-06": (4, 4), "2020-02-16": (2, 2)})


def test_modes_share_a_hundred_per_cent_and_are_told_apart_by_the_rating_of_the_day(drawn):
    source = drawn(CONTACTS)
    by_mode = values(source, ["AL09"], [JANUARY], ["mode"])
    assert [(one.slices["mode"], one.value) for one in by_mode] == [
        ("face to face", 20),
        ("phone", 20),
        ("video", 40),
        (None, 20),
    ]
    by_both = values(source, ["AL09"], [JANUARY], ["rating", "mode"])
    shares = {tuple(one.slices.values()): one.value for one in by_both}
    assert shares == {
        ("red", "face to face"): 50,
        ("red", "video"): 50,
        ("green", "video"): 50,
        ("green", None): 50,
        (None, "phone"): 100,
    }


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ([], {"2020-01-31": (0, 1)}),
        # Ten working days after Friday 10 January is Friday the 24th; the weekend after it takes no working day more.
        (["2020-01-10 | face to face | Y"], {"2020-01-10": (1, 1), "2020-01-26": (1, 1), "2020-01-27": (0, 1)}),
        (["2020-01-10 | face to face | N"], {"2020-01-10": (0, 1)}),
        (["2020-01-10 | video | Y"], {"2020-01-10": (0, 1)}),
        (["2020-01-10 | face to face | Y", "2020-01-23 | video | Y"], {"2020-01-27": (0, 1)}),
        (["2020-01-23 | face to face | Y"], {"2020-01-22": (0, 1), "2020-01-23": (1, 1)}),
    ],
)
def test_a_red_case_is_seen_face_to_face(spec, contacts, expected):
    tables = rated("red | 2020-01-10 | | r1") | {"case_contacts": seen(*contacts)}
    spec("red_cases_seen_face_to_face", tables, expected)


def test_a_case_is_red_by_its_newest_rating(spec):
    tables = rated("red | 2020-01-10 | | r1", "amber | 2020-01-20 | | r1")
    spec("red_cases_seen_face_to_face", tables, {"2020-01-09": (0, 0), "2020-01-19": (0, 1), "2020-01-20": (0, 0)})


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (
            "2020-01-10 | phone | N",
            {"2020-01-09": (0, 1), "2020-01-10": (1, 1), "2020-02-07": (1, 1), "2020-02-08": (0, 1)},
        ),
        ("2020-02-01 | phone | N", {"2020-02-29": (1, 1), "2020-03-01": (0, 1)}),
    ],
)
def test_any_contact_of_28_days_counts(spec, contact, expected):
    spec("contact_in_four_weeks", {"cin_episodes": CASE, "case_contacts": seen(contact)}, expected)


@pytest.mark.parametrize(("visited", "counted"), [("Y", 1), ("", 1), ("N", 0)])
def test_a_visit_at_which_the_child_was_not_seen_is_no_contact(spec, visited, counted):
    tables = {
        "cla_episodes": "cla_episode_id | person_id | cla_episode_start_date\nl1 | p1 | 2020-01-06",
        "cla_visits": f"cla_visit_id | person_id | cla_visit_date | cla_visit_seen\nv1 | p1 | 2020-01-10 | {visited}",
    }
    spec("contact_in_four_weeks", tables, {"2020-01-31": (counted, 1)})


def test_each_child_is_in_one_cohort(drawn):
    tables = {
        "cin_episodes": """
            referral_id | person_id | referral_date
            r1          | p1        | 2020-01-06
            r2          | p2        | 2020-01-06
            r3          | p3        | 2020-01-06
        """,
        "cp_plans": "cp_plan_id | person_id | cp_plan_start_date\nk1 | p2 | 2020-01-06\nk2 | p3 | 2020-01-06",
        "cla_episodes": "cla_episode_id | person_id | cla_episode_start_date\nl1 | p3 | 2020-01-06",
    }
    by_cohort = values(drawn(tables), ["AL11"], [Period(date(2020, 1, 31), date(2020, 1, 31))], ["cohort"])
    assert {one.slices["cohort"]: one.denominator for one in by_cohort} == {
        "child in need": 1,
        "protection plan": 1,
        "in care": 1,
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # A month after 6 January is 6 February.
        ([], {"2020-02-06": (0, 0), "2020-02-07": (0, 1)}),
        (["2020-01-31 | r1"], {"2020-01-30": (0, 0), "2020-01-31": (1, 1), "2020-02-29": (1, 1), "2020-03-01": (0, 1)}),
        (["2020-01-31 | "], {"2020-02-29": (1, 1)}),  # of the child
        (["2020-01-31 | r2"], {"2020-02-29": (0, 1)}),  # of another case
        (["2020-01-03 | r1"], {"2020-02-07": (0, 1)}),  # before the case
        (["2020-01-31 | r1", "2020-01-31 | r1", "2020-02-28 | r1"], {"2020-03-28": (1, 1), "2020-03-29": (0, 1)}),
    ],
)
def test_a_case_is_talked_through_every_month(spec, rows, expected):
    drawn = [f"s{number} | p1 | {row}" for number, row in enumerate(rows)]
    header = "supervision_id | person_id | supervision_date | referral_id"
    tables = {"cin_episodes": CASE, "supervisions": "\n".join([header, *drawn])}
    spec("cases_supervised_in_time", tables, expected)


@pytest.mark.parametrize(
    ("due", "closed", "counted"),
    [
        ("2020-01-15", "2020-01-15", 1),
        ("2020-01-15", "2020-01-16", 0),
        ("2020-01-15", "", 0),
        # Ten working days after Friday 10 January is Friday the 24th; the weekend after it takes no working day more.
        ("", "2020-01-26", 1),
        ("", "2020-01-27", 0),
    ],
)
def test_a_concern_is_answered_by_its_last_day(spec, due, closed, counted):
    tables = {
        "escalations": f"""
            escalation_id | person_id | raised_date | due_date | closed_date
            e1            | p1        | 2020-01-10  | {due}    | {closed}
            before        | p1        | 2019-12-31  |          | 2019-12-31
        """
    }
    spec("escalations_answered_in_time", tables, {"2020-01-01/2020-01-31": (counted, 1)})


def test_concerns_of_thirteen_weeks_are_asked_about(spec):
    tables = {"escalations": "escalation_id | person_id | raised_date | closed_date\ne1 | p1 | 2020-01-01 | 2020-01-02"}
    spec("escalations_answered_in_time", tables, {"2020-03-31": (1, 1), "2020-04-01": (0, 0)})


def test_a_concern_belongs_to_the_team_of_its_case_on_the_day(drawn):
    tables = {
        "cin_episodes": """
            referral_id | person_id | referral_date | close_date | referral_team
            r1          | p1        | 2020-01-06    | 2020-02-03 | T1
            r2          | p1        | 2020-01-13    |            | T2
        """,
        "escalations": """
            escalation_id | person_id | referral_id | raised_date
            of_a_case     | p1        | r1          | 2020-01-20
            of_the_child  | p1        |             | 2020-01-20
            of_no_case    | p9        |             | 2020-01-20
        """,
    }
    by_team = values(drawn(tables), ["AL13"], [JANUARY], ["team"])
    assert {one.slices["team"]: one.denominator for one in by_team} == {"T1": 1, "T2": 1, None: 1}
