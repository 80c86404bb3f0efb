"""The same definitions give the same rows and figures on DuckDB, on Spark and on PostgreSQL."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import pytest

from foothold.indicators import CATALOGUE, Indicator, Period
from foothold.indicators.dialects import translate
from foothold.indicators.engines import DuckDBEngine, Engine
from foothold.indicators.figures import figures_by
from foothold.indicators.postgresql import ADDRESS, postgresql_engine
from foothold.indicators.spark import SparkEngine, spark_session, why_absent
from foothold.tables import TABLES, Column, Table

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # the gateway to Java closes its sockets late
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:pyspark"),
]

# Six weeks, so that a clock of twenty working days that starts in a period runs out in it.
PERIODS = [Period(day - timedelta(days=41), day) for day in (date(2020, 2, 9), date(2020, 2, 29), date(2020, 3, 31))]
GROUPINGS = [(), ("team",), ("locality",)]
INVOLVEMENT_COLUMNS = (
    "involvements_id", "referral_id", "person_id", "professional_id", "professional_role_id", "professional_team",
    "involvement_start_date", "involvement_end_date",
)  # fmt: skip
POST_COLUMNS = ("full_time_equivalent", "filled_by", "start_date", "end_date")
FIRST = date(2017, 1, 2)
QUICK = {  # for tables this small compiling, spreading out and keeping accounts cost more than they save
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.sql.files.openCostInBytes": "134217728",
}
TEAMS = ["T1", "T2", "T3", ""]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """One Spark session for the module: starting it takes longer than all the tests."""
    with spark_session(QUICK) as started:
        yield started


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    """Drawn tables with some hundred cases: overlaps, gaps, blanks, same days, all that returns hold."""
    draws = Random(20200217)
    tables: dict[str, list[str]] = {
        "department": ["team_id | team_parent_id", "T1 | NORTH", "T2 | NORTH", "T3 | WEST"],
        "professionals": ["professional_id | professional_job_title"],
        "person": ["person_id | dob | sex | ethnicity"],
        "child_population": ["mid_year | age_group | population", "2018 | Children aged 0 to 17 years | 1700"],
        "posts": [" | ".join(("post_holding_id", "post_id", "team_id", "service_area", *POST_COLUMNS))],
        "cin_episodes": [
            "referral_id | person_id | referral_date | close_date | referral_nfa | referral_team | referral_source_code"
        ],
        "involvements": [" | ".join(INVOLVEMENT_COLUMNS)],
        "cin_assessments": [
            "assessment_id | referral_id | person_id | assessment_start_date | assessment_auth_date | assessment_team"
        ],
        "s47_enquiry": ["s47_enquiry_id | person_id | s47_start_date"],
        "initial_cp_conference": ["icpc_id | person_id | s47_enquiry_id | icpc_date | icpc_team"],
        "cp_plans": ["cp_plan_id | person_id | cp_plan_start_date | cp_plan_end_date | cp_plan_latest_category"],
        "cla_episodes": ["cla_episode_id | person_id | cla_episode_start_date | cla_episode_ceased_date"],
        "legal_status": ["legal_status_id | person_id | legal_status | legal_status_start_date"],
    }
    titles = ["Social Worker", "Senior Social Worker", "Team Manager", "Duty Inbox", "Personal Advisor", "Oddity", ""]
    for number in range(14):
        tables["professionals"].append(f"w{number} | {titles[number % len(titles)]}")
        filled = ["permanent", "agency", "unfilled"][number % 3]
        tables["posts"].append(
            f"h{number} | s{number} | {TEAMS[number % 3]} | area | 0.{number % 9 + 1} | {filled} | {FIRST}"
            f" | {'' if number % 4 else FIRST + timedelta(days=1000)}"
        )
    tables["cin_episodes"].append(f"calm | calm | {FIRST} |  | N | T4 | 1A")
    tables["involvements"].append(f"calm | calm | calm | w0 | allocated_case_worker | T4 | {FIRST} | ")
    for number in range(400):
        _add_case(tables, draws, number)
    for table in TABLES.values():
        tables[table.name] = (
            _completed(table, tables[table.name], draws) if table.name in tables else _any_rows(table, draws)
        )
    _add_grown_up(tables)
    return {name: "\n".join(lines) for name, lines in tables.items()}


def _add_grown_up(tables: dict[str, list[str]]) -> None:
    """A young person who left a foster placement at eighteen: too rare to be drawn by chance."""
    rows = {
        "person": {"person_id": "grown", "dob": "2001-02-20"},
        "cla_episodes": {"cla_episode_id": "grown", "person_id": "grown", "cla_episode_start_date": "2015-01-05",
                         "cla_episode_ceased_date": "2019-02-20"},
        "cla_placement": {"cla_placement_id": "grown", "person_id": "grown", "cla_placement_start_date": "2015-01-05",
                          "cla_placement_type": "U4"},
        "care_leavers": {"table_id": "grown", "person_id": "grown", "care_leaver_accommodation": "Z"},
    }  # fmt: skip
    for name, row in rows.items():
        header = [column.strip() for column in tables[name][0].split("|")]
        tables[name].append(" | ".join(row.get(column, "") for column in header))


# Codes and answers that definitions look for, by column; every other text is yes, no or blank.
ANSWERS = {
    "legal_status": ("C2", "V2", "V4", "E1", "L1", "J1"),
    "cp_plan_initial_category": ("NEG", "EMO", "PHY"),
    "cla_episode_start_reason": ("S", "L", "P"),
    "cla_episode_ceased_reason": ("E11", "E45", "E41", "E4A", "X1", ""),
    "cla_placement_type": ("U1", "U4", "U6", "K2", "H5", "Z11", "A3"),
    "cla_placement_provider": ("PR1", "PR4"),
    "cla_review_participation": ("PN1", "PN3", "PN7", "PN0"),
    "care_leaver_eligibility": ("Relevant", "Former relevant", "Eligible"),
    "care_leaver_in_touch": ("YES", "NO", "DIED"),
    "care_leaver_accommodation": ("B1", "D1", "X1", "Z2", "S2"),
    "care_leaver_accom_suitable": ("1", "2", ""),
    "care_leaver_activity": ("F1", "P2", "G4", "G5", "0"),
    "health_check_type": ("Health check", "Dental check", "Initial health assessment"),
    "immigration_status": ("Unaccompanied asylum seeking child", ""),
    "rating": ("red", "amber", "green"),
    "contact_mode": ("face to face", "video", "phone"),
    "contact_source_code": ("1A", "2A", "6"),
    "census_date": ("2018-09-30", "2019-09-30"),
    "organisation_role": ("Case Holder", "Senior Manager"),
    "accreditation_status": ("Assessed and supported year", "Practice leader"),
    "role": ("Social Worker", "Head of Service", ""),
    "assessment_factors_json": ('["1A", "3A"]', '{"4B": "Yes", "3A": "No"}', "21", ""),
    "sdq_score": ("9", "15", "22", ""),
}


def _any_rows(table: Table, draws: Random, rows: int = 200) -> list[str]:
    """Rows of a table that no test draws by hand: keys of its own, children of the cases, any dates and answers."""
    lines = [" | ".join(column.name for column in table.stored_columns)]
    for number in range(rows):
        lines.append(" | ".join(_any_cell(column, draws, number) for column in table.stored_columns))
    return lines


def _completed(table: Table, lines: list[str], draws: Random) -> list[str]:
    """Drawn rows with any cells in those columns that the drawing leaves out."""
    drawn = {name.strip() for name in lines[0].split("|")}
    left_out = [column for column in table.stored_columns if column.name not in drawn]
    header = " | ".join([lines[0], *(column.name for column in left_out)])
    rows = [" | ".join([line, *(_any_cell(column, draws, 0) for column in left_out)]) for line in lines[1:]]
    return [header, *rows]


def _any_cell(column: Column, draws: Random, number: int) -> str:
    if column.name == "person_id":
        return f"p{draws.randrange(150)}"
    if column.name == "referral_id":
        return draws.choice(["", f"r{draws.randrange(400)}"])
    if column.name.endswith("_id"):
        return f"{column.name}-{number if column.key else draws.randrange(200)}"
    if column.type.sql == "DATE" and column.name not in ANSWERS:
        return draws.choice(["", *(str(FIRST + timedelta(days=draws.randrange(1180))) for _ in range(5))])
    if column.type.sql in ("BIGINT", "DOUBLE"):
        return str(draws.randrange(30))
    if "team" in column.name:
        return draws.choice(TEAMS)
    return draws.choice(ANSWERS.get(column.name, ("Y", "N", "")))


def _add_case(tables: dict[str, list[str]], draws: Random, number: int) -> None:
    child, case, team = f"p{number % 150}", f"r{number}", draws.choice(TEAMS)
    start = FIRST + timedelta(days=draws.randrange(1180))
    end = _later(draws, start, 500)
    tables["person"] += [f"{child} | {start - timedelta(days=draws.randrange(6500))} | M | "] if number < 150 else []
    tables["cin_episodes"].append(f"{case} | {child} | {start} | {end} | {draws.choice('NNNNY')} | {team} | 1A")
    for each in range(draws.randrange(4)):
        begun = start + timedelta(days=draws.randrange(-20, 200))
        referral, person = draws.choice([(case, child), (case, ""), ("", child)])
        role = draws.choice(["allocated_case_worker", "iro", "duty_worker", ""])
        tables["involvements"].append(
            f"i{number}-{each} | {referral} | {person} | {draws.choice(['', f'w{draws.randrange(16)}'])} | {role}"
            f" | {draws.choice(TEAMS)} | {begun} | {_later(draws, begun, 200)}"
        )
    begun = start + timedelta(days=draws.randrange(60))
    tables["cin_assessments"].append(
        f"a{number} | {draws.choice(['', case])} | {child} | {begun} | {_later(draws, begun, 90)} | {team}"
    )
    tables["s47_enquiry"].append(f"e{number} | {child} | {begun}")
    tables["initial_cp_conference"].append(f"c{number} | {child} | e{number} | {_later(draws, begun, 30)} | {team}")
    tables["cp_plans"].append(f"k{number} | {child} | {begun} | {_later(draws, begun, 400)} | NEG")
    tables["cla_episodes"].append(f"l{number} | {child} | {begun} | {_later(draws, begun, 400)}")
    tables["legal_status"].append(f"s{number} | {child} | {draws.choice(['C2', 'V4', 'V2'])} | {begun}")


def _later(draws: Random, day: date, most: int) -> str:
    return draws.choice(["", str(day), *(str(day + timedelta(days=draws.randrange(most))) for _ in range(4))])


@pytest.fixture(scope="module")
def engines(session, generated, drawn, tmp_path_factory):
    """The generated source, and both engines over it, made ready for the same periods; Spark's remembers its rows."""
    source = drawn(generated)
    both = DuckDBEngine(source.connection), SparkEngine(session, source, tmp_path_factory.mktemp("spark"))
    for engine in both:
        engine.prepare(PERIODS)
    return source, both[0], _Kept(session, both[1])


