"""Figures for pages: those stored after the newest load, and those computed for another day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from foothold.indicators import CATALOGUE, Figure, Indicator, StoredFigures, period_to, stored
from foothold.indicators import figures as figures_of_source
from foothold.indicators.figure_files import Freshness
from foothold.indicators.figures import PLACES, figures_by
from foothold.reports.figures import Measured
from foothold.terms.figures import FigureStatus
from foothold_web import history
from foothold_web.accounts.scope import Scope
from foothold_web.reporting import pictures
from foothold_web.reporting.pictures import Gallery
from foothold_web.reporting.wording import part_name

CHARTS_HELD = 256  # about 30 kB each


@dataclass(frozen=True)
class Shown:
    """An indicator at one day: the council's figure and its teams'."""

    whole: Figure
    teams: list[Figure]


def gallery(scope: Scope) -> Gallery:
    """What was drawn for the person's council."""
    return pictures.gallery(settings.FOOTHOLD_HOME, scope.authority)


def newest_day(scope: Scope) -> date:
    """The day of the council's newest return."""
    return gallery(scope).newest


def teams(scope: Scope) -> dict[str, str]:
    """Names of the council's teams and localities by identifier."""
    return gallery(scope).teams


def kept(scope: Scope) -> StoredFigures:
    """The stored figures of the person's council."""
    return stored(settings.FOOTHOLD_HOME, scope.authority)


def newest(store: StoredFigures, indicator: Indicator) -> Figure:
    """The council's figure at the newest day."""
    return _newest(settings.FOOTHOLD_HOME, store.authority, store.file)[indicator.id]


@lru_cache(maxsize=8)
def _newest(home: Path, authority: str, file: Path) -> dict[str, Figure]:
    """Every figure of the newest day; `file` names the state of the data they belong to."""
    return stored(home, authority).newest()


def slices_open(scope: Scope, indicator: Indicator) -> tuple[str, ...]:
    """The slices a person may break a figure down by.

    Parts made of what children or workers are can be as small as one of them: those who see no cases see places, and
    the parts that a mix is made of.
    """
    if scope.sees_children:
        return indicator.slices
    return tuple(name for name in indicator.slices if name in PLACES or name == indicator.mix)


def parts(scope: Scope, indicator: Indicator, as_at: date, by: str) -> list[Figure]:
    """The figure of every part of a slice on a day: stored for the newest, computed for any other."""
    store = kept(scope)
    if as_at == store.newest_as_at:
        return counts_of_parts(store.latest(indicator.id, by), indicator)
    return counts_of_parts(_parts(store.file, scope.authority, indicator.id, as_at, by), indicator)


@lru_cache(maxsize=256)
def _parts(file: Path, authority: str, name: str, as_at: date, by: str) -> tuple[Figure, ...]:
    """`file` names the state of the data they belong to."""
    indicator = CATALOGUE[name]
    with history.reading(authority) as (snapshot, engine):
        ((_, (found,)),) = figures_by(snapshot, [indicator], [period_to(indicator, as_at)], [(by,)], engine)
    return tuple(found)


def counts_of_parts(found: Iterable[Figure], indicator: Indicator) -> list[Figure]:
    """Figures of parts as pages show them: of a rate, since no part's population is known, how many were counted."""
    return [
        replace(one, denominator=None, value=one.numerator, status=FigureStatus.VALUE, missing="")
        if indicator.measure == "rate" and one.numerator is not None
        else one
        for one in found
    ]


def freshness(scope: Scope) -> Freshness:
    """What the stored figures rest on."""
    store, drawn = kept(scope), gallery(scope)
    return Freshness(scope.authority, drawn.newest, drawn.loaded_at, store.computed_at)


def as_published(figure: Figure) -> Figure:
    """The figure as somebody may read it aloud: a small count, and what would give it away, is taken out."""
    counts = (figure.numerator, figure.denominator, figure.value)
    told = Measured(figure.period_start, figure.as_at, *counts, figure.status.value)
    if told.hide_small(CATALOGUE[figure.indicator].measure).status == told.status:
        return figure
    return hidden(figure)


def hidden(figure: Figure) -> Figure:
    """The figure with every number taken out, since one of them is small or tells one that is."""
    return replace(figure, numerator=None, denominator=None, value=None, status=FigureStatus.SUPPRESSED)


