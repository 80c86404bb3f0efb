"""Figures: an indicator's values over periods, for the council or for each of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foothold.definitions.source import first_missing
from foothold.indicators.blocks import (
    FigureBlock,
    Grouping,
    PartTotals,
    Reasons,
    Slice,
    no_totals,
    totals_of_rows,
    with_reasons,
)
from foothold.indicators.definition import Indicator
from foothold.indicators.engines import DuckDBEngine, Engine
from foothold.indicators.indicator_files import find
from foothold.indicators.measures import State, outcomes, totals_sql
from foothold.indicators.populations import populations_used
from foothold.indicators.source import Source, record_begins
from foothold.terms.errors import Refused
from foothold.terms.figures import FigureStatus
from foothold.terms.reporting_periods import Period, months_before, weeks_to, year_to
from foothold.terms.working_days import LAST_DAY

BEFORE_THE_RECORD = "the record begins on"
"""How the reason starts of a figure whose period begins before the first day that the data tell all of."""

PLACES: tuple[str, ...] = ("team", "locality", "service_area")
"""Slices whose parts are known apart from the rows, so that a part with none shows 0 and not nothing."""


@dataclass(frozen=True)
class Figure:
    """One value of one indicator, or the reason why there is none."""

    indicator: str
    version: int
    period_start: date
    as_at: date
    slices: Mapping[str, str | None]
    numerator: float | None
    denominator: float | None
    value: float | None
    status: FigureStatus
    missing: str = ""


def period_to(indicator: Indicator, as_at: date) -> Period:
    """The period a single date means: that day for a snapshot, the definition's window up to it for a flow."""
    if indicator.kind == "snapshot":
        return Period(as_at, as_at)
    return weeks_to(as_at, indicator.window["weeks"]) if "weeks" in indicator.window else year_to(as_at)


def figures_at(
    source: Source, ids: Sequence[str], as_at: date, by: Sequence[str] = (), engine: Engine | None = None
) -> list[Figure]:
    """The figures of these indicators at one date, each over its own period."""
    engine = engine or DuckDBEngine(source.connection)
    asked = [(find(id_), period_to(find(id_), as_at)) for id_ in ids]
    return [
        figure for indicator, period in asked for figure in values(source, [indicator.id], [period], by, engine=engine)
    ]


def values(
    source: Source,
    ids: Sequence[str],
    periods: Sequence[Period],
    by: Sequence[str] = (),
    *,
    engine: Engine | None = None,
) -> list[Figure]:
    """Figures by indicator, then period, then part (None last). `by` names slices of every indicator asked for.

    Refused for an unknown indicator, a slice it does not have, or a day beyond the known bank holidays.
    """
    indicators = [find(id_) for id_ in ids]
    for indicator in indicators:
        _check_request(indicator, periods, by)
    engine = engine or DuckDBEngine(source.connection)
    found: dict[str, list[Figure]] = {indicator.id: [] for indicator in indicators}
    for batch in _distinct_ends(periods):
        for indicator, (figures,) in figures_by(source, indicators, batch, [tuple(by)], engine):
            found[indicator.id] += figures
    place = {period: number for number, period in enumerate(periods)}
    return [
        figure
        for indicator in indicators
        for figure in sorted(found[indicator.id], key=lambda one: place[Period(one.period_start, one.as_at)])
    ]


def figures_by(
    source: Source,
    indicators: Sequence[Indicator],
    periods: Sequence[Period],
    groupings: Sequence[Grouping],
    engine: Engine,
) -> Iterator[tuple[Indicator, list[list[Figure]]]]:
    """Each indicator's figures for each grouping it has slices for, in one pass over its rows.

    Periods must end on different days.
    """
    for indicator, blocks in blocks_by(source, indicators, periods, groupings, engine):
        yield indicator, [list(_figures(block)) for block in blocks]


def _figures(block: FigureBlock) -> Iterator[Figure]:
    """Those of the first period first."""
    indicator, named = block.indicator, [dict(zip(block.by, part, strict=True)) for part in block.parts]
    places = ((period, slices) for period in block.periods for slices in named)
    for (period, slices), found in zip(places, block.outcomes.each(), strict=True):
        yield Figure(indicator.id, indicator.version, period.start, period.as_at, slices, *found)


