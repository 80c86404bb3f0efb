from datetime import date

import pytest

from foothold.terms.errors import Refused
from foothold.terms.reporting_periods import Period, months_before, periods, week_ending, weeks_to, year_to


def test_a_week_runs_from_monday_to_the_sunday_that_names_it():
    assert periods(date(2020, 2, 10), date(2020, 2, 22), "week") == [Period(date(2020, 2, 10), date(2020, 2, 16))]
    assert week_ending(date(2020, 2, 10)) == week_ending(date(2020, 2, 16)) == date(2020, 2, 16)


def test_a_week_belongs_to_the_range_that_holds_its_sunday():
    found = periods(date(2020, 2, 16), date(2020, 2, 23), "week")
    assert [period.as_at for period in found] == [date(2020, 2, 16), date(2020, 2, 23)]
    assert found[0].start == date(2020, 2, 10)


@pytest.mark.parametrize(
    ("every", "first", "number"),
    [
        ("day", Period(date(2019, 1, 1), date(2019, 1, 1)), 456),
        ("month", Period(date(2019, 1, 1), date(2019, 1, 31)), 15),
        ("quarter", Period(date(2019, 1, 1), date(2019, 3, 31)), 5),
        ("year", Period(date(2018, 4, 1), date(2019, 3, 31)), 2),
    ],
)
def test_whole_periods_that_end_in_the_range(every, first, number):
    found = periods(date(2019, 1, 1), date(2020, 3, 31), every)
    assert (found[0], len(found)) == (first, number)


def test_a_period_that_ends_after_the_range_is_not_whole():
    with pytest.raises(Refused, match="No whole month"):
        periods(date(2020, 2, 1), date(2020, 2, 28), "month")


def test_an_unknown_period_is_refused_with_those_there_are():
    with pytest.raises(Refused, match="day, week, month, quarter, year"):
        periods(date(2020, 2, 1), date(2020, 2, 28), "fortnight")


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(Refused, match="earlier day first"):
        Period(date(2020, 2, 2), date(2020, 2, 1))


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2020, 2, 29), 12, date(2019, 2, 28)),
        (date(2020, 3, 31), 1, date(2020, 2, 29)),
        (date(2020, 1, 15), 1, date(2019, 12, 15)),
        (date(2021, 2, 28), 12, date(2020, 2, 28)),
    ],
)
def test_months_before_keep_the_day_or_take_the_last_of_the_month(day, months, earlier):
    assert months_before(day, months) == earlier


def test_a_rolling_year_begins_on_the_day_after_the_same_day_a_year_earlier():
    assert year_to(date(2020, 3, 31)) == Period(date(2019, 4, 1), date(2020, 3, 31))
    assert year_to(date(2020, 2, 29)) == Period(date(2019, 3, 1), date(2020, 2, 29))


def test_four_weeks_are_twenty_eight_days_with_the_last():
    assert weeks_to(date(2020, 5, 10), 4) == Period(date(2020, 4, 13), date(2020, 5, 10))
