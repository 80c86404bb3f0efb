"""Reading any published file once it is a sheet: find its form, check its rows, lay them into the national tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from foothold.returns.checking import check_headings, check_rows
from foothold.returns.engine import named, quoted
from foothold.returns.headings import Headings, find_headings, spelled, spellings_of
from foothold.returns.profile import Content, Reading
from foothold.returns.published import tidy
from foothold.returns.published.area_forms import AREA_FORMS
from foothold.returns.published.figure_forms import FIGURE_FORMS
from foothold.returns.published.figures import Layout, read_figures
from foothold.returns.published.forms import Form
from foothold.returns.published.judgement_forms import JUDGEMENT_FORMS
from foothold.returns.sheet import Sheet
from foothold.returns.writing import write_table
from foothold.tables import PUBLISHED
from foothold.terms.nation import ENGLAND

TIDY = Form("open-data", tuple(tidy.of_place(name) for name in tidy.PLACES), tidy.MARKS)
FORMS: tuple[Form, ...] = (TIDY, *FIGURE_FORMS, *JUDGEMENT_FORMS, *AREA_FORMS)

POPULATION = "population_estimate"
_LOOKED_AT = 30  # rows in which headings are looked for
_LONGEST_NAME = 80
_MOST_FIELDS = 60  # columns of time, place and breakdown; published files have a dozen, and rows are checked bit by bit


@dataclass(frozen=True)
class Laid:
    """Rows for one table: a relation or query with the table's columns but for the release."""

    table: str
    query: str
    columns: tuple[str, ...]


def spellings(form: Form) -> dict[str, str]:
    """The lookup of a form's headings."""
    return spellings_of((field.name, field.spellings) for field in form.fields)


def form_of(rows: Sequence[Sequence[str]]) -> Form | None:
    """The form whose marks stand together in one of the first rows; of several the one with most marks."""
    found: list[Form] = []
    for cells in rows[:_LOOKED_AT]:
        row = {spelled(cell) for cell in cells}
        found += [form for form in FORMS if _marked(form, row) and _figures_beside(form, cells)]
    return max(found, key=lambda form: len(form.marks), default=None)


def _marked(form: Form, row: set[str]) -> bool:
    marks = (field for field in form.fields if field.name in form.marks)
    return all(any(spelled(heading) in row for heading in field.spellings) for field in marks)


def _figures_beside(form: Form, cells: Sequence[str]) -> bool:
    return form.layout is None or any(form.is_figure(cell.strip()) for cell in cells)


def headings_of(form: Form, cells: Sequence[str], row: int) -> Headings:
    """The headings of a form in a row of cells, with names for those published without one."""
    named_cells = form.headings(cells) if form.headings else cells
    found = find_headings([named_cells], spellings(form))
    return replace(found, row=row) if found else Headings(row, tuple(cells), {})


def release_of(file: str) -> str:
    """The name a published file is kept under: its file name in lower case, without what names cannot hold."""
    return re.sub(r"[^a-z0-9]+", "-", PurePath(file).stem.lower()).strip("-")[:_LONGEST_NAME] or "unnamed"


def is_national(authority: str | None) -> bool:
    """Whether a return is asked for as the country's and not as one council's."""
    return authority in (None, ENGLAND)


def read_sheets(sheets: Iterable[tuple[str, Form, Sheet]], file: str, reading: Reading) -> Content:
    """Read sheets of known forms, each with the name it is listed under, into one return of the whole country."""
    if not is_national(reading.authority):
        reading.log.refuse("statistics-national", file=file)
    content = Content(release=release_of(file))
    laid: list[Laid] = []
    for listed_in, form, sheet in sheets:
        needed = [field for field in form.fields if field.key or field.name in sheet.headings.places]
        check_headings(sheet.file, _wanted(form, sheet.headings), needed, table="", log=reading.log)
        laid += _read(form, sheet, listed_in, reading, content)
    _write(laid, content, reading)
    return content


def _wanted(form: Form, headings: Headings) -> Headings:
    """The headings as they are checked: of a sheet of figures every column is read, so none is unknown."""
    all_read = form is TIDY or form.layout is not None
    read = {heading for heading in headings.cells if all_read or heading.strip() in form.as_is.values()}
    known = set(headings.places.values())
    cells = tuple("" if cell in read and place not in known else cell for place, cell in enumerate(headings.cells))
    return replace(headings, cells=cells)


