"""Tables as files for spreadsheets: OpenDocument and CSV, in which nothing can run and nothing is hidden.

An OpenDocument spreadsheet is a zip of a few XML texts (ODF 1.3, parts 2 and 3). Every cell is written with its type
and its value, and none with a formula; no author, no date of writing and no hidden sheet goes into it, so the same
figures make the same bytes. Python's own zip and XML are all that takes.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from foothold.terms.cells import disarmed

ODS, CSV = "ods", "csv"
KINDS = {ODS: "application/vnd.oasis.opendocument.spreadsheet", CSV: "text/csv; charset=utf-8"}
"""The forms a file can have, with their media types."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can name; the true one would make each file another

Cell = str | float | int | date | datetime | None


@dataclass(frozen=True)
class Sheet:
    """A table with its name; the first row of a sheet holds the columns."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def as_csv(sheet: Sheet) -> bytes:
    """One table that Excel opens as UTF-8; texts that look like formulas are disarmed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows([disarmed(value) for value in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_ods(sheets: Iterable[Sheet]) -> bytes:
    """Tables as the sheets of one OpenDocument spreadsheet."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, "mimetype", KINDS[ODS], zipfile.ZIP_STORED)  # first and plain, so that the kind can be told
        _write(archive, "META-INF/manifest.xml", _MANIFEST)
        _write(archive, "styles.xml", _STYLES)
        _write(archive, "content.xml", "".join(_content(sheets)))
    return found.getvalue()


def _write(archive: zipfile.ZipFile, name: str, text: str, how: int = zipfile.ZIP_DEFLATED) -> None:
    part = zipfile.ZipInfo(name, _EARLIEST)
    part.compress_type = how
    archive.writestr(part, text)


def _content(sheets: Iterable[Sheet]) -> Iterator[str]:
    yield f'{_HEAD}<office:document-content {_NAMES} office:version="1.3">{_AUTOMATIC}<office:body><office:spreadsheet>'
    for sheet in sheets:
        yield f"<table:table table:name={quoteattr(sheet.name)}>"
        yield f'<table:table-column table:number-columns-repeated="{len(sheet.columns)}"/>'
        yield "<table:table-header-rows>"
        yield _row(sheet.columns, "heading")
        yield "</table:table-header-rows>"
        yield from (_row(row) for row in sheet.rows)
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def _row(cells: Sequence[Cell], style: str = "") -> str:
    return f"<table:table-row>{''.join(_cell(value, style) for value in cells)}</table:table-row>"


def _cell(value: Cell, style: str) -> str:
    if value is None:
        return "<table:table-cell/>"
    kind, text = _typed(value)
    styled = style or ("day" if isinstance(value, date) else "")
    named = f' table:style-name="{styled}"' if styled else ""
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell{named} {kind}>{lines}</table:table-cell>"


def _typed(value: str | float | int | date | datetime) -> tuple[str, str]:
    """A cell's type and value as attributes, and as people read it."""
    if isinstance(value, date):
        written = (
            value.replace(tzinfo=None).isoformat(timespec="seconds") if isinstance(value, datetime) else f"{value}"
        )
        return f'office:value-type="date" office:date-value="{written}"', written.replace("T", " ")
    if isinstance(value, str):
        return 'office:value-type="string"', "".join(sign for sign in value if sign >= " " or sign == "\n")
    return f'office:value-type="float" office:value="{value!r}"', f"{value}"


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_PREFIX = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = (
    f'xmlns:office="{_PREFIX}:office:1.0" xmlns:table="{_PREFIX}:table:1.0" xmlns:text="{_PREFIX}:text:1.0" '
    f'xmlns:style="{_PREFIX}:style:1.0" xmlns:number="{_PREFIX}:datastyle:1.0" '
    f'xmlns:fo="{_PREFIX}:xsl-fo-compatible:1.0"'
)
_AUTOMATIC = (
    "<office:automatic-styles>"
    '<number:date-style style:name="iso"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    "</number:date-style>"
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="iso"/>'
    '<style:style style:name="heading" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>'
    "</style:style></office:automatic-styles>"
)
_STYLES = f'{_HEAD}<office:document-styles {_NAMES} office:version="1.3"><office:styles/></office:document-styles>'
_MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="{_PREFIX}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{KINDS[ODS]}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
