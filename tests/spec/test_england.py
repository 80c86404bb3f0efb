"""Every council's figures from the tables handed out: those of the warehouse, and the same on Spark row for row."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from foothold import warehouse
from foothold.cli import build_app
from foothold.indicators import periods, values
from foothold.indicators.spark import why_absent
from foothold.returns import PROFILES
from foothold.terms.worker_roles import WorkerRole
from small_council import COUNCIL, NEWEST, write_extract

OTHER = "E06000052"
ASKED = ["FD05", "AL03", "AL06"]
QUICK = ["--spark", "spark.sql.codegen.wholeStage=false", "--spark", "spark.sql.shuffle.partitions=1"]
WEEKS = ["--from", "2020-04-06", "--to", "2020-06-28"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two councils: one drawn by hand that reads a title its own way, and the sample of the Standard Dataset."""
    folder = tmp_path_factory.mktemp("england")
    warehouse.load(folder / "home", write_extract(folder, NEWEST), authority=COUNCIL, as_at=NEWEST)
    sample = PROFILES["ssd-folder"].write_sample(folder / "sample")
    warehouse.load(folder / "home", sample, authority=OTHER, as_at=NEWEST)
    role = WorkerRole("job_title", "social worker", "manager")
    warehouse.set_role(folder / "home", COUNCIL, role, by="a test")
    return folder / "home"


@pytest.fixture(scope="module")
def handed_out(home: Path) -> Path:
    run(home, "hand-out", str(home.parent / "out"))
    return home.parent / "out"


@pytest.fixture(scope="module")
def on_duckdb(home: Path, handed_out: Path) -> list[tuple]:
    return figures(home, handed_out, "duckdb")


def run(home: Path, *words: str) -> str:
    result = CliRunner().invoke(build_app(), ["--home", str(home), "england", *words])
    assert result.exit_code == 0, result.output
    return result.output


def figures(home: Path, location: Path, engine: str) -> list[tuple]:
    """Every row that the command writes, in one order."""
    into = home.parent / f"figures-{engine}"
    ids = [word for one in ASKED for word in ("--indicator", one)]
    run(home, "figures", str(location), "--into", str(into), *WEEKS, "--by", "team", "--engine", engine, *ids, *QUICK)
    with duckdb.connect() as connection:
        return connection.execute(f"from read_parquet('{into}/*.parquet') order by all").fetchall()


def test_figures_are_those_of_each_warehouse(home, on_duckdb):
    weeks = periods(date(2020, 4, 6), date(2020, 6, 28), "week")
    for authority in (COUNCIL, OTHER):
        with warehouse.open(home, authority) as snapshot:
            expected = {
                (one.indicator, one.as_at): (one.numerator, one.value, one.status.value)
                for one in values(snapshot, ASKED, weeks)
            }
        found = {(row[1], row[6]): (row[7], row[9], row[10]) for row in on_duckdb if row[0] == authority and not row[3]}
        assert found == expected


def test_a_council_reads_its_titles_its_own_way(on_duckdb):
    counted = {row[0]: row[8] for row in on_duckdb if row[1] == "AL06" and not row[3] and row[6] == date(2020, 6, 28)}
    assert counted[COUNCIL] == 0  # everybody who holds a case there is a manager by the council's own word


@pytest.mark.spark
@pytest.mark.skipif(bool(why_absent()), reason=why_absent() or "Spark is there")
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:.*:DeprecationWarning:pyspark")
def test_spark_gives_the_same_rows(home, handed_out, on_duckdb):
    assert figures(home, handed_out, "spark") == on_duckdb


def test_a_folder_that_is_there_is_not_written_over(home, handed_out):
    result = CliRunner().invoke(build_app(), ["--home", str(home), "england", "hand-out", str(handed_out)])
    assert "is there already" in str(result.exception)


def test_a_folder_without_a_list_is_refused(home, tmp_path):
    words = ["--home", str(home), "england", "figures", str(tmp_path), "--into", str(tmp_path / "into"), *WEEKS]
    assert "holds no councils.json" in str(CliRunner().invoke(build_app(), words).exception)


def test_what_no_definition_names_stays_where_it_is(home, handed_out):
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"describe from read_parquet('{handed_out / COUNCIL / 'cla_placement.parquet'}')"
        ).fetchall()
    handed = {name for name, *_ in rows}
    assert "cla_placement_type" in handed
    assert "cla_placement_urn" not in handed


def test_a_folder_handed_out_for_other_definitions_is_refused(home, handed_out, tmp_path):
    councils = json.loads((handed_out / "councils.json").read_text(encoding="utf-8"))
    councils[0]["columns"]["cin_episodes"].remove("close_date")
    (tmp_path / "councils.json").write_text(json.dumps(councils), encoding="utf-8")
    words = ["--home", str(home), "england", "figures", str(tmp_path), "--into", str(tmp_path / "out"), *WEEKS]
    told = str(CliRunner().invoke(build_app(), words).exception)
    assert "lacks cin_episodes.close_date" in told
    assert "Hand the tables out again" in told
