"""One database for the tests of a file: making every table anew for each drawing takes longer than asking about it."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from drawn_tables import make_tables


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every declared table, empty at first."""
    with duckdb.connect() as connection:
        make_tables(connection)
        yield connection
