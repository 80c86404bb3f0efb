"""Properties of every figure, and the spell method against looking at each day, on histories nobody would draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from foothold.indicators import CATALOGUE, Period, cases, period_to, values
from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.figures import figures_by
from foothold.tables import TABLES
from foothold.terms.figures import FigureStatus

FIRST = date(2019, 12, 30)
DAYS = [FIRST + timedelta(days=offset) for offset in range(0, 42)]
ASKED = [DAYS[0], DAYS[6], DAYS[20], DAYS[34], DAYS[41]]
KINDS = {"ann": "worker", "bob": "worker", "odd": "worker", "may": "name", "box": "name", "ivy": "other", None: "other"}
TITLES = {"ann": "Social Worker", "bob": "Senior Social Worker", "odd": "Sorcerer", "may": "Team Manager",
          "box": "Duty Inbox", "ivy": "Independent Reviewing Officer"}  # fmt: skip

Row = Mapping[str, object]
some_settings = settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)


@dataclass
class History:
    """The rows of one small council."""

    tables: dict[str, list[Row]]
    newest_as_at: date = date(2028, 12, 31)
    not_collected: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def episodes(self) -> list[Row]:
        return self.tables["cin_episodes"]

    @property
    def involvements(self) -> list[Row]:
        return self.tables["involvements"]


@dataclass(frozen=True)
class Council:
    """A history in DuckDB."""

    connection: duckdb.DuckDBPyConnection
    newest_as_at: date
    not_collected: Mapping[str, frozenset[str]]


days = st.sampled_from(DAYS)
maybe_day = st.one_of(st.none(), days)
teams = st.sampled_from(["T1", "T2", "T3", None])


@st.composite
def histories(draw: st.DrawFn) -> History:
    cases_drawn = draw(st.lists(st.tuples(days, maybe_day, st.sampled_from([None, "N", "Y"]), teams), max_size=8))
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    tables["department"] = [{"team_id": team, "team_parent_id": "NORTH"} for team in ("T1", "T2")]
    tables["professionals"] = [
        {"professional_id": worker, "professional_job_title": title} for worker, title in TITLES.items()
    ]
    for number, (start, end, nfa, team) in enumerate(cases_drawn):
        person = f"p{number // 2}"
        tables["cin_episodes"].append(
            {"referral_id": f"r{number}", "person_id": person, "referral_date": start, "close_date": end,
             "referral_nfa": nfa, "referral_team": team}
        )  # fmt: skip
        for begun, ended, worker, worker_team, linked in draw(
            st.lists(st.tuples(days, maybe_day, st.sampled_from(list(KINDS)), teams, st.booleans()), max_size=4)
        ):
            tables["involvements"].append(
                {"involvements_id": f"i{len(tables['involvements'])}", "referral_id": f"r{number}" if linked else None,
                 "person_id": person, "professional_id": worker, "professional_team": worker_team,
                 "involvement_start_date": begun, "involvement_end_date": ended}
            )  # fmt: skip
        _add_processes(draw, tables, number, person)
    return History(tables)


def _add_processes(draw: st.DrawFn, tables: dict[str, list[Row]], number: int, person: str) -> None:
    start, end, other, team = draw(st.tuples(days, maybe_day, days, teams))
    tables["cin_assessments"].append(
        {"assessment_id": f"a{number}", "referral_id": draw(st.sampled_from([f"r{number}", None])), "person_id": person,
         "assessment_start_date": start, "assessment_auth_date": end, "assessment_team": team}
    )  # fmt: skip
    tables["s47_enquiry"].append({"s47_enquiry_id": f"e{number}", "s47_start_date": start})
    tables["initial_cp_conference"].append(
        {
            "icpc_id": f"c{number}",
            "person_id": person,
            "s47_enquiry_id": f"e{number}",
            "icpc_date": other,
            "icpc_team": team,
        }
    )
    tables["cp_plans"].append(
        {"cp_plan_id": f"k{number}", "person_id": person, "cp_plan_start_date": start, "cp_plan_end_date": end}
    )
    tables["cla_episodes"].append(
        {
            "cla_episode_id": f"l{number}",
            "person_id": person,
            "cla_episode_start_date": start,
            "cla_episode_ceased_date": end,
        }
    )
    tables["posts"].append(
        {"post_holding_id": f"h{number}", "team_id": team, "full_time_equivalent": 1, "start_date": start,
         "end_date": end, "filled_by": draw(st.sampled_from(["permanent", "agency", "unfilled"]))}
    )  # fmt: skip


@contextmanager
def council(connection: duckdb.DuckDBPyConnection, history: History) -> Iterator[Council]:
    filled = {name: rows for name, rows in history.tables.items() if rows}
    for name, rows in filled.items():
        marks = ", ".join("?" for _ in rows[0])
        connection.executemany(
            f"insert into {name} ({', '.join(rows[0])}) values ({marks})", [list(row.values()) for row in rows]
        )
    yield Council(connection, history.newest_as_at, history.not_collected)
    for name in filled:
        connection.execute(f"delete from {name}")


def holder_on(day: date, episode: Row, history: History) -> str:
    """Who holds a case on a day, by looking at every involvement on that day."""
    kinds = {
        KINDS[row["professional_id"]]  # type: ignore[index]
        for row in history.involvements
        if _belongs(row, episode) and _lasts(row, "involvement_start_date", "involvement_end_date", day)
    }
    return "worker" if "worker" in kinds else "name" if "name" in kinds else "nobody"


def _belongs(row: Row, episode: Row) -> bool:
    if row["referral_id"] is None:
        return row["person_id"] == episode["person_id"]
    return row["referral_id"] == episode["referral_id"]


def _lasts(row: Row, start: str, end: str, day: date) -> bool:
    return row[start] <= day and (row[end] is None or row[end] > day)  # type: ignore[operator]


def open_on(day: date, history: History) -> list[Row]:
    """Cases open at the end of a day."""
    return [
        row
        for row in history.episodes
        if row["referral_nfa"] != "Y" and _lasts(row, "referral_date", "close_date", day)
    ]


def unallocated_on(day: date, history: History) -> set[object]:
    """Referrals that nobody holds at the end of a day."""
    return {row["referral_id"] for row in open_on(day, history) if holder_on(day, row, history) == "nobody"}


def wait_at(day: date, referral: object, history: History) -> int:
    """Days for which a case has been unallocated without a break."""
    start = day
    while referral in unallocated_on(start - timedelta(days=1), history):
        start -= timedelta(days=1)
    return (day - start).days


def clear_weeks(day: date, history: History) -> int:
    """Whole weeks back from a day without an unallocated case, none before the first case or the first one closed."""
    first = min((row["referral_date"] for row in history.episodes if _was_open(row)), default=None)
    closed = [row["close_date"] for row in history.episodes if row["close_date"]]
    first = max(first, min(closed, default=first)) if first else None
    clear = 0
    while (
        first is not None
        and day - timedelta(days=clear) >= first
        and not unallocated_on(  # type: ignore[operator]
            day - timedelta(days=clear), history
        )
    ):
        clear += 1
    return clear // 7


def _was_open(row: Row) -> bool:
    closes_later = row["close_date"] is None or row["close_date"] > row["referral_date"]  # type: ignore[operator]
    return row["referral_nfa"] != "Y" and closes_later


@given(history=histories())
@some_settings
def test_spells_agree_with_looking_at_each_day(database, history):
    with council(database, history) as source:
        periods = [Period(day, day) for day in DAYS]
        unallocated = {figure.as_at: figure.numerator for figure in values(source, ["AL01"], periods)}
        held = {figure.as_at: (figure.numerator, figure.denominator) for figure in values(source, ["AL02"], periods)}
        for day in DAYS:
            holders = [holder_on(day, row, history) for row in open_on(day, history)]
            assert unallocated[day] == holders.count("nobody")
            assert held[day] == (holders.count("name"), len(holders))


@given(history=histories())
@some_settings
def test_waits_and_runs_agree_with_looking_at_each_day(database, history):
    with council(database, history) as source:
        for day in ASKED:
            waits = {row[0]: row[-1] for row in cases(source, "AL03", day).rows}
            assert waits == {case: wait_at(day, case, history) for case in unallocated_on(day, history)}
            assert len(cases(source, "AL04", day).rows) == clear_weeks(day, history)


@given(history=histories())
@settings(some_settings, max_examples=3)
def test_every_figure_opens_to_its_rows(database, history):
    opens_to_its_rows(database, history)


@pytest.mark.slow
@given(history=histories())
@settings(some_settings, max_examples=50)
def test_every_figure_of_many_histories_opens_to_its_rows(database, history):
    opens_to_its_rows(database, history)


def opens_to_its_rows(database: duckdb.DuckDBPyConnection, history: History) -> None:
    with council(database, history) as source:
        for indicator in CATALOGUE.values():
            (figure,) = values(source, [indicator.id], [period_to(indicator, ASKED[2])])
            rows = cases(source, indicator.id, ASKED[2]).rows
            assert len(rows) == figure.numerator
            # A ratio sets one kind of unit against another: a case that two workers hold is in two caseloads.
            if indicator.measure != "ratio":
                assert len({row[0] for row in rows}) == len(rows)


@given(history=histories())
@some_settings
def test_parts_add_up_to_the_council_and_counted_is_within_considered(database, history):
    periods = [Period(day - timedelta(days=13), day) for day in ASKED]
    with council(database, history) as source:
        engine = DuckDBEngine(source.connection)
        with_teams = [indicator for indicator in CATALOGUE.values() if "team" in indicator.slices]
        for indicator, (whole, parts) in figures_by(source, with_teams, periods, [(), ("team",)], engine):
            if indicator.measure in ("percentage", "count", "longest", "share_of_value"):
                assert all(figure.numerator <= figure.denominator for figure in whole)
            if indicator.measure != "run":
                for figure in whole:
                    assert sum(part.numerator for part in parts if part.as_at == figure.as_at) == figure.numerator


@given(history=histories(), newest=st.sampled_from(ASKED))
@some_settings
def test_nothing_is_said_about_days_after_the_newest_load(database, history, newest):
    history.newest_as_at = newest
    with council(database, history) as source:
        for figure in values(source, ["AL01"], [Period(day, day) for day in ASKED]):
            assert (figure.status is FigureStatus.STALE) == (figure.as_at > newest)
