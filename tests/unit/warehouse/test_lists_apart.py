"""Lists 3 and 6 handed over apart: one identifier for a case, whichever comes first, and the cases of the workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from foothold import warehouse
from foothold.returns.annex_a.sample import write_csv, write_workbook

AUTHORITY = "E99000001"
Rows = Sequence[Mapping[str, object]]


def child(number: int) -> dict[str, object]:
    return {"child_id": f"C{number}", "gender": "F", "ethnicity": "White", "dob": date(2012, 5, 13)}


def referral(number: int, day: date, **cells: object) -> dict[str, object]:
    return {**child(number), "referral_date": day, "source": "Police", "nfa": "No", "worker": "Ann Lee", **cells}


def need(number: int, day: date, **cells: object) -> dict[str, object]:
    return {**child(number), "start_date": day, "primary_need": "N1", "worker": "Bo Day", "team": "North", **cells}


REFERRALS: Rows = [
    referral(1, date(2019, 9, 2)),  # became a case two days later
    referral(2, date(2019, 9, 16)),  # is a case of no list of cases yet
    referral(3, date(2019, 9, 17), nfa="Yes"),  # needed no action
    referral(5, date(2019, 9, 20), worker="Unallocated"),  # a case from the same day on, which has ended
]
NEEDS: Rows = [
    need(1, date(2019, 9, 4)),
    need(4, date(2018, 5, 1)),  # referred before the window of list 3
    need(5, date(2019, 9, 20), closure_date=date(2019, 9, 27), closure_reason="RC8"),
]

CASES = "from cin_episodes order by all"
OPEN_CASES = "select referral_id from cin_episodes where close_date is null order by 1"


@pytest.fixture
def take(home: Path, tmp_path: Path) -> Callable[..., warehouse.Load]:
    """Hand over one list alone as at a day."""

    def load(as_at: str, number: int, rows: Rows) -> warehouse.Load:
        path = write_csv(tmp_path / f"{as_at}-{number}.csv", number, rows)
        return warehouse.load(home, path, authority=AUTHORITY, as_at=date.fromisoformat(as_at))

    return load


def standing(home: Path) -> dict[str, list[tuple]]:
    with warehouse.open(home, AUTHORITY) as snapshot:
        tables = ("cin_episodes", "involvements", "person", "professionals", "department")
        held = {name: snapshot.connection.execute(f"from {name} order by all").fetchall() for name in tables}
        lacking = {name: sorted(snapshot.not_collected[name]) for name in ("cin_episodes", "involvements")}
        return held | {"lacking": sorted(lacking.items())}


@pytest.mark.parametrize("order", [(3, 6), (6, 3)])
def test_lists_of_one_day_come_to_what_their_workbook_comes_to(
    home: Path, tmp_path: Path, take: Callable, order: tuple[int, int]
) -> None:
    lists = {3: REFERRALS, 6: NEEDS}
    for number in order:
        take("2019-10-01", number, lists[number])
    other = tmp_path / "of the workbook"
    other.mkdir()
    (other / warehouse.loading.WORKER_KEY).write_bytes((home / warehouse.loading.WORKER_KEY).read_bytes())
    book = write_workbook(tmp_path / "both.xlsx", lists)
    warehouse.load(other, book, authority=AUTHORITY, as_at=date(2019, 10, 1))
    assert standing(home) == standing(other)


@pytest.mark.parametrize("order", [(3, 6), (6, 3)])
def test_a_case_has_one_identifier_week_after_week(take: Callable, rows: Callable, order: tuple[int, int]) -> None:
    lists = {3: REFERRALS, 6: NEEDS}
    for day in ("2019-10-01", "2019-10-08", "2019-10-15"):
        for number in order:
            take(day, number, lists[number])
        assert rows("select person_id from cin_episodes group by 1 having count(*) > 1") == []
        assert rows(OPEN_CASES) == [
            ("C1/referral/2019-09-04",),
            ("C2/referral/2019-09-16",),
            ("C4/referral/2018-05-01",),
        ]
        assert rows("select count(*) from involvements where involvement_end_date is null") == [(3,)]


def test_the_list_of_cases_ends_what_it_leaves_out_and_not_what_only_the_other_list_told(
    take: Callable, rows: Callable
) -> None:
    take("2019-10-01", 3, REFERRALS)
    take("2019-10-01", 6, NEEDS)
    take("2019-10-08", 6, NEEDS[:1])
    assert rows(OPEN_CASES) == [("C1/referral/2019-09-04",), ("C2/referral/2019-09-16",)]
    assert rows("select referral_source_code from cin_episodes where person_id = 'C2'") == [("6",)]
    assert rows("select close_reason from cin_episodes where person_id = 'C5'") == [("RC8",)]


def test_the_list_of_referrals_ends_no_case_and_only_what_neither_list_shows(take: Callable, rows: Callable) -> None:
    take("2019-10-01", 3, REFERRALS)
    take("2019-10-01", 6, NEEDS)
    take("2019-10-08", 3, [referral(6, date(2019, 9, 28))])
    assert [name for (name,) in rows(OPEN_CASES)] == [
        "C1/referral/2019-09-04",
        "C4/referral/2018-05-01",
        "C6/referral/2019-09-28",
    ]


def test_a_referral_too_new_for_the_last_list_of_cases_stays(take: Callable, rows: Callable) -> None:
    take("2019-10-01", 3, [referral(2, date(2019, 9, 18))])
    take("2019-10-01", 6, NEEDS[:1])
    take("2019-10-08", 3, [referral(6, date(2019, 9, 28))])
    assert ("C2/referral/2019-09-18",) in rows(OPEN_CASES)


def test_alone_the_list_of_referrals_ends_nothing(take: Callable, rows: Callable) -> None:
    take("2019-10-01", 3, REFERRALS)
    take("2020-10-08", 3, REFERRALS[:1])
    assert ("C2/referral/2019-09-16",) in rows(OPEN_CASES)


def test_what_the_other_list_told_earlier_is_kept_and_not_collected_until_it_comes(home: Path, take: Callable) -> None:
    take("2019-10-01", 6, NEEDS)
    take("2019-10-08", 3, REFERRALS)
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert {"close_date", "cin_primary_need_code"} <= snapshot.not_collected["cin_episodes"]
        assert "referral_source_code" not in snapshot.not_collected["cin_episodes"]
        found = snapshot.connection.execute("select close_reason from cin_episodes where person_id = 'C5'").fetchall()
    assert found == [("RC8",)]
    take("2019-10-08", 6, NEEDS)
    with warehouse.open(home, AUTHORITY) as snapshot:
        told = snapshot.not_collected["cin_episodes"]
    assert not {"close_date", "cin_primary_need_code", "referral_source_code", "referral_nfa"} & told


def test_a_list_of_something_else_leaves_cases_alone(take: Callable, rows: Callable) -> None:
    take("2019-10-01", 6, NEEDS)
    before = rows(CASES)
    take("2019-10-08", 7, [need(1, date(2019, 9, 10))])
    assert rows(CASES) == before
