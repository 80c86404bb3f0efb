"""CSV to a sheet. A regular file goes through the engine's reader at full speed; any irregular one through a careful
reader that finds the exact rows. Both give the same sheet for a regular file (a test holds them to it)."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.returns.conversion import LONGEST_TEXT, shortened
from foothold.returns.decoding import decode
from foothold.returns.engine import quoted
from foothold.returns.headings import Headings, find_headings
from foothold.returns.problems import ProblemLog
from foothold.returns.sheet import Quirks, Sheet

if TYPE_CHECKING:
    import duckdb

TOTALS = r"(grand |sub ?)?totals?\b[:\s\d,.]*"
_HEAD = 200_000  # bytes in which the headings are looked for
_ARCHIVE = b"PK\x03\x04"  # how a zip begins
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_OWN_ENDS = r", new_line = '\n'"  # of the files we write: a text in them may hold ends of its own
_NOT_MARKS = bytes(code for code in range(256) if code not in b'"\n')
# How UTF-8 begins every character beyond ASCII that is a space or cannot be seen, and some that are neither.
_UNUSUAL = (b"\xc2", b"\xe1\x9a", b"\xe1\xa0", b"\xe2\x80", b"\xe2\x81", b"\xe3\x80", b"\xef\xbb")
_CONTROLS = bytes(code for code in range(32) if code not in b"\r\n") + b"\x7f"


@dataclass(frozen=True)
class Text:
    """A delimited file, decoded, with its headings found."""

    file: str  # as messages name it
    path: Path  # where the bytes are
    data: bytes
    rewritten: bool  # `data` is not what `path` holds
    delimiter: str
    headings: Headings


def load(
    connection: duckdb.DuckDBPyConnection,
    text: Text,
    *,
    relation: str,
    scratch: Path,
    log: ProblemLog,
    careful: bool = False,
) -> Sheet:
    """Lay a delimited file into the engine's table `relation`; `careful` never takes the fast way."""
    rows = None if careful or text.headings.row > 0 or text.rewritten else _regular_rows(text.data)
    if rows is not None and _load_fast(connection, text, relation, rows):
        return Sheet(text.file, relation, "rowid + 2", text.headings, _quirks(text.data, text.delimiter))
    return _load_carefully(connection, text, relation, scratch / f"{relation}.csv", log)


def open_text(path: Path, *, file: str, data: bytes, spellings: Mapping[str, str], log: ProblemLog) -> Text | None:
    """Decode a file and find its headings; None when no heading is known."""
    decoded = decode(data, file=file, log=log)
    found = read_headings(decoded.data, spellings)
    if found is None:
        return None
    delimiter, headings = found
    if delimiter != ",":
        log.add("delimiter", file=file, delimiter=_DELIMITERS[delimiter])
    for cell in headings.cells:
        if "\x00" in cell:
            log.add("heading-damaged", file=file, row=headings.row + 1, column=cell.replace("\x00", "").strip()[:80])
    return Text(file, path, decoded.data, decoded.rewritten, delimiter, headings)


