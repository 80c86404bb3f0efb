"""XML to sheets, one for each kind of record, as a stream: memory holds the records of one child at a time.

A document type is never accepted, so there are no entities to expand and nothing outside the file to fetch. Elements
are known by their local names; whatever namespace an exporter puts them in does not count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import ExitStack
from csv import QUOTE_ALL, writer
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from xml.parsers import expat

from foothold.returns.delimited import read_clean
from foothold.returns.headings import Headings
from foothold.returns.problems import ProblemLog
from foothold.returns.sheet import Sheet

if TYPE_CHECKING:
    import duckdb

DEEPEST = 50  # elements inside each other; a return needs fewer than ten
_PIECE = 1 << 20  # bytes
_HEAD = 64_000  # bytes by which a format is recognised
_UNKNOWN_TOLD = 50  # different elements that are told of
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)

_CODES = expat.errors.codes
_CUT_OFF = frozenset(
    _CODES[text]
    for text in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_ENCODING = frozenset(
    _CODES[text] for text in (expat.errors.XML_ERROR_UNKNOWN_ENCODING, expat.errors.XML_ERROR_INCORRECT_ENCODING)
)


@dataclass(frozen=True)
class Kind:
    """One kind of record: an element, and the elements inside it that hold its values."""

    name: str
    element: str
    within: str = ""  # the kind whose records it belongs to
    values: tuple[str, ...] = ()  # the element's own name where it is itself the value
    inherited: tuple[str, ...] = ()  # values of the records it stands in, without which it cannot be placed
    skipped: frozenset[str] = frozenset()  # elements of it that hold or precede others, or are not kept
    new: bool = False  # not in every year's shape: without a record of it the return does not carry it

    @property
    def columns(self) -> tuple[str, ...]:
        """The cells of a row, in order."""
        return (*self.inherited, *self.values)


@dataclass(frozen=True)
class Shape:
    """All kinds of record of a format, and how the format names itself."""

    title: str
    collection: str  # what the header says the return is
    kinds: tuple[Kind, ...]
    dated: frozenset[str] = frozenset()  # values that only some years have: without one they are not carried


def head_of(path: Path) -> bytes:
    """The beginning of a file that may be XML, in whatever encoding, with ASCII as single bytes; else nothing."""
    with path.open("rb") as file:
        head = file.read(_HEAD).replace(b"\x00", b"")
    begins = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    return begins if begins.startswith(b"<") else b""


def load(
    connection: duckdb.DuckDBPyConnection, path: Path, shape: Shape, *, file: str, scratch: Path, log: ProblemLog
) -> dict[str, Sheet]:
    """Lay every kind of record into a sheet. Row numbers are lines of the file, where no two records share one."""
    data = path.read_bytes()
    _refuse_unsafe(data, file, log)
    with ExitStack() as files:
        places = {kind.name: scratch / f"{kind.name}.csv" for kind in shape.kinds}
        writers = {
            name: writer(
                files.enter_context(place.open("w", encoding="utf-8", newline="")),
                lineterminator="\n",
                quoting=QUOTE_ALL,
            )
            for name, place in places.items()
        }
        stream = _Stream(shape, writers, file, log)
        stream.read(data)
    stream.tell()
    if stream.crowded:
        log.add("records-counted", file=file)
    return {
        kind.name: _sheet(connection, kind, places[kind.name], stream, scratch, log)
        for kind in shape.kinds
        if kind.name in stream.last_line or not kind.new
    }


def _refuse_unsafe(data: bytes, file: str, log: ProblemLog) -> None:
    ascii_only = data.replace(b"\x00", b"") if b"\x00" in data[:1000] else data
    if not ascii_only.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe"):
        log.refuse("file-empty", file=file)
    if _DECLARATION.search(ascii_only):
        log.refuse("xml-doctype", file=file)


def _sheet(
    connection: duckdb.DuckDBPyConnection, kind: Kind, place: Path, stream: _Stream, scratch: Path, log: ProblemLog
) -> Sheet:
    relation = f"x_{kind.name}"
    quirks = read_clean(connection, place, relation, len(kind.columns))
    if stream.crowded:
        connection.execute(f"update {relation} set _row = rowid + 1")
    absent = stream.shape.dated - stream.seen
    places = {name: place for place, name in enumerate(kind.columns) if name not in absent}
    return Sheet(stream.file, relation, "_row", Headings(0, kind.columns, places), quirks)


class _Open:
    """A record that is being read."""

    __slots__ = ("depth", "kind", "line", "parent", "values")

    def __init__(self, kind: _Plan, line: int, depth: int, parent: _Open | None) -> None:
        self.kind = kind
        self.line = line
        self.depth = depth
        self.parent = parent
        self.values: dict[str, str] = {}


class _Plan:
    """A kind of record, with what is asked of it for every element worked out beforehand."""

    def __init__(self, kind: Kind, by_name: Mapping[str, Kind], writerow: Any, *, dated: bool) -> None:
        self.name = kind.name
        self.element = kind.element
        self.is_value = kind.values == (kind.element,)
        self.values = frozenset(kind.values)
        self.skipped = kind.skipped
        self.dated = dated
        self.writerow = writerow
        self.cells = [(self._levels_up(kind, name, by_name), name) for name in kind.columns]
        self.inside: dict[str, _Plan] = {}

    @staticmethod
    def _levels_up(kind: Kind, name: str, by_name: Mapping[str, Kind]) -> int:
        """How many records further out the value stands."""
        level, at = 0, kind
        while name not in at.values:
            level, at = level + 1, by_name[at.within]
        return level

    def row(self, record: _Open) -> list[Any]:
        """The cells of a record behind the number of its line."""
        cells: list[Any] = [record.line]
        for level, name in self.cells:
            at: _Open | None = record
            while level and at is not None:
                level, at = level - 1, at.parent
            cells.append(at.values.get(name, "") if at is not None else "")
        return cells


class _Stream:
    """The parser's handlers. They are called for every element, so they do as little as they can."""

    def __init__(self, shape: Shape, writers: Mapping[str, Any], file: str, log: ProblemLog) -> None:
        self.shape = shape
        self.file = file
        self.log = log
        self.seen: set[str] = set()
        self.last_line: dict[str, int] = {}
        self.crowded = False  # two records of a kind begin on one line
        self._repeated: dict[str, int] = {}  # element -> line of the first record that holds it twice
        self._unknown: dict[str, int] = {}  # element -> line of the first record that holds it
        self._header: dict[str, str] = {}
        self._outer = self._plans(shape, writers)
        self._pieces: list[str] = []
        self._records: list[_Open] = []
        self._current: _Open | None = None
        self._depth = 0
        self._parser = self._make_parser()

    @staticmethod
    def _plans(shape: Shape, writers: Mapping[str, Any]) -> dict[str, _Plan]:
        by_name = {kind.name: kind for kind in shape.kinds}
        plans = {
            name: _Plan(kind, by_name, writers[name].writerow, dated=not shape.dated.isdisjoint(kind.values))
            for name, kind in by_name.items()
        }
        for kind in shape.kinds:
            if kind.within:
                plans[kind.within].inside[kind.element] = plans[kind.name]
        return {kind.element: plans[kind.name] for kind in shape.kinds if not kind.within}

    def _make_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._pieces.append
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.EntityDeclHandler = self._refuse_doctype
        parser.ExternalEntityRefHandler = self._refuse_doctype
        return parser

    def read(self, data: bytes) -> None:
        """Read the whole file, or refuse it with the line at which it went wrong."""
        try:
            for start in range(0, len(data), _PIECE):
                self._parser.Parse(data[start : start + _PIECE], False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            self._refuse(error, data)
        except (LookupError, ValueError):
            self.log.refuse("xml-encoding", file=self.file)
        says = self._header.get("Collection", self.shape.collection)
        if not self.last_line or says.upper() != self.shape.collection:
            self.log.refuse("format-wrong", file=self.file, title=self.shape.title)

    def _refuse(self, error: expat.ExpatError, data: bytes) -> NoReturn:
        at = self._parser.ErrorByteIndex
        beyond_ascii = 0 <= at < len(data) and data[at] > 127
        if error.code in _ENCODING or beyond_ascii:
            self.log.refuse("xml-encoding", file=self.file, row=error.lineno)
        self.log.refuse("file-truncated" if error.code in _CUT_OFF else "xml-invalid", file=self.file, row=error.lineno)

    def _refuse_doctype(self, *_arguments: object) -> NoReturn:
        self.log.refuse("xml-doctype", file=self.file)

    def _start(self, name: str, _attributes: object) -> None:
        self._pieces.clear()
        self._depth += 1
        if self._depth > DEEPEST:
            self.log.refuse("xml-deep", file=self.file, row=self._parser.CurrentLineNumber)
        if ":" in name:
            name = name.rpartition(":")[2]
        current = self._current
        plan = (current.kind.inside if current is not None else self._outer).get(name)
        if plan is not None:
            self._current = _Open(plan, self._parser.CurrentLineNumber, self._depth, current)
            self._records.append(self._current)

    def _end(self, name: str) -> None:
        depth, self._depth = self._depth, self._depth - 1
        if ":" in name:
            name = name.rpartition(":")[2]
        current = self._current
        if current is None:
            if name == "Collection":
                self._header[name] = "".join(self._pieces).strip()
        elif depth == current.depth:
            self._close(current)
        elif name in current.kind.values:
            self._take(current, name)
        elif name not in current.kind.skipped and len(self._unknown) < _UNKNOWN_TOLD:
            self._unknown.setdefault(name, current.line)
        self._pieces.clear()

    def _take(self, record: _Open, name: str) -> None:
        if name in record.values:
            self._repeated.setdefault(name, record.line)
        else:
            record.values[name] = "".join(self._pieces).strip()

    def _close(self, record: _Open) -> None:
        if record.kind.is_value:
            self._take(record, record.kind.element)
        self._current = record.parent
        if record.parent is None:
            self._write()

    def _write(self) -> None:
        """Write the records of a child, now that all that they inherit has been read."""
        last = self.last_line
        for record in self._records:
            plan = record.kind
            self.crowded = self.crowded or last.get(plan.name) == record.line
            last[plan.name] = record.line
            if plan.dated:
                self.seen.update(record.values)
            plan.writerow(plan.row(record))
        self._records.clear()

    def tell(self) -> None:
        """Tell of elements that were not read."""
        for name, line in self._unknown.items():
            self.log.add("element-unknown", file=self.file, row=line, column=name[:80])
        for name, line in self._repeated.items():
            self.log.add("element-repeated", file=self.file, row=line, column=name)
