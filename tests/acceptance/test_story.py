"""The story's figures, read from the loaded returns as a user would read them."""

from datetime import date

import pytest

from foothold import warehouse
from foothold.demo import AUTHORITY, FACTS, Fact
from foothold.demo.regimes import FOCUSED_VISIT
from foothold.indicators import values
from foothold.reports.warehouse_evidence import WarehouseEvidence
from foothold.terms.nation import ENGLAND
from foothold.terms.reporting_periods import Period, periods


def _day(*parts: int) -> Period:
    return Period(date(*parts), date(*parts))


def _number(snapshot, fact: Fact) -> float:
    if fact.indicator:
        (figure,) = values(snapshot, [fact.indicator], [fact.period])
        return getattr(figure, fact.part)
    sql = fact.query.replace("$as_at", f"date '{fact.as_at}'")
    return float(snapshot.connection.execute(sql).fetchone()[0])


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_the_figure_of_the_story_holds(snapshot, fact):
    assert _number(snapshot, fact) == pytest.approx(fact.expected, abs=fact.tolerance)


def test_nobody_is_unallocated_on_any_day_from_6_january_to_the_end(snapshot):
    days = periods(date(2020, 1, 6), date(2020, 11, 30), "day")

    assert {figure.numerator for figure in values(snapshot, ["AL01"], days)} == {0}


def test_after_six_weeks_at_zero_it_is_not_yet_embedded_and_says_what_is_missing(snapshot):
    found = WarehouseEvidence(snapshot, date(2020, 11, 30), None).level("AL01", date(2020, 2, 14))

    assert found.sentence.startswith("Unallocated cases: zero for 6 weeks: tentative, not yet embedded.")
    assert found.sentence.endswith("Needed for consolidating: 13 weeks on target (6 of 13).")


def test_the_backlog_goes_down_up_and_down_again(snapshot):
    ends = [_day(2018, 4, 8), _day(2018, 10, 15), _day(2019, 5, 15), _day(2019, 10, 14), _day(2020, 1, 6)]
    waiting = [figure.numerator for figure in values(snapshot, ["AL01"], ends)]

    assert waiting[0] > waiting[1] > 200
    assert waiting[2] < 30
    assert waiting[3] > 300
    assert waiting[4] == 0


def test_caseloads_are_lower_once_the_commissioners_have_helped(snapshot):
    before, after = values(snapshot, ["AL06"], [_day(2019, 10, 14), _day(2020, 6, 30)])

    assert after.value < before.value / 2


@pytest.mark.parametrize("known", [date(2019, 10, 31), date(2020, 1, 31), date(2020, 11, 30)])
def test_what_the_commissioners_found_was_known_then_and_is_known_still(home, known):
    with warehouse.open(home, AUTHORITY, as_known=known) as opened:
        (figure,) = values(opened, ["AL01"], [_day(2019, 10, 14)])

    assert figure.numerator == 312


def test_the_zero_was_known_when_it_was_reached(home):
    with warehouse.open(home, AUTHORITY, as_known=date(2020, 1, 31)) as opened:
        figures = values(opened, ["AL01"], periods(date(2020, 1, 6), date(2020, 1, 31), "day"))

    assert {figure.numerator for figure in figures} == {0}


def test_allocations_entered_late_made_october_look_worse_than_it_was(home, snapshot):
    with warehouse.open(home, AUTHORITY, as_known=date(2019, 10, 31)) as opened:
        (then,) = values(opened, ["AL01"], [_day(2019, 10, 31)])
    (now,) = values(snapshot, ["AL01"], [_day(2019, 10, 31)])

    assert then.numerator > now.numerator > 250


def test_no_row_of_the_extracts_is_set_aside(home):
    assert sum(load.rows_set_aside for load in warehouse.loads(home, AUTHORITY)) == 0


def test_the_inspectors_workbooks_loaded_in_turn_tell_the_same_as_the_case_system(returns, tmp_path):
    waiting, protected = {}, {}
    for workbook in (one for one in returns if one.profile == "annex-a-xlsx"):
        warehouse.load(tmp_path, workbook.path, authority=AUTHORITY, as_at=workbook.as_at)
        with warehouse.open(tmp_path, AUTHORITY) as opened:
            (cases, plans) = values(opened, ["AL01", "CP06"], [Period(workbook.as_at, workbook.as_at)])
        waiting[workbook.as_at], protected[workbook.as_at] = cases.numerator, plans.numerator

    assert waiting == {FOCUSED_VISIT: 267, date(2019, 5, 15): 4, date(2019, 10, 14): 312, date(2020, 2, 20): 0}
    assert list(protected.values()) == [699, 676, 703, 745]


def test_the_returns_come_in_the_order_in_which_they_were_handed_over(returns):
    council = [one.as_at for one in returns if one.authority == AUTHORITY]
    assert council == sorted(council)
    assert {one.authority for one in returns[: -len(council)]} == {ENGLAND}  # published, and not waited for
    assert [sum(one.profile == profile for one in returns) for profile in ("ssd-folder", "annex-a-xlsx")] == [16, 4]
