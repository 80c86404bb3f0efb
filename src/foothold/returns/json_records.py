"""Records in JSON to sheets, one for each kind: objects inside objects become rows that hold what they need of the
object around them.

Row numbers count the records of a kind, because JSON has no lines that people go by. A value of the wrong type sets its
record aside; members that the format does not have are named and not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from csv import QUOTE_ALL, writer
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.returns.conversion import shortened
from foothold.returns.delimited import read_clean, set_aside
from foothold.returns.headings import Headings
from foothold.returns.json_stream import JsonStream, Number, shown
from foothold.returns.problems import ProblemLog
from foothold.returns.sheet import Field, Sheet
from foothold.tables import ColumnType

if TYPE_CHECKING:
    import duckdb

_UNKNOWN_TOLD = 50  # different members that are told of


@dataclass(frozen=True)
class Kind:
    """One kind of record: the member that holds its objects, and the members of these that hold its values.

    `member` is a path from the record around it, or from the document; a field's spellings are paths from the record's
    own object. A list of plain values is a kind with one field and no path.
    """

    name: str
    member: str
    table: str  # that problems with it name
    fields: tuple[Field, ...]
    within: str = ""  # the kind whose records it belongs to
    inherited: tuple[str, ...] = ()  # fields of the records it stands in
    optional: bool = False  # without a record of it the document does not carry it

    @cached_property
    def own(self) -> tuple[Field, ...]:
        """The fields of its own objects."""
        return tuple(one for one in self.fields if one.name not in self.inherited)

    @property
    def is_value(self) -> bool:
        """Whether its records are plain values."""
        return len(self.own) == 1 and not self.own[0].spellings[0]


@dataclass(frozen=True)
class Shape:
    """All kinds of record of a format."""

    title: str
    kinds: tuple[Kind, ...]
    about: frozenset[str] = frozenset()  # members of the document that tell of it as a whole and are not kept
    purge: str = ""  # the member that, when true, says that an object is to be deleted

    @property
    def outer(self) -> tuple[Kind, ...]:
        """The kinds that stand in no other."""
        return tuple(kind for kind in self.kinds if not kind.within)


@dataclass
class _Seen:
    """What was met of one kind."""

    rows: int = 0
    named: bool = False  # whether the member that holds it was there, though it may have been empty
    members: set[str] = field(default_factory=set)  # fields that some record has, blank or not
    ragged: list[list[str]] = field(default_factory=list)
    aside: list[tuple[int, str, Mapping[str, object]]] = field(default_factory=list)


@dataclass(frozen=True)
class Laid:
    """One kind laid into a sheet, and the fields that its records have at all."""

    sheet: Sheet
    members: frozenset[str]


@dataclass(frozen=True)
class Document:
    """A document that was read: its kinds of record, and what it tells of itself."""

    parts: dict[str, Laid]
    about: Mapping[str, str]


def load(
    connection: duckdb.DuckDBPyConnection, path: Path, shape: Shape, *, file: str, scratch: Path, log: ProblemLog
) -> Document:
    """Lay every kind of record that the document holds into a sheet."""
    places = {kind.name: scratch / f"{kind.name}.csv" for kind in shape.kinds}
    walk = _Walk(shape, file, log)
    stream = JsonStream(path, file=file, log=log)
    with ExitStack() as files:
        files.callback(stream.close)
        for name, place in places.items():
            out = files.enter_context(place.open("w", encoding="utf-8", newline=""))
            walk.write[name] = writer(out, lineterminator="\n", quoting=QUOTE_ALL).writerow
        walk.document(stream)
    walk.tell()
    parts = {
        kind.name: _laid(connection, kind, places[kind.name], walk.seen[kind.name], file)
        for kind in shape.kinds
        if walk.holds(kind)
    }
    return Document(parts, walk.about)


def _laid(connection: duckdb.DuckDBPyConnection, kind: Kind, place: Path, seen: _Seen, file: str) -> Laid:
    relation = f"j_{kind.name}"
    columns = tuple(one.name for one in kind.fields)
    quirks = read_clean(connection, place, relation, len(columns))
    set_aside(connection, f"{file} {kind.name}", seen.aside)
    headings = Headings(0, tuple(_shown_member(kind, one) for one in kind.fields), _places(columns))
    return Laid(Sheet(file, relation, "_row", headings, quirks, ragged=seen.ragged), frozenset(seen.members))


def _places(columns: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(columns)}


def _shown_member(kind: Kind, one: Field) -> str:
    """A field as messages name it: the member it stands in, and its own."""
    if one.name in kind.inherited:
        return one.spellings[0]
    return ".".join(part for part in (kind.member, one.spellings[0]) if part)


class _Walk:
    """Goes through the objects of a document and writes their rows."""

    def __init__(self, shape: Shape, file: str, log: ProblemLog) -> None:
        self.shape = shape
        self.file = file
        self.log = log
        self.write: dict[str, Any] = {}
        self.seen = {kind.name: _Seen() for kind in shape.kinds}
        self.about: dict[str, str] = {}
        self._inside = {kind.name: [one for one in shape.kinds if one.within == kind.name] for kind in shape.kinds}
        self._known = {kind.name: self._paths(kind) for kind in shape.kinds}
        self._plans = {kind.name: [(one, one.spellings[0], one.identifier) for one in kind.own] for kind in shape.kinds}
        self._unknown: dict[str, int | None] = {}
        self._purged = 0
        self._digits: dict[tuple[str, str], list[int]] = {}

    def holds(self, kind: Kind) -> bool:
        """Whether the document carries a kind: a part of a record is carried with it unless it is optional."""
        seen = self.seen[kind.name]
        return bool(seen.rows) or (not kind.optional and (bool(kind.within) or seen.named))

    def document(self, stream: JsonStream) -> None:
        """Every record of the document; a document of which nothing is known is not of this format."""
        by_member = {kind.member: kind for kind in self.shape.outer}
        alone: dict[str, Any] = {}  # members of a document that may itself be a record
        for member, value in stream.items(frozenset(by_member)):
            kind = by_member.get(member.lower())
            if member.lower() in self.shape.about:
                self.about[member.lower()] = str(value) if isinstance(value, str) else ""
            elif member == "" or kind is None:
                self._stray(member, value, alone)
            else:
                self._listed(kind, value)
        if alone and (kind := self._kind_of(alone)):
            self._record(kind, alone, {})
        else:
            for member in alone:
                self._not_known(member, None)
        if not any(seen.named for seen in self.seen.values()):
            self.tell()
            self.log.refuse("format-wrong", file=self.file, title=self.shape.title)

    def _listed(self, kind: Kind, value: Any) -> None:
        self.seen[kind.name].named = True
        if value == ():
            return
        for one in value if isinstance(value, list) else (value,):
            self._record(kind, one, {})

    def _stray(self, member: str, value: Any, alone: dict[str, Any]) -> None:
        """An element of a bare list, known by its own members, or a member of a document that may be a record."""
        if member:
            alone[member] = value
        elif value == ():
            for kind in self.shape.outer:
                self.seen[kind.name].named = True
        elif isinstance(value, dict):
            self._record(self._kind_of(value) or self._nearest(value), value, {})
        else:
            self._record(self.shape.outer[0], value, {})

    def _nearest(self, value: Mapping[Any, Any]) -> Kind:
        """The kind under which an object without an identifier is set aside: the one that has most of its members."""
        return max(self.shape.outer, key=lambda kind: self._fit(kind, value)[1])

    def _kind_of(self, value: Mapping[Any, Any]) -> Kind | None:
        """The kind that an object is by its members: the one of whose fields it has most, one that identifies too."""
        best = max(self.shape.outer, key=lambda kind: self._fit(kind, value))
        identified, count = self._fit(best, value)
        return best if identified and count > 1 else None

    @staticmethod
    def _fit(kind: Kind, value: Mapping[Any, Any]) -> tuple[bool, int]:
        names = {str(name).lower() for name in value}
        has = [one for one in kind.own if any(way.lower() in names for way in one.spellings)]
        return any(one.key for one in has), len(has)

    # one record ------------------------------------------------------------------------------------------------------

    def _record(self, kind: Kind, value: Any, around: Mapping[str, str]) -> None:
        seen = self.seen[kind.name]
        seen.named = True
        seen.rows += 1
        row = seen.rows
        if self._is_purged(value):
            self._purged += 1
            self._aside(kind, row, "record-purged", "", {**around, **self._texts(kind, value, row)[0]})
            return
        value = self._without_purged(kind, value)
        if not kind.is_value and not isinstance(value, dict):
            self._aside(kind, row, "json-type", kind.member, around)
            return
        texts, wrong = self._texts(kind, value, row)
        cells = {**around, **texts}
        if wrong:
            for rule, path in wrong:
                self._aside(kind, row, rule, path, cells, first=(rule, path) == wrong[0])
        else:
            self.write[kind.name]([row, *(cells.get(one.name, "") for one in kind.fields)])
        if isinstance(value, dict):
            self._tell_unknown(kind, value, row)
            for inner in self._inside[kind.name]:
                for each in _elements(value, inner.member):
                    self._record(inner, each, cells)

    def _is_purged(self, value: Any) -> bool:
        """Whether the sender wants the object deleted."""
        return bool(self.shape.purge) and isinstance(value, dict) and value.get(self.shape.purge) is True

    def _without_purged(self, kind: Kind, value: Any) -> Any:
        """An object without those parts of it that are to be deleted and are no records of their own."""
        if not (self.shape.purge and isinstance(value, dict)):
            return value
        records = {inner.member for inner in self._inside[kind.name]}
        gone = [name for name, part in value.items() if name not in records and self._is_purged(part)]
        self._purged += len(gone)
        return {name: part for name, part in value.items() if name not in gone} if gone else value

    def _texts(self, kind: Kind, value: Any, row: int) -> tuple[dict[str, str], list[tuple[str, str]]]:
        """The text of each field, and what is wrong: rule and path."""
        texts: dict[str, str] = {}
        wrong = []
        members = self.seen[kind.name].members
        for one, first, identifies in self._plans[kind.name]:
            if not first:
                found, there = value, True
            elif first in value:
                found, there = value[first], True
            else:
                found, there = _find(value, one.spellings)
            if there:
                members.add(one.name)
            text, rule = _text(found, one)
            texts[one.name] = text
            if rule:
                wrong.append((rule, _shown_member(kind, one)))
            if identifies and isinstance(found, Number):
                self._digits.setdefault((kind.name, _shown_member(kind, one)), []).append(row)
        return texts, wrong

    def _aside(
        self, kind: Kind, row: int, rule: str, path: str, cells: Mapping[str, str], *, first: bool = True
    ) -> None:
        """Set a record aside; of one with several faults the first counts and the others are told."""
        self.log.add(rule, file=self.file, row=row, column=path, table=kind.table)
        if not first:
            return
        seen = self.seen[kind.name]
        seen.ragged.append([cells.get(one.name, "") for one in kind.fields])
        kept = {_shown_member(kind, one): cells.get(one.name, "") for one in kind.fields if not one.identity}
        seen.aside.append((row, rule, kept))

    # what is not known -----------------------------------------------------------------------------------------------

    def _paths(self, kind: Kind) -> dict[str, Any]:
        """The members an object of the kind may have, as a tree."""
        tree: dict[str, Any] = {self.shape.purge.lower(): {}} if self.shape.purge else {}
        ways = [way for one in kind.own for way in one.spellings]
        for path in (*ways, *(inner.member for inner in self.shape.kinds if inner.within == kind.name)):
            at = tree
            for part in path.lower().split("."):
                at = at.setdefault(part, {})
        return tree

    def _tell_unknown(self, kind: Kind, value: Mapping[Any, Any], row: int) -> None:
        waiting = [(value, self._known[kind.name], kind.member)]
        while waiting:
            found, known, path = waiting.pop()
            for name, inner in found.items():
                tree = known.get(str(name).lower())
                if tree is None and str(name) != self.shape.purge:
                    self._not_known(f"{path}.{name}" if path else str(name), row)
                elif tree and isinstance(inner, dict):
                    waiting.append((inner, tree, f"{path}.{name}" if path else str(name)))
                elif tree and inner not in (None, "", []):
                    whole = shown(f"{path}.{name}" if path else str(name))
                    self.log.add("json-part", file=self.file, row=row, column=whole, table=kind.table)

    def _not_known(self, path: str, row: int | None) -> None:
        if len(self._unknown) < _UNKNOWN_TOLD:
            self._unknown.setdefault(shown(path), row)

    def tell(self) -> None:
        """Tell of what was not read, of what the sender wants gone, and of numbers where identifiers stand."""
        for path, row in self._unknown.items():
            self.log.add("member-unknown", file=self.file, row=row, column=path)
        if self._purged:
            self.log.add("purge", file=self.file, count=self._purged)
        for (name, path), rows in self._digits.items():
            table = next(kind.table for kind in self.shape.kinds if kind.name == name)
            self.log.add_rows("json-digits", rows, len(rows), file=self.file, column=path, table=table)
        self._unknown.clear()


def _find(value: Any, paths: Iterable[str]) -> tuple[Any, bool]:
    """What stands at the first of some paths that is there, and whether one is; letter case counts for nothing."""
    for path in paths:
        at: Any = value
        for part in path.split("."):
            at, there = _member(at, part)
            if not there:
                break
        else:
            return at, True
    return None, False


def _member(value: Any, name: str) -> tuple[Any, bool]:
    if not isinstance(value, dict):
        return None, False
    if name in value:
        return value[name], True
    for other, inner in value.items():
        if isinstance(other, str) and other.lower() == name.lower():
            return inner, True
    return None, False


def _elements(value: Any, path: str) -> Iterator[Any]:
    """The records at a path: the elements of a list, or one object; an object without any value is none."""
    found, _ = _find(value, (path,))
    if isinstance(found, list):
        yield from (one for one in found if one is not None)
    elif isinstance(found, dict):
        if any(inner not in (None, "", False, [], {}) for inner in found.values()):
            yield found
    elif found is not None and found != "":
        yield found


def _text(value: Any, one: Field) -> tuple[str, str]:
    """A value as text, of one that is too long enough to tell, and the rule it breaks, blank when none."""
    if type(value) is str and value.isascii() and "\x00" not in value:
        return shortened(value), ""
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return ("true" if value else "false", "") if one.type is ColumnType.FLAG else ("", "json-type")
    if not isinstance(value, str):
        return "", "json-type"
    if not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
        return "", "json-half"
    return ("", "nul-byte") if "\x00" in value else (shortened(value), "")


def tell_counting(log: ProblemLog, file: str) -> None:
    """Say how rows are counted, where a problem names one."""
    if any(problem.row is not None for problem in log.problems()):
        log.add("json-counted", file=file)
