"""Levels of embeddedness: the story, each boundary, and what each condition says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from foothold.embeddedness import (
    Assessment,
    ChartOptions,
    Condition,
    LevelOptions,
    Practice,
    Series,
    assess,
    chart_of,
    xmr,
)
from foothold.embeddedness.conditions import upper_bound_of_a_miss
from foothold.terms.errors import Refused

DrawSeries = Callable[..., Series]
FIRST = date(2019, 1, 6)
ZERO = LevelOptions("decrease", 0, date(2019, 10, 14), zero=True)
BASELINE = [29.0, 31.0] * 6  # mean 30, moving range 2, limits 24.68 to 35.32
START = FIRST + timedelta(weeks=len(BASELINE))


def weekly(after: list[float | None], *, baseline: list[float] | None = None, **more: Any) -> Series:
    values: list[float | None] = [*(BASELINE if baseline is None else baseline), *after]
    return Series(tuple(FIRST + timedelta(weeks=i) for i in range(len(values))), tuple(values), **more)


def judged(series: Series, options: LevelOptions | None = None, **more: Any) -> Assessment:
    """The level at the series' last date; by default of a count that should be nought, after BASELINE."""
    held_to = options or LevelOptions("decrease", 0, START, zero=True)
    return assess(series, replace(held_to, **more), series.dates[-1])


def condition(assessment: Assessment, id_: str) -> Condition:
    return next(found for found in assessment.conditions if found.id == id_)


@pytest.mark.parametrize(
    ("as_at", "level", "on_target", "bound"),
    [
        (date(2019, 10, 14), "not started", 0, 1.0),
        (date(2019, 12, 30), "early", 0, 1.0),
        (date(2020, 1, 20), "early", 2, 0.776),
        (date(2020, 2, 17), "tentative", 6, 0.393),
        (date(2020, 4, 6), "consolidating", 13, 0.206),
        (date(2020, 6, 29), "consolidating", 25, 0.113),
        (date(2020, 7, 6), "consolidating", 26, 0.109),
        (date(2020, 9, 21), "consolidating", 37, 0.078),
        (date(2020, 9, 28), "embedded", 38, 0.076),
    ],
)
def test_the_story_moves_from_not_started_to_embedded_no_faster_than_its_evidence(
    unallocated: DrawSeries, as_at: date, level: str, on_target: int, bound: float
) -> None:
    found = assess(unallocated(), ZERO, as_at)
    assert (found.level, found.periods_on_target, found.upper_bound_of_a_miss) == (level, on_target, bound)
    assert found.reversing is False
    assert ("not yet embedded" in found.sentence) == (level != "embedded")


def test_six_weeks_at_zero_are_tentative_and_say_what_they_are_worth(unallocated: DrawSeries) -> None:
    found = assess(unallocated(), ZERO, date(2020, 2, 17))
    assert found.sentence == (
        "Unallocated cases: zero for 6 weeks: tentative, not yet embedded. Six clean weeks still leave a chance of "
        "a miss of up to 39% a week. Needed for consolidating: 13 weeks on target (6 of 13)."
    )
    assert found.next == "consolidating: 13 periods on target (6 of 13)"
    assert found.on_target_since == date(2020, 1, 13)
    assert condition(found, "A").evidence.startswith("run of 15 below the baseline mean")


def test_a_surge_that_breaks_zero_is_early_and_reversing(unallocated: DrawSeries) -> None:
    broken = unallocated({date(2020, 9, 28): 9.0, date(2020, 10, 5): 19.0})
    found = assess(broken, ZERO, date(2020, 10, 5))
    assert (found.level, found.reversing, found.periods_on_target) == ("early", True, 0)
    assert "early, not yet embedded, and reversing" in found.sentence
    assert condition(found, "D").evidence.startswith("two misses running")


def test_a_relapse_goes_from_early_to_tentative_and_back_to_early_reversing() -> None:
    fall = [551.0 - 284.0 * week / 37 for week in range(1, 38)]
    cleared = [267.0 - 267.0 * week / 24 for week in range(1, 25)] + [0.0] * 6
    back = [20.0 * week for week in range(1, 14)]
    series = weekly([*fall, *cleared, *back], baseline=[541.0, 561.0] * 6)
    early = assess(series, LevelOptions("decrease", 0, START, zero=True), series.dates[12 + 36])
    tentative = assess(series, LevelOptions("decrease", 0, START, zero=True), series.dates[12 + 37 + 29])
    assert [early.level, tentative.level, judged(series).level] == ["early", "tentative", "early"]
    assert [early.reversing, tentative.reversing, judged(series).reversing] == [False, False, True]


