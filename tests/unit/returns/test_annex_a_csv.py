"""Single lists of Annex A as CSV: recognised by their headings, read as the same list in a workbook is."""

from __future__ import annotations

import csv
import io
import zipfile
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


ENCODED = csv_text(ADA, changed(BEN, worker="Zoë O'Brien"))


@pytest.mark.parametrize(
    ("content", "told_of"),
    [
        pytest.param(b"\xef\xbb\xbf" + ENCODED.encode(), None, id="byte order mark"),
        pytest.param(b"\xef\xbb\xbf" * 2 + ENCODED.encode(), None, id="two byte order marks"),
        pytest.param(ENCODED.replace("\r\n", "\r").encode(), None, id="CR alone"),
        pytest.param(ENCODED.encode("utf-16"), "encoding", id="UTF-16"),
        pytest.param(ENCODED.encode("cp1252"), "encoding", id="Windows-1252"),
        pytest.param(ENCODED.replace("ë", "\ufffd").encode(), "encoding-damage", id="characters lost before"),
        pytest.param(ENCODED.replace("ë", "Ã«").encode(), "encoding-twice", id="encoded twice"),
        pytest.param(csv_text(ADA, BEN, delimiter=";").encode(), "delimiter", id="semicolons"),
    ],
)
def test_any_encoding_that_can_be_told_is_read_whole(read: Callable, content: bytes, told_of: str | None) -> None:
    result = read(content)
    assert (result.profile, counts(result)) == ("annex-a-list3-csv", (2, 2, 0))
    assert {problem.rule for problem in result.problems} == ({told_of} if told_of else set())


