"""XML to sheets, one for each kind of record, as a stream: memory holds the records of one child at a time."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from csv import QUOTE_ALL, writer
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.returns.conversion import shortened
from foothold.returns.delimited import read_clean
from foothold.returns.headings import Headings
from foothold.returns.problems import ProblemLog
from foothold.returns.sheet import Sheet
from foothold.returns.xml_parsing import Stream

if TYPE_CHECKING:
    import duckdb

_UNKNOWN_TOLD = 50  # different elements that are told of
_HEADER = frozenset({"Collection", "Year", "LEA"})  # elements before the records that say what the return is
_LONGEST_HEADER = 100  # characters


@dataclass(frozen=True)
class Kind:
    """One kind of record: an element, and the elements inside it that hold its values."""

    name: str
    element: str
    within: str = ""  # the kind whose records it belongs to
    values: tuple[str, ...] = ()  # the element's own name where it is itself the value
    inherited: tuple[str, ...] = ()  # values of the records it stands in, without which it cannot be placed
    skipped: frozenset[str] = frozenset()  # elements of it that hold or precede others, or are not kept
    new: bool = False  # not in every year's shape

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


@dataclass(frozen=True)
class Loaded:
    """A return laid out in sheets, and what it says of itself."""

    sheets: dict[str, Sheet]  # kind of record -> its rows
    seen: frozenset[str]  # kinds of which there is a record
    crowded: bool  # two records of a kind begin on one line, so that rows are counted and not lines
    year: int | None  # of the return, where it says so
    authority: str  # the number of the local authority that it says it is of, blank where it does not


def load(
    connection: duckdb.DuckDBPyConnection, path: Path, shape: Shape, *, file: str, scratch: Path, log: ProblemLog
) -> Loaded:
    """Lay every kind of record into a sheet. Row numbers are lines of the file, where no two records share one."""
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
        stream = _RecordStream(shape, writers, file, log)
        stream.read(path.read_bytes())
    stream.tell()
    sheets = {kind.name: _sheet(connection, kind, places[kind.name], stream) for kind in shape.kinds}
    year = stream.header.get("Year", "")
    return Loaded(
        sheets,
        frozenset(stream.last_line),
        stream.crowded,
        int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        stream.header.get("LEA", ""),
    )


def _sheet(connection: duckdb.DuckDBPyConnection, kind: Kind, place: Path, stream: _RecordStream) -> Sheet:
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


class _RecordStream(Stream):
    """Called for every element, so it does as little as it can."""

    def __init__(self, shape: Shape, writers: Mapping[str, Any], file: str, log: ProblemLog) -> None:
        super().__init__(file, log)
        self.shape = shape
        self.header: dict[str, str] = {}
        self.seen: set[str] = set()
        self.last_line: dict[str, int] = {}
        self.crowded = False  # two records of a kind begin on one line
        self._repeated: dict[str, int] = {}  # element -> line of the first record that holds it twice
        self._unknown: dict[str, int] = {}  # element -> line of the first record that holds it
        self._outer = self._plans(shape, writers)
        self._records: list[_Open] = []
        self._current: _Open | None = None

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

    def read(self, data: bytes) -> None:
        """Read the whole file, and refuse it when it is of another format or holds no record."""
        super().read(data)
        says = self.header.get("Collection", self.shape.collection)
        if says.upper() != self.shape.collection:
            self.log.refuse("format-wrong", file=self.file, title=self.shape.title)
        if not self.last_line:
            self.log.refuse("records-none", file=self.file, element=self.shape.kinds[0].element)

    def start(self, name: str, depth: int) -> None:
        """Open a record where the element is one."""
        current = self._current
        plan = (current.kind.inside if current is not None else self._outer).get(name)
        if plan is not None:
            self._current = _Open(plan, self.line, depth, current)
            self._records.append(self._current)

    def end(self, name: str, depth: int) -> None:
        """Take a value, or close a record."""
        current = self._current
        if current is None:
            if name in _HEADER:
                self.header.setdefault(name, "".join(self.pieces).strip()[:_LONGEST_HEADER])
        elif depth == current.depth:
            self._close(current)
        elif name in current.kind.values:
            self._take(current, name)
        elif name not in current.kind.skipped and len(self._unknown) < _UNKNOWN_TOLD:
            self._unknown.setdefault(name, current.line)

    def _take(self, record: _Open, name: str) -> None:
        if name in record.values:
            self._repeated.setdefault(name, record.line)
        else:
            record.values[name] = shortened("".join(self.pieces).strip())

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
