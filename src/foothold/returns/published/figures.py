"""Sheets of figures brought to one long table: each row's area, period and breakdown, and each figure beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from foothold.returns.checking import check_rows
from foothold.returns.delimited import set_aside
from foothold.returns.engine import named, quoted
from foothold.returns.problems import SHOWN_PER_RULE
from foothold.returns.profile import Reading
from foothold.returns.published import symbols
from foothold.returns.sheet import Checked, Field, Sheet
from foothold.tables import ColumnType

TABLE = "published_figures"
_DIGEST = "figures of the row"  # stands for all figures of a row where rows are compared

LONG_COLUMNS = ("area_code", "area_level", "area_name", "old_la_code", "region_code", "period", "period_kind")


@dataclass(frozen=True)
class Layout:
    """How the rows of a form become figures. Every text is SQL over the fields of the row, `heading` being the one
    above the figure; what a form does not tell is left out and blank."""

    fields: tuple[Field, ...]
    area_code: str
    period: str
    measure: str = "heading"
    area_level: str = "'Local authority'"
    area_name: str = "null"
    old_la_code: str = "null"
    region_code: str = "null"
    period_kind: str = "null"
    filters: Mapping[str, str] = field(default_factory=dict)  # heading as published -> field

    def column(self, name: str) -> str:
        """The SQL of a column of the long table."""
        return str(getattr(self, name))


@dataclass(frozen=True)
class Figures:
    """A sheet as figures: `relation` has the columns of the table but for the release."""

    relation: str
    rows_in: int
    rows_set_aside: int
    checked: Checked


def read_figures(reading: Reading, sheet: Sheet, layout: Layout, places: Sequence[int]) -> Figures:
    """Bring a sheet whose columns at `places` hold figures to the long table.

    A cell is a number, a symbol or blank; a row with anything else is set aside. All its figures tell two rows of the
    same area, period and breakdown apart from a row given twice.
    """
    broken = _broken_rows(reading, sheet, places)
    checked = _check(reading, sheet, layout, places)
    _note_symbols(reading, sheet, places)
    relation = f"{sheet.relation}_long"
    reading.connection.execute(f"create view {relation} as {_long(sheet, layout, places, checked)}")
    return Figures(relation, checked.rows_in + broken, checked.rows_set_aside + broken, checked)


def _cells(sheet: Sheet, places: Sequence[int]) -> str:
    """SQL: one row for each cell of the sheet that holds a figure: _row, heading, cell."""
    headings = ", ".join(quoted(sheet.headings.cells[place].strip()) for place in places)
    cells = ", ".join(f"c{place}" for place in places)
    return (
        f"select {sheet.row} as _row, unnest([{headings}]) as heading, unnest([{cells}]) as cell from {sheet.relation}"
    )


def _broken_rows(reading: Reading, sheet: Sheet, places: Sequence[int]) -> int:
    """Tell of and set aside the rows with a cell that is neither number nor symbol nor blank; their number."""
    bad = (
        f"select _row, heading from ({_cells(sheet, places)}) where {symbols.blank('cell')} is not null "
        f"and not {symbols.is_number('cell')} and not {symbols.is_symbol('cell')}"
    )
    reading.connection.execute(f"create table {sheet.relation}_broken as {bad}")
    found = reading.connection.execute(
        f"select heading, list(_row order by _row) from {sheet.relation}_broken group by heading order by min(_row)"
    ).fetchall()
    rows: dict[int, str] = {}
    for heading, numbers in found:
        reading.log.add_rows(
            "number-invalid", numbers, len(numbers), file=sheet.file, column=heading.strip(), table=TABLE
        )
        rows.update((row, heading) for row in numbers if row not in rows)
    aside = [(row, "number-invalid", {"column": heading}) for row, heading in sorted(rows.items())]
    set_aside(reading.connection, sheet.file, aside)
    return len(rows)


def _check(reading: Reading, sheet: Sheet, layout: Layout, places: Sequence[int]) -> Checked:
    """The identifying fields of the rows that are whole, checked like those of any return."""
    width = len(sheet.headings.cells)
    digest = ", ".join(f"coalesce(c{place}, '')" for place in places) or "''"
    relation = f"{sheet.relation}_rows"
    reading.connection.execute(  # a blank row has no digest, or it would no longer be one
        f"create view {relation} as select {sheet.row} as _row, *, "
        f"case when {_filled(width)} then {_digest(digest)} end as c{width} from {sheet.relation} "
        f"where {sheet.row} not in (select _row from {sheet.relation}_broken)"
    )
    headings = replace(
        sheet.headings, cells=(*sheet.headings.cells, _DIGEST), places={**sheet.headings.places, "_digest": width}
    )
    told = replace(sheet, relation=relation, row="_row", headings=headings)
    fields = (*layout.fields, Field("_digest", ColumnType.TEXT, (_DIGEST,)))
    return check_rows(reading.connection, told, fields, table=TABLE, log=reading.log)


def _digest(cells: str) -> str:
    return f"md5(concat_ws(chr(31), {cells}))"


def _filled(width: int) -> str:
    return " or ".join(f"{symbols.blank(f'c{place}')} is not null" for place in range(width))


def _note_symbols(reading: Reading, sheet: Sheet, places: Sequence[int]) -> None:
    """Say where symbols stand, and once for the file which ones they are and how often."""
    marked = f"(select *, {symbols.symbol('cell')} as symbol from ({_cells(sheet, places)}))"
    for heading, rows, total in reading.connection.execute(
        f"select heading, list(_row order by _row)[:{SHOWN_PER_RULE}], count(*) from {marked} "
        "where symbol is not null group by heading order by min(_row), heading"
    ).fetchall():
        reading.log.add_rows("symbol", rows, total, file=sheet.file, column=heading.strip(), table=TABLE)
    found = reading.connection.execute(
        f"select symbol, count(*) from {marked} where symbol is not null group by 1 order by 2 desc, 1"
    ).fetchall()
    if found:
        counts = ", ".join(f"{symbol} {count}" for symbol, count in found)
        reading.log.add("symbols-kept", file=sheet.file, table=TABLE, counts=counts)


def _long(sheet: Sheet, layout: Layout, places: Sequence[int], checked: Checked) -> str:
    absent = set(checked.absent)
    told = ", ".join(
        f"ids.{named(f.name)} as {named(f.name)}" if f.name not in absent else f"null::varchar as {named(f.name)}"
        for f in layout.fields
    )
    pairs = ", ".join(f"{quoted(heading)}, {named(name)}" for heading, name in layout.filters.items())
    columns = ", ".join(f"({layout.column(name)})::varchar as {name}" for name in LONG_COLUMNS)
    return (
        f"select {columns}, json_object({pairs})::varchar as filters, ({layout.measure})::varchar as measure, "
        f"{symbols.value('cell')} as value, {symbols.symbol('cell')} as symbol "
        f"from (select {told}, cells.heading, cells.cell from {checked.relation} as ids "
        f"join ({_cells(sheet, places)}) as cells using (_row))"
    )
