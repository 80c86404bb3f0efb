"""Names in a return loaded on the command line are kept by whoever has a place for them, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from foothold.cli import identities, loads
from foothold.cli.context import Settings
from small_council import COUNCIL, NEWEST, write_extract


def keep(authority: str, table: str, rows: Iterable[dict[str, Any]]) -> int:
    return len(list(rows))


def register(monkeypatch: pytest.MonkeyPatch, *keepers: Any) -> None:
    entries = [
        SimpleNamespace(name=str(number), load=lambda one=one: lambda home: one) for number, one in enumerate(keepers)
    ]
    monkeypatch.setattr(identities, "entry_points", lambda group: entries if group == identities.GROUP else [])


def closing_words(home: Path, extract: Path) -> str:
    app = typer.Typer()
    app.callback()(lambda: None)
    loads.register(app)
    done = CliRunner().invoke(
        app, ["load", str(extract), "--authority", COUNCIL, "--as-at", NEWEST.isoformat()], obj=Settings(home, False)
    )
    assert done.exit_code == 0, done.output
    return done.stderr


def test_names_are_dropped_where_there_is_no_place_for_them_and_kept_once_there_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    extract = write_extract(tmp_path / "handed-over", NEWEST)
    register(monkeypatch, None)
    assert "were dropped: this home has no database" in closing_words(tmp_path / "home", extract)
    register(monkeypatch, None, keep)
    again = closing_words(tmp_path / "home", extract)
    assert "loaded before; nothing was changed" in again
    assert "records are kept, encrypted" in again