@pytest.mark.parametrize(
    ("content", "rule", "says"),
    [
        pytest.param(ENCODED.encode("utf-32"), "encoding-unreadable", "UTF-32", id="UTF-32"),
        pytest.param(ENCODED.encode("utf-16-le"), "encoding-unreadable", "UTF-16 without", id="UTF-16 without mark"),
        pytest.param(ENCODED.encode("cp500"), "encoding-unreadable", "EBCDIC", id="EBCDIC"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "encoding-unreadable", "a PDF document", id="PDF"),
        pytest.param(b"\x7fELF\x02\x01\x01", "encoding-unreadable", "a program", id="program"),
        pytest.param(b"7z\xbc\xaf\x27\x1c" + bytes(9), "encoding-unreadable", "a 7z archive", id="7z"),
        pytest.param(b"SQLite format 3" + bytes(9), "encoding-unreadable", "a SQLite database", id="database"),
        pytest.param(b"\x93\xfe\x01" * 9 + bytes(9), "encoding-unreadable", "damaged file", id="noise"),
        pytest.param(csv_text().encode(), "rows-none", "no data to read", id="headings alone"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00", "format-other", "a picture", id="picture"),
        pytest.param(b"<html><table><tr><td>Child Unique ID", "format-other", "save it as .xlsx", id="web page"),
        pytest.param(b"", "file-empty", "Export it again", id="empty"),
        pytest.param(csv_text(ADA)[:-20].encode(), "file-truncated", "cut off", id="cut off"),
        pytest.param(ENCODED.replace("Zoë", '"Zoë').encode(), "quote-open", "quotation mark", id="open quote"),
        pytest.param(
            csv_text([*ADA, "x"], headings=[*HEADINGS, "DOB"]).encode(), "column-duplicate", "DOB", id="twice"
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(read: Callable, content: bytes, rule: str, says: str) -> None:
    result = read(content)
    assert (result.outcome, counts(result)) == ("refused", (0, 0, 0))
    (refusal,) = (problem for problem in result.problems if problem.effect == "refused")
    assert (refusal.rule, says in refusal.text) == (rule, True), refusal.text


def test_all_missing_columns_are_told_at_once(read: Callable) -> None:
    gone = ("Child Unique ID", "Date of Birth", "Date of referral", "Allocated Worker")
    kept = [place for place, heading in enumerate(HEADINGS) if heading not in gone]
    result = read(csv_text([ADA[place] for place in kept], headings=[HEADINGS[place] for place in kept]))
    assert result.outcome == "refused"
    assert all(any(heading in problem.text for problem in result.problems) for heading in gone)


@pytest.mark.parametrize(
    ("cells", "rule", "column"),
    [
        ({"referral_date": "31/02/2019"}, "date-invalid", "Date of referral"),
        ({"referral_date": "04/25/2019"}, "date-invalid", "Date of referral"),
        ({"referral_date": "43710"}, "date-invalid", "Date of referral"),
        ({"referral_date": "02/09/19"}, "date-invalid", "Date of referral"),
        ({"referral_date": "02/09/2099"}, "date-future", "Date of referral"),
        ({"dob": "01/09/2020"}, "dob-after", "Date of Birth"),
        ({"dob": "=TODAY()"}, "date-invalid", "Date of Birth"),
        ({"referrals_in_year": "*"}, "integer-invalid", "Number of Referrals in Last 12 Months"),
        ({"referrals_in_year": "-1"}, "count-negative", "Number of Referrals in Last 12 Months"),
        ({"nfa": "perhaps"}, "flag-invalid", "Referral NFA?"),
        ({"child_id": ""}, "key-missing", "Child Unique ID"),
        ({"child_id": "1.23457E+11"}, "id-rounded", "Child Unique ID"),
        ({"child_id": "#REF!"}, "cell-error", "Child Unique ID"),
        ({"child_id": "*"}, "key-symbol", "Child Unique ID"),
        ({"team": "#NAME?"}, "cell-error", "Allocated Team"),
        ({"team": "x" * 40_000}, "value-too-long", "Allocated Team"),
        ({"team": "x" * 5_000_000}, "value-too-long", "Allocated Team"),
    ],
)
def test_a_row_that_cannot_be_taken_is_set_aside_and_the_rest_stays(
    read: Callable, cells: dict[str, str], rule: str, column: str
) -> None:
    result = read(csv_text(changed(ADA, **cells), BEN))
    assert counts(result) == (2, 1, 1)
    assert told(result, rule) == [(2, column, "set_aside")]
    assert not any(cell and cell in problem.text for cell in cells.values() for problem in result.problems)


@pytest.mark.parametrize(
    ("cells", "rule", "column"),
    [
        ({"worker": "=cmd|'/C calc'!A0"}, "text-active", "Allocated Worker"),
        ({"team": "<script>alert(1)</script>"}, "text-active", "Allocated Team"),
        ({"dob": "01/09/1950"}, "birth-unlikely", "Date of Birth"),
        ({"age": "3"}, "age-differs", "Age of Child (Years)"),
        ({"child_id": "0001\u200b01"}, "spaces-stripped", "Child Unique ID"),
        ({"child_id": "0001\u202e01"}, "spaces-stripped", "Child Unique ID"),
        ({"child_id": "101.0"}, "id-decimal", "Child Unique ID"),
        ({"source": "Purple"}, "code-unknown", "Referral Source"),
    ],
)
def test_what_is_doubtful_in_a_row_is_told_and_the_row_stays(
    read: Callable, cells: dict[str, str], rule: str, column: str
) -> None:
    result = read(csv_text(changed(ADA, **cells), BEN))
    assert counts(result) == (2, 2, 0)
    assert [(row, heading) for row, heading, _ in told(result, rule)] == [(2, column)]
    assert not any(cell in problem.text for cell in cells.values() for problem in result.problems)


def test_a_heading_with_a_nul_character_is_told(read: Callable) -> None:
    result = read(csv_text(ADA, BEN).replace("Ethnicity", "Ethni\x00city", 1))
    assert counts(result) == (2, 2, 0)
    assert [(row, heading) for row, heading, _ in told(result, "heading-damaged")] == [(1, "Ethnicity")]


@pytest.mark.parametrize("typed", ['="000123"', "'000123"])
def test_what_tells_a_spreadsheet_that_an_identifier_is_text_is_taken_off(
    read: Callable, rows: Callable, typed: str
) -> None:
    result = read(csv_text(changed(ADA, child_id=typed, worker="'t Hooft"), BEN))
    assert sorted(row["person_id"] for row in rows(result, "person")) == ["000102", "000123"]
    assert told(result, "spaces-stripped") == [(2, "Child Unique ID", "noted")]


@pytest.mark.parametrize("identifier", ["000123", "123", "1E5", "0x1F", "NA", "None"])
def test_identifiers_stay_as_they_were_typed(read: Callable, rows: Callable, identifier: str) -> None:
    result = read(csv_text(changed(ADA, child_id=identifier)))
    assert [row["person_id"] for row in rows(result, "person")] == [identifier]


def test_a_child_who_was_expected_when_it_was_referred_is_taken(read: Callable) -> None:
    result = read(csv_text(changed(ADA, dob="01/03/2020", age=""), changed(BEN, dob="", age="")))
    assert (counts(result), result.problems) == ((2, 2, 0), ())


@pytest.mark.parametrize(
    "total",
    ["Total,,,,,,,,2,,", "Grand Total: 2,,,,,,,,,,", "Total,2", ",,,,,,,Total,2,,", "Total,,,,,01/02/2020,,,2,,"],
)
def test_totals_are_no_records_wherever_they_stand(read: Callable, total: str) -> None:
    result = read(csv_text(ADA, BEN) + total + "\r\n")
    assert counts(result) == (3, 2, 1)
    assert [(row, effect) for row, _, effect in told(result, "totals-row")] == [(4, "set_aside")]


def test_headings_that_come_again_are_no_record(read: Callable) -> None:
    assert counts(read(csv_text(ADA, HEADINGS, BEN))) == (3, 2, 1)


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("xl/workbook.bin", "save it as .xlsx"),
        ("word/document.xml", "a text document (.docx)"),
        ("anything.txt", "Unpack it"),
    ],
)
def test_a_package_that_is_no_workbook_is_called_what_it_is(read: Callable, part: str, says: str) -> None:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr(part, "x")
    result = read(package.getvalue(), name="list.xlsx")
    assert [(p.effect, says in p.text) for p in result.problems] == [("refused", True)]
