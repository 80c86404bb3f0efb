"""What is looked at in a workbook before anything else opens it: its packing, its parts, and where its cells lie.

A workbook is a zip of XML files. Both can be built to make a reader use all memory, follow links or read something
other than what a person sees, so what a return never needs is refused outright.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from foothold.returns import archive
from foothold.returns.problems import ProblemLog

LARGEST_UNPACKED = 300 << 20  # bytes of all parts together
LARGEST_RATIO = 250  # a part that packs better than this and is large is built, not written
RATIO_MATTERS_FROM = 20 << 20  # bytes
MOST_PARTS = 2_000
MOST_CELLS = 8_000_000  # rows times columns of one sheet, which the reader lays out in full

# What the zip and XML readers of the standard library raise on damaged content.
_DAMAGE = (*archive.DAMAGE, SyntaxError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br\s*=\s*["\']([A-Z]{1,3})(\d{1,7})["\'][^>]*?(?<!/)>')
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bt\s*=\s*["\']e["\'])[^>]*?\br\s*=\s*["\']([A-Z]{1,3})(\d{1,7})["\']')
_UNCALCULATED = re.compile(
    rb"<(?:\w+:)?c\b(?![^>]*\bt=.str.)[^>]*>\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_HIDES = re.compile(rb'<(?:\w+:)?(?:row|col)\b[^>]*?\bhidden\s*=\s*["\'](?:1|true)["\']')
_OPEN_DOCUMENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*["\']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["\']')
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class SheetFacts:
    """What the XML of a sheet says that a reader of values would not."""

    hidden: bool = False
    hides: bool = False  # rows or columns of it
    uncalculated: bool = False
    errors: frozenset[tuple[int, int]] = field(default_factory=frozenset)  # 0-based row and column
    merged: tuple[tuple[int, int, int, int], ...] = ()  # 0-based first row and column, last row and column


def survey(path: Path, *, file: str, log: ProblemLog) -> dict[str, SheetFacts]:
    """Refuse a workbook that is unsafe; otherwise the facts of each sheet, by its name."""
    _refuse_other_documents(path, file, log)
    try:
        with zipfile.ZipFile(path) as package:
            _check_packing(package, file, log)
            _check_parts(package, file, log)
            if _OPEN_DOCUMENT in package.namelist():
                return _tables(package, file, log)
            return _sheets(package, file, log)
    except _DAMAGE:
        log.refuse("workbook-unreadable", file=file)


def _refuse_other_documents(path: Path, file: str, log: ProblemLog) -> None:
    with path.open("rb") as stream:
        head = stream.read(1 << 20)
    if not head:
        log.refuse("file-empty", file=file)
    if head.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in head + path.read_bytes()[-(1 << 20) :]
        log.refuse("workbook-password" if locked else "workbook-old", file=file)


def _check_packing(package: zipfile.ZipFile, file: str, log: ProblemLog) -> None:
    """Sizes, numbers and places of the parts, as the zip's directory states them."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        log.refuse("workbook-bomb", file=file)
    for part in parts:
        if part.flag_bits & 1:
            log.refuse("workbook-password", file=file)
        if part.file_size > RATIO_MATTERS_FROM and part.file_size > LARGEST_RATIO * max(part.compress_size, 1):
            log.refuse("workbook-bomb", file=file)
        if archive.unsafe_name(part.filename):
            log.refuse("workbook-entry", file=file)
    if archive.same_names(parts) or archive.overlap(parts):
        log.refuse("workbook-bomb", file=file)


def _check_parts(package: zipfile.ZipFile, file: str, log: ProblemLog) -> None:
    """What the parts are, and that none of them declares a document type."""
    for part in package.infolist():
        name = part.filename.lower()
        if name.endswith(("vbaproject.bin", ".vba", ".xlm")) or "/macrosheets/" in name:
            log.refuse("workbook-macros", file=file)
        if name == "[content_types].xml" and b"macroenabled" in package.read(part).lower():
            log.refuse("workbook-macros", file=file)
        if "/externallinks/" in name:
            log.refuse("workbook-links", file=file)
        if name.endswith((".xml", ".rels", ".vml")) and _declares(package, part):
            log.refuse("workbook-doctype", file=file)


