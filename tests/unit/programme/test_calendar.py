"""Times in working days and dates: boundaries drawn, dates stated."""

from datetime import date

import pytest

from foothold.programme.calendar import Calendar, first_of_month_after
from foothold.terms.errors import Refused

# Thursday 2 April 2020; Good Friday and Easter Monday are holidays.
EASTER = Calendar.parse("2020-04-02", {"holidays": ["2020-04-10", "2020-04-13"]})


@pytest.mark.parametrize(
    ("time", "day"),
    [
        (0, "2020-04-02"),  # nothing to do ends on the first day
        (0.1, "2020-04-02"),
        (1, "2020-04-02"),
        (1.0001, "2020-04-03"),
        (2, "2020-04-03"),
        (2.5, "2020-04-06"),  # over the weekend
        (6, "2020-04-09"),
        (6.5, "2020-04-14"),  # over Easter
        (0.1 + 0.2 + 1.7, "2020-04-03"),  # a sum that misses 2 by the last bit costs no day
    ],
)
def test_work_that_ends_at_a_time_ends_on_its_working_day(time: float, day: str) -> None:
    assert EASTER.date_of(time) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("day", "time"),
    [("2020-04-02", 0), ("2020-04-03", 1), ("2020-04-04", 2), ("2020-04-06", 2), ("2020-04-14", 6), ("2020-04-15", 7)],
)
def test_by_a_day_is_before_its_start(day: str, time: float) -> None:
    assert EASTER.time_at_start_of(date.fromisoformat(day)) == time


def test_a_date_before_the_programme_is_refused() -> None:
    with pytest.raises(Refused, match="outside the programme's calendar"):
        EASTER.time_at_start_of(date(2020, 4, 1))


@pytest.mark.parametrize(
    ("finish", "transfer"),
    [
        ("2020-10-30", "2020-11-01"),
        ("2020-10-31", "2020-11-01"),
        ("2020-11-01", "2020-12-01"),
        ("2020-12-01", "2021-01-01"),
        ("2020-12-31", "2021-01-01"),
    ],
)
def test_transfer_is_on_the_first_of_a_month_at_least_a_day_later(finish: str, transfer: str) -> None:
    assert first_of_month_after(date.fromisoformat(finish)) == date.fromisoformat(transfer)