def blocks_by(
    source: Source,
    indicators: Sequence[Indicator],
    periods: Sequence[Period],
    groupings: Sequence[Grouping],
    engine: Engine,
) -> Iterator[tuple[Indicator, list[FigureBlock]]]:
    """As `figures_by`, the figures of each grouping still together: quicker where hundreds of thousands are written."""
    engine.prepare(periods)
    frame = _Frame(source, periods, engine)
    for indicator in indicators:
        missing = missing_field(indicator, source)
        kept = [by for by in groupings if set(by) <= set(indicator.slices)]
        totals = {} if missing else _totals(engine, indicator, kept)
        yield indicator, [_block(indicator, by, totals.get(by) or no_totals(), missing, frame) for by in kept]


def missing_field(indicator: Indicator, source: Source) -> str:
    """The first field needed that nothing loaded has carried, as `table.column`; blank when all are there."""
    return first_missing(indicator.needs, source)


def _check_request(indicator: Indicator, periods: Sequence[Period], by: Sequence[str]) -> None:
    for name in by:
        if name not in indicator.slices:
            choices = ", ".join(indicator.slices)
            raise Refused(f"{indicator.id} cannot be broken down by '{name}'. Choose among {choices}.")
    if indicator.measure == "run" and len(by) > 1:
        raise Refused(f"{indicator.id} counts weeks in a row for one slice at a time. Ask for one of {', '.join(by)}.")
    if periods and max(period.as_at for period in periods) > LAST_DAY:
        raise Refused(f"Bank holidays are known up to {LAST_DAY}. Ask for an earlier date or update Foothold.")


def _distinct_ends(periods: Sequence[Period]) -> Iterator[list[Period]]:
    """Rows are told apart by the day a period ends, so periods that end together go one after the other."""
    waiting = list(dict.fromkeys(periods))
    while waiting:
        batch = list({period.as_at: period for period in reversed(waiting)}.values())[::-1]
        yield batch
        waiting = [period for period in waiting if period not in batch]


def _totals(engine: Engine, indicator: Indicator, groupings: Sequence[Grouping]) -> dict[Grouping, PartTotals]:
    if indicator.measure == "run":
        return _run_totals(engine, indicator, groupings)
    if indicator.measure == "prevalence":
        of_parts = [by for by in groupings if indicator.mix in by]
        whole = [by for by in groupings if indicator.mix not in by]
        return {
            **_grouped_totals(engine, indicator, of_parts, f"{indicator.mix} is not null"),
            **_grouped_totals(engine, indicator, whole, indicator.rows_of_the_whole),
        }
    found = _grouped_totals(engine, indicator, groupings, "true")
    if indicator.measure == "mix":
        return {by: totals.as_shares(by, indicator.mix) for by, totals in found.items()}
    return found


def _run_totals(engine: Engine, indicator: Indicator, groupings: Sequence[Grouping]) -> dict[Grouping, PartTotals]:
    """A run belongs to the part it is counted for: the council's is not made of its teams'."""
    found: dict[Grouping, PartTotals] = {}
    for by in groupings:
        found |= _grouped_totals(engine, indicator, [by], f"scope = '{by[0] if by else 'council'}'")
    return found


def _grouped_totals(
    engine: Engine, indicator: Indicator, groupings: Sequence[Grouping], condition: str
) -> dict[Grouping, PartTotals]:
    """The totals of every grouping in one pass over those rows for which the condition holds."""
    if not groupings:
        return {}
    names = sorted({name for by in groupings for name in by})
    sql = totals_statement(indicator, groupings, condition)
    rows = engine.rows(sql, populations_used(sql))
    return dict(totals_of_rows(rows, names, groupings))


def totals_statement(indicator: Indicator, groupings: Sequence[Grouping], condition: str = "true") -> str:
    """The SQL of its totals by period and each of these groupings, over those rows for which the condition holds.

    A row is: as_at, the slices by name, for each of them 1 where the row is not by it, and the three totals.
    """
    names = sorted({name for by in groupings for name in by})
    select = indicator.select_by((*names, indicator.mix))
    sets = ", ".join(f"({', '.join(('as_at', *by))})" for by in groupings)
    chosen = ["as_at", *names, *(f"grouping({name})" for name in names), *totals_sql(indicator.measure)]
    return (
        f"select {', '.join(chosen)}\nfrom (\n{select}\n) as found\nwhere {condition}\ngroup by grouping sets ({sets})"
    )