def test_json_is_the_contract(unallocated: DrawSeries) -> None:
    document = assess(unallocated(), ZERO, date(2020, 2, 17)).as_json()
    assert {key: document[key] for key in document if key not in ("conditions", "next")} == {
        "as_at": "2020-02-17",
        "level": "tentative",
        "level_number": 2,
        "reversing": False,
        "periods_on_target": 6,
        "upper_bound_of_a_miss": 0.393,
        "state": "achieved, unconfirmed",
        "holding": "holding 6 of 13 weeks",
        "relapses": [],
        "remembered": "",
    }
    assert [found["id"] for found in document["conditions"]] == ["A", "B", "C", "D", "F", "G"]
    assert all(set(found) == {"id", "name", "met", "evidence"} for found in document["conditions"])


@pytest.mark.parametrize(
    ("clean", "bound"),
    [(0, 1.0), (1, 0.95), (6, 0.393038), (13, 0.205816), (25, 0.112928), (26, 0.108830), (52, 0.055982)],
)
def test_the_bound_of_a_miss_is_the_exact_one(clean: int, bound: float) -> None:
    assert upper_bound_of_a_miss(clean) == pytest.approx(bound, abs=1e-6)
    assert (1 - upper_bound_of_a_miss(clean)) ** clean == pytest.approx(0.05 if clean else 1.0)


@pytest.mark.parametrize(
    ("after", "level"),
    [
        ([29.5] * 6, "not started"),  # six weeks on the better side
        ([29.5] * 7, "early"),
        ([24.0, 24.0], "not started"),  # two beyond the limit, and no third week
        ([29.5, 24.0, 24.0], "early"),
        ([29.5, 29.5, 24.0], "not started"),  # one beyond the limit of three
        ([24.68, 24.68, 24.68], "not started"),  # on the limit is not beyond it
        ([24.0, 24.0, 24.0, 30.0], "not started"),  # no longer present: the newest is on the mean
        ([29.5, 29.5, 29.5, None, 29.5, 29.5, 29.5, 29.5], "not started"),  # an unreported week breaks the run
    ],
)
def test_early_asks_for_more_than_chance_and_for_its_still_being_there(after: list[float | None], level: str) -> None:
    assert judged(weekly(after)).level == level


def test_a_run_does_not_reach_back_before_the_programme() -> None:
    low_before = [31.0, 33.0] * 4 + [20.0] * 6
    series = weekly([20.0], baseline=low_before)
    start = series.dates[len(low_before)]
    assert condition(judged(series, LevelOptions("decrease", 0, start, zero=True)), "A").evidence.startswith(
        "run of 1 "
    )


@pytest.mark.parametrize(("zeros", "level"), [(3, "early"), (4, "tentative"), (12, "tentative"), (13, "consolidating")])
def test_levels_begin_with_the_period_that_completes_them(zeros: int, level: str) -> None:
    assert judged(weekly([10.0, 5.0, *[0.0] * zeros])).level == level


PERCENT = LevelOptions("increase", 85, START)


def percentages(after: list[float | None], **more: Any) -> Series:
    return weekly(after, baseline=[69.0, 71.0] * 6, **more)


def test_one_miss_in_thirteen_is_borne_where_the_target_is_not_zero_and_two_are_not() -> None:
    one = percentages([90.0, 92.0, 84.0, *[90.0, 92.0] * 5])
    two = percentages([84.0, 92.0, 84.0, *[90.0, 92.0] * 5])
    assert [judged(one, PERCENT).level, judged(two, PERCENT).level] == ["consolidating", "tentative"]


def test_no_miss_is_borne_where_the_target_is_zero() -> None:
    blip = weekly([*[0.0] * 8, 1.0, *[0.0] * 12])
    found = judged(blip)
    assert (found.level, found.periods_on_target) == ("tentative", 12)
    assert "1 off target in the newest 13, 0 allowed" in condition(found, "B").evidence


def test_a_miss_now_after_the_target_was_held_is_reversing() -> None:
    held = percentages([*[90.0, 92.0] * 2, 84.0])
    not_held = percentages([90.0, 92.0, 90.0, 84.0])
    assert [judged(held, PERCENT).reversing, judged(not_held, PERCENT).reversing] == [True, False]
    assert judged(held, PERCENT).level == "early"