def _declares(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part holds a DOCTYPE or an entity, in whatever encoding it is written."""
    kept = b""
    for piece in _pieces(package, part):
        if _DECLARATION.search(kept + piece.replace(b"\x00", b"")):
            return True
        kept = piece.replace(b"\x00", b"")[-32:]
    return False


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(part) as stream:
        while piece := stream.read(1 << 20):
            yield piece


def _sheets(package: zipfile.ZipFile, file: str, log: ProblemLog) -> dict[str, SheetFacts]:
    from defusedxml import ElementTree

    links = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    book = ElementTree.fromstring(package.read("xl/workbook.xml"), forbid_dtd=True)
    facts: dict[str, SheetFacts] = {}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] != "sheet":
            continue
        part = _part_name(targets.get(sheet.get(_RELATIONS), ""))
        if part in package.namelist():
            hidden = sheet.get("state", "visible") != "visible"
            facts[sheet.get("name", "")] = _facts(package.read(part), hidden, file=file, log=log)
    return facts


def _tables(package: zipfile.ZipFile, file: str, log: ProblemLog) -> dict[str, SheetFacts]:
    """The sheets of an Open Document spreadsheet, which states how often a row or cell is repeated."""
    from defusedxml import ElementTree

    facts: dict[str, SheetFacts] = {}
    with package.open(_OPEN_DOCUMENT) as stream:
        for _, sheet in ElementTree.iterparse(stream, forbid_dtd=True):
            if sheet.tag != f"{_TABLE}table":
                continue
            if _filled_rows(sheet) * _filled_columns(sheet) > MOST_CELLS:
                log.refuse("cell-far", file=file)
            facts[sheet.get(f"{_TABLE}name", "")] = SheetFacts()
            sheet.clear()
    return facts


def _filled_rows(sheet: Element) -> int:
    """The number of rows down to the last that holds anything, repeated ones counted as often as they stand."""
    rows = [(_repeats(row, "rows"), any(_holds(cell) for cell in row)) for row in sheet.iter(f"{_TABLE}table-row")]
    while rows and not rows[-1][1]:
        rows.pop()
    return sum(repeats for repeats, _ in rows)


def _filled_columns(sheet: Element) -> int:
    widest = 0
    for row in sheet.iter(f"{_TABLE}table-row"):
        place = 0
        for cell in row:
            place += _repeats(cell, "columns")
            widest = max(widest, place if _holds(cell) else 0)
    return widest


def _holds(cell: Element) -> bool:
    return len(cell) > 0 or any(name.endswith("}value") for name in cell.attrib)


def _repeats(part: Element, what: str) -> int:
    return max(1, int(part.get(f"{_TABLE}number-{what}-repeated", "1")))


def _part_name(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _facts(xml: bytes, hidden: bool, *, file: str, log: ProblemLog) -> SheetFacts:
    last_row = last_column = 0
    columns: dict[bytes, int] = {}
    for letters, digits in _CELL.findall(xml):
        if letters not in columns:
            columns[letters] = _column(letters)
            last_column = max(last_column, columns[letters])
        last_row = max(last_row, int(digits))
    if last_row * (last_column + 1) > MOST_CELLS:
        log.refuse("cell-far", file=file)
    errors = _ERROR_CELL.findall(xml) if b"e" in xml else []
    return SheetFacts(
        hidden=hidden,
        hides=b"hidden" in xml and _HIDES.search(xml) is not None,
        uncalculated=_UNCALCULATED.search(xml) is not None,
        errors=frozenset((int(digits) - 1, _column(letters)) for letters, digits in errors),
        merged=tuple(
            (int(r) - 1, _column(c), int(to_r) - 1, _column(to_c)) for c, r, to_c, to_r in _MERGED.findall(xml)
        ),
    )


def _column(letters: bytes) -> int:
    """The 0-based position of a column: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
