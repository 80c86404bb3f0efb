"""Small files in the form in which statistics are published, loaded into a home through the real door.

Figures of public councils are from "Children in need 2024" and "Children's social work workforce 2025" (Department for
Education, Open Government Licence v3.0); those of Exampleshire and others numbered 99x are invented.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foothold import warehouse
from foothold.returns import child, reading
from foothold.returns.profile import Source


def _read_here(request: dict[str, Any], limits: Any, into: Path) -> None:
    result = child.read(Source(Path(request["path"]), request["name"]), into, limits, request)
    (into / child.RESULT).write_text(json.dumps(result), encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def publish(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., warehouse.Load]:
    """Load a published file, read in this process."""
    monkeypatch.setattr(reading, "_run", _read_here)

    def load(name: str, headings: str, lines: Sequence[str], day: str = "2024-10-31") -> warehouse.Load:
        path = tmp_path / name
        path.write_text("\n".join([headings, *lines]) + "\n", encoding="utf-8")
        return warehouse.load(home, path, authority=None, as_at=date.fromisoformat(day))

    return load


@pytest.fixture
def neighbours(publish: Callable[..., warehouse.Load]) -> None:
    """The neighbours of North Northamptonshire in both models; the nearest is Bedford in the newer one only."""
    lines = [
        f"{model},940,North Northamptonshire,{rank},{code},,Very close"
        for model, codes in (("2021-04", (941, 891, 925)), ("2025-05", (822, 941, 891, 925)))
        for rank, code in enumerate(codes, start=1)
    ]
    headings = "model,la_code,la_name,rank,neighbour_code,neighbour_name,closeness"
    publish("statistical_neighbours_long.csv", headings, lines, "2025-05-01")