def test_a_process_on_target_whose_limits_reach_below_it_is_not_capable() -> None:
    steady, wild = [94.0, 96.0] * 13, [87.0, 99.0] * 13
    pressed = (1.0,) * 12 + (1.2,) * 26
    good = judged(percentages([*steady], pressure=pressed), PERCENT)
    assert (good.level, condition(good, "C").evidence) == ("embedded", "limits now 89.7 to 100.3, target 85")
    poor = judged(percentages([*wild], pressure=pressed), PERCENT)
    assert (poor.level, condition(poor, "C").met) == ("consolidating", False)


def test_capability_asks_for_twelve_points_since_the_change() -> None:
    eleven = condition(judged(percentages([94.0, 96.0] * 5 + [94.0]), PERCENT), "C")
    twelve = condition(judged(percentages([94.0, 96.0] * 6), PERCENT), "C")
    assert (eleven.met, eleven.evidence) == (False, "11 points since the change; 12 are needed")
    assert twelve.met is True


def test_a_process_that_never_varies_is_judged_by_its_clean_periods() -> None:
    found = condition(judged(percentages([100.0] * 26), PERCENT), "C")
    assert (found.met, found.evidence.startswith("after 26 clean periods")) == (True, True)


def test_a_concern_signal_in_the_newest_points_forbids_more_than_early() -> None:
    # Swinging between 94 and 96, limits 89.68 to 100.32; 88 is on target and still outside them.
    found = judged(percentages([94.0, 96.0] * 10 + [88.0, 94.0, 96.0]), PERCENT)
    assert (found.level, found.reversing, condition(found, "D").met) == ("early", True, False)
    later = judged(percentages([94.0, 96.0] * 10 + [88.0, 94.0, 96.0, 94.0, 96.0]), PERCENT)
    assert (later.level, later.reversing) == ("consolidating", False)


def test_a_balancing_measure_that_gets_worse_stops_at_tentative() -> None:
    series = weekly([0.0] * 13)
    load = xmr(series.dates, [*[20.0, 21.0] * 12, 40.0], ChartOptions("decrease"))
    found = assess(series, LevelOptions("decrease", 0, START, zero=True), series.dates[-1], {"mean caseload": load})
    assert (found.level, found.reversing) == ("tentative", False)
    assert condition(found, "D").evidence == "mean caseload is worse"
    assert found.next == "consolidating: nothing deteriorating (mean caseload is worse)"


def test_a_balancing_measure_of_which_nothing_is_known_is_named() -> None:
    series = weekly([0.0] * 13)
    load = xmr(series.dates, [*[20.0, 21.0] * 12, 20.0], ChartOptions("decrease"))
    beside = {"mean caseload": load, "first visits": None}
    found = assess(series, LevelOptions("decrease", 0, START, zero=True), series.dates[-1], beside)
    assert condition(found, "D").met is True
    assert condition(found, "D").evidence.endswith("; 1 balancing measure not worse; not known: first visits")


def pressed(weeks_under_pressure: int, *, ratio: float = 1.1, missed: int | None = None) -> Assessment:
    values: list[float | None] = [0.0] * 40
    if missed is not None:
        values[missed] = 1.0
    pressure = (1.0,) * (12 + 40 - weeks_under_pressure) + (ratio,) * weeks_under_pressure
    return judged(weekly(values, pressure=pressure))


def test_four_periods_of_pressure_survived_make_it_robust() -> None:
    assert condition(pressed(4), "F").met is True
    assert pressed(4).level == "embedded"
    assert condition(pressed(3), "F").met is False
    assert condition(pressed(4, ratio=1.09), "F").met is False


def test_pressure_before_the_target_was_held_counts_for_nothing() -> None:
    values: list[float | None] = [*[0.0] * 6, 3.0, *[0.0] * 26]
    early_pressure = (1.0,) * 12 + (1.3,) * 6 + (1.0,) * 27
    found = judged(weekly(values, pressure=early_pressure))
    assert condition(found, "F").met is False
    assert found.level == "consolidating"


@pytest.mark.parametrize(("chance", "met"), [(0.79, False), (0.8, True)])
def test_a_stress_simulation_stands_in_for_a_shock_and_says_so(chance: float, met: bool) -> None:
    found = condition(judged(weekly([0.0] * 26), stress_chance=chance), "F")
    assert found.met is met
    assert found.evidence.startswith("stress-tested only")


