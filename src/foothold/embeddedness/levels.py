"""How far an improvement has come: from not started to embedded, with the evidence for and against.

The words "improving", "embedded" and "sustained" are decided here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

from foothold.embeddedness import conditions as judged
from foothold.embeddedness import wording
from foothold.embeddedness.conditions import Condition, Practice
from foothold.embeddedness.control_chart import (
    FEWEST_VALUES,
    ChartOptions,
    ControlChart,
    Direction,
    against_baseline,
    xmr,
)
from foothold.embeddedness.defaults import LevelDefaults, level_defaults
from foothold.embeddedness.record import Record, record_of
from foothold.embeddedness.series import Series, periods_between
from foothold.embeddedness.states import UNKNOWN, Standing, standing
from foothold.terms.errors import Refused
from foothold.terms.reporting_periods import long_date

LEVELS = ("not started", "early", "tentative", "consolidating", "embedded")
NOT_ASSESSABLE = "not assessable"


@dataclass(frozen=True)
class LevelOptions:
    """What the measure is held to.

    `zero` marks a count whose target is nought, `restarts` the dates on which the director or the regime changed,
    `stress_chance` the chance of staying on target in a stress simulation, and `is_an_authority` says that
    the series is an authority's, for which people must vouch too. `thresholds` override the packaged defaults.
    """

    direction: Direction = "neutral"
    target: float | None = None
    programme_start: date | None = None
    zero: bool = False
    direction_is_inferred: bool = False
    is_an_authority: bool = False
    practice: Practice = field(default_factory=Practice)
    restarts: tuple[date, ...] = ()
    stress_chance: float | None = None
    team_floor: float | None = None
    thresholds: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.zero and (self.target not in (None, 0) or self.direction != "decrease"):
            raise Refused("Options: zero is for counts whose target is 0 and whose direction is decrease.")


@dataclass(frozen=True)
class Assessment:
    """A level on a date, why, and what is missing for the next."""

    as_at: date
    level: str
    level_number: int | None
    reversing: bool
    periods_on_target: int
    upper_bound_of_a_miss: float | None
    conditions: tuple[Condition, ...]
    next: str
    sentence: str
    on_target_since: date | None = None
    standing: Standing | None = None  # None where nothing can be assessed, or no target is set

    @property
    def how_far_to_trust(self) -> str:
        """How often the level's word would be given by luck alone; blank where there is nothing to trust."""
        return wording.HOW_FAR_TO_TRUST.get(self.level, "")

    def as_json(self) -> dict[str, Any]:
        """The assessment as commands print it."""
        return {
            "as_at": self.as_at.isoformat(),
            "level": self.level,
            "level_number": self.level_number,
            "reversing": self.reversing,
            "periods_on_target": self.periods_on_target,
            "upper_bound_of_a_miss": self.upper_bound_of_a_miss,
            "conditions": [vars(condition) for condition in self.conditions],
            "next": self.next,
            **(self.standing or UNKNOWN).as_json(),
        }


def assess(
    series: Series, options: LevelOptions, as_at: date, balancing: Mapping[str, ControlChart | None] | None = None
) -> Assessment:
    """Say how far an improvement has come on a date. Only what was reported up to then counts.

    `balancing` holds the charts of measures that must not get worse while this one gets better, None where one is not
    known.
    """
    known = series.up_to(as_at)
    defaults = level_defaults(series.every).overridden(options.thresholds)
    start = options.programme_start
    reason = _why_not_assessable(known, options, defaults, as_at)
    if reason or start is None:
        return Assessment(
            as_at, NOT_ASSESSABLE, None, False, 0, None, (), reason, wording.not_assessable(known, reason)
        )
    restarts = tuple(day for day in options.restarts if start < day <= known.dates[-1])
    record = record_of(known, options.direction, options.target, options.zero, defaults, (start, *restarts))
    return _assessed(record, options, as_at, balancing or {})


def chart_of(series: Series, options: LevelOptions, as_at: date, rebases: Sequence[date] = ()) -> ControlChart:
    """The chart to show beside an assessment: limits frozen on what came before the programme.

    New limits from the improved stretch would hide the improvement. Without a start, or with too few values before
    it, the limits are those of all values. From each day of `rebases` people decided on new limits; one with fewer than
    three values after it does not change the chart yet. An assessment takes no notice of them.
    """
    known = series.up_to(as_at)
    starts = _usable_rebases(known, rebases)
    first = starts[0] if starts else len(known.dates)
    chart = _frozen_chart(_between(known, 0, first), options)
    target = chart.options.target
    own = ChartOptions(options.direction, target)
    later = [
        replace(xmr(part.dates, part.values, own, series.name).stretches[0], group=group)
        for group, part in enumerate((_between(known, *ends) for ends in pairwise([*starts, len(known.dates)])), 1)
    ]
    rebased = tuple(known.dates[start] for start in starts)
    return replace(chart, stretches=(*chart.stretches, *later), options=replace(chart.options, rebase=rebased))


