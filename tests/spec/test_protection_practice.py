"""What is done under a protection plan: CP14 to CP17, CP19 to CP21."""

from datetime import date

import pytest

from foothold.indicators import Period, values

PLAN = "cp_plan_id | person_id | cp_plan_start_date | cp_plan_end_date\nk1 | p1 | 2019-01-07 | "


def reviews(*held: str) -> dict[str, str]:
    """One plan from 7 January 2019 and its reviews."""
    rows = [f"v{number} | p1 | {day}" for number, day in enumerate(held)]
    return {"cp_plans": PLAN, "cp_reviews": "\n".join(["cp_review_id | person_id | cp_review_date", *rows])}


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        # Due three months after the plan began: on 7 April.
        (["2019-04-07"], {"2019-04-06": (0, 0), "2019-04-07": (1, 1), "2019-10-07": (1, 1), "2019-10-08": (0, 1)}),
        (["2019-04-08"], {"2019-04-07": (1, 1), "2019-04-08": (0, 1), "2019-05-08": (0, 1)}),
        ([], {"2019-04-07": (1, 1), "2019-04-08": (0, 1)}),
        # The next six months after it, and the one after that six months after that one.
        (["2019-02-04", "2019-08-04"], {"2019-08-05": (1, 1), "2020-02-04": (1, 1), "2020-02-05": (0, 1)}),
        (["2019-02-04", "2019-08-05"], {"2019-08-04": (1, 1), "2019-08-05": (0, 1)}),
        # From 29 August six months lead to the last day of February.
        (
            ["2019-03-04", "2019-08-29", "2020-02-29"],
            {"2020-02-29": (1, 1), "2020-08-29": (1, 1), "2020-08-30": (0, 1)},
        ),
        (["2019-03-04", "2019-08-29", "2020-03-01"], {"2020-03-01": (0, 1)}),
    ],
)
def test_every_review_is_held_in_its_time(spec, held, expected):
    spec("plans_reviewed_in_time", reviews(*held), expected)


def test_the_same_review_recorded_twice_is_one(spec):
    spec("plans_reviewed_in_time", reviews("2019-04-01", "2019-04-01"), {"2019-10-01": (1, 1), "2019-10-02": (0, 1)})


def test_a_review_of_the_plan_before_is_not_one_of_this(spec):
    tables = reviews("2019-01-07", "2019-01-04")
    spec("plans_reviewed_in_time", tables, {"2019-04-08": (0, 1)})


def visits(*rows: str, began: str = "2020-01-06", ended: str = "") -> dict[str, str]:
    """One plan, and its visits drawn as `day | seen | alone`."""
    drawn = [f"v{number} | p1 | {row}" for number, row in enumerate(rows)]
    header = "cp_visit_id | person_id | cp_visit_date | cp_visit_seen | cp_visit_seen_alone"
    return {
        "cp_plans": f"cp_plan_id | person_id | cp_plan_start_date | cp_plan_end_date\nk1 | p1 | {began} | {ended}",
        "cp_visits": "\n".join([header, *drawn]),
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Ten working days after Monday 6 January is Monday the 20th.
        ([], {"2020-01-20": (0, 0), "2020-01-21": (0, 1)}),
        (["2020-01-10 | Y"], {"2020-01-09": (0, 0), "2020-01-10": (1, 1), "2020-01-24": (1, 1), "2020-01-27": (0, 1)}),
        # The weekend after a Friday limit takes no working day more.
        (["2020-01-10 | Y"], {"2020-01-26": (1, 1)}),
        (["2020-01-10 | N"], {"2020-01-13": (0, 0), "2020-01-21": (0, 1)}),
        (["2020-01-10 | "], {"2020-01-24": (1, 1)}),
        (["2020-01-03 | Y"], {"2020-01-21": (0, 1)}),  # before the plan
        (["2020-01-10 | Y", "2020-01-23 | Y"], {"2020-01-22": (1, 1), "2020-02-06": (1, 1), "2020-02-07": (0, 1)}),
        (["2020-01-10 | Y", "2020-01-23 | N"], {"2020-01-27": (0, 1)}),
        (["2020-01-10 | Y", "2020-01-10 | N"], {"2020-01-24": (1, 1)}),  # two visits of one day
    ],
)
def test_a_child_on_a_plan_is_seen_every_ten_working_days(spec, rows, expected):
    spec("protection_visits_in_time", visits(*rows), expected)


def test_a_visit_by_video_is_in_time_and_not_face_to_face(drawn):
    tables = visits("2020-05-04 | Y", began="2020-04-06") | {
        "case_contacts": """
            contact_id | person_id | contact_date | contact_mode | child_seen
            n1         | p1        | 2020-05-04   | video        | Y
        """
    }
    day = Period(date(2020, 5, 11), date(2020, 5, 11))
    by_mode = values(drawn(tables), ["CP15"], [day], ["mode"])
    assert [(one.slices["mode"], one.numerator, one.denominator) for one in by_mode] == [("video", 1, 1)]


def test_every_window_needs_a_visit_of_its_own(spec):
    # Windows of ten working days from Monday 6 January end on 20 January, 3 and 17 February.
    tables = visits("2020-01-06 | Y", "2020-01-21 | Y", "2020-02-03 | Y", "2020-02-05 | N")
    expected = {
        "2020-01-01/2020-01-19": (0, 0),
        "2020-01-01/2020-01-20": (1, 1),
        "2020-01-01/2020-02-29": (2, 3),
        "2020-02-04/2020-02-17": (0, 1),
    }
    figures = spec("protection_visit_run_rate", tables, expected)
    assert figures[1].value == 100


