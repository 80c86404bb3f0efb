"""What indicators and checks are run on, and which of the columns they need it does not have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import duckdb


class Source(Protocol):
    """An authority's tables as a warehouse snapshot shows them; anything with these three will do."""

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """Every warehouse table as a view with its declared stored columns, empty where it was never loaded."""
        ...

    @property
    def not_collected(self) -> Mapping[str, frozenset[str]]:
        """For each table the columns that no load carried; "*" when the table was never loaded."""
        ...

    @property
    def newest_as_at(self) -> date:
        """The newest day any load describes: nothing is known after it, and checks ask how things stood then."""
        ...


def first_missing(needs: Mapping[str, Iterable[str]], source: Source) -> str:
    """The first column needed that nothing loaded has carried, as `table.column`; blank when all are there."""
    for table, columns in needs.items():
        absent = source.not_collected.get(table, frozenset())
        for column in columns:
            if "*" in absent or column in absent:
                return f"{table}.{column}"
    return ""
