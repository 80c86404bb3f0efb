"""Statistics as published in other files than CSV: workbooks (.xlsx, .ods), Parquet, JSON. All of them national."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from foothold.returns import archive, delimited, workbook
from foothold.returns.engine import named, quoted
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.published.forms import Form
from foothold.returns.published.reader import form_of, headings_of, read_sheets, release_of
from foothold.returns.sheet import Quirks, Sheet

_LOOKED_AT = 30  # rows of a sheet in which headings are looked for
_PEEKED_AT = 400_000  # unpacked bytes of a part looked at to recognise a workbook
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_LOST = "\ufffd"
_XLSX_MARKS = ((b"GOReg", b"SN10"), (b"LA Number", b"LA Name"))
_XLSX_PARTS = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")


# Workbooks


def recognise_xlsx(source: Source) -> bool:
    """A workbook that holds the headings of a known publication; only its first parts are unpacked, to a limit."""
    return any(all(mark in text for mark in marks) for text in _peeked(source) for marks in _XLSX_MARKS)


def _peeked(source: Source) -> Iterator[bytes]:
    if source.is_folder or not workbook.is_workbook(source.path):
        return
    try:
        with zipfile.ZipFile(source.path) as package:
            for part in set(_XLSX_PARTS) & set(package.namelist()):
                with package.open(part) as stream:
                    yield stream.read(_PEEKED_AT)
    except archive.DAMAGE:
        return


def recognise_ods(source: Source) -> bool:
    """A spreadsheet of the Open Document format; what is in it shows when it is read."""
    if source.is_folder:
        return False
    with source.path.open("rb") as stream:
        return _ODS in stream.read(200)


def read_workbook(source: Source, reading: Reading) -> Content:
    """Every sheet of a known form; a sheet without one, such as a cover, is told of and not read."""
    found: list[tuple[str, Form, Sheet]] = []
    for number, sheet in enumerate(workbook.open_sheets(source.path, file=source.name, log=reading.log)):
        form = form_of(sheet.rows[:_LOOKED_AT])
        if form is None:
            reading.log.add("sheet-unknown", file=sheet.name[:31])
            continue
        row = next(n for n, cells in enumerate(sheet.rows[:_LOOKED_AT]) if form_of([cells]) is form)
        headings = headings_of(form, sheet.rows[row], row)
        laid = workbook.load(
            reading.connection,
            sheet,
            headings,
            file=sheet.name[:31],
            relation=f"sheet_{number}",
            scratch=reading.folder,
            log=reading.log,
        )
        found.append((sheet.name[:31], form, laid))
    if not found:
        reading.log.refuse("statistics-unknown", file=source.name)
    return read_sheets(found, source.name, reading)


# Parquet


def recognise_parquet(source: Source) -> bool:
    """A file that says it is Parquet."""
    if source.is_folder:
        return False
    with source.path.open("rb") as stream:
        return stream.read(4) == b"PAR1"


def read_parquet(source: Source, reading: Reading) -> Content:
    """The rows of a Parquet file, every value as text."""
    import duckdb

    place = f"read_parquet({quoted(str(source.path))}, file_row_number = true)"
    try:
        described = reading.connection.execute(f"describe from {place}").fetchall()
        columns = [row[0] for row in described if row[0] != "file_row_number"]
        form = form_of([columns])
        if form is None:
            reading.log.refuse("statistics-unknown", file=source.name)
        cells = ", ".join(f"{named(name)}::varchar as c{place}" for place, name in enumerate(columns))
        reading.connection.execute(
            f"create table published as select file_row_number + 2 as _row, {cells} from {place}"
        )
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error:
        reading.log.refuse("file-unreadable", file=source.name)
    sheet = Sheet(source.name, "published", "_row", headings_of(form, columns, 0), Quirks())
    return read_sheets([(release_of(source.name), form, sheet)], source.name, reading)


# JSON


def recognise_json(source: Source) -> bool:
    """A list of bank holidays, or of areas with their figures, by its first characters."""
    if source.is_folder:
        return False
    with source.path.open("rb") as stream:
        head = stream.read(4_000).removeprefix(b"\xef\xbb\xbf").lstrip()
    return (head[:1] == b"{" and b'"division"' in head) or (head[:1] == b"[" and b'"la_code"' in head)


def read_json(source: Source, reading: Reading) -> Content:
    """Each object of the file as one row; row 2 is the first, as if its members were headings."""
    try:
        records = list(_records(json.loads(source.path.read_bytes())))
    except (ValueError, RecursionError):
        reading.log.refuse("file-unreadable", file=source.name)
    if not all(isinstance(record, dict) for record in records):
        reading.log.refuse("statistics-unknown", file=source.name)
    names = list(dict.fromkeys(name for record in records for name in record))
    columns = [_text(name) for name in names]
    form = form_of([columns])
    if form is None:
        reading.log.refuse("statistics-unknown", file=source.name)
    laid = [[_text(record.get(name)) for name in names] for record in records]
    if any(_LOST in cell for cells in (columns, *laid) for cell in cells):
        reading.log.add("encoding-damage", file=source.name)
    rows = enumerate(laid, start=2)
    clean = reading.folder / "published.csv"
    delimited.write_rows(clean, rows)
    quirks = delimited.read_clean(reading.connection, clean, "published", len(columns))
    sheet = Sheet(source.name, "published", "_row", headings_of(form, columns, 0), quirks)
    return read_sheets([(release_of(source.name), form, sheet)], source.name, reading)


def _records(document: Any) -> Iterator[Any]:
    """What a list holds, or the lists of events of each division of a country, which ought to be objects."""
    if isinstance(document, list):
        yield from document
    elif isinstance(document, dict):
        for division, part in document.items():
            events = part.get("events") if isinstance(part, dict) else None
            for event in events if isinstance(events, list) else [None]:
                yield {"division": division, **event} if isinstance(event, dict) else None


def _text(value: Any) -> str:
    """A member's value as a cell; half a character, which JSON can hold and no file can, as one that was lost."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = "" if value is None else str(value)
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# Samples