def readable(head: bytes) -> bytes:
    """The beginning of a file in any encoding, so that headings in plain letters can be found in it."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"")


def read_headings(data: bytes, spellings: Mapping[str, str]) -> tuple[str, Headings] | None:
    """The delimiter and the headings, under the delimiter that gives most of them; an archive has none, though the
    files that it holds may stand in it as they are."""
    if data.startswith(_ARCHIVE):
        return None
    head = data[:_HEAD].decode("utf-8", "ignore")
    best: tuple[str, Headings] | None = None
    for delimiter in _DELIMITERS:
        headings = find_headings(_first_rows(head, delimiter), spellings)
        if headings and (best is None or len(headings.places) > len(best[1].places)):
            best = (delimiter, headings)
    return best


def first_rows(head: bytes) -> Iterator[list[list[str]]]:
    """The first rows of a file under each delimiter in turn; an archive has none."""
    text = "" if head.startswith(_ARCHIVE) else head.decode("utf-8", "ignore")
    return (_first_rows(text, delimiter) for delimiter in _DELIMITERS)


@lru_cache(maxsize=4)  # every format looks at the same beginning, under one delimiter after another
def _first_rows(head: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) == 30:
                break
    except csv.Error:
        pass  # the careful reader names the fault, with its row
    return rows


def _regular_rows(data: bytes) -> int | None:
    """How many rows stand below the headings of a regular file; None when the file is irregular in any way.

    Regular: one kind of line end, no blank line, no NUL, and no line end between quotation marks.
    """
    ends = data.count(b"\n")
    returns = data.count(b"\r")
    if returns not in (0, ends) or (returns and data.count(b"\r\n") != ends) or not ends:
        return None
    if b"\x00" in data or b"\n\n" in data or b"\n\r\n" in data:
        return None
    if b'"' in data and not _quotes_close_in_line(data):
        return None
    return ends - (1 if data.endswith(b"\n") else 0)


def _quotes_close_in_line(data: bytes) -> bool:
    """Whether every line holds an even number of quotation marks, so that no field runs over a line end."""
    lines = set(data.translate(None, _NOT_MARKS).split(b"\n"))
    return all(len(marks) % 2 == 0 for marks in lines)


def _quirks(data: bytes, delimiter: str) -> Quirks:
    control = _CONTROLS.replace(b"\t", b"") if delimiter == "\t" else _CONTROLS
    unusual = len(data.translate(None, control)) < len(data)
    foreign = not data.isascii()
    unusual = unusual or (foreign and any(start in data for start in _UNUSUAL))
    mark = delimiter.encode()
    unusual = unusual or any(sign in data for sign in (b'="', mark + b"'", b"\n'", b"\"'"))
    around = (b" " + mark, mark + b" ", b" \r", b" \n", b"\n ", b'" ', b' "')
    return Quirks(
        unusual,
        foreign,
        edges=any(edge in data for edge in around) or data.endswith(b" "),
        long=_may_be_long(data),
        slashes=b"/" in data,
        colons=b":" in data,
    )


def _may_be_long(data: bytes) -> bool:
    """Whether a line may be longer than a text may be; it is not where every piece of half that length has an end."""
    piece = LONGEST_TEXT // 2
    return any(b"\n" not in data[start : start + piece] for start in range(0, len(data) - piece, piece))


def _load_fast(connection: duckdb.DuckDBPyConnection, text: Text, relation: str, rows: int) -> bool:
    """Let the engine read a regular file; False, leaving nothing behind, when it disagrees in any way."""
    import duckdb

    try:
        connection.execute(
            f"create table {relation} as select * from {_reader(text.path, len(text.headings.cells), text.delimiter)}"
        )
    except duckdb.Error:
        return False
    found = connection.execute(f"select count(*) from {relation}").fetchone()
    if found == (rows,):
        return True
    connection.execute(f"drop table {relation}")
    return False


def _reader(path: Path, width: int, delimiter: str, *, skip: int = 1, ends: str = "") -> str:
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width))
    return (
        f"read_csv({quoted(str(path))}, columns = {{{columns}}}, auto_detect = false, header = false, skip = {skip}, "
        f"delim = {quoted(delimiter)}, quote = '\"', escape = '\"', strict_mode = true, null_padding = false, "
        f"ignore_errors = false, nullstr = '', encoding = 'utf-8', comment = ''{ends})"
    )


def _load_carefully(
    connection: duckdb.DuckDBPyConnection, text: Text, relation: str, clean: Path, log: ProblemLog
) -> Sheet:
    width = len(text.headings.cells)
    ragged: list[tuple[int, str, list[str]]] = []  # row, rule, fields found
    note_skipped(text.headings.row, file=text.file, log=log)
    kept = _even_rows(text, width, ragged, log)
    write_rows(clean, kept)
    quirks = read_clean(connection, clean, relation, width)
    for row, rule, cells in ragged:
        log.add(rule, file=text.file, row=row, found=len(cells), expected=width)
    set_aside(connection, text.file, [(row, rule, {"fields": len(cells)}) for row, rule, cells in ragged])
    return Sheet(text.file, relation, "_row", text.headings, quirks, ragged=[cells for _, _, cells in ragged])


def note_skipped(titles: int, *, file: str, log: ProblemLog) -> None:
    """Tell of rows above the headings, if there are any."""
    if titles:
        log.add("title-row", file=file, count=titles)


def _even_rows(
    text: Text, width: int, ragged: list[tuple[int, str, list[str]]], log: ProblemLog
) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that can be laid into columns, with their numbers; the others go to `ragged`."""
    last = (0, 0)  # row and fields of the last row that was ragged
    for number, cells, lines in _records(text, log):
        if number <= text.headings.row + 1:
            continue
        if not any(cell.strip() for cell in cells):
            yield number, [""] * width
        elif len(cells) < width and is_total(cells):
            ragged.append((number, "totals-row", cells))
        elif any(cell.strip() for cell in cells[width:]) or len(cells) < width:
            if lines > 1:
                log.refuse("quote-open", file=text.file, row=number)
            ragged.append((number, "row-ragged", cells))
            last = (number, len(cells))
        elif any("\x00" in cell for cell in cells):
            ragged.append((number, "nul-byte", [cell.replace("\x00", "") for cell in cells]))
        else:
            yield number, cells[:width]
    _refuse_if_cut_off(text, number_of_last=last, width=width, log=log)


