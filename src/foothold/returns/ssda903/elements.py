"""The modules of the return out of one XML file, by the names of its elements.

Every module's column is an element of the same name; `CHILDID` is another name of `CHILD`. How elements lie inside each
other is left open, because years and systems differ in it: an element that holds others is a container, and the values
that stand directly in one are a record of the module whose columns they are. A record without a child's identifier is
of the child whose identifier stands in an enclosing container, or in the one container beside it that has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from csv import QUOTE_ALL, writer
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from foothold.returns.conversion import shortened
from foothold.returns.problems import ProblemLog
from foothold.returns.ssda903.modules import OWN_COLUMNS, SHARED_COLUMNS, modules
from foothold.returns.xml_parsing import Stream

CHILD = "CHILD"
OTHER_NAMES = {"CHILDID": CHILD}
_UNKNOWN_TOLD = 50  # different elements that are told of

_OWNER = {name: module for module, columns in OWN_COLUMNS.items() for name in columns}
# Where it comes again in one container, another record begins; the first key beside the child's, as DECOM or REVIEW.
_OPENS = {
    module: next((one.name for one in fields if one.key and one.name != CHILD), "")
    for module, fields in modules().items()
}
ELEMENTS = frozenset({*_OWNER, *SHARED_COLUMNS, *OTHER_NAMES})


@dataclass
class _Record:
    """One record on its way."""

    module: str
    line: int
    values: dict[str, str]


@dataclass
class _Container:
    """An element that is open."""

    line: int
    holds_others: bool = False
    values: dict[str, str] = field(default_factory=dict)  # of columns that several modules share
    records: list[_Record] = field(default_factory=list)  # that stand directly in it, then all that await a child
    inside: set[str] = field(default_factory=set)  # identifiers in the containers directly in it, at most two


class ModuleStream(Stream):
    """Writes the records of each module to a file of its own, behind the number of their line."""

    def __init__(self, folder: Path, file: str, log: ProblemLog) -> None:
        super().__init__(file, log)
        self.folder = folder
        self.seen: dict[str, set[str]] = {}  # module -> its columns that the return has
        self.crowded = False  # two records of a module begin on one line
        self._open: list[_Container] = []
        self._files: dict[str, TextIO] = {}
        self._writers: dict[str, Any] = {}
        self._last_line: dict[str, int] = {}
        self._unknown: dict[str, int] = {}
        self._repeated: dict[str, int] = {}

    def path(self, module: str) -> Path:
        """Where the records of a module are written."""
        return self.folder / f"{module}.csv"

    def read(self, data: bytes) -> None:
        """Read the whole file, and tell of elements that belong to no module."""
        try:
            super().read(data)
        finally:
            for file in self._files.values():
                file.close()
        for rule, found in (("element-unknown", self._unknown), ("element-repeated", self._repeated)):
            for name, line in found.items():
                self.log.add(rule, file=self.file, row=line, column=name[:80])

    def start(self, name: str, depth: int) -> None:
        """Open a container, as every element may be one."""
        if self._open:
            self._open[-1].holds_others = True
        self._open.append(_Container(self.line))

    def end(self, name: str, depth: int) -> None:
        """Take a value, or close a container."""
        closed = self._open.pop()
        if closed.holds_others or not self._open:
            self._close(closed)
        elif name in ELEMENTS:
            self._take(self._open[-1], OTHER_NAMES.get(name, name))
        elif "".join(self.pieces).strip() and len(self._unknown) < _UNKNOWN_TOLD:
            self._unknown.setdefault(name, closed.line)

    def _take(self, container: _Container, name: str) -> None:
        module = _OWNER.get(name)
        values = container.values if module is None else self._record(container, module, name).values
        if name in values:
            self._repeated.setdefault(name, container.line)
        else:
            values[name] = shortened("".join(self.pieces).strip())

    def _record(self, container: _Container, module: str, name: str) -> _Record:
        """The record of a module that a container's value belongs to."""
        found = next((record for record in reversed(container.records) if record.module == module), None)
        if found is None or (name == _OPENS[module] and name in found.values):
            line = self.line if found else container.line
            found = _Record(module, line, {})
            container.records.append(found)
        return found

    def _close(self, closed: _Container) -> None:
        """Give the records of a container what it says of the child; hand on those that still lack an identifier."""
        if "SEX" in closed.values and not closed.records:
            closed.records.append(_Record("header", closed.line, {}))
        identifier = closed.values.get(CHILD) or (next(iter(closed.inside)) if len(closed.inside) == 1 else "")
        parent = self._open[-1] if self._open else None
        waiting = []
        for record in closed.records:
            for name, value in closed.values.items():
                record.values.setdefault(name, value)
            if identifier:
                record.values.setdefault(CHILD, identifier)
            if parent is None or record.values.get(CHILD):
                self._write(record)
            else:
                waiting.append(record)
        if parent is not None:
            parent.records += waiting
            if identifier and len(parent.inside) < 2:
                parent.inside.add(identifier)

    def _write(self, record: _Record) -> None:
        module = record.module
        if module not in self._writers:
            self._files[module] = self.path(module).open("w", encoding="utf-8", newline="")
            self._writers[module] = writer(self._files[module], lineterminator="\n", quoting=QUOTE_ALL)
            self.seen[module] = set()
        columns = [one.name for one in modules()[module]]
        self.seen[module].update(name for name in record.values if name in columns)
        self.crowded = self.crowded or self._last_line.get(module) == record.line
        self._last_line[module] = record.line
        self._writers[module].writerow([record.line, *(record.values.get(name, "") for name in columns)])


def columns_seen(stream: ModuleStream, module: str) -> Mapping[str, int]:
    """The place of each column that the return has of a module; its keys count as there, for their rows to be told."""
    fields = modules()[module]
    return {one.name: place for place, one in enumerate(fields) if one.key or one.name in stream.seen[module]}