def test_days_off_after_a_limit_belong_to_the_window_before_them(spec):
    # From Friday 10 January windows end on Friday the 24th, so with the weekend after it, and on Friday 7 February.
    tables = visits("2020-01-26 | Y", began="2020-01-10")
    spec("protection_visit_run_rate", tables, {"2020-01-01/2020-01-25": (0, 0), "2020-01-01/2020-02-29": (1, 3)})


@pytest.mark.parametrize(("ended", "due"), [("2020-01-20", 0), ("2020-01-21", 1)])
def test_a_window_that_the_plan_did_not_last_out_is_not_due(spec, ended, due):
    spec("protection_visit_run_rate", visits(ended=ended), {"2020-01-01/2020-01-31": (0, due)})


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["2020-01-10 | Y | Y"], {"2020-01-09": (0, 0), "2020-01-10": (1, 1), "2020-06-30": (1, 1)}),
        (["2020-01-10 | Y | Y", "2020-01-23 | Y | N"], {"2020-01-22": (1, 1), "2020-01-23": (0, 1)}),
        (["2020-01-10 | Y | "], {"2020-01-31": (0, 1)}),
        (["2020-01-10 | N | N", "2020-01-10 | Y | Y"], {"2020-01-31": (1, 1)}),
        (["2020-01-10 | Y | U"], {"2020-01-31": (0, 1)}),
    ],
)
def test_the_last_visit_says_whether_the_child_was_seen_alone(spec, rows, expected):
    spec("seen_alone_at_last_visit", visits(*rows) | {"person": "person_id | dob\np1 | 2010-01-01"}, expected)


@pytest.mark.parametrize(("born", "considered"), [("2016-01-31", 1), ("2016-02-01", 0), ("", 0)])
def test_children_under_four_need_not_be_seen_alone(spec, born, considered):
    tables = visits("2020-01-10 | Y | Y") | {"person": f"person_id | dob\np1 | {born}"}
    spec("seen_alone_at_last_visit", tables, {"2020-01-31": (considered, considered)})


def test_a_child_born_on_a_leap_day_is_four_on_the_next_one(spec):
    tables = visits("2020-01-10 | Y | Y") | {"person": "person_id | dob\np1 | 2016-02-29"}
    spec("seen_alone_at_last_visit", tables, {"2020-02-28": (0, 0), "2020-02-29": (1, 1)})


CATEGORIES = {
    "cp_plans": """
        cp_plan_id|person_id | cp_plan_start_date | cp_plan_end_date | cp_plan_initial_category |cp_plan_latest_category
        k1         | p1        | 2020-01-06         |                  | NEG                      | EMO
        k2         | p2        | 2020-01-06         |                  | EMO                      |
        k3         | p3        | 2020-01-06         |                  | NEG                      | NEG
        k4         | p4        | 2020-01-06         |                  |                          |
        k5         | p5        | 2020-01-06         | 2020-01-31       | NEG                      | NEG
    """
}


def test_the_newest_categories_share_a_hundred_per_cent(drawn):
    day = Period(date(2020, 1, 31), date(2020, 1, 31))
    by_category = values(drawn(CATEGORIES), ["CP19"], [day], ["category"])
    assert [(one.slices["category"], one.value) for one in by_category] == [("EMO", 50), ("NEG", 25), (None, 25)]


def test_the_categories_of_a_day_are_all_its_plans(spec):
    spec("categories_of_abuse", CATEGORIES, {"2020-01-05": (0, 0), "2020-01-30": (5, 5), "2020-01-31": (4, 4)})


@pytest.mark.parametrize(
    ("status", "began", "ended", "counted"),
    [
        ("L1", "2020-01-06", "2020-01-07", 1),
        ("L2", "2020-01-06", "", 1),
        ("l2", "2019-01-06", "2019-08-01", 1),
        ("L1", "2019-01-06", "2019-07-31", 0),  # six months before 31 January it was over
        ("L1", "2020-02-01", "", 0),
        ("Emergency Protection Order (EPO)", "2020-01-06", "2020-01-10", 1),
        ("C2", "2020-01-06", "", 0),
        ("L3", "2020-01-06", "", 0),  # a child assessment order
    ],
)
def test_police_protection_and_emergency_orders_of_six_months_count(spec, status, began, ended, counted):
    tables = {
        "cp_plans": PLAN,
        "legal_status": f"""
            legal_status_id | person_id | legal_status | legal_status_start_date | legal_status_end_date
            s1              | p1        | {status}     | {began}                 | {ended}
            s2              | p1        | {status}     | {began}                 | {ended}
        """,
    }
    spec("emergency_protection", tables, {"2020-01-31": (counted, 1)})


@pytest.mark.parametrize(
    ("said", "counted"), [("Y", 1), ("Yes", 1), (" quorate", 1), ("N", 0), ("", 0), ("Not quorate", 0)]
)
def test_a_review_conference_says_that_it_was_quorate(spec, said, counted):
    tables = {
        "cp_reviews": f"""
            cp_review_id | person_id | cp_review_date | cp_review_quorate
            before       | p1        | 2019-12-31     | Y
            held         | p1        | 2020-01-31     | {said}
            not_held     | p1        |                | Y
        """
    }
    spec("quorate_conferences", tables, {"2020-01-01/2020-01-31": (counted, 1)})
