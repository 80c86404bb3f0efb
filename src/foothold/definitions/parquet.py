"""Rows and columns from Python into a Parquet file, which appears whole or not at all."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
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
        with _connected() as connection:
            connection.execute(_copy(f"from {reader}", finished))


@dataclass(frozen=True)
class Coded:
    """A column of few different texts (or None): each of them once, and of every row the place of its text."""

    texts: Sequence[str | None]
    codes: np.ndarray[Any, Any]

    @classmethod
    def of(cls, texts: Sequence[str | None]) -> Coded:
        """These texts as a column."""
        import numpy as np

        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        return cls(list(places), np.fromiter(map(places.__getitem__, texts), dtype=int, count=len(texts)))

    def at(self, rows: np.ndarray[Any, Any]) -> Coded:
        """A column of these of its rows, in this order and as often as they are named."""
        return Coded(self.texts, self.codes[rows])


def write_columns(file: Path, columns: Mapping[str, str], arrays: Mapping[str, np.ndarray[Any, Any] | Coded]) -> None:
    """Write an array for each of these columns, each cast to its DuckDB type; None and NaN are written as nothing."""
    coded = {name: one for name, one in arrays.items() if isinstance(one, Coded)}
    chosen = [
        f"{name}_texts.text as {name}" if name in coded else f"cast(arrays.{name} as {type_}) as {name}"
        for name, type_ in columns.items()
    ]
    joins = [f"join {name}_texts on {name}_texts.code = arrays.{name}" for name in coded]
    with _aside(file) as finished, _connected() as connection:
        connection.execute("set threads = 1")  # so that rows leave the joins in the order they stand in
        connection.register(
            "arrays", {name: one.codes if isinstance(one, Coded) else one for name, one in arrays.items()}
        )
        for name, one in coded.items():
            _lay_texts(connection, f"{name}_texts", one.texts)
        connection.execute(_copy(f"select {', '.join(chosen)} from arrays {' '.join(joins)}", finished))


def _lay_texts(connection: duckdb.DuckDBPyConnection, table: str, texts: Sequence[str | None]) -> None:
    """A table of the texts by code, as values of a type of their own: Parquet's writer need not look at each again."""
    import numpy as np

    connection.register("texts", {"code": np.arange(len(texts)), "text": np.array(texts, dtype=object)})
    connection.execute(f"create type {table}_type as enum (select text from texts where text is not null)")
    connection.execute(f"create table {table} as select code, cast(text as {table}_type) as text from texts")


@contextmanager
def _aside(file: Path) -> Iterator[Path]:
    """Where to write what becomes the file once it is whole."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        finished = Path(folder) / "rows.parquet"
        yield finished
        _sync(finished)
        finished.replace(file)


@contextmanager
def _connected() -> Iterator[duckdb.DuckDBPyConnection]:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")  # it shows one of its own accord in a child process
        yield connection


def _copy(select: str, into: Path) -> str:
    return f"copy ({select}) to {_quoted(into)} (format parquet)"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _sync(path: Path) -> None:
    with path.open("rb") as opened:
        os.fsync(opened.fileno())