def test_one_team_left_behind_forbids_embedded_and_is_named() -> None:
    values: list[float | None] = [0.0] * 26
    teams = {"North": (0.0,) * 38, "West": (0.0,) * 37 + (1.0,)}
    found = judged(weekly(values, teams=teams), stress_chance=0.9)
    assert (found.level, condition(found, "G").evidence) == ("consolidating", "below the floor: West")
    teams = {"North": (0.0,) * 38, "West": (0.0,) * 38}
    assert judged(weekly(values, teams=teams), stress_chance=0.9).level == "embedded"


def test_a_team_at_nought_is_not_left_behind_by_limits_that_hold_the_weeks_before_its_fall() -> None:
    after: list[float | None] = [30.0, 20.0, 25.0, 22.0, 24.0, 26.0, 21.0, 23.0, *[0.0] * 6]
    found = judged(weekly(after, teams={"North": (*BASELINE, *after)}))
    assert condition(found, "G").evidence == "1 of 1 teams above the floor"


def test_a_team_is_held_to_a_stated_floor_or_to_the_target_by_its_own_limits() -> None:
    values: list[float | None] = [94.0, 96.0] * 13
    bound_to_miss = {"West": tuple([70.0] * 12 + [77.0, 79.0] * 13)}
    found = judged(percentages(values, teams=bound_to_miss), PERCENT)
    assert condition(found, "G").met is False
    assert condition(judged(percentages(values, teams=bound_to_miss), PERCENT, team_floor=79.0), "G").met is True


def test_an_authority_is_not_embedded_until_people_vouch_for_it() -> None:
    values: list[float | None] = [0.0] * 26
    teams = {"North": (0.0,) * 38}
    authority = LevelOptions("decrease", 0, START, zero=True, is_an_authority=True, stress_chance=0.9)
    unknown = judged(weekly(values, teams=teams), authority)
    assert (unknown.level, condition(unknown, "H").met) == ("consolidating", None)
    assert unknown.next.endswith("(practice audit moderated: not known; leadership stable: not known)")
    assert "practice audit and leadership vouched for (not known)" in unknown.sentence
    vouched = judged(weekly(values, teams=teams), authority, practice=Practice(True, True))
    assert vouched.level == "embedded"
    refused = judged(weekly(values, teams=teams), authority, practice=Practice(True, False))
    assert (refused.level, condition(refused, "H").met) == ("consolidating", False)


def test_an_authority_without_figures_by_team_is_not_known_to_leave_none_behind() -> None:
    found = judged(weekly([0.0] * 26), is_an_authority=True, stress_chance=0.9, practice=Practice(True, True))
    assert (found.level, condition(found, "G").met) == ("consolidating", None)


def test_a_change_of_regime_restarts_the_clock_and_not_the_comparison() -> None:
    series = weekly([0.0] * 13)
    restart = START + timedelta(weeks=8)
    found = judged(series, restarts=(restart,))
    assert (found.level, found.periods_on_target) == ("tentative", 5)
    assert condition(found, "A").evidence.startswith("run of 13 below the baseline mean 30")


def test_an_unreported_week_ends_the_clean_record() -> None:
    explicit = weekly([*[0.0] * 6, None, *[0.0] * 5])
    assert (judged(explicit).level, judged(explicit).periods_on_target) == ("tentative", 5)
    gone = Series(explicit.dates[:18] + explicit.dates[19:], explicit.values[:18] + explicit.values[19:])
    assert judged(gone).periods_on_target == 5


def test_only_points_up_to_the_date_count(unallocated: DrawSeries) -> None:
    whole = assess(unallocated(), ZERO, date(2020, 2, 17))
    later_unknown = unallocated({date(2020, 2, 24): 99.0})
    assert assess(later_unknown, ZERO, date(2020, 2, 17)) == whole


@pytest.mark.parametrize(
    ("series", "options", "days_later", "reason"),
    [
        (weekly([0.0] * 5), LevelOptions("neutral", 0, START), 0, "direction"),
        (weekly([0.0] * 5), LevelOptions("decrease", 0), 0, "start of the programme"),
        (
            weekly([0.0] * 5),
            LevelOptions("decrease", 0, FIRST + timedelta(weeks=7)),
            0,
            r"8 baseline points .*\(7 so far\)",
        ),
        (weekly([0.0] * 5), LevelOptions("decrease", 0, START), 15, "newer value"),
        (weekly([0.0, None, 0.0, None, 0.0]), LevelOptions("decrease", 0, START), 0, "more complete data"),
        (Series((), ()), LevelOptions("decrease", 0, START), 0, "0 so far"),
    ],
)
def test_what_cannot_be_assessed_says_what_is_needed(
    series: Series, options: LevelOptions, days_later: int, reason: str
) -> None:
    newest = series.dates[-1] if series.dates else START
    found = assess(series, options, newest + timedelta(days=days_later))
    assert (found.level, found.level_number, found.conditions) == ("not assessable", None, ())
    assert "not yet embedded" in found.sentence
    assert re.search(reason, found.next)


