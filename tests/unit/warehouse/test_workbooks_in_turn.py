"""Annex A workbooks loaded in turn: a picture of each day, in which what has ended is not open any more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from foothold import warehouse
from foothold.returns.annex_a.sample import write_workbook

AUTHORITY = "E99000001"
ADA = {"child_id": "C1", "gender": "F", "dob": date(2012, 5, 4)}
BEN = {"child_id": "C2", "gender": "M", "dob": date(2015, 11, 9)}
REFERRED = {"referral_date": date(2019, 9, 2), "nfa": "No", "source": "Police", "worker": "Cora Sample"}
NEED = {"start_date": date(2019, 9, 5), "primary_need": "N1", "worker": "Cora Sample"}
Lists = Mapping[int, Sequence[Mapping[str, object]]]


@pytest.fixture
def take(home: Path, tmp_path: Path) -> Callable[[str, Lists], warehouse.Load]:
    """Hand over a workbook of these lists as at a day."""

    def load(as_at: str, lists: Lists) -> warehouse.Load:
        path = write_workbook(tmp_path / f"{as_at}.xlsx", lists)
        return warehouse.load(home, path, authority=AUTHORITY, as_at=date.fromisoformat(as_at))

    return load


OPEN_CASES = "select referral_id from cin_episodes where close_date is null order by 1"
ALLOCATED = "select involvements_id from involvements where involvement_end_date is null order by 1"


def test_a_referral_that_became_a_case_on_another_day_is_open_once(take: Callable, rows: Callable) -> None:
    take("2019-09-03", {3: [{**ADA, **REFERRED}], 6: [{**BEN, **NEED}]})
    take("2019-09-30", {3: [{**ADA, **REFERRED}], 6: [{**ADA, **NEED}, {**BEN, **NEED}]})
    assert rows(OPEN_CASES) == [("C1/referral/2019-09-05",), ("C2/referral/2019-09-05",)]
    take("2020-09-30", {6: [{**ADA, **NEED}, {**BEN, **NEED}]})
    assert rows(OPEN_CASES) == [("C1/referral/2019-09-05",), ("C2/referral/2019-09-05",)]
    assert rows(ALLOCATED) == [("C1/allocated/referral/2019-09-05",), ("C2/allocated/referral/2019-09-05",)]


def test_a_case_that_closed_between_two_windows_is_not_open_and_was_known_to_be(take: Callable, rows: Callable) -> None:
    take("2019-09-30", {6: [{**ADA, **NEED}, {**BEN, **NEED}], 7: [{**ADA, **NEED}], 8: [{**BEN, **NEED}]})
    load = take("2020-09-30", {6: [{**BEN, **NEED}], 7: [], 8: []})
    assert rows(OPEN_CASES) == [("C2/referral/2019-09-05",)]
    assert rows(ALLOCATED) == [("C2/allocated/referral/2019-09-05",)]
    assert [rows(f"select count(*) from {table}") for table in ("cp_plans", "cla_episodes")] == [[(0,)], [(0,)]]
    assert rows(OPEN_CASES, "2020-09-29") == [("C1/referral/2019-09-05",), ("C2/referral/2019-09-05",)]
    assert load.rows_held_over == 0


def test_a_closed_case_that_left_the_window_stays_closed_history(take: Callable, rows: Callable) -> None:
    take("2019-09-30", {6: [{**ADA, **NEED, "closure_date": date(2019, 9, 20)}, {**BEN, **NEED}]})
    take("2020-09-30", {6: [{**BEN, **NEED}]})
    assert rows("select close_date from cin_episodes where person_id = 'C1'") == [(date(2019, 9, 20),)]


def test_a_case_whose_row_was_set_aside_stays_open(take: Callable, rows: Callable) -> None:
    take("2019-09-30", {6: [{**ADA, **NEED}, {**BEN, **NEED}]})
    load = take("2020-09-30", {6: [{**ADA, **NEED, "closure_date": "soon"}, {**BEN, **NEED}]})
    assert rows(OPEN_CASES) == [("C1/referral/2019-09-05",), ("C2/referral/2019-09-05",)]
    assert (load.rows_set_aside, load.rows_held_over) == (1, 2)  # the case and its allocation
