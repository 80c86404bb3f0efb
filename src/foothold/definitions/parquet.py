"""Rows from Python into a Parquet file, by way of a CSV file written aside: quick, and the same on every DuckDB."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

_NULL = "\\N"  # tells nothing from an empty text


def write_parquet(file: Path, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows with these columns and DuckDB types; the file appears whole or not at all."""
    import duckdb

    with tempfile.TemporaryDirectory(dir=file.parent) as aside:
        written, finished = Path(aside) / "rows.csv", Path(aside) / "rows.parquet"
        with written.open("w", newline="", encoding="utf-8") as opened:
            csv.writer(opened).writerows([_NULL if cell is None else cell for cell in row] for row in rows)
        types = ", ".join(f"'{name}': '{type_}'" for name, type_ in columns.items())
        reader = (
            f"read_csv({_quoted(written)}, header = false, auto_detect = false, quote = '\"', escape = '\"', "
            f"nullstr = '{_NULL}', columns = {{{types}}})"
        )
        with duckdb.connect() as connection:
            connection.execute("set enable_progress_bar = false")  # it shows one of its own accord in a child process
            connection.execute(f"copy (from {reader}) to {_quoted(finished)} (format parquet)")
        _sync(finished)
        finished.replace(file)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _sync(path: Path) -> None:
    with path.open("rb") as opened:
        os.fsync(opened.fileno())
