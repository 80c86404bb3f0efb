"""What each measure makes of the rows of an indicator."""

from datetime import date

import numpy as np
import pytest

from foothold.indicators.blocks import PartTotals
from foothold.indicators.measures import Totals, outcomes
from foothold.terms.figures import FigureStatus

DAY, NEXT_DAY = date(2020, 3, 31), date(2020, 4, 1)
NOTHING = (0, 0, None)


def given(measure, *totals, population=None, sliced=False):
    """Numerator, denominator, value, status and what is missing of the figure that each of these totals makes."""
    numbers = Totals(*np.array(totals, dtype=float).T)
    return list(outcomes(measure, numbers, np.array(population, dtype=float), sliced).each())


@pytest.mark.parametrize("measure", ["median", "mean", "longest"])
def test_a_summary_of_no_rows_is_blank_and_not_zero(measure):
    assert given(measure, NOTHING, (3, 4, 12.5)) == [
        (0, 0, None, FigureStatus.BLANK, ""),
        (3, 4, 12.5, FigureStatus.VALUE, ""),
    ]


def test_a_sum_of_no_rows_is_zero_and_rounded_as_people_round():
    assert [figure[2] for figure in given("sum", NOTHING, (3, 3, -1.0), (2, 2, 0.1 + 0.2))] == [0, -1, 0.3]
    unlike_numpys = [34.4223365, 28.5764915]  # which scaled by a million first end in another digit
    found = [figure[2] for figure in given("sum", *((1, 1, number) for number in unlike_numpys))]
    assert found == [round(number, 6) for number in unlike_numpys] != np.round(unlike_numpys, 6).tolist()


def test_whole_numbers_are_given_without_a_decimal_point():
    ((numerator, denominator, value, _, _),) = given("count", (3, 4, None))
    assert [str(number) for number in (numerator, denominator, value)] == ["3", "4", "3"]


def test_a_run_has_no_denominator():
    assert given("run", (5, 9, None)) == [(5, None, 5, FigureStatus.VALUE, "")]


def test_an_index_is_against_the_mean_of_the_years_before():
    found = given("index", (6, 8, 2), (6, 8, None), (6, 8, 0), NOTHING)
    assert [figure[1:3] for figure in found] == [(4, 150), (8, 75), (8, 75), (0, None)]


def test_a_rate_is_of_the_whole_areas_children_alone():
    missing = "child_population.population"
    assert given("rate", (3, 9, None), population=6000) == [(3, 6000, 5, FigureStatus.VALUE, "")]
    assert given("rate", (3, 9, None)) == [(3, None, None, FigureStatus.NOT_COLLECTED, missing)]
    assert given("rate", (3, 9, None), population=6000, sliced=True) == [
        (3, None, None, FigureStatus.NOT_COLLECTED, f"{missing} of each part")
    ]


def test_the_parts_of_a_mix_are_shares_of_all_its_parts():
    parts = [("North", "NEG"), ("North", "EMO"), ("West", "NEG"), ("North", "NEG")]
    counted = np.array([3.0, 1, 2, 7])
    found = PartTotals([DAY, DAY, DAY, NEXT_DAY], parts, Totals(counted, counted, counted))
    shares = found.as_shares(("locality", "category"), "category")
    assert shares.totals.considered.tolist() == [4, 4, 2, 7]
    assert [figure[2] for figure in given("mix", *zip(*shares.totals, strict=True), sliced=True)] == [75, 25, 100, 100]


def test_a_mix_that_is_not_broken_down_is_the_whole():
    six = np.array([6.0])
    shares = PartTotals([DAY], [()], Totals(six, six, six)).as_shares((), "category")
    assert given("mix", *zip(*shares.totals, strict=True))[0][2] == 100


def test_a_ratio_is_of_rounded_sums_and_blank_over_nothing():
    found, over_nothing = given("ratio", (4430, 0.1 + 0.2, None), (3, 0, None))
    assert found[:3] == (4430, 0.3, 4430 / 0.3)
    assert over_nothing[3] is FigureStatus.BLANK


def test_a_prevalence_is_a_percentage_of_its_own_part():
    assert given("prevalence", (2, 3, None), sliced=True)[0][2] == pytest.approx(200 / 3)
