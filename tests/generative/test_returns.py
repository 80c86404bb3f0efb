"""Whatever is typed, nothing vanishes, what went out comes back, and both ways of reading agree."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from foothold.returns import child, delimited
from foothold.returns.limits import FOLDER
from foothold.returns.profile import Source

QUICK = settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
HEADINGS = ["cine_referral_id", "cine_person_id", "cine_referral_date", "cine_referral_nfa", "cine_close_reason"]
NAMES = ["referral_id", "person_id", "referral_date", "referral_nfa", "close_reason"]

# Characters that a spreadsheet can hold and that mean nothing to the reader at the edges of a value.
texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf", "Cn", "Mn")), min_size=1, max_size=12
)
identifiers = st.text(
    st.characters(min_codepoint=33, max_codepoint=126, exclude_characters='"'), min_size=1, max_size=8
).filter(lambda text: not text.startswith("'"))  # which tells a spreadsheet that it is text, and is taken off
days = st.dates(date(1901, 1, 1), date(2099, 12, 31))
cells = st.one_of(
    texts,
    days.map(str),
    st.sampled_from(
        ["", " ", "Y", "n", "31/02/2019", "2019-01-01", "total", "\u200bx", "a\nb", 'a"b', "a,b", "\x00", "=1+1"]
    ),
)


@contextmanager
def read(content: bytes) -> Iterator[tuple[dict, Path]]:
    """Read an extract of one object in this process."""
    with tempfile.TemporaryDirectory() as place:
        extract, folder = Path(place) / "in", Path(place) / "out"
        extract.mkdir()
        folder.mkdir()
        (extract / "ssd_cin_episodes.csv").write_bytes(content)
        request = {"renamed": False, "profile": "ssd-folder", "authority": None, "worker_key": "", "earlier": None}
        yield child.read(Source(extract, "extract"), folder, FOLDER, request), folder


def rows_of(folder: Path) -> list[tuple]:
    with duckdb.connect() as connection:
        path = str(folder / "cin_episodes.parquet")
        return connection.execute(f"select {', '.join(NAMES)} from read_parquet(?)", [path]).fetchall()


def as_csv(rows, line_end="\r\n") -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator=line_end).writerows(rows)
    return made.getvalue().encode("utf-8")


@QUICK
@given(st.lists(st.lists(cells, min_size=3, max_size=7), max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_rows_in_are_rows_kept_and_rows_set_aside(rows, line_end):
    with read(as_csv([HEADINGS, *rows], line_end)) as (result, folder):
        aside = result["rows_set_aside"]
        if result["outcome"] == "imported":
            assert result["rows_in"] == result["tables"]["cin_episodes"] + aside
            assert len(rows_of(folder)) == result["tables"]["cin_episodes"]
            with duckdb.connect() as connection:
                path = str(folder / "set_aside.parquet")
                found = connection.execute(
                    "select count(*), count(distinct row) from read_parquet(?)", [path]
                ).fetchone()
            assert found == (aside, aside)
        else:
            assert any(problem["effect"] == "refused" for problem in result["problems"])


@QUICK
@example([("00123", "1E5", date(1901, 1, 1), "N", "NA")])
@example([("A", "B", date(2099, 12, 31), "Y", "5 \u212b \u00e9")])
@example([("0", "TOTAL", date(2000, 1, 1), "Y", None), ("total", "0", date(2000, 1, 1), None, "Totals")])
@given(
    st.lists(
        st.tuples(identifiers, identifiers, days, st.sampled_from(["Y", "N", "U", None]), st.none() | texts),
        unique_by=lambda row: row[0],
        min_size=1,
        max_size=15,
    )
)
def test_what_was_written_is_read_back(rows):
    import unicodedata

    written = [["" if cell is None else str(cell) for cell in row] for row in rows]
    with read(as_csv([HEADINGS, *written])) as (result, folder):
        assert result["rows_set_aside"] == 0
        expected = [(*row[:4], unicodedata.normalize("NFC", row[4]) if row[4] else None) for row in rows]
        assert rows_of(folder) == expected


regular = st.lists(
    st.lists(
        st.one_of(texts, days.map(str), st.sampled_from(["", "  x ", "Y", "a,b", 'a"b', "\u00a0y", "31/02/2019"])),
        min_size=5,
        max_size=5,
    ),
    min_size=1,
    max_size=12,
)


@QUICK
@given(regular)
def test_both_ways_of_reading_give_the_same_for_a_regular_file(rows):
    content = as_csv([HEADINGS, *([f"id{n}", *row[1:]] for n, row in enumerate(rows))])
    with read(content) as (fast, folder):
        fast_rows = rows_of(folder) if fast["outcome"] == "imported" else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "_regular_rows", lambda data: None)
        with read(content) as (slow, folder):
            slow_rows = rows_of(folder) if slow["outcome"] == "imported" else None
    assert fast_rows == slow_rows
    assert json.dumps(fast, sort_keys=True) == json.dumps(slow, sort_keys=True)


@QUICK
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_its_values_stay_out_of_messages(data):
    content = bytearray(as_csv([HEADINGS, *([f"R{n}", f"canary{n}", "2019-01-01", "N", "RC1"] for n in range(6))]))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    with read(bytes(content)) as (result, _):
        assert result["outcome"] in ("imported", "refused")
        assert result["rows_in"] >= result["rows_set_aside"]
        told = [problem for problem in result["problems"] if problem["row"] not in (None, 1)]
        assert "canary" not in json.dumps(told)
