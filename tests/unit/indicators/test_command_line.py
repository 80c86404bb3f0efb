"""`foothold indicators` and `foothold cases`, on the small council."""

import csv
import io
import json
from contextlib import contextmanager
from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from foothold import warehouse
from foothold.cli import indicators
from foothold.indicators import CATALOGUE
from foothold.terms.errors import Refused


@pytest.fixture
def run(council, monkeypatch, tmp_path):
    """Run a command; gives what it printed. A refusal is raised as it is."""
    app = typer.Typer()
    app.callback()(lambda context: setattr(context, "obj", indicators.Settings(home=tmp_path, debug=False)))
    app.registered_callback.callback.__annotations__ = {"context": typer.Context}
    indicators.register(app)

    @contextmanager
    def opened(home, authority, as_at=None, as_known=None):
        command.asked.append(as_at)
        yield council

    monkeypatch.setattr(warehouse, "open", opened)
    monkeypatch.setattr(warehouse, "chosen_authority", lambda home, code=None: code or "E99000001")

    def command(*arguments: str) -> str:
        result = CliRunner().invoke(app, list(arguments))
        if isinstance(result.exception, Refused):
            raise result.exception
        assert result.exit_code == 0, result.output
        command.told = result.stderr
        return result.stdout

    command.asked, command.told = [], ""  # the days that returns had to know; what went beside the answer
    return command


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_values_at_a_date_by_team(run):
    text = run(
        "indicators", "values", "--indicator", "AL01", "--as-at", "2020-02-09", "--by", "team", "--format", "csv"
    )
    assert text.splitlines() == [
        "indicator,version,period_start,as_at,team,numerator,denominator,value,status",
        "AL01,1,2020-02-09,2020-02-09,T1,1,2,1,value",
        "AL01,1,2020-02-09,2020-02-09,T2,0,1,0,value",
        "AL01,1,2020-02-09,2020-02-09,T3,0,0,0,value",
        "AL01,1,2020-02-09,2020-02-09,,1,1,1,value",
    ]


def test_codes_have_their_names_in_a_column_behind_all_others(run):
    asked = ("indicators", "values", "--indicator", "FD05", "--as-at", "2020-02-09", "--by", "team,source", "--format")
    heading = run(*asked, "csv").splitlines()[0]
    assert heading.endswith(",as_at,team,source,numerator,denominator,value,status,source_name")
    named = {row["source"]: row["source_name"] for row in rows(run(*asked, "csv"))}
    assert named["2A"] == "School"
    assert named.get("", "") == ""
    assert {row["source"]: row["source_name"] for row in json.loads(run(*asked, "json"))}["2A"] == "School"


def test_listed_cases_have_the_names_of_their_codes_too(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    found = rows(run("cases", "FD05", "--as-at", "2020-02-09", "--format", "csv"))
    assert {row["source_name"] for row in found if row["source"] == "2A"} == {"School"}
    assert "School (2A)" in run("cases", "FD05", "--as-at", "2020-02-09", "--format", "table")


def test_values_of_every_indicator_through_the_weeks(run):
    text = run(
        "indicators", "values", "--from", "2020-02-03", "--to", "2020-02-16", "--every", "week", "--format", "csv"
    )  # fmt: skip
    found = rows(text)
    assert len(found) == 2 * len(CATALOGUE)
    assert {row["as_at"] for row in found} == {"2020-02-09", "2020-02-16"}


def test_a_missing_figure_is_null_with_its_status_in_json(run):
    text = run("indicators", "values", "--indicator", "days_unallocated", "--as-at", "2019-12-31", "--format", "json")
    (figure,) = json.loads(text)
    assert (figure["value"], figure["status"]) == (None, "blank")


def test_two_versions_of_a_definition_stand_side_by_side_with_what_each_gives(run):
    found = {
        row["part"]: row
        for row in rows(run("indicators", "versions", "AL04", "--as-at", "2020-02-09", "--format", "csv"))
    }
    assert (found["Version"]["earlier"], found["Version"]["present"]) == ("1", "2")
    assert found["Counted"]["changed"] == "False"
    assert found["Until"]["earlier"] == "2026-11-22"
    assert found["Value as at 2020-02-09"]["present"] == found["Value as at 2020-02-09"]["earlier"] == "0"
    sql = {
        row["part"]: row
        for row in json.loads(run("indicators", "versions", "AL04", "--sql", "spark", "--format", "json"))
    }
    assert "history.begins" in sql["SQL"]["present"]
    assert "history.begins" not in sql["SQL"]["earlier"]


def test_a_definition_with_one_version_says_so(run):
    assert run("indicators", "versions", "AL01") == ""
    assert "AL01 has one version" in run.told


def test_there_are_as_many_cases_as_the_numerator(run):
    (figure,) = rows(run("indicators", "values", "--indicator", "AL01", "--as-at", "2020-02-09", "--format", "csv"))
    found = rows(run("cases", "AL01", "--as-at", "2020-02-09", "--format", "csv"))
    assert len(found) == int(figure["numerator"]) == 2
    (case,) = rows(run("cases", "AL01", "--as-at", "2020-02-09", "--where", "team=T1", "--format", "csv"))
    assert (case["unit_id"], case["team"]) == ("r2", "T1")


def test_an_indicator_shows_its_definition_and_its_sql(run):
    assert json.loads(run("indicators", "show", "AL01", "--format", "json"))["hash"] == CATALOGUE["AL01"].hash
    assert run("indicators", "show", "unallocated_cases", "--sql", "duckdb").startswith("with\ncases as (")
    assert "DATEDIFF(DAY, waits.waiting_since, periods.as_at)" in run("indicators", "show", "AL03", "--sql", "spark")


def test_the_list_has_every_indicator(run):
    assert [row["id"] for row in rows(run("indicators", "list", "--format", "csv"))] == list(CATALOGUE)


def test_a_slice_that_no_indicator_has_is_refused(run):
    with pytest.raises(Refused, match="No indicator can be broken down by ward"):
        run("indicators", "values", "--as-at", "2020-02-09", "--by", "ward")


def test_spark_is_refused_plainly_where_it_cannot_run(run, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(Refused, match="--engine duckdb"):
        run("cases", "AL01", "--as-at", "2020-02-09", "--engine", "spark")


@pytest.mark.parametrize("dates", [[], ["--from", "2020-02-03"], ["--as-at", "2020-02-09", "--to", "2020-02-16"]])
def test_dates_that_do_not_say_what_is_asked_are_wrong_usage(run, dates):
    with pytest.raises(AssertionError, match="Give either --as-at, or --from and --to"):
        run("indicators", "values", *dates)


def test_a_stock_asks_for_returns_that_know_its_day_and_a_flow_or_series_for_the_fullest(run):
    day = date(2020, 2, 9)
    two = run(
        "indicators", "values", "--indicator", "FD05", "--indicator", "AL01", "--as-at", str(day), "--format", "csv"
    )
    assert run.asked == [day, None]
    assert [row["indicator"] for row in rows(two)] == ["FD05", "AL01"]
    run("cases", "AL01", "--as-at", str(day))
    run("cases", "FD05", "--as-at", str(day), "--from", "2020-01-01")
    run("indicators", "values", "--indicator", "AL01", "--from", "2020-01-01", "--to", "2020-01-31")
    assert run.asked[2:] == [day, None, None]


def test_a_figure_says_which_returns_it_was_answered_from(run):
    run("indicators", "values", "--indicator", "AL01", "--as-at", "2020-02-09")
    assert run.told == "Answered from ssd-folder up to L-1, as at 2020-03-31.\n"
