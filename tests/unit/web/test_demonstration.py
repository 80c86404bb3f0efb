"""The demonstration's returns are loaded while the next ones are written, and are made once."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from foothold.demo import DemoReturn
from foothold_web import demonstration

LINES = r"""
print('"simulating"')
print('["one.csv", "benchmark-csv", "E99000001", "2020-02-20"]')
"""
ONE = ("benchmark-csv", "E99000001", date(2020, 2, 20))


def told_by(folder: Path, script: str) -> list[DemoReturn | str]:
    process = Popen([sys.executable, "-c", script], stdout=PIPE, encoding="utf-8")
    return list(demonstration._returns(folder, process))


def test_each_return_is_told_as_it_comes_and_listed_when_all_are_there(tmp_path):
    expected = DemoReturn(tmp_path / "one.csv", *ONE)
    assert told_by(tmp_path, LINES) == ["simulating", expected]
    assert demonstration._begun(tmp_path) is None
    assert list(demonstration._returns(tmp_path, None)) == [expected]


def test_returns_that_could_not_all_be_written_are_not_listed(tmp_path):
    with pytest.raises(RuntimeError, match="could not be written"):
        told_by(tmp_path, f"{LINES}\nraise SystemExit(3)")
    assert not (tmp_path / demonstration.LISTED).exists()
