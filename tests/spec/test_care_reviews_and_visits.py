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
