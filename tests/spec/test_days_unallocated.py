# ruff: noqa: E501 - drawn tables are as wide as their columns
"""AL03: how long each case has waited for a social worker; the figure is the longest wait in days."""

from datetime import date

from foothold.indicators import cases, distribution
from foothold.terms.figures import FigureStatus

TABLES = {
    "cin_episodes": """
        referral_id | person_id | referral_date
        ------------+-----------+--------------
        new         | p1        | 2020-02-07
        never       | p2        | 2020-01-28
        lost_worker | p3        | 2019-06-03
        overlapping | p4        | 2019-06-03
    """,
    "involvements": """
        involvements_id | referral_id | professional_id | professional_role_id  | involvement_start_date | involvement_end_date
        ----------------+-------------+-----------------+-----------------------+------------------------+---------------------
        i1              | lost_worker | ann             | allocated_case_worker | 2019-06-03             | 2020-02-03
        i2              | overlapping | ann             | allocated_case_worker | 2019-06-03             | 2019-12-31
        i3              | overlapping | bob             | allocated_case_worker | 2019-09-02             | 2019-10-01
        i4              | overlapping | bob             | allocated_case_worker | 2020-01-02             | 2020-02-06
        i5              | never       |                 | allocated_case_worker | 2020-02-01             |
    """,
}
WAITS = {"new": 0, "never": 10, "lost_worker": 4, "overlapping": 1}


def test_a_wait_begins_with_the_referral_or_the_day_the_worker_left(spec, drawn):
    (figure,) = spec("days_unallocated", TABLES, {"2020-02-07": (4, 4)})
    found = cases(drawn(TABLES), "AL03", date(2020, 2, 7))
    assert {row[0]: row[-1] for row in found.rows} == WAITS
    assert figure.value == 10


def test_between_two_workers_only_the_days_without_either_count(spec):
    (figure,) = spec(
        "days_unallocated",
        TABLES | {"cin_episodes": "referral_id | referral_date\noverlapping | 2019-06-03"},
        {"2020-01-01": (1, 1)},
    )
    assert figure.value == 1


def test_the_wait_is_over_on_the_day_a_worker_comes(spec):
    tables = TABLES | {"cin_episodes": "referral_id | referral_date\noverlapping | 2019-06-03"}
    spec("AL03", tables, {"2020-01-01": (1, 1), "2020-01-02": (0, 0)})


def test_nobody_waiting_is_blank_and_not_zero(spec):
    (figure,) = spec("days_unallocated", {}, {"2020-02-07": (0, 0)})
    assert (figure.value, figure.status) == (None, FigureStatus.BLANK)


def test_the_spread_of_waits_is_there_beside_the_longest(drawn):
    (spread,) = distribution(drawn(TABLES), "AL03", date(2020, 2, 7))
    assert (spread.rows, spread.median, spread.largest) == (4, 2.5, 10)
    assert [band.rows for band in spread.bands] == [3, 1, 0, 0, 0, 0]
