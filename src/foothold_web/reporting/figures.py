"""Figures for pages: those stored after the newest load, and those computed for another day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from foothold import warehouse
from foothold.indicators import CATALOGUE, Figure, Indicator, StoredFigures, period_to, stored
from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.figures import figures_by
from foothold_web.accounts.scope import Scope
from foothold_web.reporting import pictures
from foothold_web.reporting.pictures import Gallery


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
    (figure,) = store.latest(indicator.id)
    return figure


def shown(scope: Scope, indicator: Indicator, as_at: date) -> Shown:
    """The figure and its teams' on a day: stored for the newest, computed for any other."""
    store = kept(scope)
    if as_at == store.newest_as_at:
        return Shown(newest(store, indicator), store.teams(indicator.id) if "team" in indicator.slices else [])
    return _computed(store.file, settings.FOOTHOLD_HOME, scope.authority, indicator.id, as_at)


@lru_cache(maxsize=512)
def _computed(file: Path, home: Path, authority: str, name: str, as_at: date) -> Shown:
    """The figures of a day of which none are kept; `file` names the state of the data they belong to."""
    indicator = CATALOGUE[name]
    by = [("team",)] if "team" in indicator.slices else []
    with warehouse.open(home, authority) as snapshot:
        engine = DuckDBEngine(snapshot.connection)
        ((_, found),) = figures_by(snapshot, [indicator], [period_to(indicator, as_at)], [(), *by], engine)
    return Shown(found[0][0], found[1] if by else [])


def spread(scope: Scope, indicator: Indicator, as_at: date) -> dict[str, Any] | None:
    """How the indicator's values are spread on a day: drawn before for the newest, now for any other."""
    if not indicator.bands:
        return None
    if as_at == newest_day(scope):
        return pictures.charts(settings.FOOTHOLD_HOME, scope.authority, indicator).get("spread")
    with warehouse.open(settings.FOOTHOLD_HOME, scope.authority) as snapshot:
        return pictures.spread(snapshot, indicator, as_at)
