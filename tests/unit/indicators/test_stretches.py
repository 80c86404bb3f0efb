"""Totals written anew: from which day until which a condition holds, and which definitions have the shape."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from sqlglot import exp, parse_one

from foothold.indicators import CATALOGUE, Period
from foothold.indicators.figures import totals_statement
from foothold.indicators.stretches import by_day, quicker
from foothold.indicators.stretches.bounds import bounds
from foothold.indicators.stretches.shapes import OtherShapeError, as_at, written

BY_STRETCHES = {
    "FD04", "FD12", "FD13", "FD14", "AS04", "AL01", "AL02", "AL05", "AL07", "AL08", "AL10", "AL11", "AL12", "CP06",
    "CP11", "CP14", "CP15", "CP17", "CP19", "CN01", "CN02", "CN03", "CN04", "CN06", "CC05", "CC07", "CC08", "CC09",
    "CC12", "CC21", "CL06",
}  # fmt: skip


def condition(sql: str) -> exp.Expr:
    """A condition of the columns of a table `days` and the reporting day, `today`."""
    return parse_one(sql, read="duckdb").transform(
        lambda one: as_at() if isinstance(one, exp.Column) and one.name == "today" else one
    )


@pytest.mark.parametrize(
    "sql",
    [
        "days.day <= today",
        "days.day < today",
        "days.day > today",
        "today <= days.day",
        "days.day <= today - interval '1' month",
        "days.day < cast(today - interval '1' month as date)",
        "days.day > today - interval '13' month",
        "days.day >= cast(today - interval '24' month as date)",
        "days.day > today - days.months * interval '1' month",
        "date_diff('day', days.day, today) <= 28",
        "date_diff('day', days.day, today) > 28",
        "coalesce(days.perhaps > today, true)",
        "coalesce(days.perhaps <= today, true)",
        "coalesce(days.perhaps <= today, false)",
        "days.day <= today and days.perhaps > today",
        "days.perhaps is null or days.day <= today",
        "days.perhaps > today or days.months = 2",
    ],
)
def test_a_condition_holds_from_its_first_day_until_its_last(sql):
    """On every day of four years, the end of February of a leap year among them, for every day as a limit."""
    found = bounds(condition(sql))
    edges = [f"today >= {written(one)}" for one in found.since] + [f"today < {written(one)}" for one in found.until]
    by_bounds = " and ".join(f"({text})" for text in (*map(written, found.when), *edges))
    with duckdb.connect() as connection:
        connection.execute(
            """create table days as
            select cast(day as date) as day, 1 + day(day) % 3 as months,
                case when day(day) % 4 > 0 then cast(day + interval 40 day as date) end as perhaps
            from generate_series(date '2019-01-25', date '2020-04-05', interval 1 day) as days(day)"""
        )
        connection.execute("create table todays as select day as today from days")
        differing = (
            f"select today, days.day from todays, days where coalesce({sql}, false) <> coalesce({by_bounds}, false)"
        )
        assert connection.execute(differing).fetchall() == []
        (held,) = connection.execute(f"select count(*) from todays, days where {sql}").fetchone() or (0,)
    assert held


@pytest.mark.parametrize(
    "sql",
    [
        "not days.day <= today",
        "days.day <= today or days.perhaps > today",
        "days.day = today",
        "date_diff('day', days.day, today - interval '1' month) <= 28",
        "date_diff('week', days.day, today) <= 4",
        "date_diff('day', today, days.day) <= 28",
    ],
)
def test_conditions_whose_days_may_be_more_than_one_stretch_are_left(sql):
    with pytest.raises(OtherShapeError):
        bounds(condition(sql))


def test_most_stocks_have_the_shape():
    """A definition that loses it is computed as it is written: right, and an order slower over years of weeks."""
    quick = {
        one.id
        for one in CATALOGUE.values()
        if one.measure != "run" and quicker(totals_statement(one, [(), ("team",)] if "team" in one.slices else [()]))
    }
    assert quick == BY_STRETCHES


def test_events_are_found_by_their_day():
    referrals = by_day(totals_statement(CATALOGUE["FD05"], [()]))
    assert "days_of_periods AS periods" in referrals
    assert "reporting_periods" not in referrals
    contacts = totals_statement(CATALOGUE["WF10"], [()])
    assert by_day(contacts) == contacts


def test_totals_follow_from_changes():
    """Two cases from the first week, one more in the second, all gone after it."""
    stock = quicker(totals_statement(CATALOGUE["AL01"], [(), ("team",)]))
    assert stock is not None
    weeks = [Period(date(2020, 1, 6), date(2020, 1, 12)), Period(date(2020, 1, 13), date(2020, 1, 19))]
    changes = [("N", 1, 1, 2), ("N", 2, 0, 1), ("N", 3, -1, -3), (None, 2, 0, 1), (None, 3, 0, -1)]
    assert set(stock.rows(changes, weeks)) == {
        (weeks[0].as_at, None, 1, 1, 2, None),
        (weeks[1].as_at, None, 1, 1, 4, None),
        (weeks[0].as_at, "N", 0, 1, 2, None),
        (weeks[1].as_at, "N", 0, 1, 3, None),
        (weeks[1].as_at, None, 0, 0, 1, None),
    }
