"""A definition beside those that figures of the council rested on before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb
from django.conf import settings

from foothold.indicators import CATALOGUE, Figure, Indicator, sql_for
from foothold.indicators.dialects import translate
from foothold.indicators.kept_definitions import EarlierDefinition, earlier_definitions
from foothold.indicators.versions import Line, figure_of, lines
from foothold.terms.errors import Refused
from foothold_web import history
from foothold_web.accounts.scope import Scope
from foothold_web.reporting import figures, wording


@dataclass(frozen=True)
class Beside:
    """An earlier definition and the present one, line by line, with the SQL of the earlier for each engine."""

    definition: EarlierDefinition
    lines: list[Line]
    sql: dict[str, str]


def beside(scope: Scope, indicator: Indicator, as_at: date, present: Figure) -> list[Beside]:
    """The present definition beside each that was kept before it, the newest first, and what either gives on a day."""
    store = figures.kept(scope).file
    found = []
    for one in earlier_definitions(settings.FOOTHOLD_HOME, scope.authority, indicator):
        key = (store, scope.authority, indicator.id, one.indicator.hash, as_at)
        told = Line("Figure", _figure(*key), wording.figure_in_words(present, indicator))
        found.append(Beside(one, [told, *lines(one.indicator, indicator)], _sql(one.indicator)))
    return found


@lru_cache(maxsize=64)
def sql_of(name: str) -> dict[str, str]:
    """The present definition's SQL for each engine."""
    return {"DuckDB": sql_for(name, "duckdb"), "Spark": sql_for(name, "spark")}


def _sql(indicator: Indicator) -> dict[str, str]:
    return {"DuckDB": indicator.sql, "Spark": translate(indicator.sql, "spark")}


@lru_cache(maxsize=64)
def _figure(file: Path, authority: str, name: str, hash_: str, as_at: date) -> str:
    """What an earlier definition gives on a day, or why it gives nothing; `file` names the state of the data."""
    kept = earlier_definitions(settings.FOOTHOLD_HOME, authority, CATALOGUE[name])
    earlier = next(one.indicator for one in kept if one.indicator.hash == hash_)
    try:
        with history.reading(authority) as (snapshot, engine):
            figure = figure_of(earlier, snapshot, as_at, engine)
    except Refused as refusal:
        return str(refusal)
    except duckdb.Error:
        return "its SQL asks for tables that have changed since"
    return wording.figure_in_words(figure, earlier)
