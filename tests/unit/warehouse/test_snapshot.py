"""The picture that `open` gives: every table there, restricted to what was known, and locked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time

import duckdb
import pytest

from foothold import warehouse
from foothold.tables import ALL_TABLES, TABLES
from foothold.terms.errors import Refused

AUTHORITY = "E99000001"
ANNA = {"person_id": "P1", "sex": "F"}
BEN = {"person_id": "P2", "sex": "M"}
POPULATION = {"mid_year": 2019, "age_group": "Children aged 0 to 17 years", "population": 170_000}


def identity(home: Path, as_known: date | None = None) -> str:
    with warehouse.open(home, AUTHORITY, as_known=as_known) as snapshot:
        return snapshot.identity


def test_every_declared_table_is_there_with_its_types(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": [ANNA]})
    with warehouse.open(home, AUTHORITY) as snapshot:
        for table in TABLES.values():
            described = snapshot.connection.execute(f"describe {table.name}").fetchall()
            assert [(row[0], row[1]) for row in described] == [(c.name, c.type.sql) for c in table.stored_columns]
        assert snapshot.connection.execute("select count(*) from cla_episodes").fetchall() == [(0,)]


def test_what_was_never_loaded_or_carried_is_named(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": [ANNA]}, not_collected={"person": ["death_date", "send_flag"]})
    hand_over("2019-11-30", {"person": [ANNA], "cin_episodes": []}, not_collected={"person": ["death_date"]})
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert snapshot.not_collected["person"] == {"death_date"}
        assert snapshot.not_collected["cin_episodes"] == frozenset()
        assert snapshot.not_collected["cp_plans"] == {"*"}
    with warehouse.open(home, AUTHORITY, as_known=date(2019, 10, 31)) as snapshot:
        assert snapshot.not_collected["person"] == {"death_date", "send_flag"}
        assert snapshot.not_collected["cin_episodes"] == {"*"}


def test_what_the_newest_return_leaves_out_is_not_collected_although_an_earlier_one_had_it(
    hand_over: Callable, home: Path
) -> None:
    hand_over("2019-10-31", {"person": [ANNA], "cp_plans": []}, not_collected={"person": ["death_date"]})
    hand_over("2019-11-30", {"person": [ANNA]}, not_collected={"person": ["sex"], "cp_plans": ["cp_plan_id"]})
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert snapshot.not_collected["person"] == {"sex"}
        assert snapshot.not_collected["cp_plans"] == {"*"}


def test_the_fullest_feed_known_by_then_answers(hand_over: Callable, home: Path) -> None:
    hand_over("2019-09-30", {"person": [ANNA, BEN]}, feed="annex-a")
    hand_over("2019-10-31", {"person": [ANNA]})
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert (snapshot.feed, snapshot.newest_as_at) == ("ssd", date(2019, 10, 31))
    with warehouse.open(home, AUTHORITY, as_known=date(2019, 10, 30)) as snapshot:
        assert (snapshot.feed, snapshot.newest_as_at) == ("annex-a", date(2019, 9, 30))
        assert [load.feed for load in snapshot.loads] == ["annex-a"]


def test_a_daily_payload_comes_before_workbooks_and_keeps_what_it_held_before(hand_over: Callable, home: Path) -> None:
    hand_over("2019-09-30", {"person": [ANNA, BEN]}, feed="annex-a")
    hand_over("2019-10-01", {"person": [ANNA]}, feed="api")
    hand_over("2019-10-02", {"person": [BEN]}, feed="api")
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert (snapshot.feed, [load.feed for load in snapshot.loads]) == ("api", ["api", "api"])
        assert snapshot.connection.execute("select count(*) from person").fetchall() == [(2,)]


def test_decisions_come_from_their_own_feed_whichever_answers(hand_over: Callable, home: Path) -> None:
    rating = {"rating_id": "G1", "person_id": "P1", "rating": "red", "rated_date": "2019-09-01"}
    hand_over("2019-09-30", {"case_ratings": [rating]}, feed="decisions")
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert snapshot.feed == "decisions"  # nothing else is loaded
    before = identity(home)
    hand_over("2019-10-31", {"person": [ANNA]})
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert (snapshot.feed, snapshot.not_collected["case_ratings"]) == ("ssd", frozenset())
        assert snapshot.connection.execute("select rating from case_ratings").fetchall() == [("red",)]
        assert snapshot.not_collected["escalations"] == {"*"}
    assert identity(home) != before


def test_the_population_comes_from_its_own_feed(hand_over: Callable, home: Path) -> None:
    hand_over("2019-06-30", {"child_population": [POPULATION]}, feed="population")
    hand_over("2019-09-30", {"person": [ANNA]}, feed="annex-a")
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert snapshot.connection.execute("select population from child_population").fetchall() == [(170_000,)]
        assert snapshot.newest_as_at == date(2019, 9, 30)
        assert {load.feed for load in snapshot.loads} == {"population", "annex-a"}
        assert snapshot.not_collected["child_population"] == frozenset()


def test_before_the_first_return_nothing_was_known(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": [ANNA]})
    with pytest.raises(Refused, match=r"Nothing had been handed over.*first return is as at 2019-10-31"):
        warehouse.open(home, AUTHORITY, as_known=date(2019, 10, 30))


def test_the_day_asked_about_is_the_newest_unless_given(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": [ANNA]})
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert snapshot.as_at == date(2019, 10, 31)
    with warehouse.open(home, AUTHORITY, as_at=date(2019, 10, 14)) as snapshot:
        assert snapshot.as_at == date(2019, 10, 14)


def test_the_identity_is_that_of_the_picture(hand_over: Callable, home: Path, tmp_path: Path) -> None:
    hand_over("2019-10-31", {"person": [ANNA, BEN]})
    first = identity(home)
    hand_over("2019-11-30", {"person": [ANNA]})
    assert identity(home) != first
    assert identity(home, date(2019, 10, 31)) == first
    assert identity(home, date(2019, 11, 29)) == first


def test_the_identity_is_the_same_on_another_machine(
    hand_over: Callable, home: Path, drawn: Callable, tmp_path: Path
) -> None:
    hand_over("2019-10-31", {"person": [ANNA, BEN]})
    other = tmp_path / "other"
    warehouse.load(other, drawn({"person": [BEN, ANNA]}), authority=AUTHORITY, as_at=date(2019, 10, 31), by="another")
    assert identity(other) == identity(home)


def test_nothing_can_be_read_written_or_unlocked_from_a_snapshot(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": [ANNA]})
    file = home / "warehouse" / AUTHORITY / "ssd" / "person.1.parquet"
    content = file.read_bytes()
    attempts = [
        "select * from read_csv('/etc/passwd')",
        f"select * from read_text('{file.parent.parent / 'manifest.json'}')",
        f"copy (select 1) to '{file}'",
        f"copy (select 1) to '{file.parent / 'new.parquet'}'",
        f"attach '{file.parent / 'new.duckdb'}'",
        "install httpfs",
        "set enable_external_access = true",
        "set memory_limit = '8GB'",
    ]
    with warehouse.open(home, AUTHORITY) as snapshot:
        for attempt in attempts:
            with pytest.raises(duckdb.Error):
                snapshot.connection.execute(attempt)
    assert file.read_bytes() == content


def test_tables_copied_into_memory_answer_the_same(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {"person": [ANNA, BEN]})
    with warehouse.open(home, AUTHORITY) as snapshot:
        before = snapshot.connection.execute("from person order by person_id").fetchall()
        snapshot.materialise(["person", "cin_episodes"])
        assert snapshot.connection.execute("from person order by person_id").fetchall() == before
        assert snapshot.connection.execute("select count(*) from cin_episodes").fetchall() == [(0,)]


def test_a_column_declared_after_a_load_is_empty_and_corrects_nothing(
    hand_over: Callable, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = TABLES["department"]
    narrow = type(full)(full.name, full.meaning, full.columns[:2])
    monkeypatch.setitem(ALL_TABLES, "department", narrow)
    hand_over("2019-10-31", {"department": [{"team_id": "T1", "team_name": "North"}]})
    monkeypatch.setitem(ALL_TABLES, "department", full)
    with warehouse.open(home, AUTHORITY) as snapshot:
        question = "select team_id, team_parent_id from department"
        assert snapshot.connection.execute(question).fetchall() == [("T1", None)]
    assert hand_over("2019-11-30", {"department": [{"team_id": "T1", "team_name": "North"}]}).rows_ended == 0
    hand_over("2019-12-31", {"department": [{"team_id": "T1", "team_name": "North", "team_parent_id": "L"}]})
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert snapshot.connection.execute(question).fetchall() == [("T1", "L")]


def test_opening_takes_less_than_a_blink(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-31", {table: [] for table in TABLES} | {"person": [ANNA]})
    taken = []
    for _ in range(5):
        start = process_time()
        warehouse.open(home, AUTHORITY).close()
        taken.append(process_time() - start)
    assert min(taken) < 0.15, "processor seconds; on a machine with nothing else to do an opening takes 45 ms"


@pytest.mark.parametrize(
    ("as_at", "as_known", "feed", "newest"),
    [
        (None, None, "ssd", "2019-10-31"),  # a series rests on the fullest
        ("2019-10-14", None, "ssd", "2019-10-31"),  # which by now knows that day as well
        ("2019-10-14", "2019-10-14", "annex-a", "2019-10-14"),  # then only the workbook did
        ("2019-09-30", "2019-10-14", "ssd", "2019-09-30"),
        ("2019-10-20", "2019-10-20", "annex-a", "2019-10-14"),  # nobody knows that day: whoever came nearest
        (None, "2019-10-14", "ssd", "2019-09-30"),
        ("2019-12-01", None, "ssd", "2019-10-31"),
    ],
)
def test_a_day_is_answered_by_the_fullest_feed_that_knows_it(
    hand_over: Callable, home: Path, as_at: str | None, as_known: str | None, feed: str, newest: str
) -> None:
    hand_over("2019-09-30", {"person": [ANNA]})
    hand_over("2019-10-14", {"person": [ANNA, BEN]}, feed="annex-a")
    hand_over("2019-10-31", {"person": [ANNA]})
    days = {name: date.fromisoformat(day) for name, day in (("as_at", as_at), ("as_known", as_known)) if day}
    with warehouse.open(home, AUTHORITY, **days) as snapshot:
        assert (snapshot.feed, snapshot.newest_as_at.isoformat()) == (feed, newest)
        assert {load.feed for load in snapshot.loads} == {feed}


def test_of_two_feeds_that_came_on_the_same_day_the_fullest_answers(hand_over: Callable, home: Path) -> None:
    hand_over("2019-10-14", {"person": [ANNA, BEN]}, feed="annex-a")
    hand_over("2019-10-14", {"person": [ANNA]})
    with warehouse.open(home, AUTHORITY, as_at=date(2019, 12, 1)) as snapshot:
        assert snapshot.feed == "ssd"


def test_a_day_is_answered_by_the_first_window_that_knows_it(hand_over: Callable, home: Path) -> None:
    plans = [{"cp_plan_id": "1", "person_id": "P1"}, {"cp_plan_id": "2", "person_id": "P2"}]
    shown = [{"table": "cp_plans", "ends": "cp_plan_end_date"}]
    hand_over("2019-05-15", {"cp_plans": plans}, feed="annex-a", shown_while_open=shown)
    hand_over("2019-10-14", {"cp_plans": plans[:1]}, feed="annex-a", shown_while_open=shown)
    hand_over("2020-02-20", {"cp_plans": []}, feed="annex-a", shown_while_open=shown)
    hand_over("2020-03-01", {"child_population": [POPULATION]}, feed="population")
    found = {}
    for day in (date(2019, 5, 15), date(2019, 5, 16), date(2019, 10, 14), date(2020, 2, 20), date(2020, 3, 1)):
        with warehouse.open(home, AUTHORITY, as_at=day) as snapshot:
            ((plans_held, children),) = snapshot.connection.execute(
                "select (select count(*) from cp_plans), (select population from child_population)"
            ).fetchall()
            found[day] = (plans_held, children, snapshot.newest_as_at)
    first, second, third = date(2019, 5, 15), date(2019, 10, 14), date(2020, 2, 20)
    assert list(found.values()) == [
        (2, 170_000, first),
        (1, 170_000, second),
        (1, 170_000, second),
        (0, 170_000, third),
        (0, 170_000, third),
    ]


def test_a_yearly_return_answers_only_where_nothing_fuller_is_loaded(hand_over: Callable, home: Path) -> None:
    hand_over("2020-03-31", {"person": [{"person_id": "1"}]}, feed="cin-census")
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert snapshot.feed == "cin-census"
    hand_over("2019-10-31", {"person": [{"person_id": "1"}]}, feed="annex-a")
    with warehouse.open(home, AUTHORITY, as_at=date(2020, 3, 31)) as snapshot:
        assert snapshot.feed == "annex-a"


def test_the_workforce_census_tells_of_its_records_whichever_feed_answers(hand_over: Callable, home: Path) -> None:
    worker = {"professional_id": "SW1", "census_date": "2019-09-30", "full_time_equivalent": 0.8}
    later = {"professional_id": "SW1", "census_date": "2020-09-30", "full_time_equivalent": 1.0}
    hand_over("2019-09-30", {"workforce_records": [worker]}, feed="workforce")
    hand_over("2019-10-31", {"person": [ANNA]})
    hand_over("2020-09-30", {"workforce_records": [later]}, feed="workforce")
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert (snapshot.feed, snapshot.not_collected["workforce_records"]) == ("ssd", frozenset())
        assert len(snapshot.connection.execute("from workforce_records").fetchall()) == 2
        assert snapshot.days_of("workforce_records") == [date(2019, 9, 30), date(2020, 9, 30)]
        assert snapshot.days_of("person") == [date(2019, 10, 31)]


def test_a_history_holds_what_every_return_known_then_held(hand_over: Callable, home: Path) -> None:
    hand_over("2019-09-30", {"person": [ANNA, BEN]})
    hand_over("2019-10-31", {"person": [{**ANNA, "sex": "M"}]})
    rows = "select person_id, sex, seen_from, seen_to from ({}) order by person_id, seen_from"
    first, second = date(2019, 9, 30), date(2019, 10, 31)
    with warehouse.open(home, AUTHORITY) as snapshot:
        assert snapshot.holds_everything
        assert snapshot.connection.execute(rows.format(snapshot.history_of("person"))).fetchall() == [
            ("P1", "F", first, second),
            ("P1", "M", second, None),
            ("P2", "M", first, second),
        ]
        assert snapshot.connection.execute(snapshot.history_of("cp_visits")).fetchall() == []
    with warehouse.open(home, AUTHORITY, as_known=date(2019, 10, 30)) as snapshot:
        assert snapshot.connection.execute(rows.format(snapshot.history_of("person"))).fetchall() == [
            ("P1", "F", first, None),
            ("P2", "M", first, None),
        ]