def _block(indicator: Indicator, by: Grouping, totals: PartTotals, missing: str, frame: _Frame) -> FigureBlock:
    parts = [(None,) * len(by)] if missing else _all_parts(indicator, by, totals, frame)
    laid = totals.laid(frame.places, parts)
    found = outcomes(indicator.measure, laid, frame.children, bool(by))
    reasons = Reasons.of([_not_collected(missing)] * len(frame.periods)) if missing else frame.reasons
    return FigureBlock(indicator, by, frame.periods, parts, with_reasons(found, reasons))


def _not_collected(missing: str) -> State:
    return State(FigureStatus.NOT_COLLECTED, missing)


def _untold(period: Period, source: Source) -> State | None:
    """What every figure is of a period that the data do not tell of; None where they do."""
    if period.as_at > source.newest_as_at:
        return State(FigureStatus.STALE)
    before = before_the_record(period.start, source)
    return _not_collected(before) if before else None


def before_the_record(day: date, source: Source) -> str:
    """That a day lies before the first one the data tell all of, in words; blank where it does not."""
    begins = record_begins(source)
    return f"{BEFORE_THE_RECORD} {begins}" if begins and day < begins else ""


def reads_low(indicator: Indicator, source: Source) -> tuple[date, str] | None:
    """The day before which figures of this indicator tell less than they seem to, and why in words; None for none.

    A period looks back beyond the record, or only the newest state of each is on record. Such a figure is given all the
    same, since much of what it looks for is there, but never without these words.
    """
    begins = record_begins(source)
    if indicator.newest_only:
        return source.newest_as_at, (
            f"{indicator.id} rests on the newest state of each {indicator.unit}: figures of days before "
            f"{source.newest_as_at} are not what was so then, and are not to be compared with it."
        )
    if not begins or not indicator.looks_back:
        return None
    known_from = months_before(begins, -indicator.looks_back)
    return known_from, (
        f"{indicator.id} looks {indicator.looks_back} months back and the record begins on {begins}: figures of "
        f"periods that begin before {known_from} are not complete and may read low."
    )


def _all_parts(indicator: Indicator, by: Grouping, totals: PartTotals, frame: _Frame) -> list[Slice]:
    """The parts that rows name, and every part of the service that has had a case or a post."""
    if not by:
        return [()]
    parts = set(totals.parts)
    if set(by) <= set(PLACES):
        roster = _POST_TEAMS if indicator.unit == "post" else _CASE_TEAMS
        parts |= {tuple(dict(zip(PLACES, row, strict=True))[name] for name in by) for row in frame.teams(roster)}
    return sorted(parts, key=lambda part: [(name is None, name or "") for name in part])


_CASE_TEAMS = """
select distinct case_spells.team, teams.locality, teams.service_area
from case_spells
left join teams on teams.team = case_spells.team
where case_spells.team is not null
"""
_POST_TEAMS = """
select distinct posts.team_id, department.team_parent_id, posts.service_area
from posts
left join department on department.team_id = posts.team_id
where posts.team_id is not null
"""


class _Frame:
    """What every indicator of one request shares: the periods, their children and why one is not told; the teams."""

    def __init__(self, source: Source, periods: Sequence[Period], engine: Engine) -> None:
        import numpy as np

        estimates = _estimates(source)
        self.periods = periods
        self.places = {period.as_at: place for place, period in enumerate(periods)}
        self.children = np.array([[_children_before(period.as_at, estimates)] for period in periods], dtype=float)
        self.reasons = Reasons.of([_untold(period, source) for period in periods])
        self._engine = engine
        self._teams: dict[str, list[tuple[Any, ...]]] = {}

    def teams(self, roster: str) -> list[tuple[Any, ...]]:
        """Every team that a roster names, with its locality and service area."""
        if roster not in self._teams:
            self._teams[roster] = self._engine.rows(roster, populations_used(roster))
        return self._teams[roster]


def _estimates(source: Source) -> dict[int, int]:
    """The number of children in the area by the year of the estimate."""
    sql = "select mid_year, population from child_population where lower(age_group) like '%0 to 17%'"
    return {year: population for year, population in source.connection.execute(sql).fetchall() if population}


def _children_before(as_at: date, estimates: Mapping[int, int]) -> int | None:
    """Children that a rate at this date is taken over: the estimate of the year before, or the newest older one."""
    years = [year for year in estimates if year < as_at.year]
    return estimates[max(years)] if years else None
