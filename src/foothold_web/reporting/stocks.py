"""Boards of definitions and flows of stocks as pages read them: computed when first asked for, until the next load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from foothold.indicators import Period
from foothold.indicators.closures import Closures, closures
from foothold.indicators.flow import PeriodFlow, flow, incomplete
from foothold.indicators.ledger import LOCAL, NOMINAL, Ledger, ledger
from foothold.indicators.stocks import find_stock
from foothold.indicators.unallocated import Board, board, zero_sentence
from foothold_web import history
from foothold_web.accounts.scope import Scope

UNALLOCATED = "unallocated"


@dataclass(frozen=True)
class Told:
    """A stock's periods, the whole of them as one, and what became of the unallocated cases closed in it."""

    weeks: tuple[PeriodFlow, ...]
    whole: PeriodFlow
    closed: Closures | None
    incomplete: str


def known(scope: Scope) -> Ledger:
    """The definitions of the person's council."""
    return ledger(settings.FOOTHOLD_HOME, scope.authority)


def board_of(scope: Scope, as_at: date, team: str | None = None) -> Board:
    """Every definition as at a day, for the council or one team."""
    return board_on(scope.authority, as_at, team)


def board_on(authority: str, as_at: date, team: str | None = None) -> Board:
    """Every definition as at a day, computed once for each state of the data and of the council's own definition."""
    home = settings.FOOTHOLD_HOME
    key = ledger(home, authority).sets[LOCAL].hash
    return _board(home, authority, history.newest_load(authority), as_at, team, key)


def zero_remark(scope: Scope, as_at: date, team: str | None = None, definition: str = NOMINAL) -> str:
    """What has to stand beside a zero of a definition, by default that of AL01, for the council or one team."""
    return zero_sentence(board_of(scope, as_at, team), definition)


def flow_of(scope: Scope, stock: str, definition: str, weeks: tuple[Period, ...], whole: Period) -> Told:
    """The flow of a stock over these weeks, and from the first of them to the last as one."""
    return flow_between(scope.authority, stock, definition, weeks, whole)


def flow_between(authority: str, stock: str, definition: str, weeks: tuple[Period, ...], whole: Period) -> Told:
    """The flow of a council's stock, computed once for each state of the data and of its own definition."""
    home = settings.FOOTHOLD_HOME
    key = ledger(home, authority).sets[LOCAL].hash
    return _flow(home, authority, history.newest_load(authority), stock, definition, weeks, whole, key)


@lru_cache(maxsize=256)  # one for each team of a council on its newest day, and a few of other days
def _board(home: Path, authority: str, load: str, as_at: date, team: str | None, key: str) -> Board:
    """`load` and `key` name the state of the data and of the council's own definition."""
    with history.reading(authority) as (snapshot, engine):
        return board(snapshot, as_at, ledger(home, authority), team=team, engine=engine)


@lru_cache(maxsize=32)
def _flow(
    home: Path,
    authority: str,
    load: str,
    stock: str,
    definition: str,
    weeks: tuple[Period, ...],
    whole: Period,
    key: str,
) -> Told:
    with history.reading(authority) as (snapshot, engine):
        asked = [*weeks, whole]
        known = ledger(home, authority)
        told = flow(snapshot, find_stock(stock), asked, definition=definition, known=known, engine=engine)
        closed = closures(snapshot, told[-1].movements, engine) if stock == UNALLOCATED else None
        remark = incomplete(snapshot, asked)
    return Told(tuple(told[:-1]), told[-1], closed, remark)
