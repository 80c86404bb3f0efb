"""FD06: referrals of a child referred before in the 12 months up to it."""

import pytest


def referred(*days: str, child: str = "p1") -> dict[str, str]:
    """Referrals of one child on these days."""
    lines = [f"{child}-{number} | {child} | {day}" for number, day in enumerate(days)]
    return {"cin_episodes": "\n".join(["referral_id | person_id | referral_date", *lines])}


@pytest.mark.parametrize(
    ("earlier", "later", "again"),
    [
        ("2018-06-10", "2019-06-10", 1),  # twelve months to the day
        ("2018-06-09", "2019-06-10", 0),
        ("2019-02-28", "2020-02-29", 1),  # twelve months before a leap day is 28 February
        ("2019-02-27", "2020-02-29", 0),
        ("2020-02-29", "2021-02-28", 1),
        ("2019-06-10", "2019-06-10", 0),  # the same day is not earlier
        ("2019-06-09", "2019-06-10", 1),
    ],
)
def test_twelve_months_before_a_referral(spec, earlier, later, again):
    referrals = 2 if earlier == later else 1
    spec("re_referrals", referred(earlier, later), {f"{later}/{later}": (again, referrals)})


def test_the_newest_earlier_referral_decides(spec):
    spec("FD06", referred("2015-01-05", "2019-03-04", "2019-06-10"), {"2019-06-10/2019-06-10": (1, 1)})


def test_another_child_does_not_matter(spec):
    other = referred("2019-06-01", child="p2")["cin_episodes"].splitlines()[1]
    tables = {"cin_episodes": referred("2019-06-10")["cin_episodes"] + "\n" + other}
    spec("FD06", tables, {"2019-06-01/2019-06-30": (0, 2)})
