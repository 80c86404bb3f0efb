"""Every file of a folder of real published statistics, which FOOTHOLD_REFERENCE_DATA names, read and recomputed."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from foothold import warehouse
from foothold.benchmarks import compare
from foothold.benchmarks.recomputing import recompute
from foothold.returns import read_return

VARIABLE = "FOOTHOLD_REFERENCE_DATA"
FOLDER = Path(os.environ.get(VARIABLE, "/nowhere"))
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"{VARIABLE} names no folder of published statistics")
FILES = [path for end in ("csv", "ods", "xlsx", "parquet", "json") for path in sorted(FOLDER.rglob(f"*.{end}"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_published_file_is_imported_and_accounted_for(path, tmp_path):
    result = read_return(path, into=tmp_path / "read")
    assert result.outcome == "imported", [problem.text for problem in result.problems]
    assert result.profile.startswith("benchmark-")
    assert result.rows_in == result.rows_imported + result.rows_set_aside
    assert result.rows_imported >= 0.98 * result.rows_in
    assert sum(result.tables.values()) > 0


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The statistics of children in need and of the workforce, and the neighbours, as published."""
    folder = tmp_path_factory.mktemp("home")
    for pattern, day in (
        ("dfe_cin/*.csv", date(2024, 10, 31)),
        ("dfe_csc/*.csv", date(2025, 10, 30)),
        ("statistical_neighbours/sn_*_20*.xlsx", date(2025, 5, 1)),
        ("published_values_2017_2025.csv", date(2026, 3, 1)),
    ):
        for path in sorted(FOLDER.glob(pattern)):
            warehouse.load(folder, path, authority=None, as_at=day)
    return folder


def test_published_percentages_follow_from_their_counts(home):
    with warehouse.open_published(home) as published:
        found = recompute(published)
    assert found.compared > 100_000
    assert found.agreeing >= 0.99 * found.compared, found.sentence
    for file, count in found.by_file.items():
        assert count.agreeing >= 0.99 * count.compared, file


def test_a_trusts_councils_have_one_vacancy_rate(home):
    with warehouse.open_published(home) as published:
        (north,) = compare(published, "WF02", "E06000061", period="2025")
        (west,) = compare(published, "WF02", "E06000062", period="2025")
    assert north.council.value == west.council.value == 25.9
    assert north.council.joint == ("E06000061", "E06000062")
    assert (north.england.value, len(north.group.members)) == (14.2, 10)