def is_total(cells: Sequence[str]) -> bool:
    """Whether the first cell that is filled in says that the row is a total."""
    return re.fullmatch(TOTALS, next((cell.strip().lower() for cell in cells if cell.strip()), "")) is not None


def _refuse_if_cut_off(text: Text, *, number_of_last: tuple[int, int], width: int, log: ProblemLog) -> None:
    """A last row with too few fields and no line end is where an export stopped."""
    row, fields = number_of_last
    if not fields or fields >= width or text.data.endswith((b"\n", b"\r")):
        return
    tail = text.data.rsplit(b"\n", 1)[-1].rsplit(b"\r", 1)[-1].decode("utf-8", "ignore")
    if len(next(csv.reader([tail], delimiter=text.delimiter), [])) == fields:
        log.refuse("file-truncated", file=text.file, row=row)


def _records(text: Text, log: ProblemLog) -> Iterator[tuple[int, list[str], int]]:
    """Each record with its number (as a spreadsheet would count it) and how many lines it spans."""
    csv.field_size_limit(1 << 30)
    reader = csv.reader(io.StringIO(text.data.decode("utf-8"), newline=""), delimiter=text.delimiter, strict=True)
    number, line = 0, 0
    try:
        for cells in reader:
            number += 1
            yield number, cells, reader.line_num - line
            line = reader.line_num
    except csv.Error:
        log.refuse("quote-open", file=text.file, row=number + 1)


def write_rows(path: Path, rows: Iterator[tuple[int, Sequence[str]]]) -> None:
    """Write numbered rows as the one form of CSV that `read_clean` reads; of a text that is too long enough to tell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerows([number, *map(shortened, cells)] for number, cells in rows)


def read_clean(connection: duckdb.DuckDBPyConnection, path: Path, relation: str, width: int) -> Quirks:
    """Lay a file of `write_rows` into the table `relation`, with the row numbers as `_row`; gives its quirks."""
    data = path.read_bytes()
    if data:
        cells = ", ".join(f"c{place + 1} as c{place}" for place in range(width))
        reader = _reader(path, width + 1, ",", skip=0, ends=_OWN_ENDS)
        connection.execute(f"create table {relation} as select c0::bigint as _row, {cells} from {reader}")
    else:
        cells = ", ".join(f"c{place} varchar" for place in range(width))
        connection.execute(f"create table {relation} (_row bigint, {cells})")
    path.unlink()
    rows = connection.execute(f"select count(*) from {relation}").fetchone()
    one_line_each = rows == (data.count(b"\n"),)
    return _quirks(data, ",") if one_line_each else Quirks()


def set_aside(
    connection: duckdb.DuckDBPyConnection, file: str, rows: Sequence[tuple[int, str, Mapping[str, object]]]
) -> None:
    """Keep rows that were not taken: their number, the rule, and what may be kept of their content."""
    for start in range(0, len(rows), 1000):
        chunk = rows[start : start + 1000]
        connection.execute(
            "insert into set_aside select ?, unnest(?::bigint[]), unnest(?::varchar[]), unnest(?::varchar[])",
            [file, [r[0] for r in chunk], [r[1] for r in chunk], [json.dumps(r[2]) for r in chunk]],
        )
