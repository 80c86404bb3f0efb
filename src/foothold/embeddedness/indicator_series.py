"""An indicator's figures as a series, and what its definition holds it to."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from foothold.embeddedness.circumstances import Circumstances, Entry
from foothold.embeddedness.control_chart import FEWEST_VALUES, ControlChart, Direction
from foothold.embeddedness.levels import LevelOptions, chart_of
from foothold.embeddedness.series import Series, Values
from foothold.indicators import Figure, Indicator, figures_at, find, stored
from foothold.terms.polarity import Polarity

if TYPE_CHECKING:
    from foothold.indicators.engines import Engine
    from foothold.indicators.source import Source

OWN_SOURCE = "Foothold"  # how the source of a polarity begins that nobody official has published
FRIDAY, SATURDAY = 4, 5  # as Python numbers the days of a week
DEMAND, CAPACITY = "FD10", "WF06"  # referrals against the same weeks of earlier years; posts that nobody fills


def held_to(
    indicator: Indicator,
    programme_start: date | None,
    *,
    is_an_authority: bool = True,
    recorded: Circumstances | None = None,
    as_at: date | None = None,
) -> LevelOptions:
    """The direction and target of an indicator's definition, for a programme that began on a day.

    `recorded` adds what people say of leadership and practice, as they had said it by `as_at`.
    """
    recorded = recorded or Circumstances()
    target = target_of(indicator)
    direction = direction_of(indicator)
    return LevelOptions(
        direction=direction,
        target=target,
        programme_start=programme_start,
        zero=target == 0 and direction == "decrease" and indicator.measure == "count",
        direction_is_inferred=indicator.polarity is not None and not polarity_is_official(indicator),
        is_an_authority=is_an_authority,
        practice=recorded.practice(as_at or date.max),
        restarts=recorded.restarts,
    )


def polarity_is_official(indicator: Indicator) -> bool:
    """Whether somebody official has published which way is better; only then is anything about it coloured."""
    return indicator.polarity is not None and not indicator.polarity_source.startswith(OWN_SOURCE)


def direction_of(indicator: Indicator) -> Direction:
    """Which way is better: neutral where the indicator has no polarity."""
    if indicator.polarity is None:
        return "neutral"
    return "decrease" if indicator.polarity is Polarity.LOW else "increase"


def target_of(indicator: Indicator) -> float | None:
    """The value to reach, whichever side of it is the good one."""
    target = indicator.target or {}
    return target.get("at_most", target.get("at_least"))


def chart_of_weeks(
    indicator: Indicator,
    weeks: Sequence[Figure],
    programme_start: date | None,
    as_at: date,
    rebases: Sequence[Entry] = (),
) -> ControlChart | None:
    """The chart that pages and reports show of an indicator's weekly figures, up to a date; None with too few values.

    Its limits are those that its level is judged by: frozen on all that came before the programme. Where somebody
    decided on a new baseline it has new ones from that day, and the level does not. A signal is good or bad only where
    somebody official says which way is better.
    """
    known = [week for week in weeks if week.as_at <= as_at]
    if sum(week.value is not None for week in known) < FEWEST_VALUES:
        return None
    options = held_to(indicator, programme_start)
    if not polarity_is_official(indicator):
        options = replace(options, direction="neutral", zero=False)
    decided = [entry.begins for entry in rebases if entry.begins is not None]
    return chart_of(series_of(indicator, known), options, as_at, decided)


def balancing_charts(
    indicator: Indicator, weekly: Callable[[str], Sequence[Figure]], programme_start: date | None, as_at: date
) -> dict[str, ControlChart | None]:
    """The charts of what must not get worse while the indicator gets better, by title; None with too few values.

    `weekly` gives an indicator's weekly figures; one that has still to settle is no sign yet. Which way is worse is as
    the definition says, whoever says so.
    """
    found: dict[str, ControlChart | None] = {}
    for measure in map(find, indicator.balanced_by):
        settled = as_at - timedelta(days=measure.settles)
        weeks = [week for week in weekly(measure.id) if week.as_at <= settled]
        known = sum(week.value is not None for week in weeks) >= FEWEST_VALUES
        options = held_to(measure, programme_start)
        found[measure.title] = chart_of(series_of(measure, weeks), options, settled) if known else None
    return found


def stored_balancing(
    home: Path, authority: str, indicator: Indicator, programme_start: date | None, as_at: date
) -> dict[str, ControlChart | None]:
    """The charts of what must not get worse beside an indicator, from the weekly figures kept for an authority."""
    return balancing_charts(indicator, stored(home, authority).series, programme_start, as_at)


def counts_so_far(indicator: Indicator, as_at: date) -> bool:
    """Whether what stands on a day counts for its week although that is not over.

    A count that is to be nought does from Friday on, when no working day is left to change it. So a week is not
    waited for over its Sunday, good or bad. Anything else waits for whole weeks.
    """
    is_stock_to_be_nought = indicator.kind == "snapshot" and held_to(indicator, None).zero
    return is_stock_to_be_nought and as_at.weekday() in (FRIDAY, SATURDAY)


def series_of(
    indicator: Indicator,
    figures: Sequence[Figure],
    by_team: Sequence[Figure] = (),
    pressure: Values = (),
    so_far: bool = False,
) -> Series:
    """An indicator's figures in order of date, those of its teams beside them; a figure that is not there is a gap.

    `so_far` says that the newest of them is of a week that is not over.
    """
    dates = tuple(figure.as_at for figure in figures)
    teams: dict[str, dict[date, float | None]] = {}
    for figure in by_team:
        if (team := figure.slices.get("team")) is not None:
            teams.setdefault(team, {})[figure.as_at] = figure.value
    return Series(
        dates,
        tuple(figure.value for figure in figures),
        indicator.title,
        pressure,
        {team: tuple(values.get(day) for day in dates) for team, values in teams.items()},
        so_far,
    )


def pressure_on(
    dates: Sequence[date], demand: Sequence[Figure], unfilled: Sequence[Figure], programme_start: date | None
) -> Values:
    """Demand over capacity, each against its mean before the programme; None where either is not known.

    `demand` is an index of referrals, `unfilled` the full-time equivalents that nobody fills out of those established.
    """
    wanted = {figure.as_at: figure.value for figure in demand}
    filled = {
        figure.as_at: figure.denominator - figure.numerator
        for figure in unfilled
        if figure.denominator is not None and figure.numerator is not None
    }
    base_demand = _mean_before(programme_start, wanted)
    base_filled = _mean_before(programme_start, filled)
    if not base_demand or not base_filled:
        return ()
    return tuple(_ratio(wanted.get(day), base_demand, filled.get(day), base_filled) for day in dates)


def _mean_before(start: date | None, values: dict[date, float] | dict[date, float | None]) -> float | None:
    known = [value for day, value in values.items() if value is not None and start is not None and day < start]
    return sum(known) / len(known) if known else None


def _ratio(demand: float | None, base_demand: float, filled: float | None, base_filled: float) -> float | None:
    return None if demand is None or not filled else demand / base_demand / (filled / base_filled)


class DayRead(NamedTuple):
    """What was counted on one day: the whole, and each team's part."""

    whole: Figure
    teams: Sequence[Figure]


