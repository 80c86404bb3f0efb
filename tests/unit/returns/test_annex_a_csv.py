"""Single lists of Annex A as CSV: recognised by their headings, read as the same list in a workbook is."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from foothold.returns import PROFILES, ReadReturn
from foothold.returns.annex_a.lists import LISTS
from foothold.returns.annex_a.sample import SAMPLE, write_workbook

HEADINGS = [field.spellings[0] for field in LISTS[3].fields]
ADA = ["000101", "b) Female", "a) White", "04/05/2012", "7", "02/09/2019", "g) Police", "No", "1", "North 1", "Cora S"]
BEN = ["000102", "a) Male", "a) White", "09/11/2015", "3", "07/10/2019", "b) Schools", "No", "1", "North 1", "Dan T"]


def csv_text(*rows: Sequence[str], headings: Sequence[str] = HEADINGS, delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([headings, *rows])
    return text.getvalue()


def changed(row: Sequence[str], **cells: str) -> list[str]:
    """A row with other cells, named by their fields."""
    names = [field.name for field in LISTS[3].fields]
    return [cells.get(name, cell) for name, cell in zip(names, row, strict=True)]


def told(result: ReadReturn, rule: str) -> list[tuple[int | None, str, str]]:
    return [(p.row, p.column, p.effect) for p in result.problems if p.rule == rule]


def counts(result: ReadReturn) -> tuple[int, int, int]:
    assert result.rows_in == result.rows_imported + result.rows_set_aside
    return result.rows_in, result.rows_imported, result.rows_set_aside


@pytest.fixture
def read(reader: Any) -> Callable[..., ReadReturn]:
    """Read the content of a file as it was handed over."""

    def read_content(content: str | bytes, name: str = "list 3.csv", **options: Any) -> ReadReturn:
        folder = reader.place()
        folder.mkdir()
        path = folder / "handed-over"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return reader.read(path, name=name, **options)

    return read_content


@pytest.mark.parametrize("number", LISTS)
def test_every_list_is_recognised_by_its_headings_and_read_whole(reader: Any, tmp_path: Path, number: int) -> None:
    profile = PROFILES[f"annex-a-list{number}-csv"]
    result = reader.read(profile.write_sample(tmp_path), name="export.txt")
    assert (result.outcome, result.profile, result.feed) == ("imported", profile.name, "annex-a")
    assert result.rows_in == result.rows_imported > 0


@pytest.mark.parametrize("number", SAMPLE)
def test_a_list_alone_is_read_as_in_a_workbook_of_itself(
    reader: Any, tmp_path: Path, rows: Callable, number: int
) -> None:
    alone = reader.read(PROFILES[f"annex-a-list{number}-csv"].write_sample(tmp_path), worker_key=b"key")
    book = reader.read(write_workbook(tmp_path / "book.xlsx", {number: SAMPLE[number]}), worker_key=b"key")
    assert alone.tables == book.tables
    assert {t: sorted(map(str, rows(alone, t))) for t in alone.tables} == {
        t: sorted(map(str, rows(book, t))) for t in book.tables
    }
    assert (alone.not_collected, alone.shown_while_open) == (book.not_collected, book.shown_while_open)


def test_headings_that_all_lists_share_do_not_make_a_list(read: Callable) -> None:
    result = read("Child Unique ID,Gender,Ethnicity,Date of Birth,Allocated Team,Allocated Worker\nC1,F,W,,T,W\n")
    assert [p.rule for p in result.problems] == ["format-unknown"]


def referrals(days: Sequence[int], count: int) -> str:
    rows = (
        changed(
            ADA, child_id=f"C{n}", referral_date=f"{days[n % len(days)]:02}/{n % 12 + 1:02}/{2000 + n % 20}", dob=""
        )
        for n in range(count)
    )
    return csv_text(*rows)


@pytest.mark.parametrize(
    ("days", "count", "doubtful"),
    [
        pytest.param(range(1, 13), 60, True, id="exchanged"),
        pytest.param(range(1, 14), 60, False, id="a thirteenth"),
        pytest.param(range(1, 13), 12, False, id="too few dates"),
        pytest.param([1], 60, False, id="kept by month"),
    ],
)
def test_days_that_may_be_months_are_doubtful(read: Callable, days: Sequence[int], count: int, doubtful: bool) -> None:
    result = read(referrals(days, count))
    assert result.outcome == "imported"
    assert told(result, "days-all-12-or-less") == ([(None, "", "noted")] if doubtful else [])


@pytest.mark.parametrize(("records", "doubtful"), [(65_534, False), (65_535, True), (65_536, True), (65_537, False)])
def test_a_file_that_ends_where_a_spreadsheet_ends_is_doubtful(read: Callable, records: int, doubtful: bool) -> None:
    text = "Child Unique ID,Date of referral,Referral NFA?,Referral Source\n"
    result = read(text + "".join(f"C{n},13/09/2019,No,Police\n" for n in range(records)), profile="annex-a-list3-csv")
    assert result.rows_imported == records
    assert told(result, "row-limit") == ([(None, "", "noted")] if doubtful else [])
