"""Extracts as files, read as in use and loaded one after the other: what was good before is not lost."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from foothold import warehouse

AUTHORITY = "E99000001"
HEADINGS = ("cine_referral_id", "cine_person_id", "cine_referral_date", "cine_referral_nfa", "cine_close_date")


def extract(folder: Path, *rows: tuple[str, ...]) -> Path:
    folder.mkdir()
    with (folder / "ssd_cin_episodes.csv").open("w", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return folder


def test_a_row_spoilt_in_the_second_extract_keeps_its_good_version(tmp_path: Path, home: Path) -> None:
    good = [(f"R{n}", f"C{n}", "2019-09-02", "N", "") for n in range(1, 7)]
    spoilt = [
        *good[:2],
        ("R3", "C3", "31/02/2019", "N", ""),
        ("R4", "C4", "2019-09-02", "N"),
        ("R5", "C5", "2019-09-02", "Y", ""),
        ("R5", "C5", "2019-09-02", "N", "2019-10-01"),
    ]
    for day, rows in ((date(2019, 9, 30), good), (date(2019, 10, 31), spoilt)):
        path = extract(tmp_path / str(day), *rows)
        loaded = warehouse.load(home, path, authority=AUTHORITY, as_at=day)
    assert (loaded.rows_set_aside, loaded.rows_held_over, loaded.rows_ended) == (4, 3, 1)
    with warehouse.open(home, AUTHORITY) as snapshot:
        left = snapshot.connection.execute("select referral_id from cin_episodes order by 1").fetchall()
    assert left == [("R1",), ("R2",), ("R3",), ("R4",), ("R5",)]  # R6 was not handed over at all


def test_a_table_left_out_of_the_newest_extract_is_not_collected_by_it(tmp_path: Path, home: Path) -> None:
    first = extract(tmp_path / "first", ("R1", "C1", "2019-09-02", "N", ""))
    (first / "ssd_department.csv").write_text("dept_team_id,dept_team_name\nT1,North\n")
    second = extract(tmp_path / "second", ("R1", "C1", "2019-09-02", "N", ""))
    warehouse.load(home, first, authority=AUTHORITY, as_at=date(2019, 9, 30))
    warehouse.load(home, second, authority=AUTHORITY, as_at=date(2019, 10, 31))
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert snapshot.not_collected["department"] == {"*"}
    with warehouse.open(home, AUTHORITY, as_known=date(2019, 9, 30)) as snapshot:
        assert "*" not in snapshot.not_collected["department"]