@pytest.mark.spark
@pytest.mark.skipif(bool(why_absent()), reason=why_absent() or "Spark is there")
@pytest.mark.parametrize("identifier", list(CATALOGUE))
def test_rows_and_figures_are_the_same(engines, identifier):
    indicator = CATALOGUE[identifier]
    source, duckdb, spark = engines
    expected = _in_order(duckdb.rows(indicator.select, indicator.populations))
    assert expected, "the generated tables do not exercise this indicator"
    spark.keep(indicator)
    assert _in_order(spark.rows(indicator.select, indicator.populations)) == expected
    figures = [list(figures_by(source, [indicator], PERIODS, GROUPINGS, one)) for one in (_Ready(duckdb), spark)]
    assert figures[0] == figures[1]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A PostgreSQL of its own, which belongs to somebody without privileges when root runs the tests."""
    found = {name: _program(name) for name in ("initdb", "pg_ctl")}
    user = "postgres" if os.geteuid() == 0 else None
    known = {one.pw_name for one in pwd.getpwall()}
    if None in found.values() or find_spec("psycopg") is None or (user and user not in known):
        pytest.skip("PostgreSQL (initdb, pg_ctl), its account or psycopg is not installed")
    place = Path(tempfile.mkdtemp(prefix="foothold-engine-"))  # one that somebody else may look into
    place.chmod(0o755)
    if user:
        shutil.chown(place, user)

    def run(name: str, *words: str) -> None:
        command = [str(found[name]), "-D", str(place / "data"), *words]
        subprocess.run(command, check=True, user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    run("initdb", "-A", "trust", "-U", "sam", "-E", "UTF8")
    try:
        options = f"-k {place} -c listen_addresses= -c fsync=off -c jit=off"
        run("pg_ctl", "-o", options, "-l", str(place / "log"), "-w", "start")
        yield f"host={place} user=sam dbname=postgres"
    finally:
        run("pg_ctl", "-m", "immediate", "-w", "stop")
        shutil.rmtree(place)


def _program(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


@pytest.fixture(scope="module")
def beside_postgresql(address, generated, drawn):
    """The generated source, DuckDB and PostgreSQL over it, made ready for the same periods."""
    source = drawn(generated)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ADDRESS, address)
        with postgresql_engine(source) as postgresql:
            both = DuckDBEngine(source.connection), postgresql
            for engine in both:
                engine.prepare(PERIODS)
            yield source, *both


@pytest.mark.parametrize("identifier", list(CATALOGUE))
def test_postgresql_gives_the_same_rows_and_figures(beside_postgresql, identifier):
    indicator = CATALOGUE[identifier]
    source, *both = beside_postgresql
    rows = [_in_order(engine.rows(indicator.select, indicator.populations)) for engine in both]
    assert rows[0] == rows[1]
    figures = [list(figures_by(source, [indicator], PERIODS, GROUPINGS, _Ready(engine))) for engine in both]
    assert figures[0] == figures[1]


class _Ready:
    """An engine whose inputs are there already, so that no population is computed again for each test."""

    def __init__(self, engine: Engine) -> None:
        self.rows = engine.rows

    def prepare(self, periods: Sequence[Period]) -> None:
        assert list(periods) == PERIODS


class _Kept(_Ready):
    """Spark, computing the rows of the indicator under test once: it then adds its figures up from these."""

    def __init__(self, session: Any, engine: SparkEngine) -> None:
        super().__init__(engine)
        self._session, self._engine = session, engine
        self._select = ""

    def keep(self, indicator: Indicator) -> None:
        self._engine.rows("select 1", indicator.populations)
        found = self._session.sql(translate(indicator.select, "spark")).localCheckpoint()
        found.createOrReplaceTempView("rows_found")
        self._select = indicator.select
        self.rows = self._from_rows

    def _from_rows(self, sql: str, populations: Sequence[str]) -> list[tuple[Any, ...]]:
        return self._engine.rows(sql.replace(self._select, "select * from rows_found"), populations)


def _in_order(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=lambda row: [(cell is None, str(cell)) for cell in row])
