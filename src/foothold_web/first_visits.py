"""What first visitors would wait for, asked before they come: in the background, at the start and after each load."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from threading import Thread
from time import sleep

from django.conf import settings
from django.db import connections

from foothold import warehouse
from foothold.indicators import CATALOGUE, find, stored
from foothold.terms.errors import Refused
from foothold_web import history
from foothold_web.accounts.models import Membership
from foothold_web.cases import queries
from foothold_web.data import erasure_views, monitors
from foothold_web.errors import logged
from foothold_web.reporting import flow, pictures, published, stocks

LOOK_EVERY = 15  # seconds


def start() -> Thread:
    """Keep every council's pages ready for as long as the server runs; a load by whatever way is noticed."""
    thread = Thread(target=_keep_ready, name="first-visits", daemon=True)
    thread.start()
    return thread


def prepare(authority: str) -> None:
    """Ask what pages of a council ask first, and keep the answers where the pages look for them."""
    with suppress(Refused):  # nothing is computed yet
        for step in _steps(authority):
            attempt(step)


def _steps(authority: str) -> Iterator[Callable[[], object]]:
    newest = stored(settings.FOOTHOLD_HOME, authority).newest_as_at
    yield partial(history.warm, authority)
    yield partial(pictures.gallery, settings.FOOTHOLD_HOME, authority)
    yield partial(stocks.board_on, authority, newest)
    yield partial(queries.waits_on, authority, newest)
    yield lambda: monitors.answers_on(authority, newest, published.days(authority))
    yield partial(flow.usual, authority, newest)
    yield partial(erasure_views.due_today, authority)
    for team in _teams_of_managers(authority):
        yield partial(stocks.board_on, authority, newest, team)
        yield partial(queries.waits_on, authority, newest, team)
    for name in CATALOGUE:
        yield partial(find, name)  # a definition is checked before its first use


def _teams_of_managers(authority: str) -> list[str]:
    """The teams whose page is somebody's first."""
    held = Membership.objects.filter(Membership.holds_on(date.today()), authority=authority).exclude(team="")
    return sorted(set(held.values_list("team", flat=True)))


def _keep_ready() -> None:
    ready: dict[str, tuple[str, date]] = {}
    while True:
        attempt(partial(_renew, ready))
        connections.close_all()
        sleep(LOOK_EVERY)


def _renew(ready: dict[str, tuple[str, date]]) -> None:
    for authority in warehouse.authorities(settings.FOOTHOLD_HOME):
        attempt(partial(_renew_one, authority, ready))


def _renew_one(authority: str, ready: dict[str, tuple[str, date]]) -> None:
    """Prepare a council that changed; one whose steps failed is not asked again until it changes once more."""
    state = (history.newest_load(authority), date.today())
    if ready.get(authority) != state:
        ready[authority] = state
        prepare(authority)


def attempt(step: Callable[[], object]) -> None:
    """Take a step; what stops it goes on the log, the next one is taken, and the page asks for itself."""
    try:
        step()
    except Refused:
        pass  # the page says why, to whoever opens it
    except Exception as fault:
        logged(fault)
