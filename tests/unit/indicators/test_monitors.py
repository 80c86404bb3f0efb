"""Each monitor asks where it should, on the boundary day, and keeps silent where there is nothing to ask."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pytest

from foothold.indicators.monitors import MONITORS, Asked, answers, find_monitor
from foothold.tables import TABLES
from foothold.terms.errors import Refused

DAY = date(2020, 3, 31)
RETURNS = [date(2020, 1, 31), date(2020, 2, 29), DAY]


class Drawn:
    """Tables of one council with the returns that first and no longer held each row."""

    def __init__(self):
        self.connection = duckdb.connect()
        self.not_collected = {}
        for table in TABLES.values():
            columns = ", ".join(f"{column.name} {column.type.sql}" for column in table.stored_columns)
            self.connection.execute(f"create table {table.name}_rows ({columns}, seen_from date, seen_to date)")
            self.connection.execute(
                f"create view {table.name} as select * exclude (seen_from, seen_to) from {table.name}_rows "
                "where seen_to is null"
            )

    def add(self, table, seen_from=RETURNS[0], seen_to=None, **cells):
        named = {**cells, "seen_from": seen_from, "seen_to": seen_to}
        marks = ", ".join("?" for _ in named)
        self.connection.execute(f"insert into {table}_rows ({', '.join(named)}) values ({marks})", [*named.values()])

    def history_of(self, table):
        return f"select * from {table}_rows"

    def days_of(self, table):
        return RETURNS


@pytest.fixture
def drawn():
    return Drawn()


def ask(drawn, monitor, **options):
    (answer,) = answers(Asked(drawn, DAY, **options), [find_monitor(monitor)])
    return answer


def visit(drawn, record, day, child="p1", **when):
    drawn.add("cin_visits", cin_visit_id=record, person_id=child, cin_visit_date=day, **when)


def hold(drawn, child, worker="w1", team="T1", start=date(2019, 1, 1), end=None, record=None, case=None):
    drawn.add(
        "involvements",
        involvements_id=record or f"i-{child}",
        person_id=child,
        referral_id=case,
        professional_id=worker,
        professional_team=team,
        involvement_start_date=start,
        involvement_end_date=end,
    )


def test_a_record_is_late_by_the_returns_that_did_not_hold_it(drawn):
    hold(drawn, "p1")
    visit(drawn, "late", date(2020, 1, 10), seen_from=RETURNS[2])
    visit(drawn, "seven_days", date(2020, 1, 24), seen_from=RETURNS[1])
    visit(drawn, "six_days", date(2020, 1, 25), seen_from=RETURNS[1])
    visit(drawn, "in_time", date(2020, 1, 10), seen_from=RETURNS[0])
    visit(drawn, "after_the_return", date(2020, 2, 10), seen_from=RETURNS[1])
    answer = ask(drawn, "entry-lag")
    found = {row.record: row.told for row in answer.rows}
    assert found == {"late": (RETURNS[2], RETURNS[1], 50), "seven_days": (RETURNS[1], RETURNS[0], 7)}
    assert answer.sentence.startswith("2 of 5 records")
    assert {row.team for row in answer.rows} == {"T1"}


def test_a_row_that_returns_corrected_was_not_late(drawn):
    visit(drawn, "corrected", date(2020, 1, 10), seen_from=RETURNS[0], seen_to=RETURNS[1])
    visit(drawn, "corrected", date(2020, 1, 10), seen_from=RETURNS[1])
    assert ask(drawn, "entry-lag").status == "nothing to ask"


def test_windows_cannot_tell_when_a_record_came(drawn):
    for monitor in ("entry-lag", "backdating"):
        answer = ask(drawn, monitor, complete=False)
        assert (answer.status, answer.sentence) == ("not run", "")


def closed(drawn, record, *versions):
    for number, (day, seen) in enumerate(versions):
        ends = versions[number + 1][1] if number + 1 < len(versions) else None
        drawn.add("cin_episodes", seen, ends, referral_id=record, person_id="p1", close_date=day)


def test_a_day_is_set_back_against_what_a_return_had_shown(drawn):
    closed(drawn, "closed_before_a_return_that_showed_it_open", (None, RETURNS[0]), (date(2020, 1, 24), RETURNS[1]))
    closed(drawn, "six_days_before", (None, RETURNS[0]), (date(2020, 1, 25), RETURNS[1]))
    closed(drawn, "closed_since", (None, RETURNS[0]), (date(2020, 2, 3), RETURNS[1]))
    closed(drawn, "moved_back", (date(2020, 1, 20), RETURNS[0]), (date(2020, 1, 13), RETURNS[2]))
    closed(drawn, "moved_on", (date(2020, 1, 13), RETURNS[0]), (date(2020, 1, 20), RETURNS[2]))
    closed(drawn, "closed_when_first_held", (date(2019, 6, 3), RETURNS[1]))
    found = {row.record: row.told for row in ask(drawn, "backdating").rows}
    assert found == {
        "closed_before_a_return_that_showed_it_open": (None, RETURNS[1], 7),
        "moved_back": (date(2020, 1, 20), RETURNS[2], 7),
    }


def assess(drawn, number, working_days):
    """An assessment that took so many working days from Monday 6 January 2020; no bank holiday lies in between."""
    weeks, days = divmod(working_days, 5)
    begun = date(2020, 1, 6)
    drawn.add(
        "cin_assessments",
        assessment_id=f"a{number}",
        person_id="p1",
        assessment_start_date=begun,
        assessment_auth_date=begun + timedelta(days=7 * weeks + days),
    )


@pytest.mark.parametrize(("neighbours", "asked"), [(50, 10), (51, 0)])
def test_a_crowd_is_twice_what_is_usual_around_it(drawn, neighbours, asked):
    for number in range(10):
        assess(drawn, number, 45)
    for number in range(neighbours):
        assess(drawn, 100 + number, 40 + number % 5)
    assert len(ask(drawn, "bunching").rows) == asked


def test_nine_on_the_last_day_are_no_crowd(drawn):
    for number in range(9):
        assess(drawn, number, 45)
    assert ask(drawn, "bunching").status == "nothing to ask"


def test_the_week_before_a_report_is_held_against_the_half_year_before_it(drawn):
    report = date(2020, 3, 16)
    for number in range(5):
        closed(drawn, f"week{number}", (report - timedelta(days=1 + number), RETURNS[0]))
    closed(drawn, "a_week_before", (report - timedelta(days=7), RETURNS[0]))
    closed(drawn, "earlier", (report - timedelta(days=8), RETURNS[0]))
    closed(drawn, "on_the_day", (report, RETURNS[0]))
    answer = ask(drawn, "before-an-event", events=(report,))
    assert {row.record for row in answer.rows} == {*(f"week{number}" for number in range(5)), "a_week_before"}
    assert ask(drawn, "before-an-event").status == "not run"
    assert ask(drawn, "before-an-event", events=(date(2020, 2, 3),)).status == "nothing to ask"


def test_a_rating_that_rises_is_no_downgrade(drawn):
    for child in range(6):
        for number, (rating, day) in enumerate((("amber", 1), ("red", 10), ("green" if child else "red", 12))):
            drawn.add(
                "case_ratings",
                rating_id=f"{child}-{number}",
                person_id=f"p{child}",
                rating=rating,
                rated_date=date(2020, 3, day),
            )
    answer = ask(drawn, "before-an-event", events=(date(2020, 3, 16),))
    assert {row.record for row in answer.rows} == {f"{child}-2" for child in range(1, 6)}


def test_eight_children_of_one_worker_in_a_day_are_a_batch(drawn):
    for number in range(8):
        hold(drawn, f"p{number}")
        visit(drawn, f"v{number}", date(2020, 3, 2), child=f"p{number}")
        hold(drawn, f"q{number}", worker=f"w{number % 2}", record=f"iq-{number}")
        visit(drawn, f"u{number}", date(2020, 3, 3), child=f"q{number}")
    visit(drawn, "twice", date(2020, 3, 2), child="p0")
    answer = ask(drawn, "batches")
    assert {row.record for row in answer.rows} == {*(f"v{number}" for number in range(8)), "twice"}
    assert {row.told for row in answer.rows} == {("w1", 8)}


def test_a_case_taken_back_and_given_again_within_a_day_turned(drawn):
    for case, ended, again in (("turned", 3, 3), ("a_day_later", 4, 4), ("a_gap", 3, 5), ("stayed", 5, 5)):
        hold(drawn, "p1", start=date(2020, 3, 3), end=date(2020, 3, ended), record=f"{case}-1", case=case)
        hold(drawn, "p1", worker="w2", start=date(2020, 3, again), record=f"{case}-2", case=case)
    assert {row.record for row in ask(drawn, "quick-turns").rows} == {"turned-1", "a_day_later-1"}


def test_what_was_not_collected_is_not_run(drawn):
    drawn.not_collected = {name: frozenset({"*"}) for name in TABLES}
    assert {answer.status for answer in answers(Asked(drawn, DAY, (DAY,)))} == {"not run"}


def test_nothing_before_the_twelve_months_is_looked_at(drawn):
    visit(drawn, "long_ago", date(2019, 3, 31), seen_from=RETURNS[2])
    visit(drawn, "first_day", date(2019, 4, 1), seen_from=RETURNS[2])
    assert [row.record for row in ask(drawn, "entry-lag").rows] == ["first_day"]


def test_every_monitor_asks_and_offers_innocent_answers():
    assert all(one.question.endswith("?") and len(one.innocent) >= 2 for one in MONITORS.values())
    with pytest.raises(Refused, match="There is no monitor 'fraud'"):
        find_monitor("fraud")
