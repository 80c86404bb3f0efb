"""The warehouse as evidence for a report: one open snapshot, asked each question once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Literal

from foothold.reports.built import DataBehind, LoadBehind
from foothold.reports.evidence import ChartFound, LevelFound, Slices
from foothold.reports.figures import Definition, Measured
from foothold.terms.errors import Refused
from foothold.terms.figures import FigureStatus
from foothold.terms.reporting_periods import Period, long_date

if TYPE_CHECKING:
    from foothold.embeddedness import Series
    from foothold.embeddedness.circumstances import Circumstances
    from foothold.indicators import Figure, Indicator
    from foothold.warehouse import Load, Snapshot

_UNALLOCATED = "AL01"


class WarehouseEvidence:
    """Answers for a report as at a date. `programme_start` parts the baseline from what came of the programme; without
    one the authority's own is meant, where it is known. `recorded` is what people say shook the service, whether
    leadership is stable, and where a chart has a new baseline.
    """

    def __init__(
        self, snapshot: Snapshot, as_known: date, programme_start: date | None, recorded: Circumstances | None = None
    ) -> None:
        from foothold.embeddedness.circumstances import Circumstances
        from foothold.embeddedness.indicator_series import named_programme_start

        self._snapshot = snapshot
        self._as_known = as_known
        self._recorded = recorded or Circumstances()
        named = self._recorded.programme_start or named_programme_start(snapshot.authority)
        self._start = programme_start or named
        self._held: dict[tuple[str, date | None, date, Slices], Measured] = {}
        self._weeks: dict[tuple[str, date, bool], list[Figure]] = {}

    @property
    def data(self) -> DataBehind:
        """The snapshot, and the loads it rests on."""
        loads = tuple(_load(load) for load in self._snapshot.loads)
        return DataBehind(
            *(self._snapshot.authority, self._as_known, self._snapshot.newest_as_at, self._snapshot.identity, loads),
            recorded=self._recorded.entries,
        )

    def definitions(self) -> Iterable[Definition]:
        """Every indicator of the catalogue."""
        from foothold.indicators import CATALOGUE

        return (self._definition(indicator) for indicator in CATALOGUE.values())

    def definition(self, indicator: str) -> Definition | None:
        """An indicator's definition as it stands in this version of Foothold and in this council."""
        from foothold.indicators import CATALOGUE

        return self._definition(CATALOGUE[indicator]) if indicator in CATALOGUE else None

    def settles(self, indicator: str) -> int:
        """Days after a period in which what the indicator counts may still be recorded; 0 for none."""
        from foothold.indicators import CATALOGUE

        return CATALOGUE[indicator].settles

    def newest_only(self, indicator: str) -> bool:
        """Whether it rests on the newest state on record, so that two days cannot be compared."""
        from foothold.indicators import CATALOGUE

        return CATALOGUE[indicator].newest_only

    def _definition(self, indicator: Indicator) -> Definition:
        from foothold.indicators import definition_hash

        return _definition(indicator, definition_hash(indicator, self._snapshot))

    def prepare(self, asked: Iterable[tuple[str, date | None, date]]) -> None:
        """Compute unsliced figures ahead: together those of the same dates, which stand on the same populations."""
        from foothold.indicators import values

        spans: dict[str, dict[Period, date | None]] = {}
        for indicator, start, as_at in asked:
            spans.setdefault(indicator, {})[_period(indicator, start, as_at)] = start
        alike: dict[tuple[Period, ...], list[str]] = {}
        for indicator, periods in spans.items():
            alike.setdefault(tuple(periods), []).append(indicator)
        for periods, indicators in alike.items():
            for figure in values(self._snapshot, indicators, periods):
                start = spans[figure.indicator][Period(figure.period_start, figure.as_at)]
                self._held[figure.indicator, start, figure.as_at, ()] = _measured(figure)

    def measured(self, indicator: str, start: date | None, as_at: date, slices: Slices = ()) -> Measured:
        """One figure over a period, or over the period that its indicator gives a single date."""
        asked = (indicator, start, as_at, slices)
        if asked not in self._held:
            self._held[asked] = self._measure(*asked)
        return self._held[asked]

    def _measure(self, indicator: str, start: date | None, as_at: date, slices: Slices) -> Measured:
        from foothold.indicators import values

        names = [name for name, _ in slices]
        found = [
            figure
            for figure in values(self._snapshot, [indicator], [_period(indicator, start, as_at)], names)
            if all(figure.slices[name] == value for name, value in slices)
            or figure.status is FigureStatus.NOT_COLLECTED
        ]
        if not found:
            wanted = ", ".join(f"{name} {value}" for name, value in slices)
            raise Refused(f"{indicator} has no {wanted}")
        return _measured(found[0])

    def level(self, indicator: str, as_at: date) -> LevelFound:
        """How far the improvement has come, judged on weeks and on every team."""
        from foothold.embeddedness import assess
        from foothold.embeddedness.indicator_series import balancing_charts, held_to
        from foothold.indicators import find

        asked = find(indicator)
        options = held_to(asked, self._start, recorded=self._recorded, as_at=as_at)
        balancing = balancing_charts(asked, lambda one: self._weekly(one, as_at), self._start, as_at)
        found = assess(self._series(indicator, as_at), options, as_at, balancing)
        return LevelFound(found.level, found.level_number, found.sentence, found.next)

    def beside_zero(self, indicator: str, as_at: date, smallest_shown: int) -> str:
        """Of unallocated cases, what other definitions than the nominal one count; a packaged definition each."""
        from foothold.indicators.ledger import ledger
        from foothold.indicators.unallocated import board, zero_sentence

        if indicator != _UNALLOCATED or as_at > self._snapshot.newest_as_at:
            return ""
        return zero_sentence(board(self._snapshot, as_at, ledger()), smallest_shown=smallest_shown)

    def chart(self, indicator: str, as_at: date) -> ChartFound:
        """The weekly control chart, with limits frozen on the time before the programme."""
        from foothold.charts import control_chart, shocks_of
        from foothold.embeddedness.indicator_series import chart_of_weeks, polarity_is_official
        from foothold.indicators import find

        asked = find(indicator)
        weeks = self._weekly(indicator, as_at)
        chart = chart_of_weeks(asked, weeks, self._start, as_at, self._recorded.rebases(indicator))
        if chart is None:
            raise Refused(f"{indicator} has too few weekly values by {long_date(as_at)} to be drawn")
        polarity = _polarity(asked) if polarity_is_official(asked) else None
        shocks = shocks_of(self._recorded)
        drawn = control_chart(asked.title, asked.unit_of_value, chart, shocks=shocks, polarity=polarity)
        hidden = FigureStatus.SUPPRESSED.value
        small = any(_measured(week).hide_small(asked.measure).status == hidden for week in weeks)
        key = "; ".join(f"{number}. {words}" for number, words in enumerate(drawn.key, 1))
        sentence = f"{drawn.sentence} Shaded: {key}." if key else drawn.sentence
        return ChartFound(drawn.title, sentence, drawn.svg, drawn.columns, drawn.rows, small)

    def _series(self, indicator: str, as_at: date) -> Series:
        """The weeks with those of every team and the pressure on the service beside them."""
        from foothold.embeddedness import indicator_series
        from foothold.embeddedness.indicator_series import CAPACITY, DEMAND, pressure_on, series_of
        from foothold.indicators import find

        asked = find(indicator)
        weeks = self._weekly(indicator, as_at)
        by_team = self._weekly(indicator, as_at, by_team=True) if "team" in asked.slices else []
        so_far = indicator_series.counts_so_far(asked, as_at) and as_at <= self._snapshot.newest_as_at
        if so_far:
            on_day = indicator_series.read_day(self._snapshot, asked, as_at)
            weeks, by_team = indicator_series.until_day(weeks, by_team, on_day)
        demand, unfilled = self._weekly(DEMAND, as_at), self._weekly(CAPACITY, as_at)
        pressure = pressure_on([week.as_at for week in weeks], demand, unfilled, self._start)
        return series_of(asked, weeks, by_team, pressure, so_far)

    def _weekly(self, indicator: str, as_at: date, by_team: bool = False) -> list[Figure]:
        """Weekly figures, oldest first, of the whole history: the same weeks as those kept for pages."""
        from foothold.indicators import values, whole_history

        asked = (indicator, as_at, by_team)
        if asked not in self._weeks:
            weeks = whole_history(self._snapshot, "week", as_at)
            by = ("team",) if by_team else ()
            self._weeks[asked] = values(self._snapshot, [indicator], weeks, by)
        return self._weeks[asked]


def _period(indicator: str, start: date | None, as_at: date) -> Period:
    from foothold.indicators import find, period_to

    return Period(start, as_at) if start else period_to(find(indicator), as_at)


def _definition(indicator: Indicator, in_force: str) -> Definition:
    return Definition(
        indicator=indicator.id,
        title=indicator.title,
        numerator=indicator.definition.numerator,
        denominator=indicator.definition.denominator,
        source=indicator.source,
        unit=indicator.unit_of_value,
        kind=indicator.kind,
        measure=indicator.measure,
        polarity=_polarity(indicator),
        polarity_source=indicator.polarity_source,
        version=str(indicator.version),
        hash=in_force,
    )


def _measured(figure: Figure) -> Measured:
    return Measured(
        figure.period_start,
        figure.as_at,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.status.value,
        figure.missing,
    )


def _load(load: Load) -> LoadBehind:
    sources = "".join(sorted(source.sha256 for source in load.sources))
    return LoadBehind(
        load.load_id,
        load.profile,
        load.as_at,
        hashlib.sha256(sources.encode()).hexdigest(),
    )


def _polarity(indicator: Indicator) -> Literal["low", "high"] | None:
    return None if indicator.polarity is None else indicator.polarity.value
