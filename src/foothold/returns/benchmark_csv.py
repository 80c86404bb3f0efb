"""Statistics as published, in CSV: the country's, kept once, or the child population of one council.

Without an authority a file is the country's and every row of it is kept. Under a council's code only the mid-year
population of that council is taken, as `child_population`.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from foothold.returns import delimited
from foothold.returns.checking import check_headings, check_rows
from foothold.returns.engine import quoted
from foothold.returns.headings import spellings_of
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.published.reader import form_of, headings_of, is_national, read_sheets, release_of, spellings
from foothold.returns.published.symbols import is_symbol
from foothold.returns.sheet import Field, Sheet
from foothold.returns.writing import write_set_aside_keys, write_table
from foothold.tables import TABLES, ColumnType

TABLE = TABLES["child_population"]
_HEAD = 200_000  # bytes in which the headings are looked for

AREA_CODES = ("new_la_code", "region_code", "country_code")  # the narrowest that is filled in names the row's area
FIELDS = (
    Field("time_period", ColumnType.INTEGER, ("time_period",), key=True),
    Field("age_group", ColumnType.TEXT, ("age_group",), key=True),
    Field("area", ColumnType.TEXT, ("new_la_code",), key=True),
    Field("population_estimate", ColumnType.INTEGER, ("population_estimate",)),
)
_CODE_FIELDS = tuple(Field(name, ColumnType.TEXT, (name,)) for name in AREA_CODES)
_ALSO_PUBLISHED = tuple(
    Field(name, ColumnType.TEXT, (name,))
    for name in ("time_identifier", "geographic_level", "country_name", "region_name", "old_la_code", "la_name")
)
_SPELLINGS = spellings_of((field.name, field.spellings) for field in (*_CODE_FIELDS, *_ALSO_PUBLISHED, *FIELDS))
_MARKS = {"time_period", "age_group", "new_la_code", "population_estimate"}


def recognise(source: Source) -> bool:
    """A text file under the headings of a published statistic."""
    if source.is_folder:
        return False
    with source.path.open("rb") as file:
        head = file.read(_HEAD).removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
    return any(form_of(rows) for rows in delimited.first_rows(head)) or _is_population(head)


def _is_population(head: bytes) -> bool:
    found = delimited.read_headings(head, _SPELLINGS)
    return found is not None and set(found[1].places) >= _MARKS


def read(source: Source, reading: Reading) -> Content:
    """The country's figures, or under a council's code that council's population."""
    return _read_national(source, reading) if is_national(reading.authority) else _read_population(source, reading)


