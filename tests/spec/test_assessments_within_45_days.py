"""AS02: assessments authorised within 45 working days of their start."""

from datetime import date

import pytest

from foothold.indicators import cases
from foothold.terms.working_days import working_days_between


def assessed(start: str, end: str) -> dict[str, str]:
    """One assessment, from one day to another."""
    return {
        "cin_assessments": f"""
            assessment_id | person_id | assessment_start_date | assessment_auth_date
            a1            | p1        | {start}               | {end}
        """
    }


@pytest.mark.parametrize(
    ("start", "end", "in_time"),
    [
        ("2019-09-02", "2019-09-02", 1),  # the same day is day 0
        ("2019-09-02", "2019-11-04", 1),  # day 45, with no bank holiday between
        ("2019-09-02", "2019-11-05", 0),  # day 46
        ("2020-03-09", "2020-05-14", 1),  # day 45 across Good Friday, Easter Monday and VE Day of 2020
        ("2020-03-09", "2020-05-15", 0),
        ("2019-09-07", "2019-11-08", 1),  # begun on a Saturday: the Monday is day 1
        ("2019-09-07", "2019-11-11", 0),
        ("2019-09-03", "2019-09-02", 0),  # authorised before it began
        ("", "2019-09-02", 0),  # no start recorded
        ("2009-09-02", "2012-01-06", 0),  # begun before the bank holidays are known
    ],
)
def test_day_45_is_in_time_and_day_46_is_not(spec, start, end, in_time):
    spec("assessments_within_45_days", assessed(start, end), {end: (in_time, 1)})


def test_the_calendar_in_sql_counts_as_the_one_in_python(drawn):
    for start, end in [(date(2019, 12, 20), date(2020, 1, 3)), (date(2020, 3, 9), date(2020, 5, 14))]:
        (row,) = cases(drawn(assessed(str(start), str(end))), "AS02", end).rows
        assert row[-1] == working_days_between(start, end)


def test_it_counts_in_the_period_in_which_it_was_authorised(spec):
    tables = assessed("2020-01-06", "2020-02-03")
    spec(
        "AS02",
        tables,
        {"2020-01-01/2020-02-02": (0, 0), "2020-02-03/2020-02-03": (1, 1), "2021-02-02": (1, 1), "2021-02-03": (0, 0)},
    )
