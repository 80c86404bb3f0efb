from datetime import date, timedelta

import pytest

from foothold.terms.working_days import FIRST_DAY, LAST_DAY, bank_holidays, is_working_day, working_days_between


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 5, 8),  # VE Day, moved from the Monday
        date(2022, 6, 3),  # Platinum Jubilee
        date(2022, 9, 19),  # the Queen's funeral
        date(2023, 5, 8),  # the coronation
        date(2021, 12, 28),  # substitute for Boxing Day
        date(2020, 2, 15),  # a Saturday
    ],
)
def test_a_day_off_is_not_a_working_day(day):
    assert not is_working_day(day)


def test_the_monday_that_gave_its_holiday_to_ve_day_is_a_working_day():
    assert is_working_day(date(2020, 5, 4))


def test_every_year_has_at_least_eight_bank_holidays():
    by_year = {
        year: sum(day.year == year for day in bank_holidays()) for year in range(FIRST_DAY.year, LAST_DAY.year + 1)
    }
    # Christmas Day of 2021 and others fell on a weekend: their substitute days are listed in their stead.
    assert min(by_year.values()) >= 7
    assert all(day.weekday() < 5 for day in bank_holidays())


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2020, 2, 14), date(2020, 2, 14), 0),
        (date(2020, 2, 14), date(2020, 2, 16), 0),
        (date(2020, 2, 14), date(2020, 2, 17), 1),
        (date(2020, 4, 9), date(2020, 4, 14), 1),  # across Easter
        (date(2020, 2, 17), date(2020, 2, 14), -1),
    ],
)
def test_the_first_day_is_not_counted(start, end, days):
    assert working_days_between(start, end) == days


def test_a_day_outside_the_known_years_is_refused():
    with pytest.raises(ValueError, match="2028-12-31"):
        is_working_day(LAST_DAY + timedelta(days=1))