def _write_xlsx_sample(folder: Path) -> Path:
    import xlsxwriter

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "numbers-of-authorities.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet1")
        for row, cells in enumerate(_NUMBERS):
            sheet.write_row(row, 0, cells)
    return path


_NUMBERS: Sequence[Sequence[str | int]] = (
    ("LA Number", "LA Name", "Region", "Type"),
    (990, "Exampleshire", "East Midlands", "SC"),
)

_ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>
<table:table table:name="ILACS_inspection_history">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
_ODS_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
_OUTCOMES = (
    (
        *("Local authority area code", "Local authority name", "Inspection date", "Publication date"),
        *("Overall effectiveness", "The impact of leaders on social work practice with children and families"),
    ),
    ("E99000001", "Exampleshire", "2019-06-17", "2019-07-29", "Inadequate", "Inadequate"),
)


def _write_ods_sample(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "inspection-outcomes.ods"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(cell.format(text) for text in row)}</table:table-row>" for row in _OUTCOMES
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", _ODS.decode())
        package.writestr("content.xml", _ODS_CONTENT.format(rows=rows))
        package.writestr("META-INF/manifest.xml", _ODS_MANIFEST)
    return path


def _write_parquet_sample(folder: Path) -> Path:
    import duckdb

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "lait.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select 'CIN' as \"Short Desc\", 'Children in need' as \"Data item\", '2020' as \"Years\", "
            '\'Exampleshire\' as "LA and Regions", \'315.8\' as "Values", 899.0 as "LA Number", '
            f"'East Midlands' as \"Region\") to {quoted(str(path))} (format parquet)"
        )
    return path


def _write_json_sample(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "bank-holidays.json"
    event = {"title": "Good Friday", "date": "2020-04-10", "notes": "", "bunting": False}
    document = {"england-and-wales": {"division": "england-and-wales", "events": [event]}}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


BENCHMARK_XLSX = Profile(
    name="benchmark-xlsx",
    title="statistical neighbour models and code lists as published, in a workbook",
    feed="published",
    complete=True,
    recognise=recognise_xlsx,
    read=read_workbook,
    write_sample=_write_xlsx_sample,
    national=True,
)
BENCHMARK_ODS = Profile(
    name="benchmark-ods",
    title="Ofsted outcomes as published, in an Open Document spreadsheet",
    feed="published",
    complete=True,
    recognise=recognise_ods,
    read=read_workbook,
    write_sample=_write_ods_sample,
    national=True,
)
BENCHMARK_PARQUET = Profile(
    name="benchmark-parquet",
    title="Local Authority Interactive Tool figures, or inspection report texts, in Parquet",
    feed="published",
    complete=True,
    recognise=recognise_parquet,
    read=read_parquet,
    write_sample=_write_parquet_sample,
    national=True,
)
BENCHMARK_JSON = Profile(
    name="benchmark-json",
    title="bank holidays, or figures of areas, in JSON",
    feed="published",
    complete=True,
    recognise=recognise_json,
    read=read_json,
    write_sample=_write_json_sample,
    national=True,
)
BENCHMARK_FILES = (BENCHMARK_XLSX, BENCHMARK_ODS, BENCHMARK_PARQUET, BENCHMARK_JSON)
