"""The cards of the wall: every indicator of a service, or of one team, as a small chart with what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from foothold.charts import newest_rows, small_control_chart
from foothold.charts.control import felt, shocks_of
from foothold.embeddedness import Assessment, Series, assess
from foothold.embeddedness.attention import (
    ALIKE,
    HeldTo,
    Need,
    flagged,
    flagged_by_chance,
    lag_one,
    need_of,
    plainly,
)
from foothold.embeddedness.control_chart import ControlChart
from foothold.embeddedness.indicator_series import (
    balancing_charts,
    chart_of_weeks,
    direction_of,
    held_to,
    polarity_is_official,
    series_of,
    target_of,
)
from foothold.indicators import CATALOGUE, Figure, Indicator, StoredFigures
from foothold_web.reporting import state


@dataclass(frozen=True)
class Card:
    """One indicator on the wall."""

    indicator: Indicator
    need: Need
    svg: str  # blank where there are too few values to draw
    sentence: str
    level: str
    reversing: bool
    official: bool
    shaded: tuple[str, ...]  # the bands' names in words, the first for 1
    rows: tuple[tuple[str, str, str], ...]  # the newest weeks: date, value, signal
    alike: float | None  # correlation of one week with the next, only where it makes signals commoner

    @property
    def table_name(self) -> str:
        """How the table of the newest weeks is told from the others on the page."""
        return f"Newest weeks of {self.indicator.title}"


@dataclass(frozen=True)
class Wall:
    """The cards in order, and how many signals chance alone would show; `shaded` names the bands of most charts."""

    cards: tuple[Card, ...]
    shaded: tuple[str, ...]
    drawn: int
    flagged: int
    by_chance: float

    def sections(self) -> list[tuple[Need, list[Card]]]:
        """The cards under their headings; what is too short to draw comes last."""
        return [(need, list(cards)) for need, cards in groupby(self.cards, key=lambda card: card.need)]


CardAndChart = tuple[Card, ControlChart | None]


def of_council(store: StoredFigures, indicator: Indicator, weeks: Sequence[Figure], level: Assessment) -> CardAndChart:
    """An indicator's card on the wall of the whole council, with its chart; `level` is that of its own page."""
    recorded, start = state.recorded(store.authority), state.programme_start(store.authority)
    chart = chart_of_weeks(indicator, weeks, start, store.newest_as_at, recorded.rebases(indicator.id))
    return _card(store.authority, indicator, chart, lambda: level)


def of_team(store: StoredFigures, team: str) -> Wall:
    """The wall of one team, judged by its own weeks."""
    weeks = store.weeks_of_team(team, date.min)
    start = state.programme_start(store.authority)

    def card(indicator: Indicator) -> CardAndChart:
        own = weeks.get(indicator.id, [])
        chart = chart_of_weeks(indicator, own, start, store.newest_as_at)
        return _card(store.authority, indicator, chart, partial(_judged, store, indicator, weeks, team))

    return wall_of([card(one) for one in in_order(CATALOGUE.values()) if "team" in one.slices])


def wall_of(found: Sequence[CardAndChart]) -> Wall:
    """Cards as a wall; those that need the same stay in their order."""
    charts = [chart for _, chart in found if chart is not None]
    cards = sorted((card for card, _ in found), key=lambda card: card.need)
    usual = Counter(card.shaded for card in cards if card.svg).most_common(1)
    shaded = usual[0][0] if usual else ()
    return Wall(tuple(cards), shaded, len(charts), flagged(charts), flagged_by_chance(charts))


def in_order(indicators: Iterable[Indicator]) -> list[Indicator]:
    """Indicators in the order of reports."""
    return sorted(indicators, key=lambda one: one.order)


def to_document(wall: Wall) -> dict[str, Any]:
    """A wall as JSON keeps it; indicators by their identifiers."""
    cards = [vars(card) | {"indicator": card.indicator.id, "need": card.need.value} for card in wall.cards]
    return vars(wall) | {"cards": cards}


def from_document(document: Mapping[str, Any]) -> Wall:
    """A wall that was kept."""
    cards = tuple(
        Card(
            **{
                **card,
                "indicator": CATALOGUE[card["indicator"]],
                "need": Need(card["need"]),
                "shaded": tuple(card["shaded"]),
                "rows": tuple(map(tuple, card["rows"])),
            }
        )
        for card in document["cards"]
    )
    return Wall(**{**document, "cards": cards, "shaded": tuple(document["shaded"])})


def _card(
    authority: str, indicator: Indicator, chart: ControlChart | None, level: Callable[[], Assessment]
) -> CardAndChart:
    """The card of a chart, with its chart; where there is none, nothing is judged either."""
    if chart is None:
        return _empty(indicator), None
    held, shocks = HeldTo(target_of(indicator), direction_of(indicator)), shocks_of(state.recorded(authority))
    judged = level()
    sentence = plainly(chart, indicator.unit_of_value, held, reversing=judged.reversing)
    alike = lag_one(chart)
    card = Card(
        indicator=indicator,
        need=need_of(chart, held, reversing=judged.reversing),
        svg=small_control_chart(
            *(indicator.title, indicator.unit_of_value, chart), sentence=sentence, shocks=shocks, target=held.target
        ),
        sentence=sentence[:1].upper() + sentence[1:],
        level=judged.level,
        reversing=judged.reversing,
        official=polarity_is_official(indicator),
        shaded=tuple(shock.in_words for shock in felt(shocks, chart)),
        rows=newest_rows(chart, indicator.unit_of_value),
        alike=alike if alike is not None and alike > ALIKE else None,
    )
    return card, chart


def _empty(indicator: Indicator) -> Card:
    return Card(indicator, Need.TOO_FEW, "", "There are not yet values enough to draw.", "", False, False, (), (), None)


def _judged(store: StoredFigures, indicator: Indicator, weeks: Mapping[str, Sequence[Figure]], team: str) -> Assessment:
    """How far the improvement of one team has come, by its own weeks."""
    start = state.programme_start(store.authority)
    options = held_to(indicator, start, recorded=state.recorded(store.authority), as_at=store.newest_as_at)
    own = series_of(indicator, weeks[indicator.id])
    series = Series(own.dates, own.values, own.name, teams={team: own.values})
    balancing = balancing_charts(indicator, lambda name: weeks.get(name, ()), start, store.newest_as_at)
    return assess(series, options, store.newest_as_at, balancing)
