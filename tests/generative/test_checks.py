"""Whatever the records hold, the rows a check finds are rows of its table, each once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drawn_tables import fill_tables
from foothold.checks import CATALOGUE, run
from foothold.tables import TABLES, ColumnType

FIRST = date(2019, 12, 30)
KEYS = [f"k{number}" for number in range(4)]
READ = sorted({table for check in CATALOGUE.values() for table in check.needs})
TEXTS = {
    "referral_nfa": ["Y", "N", None],
    "professional_job_title": ["Social Worker", "Team Manager", "Sorcerer", None],
    "professional_role_id": ["allocated_case_worker", "iro", None],
}


@dataclass(frozen=True)
class Council:
    """Tables in DuckDB."""

    connection: duckdb.DuckDBPyConnection
    newest_as_at: date = FIRST + timedelta(days=60)
    not_collected: Mapping[str, frozenset[str]] = field(default_factory=dict)


def cells(name: str, kind: ColumnType) -> st.SearchStrategy[object]:
    """A value of a column: few keys and few days, so that records meet."""
    if kind is ColumnType.DATE:
        days = st.integers(min_value=0, max_value=90).map(lambda offset: FIRST + timedelta(days=offset))
        births = st.sampled_from([date(1990, 1, 1), date(2001, 6, 30), date(2010, 1, 1)])
        return st.one_of(st.none(), births if name == "dob" else days)
    return st.sampled_from(TEXTS.get(name, [*KEYS, None]))


@st.composite
def councils(draw: st.DrawFn) -> dict[str, list[dict[str, object]]]:
    filled: dict[str, list[dict[str, object]]] = {}
    for name in READ:
        key = TABLES[name].key[0]
        needed = {column for check in CATALOGUE.values() for column in check.needs.get(name, ())} - {key}
        columns = [column for column in TABLES[name].stored_columns if column.name in needed]
        filled[name] = [
            {key: chosen, **{column.name: draw(cells(column.name, column.type)) for column in columns}}
            for chosen in KEYS[: draw(st.integers(min_value=0, max_value=len(KEYS)))]
        ]
    return filled


@given(filled=councils())
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_rows_at_fault_are_rows_of_the_checks_table_each_once(database, filled):
    fill_tables(database, filled)
    for result in run(Council(database), CATALOGUE.values()):
        table = TABLES[result.check.table]
        assert len(table.key) == 1, "a row is named by one key"
        there = {row[table.key[0]]: row for row in filled[table.name]}
        found = [row.record_key for row in result.rows]
        assert len(found) == len(set(found)), result.check.name
        for row in result.rows:
            assert row.record_key in there, result.check.name
            assert row.person_id == there[row.record_key].get("person_id", row.record_key)
            for name, value in row.shown.items():
                assert there[row.record_key].get(name, value) == value
