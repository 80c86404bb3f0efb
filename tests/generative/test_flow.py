"""On councils drawn at random every stock reconciles to the child, and every definition agrees with its indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import duckdb
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from drawn_tables import fill_tables, make_tables
from foothold.indicators import Period, cases, periods, values
from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.flow import PeriodFlow, flow
from foothold.indicators.ledger import ledger
from foothold.indicators.stocks import Stock, stocks
from foothold.indicators.unallocated import board

FIRST = date(2019, 12, 30)
DAYS = [FIRST + timedelta(days=offset) for offset in range(42)]
WEEKS = periods(FIRST, DAYS[-1], "week")
SPANS = [*WEEKS, Period(DAYS[3], DAYS[3]), Period(DAYS[1], DAYS[39])]
WORKERS = {"ann": "Social Worker", "bob": "Practitioner", "may": "Team Manager", "box": "Duty Inbox", "ivy": "Oddity"}

some_settings = settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
days = st.sampled_from(DAYS)
maybe_day = st.one_of(st.none(), days)
children = st.sampled_from(["p0", "p1", "p2", "p3"])
dated = st.tuples(children, days, maybe_day)


@dataclass(frozen=True)
class Council:
    """Tables drawn at random, in DuckDB."""

    connection: duckdb.DuckDBPyConnection
    newest_as_at: date
    not_collected: Mapping[str, frozenset[str]]


@st.composite
def councils(draw: st.DrawFn) -> Council:
    rows: dict[str, list[dict[str, object]]] = {}
    reasons = st.sampled_from([None, "RC5", "RC7", "RC8", "RC9"])
    case_rows = draw(st.lists(st.tuples(dated, reasons, st.sampled_from([None, None, "Y"])), min_size=4, max_size=7))
    rows["cin_episodes"] = [
        {
            "referral_id": f"r{number}", "person_id": child, "referral_date": start, "close_date": end,
            "close_reason": reason, "referral_nfa": nfa,
        }
        for number, ((child, start, end), reason, nfa) in enumerate(case_rows)
    ]  # fmt: skip
    holders = st.tuples(st.integers(0, 6), st.sampled_from([*WORKERS, None]), days, maybe_day, st.booleans())
    rows["involvements"] = [
        {
            "involvements_id": f"i{number}", "referral_id": f"r{case}" if by_case else None,
            "person_id": f"p{case % 4}", "professional_id": worker, "involvement_start_date": start,
            "involvement_end_date": end,
        }
        for number, (case, worker, start, end, by_case) in enumerate(draw(st.lists(holders, min_size=4, max_size=12)))
    ]  # fmt: skip
    rows["professionals"] = [
        {
            "professional_id": worker, "professional_job_title": title,
            "social_worker_registration_no": draw(st.sampled_from([None, "SW"])),
        }
        for worker, title in WORKERS.items()
    ]  # fmt: skip
    rows["posts"] = [
        {
            "post_holding_id": f"h{worker}",
            "team_id": "T",
            "professional_id": worker,
            "start_date": FIRST,
            "end_date": end,
        }
        for worker, end in draw(st.dictionaries(st.sampled_from(["ann", "bob"]), maybe_day)).items()
    ]
    rows["cin_assessments"] = [
        {
            "assessment_id": f"a{number}", "person_id": child, "assessment_start_date": start,
            "assessment_auth_date": end, "assessment_outcome_nfa": "N",
        }
        for number, (child, start, end) in enumerate(draw(st.lists(dated, max_size=4)))
    ]  # fmt: skip
    rows["cp_plans"] = [
        {"cp_plan_id": f"k{number}", "person_id": child, "cp_plan_start_date": start, "cp_plan_end_date": end}
        for number, (child, start, end) in enumerate(draw(st.lists(dated, max_size=4)))
    ]
    rows["cla_episodes"] = [
        {
            "cla_episode_id": f"l{number}", "person_id": child, "cla_episode_start_date": start,
            "cla_episode_ceased_date": end,
            "cla_episode_ceased_reason": draw(st.sampled_from([None, "X1", "E4A", "E3"])),
        }
        for number, (child, start, end) in enumerate(draw(st.lists(dated, max_size=6)))
    ]  # fmt: skip
    rows["legal_status"] = [
        {
            "legal_status_id": f"s{number}", "person_id": child, "legal_status": draw(st.sampled_from(["V4", "C2"])),
            "legal_status_start_date": start, "legal_status_end_date": end,
        }
        for number, (child, start, end) in enumerate(draw(st.lists(dated, max_size=3)))
    ]  # fmt: skip
    return Council(_filled(rows), DAYS[-1], {})


@cache
def _empty() -> duckdb.DuckDBPyConnection:
    """Every table, made once: making them anew for each council would take longer than asking about it."""
    connection = duckdb.connect()
    make_tables(connection)
    return connection


def _filled(rows: Mapping[str, list[dict[str, object]]]) -> duckdb.DuckDBPyConnection:
    connection = _empty()
    fill_tables(connection, rows)
    return connection


@some_settings
@given(council=councils())
def test_every_week_reconciles_to_the_child(council):
    engine = DuckDBEngine(council.connection)
    for stock in stocks().values():
        _reconciles(council, stock, flow(council, stock, SPANS, engine=engine))


def _reconciles(council: Council, stock: Stock, told: list[PeriodFlow]) -> None:
    for one in told:
        moved = sum(one.count(stock, movement) for movement in stock.into)
        moved -= sum(one.count(stock, movement) for movement in (*stock.out, *stock.either))
        assert one.opening + moved == one.closing
        assert one.reconciles
        assert one.unexplained == 0
        assert {move.name for move in one.movements} <= set(stock.movements)
    weeks = told[: len(WEEKS)]
    assert [one.closing for one in weeks[:-1]] == [one.opening for one in weeks[1:]]
    figures = values(council, [stock.indicator], [Period(week.as_at, week.as_at) for week in WEEKS])
    counted = [one.numerator if stock.counted == "in_numerator" else one.denominator for one in figures]
    assert [one.closing for one in weeks] == counted


@some_settings
@given(council=councils())
def test_every_definition_reconciles(council):
    engine = DuckDBEngine(council.connection)
    last = board(council, WEEKS[-1].as_at, ledger(), engine=engine)
    for definition in ("kensington", "effective", "local"):
        told = flow(council, stocks()["unallocated"], SPANS, definition=definition, engine=engine)
        assert all(one.reconciles for one in told)
        assert told[len(WEEKS) - 1].closing == last.counted(definition).cases


@some_settings
@given(council=councils())
def test_the_ledger_gives_the_rows_of_the_indicators(council):
    engine = DuckDBEngine(council.connection)
    for day in (DAYS[13], DAYS[27], DAYS[41]):
        found = board(council, day, ledger(), engine=engine)
        nominal = {case.referral_id for case in found.listed("nominal")}
        assert nominal == {row[0] for row in cases(council, "AL01", day, engine=engine).rows}
        held = {case.referral_id for case in found.cases if {"U3", "U6"} & set(case.codes)}
        assert held == {row[0] for row in cases(council, "AL02", day, engine=engine).rows}
        assert nominal <= {case.referral_id for case in found.listed("effective")}
        figures = {one.indicator: one for one in values(council, ["AL03", "AL04"], [Period(day, day)], engine=engine)}
        assert found.counted("nominal").longest_days == figures["AL03"].value
        assert (found.counted("nominal").weeks_at_zero or 0) == (figures["AL04"].value or 0)
