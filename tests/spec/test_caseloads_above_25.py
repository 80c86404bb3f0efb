"""AL06: workers by the number of open cases they hold, and the share with more than 25."""

from datetime import date

import pytest

from foothold.indicators import distribution


def holding(**caseloads: int) -> dict[str, str]:
    """Tables in which each named worker holds so many cases."""
    held = [(worker, number) for worker, cases in caseloads.items() for number in range(cases)]
    episodes = [f"{worker}{number} | {worker}{number} | 2020-01-06" for worker, number in held]
    involved = [f"{worker}{number} | {worker}{number} | {worker} | 2020-01-06" for worker, number in held]
    return {
        "professionals": "professional_id | professional_job_title\nmay | Team Manager",
        "cin_episodes": "\n".join(["referral_id | person_id | referral_date", *episodes]),
        "involvements": "\n".join(
            ["involvements_id | referral_id | professional_id | involvement_start_date", *involved]
        ),
    }


@pytest.mark.parametrize(("cases", "above"), [(25, 0), (26, 1)])
def test_more_than_25_is_26(spec, cases, above):
    spec("caseloads_above_25", holding(ann=cases, bob=3), {"2020-01-06": (above, 2)})


def test_managers_hold_no_caseload_and_nobody_counts_before_the_first_case(spec):
    spec("AL06", holding(ann=26, may=30), {"2020-01-05": (0, 0), "2020-01-06": (1, 1)})


def test_a_case_named_twice_for_one_worker_counts_once(spec):
    tables = holding(ann=25)
    tables["involvements"] += "\nagain | ann0 | ann | 2020-01-07"
    spec("AL06", tables, {"2020-01-08": (0, 1)})


def test_a_closed_case_weighs_no_more(spec):
    tables = holding(ann=25)
    tables["cin_episodes"] = tables["cin_episodes"].replace("referral_date\n", "referral_date | close_date\n")
    tables["cin_episodes"] += "\nlast | p1 | 2020-01-06 | 2020-01-08"
    tables["involvements"] += "\nlast | last | ann | 2020-01-06"
    spec("AL06", tables, {"2020-01-07": (1, 1), "2020-01-08": (0, 1)})


def test_the_spread_tells_what_the_share_hides(drawn):
    (spread,) = distribution(drawn(holding(ann=60, bob=10, cat=26)), "AL06", date(2020, 1, 6))
    assert (spread.rows, spread.median, spread.largest) == (3, 26, 60)
    assert [(band.above, band.rows) for band in spread.bands if band.rows] == [(None, 1), (25, 1), (50, 1)]
