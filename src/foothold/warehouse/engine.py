"""DuckDB as the warehouse uses it: in memory, no extension, no network, no file but those it is given."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

MEMORY_LIMIT = "2GB"
_MOST_THREADS = 4


def connect(
    *, files: Iterable[Path] = (), folders: Iterable[Path] = (), threads: int = _MOST_THREADS
) -> duckdb.DuckDBPyConnection:
    """A locked connection that reaches the given files and folders only, with at most so many threads.

    Named files can be read and not replaced: DuckDB writes aside first, and the name aside is not allowed. Nothing
    spills to disk, so no child's row is left in a temporary file.
    """
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "memory_limit": MEMORY_LIMIT,
            "threads": str(min(os.cpu_count() or 1, threads)),
            "temp_directory": "",
        },
    )
    connection.execute("set enable_progress_bar = false")  # DuckDB shows one of its own accord in a child process
    connection.execute(f"set allowed_paths = [{_listed(files)}]")
    connection.execute(f"set allowed_directories = [{_listed(folders)}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def quoted(text: str | Path) -> str:
    """A text as an SQL literal, for the places where SQL takes no parameter: file names and declared names."""
    return "'" + str(text).replace("'", "''") + "'"


def _listed(paths: Iterable[Path]) -> str:
    return ", ".join(quoted(path.absolute()) for path in paths)
