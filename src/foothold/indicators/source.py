"""What an indicator is computed from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import duckdb


class Source(Protocol):
    """An authority's tables as a warehouse snapshot shows them; anything with these four will do."""

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
        """The newest day any load describes: nothing is known after it."""
        ...


def record_begins(source: Source) -> date | None:
    """The first day of which a source tells all; None where it does not say, as tables drawn for a test do not."""
    return getattr(source, "covers_from", None)
