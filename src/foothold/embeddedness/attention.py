"""Which charts of a wall to look at first, one plain sentence about each, and what chance alone would have flagged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

import numpy as np

from foothold.embeddedness.control_chart import ControlChart, Direction, Point
from foothold.embeddedness.record import meets
from foothold.embeddedness.rules import charted
from foothold.terms.numbers import with_unit

NEWEST = 4  # points in which a signal still asks to be looked at, as condition D does
ALIKE = 0.4  # correlation of one period with the next above which signals come noticeably more often by chance
RUNS = 2000
STEP = 4  # numbers of points are rounded to this before simulating, so that few simulations serve a whole wall
_SEED = 2020


class Need(IntEnum):
    """How much a chart asks to be looked at; the lowest number stands first on a wall."""

    CONCERN = 1
    MISSED = 2
    UNJUDGED = 3
    STEADY = 4
    TOO_FEW = 5

    @property
    def title(self) -> str:
        """What stands above the charts of this kind."""
        return _TITLES[self]


_TITLES = {
    Need.CONCERN: "Getting worse: a signal of concern, or a gain being lost",
    Need.MISSED: "Target missed",
    Need.UNJUDGED: "Unusual, and nobody official says which way is better",
    Need.STEADY: "Nothing to act on",
    Need.TOO_FEW: "Too few values to draw",
}
RULE_OF_ORDER = (
    "First what is getting worse: a signal of concern among the newest four points, or a gain being lost. "
    "Then what misses its target. Then other signals, where nobody official says which way is better. "
    "Then all the rest. Within each, the order of the list of indicators."
)


@dataclass(frozen=True)
class HeldTo:
    """What a chart is held to: its target, and which way is better even where nobody official says so."""

    target: float | None
    direction: Direction


def need_of(chart: ControlChart | None, held_to: HeldTo, *, reversing: bool) -> Need:
    """Where on the wall a chart belongs."""
    if chart is None:
        return Need.TOO_FEW
    signals = {point.point_type for point in _newest(chart) if point.special_cause_flag}
    if "special_cause_concern" in signals or reversing:
        return Need.CONCERN
    if held_to.target is not None and not _on_target(chart, held_to):
        return Need.MISSED
    return Need.UNJUDGED if signals & {"special_cause_neutral_high", "special_cause_neutral_low"} else Need.STEADY


def plainly(chart: ControlChart | None, unit: str, held_to: HeldTo, *, reversing: bool) -> str:
    """One plain sentence about the newest values, for those who do not read the chart."""
    if chart is None:
        return "There are not yet values enough to draw."
    last = next((point for point in reversed(chart.points) if point.y is not None), chart.last)
    parts = ["not reported" if last.y is None else with_unit(last.y, unit)]
    if held_to.target is not None:
        met = "on target, " if _on_target(chart, held_to) else "misses the target, "
        side = "at most" if held_to.direction == "decrease" else "at least"
        parts.append(f"{met}{side} {with_unit(held_to.target, unit)}")
    parts.append(_newest_signal(chart))
    if reversing:
        parts.append("yet a gain is being lost" if parts[-1] == _BETTER else "a gain is being lost")
    return ", ".join(part for part in parts if part) + "."


_BETTER = "better than chance explains"


def _newest_signal(chart: ControlChart) -> str:
    said = {
        "special_cause_improvement": _BETTER,
        "special_cause_concern": "worse than chance explains",
        "special_cause_neutral_high": "higher than chance explains",
        "special_cause_neutral_low": "lower than chance explains",
    }
    flagged = [point for point in _newest(chart) if point.special_cause_flag]
    return said[flagged[-1].point_type] if flagged else "no signal in the newest weeks"


def _newest(chart: ControlChart) -> Sequence[Point]:
    return chart.points[-NEWEST:]


def _on_target(chart: ControlChart, held_to: HeldTo) -> bool:
    last = next((point for point in reversed(chart.points) if point.y is not None), chart.last)
    return meets(last.y, held_to.target, held_to.direction)


def lag_one(chart: ControlChart) -> float | None:
    """How alike one period is to the next (correlation at lag 1) in the values that the limits come from.

    None with fewer than eight neighbours or without variation. Above `ALIKE` the rules flag more than they should.
    """
    values = [point.fix_y for point in chart.points]
    pairs = [(a, b) for a, b in pairwise(values) if a is not None and b is not None]
    known = [value for value in values if value is not None]
    if len(pairs) < 8:
        return None
    mean = sum(known) / len(known)
    spread = sum((value - mean) ** 2 for value in known)
    return sum((a - mean) * (b - mean) for a, b in pairs) / spread if spread else None


def flagged(charts: Iterable[ControlChart]) -> int:
    """How many charts have a signal among their newest points."""
    return sum(any(point.special_cause_flag for point in _newest(chart)) for chart in charts)


def flagged_by_chance(charts: Iterable[ControlChart]) -> float:
    """How many charts with limits would have a signal among their newest points if nothing had changed in any."""
    return sum(_chance_of(chart) for chart in charts if chart.last.lpl is not None)


def _chance_of(chart: ControlChart) -> float:
    baseline = chart.options.fix_after_n_points or len(chart.points)
    return chance_of_a_newest_signal(_rounded(baseline), _rounded(max(len(chart.points) - baseline, 0)))


def _rounded(points: int) -> int:
    return points if points < 2 * STEP else points - points % STEP


@lru_cache(maxsize=256)
def chance_of_a_newest_signal(baseline: int, after: int, runs: int = RUNS) -> float:
    """How often the newest points of a stable series of independent values carry a signal, by simulation.

    The limits come from `baseline` points; `after` more follow, the last of which are looked at.
    """
    values = np.random.default_rng(_SEED).normal(0.0, 1.0, (runs, baseline + after))
    causes = charted(values, fix_after=baseline).causes[:, -NEWEST:]
    return float((causes != 0).any(axis=1).mean())
