"""Protection plans, visits, contacts and decisions that nobody would draw: what holds of every figure about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

import duckdb
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from foothold.indicators import CATALOGUE, Indicator, Period, values
from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.figures import Figure, figures_by
from foothold.terms.clocks import last_day_in_time

FIRST = date(2019, 12, 2)
# Few days, so that many things fall on the same one, and some a clock's limit apart.
DAYS = [FIRST + timedelta(days=step) for step in (0, 1, 4, 14, 15, 28, 29, 42, 60, 91, 92, 93, 121, 183, 274, 275)]
ASKED = [DAYS[3], DAYS[8], DAYS[11], DAYS[-1]]
FAMILY = [
    one for one in CATALOGUE.values() if one.id[:2] == "CP" or one.id in {"AL05", *(f"AL{n:02}" for n in range(7, 14))}
]
SNAPSHOTS = [one for one in FAMILY if one.kind == "snapshot"]
WORKERS = {"ann": "Social Worker", "bob": "Social Worker", "cat": "Social Worker", "may": "Team Manager"}

Row = dict[str, object]
some_settings = settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
days = st.sampled_from(DAYS)
maybe_day = st.one_of(st.none(), days)
answer = st.sampled_from(["Y", "N", None])


@dataclass
class Council:
    """The rows of one small council, laid in DuckDB."""

    connection: duckdb.DuckDBPyConnection
    tables: Mapping[str, Sequence[Row]]
    newest_as_at: date = date(2028, 12, 31)
    not_collected: Mapping[str, frozenset[str]] = field(default_factory=dict)


def _case(draw: st.DrawFn, number: int) -> dict[str, list[Row]]:
    """One case and all that was done in it; two cases in a row are of the same child."""
    person, case = f"p{number // 2}", f"r{number}"
    about = st.sampled_from([case, None])
    begun, plan_ends = draw(st.tuples(days, maybe_day))

    def some(prefix: str, most: int, **cells: st.SearchStrategy[object]) -> list[Row]:
        drawn = draw(st.lists(st.fixed_dictionaries(cells), max_size=most))
        return [
            {f"{prefix}_id": f"{prefix}{number}-{place}", "person_id": person} | row for place, row in enumerate(drawn)
        ]

    return {
        "person": [{"person_id": person, "dob": draw(maybe_day)}] if number % 2 == 0 else [],
        "cin_episodes": [
            {"referral_id": case, "person_id": person, "referral_date": draw(days), "close_date": draw(maybe_day),
             "close_reason": draw(st.sampled_from(["RC5", None])), "referral_team": draw(st.sampled_from(["T1", None]))}
        ],
        "involvements": some("involvements", 3, referral_id=about, professional_id=st.sampled_from([*WORKERS, None]),
                             professional_team=st.sampled_from(["T1", "T2"]), involvement_start_date=days,
                             involvement_end_date=maybe_day),
        "s47_enquiry": [{"s47_enquiry_id": f"e{number}", "person_id": person, "s47_start_date": draw(days)}],
        "initial_cp_conference": some("icpc", 2, s47_enquiry_id=st.sampled_from([f"e{number}", None]),
                                      icpc_date=maybe_day, icpc_outcome_cp_flag=answer, icpc_transfer_in=answer),
        "cp_plans": [{"cp_plan_id": f"k{number}", "person_id": person, "cp_plan_start_date": begun,
                      "cp_plan_end_date": None if plan_ends is None else max(begun, plan_ends)}],
        "cp_visits": some("cp_visit", 8, cp_visit_date=days, cp_visit_seen=answer, cp_visit_seen_alone=answer),
        "cp_reviews": some("cp_review", 3, cp_review_date=maybe_day, cp_review_quorate=answer),
        "legal_status": some("legal_status", 1, legal_status=st.sampled_from(["L1", "L2", "C2"]),
                             legal_status_start_date=days, legal_status_end_date=maybe_day),
        "case_ratings": some("rating", 3, referral_id=about, rating=st.sampled_from(["red", "green"]), rated_date=days,
                             review_due_date=maybe_day),
        "case_contacts": some("contact", 4, referral_id=about, contact_date=days, child_seen=answer,
                              contact_mode=st.sampled_from(["face to face", "video", "phone", None])),
        "supervisions": some("supervision", 2, referral_id=about, supervision_date=days),
        "escalations": some("escalation", 2, referral_id=about, raised_date=days, due_date=maybe_day,
                            closed_date=maybe_day),
    }  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {
        "professionals": [{"professional_id": one, "professional_job_title": title} for one, title in WORKERS.items()],
        "child_population": [{"mid_year": 2018, "age_group": "Children aged 0 to 17", "population": 1000}],
    }
    for number in range(draw(st.integers(1, 5))):
        for table, rows in _case(draw, number).items():
            tables[table] = tables.get(table, []) + rows
    return tables


@contextmanager
def council(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, list[Row]]) -> Iterator[Council]:
    filled = {name: rows for name, rows in tables.items() if rows}
    for name, rows in filled.items():
        marks = ", ".join("?" for _ in rows[0])
        drawn = [[row[column] for column in rows[0]] for row in rows]
        connection.executemany(f"insert into {name} ({', '.join(rows[0])}) values ({marks})", drawn)
    yield Council(connection, tables)
    for name in filled:
        connection.execute(f"delete from {name}")


def by_indicator(
    source: Council, indicators: Sequence[Indicator], periods: Sequence[Period], *groupings: tuple[str, ...]
) -> Iterator[tuple[Indicator, list[list[Figure]]]]:
    return figures_by(source, indicators, periods, groupings, DuckDBEngine(source.connection))


@given(history=histories())
@some_settings
def test_counted_is_within_considered_and_teams_add_up_to_the_council(database, history):
    periods = [Period(day - timedelta(days=60), day) for day in ASKED]
    with council(database, history) as source:
        for indicator, (whole, parts) in by_indicator(source, FAMILY, periods, (), ("team",)):
            for figure in whole:
                of_teams = [part for part in parts if part.as_at == figure.as_at]
                assert sum(part.numerator for part in of_teams) == figure.numerator, indicator.id
                if indicator.measure != "rate":
                    assert figure.numerator <= figure.denominator, indicator.id
                    assert sum(part.denominator for part in of_teams) == figure.denominator, indicator.id
                if indicator.measure == "sum":
                    assert sum(part.value for part in of_teams) == figure.value, indicator.id


@given(history=histories())
@some_settings
def test_a_day_has_one_figure_whatever_it_was_asked_for_with(database, history):
    day = Period(ASKED[2], ASKED[2])
    many = [Period(one, one) for one in ASKED]
    with council(database, history) as source:
        alone = {one.id: figures for one, (figures,) in by_indicator(source, SNAPSHOTS, [day], ())}
        among = {one.id: figures for one, (figures,) in by_indicator(source, SNAPSHOTS, many, ())}
    assert alone == {id_: [figure for figure in figures if figure.as_at == day.as_at] for id_, figures in among.items()}


@given(history=histories())
@some_settings
def test_flows_of_two_halves_add_up_to_the_whole(database, history):
    halves = [Period(DAYS[0], ASKED[1]), Period(ASKED[1] + timedelta(days=1), ASKED[3])]
    ids = [one.id for one in FAMILY if one.kind == "flow" and one.measure not in ("rate", "mix")]
    with council(database, history) as source:
        whole = values(source, ids, [Period(DAYS[0], ASKED[3])])
        parts = values(source, ids, halves)
    for figure in whole:
        own = [part for part in parts if part.indicator == figure.indicator]
        assert (figure.numerator, figure.denominator) == (
            sum(part.numerator for part in own),
            sum(part.denominator for part in own),
        )


@given(history=histories())
@some_settings
def test_what_started_less_what_ended_is_what_the_open_plans_grew_by(database, history):
    with council(database, history) as source:
        (flow,) = values(source, ["CP08"], [Period(ASKED[0] + timedelta(days=1), ASKED[2])])
        before, after = values(source, ["CP06"], [Period(day, day) for day in (ASKED[0], ASKED[2])])
    assert flow.value == after.numerator - before.numerator


def reviewed_in_time(plan: Row, day: date, tables: Mapping[str, list[Row]]) -> bool:
    """Whether every review was held in its time, by walking from one to the next."""
    held = sorted(
        {
            row["cp_review_date"]
            for row in tables.get("cp_reviews", [])
            if row["person_id"] == plan["person_id"]
            and row["cp_review_date"]
            and plan["cp_plan_start_date"] < row["cp_review_date"] <= day  # type: ignore[operator]
        }
    )
    clock, last = "first_protection_review", plan["cp_plan_start_date"]
    for review in [*held, day]:
        if review > last_day_in_time(clock, last):  # type: ignore[arg-type, operator]
            return False
        clock, last = "later_protection_review", review
    return True


def seen_in_time(plan: Row, day: date, tables: Mapping[str, list[Row]]) -> bool | None:
    """Whether the child was last seen in time; None while the first visit is not due."""
    seen = [
        row["cp_visit_date"]
        for row in tables.get("cp_visits", [])
        if row["person_id"] == plan["person_id"]
        and row["cp_visit_seen"] != "N"
        and plan["cp_plan_start_date"] <= row["cp_visit_date"] <= day  # type: ignore[operator]
    ]
    if not seen:
        return None if last_day_in_time("protection_visit", plan["cp_plan_start_date"]) >= day else False  # type: ignore[arg-type]
    return last_day_in_time("protection_visit", max(seen)) >= day  # type: ignore[type-var]


@given(history=histories())
@settings(some_settings, max_examples=12)
def test_reviews_and_visits_agree_with_walking_through_each_plan(database, history):
    with council(database, history) as source:
        reviewed = {figure.as_at: figure for figure in values(source, ["CP14"], [Period(day, day) for day in ASKED])}
        visited = {figure.as_at: figure for figure in values(source, ["CP15"], [Period(day, day) for day in ASKED])}
    for day in ASKED:
        plans = [row for row in history.get("cp_plans", []) if _open(row, day)]
        late = [not reviewed_in_time(plan, day, history) for plan in plans]
        assert reviewed[day].denominator - reviewed[day].numerator == sum(late)
        answers = [seen_in_time(plan, day, history) for plan in plans]
        assert visited[day].numerator == answers.count(True)
        assert visited[day].denominator == len(answers) - answers.count(None)


def _open(plan: Row, day: date) -> bool:
    ends = plan["cp_plan_end_date"]
    return plan["cp_plan_start_date"] <= day and (ends is None or ends > day)  # type: ignore[operator]
