"""What must hold of every indicator, whatever a council's tables hold: any dates, answers and blanks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import duckdb
import pytest

from drawn_tables import make_tables
from foothold.indicators import CATALOGUE, Period, cases, engines, figures_at
from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.figures import Figure, figures_by
from foothold.indicators.populations import POPULATIONS
from foothold.tables import TABLES, Column

FIRST = date(2018, 1, 1)
DAYS = 900
ENDS = [date(2019, 3, 31), date(2019, 12, 31), date(2020, 2, 29), date(2020, 6, 14)]
PERIODS = [Period(day - timedelta(days=181), day) for day in ENDS]
ASKED = ENDS[2]
ROWS = 150
# Codes that definitions look for; every other text is yes, no or blank.
CODES = {
    "legal_status": "C2 V2 V4 E1 L1",
    "cla_episode_start_reason": "S L P",
    "cla_episode_ceased_reason": "E11 E45 E41 X1",
    "cla_placement_type": "U1 U4 K2 H5 A3 T0",
    "cla_review_participation": "PN1 PN3 PN7 PN0",
    "care_leaver_in_touch": "YES NO DIED",
    "care_leaver_accom_suitable": "1 2",
    "care_leaver_activity": "F1 P2 G4 0",
    "rating": "red amber green",
    "contact_mode": "face_to_face video phone",
    "filled_by": "permanent agency unfilled",
    "professional_job_title": "Social_Worker Team_Manager Duty_Inbox Oddity",
    "assessment_factors_json": '["1A","3A"] 21',
    "close_reason": "RC1 RC7 RC8",
    "health_check_type": "Review_health Dental Initial_health",
    "immigration_status": "UASC Settled",
    "cla_care_plan_json": '{"ADOPTION":"Y"} {"ADOPTION":""}',
    "care_leaver_accommodation": "Z V W U",
    "care_leaver_eligibility": "Former_relevant Relevant",
    "role": "Director Assistant_Director Social_Worker",
    "organisation_role": "Case_Holder Senior_Practitioner",
    "accreditation_status": "ASYE None",
}
CENSUS_DAYS = (date(2018, 9, 30), date(2019, 9, 30))
OLDEST = 24 * 365  # days
OVER_A_HUNDRED = {"WF07"}  # those who left in a year may be more than those in post at its end
WITHIN = ("percentage", "count", "longest")
BY_VALUE = ("share_of_value", "ratio")  # their numerators are sums of values and not numbers of rows


@dataclass(frozen=True)
class Council:
    """Drawn tables in DuckDB."""

    connection: duckdb.DuckDBPyConnection
    newest_as_at: date = date(2028, 12, 31)
    not_collected: dict[str, frozenset[str]] = field(default_factory=dict)


@pytest.fixture(scope="module", params=[1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3))])
def council(request: pytest.FixtureRequest) -> Iterator[Council]:
    """A council of some hundred cases, every column of every table filled by chance."""
    draws = Random(request.param)
    with duckdb.connect() as connection:
        make_tables(connection)
        for table in TABLES.values():
            columns = table.stored_columns
            rows = [[_cell(column, draws, number) for column in columns] for number in range(ROWS)]
            connection.executemany(f"insert into {table.name} values ({', '.join('?' for _ in columns)})", rows)
        yield Council(connection)


def _cell(column: Column, draws: Random, number: int) -> object:
    if column.key and column.type.sql == "VARCHAR":
        return f"{column.name}-{number}"
    if column.name == "dob":
        return draws.choice([None, *[FIRST + timedelta(days=draws.randrange(-OLDEST, DAYS))] * 9])
    if column.name == "census_date":
        return draws.choice(CENSUS_DAYS)
    if column.name == "person_id":  # few enough to meet again in other tables
        return draws.choice([None, *[f"person_id-{draws.randrange(ROWS // 3)}"] * 9])
    if column.name.endswith("_id"):
        return draws.choice([None, *[f"{column.name}-{draws.randrange(ROWS)}"] * 9])
    if column.type.sql == "DATE":
        return draws.choice([None, *[FIRST + timedelta(days=draws.randrange(DAYS))] * 4])
    if column.type.sql in ("BIGINT", "DOUBLE"):
        return draws.choice([None, draws.randrange(30), draws.randrange(30)])
    if "team" in column.name:
        return draws.choice([None, *(f"team_id-{team}" for team in range(4))])
    return draws.choice([code.replace("_", " ") for code in CODES.get(column.name, "Y N").split()] + [None])


@pytest.fixture(scope="module")
def together(council: Council) -> dict[str, list[list[Figure]]]:
    """Every indicator's figures of all periods, asked for at once: the council's, and the teams' where it has teams."""
    engine = DuckDBEngine(council.connection)
    found = figures_by(council, list(CATALOGUE.values()), PERIODS, [(), ("team",)], engine)
    return {indicator.id: figures for indicator, figures in found}


