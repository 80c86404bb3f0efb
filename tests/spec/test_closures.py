"""What became of cases closed while nobody had them: drawn tables, stated answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from foothold.indicators import Period
from foothold.indicators.closures import Closures, closures
from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.flow import flow
from foothold.indicators.stocks import find_stock

SPAN = Period(date(2020, 2, 1), date(2020, 2, 29))
TABLES = {
    "cin_episodes": """
        referral_id | person_id | referral_date | close_date | close_reason
        unseen      | p1        | 2020-01-06    | 2020-02-14 | RC7
        visited     | p2        | 2020-01-06    | 2020-02-14 | RC9
        assessed    | p3        | 2020-01-06    | 2020-02-14 | RC5
        seen_before | p4        | 2020-01-06    | 2020-02-14 | RC8
        still_open  | p5        | 2020-01-06    |            |
        day_90      | p1        | 2020-05-14    |            |
        day_91      | p2        | 2020-05-15    |            |
    """,
    "cin_visits": """
        cin_visit_id | person_id | cin_visit_date | cin_visit_seen
        v1           | p1        | 2020-01-20     | N
        v2           | p2        | 2020-02-14     | Y
        v4           | p4        | 2020-01-05     | Y
    """,
    "cin_assessments": """
        assessment_id | person_id | assessment_start_date | assessment_child_seen
        a3            | p3        | 2020-01-10            | Y
    """,
}


def told(drawn, newest: date, **lacking: frozenset[str]) -> Closures:
    source = replace(drawn(TABLES), newest_as_at=newest, not_collected=lacking)
    (one,) = flow(source, find_stock("unallocated"), [SPAN])
    return closures(source, one.movements, DuckDBEngine(source.connection))


def test_who_was_seen_and_who_came_back(drawn):
    found = told(drawn, date(2020, 6, 30))
    assert (found.closed, found.unseen, found.followed, found.re_referred) == (4, 2, 4, 1)
    assert (found.share_unseen, found.share_re_referred) == (50, 25)


@pytest.mark.parametrize(("newest", "followed"), [(date(2020, 5, 13), 0), (date(2020, 5, 14), 4)])
def test_ninety_days_must_be_over(drawn, newest, followed):
    found = told(drawn, newest)
    assert found.followed == followed
    assert (found.share_re_referred is None) == (followed == 0)


def test_who_was_seen_is_not_collected(drawn):
    found = told(drawn, date(2020, 6, 30), cin_visits=frozenset("*"))
    assert (found.closed, found.unseen, found.share_unseen) == (4, None, None)
    assert found.missing == "cin_visits.person_id"


def test_nothing_closed(drawn):
    source = replace(drawn({}), newest_as_at=date(2020, 6, 30))
    assert closures(source, [], DuckDBEngine(source.connection)) == Closures(0, 0, "", 0, 0)
