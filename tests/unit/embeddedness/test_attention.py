"""Which charts come first on a wall, what is said of them, and what chance alone would flag."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from foothold.embeddedness import ChartOptions, ControlChart, xmr
from foothold.embeddedness.attention import (
    HeldTo,
    Need,
    chance_of_a_newest_signal,
    flagged,
    flagged_by_chance,
    lag_one,
    need_of,
    plainly,
)
from foothold.embeddedness.rules import charted

FIRST = date(2019, 1, 6)
STEADY = [29.0, 31.0] * 8
NO_TARGET = HeldTo(None, "decrease")


def chart(values: list[float | None], direction: str = "decrease") -> ControlChart:
    days = [FIRST + timedelta(weeks=week) for week in range(len(values))]
    return xmr(days, values, ChartOptions(direction, fix_after_n_points=12))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("drawn", "held", "reversing", "need"),
    [
        (chart([*STEADY, 40.0]), HeldTo(50, "decrease"), False, Need.CONCERN),
        (chart([*STEADY, 40.0, 30.0, 30.0, 30.0, 29.0]), NO_TARGET, False, Need.STEADY),  # four points ago: no more
        (chart(list(STEADY)), NO_TARGET, True, Need.CONCERN),
        (chart(list(STEADY)), HeldTo(20, "decrease"), False, Need.MISSED),
        (chart(list(STEADY)), HeldTo(20, "increase"), False, Need.STEADY),
        (chart([*STEADY, 40.0], "neutral"), NO_TARGET, False, Need.UNJUDGED),
        (chart([*STEADY, 40.0], "neutral"), HeldTo(35, "decrease"), False, Need.MISSED),
        (chart([*STEADY, 20.0]), NO_TARGET, False, Need.STEADY),
        (None, NO_TARGET, False, Need.TOO_FEW),
    ],
)
def test_what_needs_attention_comes_first(
    drawn: ControlChart | None, held: HeldTo, reversing: bool, need: Need
) -> None:
    assert need_of(drawn, held, reversing=reversing) is need


def test_the_sentence_is_plain() -> None:
    said = plainly(chart([*STEADY, 40.0]), "cases", HeldTo(0, "decrease"), reversing=True)
    assert said == "40, misses the target, at most 0, worse than chance explains, a gain is being lost."
    better = plainly(chart([*STEADY, 20.0]), "cases", NO_TARGET, reversing=True)
    assert better == "20, better than chance explains, yet a gain is being lost."
    assert plainly(chart(list(STEADY)), "%", HeldTo(25, "increase"), reversing=False) == (
        "31.0%, on target, at least 25.0%, no signal in the newest weeks."
    )


def test_likeness_of_neighbours_is_the_correlation_at_lag_one_of_the_baseline() -> None:
    assert lag_one(chart(list(STEADY))) == pytest.approx(-11 / 12)
    assert lag_one(chart([30.0] * 16)) is None
    slow = [float(v) for v in range(12)]
    mean = 5.5
    expected = sum((a - mean) * (a + 1 - mean) for a in range(11)) / sum((a - mean) ** 2 for a in range(12))
    assert lag_one(chart([*slow, 99.0])) == pytest.approx(expected)


def test_chance_alone_flags_more_of_the_newest_points_the_shorter_the_baseline() -> None:
    chances = [chance_of_a_newest_signal(baseline, 40) for baseline in (8, 20, 100)]
    assert chances == sorted(chances, reverse=True)
    assert 0.04 < chances[-1] < 0.12


def test_the_number_expected_by_chance_is_what_stable_series_show() -> None:
    random = np.random.default_rng(7)
    values = random.normal(50, 5, (400, 60))
    charts = [chart(row) for row in values.tolist()]
    by_hand = (charted(values, fix_after=12).causes[:, -4:] != 0).any(axis=1).sum()
    assert flagged(charts) == by_hand
    assert flagged_by_chance(charts) == pytest.approx(flagged(charts), rel=0.35)
