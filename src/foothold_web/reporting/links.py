"""Where a number opens: the address of the rows behind it, for those who may see them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from foothold.indicators import Figure
from foothold.terms.figures import FigureStatus
from foothold_web.accounts.roles import SEE_CASES
from foothold_web.accounts.scope import Scope


def cases(scope: Scope, figure: Figure, *, own_period: bool = True) -> str:
    """The address of the rows a figure counts; blank when there are none to open or they are not this person's to see.

    `own_period` False says that the figure's period is not the one its indicator means by a single date.
    """
    by_team = "team" in figure.slices
    team = figure.slices.get("team")
    if figure.status is not FigureStatus.VALUE or not figure.numerator or not scope.may(SEE_CASES):
        return ""
    if not scope.covers(team if by_team else None):
        return ""
    query = {"as_at": figure.as_at.isoformat()}
    for name, part in figure.slices.items():
        query |= {"team": part or ""} if name == "team" else {"by": name, "part": part or ""}
    if not own_period and figure.period_start != figure.as_at:
        query["from"] = figure.period_start.isoformat()
    return f"{reverse('cases', args=[figure.indicator])}?{urlencode(query)}"


def team(scope: Scope, identifier: str | None) -> str:
    """The address of a team's page; blank for no team, and for one that is not this person's to see."""
    if not identifier or "/" in identifier or scope.team not in (None, identifier):
        return ""
    return reverse("team", args=[identifier])
