"""A small council as a source, and one loaded into a warehouse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import SimpleNamespace

import duckdb
import pytest

from drawn_tables import make_tables


@dataclass(frozen=True)
class Council:
    """Tables in DuckDB with what is known about them."""

    connection: duckdb.DuckDBPyConnection
    not_collected: Mapping[str, frozenset[str]] = field(default_factory=dict)
    newest_as_at: date = date(2020, 3, 31)
    identity: str = "first"
    authority: str = "E99000001"
    feed: str = "ssd"
    loads: tuple[SimpleNamespace, ...] = (
        SimpleNamespace(feed="ssd", profile="ssd-folder", load_id="L-1", as_at=date(2020, 3, 31)),
        SimpleNamespace(feed="population", profile="benchmark-csv", load_id="L-2", as_at=date(2020, 3, 31)),
    )

    def materialise(self, tables: object) -> None:
        """Its tables are in memory already."""

    def without(self, table: str, *columns: str) -> Council:
        """The same council when no load carried these columns."""
        return replace(self, not_collected={table: frozenset(columns)})


ROWS: dict[str, list[tuple[object, ...]]] = {
    "department (team_id, team_parent_id)": [("T1", "NORTH"), ("T2", "NORTH"), ("T3", "WEST")],
    "professionals (professional_id, professional_job_title)": [("ann", "Social Worker"), ("odd", "Sorcerer")],
    "cin_episodes (referral_id, person_id, referral_date, close_date, referral_team, referral_source_code)": [
        ("r1", "p1", "2020-01-06", None, "T1", "2A"),
        ("r2", "p2", "2020-01-06", None, "T1", "6"),
        ("r3", "p3", "2020-01-20", None, "T2", None),
        ("r4", "p4", "2020-01-20", "2020-02-03", "T3", "2A"),
        ("r5", "p5", "2020-01-06", None, None, None),
    ],
    "involvements (involvements_id, referral_id, professional_id, professional_role_id, involvement_start_date)": [
        ("i1", "r1", "ann", "allocated_case_worker", "2020-01-07"),
        ("i2", "r3", "odd", "wizard", "2020-01-20"),
        ("i3", "r4", "gone", "allocated_case_worker", "2020-01-20"),
    ],
    "child_population (mid_year, age_group, population)": [(2019, "Children aged 0 to 17 years", 10000)],
}


@pytest.fixture
def council() -> Council:
    connection = duckdb.connect()
    make_tables(connection)
    for target, rows in ROWS.items():
        marks = ", ".join("?" for _ in rows[0])
        connection.executemany(f"insert into {target} values ({marks})", rows)
    return Council(connection)