def stored_series(
    home: Path,
    authority: str,
    indicator: Indicator,
    programme_start: date | None,
    as_at: date,
    on_day: Callable[[Indicator, date], DayRead],
) -> Series:
    """An indicator's weekly figures as kept for an authority, those of its teams, and the pressure on the service.

    Where a week counts that is not over on the day asked about, `on_day` is asked what stood then.
    """
    kept = stored(home, authority)
    figures = kept.series(indicator.id)
    by_team = kept.series(indicator.id, by="team") if "team" in indicator.slices else []
    so_far = counts_so_far(indicator, as_at) and as_at <= kept.newest_as_at
    if so_far:
        figures, by_team = until_day(figures, by_team, on_day(indicator, as_at))
    days = [figure.as_at for figure in figures]
    pressure = pressure_on(days, kept.series(DEMAND), kept.series(CAPACITY), programme_start)
    return series_of(indicator, figures, by_team, pressure, so_far)


def until_day(weeks: Sequence[Figure], by_team: Sequence[Figure], on_day: DayRead) -> tuple[list[Figure], list[Figure]]:
    """The weeks that were over on a day, and after them what stood on it."""
    end = on_day.whole.as_at
    return (
        [*(week for week in weeks if week.as_at < end), on_day.whole],
        [*(week for week in by_team if week.as_at < end), *on_day.teams],
    )


def read_day(source: Source, indicator: Indicator, as_at: date, engine: Engine | None = None) -> DayRead:
    """What is counted on one day, by a history that is open."""
    (whole,) = figures_at(source, [indicator.id], as_at, engine=engine)
    by_team = "team" in indicator.slices
    return DayRead(whole, figures_at(source, [indicator.id], as_at, ["team"], engine) if by_team else [])


def named_programme_start(authority: str) -> date | None:
    """The first day of an authority's programme, where the packaged data names one."""
    document = json.loads(files("foothold.embeddedness").joinpath("defaults.json").read_text(encoding="utf-8"))
    programme = document["programmes"].get(authority)
    return date.fromisoformat(programme["start"]) if programme else None