def _usable_rebases(series: Series, rebases: Sequence[date]) -> list[int]:
    """The positions at which a new baseline starts, latest first found usable: enough values on both sides of it."""
    usable: list[int] = []
    for day in sorted(rebases):
        place = sum(known < day for known in series.dates)
        if all(
            _values_between(series, *ends) >= FEWEST_VALUES for ends in pairwise([0, *usable, place, len(series.dates)])
        ):
            usable.append(place)
    return usable


def _values_between(series: Series, start: int, end: int) -> int:
    return sum(value is not None for value in series.values[start:end])


def _between(series: Series, start: int, end: int) -> Series:
    return Series(series.dates[start:end], series.values[start:end], series.name)


def _frozen_chart(known: Series, options: LevelOptions) -> ControlChart:
    baseline = sum(options.programme_start is not None and day < options.programme_start for day in known.dates)
    target = 0.0 if options.zero else options.target
    if _values_between(known, 0, baseline) < level_defaults(known.every).fewest_baseline_points:
        return xmr(known.dates, known.values, ChartOptions(options.direction, target), known.name)
    chart = against_baseline(known.dates, known.values, baseline, options.direction)
    return replace(chart, options=replace(chart.options, target=target))


def _why_not_assessable(series: Series, options: LevelOptions, defaults: LevelDefaults, as_at: date) -> str:
    """What is missing before anything can be said; empty if nothing is."""
    if options.direction == "neutral":
        return "an agreed direction: is lower or higher better?"
    if options.programme_start is None:
        return "the start of the programme: without it there is no baseline to compare with"
    baseline = [v for d, v in zip(series.dates, series.values, strict=True) if d < options.programme_start]
    count = sum(value is not None for value in baseline)
    if count < defaults.fewest_baseline_points:
        return f"{defaults.fewest_baseline_points} baseline points before the programme ({count} so far)"
    if periods_between(series.dates[-1], as_at, series.every) > defaults.oldest_newest_point:
        return f"a newer value: the newest is of {long_date(series.dates[-1])}"
    complete = sum(value is not None for value in series.values) / len(series.values)
    if complete < defaults.least_complete:
        return f"more complete data: {complete:.0%} of periods have a value, {defaults.least_complete:.0%} are asked"
    return ""


def _assessed(
    record: Record, options: LevelOptions, as_at: date, balancing: Mapping[str, ControlChart | None]
) -> Assessment:
    conditions, adverse = _conditions(record, options, balancing)
    reversing = _is_reversing(record, adverse)
    number = _level(record, {condition.id: condition.met for condition in conditions}, adverse or reversing)
    streak = record.periods_on_target(record.newest)
    bound = round(judged.upper_bound_of_a_miss(streak), 3) if record.zero else None
    unmet = [condition for condition in conditions if not condition.met]
    stands = standing(record, number) if record.target is not None else None
    return Assessment(
        as_at=as_at,
        level=LEVELS[number],
        level_number=number,
        reversing=reversing,
        periods_on_target=streak,
        upper_bound_of_a_miss=bound,
        conditions=tuple(conditions),
        next=wording.next_step(number, record, unmet),
        sentence=wording.sentence(number, reversing, record, bound, unmet, stands.remembered if stands else ""),
        on_target_since=record.series.dates[record.newest + 1 - streak] if streak else None,
        standing=stands,
    )


def _conditions(
    record: Record, options: LevelOptions, balancing: Mapping[str, ControlChart | None]
) -> tuple[list[Condition], bool]:
    """Every condition that applies, and whether the measure itself shows an adverse signal."""
    deteriorating, adverse = judged.nothing_deteriorating(record, balancing)
    remark = "; the direction is inferred, not official" if options.direction_is_inferred else ""
    conditions = [
        judged.improvement(record, remark),
        judged.on_target(record),
        judged.capable(record),
        deteriorating,
        judged.robust(record, options.stress_chance),
        judged.broad(record, options.team_floor, options.is_an_authority),
    ]
    if options.is_an_authority:
        conditions.append(judged.practice_and_leadership(options.practice))
    return conditions, adverse


def _level(record: Record, met: Mapping[str, bool | None], adverse: bool) -> int:
    """The highest level all of whose conditions, and those of the levels below it, are met."""
    steps = (
        bool(met["A"]),
        bool(met["B"]) and not adverse,
        bool(met["D"]) and record.has_held(record.defaults.periods_for_consolidating),
        record.has_held(record.defaults.periods_for_embedded) and all(met.get(condition, True) for condition in "CFGH"),
    )
    return next((number for number, step in enumerate(steps) if not step), len(steps))


def _is_reversing(record: Record, adverse: bool) -> bool:
    """Whether a gain is being lost: an adverse signal after an improvement, or a target once held and now missed."""
    held = record.defaults.periods_for_tentative
    first = max(record.clock, record.newest + 1 - record.defaults.periods_for_embedded)
    was_held = any(record.periods_on_target(i) >= held for i in range(first, record.newest))
    improved = any(record.improved_by(i) for i in range(record.start, record.newest + 1))
    return (was_held and not record.is_on_target(record.newest)) or (adverse and improved)
