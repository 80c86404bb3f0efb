"""Individuals charts against cases worked by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foothold.embeddedness import ChartOptions, ControlChart, Individuals, xmr, xmr_as_published, xmr_of_many
from foothold.embeddedness.control_chart import NO_VARIATION
from foothold.terms.errors import Refused

FIRST = date(2020, 1, 5)


def weeks(count: int) -> list[date]:
    return [FIRST + timedelta(weeks=week) for week in range(count)]


def charted(values: list[float | None], **options: object) -> ControlChart:
    return xmr_as_published(weeks(len(values)), values, ChartOptions(**options))  # type: ignore[arg-type]


def causes(chart: ControlChart) -> list[str]:
    return [point.special_cause_type for point in chart.points]


# Twelve values that swing between 9 and 11: mean 10, every moving range 2, limits 10 -+ 5.32, near limits 10 -+ 3.547.
SWING: list[float | None] = [9.0, 11.0] * 6


def with_frozen_swing(*after: float | None) -> ControlChart:
    return charted([*SWING, *after], fix_after_n_points=12, improvement_direction="decrease")


def test_mean_and_limits_follow_from_the_mean_moving_range() -> None:
    last = charted(SWING).last
    assert last.mean_col == 10
    assert last.lpl == pytest.approx(10 - 2.66 * 2)
    assert last.upl == pytest.approx(10 + 2.66 * 2)
    assert causes(charted(SWING)) == ["Common Cause"] * 12


def test_a_moving_range_far_above_the_others_is_screened_out_once() -> None:
    # Moving ranges: ten of 1, one of 21; their mean 31/11 = 2.818, the screen 9.207, so 21 goes and 1 remains.
    values: list[float | None] = [10, 11, 10, 11, 10, 11, 32, 31, 32, 31, 32, 31]
    mean = sum(v for v in values if v is not None) / 12
    assert charted(values).last.upl == pytest.approx(mean + 2.66)
    unscreened = charted(values, screen_outliers=False).last.upl
    assert unscreened == pytest.approx(mean + 2.66 * 31 / 11)


def test_a_moving_range_exactly_at_the_screen_is_dropped() -> None:
    # A single moving range of 0 has mean 0, and 0 is not below 3.267 x 0: nothing is left to measure.
    assert charted([4, 4, 4]).last.upl is None


@pytest.mark.parametrize(
    ("value", "cause"),
    [(15.33, "Above UCL"), (10 + 2.66 * 2, "Common Cause"), (10 - 2.66 * 2, "Common Cause"), (4.67, "Below LCL")],
)
def test_only_beyond_a_limit_is_outside_it(value: float, cause: str) -> None:
    assert causes(with_frozen_swing(value))[-1] == cause


def test_six_on_one_side_are_chance_and_the_seventh_makes_all_seven_a_signal() -> None:
    assert causes(with_frozen_swing(9, 9.5, 9, 9.5, 9))[12:] == ["Common Cause"] * 5
    signal = causes(with_frozen_swing(9.2, 9.5, 9.2, 9.5, 9.2, 9.5, 9.2, 11))
    assert signal[12:] == ["7 Points Below CL"] * 7 + ["Common Cause"]


def test_a_point_on_the_mean_breaks_a_run() -> None:
    assert "7 Points Above CL" not in causes(with_frozen_swing(9, 11.5, 11, 11.5, 10, 11, 11.5, 11, 9))


def test_six_moves_one_way_make_a_trend_of_seven_points() -> None:
    rising = with_frozen_swing(8.0, 8.7, 9.4, 10.1, 10.8, 11.5, 12.2, 9)
    assert causes(rising)[12:] == ["7 Point Trend (Increasing)"] * 7 + ["Common Cause"]
    # Five moves, the first point here lying above the one before it by another two thirds of a move.
    short = with_frozen_swing(11, 8.7, 9.4, 10.1, 10.8, 11.5, 9)
    assert "7 Point Trend (Increasing)" not in causes(short)


def test_equal_neighbours_break_a_trend() -> None:
    flat = with_frozen_swing(8.0, 8.7, 9.4, 9.4, 10.1, 10.8, 11.5)
    assert "7 Point Trend (Increasing)" not in causes(flat)


def test_at_the_peak_of_two_trends_the_direction_is_that_of_the_move_after_it() -> None:
    peak = with_frozen_swing(8, 8.6, 9.2, 9.8, 10.4, 11, 11.6, 11, 10.4, 9.8, 9.2, 8.6, 8)
    increasing, decreasing = "7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"
    assert causes(peak)[12:] == [increasing] * 6 + [decreasing] * 7


def test_two_of_three_near_a_limit_are_flagged_and_the_third_is_not() -> None:
    assert causes(with_frozen_swing(14, 11, 14, 9))[12:] == [
        "2 in 3 Above CL",
        "Common Cause",
        "2 in 3 Above CL",
        "Common Cause",
    ]


def test_two_of_three_need_all_three_on_one_side() -> None:
    assert causes(with_frozen_swing(14, 9.5, 14, 9))[12:] == ["Common Cause"] * 4


def test_a_point_outside_the_limits_is_not_near_them() -> None:
    assert causes(with_frozen_swing(16, 14, 11, 9))[12:] == [
        "Above UCL",
        "Common Cause",
        "Common Cause",
        "Common Cause",
    ]


def test_outside_comes_before_trend_and_trend_before_a_run() -> None:
    falling = with_frozen_swing(9.9, 8.9, 7.9, 6.9, 5.9, 4.8, 4.0)
    assert causes(falling)[12:17] == ["7 Point Trend (Decreasing)"] * 5
    assert causes(falling)[18] == "Below LCL"


def test_a_missing_value_breaks_runs_and_trends_and_leaves_the_mean() -> None:
    chart = with_frozen_swing(9, 9, 9, None, 9, 9, 9, 9)
    assert causes(chart)[12:] == ["Common Cause"] * 8
    missing = chart.points[15]
    assert (missing.y, missing.relative_to_mean, missing.outside_limits) == (None, None, None)
    assert charted([1, 3, None, 2]).last.mean_col == 2
    # The moving range over the gap does not count: 2 is the only one.
    assert charted([1, 3, None, 2]).last.upl == pytest.approx(2 + 2.66 * 2)


def test_each_rebase_starts_a_chart_of_its_own() -> None:
    values: list[float | None] = [*SWING, *(value + 20 for value in SWING if value is not None)]
    chart = charted(values, rebase=(weeks(24)[12],))
    assert {(point.rebase_group, point.mean_col) for point in chart.points} == {(0, 10), (1, 30)}
    assert causes(chart) == ["Common Cause"] * 24
    assert all(point.short_group_warning for point in chart.points)


def test_thirteen_points_are_no_short_group() -> None:
    assert charted([*SWING, 9]).last.short_group_warning is False
    assert charted(SWING).last.short_group_warning is True


@pytest.mark.parametrize(
    ("direction", "low", "high"),
    [
        ("decrease", "special_cause_improvement", "special_cause_concern"),
        ("increase", "special_cause_concern", "special_cause_improvement"),
        ("neutral", "special_cause_neutral_low", "special_cause_neutral_high"),
    ],
)
def test_what_a_signal_means_depends_on_the_direction(direction: str, low: str, high: str) -> None:
    values: list[float | None] = [*SWING, 2, 20]
    chart = charted(values, fix_after_n_points=12, improvement_direction=direction)
    assert [point.point_type for point in chart.points[-2:]] == [low, high]


@pytest.mark.parametrize(
    ("direction", "target", "assurance"),
    [
        ("decrease", 15.33, "consistent_pass"),
        ("decrease", 10 + 2.66 * 2, "inconsistent"),
        ("decrease", 4.67, "consistent_fail"),
        ("increase", 15.33, "consistent_fail"),
        ("increase", 4.67, "consistent_pass"),
        ("neutral", 4.67, None),
        ("decrease", None, None),
    ],
)
def test_assurance_holds_the_newest_limits_against_the_target(
    direction: str, target: float | None, assurance: str | None
) -> None:
    assert charted(SWING, improvement_direction=direction, target=target).assurance == assurance


def test_a_mean_that_cannot_be_written_exactly_still_has_points_on_it() -> None:
    # 0.1 + 0.2 + 0.3 is not 0.6 in binary, so without a tolerance 0.2 would lie beside its own mean.
    chart = charted([0.1, 0.2, 0.3, 0.1, 0.2, 0.3])
    assert [point.relative_to_mean for point in chart.points] == [-1, 0, 1, -1, 0, 1]


def test_the_order_of_rows_does_not_matter() -> None:
    dates, values = weeks(12), SWING
    assert xmr(dates[::-1], values[::-1], ChartOptions()).points == xmr(dates, values, ChartOptions()).points


@given(
    st.lists(
        st.tuples(
            st.lists(st.none() | st.integers(0, 9).map(float), min_size=15, max_size=18),
            st.sampled_from([(), (7,), (0, 9)]),
            st.sampled_from([None, 12]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_series_charted_together_are_charted_as_each_alone(drawn) -> None:
    series = [
        Individuals(
            str(number),
            weeks(len(values) + 3),
            [0.0, 1.0, 3.0, *values],
            ChartOptions("increase", 4.0, tuple(weeks(20)[place] for place in rebased), fixed),
        )
        for number, (values, rebased, fixed) in enumerate(drawn)
    ]
    together = xmr_of_many(series)
    for chart, one in zip(together, series, strict=True):
        alone = xmr_as_published(one.dates, one.values, one.options)
        assert chart.points == alone.points
        assert (chart.variation, chart.assurance) == (alone.variation, alone.assurance)


def test_zeros_with_one_blip_are_all_flagged_as_published_and_none_of_them_here() -> None:
    values: list[float | None] = [0.0] * 12 + [1.0] + [0.0] * 12
    options = ChartOptions("decrease", target=0)
    published = xmr_as_published(weeks(25), values, options)
    assert {point.special_cause_type for point in published.points if point.y == 0} == {"Below LCL"}
    assert published.assurance == "consistent_fail"
    honest = xmr(weeks(25), values, options)
    assert causes(honest) == ["Common Cause"] * 25
    assert (honest.last.lpl, honest.last.upl, honest.assurance, honest.notes) == (None, None, None, (NO_VARIATION,))


def test_only_the_stretch_without_variation_loses_its_limits() -> None:
    values: list[float | None] = [*SWING, *[0.0] * 12]
    chart = xmr(weeks(24), values, ChartOptions("decrease", rebase=(weeks(24)[12],)))
    assert chart.points[0].upl == pytest.approx(15.32)
    assert (chart.last.upl, chart.notes) == (None, (NO_VARIATION,))


@pytest.mark.parametrize(
    ("dates", "options", "words"),
    [
        (weeks(2), ChartOptions(), "too short: 2 values"),
        ([*weeks(3), weeks(3)[2]], ChartOptions(), "2020-01-19 twice"),
        (weeks(13), ChartOptions(rebase=(date(2020, 1, 6),)), "no point at the rebase date 2020-01-06"),
        (weeks(13), ChartOptions(fix_after_n_points=11), "at least 12"),
    ],
)
def test_a_series_that_cannot_be_charted_is_refused_by_name(
    dates: list[date], options: ChartOptions, words: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        xmr(dates, [float(i) for i in range(len(dates))], options, "late visits")
    assert "'late visits'" in str(refused.value)


def test_missing_values_do_not_make_a_series_long_enough() -> None:
    with pytest.raises(Refused, match="2 values"):
        charted([1, None, 2, None])


whole_series = st.lists(st.one_of(st.none(), st.integers(-500, 500).map(float)), min_size=3, max_size=60).filter(
    lambda values: sum(value is not None for value in values) >= 3
)


@settings(deadline=None)
@given(whole_series, st.sampled_from([2.0, 4.0, 0.5]), st.integers(-64, 64))
def test_signals_do_not_depend_on_the_unit_or_on_where_zero_is(
    values: list[float | None], scale: float, shift: int
) -> None:
    moved = [None if value is None else value * scale + shift for value in values]
    assert causes(charted(moved)) == causes(charted(values))


@settings(deadline=None)
@given(whole_series)
def test_a_mirrored_series_with_the_other_direction_says_the_same(values: list[float | None]) -> None:
    mirrored = [None if value is None else -value for value in values]
    upright = charted(values, improvement_direction="increase", target=3)
    reflected = charted(mirrored, improvement_direction="decrease", target=-3)
    following = [*values[1:], None]
    for one, other, value, after in zip(upright.points, reflected.points, values, following, strict=True):
        # Where two trends meet in equal values there is no step between them, and the published rule says "decreasing".
        assert one.point_type == other.point_type or value == after
    assert upright.assurance == reflected.assurance


@settings(deadline=None)
@given(whole_series)
def test_nothing_is_flagged_without_limits(values: list[float | None]) -> None:
    chart = xmr(weeks(len(values)), values, ChartOptions("increase"))
    assert all(not point.special_cause_flag for point in chart.points if point.lpl is None)
