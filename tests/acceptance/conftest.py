"""Exampleshire's returns, made once and loaded through the door that a real council's take."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from foothold import warehouse
from foothold.demo import AUTHORITY, DemoReturn, write_returns
from foothold.warehouse import Snapshot

LOADED = (date(2019, 10, 31), date(2020, 1, 31), date(2020, 11, 30))
"""Extracts that the story needs: what was known on arrival, at the first zero, and in the end."""


@pytest.fixture(scope="session")
def returns(tmp_path_factory: pytest.TempPathFactory) -> list[DemoReturn]:
    return write_returns(tmp_path_factory.mktemp("exampleshire"))


@pytest.fixture(scope="session")
def home(returns: list[DemoReturn], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    for one in (one for one in returns if one.authority == AUTHORITY):
        if one.profile == "benchmark-csv" or (one.profile == "ssd-folder" and one.as_at in LOADED):
            warehouse.load(folder, one.path, authority=AUTHORITY, as_at=one.as_at, profile=one.profile)
    return folder


@pytest.fixture(scope="session")
def snapshot(home: Path) -> Iterator[Snapshot]:
    with warehouse.open(home, AUTHORITY) as opened:
        yield opened
