"""Targets achieved, kept and lost, and what is remembered of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foothold.embeddedness import LevelOptions, Series, assess, chart_of
from foothold.embeddedness.states import Spell, Standing

FIRST = date(2019, 1, 6)
BASELINE = [300.0, 310.0] * 6


def standing(values: list[float | None], target: float = 0, *, zero: bool = True) -> Standing:
    every = [*BASELINE, *values]
    dates = tuple(FIRST + timedelta(weeks=week) for week in range(len(every)))
    options = LevelOptions("decrease", target, dates[len(BASELINE)], zero=zero, thresholds={"least_complete": 0.0})
    found = assess(Series(dates, tuple(every)), options, dates[-1]).standing
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("values", "state", "holding"),
    [
        ([200.0, 100.0], "to be achieved", ""),
        ([200.0, 0.0, 0.0, 0.0], "to be achieved", "holding 3 of 13 weeks"),
        ([200.0, *[0.0] * 7], "achieved, unconfirmed", "holding 7 of 13 weeks"),
        ([200.0, *[0.0] * 13], "to be maintained", "holding 13 of 26 weeks"),
        ([200.0, *[0.0] * 30], "to be maintained", "held for 30 weeks"),
        ([200.0, *[0.0] * 7, 5.0], "lapsed", ""),
    ],
)
def test_the_state_follows_from_what_was_held(values: list[float | None], state: str, holding: str) -> None:
    found = standing(values)
    assert (found.state, found.holding) == (state, holding)


def test_relapses_are_remembered_with_their_days() -> None:
    found = standing([*[0.0] * 5, 9.0, *[0.0] * 4, 7.0, 8.0, *[0.0] * 6])
    assert found.state == "achieved, unconfirmed"
    assert [spell.lost for spell in found.relapses] == [FIRST + timedelta(weeks=17), FIRST + timedelta(weeks=22)]
    assert found.remembered == "relapsed twice, last lost in the period to 9 June 2019"


def test_one_miss_is_tolerated_where_the_target_is_not_nought_and_two_are_not() -> None:
    held = standing([*[80.0] * 5, 120.0, 80.0], 100, zero=False)
    lost = standing([*[80.0] * 5, 120.0, 120.0, 80.0], 100, zero=False)
    assert (held.relapses, len(lost.relapses)) == ((), 1)
    assert (held.state, lost.state) == ("achieved, unconfirmed", "lapsed")


def test_a_period_without_a_figure_neither_begins_nor_ends_a_spell() -> None:
    assert standing([0.0, 0.0, None, 0.0, 0.0]).state == "to be achieved"
    assert standing([*[0.0] * 4, None, 0.0]).relapses == ()


def test_what_was_lost_before_the_programme_is_remembered_too() -> None:
    every = [*[0.0] * 5, *BASELINE, 100.0]
    dates = tuple(FIRST + timedelta(weeks=week) for week in range(len(every)))
    found = assess(Series(dates, tuple(every)), LevelOptions("decrease", 0, dates[-1], zero=True), dates[-1])
    assert found.standing is not None
    assert found.standing.relapses == (Spell(dates[0], dates[5]),)
    assert "Relapsed once" in found.sentence


def test_without_a_target_there_is_no_state() -> None:
    dates = tuple(FIRST + timedelta(weeks=week) for week in range(14))
    found = assess(Series(dates, (*BASELINE, 9.0, 8.0)), LevelOptions("decrease", None, dates[12]), dates[-1])
    assert found.standing is None
    assert found.as_json()["state"] == ""


@given(st.lists(st.sampled_from([0.0, 5.0, None]), min_size=4, max_size=40))
def test_spells_lie_apart_in_order_and_a_state_that_is_lost_has_a_loss(values: list[float | None]) -> None:
    found = standing([*values, 0.0])
    edges = [day for spell in found.relapses for day in (spell.held_from, spell.lost) if day]
    assert edges == sorted(edges)
    assert len(set(edges)) == len(edges)
    assert (found.state != "lapsed") or found.relapses


def test_a_decided_baseline_changes_the_chart_and_not_the_level() -> None:
    every = [*BASELINE, *[100.0, 102.0, 98.0] * 6]
    dates = tuple(FIRST + timedelta(weeks=week) for week in range(len(every)))
    series, options = Series(dates, tuple(every)), LevelOptions("decrease", 110, dates[12])
    plain = chart_of(series, options, dates[-1])
    rebased = chart_of(series, options, dates[-1], [dates[14]])
    assert [point.rebase_group for point in rebased.points] == [0] * 14 + [1] * 16
    assert rebased.points[0].upl == plain.points[0].upl
    assert rebased.last.mean_col == pytest.approx(99.875)  # 98 and five times 100, 102, 98
    assert plain.last.mean_col == pytest.approx(305.0)
    assert assess(series, options, dates[-1]).level == "consolidating"


def test_a_baseline_with_too_few_values_yet_leaves_the_chart_as_it_is() -> None:
    every = [*BASELINE, 100.0, 99.0]
    dates = tuple(FIRST + timedelta(weeks=week) for week in range(len(every)))
    chart = chart_of(Series(dates, tuple(every)), LevelOptions("decrease", 0, dates[12]), dates[-1], [dates[12]])
    assert {point.rebase_group for point in chart.points} == {0}
