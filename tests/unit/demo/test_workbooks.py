from datetime import date

import pytest

from foothold.demo.annex_a import write_workbook

# Children in List 6 without a worker on each day.
STORY = {date(2018, 10, 15): (0, 267), date(2019, 10, 14): (2, 312), date(2020, 2, 20): (3, 0)}


def _list(path, number):
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(path)
    name = next(name for name in workbook.sheet_names if name.startswith(f"List {number} "))
    rows = [row for row in workbook.get_sheet_by_name(name).to_python() if any(cell != "" for cell in row)]
    top = next(place for place, row in enumerate(rows) if len([cell for cell in row if cell != ""]) > 3)
    return [str(cell).strip() for cell in rows[top]], rows[top + 1 :]


@pytest.mark.parametrize("day", STORY)
def test_the_inspectors_list_shows_the_story_s_blank_workers(extracts, tmp_path, day):
    turn, expected = STORY[day]
    path = tmp_path / "annex-a.xlsx"
    write_workbook(extracts, path, day, turn)

    headings, rows = _list(path, 6)
    worker = next(
        place
        for place, name in enumerate(headings)
        if name in ("Allocated worker", "Allocated Worker", "Social worker")
    )
    closed = headings.index("CIN Closure Date")

    assert sum(row[worker] == "" and row[closed] == "" for row in rows) == expected


def test_the_same_day_gives_the_same_workbook(extracts, tmp_path):
    paths = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for path in paths:
        write_workbook(extracts, path, date(2018, 10, 15), 0)

    assert paths[0].read_bytes() == paths[1].read_bytes()