def _read_national(source: Source, reading: Reading) -> Content:
    data = source.path.read_bytes()
    forms = [
        form for rows in delimited.first_rows(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")) if (form := form_of(rows))
    ]
    if not forms:
        return _read_population(source, reading)
    form = forms[0]
    text = delimited.open_text(source.path, file=source.name, data=data, spellings=spellings(form), log=reading.log)
    if text is None:
        reading.log.refuse("statistics-unknown", file=source.name)
    text = replace(text, headings=headings_of(form, text.headings.cells, text.headings.row))
    sheet = delimited.load(reading.connection, text, relation="published", scratch=reading.folder, log=reading.log)
    return read_sheets([(release_of(source.name), form, sheet)], source.name, reading)


def _read_population(source: Source, reading: Reading) -> Content:
    """The rows of one authority."""
    data = source.path.read_bytes()
    text = delimited.open_text(source.path, file=source.name, data=data, spellings=_SPELLINGS, log=reading.log)
    if text is None:
        reading.log.refuse("statistics-unknown", file=source.name)
    if {"age_group", "population_estimate"}.isdisjoint(text.headings.places):
        rule = "statistics-unknown" if is_national(reading.authority) else "statistics-national"
        reading.log.refuse(rule, file=source.name)
    needed = [field for field in (*FIELDS, *_CODE_FIELDS) if field.name != "area"]
    check_headings(
        text.file, text.headings, [replace(f, required=True) for f in needed], table=TABLE.name, log=reading.log
    )
    sheet = delimited.load(reading.connection, text, relation="published", scratch=reading.folder, log=reading.log)
    own = _of_authority(sheet, source.name, reading)
    checked = check_rows(reading.connection, own, FIELDS, table=TABLE.name, log=reading.log)
    content = Content(checked.rows_in, checked.rows_set_aside)
    held = {"mid_year": "time_period", "age_group": "age_group", "population": "population_estimate"}
    content.tables[TABLE.name] = write_table(reading.connection, reading.folder, TABLE, checked.relation, held)
    content.held[TABLE.name] = set(held)
    if checked.rows_set_aside:
        keys = {name: held[name] for name in TABLE.key}
        write_set_aside_keys(reading.connection, reading.folder, TABLE, checked.aside, keys)
    return content


def _of_authority(sheet: Sheet, file: str, reading: Reading) -> Sheet:
    """The sheet's rows of the authority, with the area as one more column and symbols told of."""
    places = sheet.headings.places
    codes = ", ".join(f"nullif(trim(c{places[name]}), '')" for name in AREA_CODES)
    width = len(sheet.headings.cells)
    own = f"where trim(c{places['new_la_code']}) = {quoted(reading.authority)}" if reading.authority else ""
    reading.connection.execute(
        f"create view published_here as select {sheet.row} as _row, *, coalesce({codes}) as c{width} "
        f"from {sheet.relation} {own}"
    )
    if reading.authority and not _numbers(reading, "select 1 from published_here limit 1"):
        reading.log.refuse("authority-absent", file=file, authority=reading.authority)
    relation = _without_symbols(places["population_estimate"], width + 1, file, reading)
    headings = replace(sheet.headings, cells=(*sheet.headings.cells, "area"), places={**places, "area": width})
    return replace(sheet, relation=relation, row="_row", headings=headings)


def _without_symbols(place: int, width: int, file: str, reading: Reading) -> str:
    """The same rows with a blank where a symbol was published: the figure is missing, and is not zero."""
    symbol = is_symbol(f"c{place}")
    rows = _numbers(reading, f"select _row from published_here where {symbol} order by 1")
    reading.log.add_rows("symbol", rows, len(rows), file=file, column="population_estimate", table=TABLE.name)
    cells = ", ".join(f"case when not {symbol} then c{n} end as c{n}" if n == place else f"c{n}" for n in range(width))
    reading.connection.execute(f"create view published_figures as select _row, {cells} from published_here")
    return "published_figures"


def _numbers(reading: Reading, query: str) -> list[int]:
    return [row for (row,) in reading.connection.execute(query).fetchall()]


def write_sample(folder: Path) -> Path:
    """Two years of one invented authority, beside a national row."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "population.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(_SAMPLE)
    return path


_AGES = "Children aged 0 to 17 years"
_HEADINGS = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code"),
    *("region_name", "old_la_code", "new_la_code", "la_name", "age_group", "population_estimate"),
)
_COUNTRY = ("E92000001", "England")
_COUNCIL = ("E12000004", "East Midlands", "990", "E99000001", "Exampleshire")
_SAMPLE: list[tuple[str, ...]] = [
    _HEADINGS,
    ("2019", "Reporting year", "National", *_COUNTRY, "", "", "", "", "", _AGES, "12023568"),
    ("2018", "Reporting year", "Local authority", *_COUNTRY, *_COUNCIL, _AGES, "169000"),
    ("2019", "Reporting year", "Local authority", *_COUNTRY, *_COUNCIL, _AGES, "170000"),
]

BENCHMARK_CSV = Profile(
    name="benchmark-csv",
    title="statistics as published: DfE, Ofsted and ONS files in CSV, and a council's mid-year child population",
    feed="population",
    complete=True,
    recognise=recognise,
    read=read,
    write_sample=write_sample,
    national=True,
)
