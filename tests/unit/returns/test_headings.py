"""Rows that cannot be headings cost next to nothing to look at, whatever is in them."""

import time
from pathlib import Path

import pytest

from foothold.returns.headings import find_headings, plain, spelled, spellings_of
from foothold.returns.profile import Source
from foothold.returns.profiles import recognise

LOOKUP = spellings_of([("child", ("Child Unique ID",)), ("seen", ("Was the child seen?",))])


def test_what_is_longer_than_a_heading_is_none():
    heading = "Child Unique ID"
    assert spelled(heading + " " * 400) == plain(heading + " " * 400) == "childuniqueid"
    assert spelled(heading + " " * 500) == plain(heading + " " * 500) == ""


def test_what_is_added_to_a_heading_does_not_count():
    assert {plain(f"Seen{added}") for added in (" Y/N", " (yes / no)", "_dd-mm-yyyy", " in years - Y / N ", "")} == {
        "seen"
    }


def test_a_row_of_thousands_is_no_row_of_headings():
    headings = ["Child Unique ID", "Was the child seen? (Y/N)"]
    wide = [*headings, *(f"column {number}" for number in range(2_000))]
    assert find_headings([wide], LOOKUP) is None
    assert find_headings([[*headings, *[""] * 16_383]], LOOKUP) is None
    found = find_headings([[*headings, *[""] * 16_382]], LOOKUP)
    assert found is not None
    assert found.places == {"child": 0, "seen": 1}


@pytest.mark.parametrize("content", ['"' * 100_001, "," * 100_001, "<" * 100_001, "[ " * 100_001, "x," * 50_000])
def test_a_file_of_one_sign_is_looked_at_by_every_format_in_seconds(content: str, tmp_path: Path):
    path = tmp_path / "strange.csv"
    path.write_text(content, encoding="utf-8")
    before = time.process_time()
    assert recognise(Source(path, path.name)) is None
    assert time.process_time() - before < 10  # of processor time; a second on a slow machine, once over a minute
