"""Clocks: boundary days of each limit, limits that changed, and the rules of 2020."""

from __future__ import annotations

from datetime import date

import pytest

from foothold.terms import clocks as module
from foothold.terms.clocks import (
    Effect,
    Lawful,
    Timeliness,
    clock_for,
    clocks,
    contact,
    due_day,
    effects_on,
    last_day_in_time,
    timeliness,
    variations,
)
from foothold.terms.errors import Refused
from foothold.terms.working_days import working_days_between


@pytest.mark.parametrize(
    ("name", "start", "due"),
    [
        ("referral_decision", "2019-12-24", "2019-12-27"),  # Christmas Day and Boxing Day between
        ("core_group", "2020-01-06", "2020-01-20"),
        ("initial_conference", "2020-04-01", "2020-04-24"),  # Good Friday and Easter Monday between
        ("first_care_review", "2020-01-06", "2020-02-03"),
        ("core_assessment", "2012-04-02", "2012-05-24"),  # two days of Easter and one of May between
        ("assessment", "2020-01-06", "2020-03-09"),
        ("care_visit_after_placement", "2020-01-06", "2020-01-13"),
        ("care_visit_first_year", "2020-01-06", "2020-02-17"),
        ("first_protection_review", "2019-11-30", "2020-02-29"),
        ("later_protection_review", "2020-08-31", "2021-02-28"),
        ("return_interview", "2020-01-06", "2020-01-09"),
    ],
)
def test_due_days(name, start, due):
    assert due_day(name, date.fromisoformat(start)) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("name", "amount"),
    [("core_group", 10), ("initial_conference", 15), ("first_care_review", 20), ("assessment", 45)],
)
def test_the_limit_is_in_time_and_a_day_more_is_not(name, amount):
    start = date(2019, 12, 20)
    due = due_day(name, start)
    assert working_days_between(start, due) == amount
    after = due_after(due)
    assert timeliness(name, start, due, date(2020, 12, 31)) is Timeliness.IN_TIME
    assert timeliness(name, start, after, date(2020, 12, 31)) is Timeliness.LATE


def due_after(day: date) -> date:
    return next(later for later in map(day.fromordinal, range(day.toordinal() + 1, 10**6)) if later.weekday() < 5)


def test_a_weekend_after_a_friday_limit_takes_no_working_day():
    friday = due_day("core_group", date(2020, 1, 10))
    assert (friday, last_day_in_time("core_group", date(2020, 1, 10))) == (date(2020, 1, 24), date(2020, 1, 26))
    assert timeliness("core_group", date(2020, 1, 10), date(2020, 1, 26), date(2020, 2, 1)) is Timeliness.IN_TIME
    assert last_day_in_time("care_visit_first_year", date(2020, 1, 10)) == date(2020, 2, 21)


def test_a_step_not_done_runs_and_then_is_late():
    start = date(2020, 1, 6)
    assert timeliness("assessment", start, None, date(2020, 3, 9)) is Timeliness.RUNNING
    assert timeliness("assessment", start, None, date(2020, 3, 10)) is Timeliness.LATE
    assert timeliness("assessment", start, date(2020, 3, 11), date(2020, 3, 10)) is Timeliness.LATE  # not done by then
    assert timeliness("assessment", start, date(2020, 1, 5), date(2020, 3, 1)) is Timeliness.RUNNING  # before its start


def test_the_limit_is_that_of_the_day_a_clock_starts():
    assert clock_for("temporary_foster_approval", date(2020, 4, 23)).amount == 16
    assert clock_for("temporary_foster_approval", date(2020, 4, 24)).amount == 24
    assert clock_for("temporary_foster_approval", date(2020, 9, 25)).amount == 24
    assert clock_for("temporary_foster_approval", date(2020, 9, 26)).amount == 16
    with pytest.raises(Refused, match="did not run on 2013-04-14"):
        clock_for("assessment", date(2013, 4, 14))
    with pytest.raises(Refused, match="no clock 'nonsense'"):
        clock_for("nonsense", date(2020, 1, 1))


@pytest.mark.parametrize(("last_day", "standing"), [(23, "late"), (24, "no_fixed_limit")])
def test_a_visit_that_fell_due_from_24_april_2020_had_no_fixed_limit(last_day, standing):
    start = date(2020, 4, last_day) - (date(2020, 2, 17) - date(2020, 1, 6))
    assert due_day("care_visit_first_year", start) == date(2020, 4, last_day)
    assert timeliness("care_visit_first_year", start, None, date(2020, 6, 1)) == standing


def test_limits_are_fixed_again_from_26_september_2020():
    on = [(d, Effect.NO_FIXED_LIMIT in effects_on("later_care_review", date(2020, 9, d))) for d in (25, 26)]
    assert on == [(25, True), (26, False)]
    assert Effect.NO_FIXED_LIMIT not in effects_on("first_care_review", date(2020, 6, 1))


@pytest.mark.parametrize(
    ("day", "recorded", "lawful"),
    [
        ("2020-04-23", None, Lawful.NO),
        ("2020-04-24", None, Lawful.YES),
        ("2020-09-25", False, Lawful.YES),
        ("2020-09-26", True, Lawful.YES),
        ("2020-09-26", False, Lawful.NO),
        ("2020-09-26", None, Lawful.UNKNOWN),
        ("2021-09-30", True, Lawful.YES),
        ("2021-10-01", True, Lawful.NO),
    ],
)
def test_a_video_visit_may_be_lawful_and_is_never_face_to_face(day, recorded, lawful):
    found = contact("care_visit_first_year", date.fromisoformat(day), face_to_face=False, recorded=recorded)
    assert (found.lawful, found.face_to_face) == (lawful, False)
    in_person = contact("care_visit_first_year", date.fromisoformat(day), face_to_face=True)
    assert (in_person.lawful, in_person.face_to_face) == (Lawful.YES, True)


def test_where_regulations_say_nothing_the_council_does():
    assert contact("protection_visit", date(2020, 6, 1), face_to_face=False).lawful is Lawful.NOT_SETTLED


def test_every_clock_has_a_source_and_every_variation_a_clock():
    assert all(clock.source and clock.amount > 0 for clock in clocks())
    assert {one.clock for one in variations()} <= {clock.name for clock in clocks()}
    assert {f"T{number:02}" for number in range(1, 36)} <= {clock.code for clock in clocks()}


def test_two_limits_on_one_day_are_an_error(monkeypatch):
    rows = module._rows("statutory_clocks.csv")
    overlapping = [{**rows[0], "valid_from": "2020-01-01"}, rows[0]]
    monkeypatch.setattr(module, "_rows", lambda file: overlapping)
    with pytest.raises(ValueError, match="two limits of referral_decision"):
        module.clocks.__wrapped__()


def test_beyond_the_known_bank_holidays_is_refused():
    with pytest.raises(Refused, match="Bank holidays are known"):
        due_day("assessment", date(2028, 12, 1))
