"""The wall: every indicator of a service, or of one team, as a small chart, in order of what needs attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from foothold.charts import newest_rows, small_control_chart
from foothold.charts.control import felt, shocks_of
from foothold.embeddedness import Assessment, Series, assess
from foothold.embeddedness.attention import (
    ALIKE,
    RULE_OF_ORDER,
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
from foothold.embeddedness.states import STATES
from foothold.indicators import CATALOGUE, Figure, Indicator, StoredFigures, stored
from foothold_web.accounts.scope import Scope
from foothold_web.reporting import figures, state
from foothold_web.routing import ScopedRequest


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


def page(request: ScopedRequest) -> HttpResponse:
    """The wall of the council, or of one team."""
    names = figures.teams(request.scope)
    team = request.GET.get("team", "")
    if team and team not in names:
        raise Http404("no such team")
    gallery = figures.gallery(request.scope)
    store = figures.kept(request.scope)
    context = {
        "wall": _wall(store.file, gallery.drawn_from, request.scope.authority, team),
        "gallery": gallery,
        "team": team,
        "team_name": names.get(team, ""),
        "teams": sorted(_teams_with_figures(request.scope, names), key=lambda each: each[1]),
        "rule": RULE_OF_ORDER,
        "alike": ALIKE,
    }
    return render(request, "reporting/wall.html", context)


def states(request: ScopedRequest) -> HttpResponse:
    """Every indicator with a target: whether it is achieved, kept, embedded or lost, and how often before."""
    gallery, store = figures.gallery(request.scope), figures.kept(request.scope)
    rows = _states(store.file, gallery.drawn_from, request.scope.authority)
    return render(request, "reporting/states.html", {"rows": rows, "gallery": gallery, "states": STATES})


@lru_cache(maxsize=8)
def _states(file: Path, drawn_from: str, authority: str) -> list[tuple[Indicator, Assessment]]:
    """Judged once for the figures that `file` names and for what people recorded, which `drawn_from` names."""
    newest = stored(settings.FOOTHOLD_HOME, authority).newest_as_at
    aimed = [one for one in CATALOGUE.values() if target_of(one) is not None]
    return [(one, state.level(authority, one, newest)) for one in sorted(aimed, key=lambda one: one.order)]


def _teams_with_figures(scope: Scope, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    there = {figure.slices["team"] for figure in figures.kept(scope).teams("AL01")}
    return ((team, name) for team, name in names.items() if team in there)


@lru_cache(maxsize=32)
def _wall(file: Path, drawn_from: str, authority: str, team: str) -> Wall:
    """Drawn once for the figures that `file` names and for what people recorded, which `drawn_from` names."""
    store = stored(settings.FOOTHOLD_HOME, authority)
    listed = [one for one in CATALOGUE.values() if not team or "team" in one.slices]
    found = [_card(store, one, team) for one in sorted(listed, key=lambda one: one.order)]
    charts = [chart for _, chart in found if chart is not None]
    cards = sorted((card for card, _ in found), key=lambda card: card.need)
    usual = Counter(card.shaded for card in cards if card.svg).most_common(1)
    shaded = usual[0][0] if usual else ()
    return Wall(tuple(cards), shaded, len(charts), flagged(charts), flagged_by_chance(charts))


def _card(store: StoredFigures, indicator: Indicator, team: str) -> tuple[Card, ControlChart | None]:
    recorded, start = state.recorded(store.authority), state.programme_start(store.authority)
    weeks = _weeks_of_team(store, team, indicator.id) if team else store.series(indicator.id)
    rebases = () if team else recorded.rebases(indicator.id)
    chart = chart_of_weeks(indicator, weeks, start, store.newest_as_at, rebases)
    if chart is None:
        return _empty(indicator), None
    held, shocks = HeldTo(target_of(indicator), direction_of(indicator)), shocks_of(recorded)
    judged = _judged(store, indicator, weeks, team)
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


def _weeks_of_team(store: StoredFigures, team: str, indicator: str) -> list[Figure]:
    by_team = store.series(indicator, by="team") if "team" in CATALOGUE[indicator].slices else []
    return [figure for figure in by_team if figure.slices.get("team") == team]


def _judged(store: StoredFigures, indicator: Indicator, weeks: Sequence[Figure], team: str) -> Assessment:
    """How far the improvement has come: of the council as on the indicator's page; of a team by its own weeks."""
    if not team:
        return state.level(store.authority, indicator, store.newest_as_at)
    recorded, start = state.recorded(store.authority), state.programme_start(store.authority)
    options = held_to(indicator, start, recorded=recorded, as_at=store.newest_as_at)
    own = series_of(indicator, weeks)
    series = Series(own.dates, own.values, own.name, teams={team: own.values})
    balancing = balancing_charts(indicator, partial(_weeks_of_team, store, team), start, store.newest_as_at)
    return assess(series, options, store.newest_as_at, balancing)
