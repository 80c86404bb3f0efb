"""The law's clocks for children in care: CC10, CC11, CC12."""

from datetime import date

import pytest

from foothold.indicators import Period, values

CARE = "cla_episode_id | person_id | cla_id | cla_episode_start_date\ne1 | p1 | c1 | 2019-01-07"


def reviews(*days: str, cancelled: str = "N") -> str:
    """Reviews of one period of care, held on these days."""
    header = "cla_review_id | cla_id | cla_review_date | cla_review_cancelled"
    return "\n".join([header, *(f"r{number} | c1 | {day} | {cancelled}" for number, day in enumerate(days))])


@pytest.mark.parametrize(
    ("held", "as_at", "expected"),
    [
        # Twenty working days after Monday 7 January 2019 is Monday 4 February, three months later 4 May.
        ((), "2019-02-03", (0, 0)),
        ((), "2019-02-04", (0, 1)),
        (("2019-02-04",), "2019-02-04", (1, 1)),
        (("2019-02-05",), "2019-02-05", (0, 1)),
        (("2019-02-04",), "2019-05-03", (1, 1)),
        (("2019-02-04",), "2019-05-04", (0, 1)),
        (("2019-02-04", "2019-05-04"), "2019-11-03", (1, 1)),
        (("2019-02-04", "2019-05-04", "2019-11-04"), "2019-11-04", (1, 1)),
        (("2019-02-04", "2019-05-04", "2019-11-05"), "2019-11-05", (0, 1)),
        (("2019-02-04", "2019-05-04", "2019-11-05", "2020-05-05"), "2020-11-04", (0, 1)),
        (("2019-02-04", "2019-05-04", "2019-11-05", "2020-05-05"), "2020-11-05", (0, 1)),
        (("2019-02-04", "2019-05-04", "2019-11-05", "2020-05-05", "2020-11-05"), "2020-11-05", (1, 1)),
    ],
)
def test_reviews_follow_after_twenty_working_days_three_months_and_six(spec, held, as_at, expected):
    spec("care_reviews_in_time", {"cla_episodes": CARE, "cla_reviews": reviews(*held)}, {as_at: expected})


def test_a_review_that_was_called_off_was_not_held(spec):
    tables = {"cla_episodes": CARE, "cla_reviews": reviews("2019-02-04", cancelled="Y")}
    spec("care_reviews_in_time", tables, {"2019-02-05": (0, 1)})


def test_a_late_review_of_the_summer_of_2020_had_no_fixed_limit(drawn):
    held = ("2019-02-04", "2019-05-04", "2019-11-04")
    source = drawn({"cla_episodes": CARE, "cla_reviews": reviews(*held)})
    for day, law in (
        (date(2020, 5, 3), "in time"),
        (date(2020, 5, 4), "no fixed limit"),
        (date(2020, 11, 4), "no fixed limit"),
    ):
        (found,) = values(source, ["CC10"], [Period(day, day)], ["law"])
        assert found.slices["law"] == law


@pytest.mark.parametrize(
    ("held", "code", "expected"),
    [
        ("2019-12-31", "PN1", (0, 0)),
        ("2020-01-14", "PN1", (0, 0)),  # four on the next day
        ("2020-01-15", "PN1", (1, 1)),
        ("2020-01-31", "PN6", (1, 1)),
        ("2020-01-31", "PN7", (0, 1)),
        ("2020-01-31", "", (0, 1)),
        ("2020-01-31", "PN0", (0, 1)),  # of a child who was four on the 15th
        ("2020-01-14", "PN0", (0, 0)),
        ("2020-01-15", "PN0", (0, 1)),
    ],
)
def test_a_child_of_four_or_more_takes_part(spec, held, code, expected):
    tables = {
        "person": "person_id | dob\np1 | 2016-01-15",
        "cla_episodes": CARE,
        "cla_reviews": "cla_review_id | cla_id | cla_review_date | cla_review_cancelled | cla_review_participation\n"
        f"r1 | c1 | {held} | | {code}\nr2 | c1 | {held} | Y | {code}",
    }
    spec("participation_in_reviews", tables, {"2020-01-01/2020-01-31": expected})


def visited(placement: str, *visits: str) -> dict[str, str]:
    """One child in care from 7 January 2019 in a placement "type | since", seen on these days."""
    kind, since = placement.split(" | ")
    header = "cla_visit_id | person_id | cla_visit_date | cla_visit_seen"
    return {
        "cla_episodes": CARE,
        "cla_placement": "cla_placement_id | person_id | cla_placement_start_date | cla_placement_type\n"
        f"x1 | p1 | {since} | {kind}",
        "cla_visits": "\n".join([header, *(f"v{number} | p1 | {day}" for number, day in enumerate(visits))]),
    }


@pytest.mark.parametrize(
    ("placement", "visits", "as_at", "counted"),
    [
        ("U6 | 2019-01-07", (), "2019-01-14", 1),  # the week after the placement began
        ("U6 | 2019-01-07", (), "2019-01-15", 0),
        ("U6 | 2019-01-07", ("2019-01-15 | N",), "2019-01-15", 0),  # nobody was seen
        ("U6 | 2019-01-07", ("2019-01-15 |",), "2019-01-15", 1),
        ("U6 | 2019-01-07", ("2019-01-14 | Y",), "2019-02-25", 1),  # six weeks after 14 January
        ("U6 | 2019-01-07", ("2019-01-14 | Y",), "2019-02-26", 0),
        ("U6 | 2019-01-21", ("2019-01-14 | Y",), "2019-01-29", 0),  # a new placement asks for a visit of its own
        ("U4 | 2019-01-07", ("2020-01-06 | Y",), "2020-02-18", 0),  # on the last day of the first year
        ("U4 | 2019-01-07", ("2020-01-07 | Y",), "2020-04-07", 1),  # three months in a home meant to last
        ("U4 | 2019-01-07", ("2020-01-07 | Y",), "2020-04-08", 0),
        ("K2 | 2019-01-07", ("2020-01-07 | Y",), "2020-02-18", 1),
        ("K2 | 2019-01-07", ("2020-01-07 | Y",), "2020-02-19", 0),
    ],
)
def test_a_child_in_care_is_visited_in_the_first_week_and_every_six(spec, placement, visits, as_at, counted):
    spec("care_visits_in_time", visited(placement, *visits), {as_at: (counted, 1)})


@pytest.mark.parametrize(
    ("seen", "as_at", "law", "rule"),
    [
        ("2020-03-12 | Y", "2020-04-24", "late", "in person"),  # due on 23 April, the day before the regulations
        ("2020-03-13 | Y", "2020-04-24", "in time", "in person"),
        ("2020-03-13 | Y", "2020-04-25", "no fixed limit", "in person"),
        ("2020-04-24 | Y", "2020-06-05", "in time", "remote visit lawful"),
        ("2020-10-01 | Y", "2020-11-13", "late", "remote visit lawful if recorded"),
    ],
)
def test_overdue_lawful_and_face_to_face_are_kept_apart(drawn, seen, as_at, law, rule):
    source, day = drawn(visited("K2 | 2020-01-07", seen)), date.fromisoformat(as_at)
    (found,) = values(source, ["CC12"], [Period(day, day)], ["law", "visit_rule"])
    assert (found.slices["law"], found.slices["visit_rule"]) == (law, rule)
    assert found.numerator == (law == "in time")
