"""Writing returns and reading them: in this process, which is quick, or as in use in a limited process of their own."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from foothold.returns import ReadReturn, child, read_return, reading
from foothold.returns.profile import Source

Cells = Sequence[Sequence[str]]


class Reader:
    """Reads returns below one temporary folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = 0

    def place(self) -> Path:
        self._made += 1
        return self.folder / f"place-{self._made}"

    def read(self, path: Path, **options: Any) -> ReadReturn:
        return read_return(path, into=self.place(), **options)

    def extract(self, files: Mapping[str, Cells | str | bytes]) -> Path:
        """A folder of files, each given as rows, as text or as bytes."""
        folder = self.place()
        folder.mkdir()
        for name, content in files.items():
            if isinstance(content, bytes):
                (folder / name).write_bytes(content)
            elif isinstance(content, str):
                (folder / name).write_bytes(content.encode("utf-8"))
            else:
                with (folder / name).open("w", encoding="utf-8", newline="") as file:
                    csv.writer(file).writerows(content)
        return folder

    def ssd(self, files: Mapping[str, Cells | str | bytes]) -> ReadReturn:
        return self.read(self.extract(files))


def _read_here(request: dict[str, Any], limits: Any, into: Path) -> None:
    """What the child process does, without its limits."""
    result = child.read(Source(Path(request["path"]), request["name"]), into, limits, request)
    (into / child.RESULT).write_text(json.dumps(result), encoding="utf-8")


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Reads in this process."""
    monkeypatch.setattr(reading, "_run", _read_here)
    return Reader(tmp_path)


@pytest.fixture
def limited_reader(tmp_path: Path) -> Reader:
    """Reads as in use, in a limited process."""
    return Reader(tmp_path)


@pytest.fixture
def rows() -> Callable[[ReadReturn, str], list[dict[str, Any]]]:
    """The rows of one table of a return that was read."""

    def fetch(result: ReadReturn, table: str) -> list[dict[str, Any]]:
        with duckdb.connect() as connection:
            found = connection.execute("select * from read_parquet(?)", [str(result.folder / f"{table}.parquet")])
            names = [column[0] for column in found.description or []]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    return fetch
