"""Workbooks built to do harm, or damaged on the way: each is refused with what to do next."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from foothold.returns.annex_a.sample import SAMPLE, write_workbook

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def good(tmp_path: Path) -> bytes:
    return write_workbook(tmp_path / "good.xlsx", SAMPLE).read_bytes()


@pytest.fixture
def refusal(limited_reader, tmp_path: Path):
    """The rule and text for which bytes handed over as a workbook are refused, by the process used in earnest."""

    def read(data: bytes):
        path = tmp_path / "handed-over.xlsx"
        path.write_bytes(data)
        result = limited_reader.read(path)
        assert result.outcome == "refused"
        assert (result.rows_in, result.rows_imported, result.rows_set_aside) == (0, 0, 0)
        assert list(result.folder.iterdir()) == []
        (problem,) = [problem for problem in result.problems if problem.effect == "refused"]
        return problem.rule, problem.text

    return read


def changed(data: bytes, parts: dict[str, bytes | None], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The workbook with parts replaced, added or (None) taken out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", compression) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return made.getvalue()


def sheet_of(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(SHEET)


def test_a_cell_at_the_far_corner_is_refused_before_anything_opens_it(good, refusal):
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    rule, text = refusal(changed(good, {SHEET: sheet_of(good).replace(b"</sheetData>", far)}))
    assert rule == "cell-far"
    assert text == (
        "A cell lies far outside the table. Delete the empty rows and columns after the table and save the workbook."
    )


def test_a_far_cell_hidden_from_the_look_over_stops_only_the_reading_process(good, refusal):
    far = b'<row r="1048576"><c  r = "&#88;FD1048576"><v>1</v></c></row></sheetData>'
    rule, _ = refusal(changed(good, {SHEET: sheet_of(good).replace(b"</sheetData>", far)}))
    assert rule in ("reader-stopped", "workbook-unreadable", "memory-limit", "cell-far")


@pytest.mark.parametrize("declaration", [b'<!DOCTYPE x [<!ENTITY a "b">]>', b"<!doctype x>"])
def test_a_doctype_in_a_sheet_is_refused(good, refusal, declaration):
    xml = sheet_of(good).replace(b"?>", b"?>" + declaration, 1)
    assert refusal(changed(good, {SHEET: xml})) == (
        "workbook-doctype",
        "A DOCTYPE is not allowed inside a workbook. Save it anew from Excel.",
    )


def test_a_doctype_in_another_encoding_is_refused(good, refusal):
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><worksheet/>'
    assert refusal(changed(good, {SHEET: text.encode("utf-16")}))[0] == "workbook-doctype"


def test_a_part_that_unpacks_to_far_more_is_refused(good, refusal):
    bomb = b"<!--" + b" " * (40 << 20) + b"-->"
    assert refusal(changed(good, {"xl/worksheets/sheet9.xml": bomb})) == (
        "workbook-bomb",
        "The workbook unpacks to far more than it should. Save it anew from Excel.",
    )


def test_overlapping_parts_are_refused(good, refusal):
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        first, second = package.infolist()[:2]
    directory = good.index(b"PK\x01\x02")
    second_entry = good.index(b"PK\x01\x02", directory + 4)
    overlapping = bytearray(good)
    overlapping[second_entry + 42 : second_entry + 46] = first.header_offset.to_bytes(4, "little")
    assert second.header_offset != first.header_offset
    assert refusal(bytes(overlapping))[0] == "workbook-bomb"


@pytest.mark.parametrize("part", [b'<row hidden="1" ', b'<row collapsed="0" hidden="true" '])
def test_hidden_rows_are_read_and_told(good, reader, tmp_path, part):
    path = tmp_path / "filtered.xlsx"
    path.write_bytes(changed(good, {SHEET: part.join(sheet_of(good).rsplit(b"<row ", 1))}))
    result, plain = reader.read(path), reader.read(tmp_path / "good.xlsx")
    assert [problem.effect for problem in result.problems if problem.rule == "rows-hidden"] == ["noted"]
    assert result.rows_in == plain.rows_in
    assert not any(problem.rule == "rows-hidden" for problem in plain.problems)


@pytest.mark.parametrize("share", [0.3, 0.7, 0.98])
def test_a_workbook_that_was_cut_off_is_refused(good, refusal, share):
    assert refusal(good[: int(len(good) * share)]) == (
        "workbook-unreadable",
        "The workbook is damaged or cut off. Open it in Excel, save it as .xlsx and try again.",
    )


@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_inside_a_part_is_refused(good, refusal, way):
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as package, zipfile.ZipFile(packed, "w", way) as again:
        for name in package.namelist():
            again.writestr(name, package.read(name))
        part = again.getinfo(SHEET)
    content, place = packed.getvalue(), part.header_offset + 30 + len(part.filename) + 9
    assert refusal(content[:place] + b"\xff\xff" + content[place + 2 :])[0] == "workbook-unreadable"


def test_a_password_and_the_old_form_are_told_apart(refusal):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    assert refusal(ole + "EncryptedPackage".encode("utf-16-le")) == (
        "workbook-password",
        "The workbook is protected by a password. Remove the password and save it.",
    )
    assert refusal(ole + "Workbook".encode("utf-16-le"))[0] == "workbook-old"


@pytest.mark.parametrize(
    ("part", "rule"),
    [
        ("xl/vbaProject.bin", "workbook-macros"),
        ("xl/macrosheets/sheet1.xml", "workbook-macros"),
        ("xl/externalLinks/externalLink1.xml", "workbook-links"),
        ("../../etc/cron.d/x", "workbook-entry"),
        ("/etc/passwd", "workbook-entry"),
        ("xl\\evil.xml", "workbook-entry"),
    ],
)
def test_parts_that_a_return_never_needs_are_refused(good, refusal, part, rule):
    assert refusal(changed(good, {part: b"<x/>"}))[0] == rule


def test_a_workbook_with_macros_is_known_by_its_kind_whatever_its_name_says(good, refusal):
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        kinds = package.read("[Content_Types].xml")
    macros = kinds.replace(b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.macroEnabled.main")
    assert refusal(changed(good, {"[Content_Types].xml": macros}))[0] == "workbook-macros"


def test_formulas_that_were_never_calculated_are_refused(good, refusal):
    xml = sheet_of(good).replace(b"</row></sheetData>", b'<c r="K2"><f>A1+1</f></c></row></sheetData>')
    assert refusal(changed(good, {SHEET: xml})) == (
        "formula-uncalculated",
        "Formulas were never calculated. Open the workbook in Excel, let it calculate, and save it.",
    )


def test_a_workbook_without_its_main_part_is_refused(good, refusal):
    assert refusal(changed(good, {"xl/workbook.xml": None}))[0] == "workbook-unreadable"


def test_an_error_cell_sets_its_row_aside(reader, tmp_path: Path, rows):
    import xlsxwriter

    from foothold.returns.annex_a.lists import LISTS

    with xlsxwriter.Workbook(str(tmp_path / "errors.xlsx")) as book:
        sheet = book.add_worksheet("List 1")
        sheet.write_row(0, 0, [field.spellings[0] for field in LISTS[1].fields])
        sheet.write_row(1, 0, ["C1", "M", "White", "01/02/2012", 7, "01/09/2019", "Police"])
        sheet.write_row(2, 0, ["C2", "M", "White", "", 7, "01/09/2019", "Police"])
        sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")
    result = reader.read(tmp_path / "errors.xlsx")
    assert (result.rows_in, result.rows_imported, result.rows_set_aside) == (2, 1, 1)
    (problem,) = [problem for problem in result.problems if problem.rule == "cell-error"]
    assert problem.text == (
        "Row 3, Date of Birth: the cell holds an error such as #N/A. Correct the formula behind it."
    )
    assert [row["person_id"] for row in rows(result, "contacts")] == ["C1"]


def test_dates_counted_from_1904_are_the_same_days(reader, tmp_path: Path, rows):
    import xlsxwriter

    from foothold.returns.annex_a.lists import LISTS

    with xlsxwriter.Workbook(str(tmp_path / "mac.xlsx"), {"date_1904": True}) as book:
        as_date = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("List 1")
        sheet.write_row(0, 0, [field.spellings[0] for field in LISTS[1].fields])
        sheet.write_row(1, 0, ["C1", "M", "White", "01/02/2012", 7, "", "Police"])
        sheet.write_datetime(1, 5, date(2019, 9, 1), as_date)
    assert rows(reader.read(tmp_path / "mac.xlsx"), "contacts")[0]["contact_date"] == date(2019, 9, 1)
