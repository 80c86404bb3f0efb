"""A workbook's sheets as rows of text, each cell as a person sees it where that is certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.returns import delimited
from foothold.returns.headings import Headings
from foothold.returns.problems import ProblemLog
from foothold.returns.sheet import Sheet
from foothold.returns.workbook_safety import SheetFacts, survey

if TYPE_CHECKING:
    import duckdb

_EXACT_INTEGERS = 1e15  # beyond this a spreadsheet number no longer holds every digit


@dataclass(frozen=True)
class WorkbookSheet:
    """One sheet: its rows from the first on, so that the position of a row is its number less one."""

    name: str
    rows: Sequence[Sequence[str]]
    facts: SheetFacts


def is_workbook(path: Path) -> bool:
    """Whether a file is a zip or an old Office document, by its first bytes."""
    if path.is_dir():
        return False
    with path.open("rb") as stream:
        return stream.read(8).startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"))


def open_sheets(path: Path, *, file: str, log: ProblemLog) -> list[WorkbookSheet]:
    """The sheets of a workbook that has been found safe; one that is not is refused."""
    facts = survey(path, file=file, log=log)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with path.open("rb") as stream, CalamineWorkbook.from_filelike(stream) as book:
            return [
                WorkbookSheet(name, _texts(book.get_sheet_by_name(name).to_python(skip_empty_area=False)), facts[name])
                for name in book.sheet_names
                if name in facts
            ]
    except (CalamineError, OSError, ValueError):
        log.refuse("workbook-unreadable", file=file)


def _texts(rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    return [[cell if isinstance(cell, str) else _text(cell) for cell in row] for row in rows]


def _text(cell: Any) -> str:
    """A cell that is not text: whole numbers without a point, dates as ISO, midnight left out."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT_INTEGERS else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time().isoformat() == "00:00:00" else cell.isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def load(
    connection: duckdb.DuckDBPyConnection,
    sheet: WorkbookSheet,
    headings: Headings,
    *,
    file: str,
    relation: str,
    scratch: Path,
    log: ProblemLog,
) -> Sheet:
    """Lay the rows below the headings into the engine's table `relation`; rows with an error cell are set aside."""
    width = len(headings.cells)
    delimited.note_skipped(headings.row, file=file, log=log)
    _note_merged(sheet.facts, headings, file, log)
    broken = _error_rows(sheet.facts, headings)
    clean = scratch / f"{relation}.csv"
    delimited.write_rows(clean, _whole_rows(sheet.rows, headings, set(broken)))
    quirks = delimited.read_clean(connection, clean, relation, width)
    for row, heading in broken.items():
        log.add("cell-error", file=file, row=row + 1, column=heading)
    aside = [(row + 1, "cell-error", {"column": heading}) for row, heading in broken.items()]
    delimited.set_aside(connection, file, aside)
    return Sheet(file, relation, "_row", headings, quirks, ragged=[sheet.rows[row] for row in broken])


def _note_merged(facts: SheetFacts, headings: Headings, file: str, log: ProblemLog) -> None:
    """Tell of merged cells below the headings in columns that are read: all but the first are blank."""
    read = {place: headings.cells[place].strip() for place in headings.places.values()}
    for row, first, _, last in facts.merged:
        column = next((read[place] for place in range(first, last + 1) if place in read), None)
        if row > headings.row and column is not None:
            log.add("cells-merged", file=file, row=row + 1, column=column)


def _error_rows(facts: SheetFacts, headings: Headings) -> Mapping[int, str]:
    """Rows in which a column that is read holds an error, with the heading of the first such column."""
    read = {place: headings.cells[place].strip() for place in headings.places.values()}
    found: dict[int, str] = {}
    for row, column in sorted(facts.errors):
        if row > headings.row and column in read:
            found.setdefault(row, read[column])
    return found


def _whole_rows(
    rows: Sequence[Sequence[str]], headings: Headings, broken: set[int]
) -> Iterator[tuple[int, Sequence[str]]]:
    width = len(headings.cells)
    for place in range(headings.row + 1, len(rows)):
        if place not in broken:
            cells = rows[place][:width]
            yield place + 1, [*cells, *[""] * (width - len(cells))]
