"""A record goes when its time has come and not a day before, and not while something keeps it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from foothold import warehouse
from foothold.terms.errors import Refused
from foothold.warehouse.activity import Activity
from foothold.warehouse.retention import ChildFacts, due, due_on, months_after, rules

AUTHORITY = "E99000001"
CARE, PLAN, ADOPTION = frozenset({"looked after"}), frozenset({"child protection"}), frozenset({"adopted"})


def facts(last: str = "", *, born: str = "", died: str = "", adopted: str = "", kinds: frozenset = CARE) -> ChildFacts:
    days = [date.fromisoformat(day) if day else None for day in (last, born, died, adopted)]
    return ChildFacts(Activity(days[0]), kinds, days[1], days[2], days[3])


@pytest.mark.parametrize(
    ("rule", "child", "day"),
    [
        ("working-copy", facts("2020-03-31"), "2022-03-31"),
        ("working-copy", facts("2020-02-29"), "2022-03-01"),
        ("working-copy", facts("2018-02-28"), "2020-02-28"),
        ("looked-after", facts(born="2010-06-15"), "2085-06-15"),
        ("looked-after", facts(born="2008-02-29"), "2083-03-01"),
        ("looked-after", facts(born="2005-02-28"), "2080-02-28"),
        ("looked-after", facts(born="2010-06-15", died="2019-01-31"), "2034-01-31"),
        ("looked-after", facts(born="2010-06-15", died="2028-06-14"), "2043-06-14"),
        ("looked-after", facts(born="2010-06-15", died="2028-06-15"), "2085-06-15"),
        ("looked-after", facts(born="2008-02-29", died="2026-02-28"), "2041-02-28"),
        ("looked-after", facts(born="2008-02-29", died="2026-03-01"), "2083-03-01"),
        ("adoption", facts(adopted="2019-05-01", kinds=ADOPTION), "2119-05-01"),
        ("adoption", facts(adopted="2000-02-29", kinds=ADOPTION), "2100-03-01"),
        ("child-protection", facts("2020-02-29", kinds=PLAN), "2055-03-01"),
        ("birth-125", facts(born="2010-06-15"), "2135-06-15"),
    ],
)
def test_the_day_before_on_and_after(rule: str, child: ChildFacts, day: str) -> None:
    runs_out = due_on(child, [rules()[rule]])
    assert runs_out is not None
    expected = date.fromisoformat(day)
    told = {offset: expected + timedelta(days=offset) >= runs_out for offset in (-1, 0, 1)}
    assert told == {-1: False, 0: True, 1: True}


@pytest.mark.parametrize(
    ("chosen", "child"),
    [
        (["looked-after"], facts("2000-01-01", born="1900-01-01", kinds=PLAN)),
        (["looked-after"], facts("2000-01-01")),
        (["working-copy"], facts(born="1900-01-01")),
        (["adoption"], facts("2000-01-01", kinds=ADOPTION)),
        (["working-copy"], ChildFacts(Activity(date(2000, 1, 1), is_open=True))),
        (["working-copy", "looked-after"], facts("2000-01-01")),
    ],
)
def test_who_does_not_fall_under_a_rule_or_is_not_known_or_open_is_never_due(
    chosen: list[str], child: ChildFacts
) -> None:
    assert due_on(child, [rules()[name] for name in chosen]) is None


def test_of_several_rules_the_longest_counts() -> None:
    both = [rules()["working-copy"], rules()["looked-after"]]
    assert due_on(facts("2020-01-01", born="2010-06-15"), both) == date(2085, 6, 15)
    assert due_on(facts("2020-01-01", born="2010-06-15", kinds=PLAN), both) == date(2022, 1, 1)


def test_every_rule_has_a_source_and_a_day() -> None:
    assert len(rules()) == 5
    assert all(rule.source and rule.in_force and rule.title for rule in rules().values())


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2020-08-31", 6, "2021-03-01"), ("2020-12-15", 1, "2021-01-15"), ("2020-11-30", 1, "2020-12-30")],
)
def test_months_later(day: str, months: int, then: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(then)


CASES = [
    {"referral_id": "R1", "person_id": "OLD", "referral_date": "2017-01-05", "close_date": "2017-10-31"},
    {"referral_id": "R2", "person_id": "OPEN", "referral_date": "2012-01-05"},
    {"referral_id": "R3", "person_id": "NEW", "referral_date": "2017-01-05", "close_date": "2017-11-01"},
    {"referral_id": "R4", "person_id": "HELD", "referral_date": "2010-01-05", "close_date": "2011-10-31"},
]
CARE_ENDED = {"cla_episode_ceased_date": "2011-10-31"}
OCTOBER = date(2019, 10, 31)


@pytest.fixture
def council(hand_over: Callable, home: Path) -> Path:
    people = [{"person_id": case["person_id"], "dob": "2010-01-01"} for case in CASES]
    hand_over("2019-10-31", {"person": people, "cin_episodes": CASES})
    warehouse.hold(home, "HELD", authority=AUTHORITY, reason="claim 3")
    return home


def dispose(home: Path) -> warehouse.Erased:
    found = due(home, AUTHORITY, OCTOBER)
    options = {"rule": "working-copy", "last_active": found.last_active}
    return warehouse.erase(home, found.children, authority=AUTHORITY, reason="retention", **options)  # type: ignore[arg-type]


def test_who_is_due_in_a_history(council: Path) -> None:
    found = due(council, AUTHORITY, OCTOBER)
    assert (found.children, found.held, found.known, found.not_known) == (("OLD",), 1, 4, 0)
    assert due(council, AUTHORITY, OCTOBER - timedelta(days=1)).children == ()
    assert set(due(council, AUTHORITY, OCTOBER + timedelta(days=1)).children) == {"OLD", "NEW"}
    warehouse.release(council, "HELD", authority=AUTHORITY, reason="claim settled")
    assert set(due(council, AUTHORITY, OCTOBER).children) == {"OLD", "HELD"}


def test_only_of_children_under_a_rule_can_it_be_unknown_when_they_are_due(hand_over: Callable, home: Path) -> None:
    care = [{"cla_episode_id": "E1", "person_id": "OLD", "cla_episode_start_date": "2011-01-05", **CARE_ENDED}]
    people = [{"person_id": "OLD"}, {"person_id": "NEW", "dob": "2010-01-01"}]
    hand_over("2019-10-31", {"person": people, "cin_episodes": [CASES[0], CASES[2]], "cla_episodes": care})
    found = due(home, AUTHORITY, OCTOBER, ["looked-after"])  # OLD was looked after, born on a day nobody recorded
    assert (found.children, found.known, found.not_known) == ((), 2, 1)


def test_a_hold_keeps_a_record_from_being_erased_too(council: Path) -> None:
    with pytest.raises(Refused, match="is held since"):
        warehouse.erase(council, ["HELD"], authority=AUTHORITY, reason="request 17")
    with pytest.raises(Refused, match="held already"):
        warehouse.hold(council, "HELD", authority=AUTHORITY, reason="claim 4")
    with pytest.raises(Refused, match="is not held"):
        warehouse.release(council, "OLD", authority=AUTHORITY, reason="claim 4")


def test_what_went_stays_out_until_something_new_is_told(council: Path, hand_over: Callable, rows: Callable) -> None:
    assert dispose(council).rows == {"ssd/cin_episodes": 1, "ssd/person": 1}
    people = [{"person_id": case["person_id"], "dob": "2010-01-01"} for case in CASES]
    hand_over("2019-11-30", {"person": people, "cin_episodes": CASES})
    assert rows("select count(*) from person where person_id = 'OLD'") == [(0,)]
    referred = {"referral_id": "R9", "person_id": "OLD", "referral_date": "2019-12-02"}
    again = hand_over("2019-12-31", {"person": people, "cin_episodes": [*CASES, referred]})
    assert rows("select count(*) from cin_episodes where person_id = 'OLD'") == [(2,)]
    assert again.rows_set_aside == 0
    assert [erasure.lifted.by for erasure in warehouse.erasures(council, AUTHORITY) if erasure.lifted] == ["load"]
    unchanged = hand_over("2019-12-31", {"person": people, "cin_episodes": [*CASES, referred]})
    assert unchanged.status == "unchanged"


def test_refusals(council: Path) -> None:
    with pytest.raises(Refused, match="no retention rule called that"):
        due(council, AUTHORITY, OCTOBER, ["seven-years"])
    with pytest.raises(Refused, match="in force since 2018-04-01 only"):
        due(council, AUTHORITY, date(2018, 3, 31))
