"""Draw tables as text, state the answer: how an indicator's definition is tested, and read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb
import pytest

from drawn_tables import make_tables
from foothold.indicators import Period, find, period_to, values
from foothold.indicators.figures import Figure

Tables = Mapping[str, str]


@dataclass(frozen=True)
class DrawnSource:
    """An authority whose tables were drawn in a test."""

    connection: duckdb.DuckDBPyConnection
    not_collected: Mapping[str, frozenset[str]] = field(default_factory=dict)
    newest_as_at: date = date(2028, 12, 31)


def draw(tables: Tables) -> DrawnSource:
    """Every table of the warehouse, holding the rows drawn for it and none otherwise; blank cells are null."""
    connection = duckdb.connect()
    make_tables(connection)
    for name, drawing in tables.items():
        header, rows = _cells(drawing)
        marks = ", ".join("?" for _ in header)
        for row in rows:
            connection.execute(f"insert into {name} ({', '.join(header)}) values ({marks})", row)
    return DrawnSource(connection)


def _cells(drawing: str) -> tuple[list[str], list[list[str | None]]]:
    lines = [line for line in drawing.splitlines() if line.strip(" -+|")]
    header, *rows = [[cell.strip() or None for cell in line.split("|")] for line in lines]
    width = len(header)
    return [str(name) for name in header], [(row + [None] * width)[:width] for row in rows]


def _period(indicator: str, text: str) -> Period:
    start, _, end = text.rpartition("/")
    as_at = date.fromisoformat(end)
    return Period(date.fromisoformat(start), as_at) if start else period_to(find(indicator), as_at)


@pytest.fixture
def spec() -> Callable[..., list[Figure]]:
    """Check `(numerator, denominator)` for each "as_at", or each "period_start/as_at"; returns the figures."""

    def check(indicator: str, tables: Tables, expected: Mapping[str, tuple[Any, Any]]) -> list[Figure]:
        periods = [_period(indicator, text) for text in expected]
        figures = values(draw(tables), [indicator], periods)
        answers = {text: (figure.numerator, figure.denominator) for text, figure in zip(expected, figures, strict=True)}
        assert answers == expected
        return figures

    return check


@pytest.fixture(scope="session")
def drawn() -> Callable[[Tables], DrawnSource]:
    """A source whose tables are drawn, for questions other than numerator and denominator."""
    return draw
