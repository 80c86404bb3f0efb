"""Rows and columns from Python into a Parquet file, which appears whole or not at all."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

_NULL = "\\N"  # tells nothing from an empty text


def write_parquet(file: Path, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows with these columns and DuckDB types, by way of a CSV file written aside."""
    with _aside(file) as finished:
        written = finished.with_name("rows.csv")
        with written.open("w", newline="", encoding="utf-8") as opened:
            csv.writer(opened).writerows([_NULL if cell is None else cell for cell in row] for row in rows)
        types = ", ".join(f"'{name}': '{type_}'" for name, type_ in columns.items())
        reader = (
            f"read_csv({_quoted(written)}, header = false, auto_detect = false, quote = '\"', escape = '\"', "
            f"nullstr = '{_NULL}', columns = {{{types}}})"
        )
        _copy(f"from {reader}", finished)


def write_columns(file: Path, columns: Mapping[str, str], arrays: Mapping[str, np.ndarray[Any, Any]]) -> None:
    """Write an array for each of these columns, each cast to its DuckDB type; None and NaN are written as nothing."""
    with _aside(file) as finished:
        cast = ", ".join(f"cast({name} as {type_}) as {name}" for name, type_ in columns.items())
        _copy(f"select {cast} from arrays", finished, arrays)


@contextmanager
def _aside(file: Path) -> Iterator[Path]:
    """Where to write what becomes the file once it is whole."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        finished = Path(folder) / "rows.parquet"
        yield finished
        _sync(finished)
        finished.replace(file)


def _copy(select: str, into: Path, arrays: Mapping[str, np.ndarray[Any, Any]] | None = None) -> None:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")  # it shows one of its own accord in a child process
        if arrays is not None:
            connection.register("arrays", dict(arrays))
        connection.execute(f"copy ({select}) to {_quoted(into)} (format parquet)")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _sync(path: Path) -> None:
    with path.open("rb") as opened:
        os.fsync(opened.fileno())
