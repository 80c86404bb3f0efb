"""Stock and flow: each movement by its rule, drawn tables and stated answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from foothold.indicators import Period, periods
from foothold.indicators.flow import PeriodFlow, between, flow, incomplete
from foothold.indicators.ledger import ledger
from foothold.indicators.stocks import Stock, find_stock
from foothold.indicators.unallocated import board
from foothold.terms.errors import Refused

WEEK = Period(date(2020, 2, 10), date(2020, 2, 16))
NEWEST = date(2020, 6, 30)

UNALLOCATED = {
    "professionals": """
        professional_id | professional_job_title
        worker          | Social Worker
        manager         | Team Manager
    """,
    "cin_episodes": """
        referral_id | person_id | referral_date | close_date | close_reason
        waiting     | p0        | 2020-01-06    |            |
        new         | p1        | 2020-02-10    |            |
        same_day    | p2        | 2020-02-12    |            |
        before      | p3        | 2019-01-01    | 2019-02-16 | RC7
        again       | p3        | 2020-02-16    |            |
        long_before | p4        | 2018-01-01    | 2019-02-15 | RC7
        anew        | p4        | 2020-02-16    |            |
        lost        | p5        | 2020-01-06    |            |
        moved_in    | p6        | 2020-02-11    |            |
        given       | p7        | 2020-01-06    |            |
        shut        | p8        | 2020-01-06    | 2020-02-14 | RC7
        early_help  | p9        | 2020-01-06    | 2020-02-14 | RC9
        elsewhere   | pa        | 2020-01-06    | 2020-02-14 | RC5
        relabelled  | pb        | 2020-01-06    |            |
        come_back   | pc        | 2020-01-06    |            |
        in_and_out  | pd        | 2020-02-10    |            |
        next_week   | pe        | 2020-02-17    |            |
    """,
    "involvements": """
        involvements_id | referral_id | professional_id | involvement_start_date | involvement_end_date
        i1              | same_day    | worker          | 2020-02-12             |
        i2              | lost        | worker          | 2020-01-06             | 2020-02-13
        i3              | given       | worker          | 2020-02-16             |
        i4              | relabelled  | manager         | 2020-02-12             |
        i5              | come_back   | manager         | 2020-01-06             | 2020-02-12
        i6              | in_and_out  | worker          | 2020-02-12             |
    """,
    "initial_cp_conference": """
        icpc_id | person_id | referral_id | icpc_transfer_in
        c6      | p6        | moved_in    | Y
    """,
}


def told(drawn, stock: str, tables: dict[str, str], period: Period = WEEK) -> tuple[Stock, PeriodFlow]:
    found = find_stock(stock)
    (one,) = flow(replace(drawn(tables), newest_as_at=NEWEST), found, [period])
    assert one.reconciles
    return found, one


def moves(one: PeriodFlow) -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for move in one.movements:
        named.setdefault(move.name, set()).add(move.unit_id)
    return named


def test_unallocated_cases_move_by_rule(drawn):
    stock, one = told(drawn, "unallocated", UNALLOCATED)
    assert moves(one) == {
        "arrived": {"new", "anew", "in_and_out"},
        "reopened": {"again", "lost"},
        "transferred_in": {"moved_in"},
        "allocated": {"given", "in_and_out"},
        "closed": {"shut"},
        "stepped_down": {"early_help"},
        "transferred_out": {"elsewhere"},
        "redefined": {"relabelled", "come_back"},
    }
    assert one.count(stock, "redefined") == 0  # one put in a manager's name, one back from there
    assert (one.opening, one.closing, one.unexplained) == (6, 7, 0)


def test_the_columns_are_those_agreed():
    assert find_stock("unallocated").movements == (
        "arrived", "reopened", "transferred_in", "allocated", "closed", "stepped_down", "transferred_out", "redefined",
        "corrected",
    )  # fmt: skip


def test_a_relabelled_case_leaves_the_nominal_count_and_not_the_effective(drawn):
    source = replace(drawn(UNALLOCATED), newest_as_at=NEWEST)
    (one,) = flow(source, find_stock("unallocated"), [WEEK], definition="effective")
    assert "redefined" not in moves(one)
    assert one.reconciles


def test_a_worker_who_leaves_brings_the_case_back_into_the_effective_count(drawn):
    tables = {
        "cin_episodes": "referral_id | person_id | referral_date\nr1 | p1 | 2020-01-06",
        "professionals": UNALLOCATED["professionals"],
        "posts": "post_holding_id | professional_id | start_date | end_date\nh1 | worker | 2018-01-01 | 2020-02-12",
        "involvements": """
            involvements_id | referral_id | professional_id | involvement_start_date
            i1              | r1          | worker          | 2020-01-06
        """,
    }
    source = replace(drawn(tables), newest_as_at=NEWEST)
    (one,) = flow(source, find_stock("unallocated"), [WEEK], definition="effective")
    assert [(move.name, move.day) for move in one.movements] == [("reopened", date(2020, 2, 12))]


def test_assessments_end_in_time_or_late(drawn):
    tables = {
        "cin_assessments": """
            assessment_id | person_id | assessment_start_date | assessment_auth_date
            in_time       | p1        | 2019-12-10            | 2020-02-14
            late          | p2        | 2019-12-09            | 2020-02-14
            first         | p3        | 2020-02-11            |
            last_year     | p4        | 2019-01-01            | 2019-02-11
            second        | p4        | 2020-02-10            |
            the_same_day  | p5        | 2020-02-11            | 2020-02-11
        """
    }
    _, one = told(drawn, "assessments", tables)
    assert moves(one) == {"in_time": {"in_time"}, "late": {"late"}, "arrived": {"first"}, "reopened": {"second"}}
    assert (one.opening, one.closing) == (2, 2)


def test_plans_begin_and_end_by_rule(drawn):
    tables = {
        "cp_plans": """
            cp_plan_id | person_id | icpc_id | cp_plan_start_date | cp_plan_end_date
            first      | p1        |         | 2020-02-10         |
            old        | p2        |         | 2017-01-01         | 2018-01-01
            second     | p2        |         | 2020-02-10         |
            moved_in   | p3        | c3      | 2020-02-10         |
            to_care    | p4        |         | 2019-10-01         | 2020-02-14
            to_support | p5        |         | 2019-10-01         | 2020-02-14
            left       | p6        |         | 2019-10-01         | 2020-02-14
            ended      | p7        |         | 2019-10-01         | 2020-02-14
        """,
        "initial_cp_conference": "icpc_id | person_id | icpc_transfer_in\nc3 | p3 | Y",
        "cla_episodes": "cla_episode_id | person_id | cla_episode_start_date\nl4 | p4 | 2020-02-14",
        "cin_plans": """
            cin_plan_id | person_id | cin_plan_start_date
            n5          | p5        | 2020-02-28
            n7          | p7        | 2020-02-29
        """,
        "cin_episodes": """
            referral_id | person_id | referral_date | close_date | close_reason
            r6          | p6        | 2019-09-01    | 2020-02-14 | RC5
        """,
    }
    _, one = told(drawn, "plans", tables)
    assert moves(one) == {
        "arrived": {"first"}, "reopened": {"second"}, "transferred_in": {"moved_in"}, "entered_care": {"to_care"},
        "stepped_down": {"to_support"}, "transferred_out": {"left"}, "closed": {"ended"},
    }  # fmt: skip


def test_children_come_into_care_and_leave_by_rule(drawn):
    tables = {
        "cla_episodes": """
            cla_episode_id | person_id | cla_episode_start_date | cla_episode_ceased_date | cla_episode_ceased_reason
            e1             | new       | 2020-02-10             |                         |
            e2             | again     | 2018-01-01             | 2018-06-01              | E4A
            e3             | again     | 2020-02-10             |                         |
            e4             | home      | 2019-01-01             | 2020-02-12              | E4B
            e5             | adopted   | 2019-01-01             | 2020-02-12              | E11
            e6             | grown     | 2019-01-01             | 2020-02-12              | E5
            e7             | elsewhere | 2019-01-01             | 2020-02-12              | E3
            e8             | other     | 2019-01-01             | 2020-02-12              | E8
            e9             | moved     | 2019-01-01             | 2020-02-12              | X1
            ea             | moved     | 2020-02-12             |                         |
            eb             | breaks    | 2019-01-01             |                         |
        """,
        "legal_status": """
            legal_status_id | person_id | legal_status | legal_status_start_date
            s1              | breaks    | V4           | 2020-02-13
        """,
    }
    _, one = told(drawn, "looked-after", tables)
    assert moves(one) == {
        "arrived": {"new"}, "reopened": {"again"}, "returned_home": {"home"}, "permanence": {"adopted"},
        "moved_on": {"grown"}, "transferred_out": {"elsewhere"}, "other": {"other"}, "redefined": {"breaks"},
    }  # fmt: skip
    assert (one.opening, one.closing) == (7, 3)  # a move from one placement to another is no movement


def test_two_dates_make_one_period(drawn):
    assert between(date(2020, 2, 9), date(2020, 2, 16)) == WEEK
    with pytest.raises(Refused, match="must be earlier"):
        between(date(2020, 2, 16), date(2020, 2, 16))


def test_what_does_not_reconcile_is_shown(drawn, monkeypatch):
    """A rule that loses a case must not be absorbed by the closing figure."""
    stock = find_stock("assessments")
    losing = replace(
        stock, select=stock.select.replace("is not null\n", "is not null and assessments.person_id <> 'p1'\n")
    )
    tables = {
        "cin_assessments": """
            assessment_id | person_id | assessment_start_date
            a1            | p1        | 2020-02-11
            a2            | p2        | 2020-02-11
        """
    }
    (one,) = flow(replace(drawn(tables), newest_as_at=NEWEST), losing, [WEEK])
    assert (one.opening, one.count(losing, "arrived"), one.closing, one.unexplained) == (0, 1, 2, 1)
    assert one.unexplained_units == ("a1",)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"definition": "effective"}, "one definition only"),
        ({"periods": periods(date(2020, 7, 6), date(2020, 7, 12), "week")}, "Nothing is known after 2020-06-30"),
        ({"lacking": {"cin_assessments": frozenset({"assessment_auth_date"})}}, "does not hold cin_assessments.assess"),
    ],
)
def test_what_cannot_be_answered_is_refused(drawn, asked, reason):
    source = replace(drawn({}), newest_as_at=NEWEST, not_collected=asked.get("lacking", {}))
    with pytest.raises(Refused, match=reason):
        flow(
            source,
            find_stock("assessments"),
            asked.get("periods", [WEEK]),
            definition=asked.get("definition", "nominal"),
        )


def test_unknown_stocks_and_movements_are_refused():
    with pytest.raises(Refused, match="Choose one of unallocated, assessments, plans, looked-after"):
        find_stock("referrals")
    with pytest.raises(Refused, match="no movement 'escaped'"):
        find_stock("plans").rule("escaped")


@dataclass(frozen=True)
class Beginning:
    """A source whose record begins on a day."""

    connection: Any
    covers_from: date
    newest_as_at: date = NEWEST
    not_collected: Mapping[str, frozenset[str]] = field(default_factory=dict)


def test_before_the_record_nothing_can_be_counted(drawn):
    stock = find_stock("unallocated")
    late = Beginning(drawn(UNALLOCATED).connection, covers_from=date(2020, 2, 17))
    with pytest.raises(Refused, match="the record begins on 2020-02-17"):
        flow(late, stock, [WEEK])
    with pytest.raises(Refused, match="the record begins on 2020-02-17"):
        board(late, date(2020, 2, 16), ledger())
    within = Beginning(late.connection, covers_from=date(2020, 2, 10))
    assert incomplete(within, [WEEK]).startswith("The record begins on 2020-02-10")
    assert flow(within, stock, [WEEK])[0].closing == 7
    assert incomplete(Beginning(late.connection, covers_from=date(2020, 2, 9)), [WEEK]) == ""
