"""A small synthetic Annex A workbook. No child in it exists."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from foothold.returns.annex_a.lists import LISTS

_DAY_ZERO = date(1899, 12, 30)  # from which a spreadsheet counts days

Rows = Sequence[Mapping[str, object]]

_ADA = {"child_id": "000101", "gender": "b) Female", "ethnicity": "a) White", "dob": date(2012, 5, 4), "age": 7}
_BEN = {"child_id": "000102", "gender": "Male", "ethnicity": "WBRI", "dob": "09/11/2015", "age": 3}
_CASE = {"team": "North Duty and Assessment 1", "worker": "Cora Sample"}

SAMPLE: dict[int, Rows] = {
    1: [{**_ADA, "contact_date": date(2019, 9, 1), "source": "q) 6: Police"}],
    3: [
        {
            **_ADA,
            "referral_date": date(2019, 9, 2),
            "source": "g) Police",
            "nfa": "No",
            "referrals_in_year": 1,
            **_CASE,
        },
        {**_BEN, "referral_date": "07/10/2019", "source": "Schools", "nfa": "No", "referrals_in_year": 1}
        | {"team": "North Duty and Assessment 1", "worker": "Unallocated"},
    ],
    6: [
        {**_ADA, "disability": "No", "start_date": date(2019, 9, 4), "primary_need": "a) Abuse or neglect"}
        | {"status": "d) Open assessment", **_CASE},
    ],
    7: [
        {**_ADA, "disability": "No", "start_date": date(2019, 9, 30), "initial_category": "a) Neglect"}
        | {"latest_category": "Neglect", "visit_date": date(2019, 10, 8), "seen_alone": "Yes", **_CASE},
    ],
}


# Lists that the workbook of the sample has not got, for when they are handed over alone.
_ALONE: dict[int, Rows] = {
    2: [{**_ADA, "start_date": date(2019, 6, 3), "completion_date": date(2019, 6, 28), "organisation": "School"}],
    4: [{**_ADA, "start_date": date(2019, 9, 4), "child_seen": "Yes", **_CASE}],
    5: [{**_ADA, "strategy_date": date(2019, 9, 10), "conference_date": date(2019, 9, 30), **_CASE}],
    8: [{**_BEN, "start_date": date(2019, 10, 9), "placement_date": date(2019, 10, 9), **_CASE}],
    9: [{"child_id": "000103", "gender": "Female", "dob": date(2000, 3, 1), "eligibility": "Former relevant", **_CASE}],
    10: [{**_BEN, "care_date": date(2018, 1, 8), "decision_date": date(2019, 5, 7)}],
    11: [{"adopter_id": "A1", "enquiry_date": date(2019, 2, 4), "children_placed": 1}],
}


def write_single(number: int, folder: Path) -> Path:
    """Write one list as `annex-a-list<n>.csv` below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return write_csv(folder / f"annex-a-list{number}.csv", number, (SAMPLE | _ALONE)[number])


def write_csv(path: Path, number: int, rows: Rows) -> Path:
    """Write a list under the headings of the guidance, with days before months."""
    fields = LISTS[number].fields
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(field.spellings[0] for field in fields)
        lines.writerows([_typed(row.get(field.name, "")) for field in fields] for row in rows)
    return path


def _typed(cell: object) -> str:
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else str(cell)


def write(folder: Path) -> Path:
    """Write `SAMPLE` as `annex-a.xlsx` below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return write_workbook(folder / "annex-a.xlsx", SAMPLE)


def write_workbook(path: Path, lists: Mapping[int, Rows]) -> Path:
    """Write lists under the headings of the guidance, one a sheet, from rows that map a field's name to its cell."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        as_date = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, rows in sorted(lists.items()):
            sheet = book.add_worksheet(f"List {number}")
            fields = LISTS[number].fields
            sheet.write_row(0, 0, [field.spellings[0] for field in fields])
            for place, row in enumerate(rows, start=1):
                for column, field in enumerate(fields):
                    cell = row.get(field.name)
                    if isinstance(cell, date):
                        sheet.write_number(place, column, (cell - _DAY_ZERO).days, as_date)
                    elif cell is not None:
                        sheet.write(place, column, cell)
    return path
