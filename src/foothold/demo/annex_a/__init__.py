"""The Annex A workbooks that were handed to inspectors: eleven lists, with headings and dates as people leave them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.demo.annex_a.spellings import macros
from foothold.demo.days import index_of
from foothold.demo.extract import Extracts
from foothold.terms.reporting_periods import months_before

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

TITLES = (
    "Contacts",
    "Early Help",
    "Referrals",
    "Assessments",
    "S47 and ICPC",
    "CIN",
    "CP",
    "CLA",
    "Care leavers",
    "Adoption",
    "Adopters",
)
_LIVED_IN = (
    {"Age of Child (Years)": "Age", "Allocated Worker": "Allocated worker ", "Date of Birth": "DOB"},
    {"Age of Child (Years)": "Age of Child (Years) ", "Allocated Team": "Team", "Referral NFA?": "Referral NFA"},
    {"Child Unique ID": "Unique Child ID", "Age of Child (Years)": "Age", "Ethnicity": "Ethnic group"},
    {"Date of referral": "Referral date", "Allocated Worker": "Social worker"},
)
"""How the headings of each workbook differ from the guidance's."""
_TYPED_DATES, _MISTYPED_BIRTH = 23, 3989  # in one row of so many dates were typed as text; a birth date was mistyped


def write_workbook(extracts: Extracts, path: Path, day: date, turn: int) -> None:
    """The workbook of one day, from what the case system held then; `turn` says whose habits the headings show."""
    from xlsxwriter import Workbook

    _prepare(extracts, day)
    with Workbook(str(path), {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}) as workbook:
        workbook.set_properties({"title": "Annex A", "created": datetime(day.year, day.month, day.day, 9, tzinfo=UTC)})
        for number, title in enumerate(TITLES, 1):
            listed = extracts.connection.execute(_sql(f"list_{number:02}"))
            headings = [_LIVED_IN[turn].get(column[0], column[0]) for column in listed.description or []]
            _write_list(workbook, f"List {number} {title}", headings, listed.fetchall(), titled=turn == 0)


def _prepare(extracts: Extracts, day: date) -> None:
    extracts.hold(index_of(day))
    days = {"the_day": day, "window_start": months_before(day, 6), "year_start": months_before(day, 12)}
    for name, value in days.items():
        extracts.connection.execute(f"create or replace temp macro {name}() as date '{value}'")
    for macro in macros():
        extracts.connection.execute(macro)
    extracts.connection.execute(_sql("prepare"))


def _sql(name: str) -> str:
    return (files("foothold.demo.annex_a") / f"{name}.sql").read_text(encoding="utf-8")


def _write_list(
    workbook: Workbook, name: str, headings: list[str], rows: list[tuple[object, ...]], *, titled: bool
) -> None:
    sheet = workbook.add_worksheet(name)
    top = 0
    if titled:
        sheet.write_string(0, 0, name)
        top = 2
    sheet.write_row(top, 0, headings)
    births = {column for column, heading in enumerate(headings) if heading in ("Date of Birth", "DOB")}
    for row, values in enumerate(rows, top + 1):
        _write_row(sheet, row, values, births if row % _MISTYPED_BIRTH == 0 else set())


def _write_row(sheet: Worksheet, row: int, values: tuple[object, ...], mistyped: set[int]) -> None:
    for column, value in enumerate(values):
        if isinstance(value, date):
            _write_date(sheet, row, column, value, mistyped=column in mistyped)
        elif isinstance(value, int):
            sheet.write_number(row, column, value)
        elif value is not None:
            sheet.write_string(row, column, str(value))


def _write_date(sheet: Worksheet, row: int, column: int, value: date, *, mistyped: bool) -> None:
    if mistyped:
        sheet.write_string(row, column, f"31/02/{value.year}")
    elif row % _TYPED_DATES == 5:
        sheet.write_string(row, column, f"{value:%d/%m/%Y}")
    else:
        sheet.write_datetime(row, column, datetime.combine(value, time.min))