def reads_low(scope: Scope, indicator: Indicator, first: date) -> str:
    """Why figures from the period of `first` on may tell less than they seem to; blank where none does."""
    if not (indicator.looks_back or indicator.newest_only):
        return ""
    with history.reading(scope.authority) as (snapshot, _):
        found = figures_of_source.reads_low(indicator, snapshot)
    return found[1] if found and first < found[0] else ""


def shown(scope: Scope, indicator: Indicator, as_at: date) -> Shown:
    """The figure and its teams' on a day: stored for the newest, computed for any other."""
    return on_day(scope.authority, indicator, as_at)


def on_day(authority: str, indicator: Indicator, as_at: date) -> Shown:
    """A council's figure and its teams' on a day: stored for the newest, computed once for any other."""
    store = stored(settings.FOOTHOLD_HOME, authority)
    if as_at == store.newest_as_at:
        return Shown(newest(store, indicator), store.teams(indicator.id) if "team" in indicator.slices else [])
    return _computed(store.file, authority, indicator.id, as_at)


@lru_cache(maxsize=512)
def _computed(file: Path, authority: str, name: str, as_at: date) -> Shown:
    """The figures of a day of which none are kept; `file` names the state of the data they belong to."""
    indicator = CATALOGUE[name]
    by = [("team",)] if "team" in indicator.slices else []
    with history.reading(authority) as (snapshot, engine):
        ((_, found),) = figures_by(snapshot, [indicator], [period_to(indicator, as_at)], [(), *by], engine)
    return Shown(found[0][0], found[1] if by else [])


def course(scope: Scope, indicator: Indicator, as_at: date, width: str = "desktop") -> dict[str, Any]:
    """The chart of the weeks up to a day, drawn when it is first asked for."""
    return _course(kept(scope).file, gallery(scope).drawn_from, scope.authority, indicator.id, as_at, width)


@lru_cache(maxsize=CHARTS_HELD)
def _course(file: Path, drawn_from: str, authority: str, name: str, as_at: date, width: str) -> dict[str, Any]:
    """Drawn for a day; `file` and `drawn_from` name the figures and the shocks it rests on."""
    weeks = stored(settings.FOOTHOLD_HOME, authority).series(name)
    return pictures.course(CATALOGUE[name], weeks, authority, as_at, [width])


def spread(scope: Scope, indicator: Indicator, as_at: date, width: str = "desktop") -> dict[str, Any] | None:
    """How the indicator's values are spread on a day, drawn when it is first asked for."""
    if not indicator.bands:
        return None
    return _spread(kept(scope).file, scope.authority, indicator.id, as_at, width)


@lru_cache(maxsize=CHARTS_HELD)
def _spread(file: Path, authority: str, name: str, as_at: date, width: str) -> dict[str, Any] | None:
    with history.reading(authority) as (snapshot, engine):
        return pictures.spread(snapshot, engine, CATALOGUE[name], as_at, [width])


def mix(scope: Scope, indicator: Indicator, as_at: date, width: str = "desktop") -> dict[str, Any] | None:
    """The parts of a mix as bars, the largest first; None for other measures and where nothing was counted."""
    if not indicator.mix:
        return None
    return _mix(kept(scope).file, scope.authority, indicator.id, as_at, width, parts_of_mix(scope, indicator, as_at))


def parts_of_mix(scope: Scope, indicator: Indicator, as_at: date) -> tuple[tuple[str, float], ...]:
    """The name and share of each part of a mix that was counted."""
    names = teams(scope)
    found = largest_first(parts(scope, indicator, as_at, indicator.mix))
    named = ((one.slices[indicator.mix], one.value) for one in found if one.numerator)
    return tuple((part_name(names, indicator.mix, part), value) for part, value in named if value is not None)


def largest_first(found: list[Figure]) -> list[Figure]:
    """Parts by how many were counted."""
    return sorted(found, key=lambda one: -(one.numerator or 0))


@lru_cache(maxsize=CHARTS_HELD)
def _mix(
    file: Path, authority: str, name: str, as_at: date, width: str, told: tuple[tuple[str, float], ...]
) -> dict[str, Any] | None:
    return pictures.mix(CATALOGUE[name], told, [width]) if told else None