def test_eight_baseline_points_a_newest_of_two_weeks_ago_and_nine_tenths_of_the_weeks_are_enough() -> None:
    eight = assess(
        weekly([0.0] * 5), LevelOptions("decrease", 0, FIRST + timedelta(weeks=8)), START + timedelta(weeks=4)
    )
    late = weekly([0.0] * 5)
    two_weeks = assess(late, LevelOptions("decrease", 0, START), late.dates[-1] + timedelta(days=14))
    gaps = weekly([0.0, None, 0.0, 0.0, None, 0.0, 0.0, 0.0])
    assert len(gaps.values) * 0.9 == 18
    assert None not in (eight.level_number, two_weeks.level_number, judged(gaps).level_number)


def test_a_programme_without_a_value_yet_is_not_started() -> None:
    found = assess(weekly([]), LevelOptions("decrease", 0, START, zero=True), START)
    assert (found.level, found.reversing, found.periods_on_target) == ("not started", False, 0)
    assert found.sentence.startswith("31 against a target of 0: not started, not yet embedded.")


def test_without_a_target_nothing_is_more_than_early() -> None:
    found = judged(weekly([10.0] * 30), LevelOptions("decrease", None, START))
    assert (found.level, found.next) == ("early", "tentative: a target, which is not set")


def test_a_monthly_series_is_counted_in_months() -> None:
    ends = [date(2018 + (m // 12), m % 12 + 1, 28) for m in range(24)]
    series = Series(tuple(ends), (*BASELINE, *[0.0] * 12), "Unallocated cases")
    options = LevelOptions("decrease", 0, ends[12], zero=True)
    levels = [assess(series, options, ends[month]).level for month in (12, 14, 17, 23)]
    assert levels == ["not started", "tentative", "consolidating", "consolidating"]
    assert "zero for 12 months" in assess(series, options, ends[23]).sentence


def test_a_series_that_is_neither_weekly_nor_monthly_is_refused() -> None:
    quarterly = Series((date(2019, 3, 31), date(2019, 6, 30), date(2019, 9, 30)), (1.0, 2.0, 3.0))
    with pytest.raises(Refused, match="neither weekly nor monthly"):
        assess(quarterly, ZERO, date(2019, 10, 1))


def test_thresholds_can_be_set_otherwise_and_only_by_their_names() -> None:
    shorter = LevelOptions("decrease", 0, START, zero=True, thresholds={"periods_for_consolidating": 6})
    assert judged(weekly([0.0] * 6), shorter).level == "consolidating"
    with pytest.raises(Refused, match="'weeks' is not an option"):
        judged(weekly([0.0]), replace(shorter, thresholds={"weeks": 6}))
    with pytest.raises(Refused, match="must be a whole number"):
        judged(weekly([0.0]), replace(shorter, thresholds={"periods_for_consolidating": 6.5}))


def test_zero_is_for_counts_that_should_be_nought() -> None:
    with pytest.raises(Refused, match="zero is for counts"):
        LevelOptions("increase", 0, START, zero=True)
    with pytest.raises(Refused, match="zero is for counts"):
        LevelOptions("decrease", 3, START, zero=True)


def test_an_inferred_direction_is_said_to_be_one() -> None:
    assert condition(judged(weekly([0.0] * 4), direction_is_inferred=True), "A").evidence.endswith(
        "inferred, not official"
    )


def test_the_chart_beside_an_assessment_keeps_the_limits_from_before_the_programme(unallocated: DrawSeries) -> None:
    chart = chart_of(unallocated(), ZERO, date(2020, 6, 29))
    assert chart.last.mean_col == pytest.approx(253, abs=2)
    assert chart.last.point_type == "special_cause_improvement"
    without_start = chart_of(unallocated(), replace(ZERO, programme_start=None), date(2020, 6, 29))
    assert without_start.last.mean_col != chart.last.mean_col
