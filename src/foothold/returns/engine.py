"""The embedded database in which a return is converted, shut off from everything but two folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

MEMORY = "1GB"
THREADS = 2


def open_engine(source: Path, folder: Path, *others: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory that can read `source` and the folders of `others`, write below `folder`, and no more."""
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": MEMORY,
            "threads": THREADS,
            "temp_directory": str(folder / "spill"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        },
    )
    places = (source if source.is_dir() else source.parent, folder, *(other.parent for other in others))
    allowed = ", ".join(quoted(str(place) + "/") for place in places)
    connection.execute(f"set allowed_directories = [{allowed}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
