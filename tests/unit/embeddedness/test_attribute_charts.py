"""Charts of counts and shares against cases worked by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foothold.embeddedness.attribute_charts import AttributeOptions, AttributePoint, attribute_chart
from foothold.terms.errors import Refused


def charted(
    kind: str, counts: list[float | None], sizes: list[float | None] | None = None, **options: object
) -> tuple[AttributePoint, ...]:
    xs = [str(position) for position in range(1, len(counts) + 1)]
    return attribute_chart(xs, counts, sizes, AttributeOptions(kind, **options), "late")  # type: ignore[arg-type]


def test_p_limits_are_binomial_about_the_overall_share_and_cut_to_shares() -> None:
    # 30 of 300: share 0.1; sigma of 100 is 0.03, of 4 is 0.15.
    first, _, _, small = charted("p", [9, 11, 10, 0], [100, 100, 100, 0.0001])
    assert (first.y, first.cl) == (0.09, pytest.approx(0.1, abs=1e-6))
    assert first.ucl == pytest.approx(0.19, abs=1e-5)
    assert first.lcl == pytest.approx(0.01, abs=1e-5)
    assert (small.lcl, small.ucl) == (0.0, 1.0)


def test_u_limits_are_those_of_a_poisson_rate_and_have_no_top() -> None:
    # 12 over 3: rate 4, sigma 2 for a size of 1.
    points = charted("u", [4, 3, 5], [1, 1, 1])
    assert (points[0].cl, points[0].lcl, points[0].ucl, points[0].lcl_95, points[0].ucl_95) == (4, 0, 10, 0, 8)


def test_primes_widen_the_limits_by_the_variation_between_points() -> None:
    # Shares .4 and .6 of 100 about .5, sigma .05: standardised -2 and 2, moving ranges 4, sigma_z 4/1.128.
    plain = charted("p", [40, 60, 40, 60], [100] * 4)[0]
    prime = charted("pp", [40, 60, 40, 60], [100] * 4)[0]
    assert plain.ucl == pytest.approx(0.65)
    assert prime.ucl == pytest.approx(min(0.5 + 3 * 0.05 * 4 / 1.128, 1.0))
    assert prime.ucl_95 == pytest.approx(0.5 + 2 * 0.05 * 4 / 1.128)
    rate = charted("up", [4, 8, 4, 8], [1] * 4)[0]
    assert rate.ucl == pytest.approx(6 + 3 * math.sqrt(6) * (4 / math.sqrt(6)) / 1.128)


def test_c_limits_are_those_of_a_poisson_count() -> None:
    point = charted("c", [9, 8, 10])[0]
    assert (point.cl, point.lcl, point.ucl, point.n) == (9, 0, 18, None)


def test_i_limits_come_from_the_moving_range_screened_if_asked() -> None:
    counts: list[float | None] = [10, 11, 10, 11, 10, 11, 32, 31, 32, 31, 32, 31]
    mean = sum(count for count in counts if count is not None) / 12
    assert charted("i", counts)[0].ucl == pytest.approx(mean + 3 * (31 / 11) / 1.128)
    assert charted("i", counts, screened=True)[0].ucl == pytest.approx(mean + 3 / 1.128)


def test_weighted_individuals_have_wider_limits_where_sizes_are_small() -> None:
    # Shares .4, .6, .4 of 100: |difference| .2 over sqrt(2/100), times sqrt(pi/2), is sqrt(pi).
    points = charted("ip", [40, 60, 40, 10], [100, 100, 100, 25])
    spread = (math.sqrt(math.pi) * 2 + 0) / 3
    assert points[0].ucl == pytest.approx(150 / 325 + 3 * spread / 10)
    assert points[3].ucl == pytest.approx(150 / 325 + 3 * spread / 5)


def test_weighted_individuals_without_sizes_weigh_one_each_and_say_so() -> None:
    assert [point.n for point in charted("ip", [4, None, 6, 5])] == [1, 0, 1, 1]
    assert {point.n for point in charted("i", [4, None, 6, 5])} == {None}


def test_g_has_the_median_for_its_centre_and_geometric_limits() -> None:
    point = charted("g", [1, 2, 9])[0]
    assert (point.cl, point.lcl) == (2, 0)
    assert point.ucl == pytest.approx(4 + 3 * math.sqrt(20))


def test_t_is_an_individuals_chart_of_a_power_turned_back() -> None:
    # Times whose 1/3.6th powers are 2, 3, 2, 3: mean 2.5, moving range 1.
    times: list[float | None] = [2**3.6, 3**3.6, 2**3.6, 3**3.6]
    point = charted("t", times)[0]
    assert point.cl == pytest.approx(2.5**3.6)
    assert point.ucl == pytest.approx((2.5 + 3 / 1.128) ** 3.6)
    assert (point.lcl, point.lcl_95) == (0, pytest.approx((2.5 - 2 / 1.128) ** 3.6))


def test_a_run_chart_has_a_median_and_no_limits() -> None:
    points = charted("run", [1, 5, 2, 4, 3])
    assert {(point.cl, point.ucl, point.sigma_signal) for point in points} == {(3, None, False)}
    # One point lies on the median. 1, 5, 2, 4 cross it three times; four points allow a run of 5 and need not cross.
    runs = points[0].runs
    assert (runs.observed, runs.useful, runs.longest, runs.longest_allowed) == (5, 4, 1, 5)
    assert (runs.crossings, runs.fewest_crossings, runs.signal) == (3, 0, False)


@pytest.mark.parametrize(("run", "signal"), [(8, False), (9, True)])
def test_a_run_is_too_long_beyond_log2_of_the_points_and_three(run: int, signal: bool) -> None:
    # Thirty-two points, half of them above the median, allow a run of 8; there are crossings enough in both series.
    low, high = 1.0, 9.0
    values: list[float | None] = [low] * run + [high, high, low] * (16 - run) + [high] * 2 * (run - 8)
    runs = charted("run", values)[0].runs
    assert (runs.useful, runs.longest, runs.longest_allowed, runs.fewest_crossings) == (32, run, 8, 11)
    assert (runs.crossings or 0) >= 11
    assert runs.signal is signal


def test_too_few_crossings_are_a_signal_although_no_run_is_too_long() -> None:
    values: list[float | None] = [*[1.0] * 6, *[9.0] * 6, *[1.0] * 6, *[9.0] * 6]
    runs = charted("run", values)[0].runs
    assert (runs.longest, runs.longest_allowed, runs.crossings, runs.fewest_crossings) == (6, 8, 3, 8)
    assert runs.signal is True


def test_points_that_all_lie_on_the_line_have_no_runs() -> None:
    runs = charted("run", [3, 3, 3])[0].runs
    assert (runs.signal, runs.useful, runs.longest) == (False, 0, None)


def test_limits_come_from_the_points_up_to_freeze() -> None:
    points = charted("c", [9, 9, 9, 36], freeze=3)
    assert [point.cl for point in points] == [9, 9, 9, 9]
    assert [point.sigma_signal for point in points] == [False, False, False, True]


def test_each_part_has_limits_of_its_own_whatever_freeze_says() -> None:
    points = charted("c", [9, 9, 9, 36, 36, 36], part=(3,), freeze=3)
    assert [(point.part, point.cl) for point in points] == [(1, 9)] * 3 + [(2, 36)] * 3


def test_a_missing_count_is_no_point_and_takes_no_part_in_the_limits() -> None:
    points = charted("p", [10, None, 10, 10], [100, 500, 100, 100])
    assert (points[1].y, points[1].n, points[1].ucl) == (None, 0, None)
    assert points[0].cl == pytest.approx(0.1)


def test_points_come_in_order_of_numbers_or_dates() -> None:
    options = AttributeOptions("c")
    assert [p.x for p in attribute_chart(["10", "9", "11"], [1, 2, 3], None, options)] == ["9", "10", "11"]
    days = ["2020-02-01", "2019-12-01", "2020-01-01"]
    assert [p.y for p in attribute_chart(days, [3, 1, 2], None, options)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("kind", "counts", "words"),
    [
        ("p", [1.0, 2.0, 3.0], "a p chart needs denominators"),
        ("c", [1.0, 2.0], "too short: 2 values"),
        ("t", [1.0, 0.0, 2.0], "above zero"),
        ("x", [1.0, 2.0, 3.0], "'x' is no chart"),
    ],
)
def test_what_cannot_be_charted_is_refused_by_name(kind: str, counts: list[float | None], words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        charted(kind, counts)
    assert "Series 'late'" in str(refused.value)


@pytest.mark.parametrize(("xs", "words"), [(["1", "2", "2"], "has 2 twice"), (["a", "b", "c"], "numbers or dates")])
def test_places_that_repeat_or_have_no_order_are_refused(xs: list[str], words: str) -> None:
    with pytest.raises(Refused, match=words):
        attribute_chart(xs, [1, 2, 3], None, AttributeOptions("c"))


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(50, 90)), min_size=3, max_size=40),
    st.sampled_from(["p", "pp", "u", "up", "ip"]),
)
def test_warning_limits_lie_within_limits(pairs: list[tuple[int, int]], kind: str) -> None:
    points = charted(kind, [float(count) for count, _ in pairs], [float(size) for _, size in pairs])
    for point in points:
        if point.lcl is not None and point.ucl is not None and point.lcl_95 is not None and point.ucl_95 is not None:
            assert point.lcl <= point.lcl_95 <= point.ucl_95 <= point.ucl
