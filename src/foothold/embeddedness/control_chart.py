"""Individuals (XmR) control charts, by the rules of the NHS "Making Data Count" programme.

The arithmetic is that of the R package NHSRplotthedots 0.2.2, so that a council's analyst and a hospital's
get the same limits and flags from the same figures. Where that arithmetic misleads, `xmr` says less than it:
see `xmr_as_published`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise, repeat
from math import isfinite
from operator import lt
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from foothold.embeddedness.rules import CAUSES, COMMON_CAUSE, SIGN_OF_CAUSE, Charted, charted
from foothold.terms.errors import Refused

Direction = Literal["increase", "decrease", "neutral"]
SIGN_OF_IMPROVEMENT: dict[Direction, int] = {"increase": 1, "decrease": -1, "neutral": 0}

SHORT_GROUP = 13
FEWEST_VALUES = 3
FEWEST_FIXED = 12

NO_VARIATION = "No variation to measure: consecutive values do not differ, so there are no limits and no signals."


@dataclass(frozen=True)
class ChartOptions:
    """How a series is charted; `rebase` holds the dates at which a new baseline starts."""

    improvement_direction: Direction = "neutral"
    target: float | None = None
    rebase: tuple[date, ...] = ()
    fix_after_n_points: int | None = None
    screen_outliers: bool = True

    def __post_init__(self) -> None:
        if self.improvement_direction not in SIGN_OF_IMPROVEMENT:
            raise Refused(f"improvement_direction is one of {', '.join(SIGN_OF_IMPROVEMENT)}.")


class Point(NamedTuple):
    """One period of a chart. None stands for what is not available: no value, or no limits to hold it against."""

    x: date
    y: float | None
    rebase_group: int
    fix_y: float | None
    mean_col: float | None
    lpl: float | None
    upl: float | None
    relative_to_mean: int | None
    outside_limits: bool | None
    close_to_limits: bool | None
    special_cause_type: str
    special_cause_flag: bool
    point_type: str
    short_group_warning: bool
    target: float | None


@dataclass(frozen=True, eq=False)
class Stretch:
    """The points between two rebasings: one row of series that were charted together."""

    days: tuple[date, ...]
    group: int
    found: Charted
    row: int

    @property
    def is_measured(self) -> bool:
        """Whether the values differ enough to have limits."""
        lower, upper = self.found.lower[self.row], self.found.upper[self.row]
        return bool(np.isfinite(lower) and lower != upper)

    @property
    def hides_signals(self) -> bool:
        """Whether the published arithmetic draws limits or flags points although there is no variation."""
        drawn = np.isfinite(self.found.lower[self.row]) or self.found.causes[self.row].any()
        return bool(not self.is_measured and drawn)


@dataclass(frozen=True, eq=False)
class ControlChart:
    """A charted series; `as_published` keeps limits and signals where the values leave nothing to measure them from."""

    stretches: tuple[Stretch, ...]
    options: ChartOptions
    as_published: bool = False
    judges_target: bool = True

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The points in order of date."""
        return tuple(point for stretch in self.stretches for point in self._points_of(stretch))

    @cached_property
    def last(self) -> Point:
        """The newest point."""
        newest = self.stretches[-1]
        return next(self._points_of(newest, slice(len(newest.days) - 1, None)))

    @property
    def variation(self) -> str:
        """What the newest point says of variation."""
        return self.last.point_type

    @property
    def assurance(self) -> str | None:
        """What the newest limits say of the target; None where they, the target or its direction are not there."""
        known = self.judges_target and (self.as_published or self.stretches[-1].is_measured)
        return _assurance(self.last, self.options) if known else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must be told about the chart."""
        if self.as_published:
            return ()
        hidden = not self.stretches[-1].is_measured or any(stretch.hides_signals for stretch in self.stretches)
        return (NO_VARIATION,) if hidden else ()

    def _points_of(self, stretch: Stretch, places: slice = slice(None)) -> Iterator[Point]:
        found = _points(stretch, self.options, places)
        return found if self.as_published or stretch.is_measured else map(_without_limits, found)


def xmr(dates: Sequence[date], values: Sequence[float | None], options: ChartOptions, name: str = "") -> ControlChart:
    """Chart a series, drawing no limits where the values leave nothing to measure them from.

    A stretch whose moving range is zero (a count that has stayed at nought) has no variation. The published
    arithmetic then either has no limits or puts both on the mean and flags every point; here it is left
    without limits and without flags, and the chart's notes say so.
    """
    return replace(xmr_as_published(dates, values, options, name), as_published=False)


def xmr_as_published(
    dates: Sequence[date], values: Sequence[float | None], options: ChartOptions, name: str = ""
) -> ControlChart:
    """Chart a series exactly as the reference package does, point by point.

    `name` says which series a refusal is about. A missing value breaks runs and trends and leaves the mean alone.
    """
    return xmr_of_many([Individuals(name, dates, values, options)])[0]


class Individuals(NamedTuple):
    """A series to be charted; its name says which one a refusal is about."""

    name: str
    dates: Sequence[date]
    values: Sequence[float | None]
    options: ChartOptions


def xmr_of_many(series: Sequence[Individuals]) -> list[ControlChart]:
    """Chart many series exactly as the reference package does: those alike in length and options in one go."""
    pieces: dict[_Alike, list[_Piece]] = {}
    for position, one in enumerate(series):
        for piece in _pieces(position, one):
            alike = _Alike(len(piece.days), one.options.fix_after_n_points, one.options.screen_outliers)
            pieces.setdefault(alike, []).append(piece)
    stretches: list[list[Stretch]] = [[] for _ in series]
    for alike, together in pieces.items():
        found = charted(np.array([piece.values for piece in together]), fix_after=alike.fix_after, screen=alike.screen)
        for row, piece in enumerate(together):
            stretches[piece.position].append(Stretch(piece.days, piece.group, found, row))
    return [
        ControlChart(tuple(sorted(own, key=lambda stretch: stretch.group)), one.options, as_published=True)
        for own, one in zip(stretches, series, strict=True)
    ]


class _Alike(NamedTuple):
    points: int
    fix_after: int | None
    screen: bool


class _Piece(NamedTuple):
    position: int
    group: int
    days: tuple[date, ...]
    values: NDArray[np.float64]


def _pieces(position: int, series: Individuals) -> Iterator[_Piece]:
    """A series in order of date, cut where a new baseline starts."""
    days, y = _in_order(series.dates, series.values)
    _refuse_unusable(days, y, series.options, series.name)
    starts = [place for place, day in enumerate(days) if day in series.options.rebase] if series.options.rebase else []
    for group, (start, end) in enumerate(pairwise([0, *starts, len(days)]), start=0):
        if end > start:
            yield _Piece(position, group, days[start:end], y[start:end])


def _in_order(dates: Sequence[date], values: Sequence[float | None]) -> tuple[tuple[date, ...], NDArray[np.float64]]:
    y = np.array(values, dtype=float)  # None becomes NaN
    if all(map(lt, dates, dates[1:])):
        return tuple(dates), y
    order = sorted(range(len(dates)), key=lambda position: dates[position])
    return tuple(dates[position] for position in order), y[order]


def against_baseline(
    dates: Sequence[date], values: Sequence[float | None], baseline_points: int, direction: Direction
) -> ControlChart:
    """Chart a series, already in order of date, with limits frozen on its first points, however few they are."""
    found = charted(np.array([values], dtype=float), fix_after=baseline_points)
    options = ChartOptions(direction, fix_after_n_points=baseline_points)
    return ControlChart((Stretch(tuple(dates), 0, found, 0),), options, judges_target=False)


def _refuse_unusable(days: tuple[date, ...], y: NDArray[np.float64], options: ChartOptions, name: str) -> None:
    series = f"Series {name!r}" if name else "The series"
    if (known := int(np.isfinite(y).sum())) < FEWEST_VALUES:
        raise Refused(f"{series} is too short: {known} values, and a chart needs at least {FEWEST_VALUES}.")
    if options.fix_after_n_points is not None and options.fix_after_n_points < FEWEST_FIXED:
        raise Refused(f"{series}: fix_after_n_points must be at least {FEWEST_FIXED}; fewer points make poor limits.")
    if len(set(days)) < len(days):
        repeated = next(day for day, after in pairwise(days) if day == after)
        raise Refused(f"{series} has the date {repeated} twice. Keep one value a date.")
    if absent := sorted(set(options.rebase) - set(days)):
        raise Refused(f"{series} has no point at the rebase date {absent[0]}. Rebase at a date of the series.")


def _points(stretch: Stretch, options: ChartOptions, places: slice) -> Iterator[Point]:
    """The points of a stretch, None where something cannot be known."""
    found, row = stretch.found, stretch.row
    mean, lower, upper = (_known(limits[row]) for limits in (found.mean, found.lower, found.upper))
    y, fixed, side = (_all_known(column[row, places]) for column in (found.values, found.fixed, found.side))
    has_limits = [value is not None and lower is not None for value in y]
    outside, close = (
        [mark if limited else None for mark, limited in zip(marks[row, places].tolist(), has_limits, strict=True)]
        for marks in (found.outside, found.close)
    )
    causes = found.causes[row, places].tolist()
    point_types = [_point_type(sign, options.improvement_direction) for sign in SIGN_OF_CAUSE]
    short = len(stretch.days) < SHORT_GROUP
    return map(
        Point,
        stretch.days[places],
        y,
        repeat(stretch.group),
        fixed,
        repeat(mean),
        repeat(lower),
        repeat(upper),
        [None if value is None else int(value) for value in side],
        outside,
        close,
        [CAUSES[cause] for cause in causes],
        [cause != 0 for cause in causes],
        [point_types[cause] for cause in causes],
        repeat(short),
        repeat(options.target),
    )


def _point_type(sign: int, direction: Direction) -> str:
    if sign == 0:
        return "common_cause"
    if direction == "neutral":
        return "special_cause_neutral_high" if sign > 0 else "special_cause_neutral_low"
    improving = sign == SIGN_OF_IMPROVEMENT[direction]
    return "special_cause_improvement" if improving else "special_cause_concern"


def _assurance(last: Point, options: ChartOptions) -> str | None:
    """Whether the newest limits lie on one side of the target; None without a target or a direction."""
    if options.target is None or options.improvement_direction == "neutral":
        return None
    if last.lpl is None or last.upl is None or last.lpl <= options.target <= last.upl:
        return "inconsistent"
    below_target = last.upl < options.target
    return "consistent_pass" if below_target == (options.improvement_direction == "decrease") else "consistent_fail"


def _without_limits(point: Point) -> Point:
    return point._replace(
        lpl=None,
        upl=None,
        outside_limits=None,
        close_to_limits=None,
        special_cause_type=COMMON_CAUSE,
        special_cause_flag=False,
        point_type="common_cause",
    )


def _known(value: float) -> float | None:
    return float(value) if isfinite(value) else None


def _all_known(values: NDArray[np.float64]) -> list[float | None]:
    return [value if isfinite(value) else None for value in values.tolist()]
