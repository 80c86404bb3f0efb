"""`foothold unallocated`, `flow` and `clocks` on two returns, the second of which corrects the first."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from foothold import warehouse
from foothold.cli import clocks, flow, unallocated
from foothold.cli.context import Settings
from foothold.tables import TABLES
from foothold.terms.errors import Refused

COUNCIL = "E99000001"
FIRST, SECOND = date(2020, 2, 9), date(2020, 2, 23)
EPISODES = [(f"r{number}", f"p{number}", "2020-01-06") for number in range(4)]
# The second return says that r1 had had a worker since January, which the first did not know; a manager takes r2.
INVOLVEMENTS = {
    FIRST: [("i0", "r0", "w1", "2020-01-06")],
    SECOND: [("i0", "r0", "w1", "2020-01-06"), ("i1", "r1", "w1", "2020-01-20"), ("i2", "r2", "m1", "2020-02-18")],
}

POPULATION = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
    "new_la_code,la_name,age_group,population_estimate\n"
    "2019,Reporting year,Local authority,E92000001,England,E12000004,East Midlands,999,E99000001,Exampleshire,"
    "Children aged 0 to 17 years,100\n"
)


def _write(folder: Path, name: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    table = TABLES[name]
    with (folder / f"{table.source_name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([table.column(column).source_name for column in columns])
        writer.writerows(rows)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    loaded = tmp_path_factory.mktemp("home")
    for day in (FIRST, SECOND):
        extract = tmp_path_factory.mktemp("extract")
        _write(extract, "person", ("person_id", "dob"), [(row[1], "2012-05-04") for row in EPISODES])
        episodes = ("referral_id", "person_id", "referral_date", "referral_nfa", "close_date")
        _write(extract, "cin_episodes", episodes, [(*row, "N", "") for row in EPISODES])
        involvements = (
            "involvements_id", "referral_id", "professional_id", "involvement_start_date", "involvement_end_date"
        )  # fmt: skip
        _write(extract, "involvements", involvements, [(*row, "") for row in INVOLVEMENTS[day]])
        titles = [("w1", "Social Worker"), ("m1", "Team Manager")]
        _write(extract, "professionals", ("professional_id", "professional_job_title"), titles)
        warehouse.load(loaded, extract, authority=COUNCIL, as_at=day)
    population = tmp_path_factory.mktemp("population") / "population.csv"
    population.write_text(POPULATION, encoding="utf-8")
    warehouse.load(loaded, population, authority=COUNCIL, as_at=date(2020, 2, 16))  # tells nothing of cases
    return loaded


@pytest.fixture
def run(home):
    """Run a command; gives what it printed on both channels. A refusal is raised as it is."""
    app = typer.Typer()
    app.callback()(lambda context: setattr(context, "obj", Settings(home=home, debug=False)))
    app.registered_callback.callback.__annotations__ = {"context": typer.Context}
    for topic in (unallocated, flow, clocks):
        topic.register(app)

    def command(*arguments: str) -> tuple[str, str]:
        result = CliRunner().invoke(app, list(arguments))
        if isinstance(result.exception, Refused):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.stdout, result.stderr

    return command


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


WEEKS = ("--from", "2020-02-03", "--to", "2020-02-23", "--every", "week", "--format", "csv")


def test_every_week_as_known_now(run):
    printed, said = run("flow", "unallocated", *WEEKS)
    heading, *lines = printed.splitlines()
    assert heading == (
        "week_ending,opening,arrived,reopened,transferred_in,allocated,closed,stepped_down,transferred_out,redefined,"
        "corrected,closing,unexplained"
    )
    assert lines == [
        "2020-02-09,2,0,0,0,0,0,0,0,0,0,2,0",
        "2020-02-16,2,0,0,0,0,0,0,0,0,0,2,0",
        "2020-02-23,2,0,0,0,0,0,0,0,1,0,1,0",
    ]
    assert said == ""


def test_what_a_later_return_changed_is_corrected(run):
    told = rows(run("flow", "unallocated", *WEEKS, "--as-handed-over")[0])
    assert [(week["opening"], week["corrected"], week["redefined"], week["closing"]) for week in told] == [
        ("3", "0", "0", "3"),  # as the first return told it
        ("3", "1", "0", "2"),  # r1 had a worker after all
        ("2", "0", "1", "1"),
    ]
    moves = rows(run("flow", "unallocated", *WEEKS, "--as-handed-over", "--rows", "--movement", "corrected")[0])
    assert [(move["unit_id"], move["direction"]) for move in moves] == [("r1", "out")]


def test_the_rows_of_a_cell_are_as_many_as_it_counts(run):
    moves = rows(run("flow", "unallocated", *WEEKS, "--rows", "--movement", "redefined")[0])
    assert [(move["period_ending"], move["unit_id"], move["day"]) for move in moves] == [
        ("2020-02-23", "r2", "2020-02-18")
    ]


def test_as_known_on_an_earlier_day(run):
    told = rows(run("flow", "unallocated", *WEEKS[:3], "2020-02-09", *WEEKS[4:], "--as-known", "2020-02-09")[0])
    assert [week["closing"] for week in told] == ["3"]


def test_the_effective_count_keeps_what_a_manager_holds(run):
    told = rows(run("flow", "unallocated", *WEEKS, "--definition", "effective")[0])
    assert [week["closing"] for week in told] == ["2", "2", "2"]


def test_the_definitions_as_one_document(run):
    printed, _ = run("unallocated", "--as-at", "2020-02-23", "--format", "json")
    document = json.loads(printed)
    assert {name: one["value"] for name, one in document["definitions"].items()} == {
        "nominal": 1, "kensington": None, "effective": 2, "local": 2,
    }  # fmt: skip
    assert document["definitions"]["kensington"]["status"] == "not_collected"
    assert document["definitions"]["effective"]["not_collected"] == ["U4", "U5", "U7"]
    assert document["codes"]["U6"]["cases"] == 1
    assert document["codes"]["U5"] == {
        "title": "a worker absent for more than 10 working days without named cover", "cases": None,
        "status": "not_collected", "missing": "no return Foothold reads says who is absent on a day",
    }  # fmt: skip
    assert document["zero"] == []


def test_a_council_sets_its_own_local_definition(run, home):
    file = home / "definitions" / f"{COUNCIL}.yaml"
    file.parent.mkdir()
    file.write_text(
        "sets:\n  local:\n    title: ours\n    source: cabinet\n"
        "    versions:\n      - {from: 2000-01-01, codes: [U6]}\n"
    )
    try:
        printed, _ = run("unallocated", "--as-at", "2020-02-09", "--definition", "local", "--format", "csv")
        counted = {row["definition"]: row["value"] for row in rows(printed) if row["measure"] == "cases"}
        assert counted["local"] == "0"
        assert counted["nominal"] == "2", "a zero is never printed alone"
    finally:
        file.unlink()


def test_the_cases_of_a_definition(run):
    printed, _ = run("unallocated", "--as-at", "2020-02-23", "--definition", "effective", "--rows", "--format", "csv")
    assert [(row["referral_id"], row["codes"], row["days"]) for row in rows(printed)] == [
        ("r2", "U6", "48"),
        ("r3", "U1", "48"),
    ]


def test_a_table_for_people(run):
    printed, _ = run("unallocated", "--as-at", "2020-02-23")
    assert "kensington" in printed
    assert "U10" in printed


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("flow", "referrals", *WEEKS), "no stock 'referrals'"),
        (("flow", "unallocated", *WEEKS, "--rows", "--movement", "escaped"), "no movement 'escaped'"),
        (("flow", "plans", *WEEKS), "does not hold cp_plans"),
        (("unallocated", "--as-at", "2020-02-24"), "Nothing is known after 2020-02-23"),
        (("unallocated", "--as-at", "2020-02-23", "--definition", "none"), "no definition 'none'"),
        (("clocks", "due", "nonsense", "--from", "2020-01-06"), "no clock 'nonsense'"),
        (("clocks", "visit", "assessment", "--on", "2020-06-01", "--remote"), "not about seeing anybody"),
        (("clocks", "visit", "pathway_plan", "--on", "2009-06-01", "--remote"), "did not run on 2009-06-01"),
    ],
)
def test_what_cannot_be_answered_is_refused(run, arguments, reason):
    with pytest.raises(Refused, match=reason):
        run(*arguments)


def test_clocks_are_listed_with_their_dates_and_sources(run):
    found = rows(run("clocks", "list", "--on", "2020-06-01", "--format", "csv")[0])
    (approval,) = [row for row in found if row["clock"] == "temporary_foster_approval"]
    assert (approval["amount"], approval["unit"], approval["valid_to"]) == ("24", "weeks", "2020-09-25")
    assert "core_assessment" not in {row["clock"] for row in found}
    varied = rows(run("clocks", "variations", "--format", "csv")[0])
    assert {row["effect"] for row in varied} == {"no_fixed_limit", "remote_lawful", "remote_lawful_if_recorded"}
    due = rows(run("clocks", "due", "assessment", "--from", "2020-01-06", "--done", "2020-03-09", "--format", "csv")[0])
    assert (due[0]["due"], due[0]["standing"]) == ("2020-03-09", "in_time")


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (("--face-to-face",), ("yes", "yes")),
        (("--remote",), ("no", "unknown")),
        (("--remote", "--recorded"), ("no", "yes")),
        (("--remote", "--not-recorded"), ("no", "no")),
    ],
)
def test_a_visit_is_told_as_two_facts(run, how, told):
    (found,) = rows(run("clocks", "visit", "care_visit_first_year", "--on", "2020-10-01", *how, "--format", "csv")[0])
    assert (found["face_to_face"], found["lawful"]) == told
