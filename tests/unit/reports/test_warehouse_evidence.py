"""The warehouse as evidence: real indicators over a few drawn rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import pytest

from foothold.embeddedness.circumstances import LEADERSHIP, Circumstances, Entry
from foothold.reports import build_from, read_draft
from foothold.reports.warehouse_evidence import WarehouseEvidence
from foothold.tables import TABLES
from foothold.terms.errors import Refused
from foothold.warehouse.merging import projection

JUNE, START = date(2020, 6, 30), date(2019, 10, 14)


@dataclass
class Drawn:
    """What the evidence asks of a snapshot."""

    connection: duckdb.DuckDBPyConnection
    not_collected: dict[str, frozenset[str]]
    authority: str = "E99000001"
    newest_as_at: date = JUNE
    identity: str = "d" * 64
    loads: tuple[()] = ()


@pytest.fixture
def snapshot() -> Iterator[Drawn]:
    """Three cases of one team, all waiting until the new year, one of them again in June."""
    connection = duckdb.connect()
    for table in TABLES.values():
        columns = ", ".join(projection(column, present=False) for column in table.stored_columns)
        connection.execute(f"create table {table.name} as select {columns} where false")
    for number in (1, 2, 3):
        connection.execute(
            "insert into cin_episodes (referral_id, person_id, referral_date, referral_team) "
            "values (?, ?, ?, 'T-N-DA')",
            [f"R{number}", f"P{number}", START - timedelta(days=400)],
        )
        end = date(2020, 6, 1) if number == 3 else None
        connection.execute(
            "insert into involvements (involvements_id, person_id, referral_id, professional_id, professional_role_id, "
            "involvement_start_date, involvement_end_date) values (?, ?, ?, 'W1', 'allocated_case_worker', ?, ?)",
            [f"I{number}", f"P{number}", f"R{number}", date(2020, 1, 1), end],
        )
    connection.execute(
        "insert into professionals (professional_id, professional_job_title) values ('W1', 'Social Worker')"
    )
    yield Drawn(connection, {"cp_plans": frozenset({"*"})})
    connection.close()


@pytest.fixture
def evidence(snapshot: Drawn) -> WarehouseEvidence:
    """Evidence with a programme that started when the commissioners came."""
    return WarehouseEvidence(snapshot, JUNE, START)  # type: ignore[arg-type]


def test_a_figure_is_the_indicators_own(evidence: WarehouseEvidence) -> None:
    assert evidence.measured("AL01", None, START).numerator == 3
    assert evidence.measured("AL01", None, date(2020, 3, 1)).numerator == 0
    assert evidence.measured("AL01", None, JUNE, (("team", "T-N-DA"),)).numerator == 1


def test_figures_computed_ahead_are_the_same(evidence: WarehouseEvidence, snapshot: Drawn) -> None:
    evidence.prepare([("AL01", None, START), ("AL01", None, JUNE), ("FD05", START, JUNE)])
    fresh = WarehouseEvidence(snapshot, JUNE, START)  # type: ignore[arg-type]
    for asked in (("AL01", None, START), ("AL01", None, JUNE), ("FD05", START, JUNE)):
        assert evidence.measured(*asked) == fresh.measured(*asked)


def test_a_field_that_was_not_loaded_is_named(evidence: WarehouseEvidence) -> None:
    found = evidence.measured("CP06", None, JUNE)
    assert (found.status, found.missing) == ("not_collected", "cp_plans.cp_plan_id")


def test_a_team_that_does_not_exist_is_refused(evidence: WarehouseEvidence) -> None:
    with pytest.raises(Refused, match="AL01 has no team T-X"):
        evidence.measured("AL01", None, JUNE, (("team", "T-X"),))


def test_a_level_is_that_of_embeddedness(evidence: WarehouseEvidence) -> None:
    before = evidence.level("AL01", date(2020, 2, 20))
    assert before.level != "embedded"
    assert "not yet embedded" in before.sentence
    assert evidence.level("AL01", JUNE).sentence.startswith("Unallocated cases: 1 against a target of 0")


def test_a_chart_ends_with_the_newest_whole_week_and_knows_its_small_counts(evidence: WarehouseEvidence) -> None:
    chart = evidence.chart("AL01", JUNE)
    assert chart.rows[-1][:2] == ("28 Jun 2020", "1")
    assert chart.holds_small_counts
    assert chart.svg.startswith("<svg")


def test_a_report_on_the_warehouse_says_what_is_not_there(evidence: WarehouseEvidence) -> None:
    draft = read_draft("---\ntitle: T\n---\nThere are {{ind:AL01}}, on plans {{ind:CP06}}.\n")
    report = build_from(draft, evidence, as_at=JUNE)
    assert [figure.display for figure in report.figures] == ["1", "not collected (cp_plans.cp_plan_id)"]


def test_the_report_is_bound_to_the_snapshot(evidence: WarehouseEvidence) -> None:
    assert (evidence.data.identity, evidence.data.as_known) == ("d" * 64, JUNE)


def test_what_people_recorded_is_shaded_on_the_chart_and_counted_in_the_data(snapshot: Drawn) -> None:
    lockdown = Entry(1, "2020-06-01", "analyst", "pandemic", "First lockdown", date(2020, 3, 23), date(2020, 6, 1))
    director = Entry(2, "2020-06-01", "analyst", LEADERSHIP, "New director", date(2020, 5, 4))
    recorded = Circumstances((lockdown, director), entries=2)
    evidence = WarehouseEvidence(snapshot, JUNE, START, recorded)  # type: ignore[arg-type]
    shaded = "Shaded: 1. First lockdown, 23 Mar 2020 to 1 Jun 2020; 2. New director, 4 May 2020."
    assert evidence.chart("AL01", JUNE).sentence.endswith(shaded)
    assert evidence.data.recorded == 2
