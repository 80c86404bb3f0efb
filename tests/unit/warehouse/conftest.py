"""Returns drawn in a test: tables as text, handed over without a file format in between."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from foothold import warehouse
from foothold.returns import OpenRows, Problem, ReadReturn, SourceFile
from foothold.tables import TABLES, Column

AUTHORITY = "E99000001"


def write_table(path: Path, columns: tuple[Column, ...], rows: list[dict[str, Any]]) -> None:
    """Write rows as Parquet with the declared types; a column left out is empty."""
    path.parent.mkdir(exist_ok=True)
    declared = ", ".join(f"{column.name} {column.type.sql}" for column in columns)
    with duckdb.connect() as connection:
        connection.execute(f"create table drawn ({declared})")
        if rows:
            marks = ", ".join("?" for _ in columns)
            values = [[row.get(column.name) for column in columns] for row in rows]
            connection.executemany(f"insert into drawn values ({marks})", values)
        connection.execute(f"copy drawn to '{path}' (format parquet)")


def read_drawn(path: Path, *, into: Path, **_: Any) -> ReadReturn:
    """Stands in for the readers: a JSON file holds the tables as they are to be merged."""
    drawn = json.loads(path.read_text())
    tables: dict[str, list[dict[str, Any]]] = drawn["tables"]
    for table, rows in tables.items():
        write_table(into / f"{table}.parquet", TABLES[table].stored_columns, rows)
        if identities := [row for row in rows if any(c.name in row for c in TABLES[table].identity_columns)]:
            keys = tuple(column for column in TABLES[table].columns if column.key)
            write_table(into / "identities" / f"{table}.parquet", keys + TABLES[table].identity_columns, identities)
    problems = tuple(Problem(**problem) for problem in drawn.get("problems", ()))
    if drawn.get("set_aside"):
        (into / "set_aside.json").write_text(json.dumps(drawn["set_aside"]))
        with duckdb.connect() as connection:
            connection.execute(f"copy (from read_json('{into}/set_aside.json')) to '{into}/set_aside.parquet'")
    for table, records in drawn.get("set_aside_keys", {}).items():
        columns = tuple(TABLES[table].column(name) for name in records[0])
        write_table(into / "set_aside_keys" / f"{table}.parquet", columns, records)
    imported = sum(map(len, tables.values()))
    aside = len(drawn.get("set_aside", ()))
    return ReadReturn(
        profile="drawn",
        feed=drawn["feed"],
        outcome=drawn.get("outcome", "imported"),
        rows_in=imported + aside,
        rows_imported=imported,
        rows_set_aside=aside,
        problems=problems,
        sources=(SourceFile(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size),),
        folder=into,
        tables={table: len(rows) for table, rows in tables.items()},
        not_collected={table: tuple(columns) for table, columns in drawn.get("not_collected", {}).items()},
        complete=drawn["feed"] not in ("annex-a", "api", "workforce"),
        shown_while_open=tuple(OpenRows(**shown) for shown in drawn.get("shown_while_open", ())),
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Draw a return and get its path; from then on `load` reads drawn returns."""
    monkeypatch.setattr("foothold.warehouse.loading.read_handed_over", read_drawn)

    def draw(tables: dict[str, list[dict[str, Any]]], feed: str = "ssd", **rest: Any) -> Path:
        document = json.dumps({"tables": tables, "feed": feed, **rest})
        path = tmp_path / f"{hashlib.md5(document.encode(), usedforsecurity=False).hexdigest()}.json"
        path.write_text(document)
        return path

    return draw


@pytest.fixture
def hand_over(home: Path, drawn: Callable[..., Path]) -> Callable[..., warehouse.Load]:
    """Draw a return and load it: hand_over("2019-10-31", {"person": [...]}, feed="annex-a")."""

    def load(as_at: str, tables: dict[str, list[dict[str, Any]]], feed: str = "ssd", **rest: Any) -> warehouse.Load:
        options = {
            name: rest.pop(name)
            for name in ("confirm", "covers_from", "keep_identities", "progress", "by")
            if name in rest
        }
        authority = rest.pop("authority", AUTHORITY)
        path = drawn(tables, feed, **rest)
        return warehouse.load(home, path, authority=authority, as_at=date.fromisoformat(as_at), **options)

    return load


@pytest.fixture
def rows(home: Path) -> Callable[..., list[tuple]]:
    """Ask the warehouse: rows("select ...", as_known="2019-10-31")."""

    def ask(query: str, as_known: str | None = None) -> list[tuple]:
        day = date.fromisoformat(as_known) if as_known else None
        with warehouse.open(home, AUTHORITY, as_known=day) as snapshot:
            return snapshot.connection.execute(query).fetchall()

    return ask


@pytest.fixture
def everything_kept(home: Path) -> Callable[[], str]:
    """All that lies in the home folder as text, Parquet files decoded, so that a search for a name is not blind."""

    def text() -> str:
        parts = []
        for path in (path for path in home.rglob("*") if path.is_file()):
            if path.suffix == ".parquet":
                with duckdb.connect() as connection:
                    parts.append(str(connection.execute(f"from read_parquet('{path}')").fetchall()))
            else:
                parts.append(path.read_bytes().decode("latin-1"))
        return "\n".join(parts)

    return text
