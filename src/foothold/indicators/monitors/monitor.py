"""What a monitor is: a question, what may innocently answer it, and the rows that make one ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from foothold.terms.reporting_periods import months_before

MONTHS = 12
"""How far back from the day asked about a monitor looks."""


class Recorded(Protocol):
    """An authority's records as they stand and as earlier returns held them; a warehouse snapshot is one."""

    @property
    def connection(self) -> Any:
        """Every warehouse table as a view with its declared stored columns."""
        ...

    @property
    def not_collected(self) -> Mapping[str, frozenset[str]]:
        """For each table the columns that the newest return lacked; "*" when the table was never loaded."""
        ...

    def history_of(self, table: str) -> str:
        """The SELECT of every row that ever held, with `seen_from` and `seen_to`."""
        ...

    def days_of(self, table: str) -> list[date]:
        """The days of the returns that told of a table, in order."""
        ...


@dataclass(frozen=True)
class Asked:
    """Whose records are asked about, up to which day, and the days of reports and visits that people know of."""

    source: Recorded
    as_at: date
    events: tuple[date, ...] = ()
    complete: bool = True  # whether each return holds everything, so that what is not in it had not been recorded

    @property
    def since(self) -> date:
        """The first day looked at."""
        return months_before(self.as_at, MONTHS)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a statement over the tables and the working days."""
        return self.source.connection.execute(sql).fetchall()

    def collected(self, table: str, *columns: str) -> bool:
        """Whether the newest return told of these columns of a table."""
        absent = self.source.not_collected.get(table, frozenset())
        return "*" not in absent and not absent.intersection(columns)


def within(asked: Asked, column: str) -> str:
    """SQL that keeps days of the twelve months to the day asked about."""
    return f"{column} > date '{asked.since}' and {column} <= date '{asked.as_at}'"


@dataclass(frozen=True)
class Row:
    """One record that makes one ask: what it is, of which child and team, its own day, and what the monitor saw."""

    kind: str
    record: str
    child: str | None
    team: str | None
    day: date
    told: tuple[Any, ...]


@dataclass(frozen=True)
class Told:
    """What a monitor found: its rows, the sentence that sums them up, and what was missing, if it could not look."""

    rows: Sequence[tuple[str, str, str | None, date, tuple[Any, ...]]] = ()
    sentence: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Monitor:
    """One question about how records were written."""

    id: str
    title: str
    question: str
    innocent: tuple[str, ...]  # explanations that are no fault of anybody's
    columns: tuple[str, ...]  # what the cells of a row's `told` are
    look: Callable[[Asked], Told]
    identifiers: tuple[str, ...] = ()  # those columns that hold somebody's identifier


@dataclass(frozen=True)
class Answer:
    """A monitor with what it found; a question is asked only where there are rows."""

    monitor: Monitor
    rows: tuple[Row, ...]
    sentence: str
    missing: str

    @property
    def status(self) -> str:
        """`ask`, `nothing to ask` or `not run`."""
        if self.missing:
            return "not run"
        return "ask" if self.rows else "nothing to ask"
