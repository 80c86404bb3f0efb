"""Figures and problems in words and counts."""

from datetime import date

import pytest

from foothold.indicators import CATALOGUE, Figure
from foothold.returns import Problem
from foothold.terms.figures import FigureStatus
from foothold_web.data.queries import counted, freshness, today_of
from foothold_web.reporting import wording

DAY = date(2020, 6, 30)


def figure(name, value, status=FigureStatus.VALUE, missing=""):
    return Figure(name, 1, DAY, DAY, {}, value, 100, value, status, missing)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("in the week before 2020-01-06: 3.", "in the week before 6 January 2020: 3."),
        ("known from 2020-02-29, until 2020-03-31.", "known from 29 February 2020, until 31 March 2020."),
        ("2019-02-29", "2019-02-29"),
        ("AL01@2020-01-06..2020-06-30 == 0", "AL01@2020-01-06..2020-06-30 == 0"),
        ("cases-2020-01-06.csv and /reports/2020-01-06/", "cases-2020-01-06.csv and /reports/2020-01-06/"),
    ],
)
def test_days_are_written_as_people_write_them(written, shown):
    assert wording.days_in_words(written) == shown


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("AL01", 0, "0"),
        ("AL01", 1312, "1,312"),
        ("AL06", 12.25, "12.2%"),
        ("AL03", 1, "1 day"),
        ("AL04", 6, "6 weeks"),
        ("CP06", 44.21, "44.2 per 10,000 children"),
        ("FD10", 60.2, "60.2 (100 is usual)"),
    ],
)
def test_a_value_is_written_with_its_unit(name, value, words):
    assert wording.figure_in_words(figure(name, value), CATALOGUE[name]) == words


def test_every_way_of_not_being_a_number_reads_differently():
    absent = [status for status in FigureStatus if status is not FigureStatus.VALUE]
    words = {wording.figure_in_words(figure("AL01", None, status), CATALOGUE["AL01"]) for status in absent}
    assert len(words | {"0"}) == len(absent) + 1


def test_what_was_not_collected_names_the_field():
    absent = figure("WF03", None, FigureStatus.NOT_COLLECTED, "posts.filled_by")
    assert "posts.filled_by" in wording.figure_in_words(absent, CATALOGUE["WF03"])


def test_problems_are_counted_with_those_that_a_closing_line_stands_for():
    shown = [Problem("a.csv", row, "Born", "date-invalid", f"Row {row}", "person", "set_aside") for row in range(2, 22)]
    text = "Born: 5 more rows with the problem date-invalid (25 in all)."
    closing = Problem("a.csv", None, "Born", "date-invalid", text, "", "set_aside")
    (group,) = counted([*shown, closing])
    assert group.count == 25


def test_a_monthly_feed_is_stale_after_forty_five_days():
    class Load:
        feed = "ssd"
        as_at = DAY

    assert not freshness([Load], date(2020, 8, 14))[0].stale
    assert freshness([Load], date(2020, 8, 15))[0].stale


def test_the_clock_of_a_council_that_does_not_exist_stands_still():
    assert today_of("E99000001", DAY) == DAY
    assert today_of("E06000061", DAY) == date.today()
