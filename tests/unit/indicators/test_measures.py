"""What each measure makes of the rows of an indicator."""

from datetime import date

import pytest

from foothold.indicators.figures import _as_shares
from foothold.indicators.measures import NOTHING, Totals, outcome
from foothold.terms.figures import FigureStatus

DAY = date(2020, 3, 31)


@pytest.mark.parametrize("measure", ["median", "mean", "longest"])
def test_a_summary_of_no_rows_is_blank_and_not_zero(measure):
    assert outcome(measure, NOTHING, None, sliced=False).status is FigureStatus.BLANK
    found = outcome(measure, Totals(3, 4, 12.5), None, sliced=False)
    assert (found.numerator, found.denominator, found.value) == (3, 4, 12.5)


def test_a_sum_of_no_rows_is_zero():
    assert outcome("sum", NOTHING, None, sliced=False).value == 0
    assert outcome("sum", Totals(3, 3, -1.0), None, sliced=False).value == -1


def test_the_parts_of_a_mix_are_shares_of_all_its_parts():
    totals = {
        (DAY, ("North", "NEG")): Totals(3, 3, None),
        (DAY, ("North", "EMO")): Totals(1, 1, None),
        (DAY, ("West", "NEG")): Totals(2, 2, None),
    }
    shares = _as_shares(totals, ("locality", "category"), "category")
    assert [outcome("mix", one, None, sliced=True).value for one in shares.values()] == [75, 25, 100]


def test_a_mix_that_is_not_broken_down_is_the_whole():
    shares = _as_shares({(DAY, ()): Totals(6, 6, None)}, (), "category")
    assert outcome("mix", shares[DAY, ()], None, sliced=False).value == 100


def test_a_ratio_is_of_sums_and_blank_over_nothing():
    found = outcome("ratio", Totals(4430, 277.8, None), None, sliced=False)
    assert (found.numerator, found.denominator, round(found.value, 3)) == (4430, 277.8, 15.947)
    assert outcome("ratio", Totals(3, 0, None), None, sliced=False).status is FigureStatus.BLANK


def test_a_prevalence_is_a_percentage_of_its_own_part():
    assert outcome("prevalence", Totals(2, 3, None), None, sliced=True).value == pytest.approx(200 / 3)
