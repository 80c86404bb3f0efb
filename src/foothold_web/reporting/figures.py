"""Figures for pages: those stored after the newest load, and those computed for another day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from foothold import warehouse
from foothold.indicators import Figure, Indicator, StoredFigures, figures_at, stored
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
    with warehouse.open(settings.FOOTHOLD_HOME, scope.authority) as snapshot:
        (whole,) = figures_at(snapshot, [indicator.id], as_at)
        by_team = figures_at(snapshot, [indicator.id], as_at, ["team"]) if "team" in indicator.slices else []
    return Shown(whole, by_team)


def spread(scope: Scope, indicator: Indicator, as_at: date) -> dict[str, Any] | None:
    """How the indicator's values are spread on a day: drawn before for the newest, now for any other."""
    if not indicator.bands:
        return None
    if as_at == newest_day(scope):
        return pictures.charts(settings.FOOTHOLD_HOME, scope.authority, indicator).get("spread")
    with warehouse.open(settings.FOOTHOLD_HOME, scope.authority) as snapshot:
        return pictures.spread(snapshot, indicator, as_at)