def _read(form: Form, sheet: Sheet, listed_in: str, reading: Reading, content: Content) -> list[Laid]:
    if form is TIDY:
        return _read_tidy(sheet, reading, content)
    if form.layout is not None:
        places = [p for p, heading in enumerate(sheet.headings.cells) if form.is_figure(heading.strip())]
        return _read_figures(sheet, form.layout, places, reading, content)
    return _read_rows(form, sheet, listed_in, reading, content)


def _read_tidy(sheet: Sheet, reading: Reading, content: Content) -> list[Laid]:
    if (heading := tidy.repeated(sheet.headings)) is not None:
        reading.log.refuse("column-duplicate", file=sheet.file, row=sheet.headings.row + 1, column=heading)
    indicators = tidy.indicator_columns(reading, sheet)
    if not indicators:
        reading.log.refuse("statistics-unknown", file=sheet.file)
    layout, places = tidy.layout(sheet.headings, indicators)
    if len(layout.fields) > _MOST_FIELDS:
        reading.log.refuse("statistics-unknown", file=sheet.file)
    told = replace(sheet, headings=replace(sheet.headings, places=places))
    laid = _read_figures(told, layout, indicators, reading, content)
    if any(sheet.headings.cells[place].strip() == POPULATION for place in indicators):
        laid.append(_populations(laid[0]))
    return laid


def _read_figures(
    sheet: Sheet, layout: Layout, places: Sequence[int], reading: Reading, content: Content
) -> list[Laid]:
    figures = read_figures(reading, sheet, layout, places)
    content.rows_in += figures.rows_in
    content.rows_set_aside += figures.rows_set_aside
    columns = tuple(c.name for c in PUBLISHED["published_figures"].columns if c.name != "release")
    return [Laid("published_figures", figures.relation, columns)]


def _populations(figures: Laid) -> Laid:
    """The populations among figures, so that a council without estimates of its own has these; what is too large a
    number to be one stays among the figures alone."""
    query = (
        "(select area_code, try_cast(period as bigint) as mid_year, "
        "json_extract_string(filters, '$.age_group') as age_group, try_cast(value as bigint) as population "
        f"from {figures.query} where measure = {quoted(POPULATION)} and mid_year is not null and age_group is not null "
        "and (value is null or population is not null))"
    )
    return Laid("area_populations", query, ("area_code", "mid_year", "age_group", "population"))


def _read_rows(form: Form, sheet: Sheet, listed_in: str, reading: Reading, content: Content) -> list[Laid]:
    checked = check_rows(reading.connection, sheet, form.fields, table=form.rows[0].table, log=reading.log)
    content.rows_in += checked.rows_in
    content.rows_set_aside += checked.rows_set_aside
    absent = ", ".join(f"null as {named(name)}" for name in checked.absent)
    as_is = ", ".join(f"raw.{cell} as {named(name)}" for name, cell in _cells_as_they_are(form, sheet).items())
    more = "".join(f", {part}" for part in (absent, as_is) if part)
    constant = f"{quoted(content.release)} as release, {quoted(listed_in)} as listed_in"
    source = f"{checked.relation} as ids" + (
        f" join (select {sheet.row} as _row, * from {sheet.relation}) as raw using (_row)" if as_is else ""
    )
    base = f"(select {constant}, ids.*{more} from {source})"
    laid = []
    for rows in form.rows:
        columns = dict(rows.columns)
        if "listed_in" in (column.name for column in PUBLISHED[rows.table].columns):
            columns["listed_in"] = "listed_in"
        chosen = ", ".join(f"{sql} as {named(name)}" for name, sql in columns.items())
        query = f"(select {chosen} from {base} where {rows.where})"
        laid.append(Laid(rows.table, query, tuple(columns)))
    return laid


def _cells_as_they_are(form: Form, sheet: Sheet) -> dict[str, str]:
    cells = [cell.strip() for cell in sheet.headings.cells]
    return {name: f"c{cells.index(heading)}" for name, heading in form.as_is.items() if heading in cells}


def _write(laid: Sequence[Laid], content: Content, reading: Reading) -> None:
    """Write each table once, with the release, from all the sheets that hold rows of it."""
    for name in dict.fromkeys(one.table for one in laid):
        table = PUBLISHED[name]
        columns = [c.name for c in table.columns if c.name != "release"]
        parts = " union all ".join(
            "select "
            + ", ".join(
                f"({named(c)})::{table.column(c).type.sql} as {named(c)}" if c in one.columns else f"null as {named(c)}"
                for c in columns
            )
            + f" from {one.query}"
            for one in laid
            if one.table == name
        )
        held = {**{c: named(c) for c in columns}, "release": quoted(content.release)}
        content.tables[name] = write_table(
            reading.connection, reading.folder, table, f"(select distinct * from ({parts}))", held
        )