def wrong(together: dict[str, list[list[Figure]]], holds) -> list[tuple[str, date, object, object]]:
    """The council's figures of which something does not hold."""
    return [
        (one.indicator, one.as_at, one.numerator, one.denominator)
        for identifier, (whole, *_) in together.items()
        for one in whole
        if not holds(CATALOGUE[identifier].measure, one)
    ]


def test_counted_is_within_considered(together):
    assert not wrong(together, lambda measure, one: measure not in WITHIN or one.numerator <= one.denominator)


def test_percentages_are_of_a_hundred(together):
    shares = {name: figures for name, figures in together.items() if name not in OVER_A_HUNDRED}
    assert not wrong(
        shares,
        lambda measure, one: (
            measure not in ("percentage", "share_of_value", "prevalence") or one.value is None or 0 <= one.value <= 100
        ),
    )


def test_most_indicators_have_something_to_say(together):
    silent = [identifier for identifier, (whole, *_) in together.items() if not any(one.numerator for one in whole)]
    assert len(silent) < 0.25 * len(CATALOGUE), silent


def test_teams_add_up_to_the_council(together):
    differing = []
    for identifier, (whole, *parts) in together.items():
        if not parts or CATALOGUE[identifier].measure == "run":
            continue
        for one in whole:
            of_teams = sum(part.numerator for part in parts[0] if part.as_at == one.as_at)
            if of_teams != pytest.approx(one.numerator):
                differing.append((identifier, one.as_at, one.numerator, of_teams))
    assert not differing


def test_asking_for_more_periods_changes_no_figure(council, together):
    engine = DuckDBEngine(council.connection)
    for period in PERIODS:
        alone = figures_by(council, list(CATALOGUE.values()), [period], [()], engine)
        for indicator, (whole,) in alone:
            assert whole == [one for one in together[indicator.id][0] if one.as_at == period.as_at], indicator.id


def test_every_figure_opens_to_as_many_rows(council):
    differing = []
    for indicator in CATALOGUE.values():
        if indicator.measure in BY_VALUE:
            continue
        (figure,) = figures_at(council, [indicator.id], ASKED)
        if len(cases(council, indicator.id, ASKED).rows) != figure.numerator:
            differing.append((indicator.id, figure.numerator))
    assert not differing


def test_a_longer_period_counts_no_fewer_events(council):
    flows = [one for one in CATALOGUE.values() if one.kind == "flow" and one.measure in ("count", "rate")]
    engine = DuckDBEngine(council.connection)
    longer, shorter = (
        {
            indicator.id: whole[0].numerator
            for indicator, (whole,) in figures_by(council, flows, [Period(start, ASKED)], [()], engine)
        }
        for start in (ASKED - timedelta(days=300), ASKED - timedelta(days=100))
    )
    assert not {name for name, counted in shorter.items() if counted > longer[name]}


MANY = [
    *(Period(FIRST + timedelta(days=day), FIRST + timedelta(days=day + 6)) for day in range(350, 476, 7)),
    *(Period(FIRST + timedelta(days=600), FIRST + timedelta(days=day)) for day in range(601, 606)),
    *(Period(FIRST + timedelta(days=day - 200), FIRST + timedelta(days=day)) for day in range(700, 1000, 43)),
]
"""Weeks, days that share their first one, long windows that overlap, and time after the newest row."""


def test_another_way_to_the_same_rows_gives_the_same_figures(council, monkeypatch):
    """Over many periods stocks are counted by the beginnings and ends of stretches, and events found by their day."""
    by = [(), *((name,) for name in sorted({name for one in CATALOGUE.values() for name in one.slices}))]
    by += [("team", "need"), ("cohort", "team"), ("age_band", "sex")]

    def figures() -> dict[str, list[list[Figure]]]:
        engine = DuckDBEngine(council.connection)
        return {one.id: found for one, found in figures_by(council, list(CATALOGUE.values()), MANY, by, engine)}

    quick = figures()
    monkeypatch.setattr(engines, "MANY_PERIODS", len(MANY) + 1)
    plain = figures()
    assert [name for name in CATALOGUE if quick[name] != plain[name]] == []


def test_populations_hold_what_they_say_of_their_rows(council):
    """Counting by stretches relies on it: one row at a time, without a break, one row for a key."""
    engine = DuckDBEngine(council.connection)
    engine.prepare(PERIODS)
    for name, population in POPULATIONS.items():
        if told := population.one_at_a_time:
            key, since, until = told
            following = (
                f"select {until} as ends, lead({since}) over (partition by {key} order by {since}) as begins "
                f"from {name} where {since} < {until} and {key} is not null"
            )
            assert not engine.rows(f"select * from ({following}) as rows where begins < ends", [name]), name
            if not population.has_breaks:
                open_ended = "begins is null and ends < date '9999-12-31' or begins > ends"
                assert not engine.rows(f"select * from ({following}) as rows where {open_ended}", [name]), name
        if columns := ", ".join(sorted(population.one_row_for)):
            known = " and ".join(f"{column} is not null" for column in sorted(population.one_row_for))
            doubled = f"select {columns} from {name} where {known} group by {columns} having count(*) > 1"
            assert not engine.rows(doubled, [name]), name
