"""Of ordinary weekly returns hardly any is stopped for a person to look at, and those that should be are."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from foothold import warehouse
from foothold.returns import ReadReturn, SourceFile
from foothold.warehouse import loading
from foothold.warehouse.plausibility import CONFIRMABLE

FIRST_WEEK, WEEKS, COUNCILS = date(2018, 1, 1), 100, 5
MOST_STOPPED = 0.02
WEEK = timedelta(days=7)


class Service:
    """A council's open cases, which come and go from week to week; a window shows those of the last half year."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)
        self.number = number
        self.cases: list[dict[str, Any]] = []
        for week in range(26):
            self.live(FIRST_WEEK - (26 - week) * WEEK)

    def live(self, monday: date) -> None:
        season = 0.5 if monday.month in (8, 12) else 1.0
        for _ in range(int(self.chance.gauss(12, 4) * season)):
            key = f"{self.number}-{len(self.cases)}"
            born = date(2005, 1, 1) + timedelta(days=self.chance.randrange(4500))
            self.cases.append(
                {"person_id": key, "dob": born, "referral_id": f"R{key}", "opened": monday, "closed": None}
            )
        for case in self.cases:
            if case["closed"] is None and self.chance.random() < 0.04:
                case["closed"] = monday

    def shown(self, monday: date) -> list[dict[str, Any]]:
        return [case for case in self.cases if case["closed"] is None or case["closed"] > monday - 26 * WEEK]


def weekly(service: Service) -> Iterator[tuple[date, list[dict[str, Any]]]]:
    for number in range(WEEKS):
        monday = FIRST_WEEK + number * WEEK
        service.live(monday)
        yield monday, service.shown(monday)


def reader(rows: list[dict[str, Any]]) -> Any:
    def read(path: Path, *, into: Path, **_: Any) -> ReadReturn:
        with duckdb.connect() as connection:
            connection.execute("create table drawn (person_id varchar, dob date, referral_id varchar, close_date date)")
            values = [[row[name] for name in ("person_id", "dob", "referral_id", "closed")] for row in rows]
            connection.executemany("insert into drawn values (?, ?, ?, ?)", values)
            for table, columns in TABLES.items():
                connection.execute(f"copy (select {columns} from drawn) to '{into}/{table}.parquet' (format parquet)")
        return ReadReturn(
            profile="drawn",
            feed="annex-a",
            outcome="imported",
            rows_in=len(rows),
            rows_imported=len(rows),
            rows_set_aside=0,
            problems=(),
            sources=(SourceFile(path.name, str(hash(str(rows))), 0),),
            folder=into,
            tables=dict.fromkeys(TABLES, len(rows)),
            not_collected={},
            complete=False,
        )

    return read


def stored(table: str, **held: str) -> str:
    """A SELECT list of every stored column of a table, blank where it is not held."""
    from foothold.tables import TABLES as DECLARED

    columns = DECLARED[table].stored_columns
    return ", ".join(f"{held.get(column.name, 'null')}::{column.type.sql} as {column.name}" for column in columns)


TABLES = {
    "person": stored("person", person_id="person_id", dob="dob"),
    "cin_episodes": stored("cin_episodes", referral_id="referral_id", person_id="person_id", close_date="close_date"),
}


def load(home: Path, authority: str, monday: date, rows: list[dict[str, Any]], patch: pytest.MonkeyPatch) -> str:
    """The rule that stopped a return, blank when none did; a return that is stopped is then confirmed."""
    patch.setattr(loading, "read_handed_over", reader(rows))
    try:
        warehouse.load(home, home / "week", authority=authority, as_at=monday)
    except warehouse.LoadRefused as refused:
        warehouse.load(home, home / "week", authority=authority, as_at=monday, confirm=list(CONFIRMABLE))
        return refused.rule
    return ""


@pytest.mark.slow
def test_of_five_hundred_ordinary_weeks_few_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = [
        rule
        for number in range(COUNCILS)
        for monday, rows in weekly(Service(number))
        if (rule := load(tmp_path, f"E9900000{number}", monday, rows, monkeypatch))
    ]
    print(f"{len(stopped)} of {COUNCILS * WEEKS} ordinary weeks were stopped")
    assert len(stopped) <= MOST_STOPPED * COUNCILS * WEEKS


def test_another_council_s_week_and_a_week_cut_off_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = (list(weekly(Service(number)))[-3:] for number in (1, 2))
    assert load(tmp_path, "E99000001", *ours[0], monkeypatch) == ""
    assert load(tmp_path, "E99000002", *theirs[0], monkeypatch) == ""
    cut = ours[1][1][: len(ours[1][1]) // 3]
    assert load(tmp_path, "E99000001", ours[1][0], cut, monkeypatch) == "fewer-rows"
    assert load(tmp_path, "E99000001", *theirs[2], monkeypatch) == "another-council"
    assert load(tmp_path, "E99000003", ours[2][0], ours[2][1], monkeypatch) == "same-as-another-authority"
