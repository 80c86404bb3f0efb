"""Figures that look back beyond the first day of which the data tell all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from foothold.indicators import CATALOGUE, find
from foothold.indicators.figures import reads_low
from foothold.indicators.ledger import ledger
from foothold.indicators.unallocated import board

BEGINS = date(2018, 4, 1)
NOBODY_WAITS = {
    "cin_episodes": """
        referral_id | person_id | referral_date
        ------------+-----------+--------------
        held        | p1        | 2017-01-02
    """,
    "professionals": """
        professional_id | professional_job_title
        ----------------+-----------------------
        worker          | Social Worker
    """,
    "involvements": """
        involvements_id | referral_id | person_id | professional_id | involvement_start_date
        ----------------+-------------+-----------+-----------------+-----------------------
        i1              | held        | p1        | worker          | 2017-01-02
    """,
}


@dataclass(frozen=True)
class Recorded:
    """A source that says with which day its record begins, or does not."""

    connection: Any
    covers_from: date | None
    newest_as_at: date = date(2020, 12, 31)
    not_collected: Mapping[str, frozenset[str]] = field(default_factory=dict)


@pytest.mark.parametrize(("identifier", "from_"), [("FD06", date(2019, 4, 1)), ("FD04", date(2018, 10, 1))])
def test_a_period_is_known_in_full_once_all_it_looks_back_over_is(identifier, from_):
    found = reads_low(find(identifier), Recorded(None, BEGINS))
    assert found
    assert found[0] == from_
    assert "the record begins on 2018-04-01" in found[1]


def test_nothing_is_said_where_nothing_is_looked_back_for_or_no_beginning_is_known():
    assert reads_low(find("FD05"), Recorded(None, BEGINS)) is None
    assert reads_low(find("FD06"), Recorded(None, None)) is None


@pytest.mark.parametrize("identifier", ["CL05", "CL06", "CL07"])
def test_a_figure_of_the_newest_state_says_so_for_every_earlier_day(identifier):
    found = reads_low(find(identifier), Recorded(None, BEGINS))
    assert found
    assert found[0] == date(2020, 12, 31)
    assert "are not to be compared" in found[1]


def test_what_looks_back_by_months_in_its_own_rule_says_so():
    looking = {name for name, one in CATALOGUE.items() if one.looks_back}
    assert looking == {"FD04", "FD06", "AS08", "AL07", "CP09", "CP10", "CP20", "CC05", "CC06", "CC23"}
    assert find("CP09").looks_back == 18 * 12  # a plan at any time of childhood
    assert find("CC06").looks_back == 30
    assert find("CP10").looks_back == 24


@pytest.mark.parametrize(("begins", "weeks"), [(None, 162), (date(2020, 1, 6), 5)])
def test_no_week_before_the_record_is_at_zero(drawn, begins, weeks):
    source = Recorded(drawn(NOBODY_WAITS).connection, begins)
    assert board(source, date(2020, 2, 9), ledger()).counted("nominal").weeks_at_zero == weeks
