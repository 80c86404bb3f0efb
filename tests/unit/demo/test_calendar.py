from datetime import date

import numpy as np
import pytest

from foothold.demo import days
from foothold.terms.working_days import working_days_between


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2020, 4, 9), 1, date(2020, 4, 14)),  # Good Friday, a weekend and Easter Monday lie between
        (date(2020, 5, 7), 1, date(2020, 5, 11)),  # the early May holiday of 2020 was a Friday
        (date(2019, 10, 14), 45, date(2019, 12, 16)),
        (date(2019, 10, 13), 0, date(2019, 10, 11)),  # none after a Sunday: the last working day
    ],
)
def test_working_days_pass_over_weekends_and_bank_holidays(start, count, expected):
    found = days.working_days_after(days.index_of(start), count)

    assert days.day_of(found) == expected
    assert days.working_days_after_each(np.array([days.index_of(start)]), np.array([count]))[0] == found


def test_working_days_are_counted_as_guidance_counts_them():
    start = date(2019, 12, 20)
    end = days.day_of(days.working_days_after(days.index_of(start), 11))

    assert working_days_between(start, end) == 11


def test_schools_do_not_teach_in_the_holidays():
    teaching = days.school_days()

    assert teaching[days.index_of(date(2019, 10, 14))]
    assert not teaching[days.index_of(date(2019, 8, 14))]
    assert not teaching[days.index_of(date(2019, 10, 13))]


def test_a_course_is_straight_between_its_dates_and_level_outside():
    course = days.Course([(date(2018, 4, 11), 10.0), (date(2018, 4, 21), 20.0)])

    assert course.at(days.index_of(date(2018, 4, 16))) == 15.0
    assert course.at(0) == course.at(-100) == 10.0
    assert course.at(days.DAYS + 100) == 20.0
