"""The commands that load returns and list what was loaded, on real files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from foothold import warehouse
from foothold.checks import stored
from foothold.cli import loads
from foothold.cli.context import Settings
from foothold.returns import PROFILES
from foothold.terms.errors import Refused

AUTHORITY = "E99000001"
PERSON = "pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob\n"


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    """A small folder of the Standard Safeguarding Dataset with one row that cannot be taken."""
    folder = tmp_path / "extract"
    folder.mkdir()
    (folder / "ssd_person.csv").write_text(
        PERSON + "00123,Ada,Canaryname,F,2012-05-04\n00124,Ben,Canaryname,M,09/11/2015\n"
    )
    (folder / "ssd_cin_episodes.csv").write_text(
        "cine_referral_id,cine_person_id,cine_referral_date\nR1,00123,2019-09-02\nR2,00124,no date\n"
    )
    return folder


@pytest.fixture
def run(home: Path) -> Callable[..., Result]:
    app = typer.Typer()
    loads.register(app)

    def command(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments), obj=Settings(home=home, debug=False))

    return command


def load(run: Callable[..., Result], extract: Path, *more: str) -> Result:
    return run("load", str(extract), "--authority", AUTHORITY, "--as-at", "2019-10-31", *more)


def test_a_load_prints_what_it_did(run: Callable[..., Result], extract: Path, home: Path) -> None:
    result = load(run, extract, "--format", "json")
    assert result.exit_code == 0
    (document,) = json.loads(result.stdout)
    assert (document["load_id"], document["as_at"], document["status"]) == (f"{AUTHORITY}-0001", "2019-10-31", "loaded")
    assert document["rows_in"] == document["rows_imported"] + document["rows_set_aside"] == 4
    assert document["tables"]["person"] == {"added": 2, "ended": 0, "held": 2, "held_over": 0}
    assert "Names and addresses were dropped" in result.stderr
    assert "Found at fault across tables: nothing." in result.stderr
    assert stored(home, AUTHORITY).newest.load_id == f"{AUTHORITY}-0001"
    assert json.loads(load(run, extract, "--format", "json").stdout)[0]["status"] == "unchanged"


def test_a_load_says_how_many_records_the_checks_found(run: Callable[..., Result], extract: Path) -> None:
    (extract / "ssd_cin_episodes.csv").write_text(
        "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date\nR1,00123,2019-09-02,2019-09-01\n"
    )
    found = f"Found at fault across tables: 1 record by 1 check. Which: foothold checks run --authority {AUTHORITY}."
    assert found in load(run, extract).stderr


def test_a_load_without_checks_keeps_no_results(run: Callable[..., Result], extract: Path, home: Path) -> None:
    assert "across tables" not in load(run, extract, "--no-checks").stderr
    with pytest.raises(Refused, match="No results"):
        stored(home, AUTHORITY)


def test_a_load_stands_though_the_checks_could_not_be_run(
    run: Callable[..., Result], extract: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> None:
        raise Refused("The disk is full.")

    monkeypatch.setattr("foothold.checks.store_results", refused)
    result = load(run, extract)
    assert result.exit_code == 0
    assert "Not checked across tables. The disk is full." in result.stderr


def test_loads_lists_them_in_every_format(run: Callable[..., Result], extract: Path) -> None:
    load(run, extract)
    (row,) = csv.DictReader(io.StringIO(run("loads", "--format", "csv").stdout))
    assert (row["load_id"], row["profile"], row["rows_set_aside"]) == (f"{AUTHORITY}-0001", "ssd-folder", "1")
    assert json.loads(run("loads", "--authority", AUTHORITY, "--format", "json").stdout)[0]["feed"] == "ssd"
    assert f"{AUTHORITY}-0001" in run("loads").stdout


def test_problems_name_row_and_rule_and_show_values_only_when_asked(run: Callable[..., Result], extract: Path) -> None:
    load(run, extract)
    shown = run("problems", f"{AUTHORITY}-0001", "--format", "json").stdout
    (aside,) = [problem for problem in json.loads(shown) if problem["effect"] == "set_aside"]
    assert (aside["file"], aside["row"], aside["column"]) == ("ssd_cin_episodes.csv", 3, "cine_referral_date")
    assert "R2" not in shown
    assert "00124" not in shown
    (row,) = json.loads(run("problems", f"{AUTHORITY}-0001", "--rows", "--format", "json").stdout)
    assert "R2" in row["record"]


def test_several_returns_are_loaded_in_turn_and_those_before_a_refusal_stand(
    run: Callable[..., Result], extract: Path, tmp_path: Path
) -> None:
    result = run("load", str(extract), str(tmp_path / "away"), "--authority", AUTHORITY, "--as-at", "2019-10-31")
    assert isinstance(result.exception, Refused)
    assert f"{AUTHORITY}-0001" in result.stdout
    assert len(json.loads(run("loads", "--format", "json").stdout)) == 1


def test_a_rule_that_does_not_exist_is_wrong_usage(run: Callable[..., Result], extract: Path) -> None:
    result = load(run, extract, "--confirm", "everything")
    assert result.exit_code == 2
    assert "fewer-rows" in result.stderr


@pytest.mark.parametrize("command", [["loads"], ["problems", "E99000001-0001"], ["loads", "--authority", AUTHORITY]])
def test_without_a_warehouse_the_commands_say_how_to_begin(run: Callable[..., Result], command: list[str]) -> None:
    with pytest.raises(Refused, match="holds no warehouse"):
        raise run(*command).exception or AssertionError("the command went through")


def test_identifiers_keep_their_zeros_and_names_stay_out_also_of_rows_set_aside(
    run: Callable[..., Result], extract: Path, rows: Callable, everything_kept: Callable[[], str]
) -> None:
    with (extract / "ssd_person.csv").open("a") as file:
        file.write("00125,Cyd,Canaryname,F,31/02/2015\n")
    load(run, extract)
    assert rows("select person_id, dob is null from person order by 1") == [("00123", False), ("00124", False)]
    assert "Canaryname" not in everything_kept()
    assert "31/02/2015" in everything_kept(), "the row set aside is kept"


@pytest.mark.parametrize("name", sorted(name for name, one in PROFILES.items() if one.feed == "published"))
def test_a_published_sample_is_kept_once_for_the_country(
    run: Callable[..., Result], tmp_path: Path, home: Path, name: str
) -> None:
    sample = PROFILES[name].write_sample(tmp_path)
    load_it = ("load", str(sample), "--as-at", "2019-10-31", "--format", "json")
    (document,) = json.loads(run(*load_it).stdout)
    assert (document["profile"], document["authority"]) == (name, "E92000001")
    with warehouse.open_published(home) as published:
        for table, change in document["tables"].items():
            (held,) = published.connection.execute(f"select count(*) from {table}").fetchall()
            assert held == (change["held"],)
    assert json.loads(run(*load_it).stdout)[0]["status"] == "unchanged"
    assert warehouse.authorities(home) == []
    with pytest.raises(Refused, match="Published for the whole country"):
        raise load(run, sample).exception or AssertionError("it was loaded as a council's")


def test_a_council_s_return_needs_its_council(run: Callable[..., Result], extract: Path, home: Path) -> None:
    with pytest.raises(Refused, match="is about one council"):
        raise run("load", str(extract), "--as-at", "2019-10-31").exception or AssertionError("it was loaded")
    assert warehouse.histories(home) == []


@pytest.mark.parametrize(
    "name", sorted(name for name, one in PROFILES.items() if one.feed != "published" and not one.address)
)
def test_every_format_s_own_sample_loads_and_opens(
    run: Callable[..., Result], tmp_path: Path, home: Path, name: str
) -> None:
    sample = PROFILES[name].write_sample(tmp_path)
    (document,) = json.loads(load(run, sample, "--format", "json").stdout)
    assert (document["profile"], document["feed"]) == (name, PROFILES[name].feed)
    with warehouse.open(home, AUTHORITY) as snapshot:
        for table, change in document["tables"].items():
            (held,) = snapshot.connection.execute(f"select count(*) from {table}").fetchall()
            assert held == (change["held"],)
    assert json.loads(load(run, sample, "--format", "json").stdout)[0]["status"] == "unchanged"


def test_a_load_says_how_many_rows_were_held_over(run: Callable[..., Result], extract: Path) -> None:
    spoilt = (extract / "ssd_cin_episodes.csv").read_text()
    (extract / "ssd_cin_episodes.csv").write_text(spoilt.replace("no date", "2019-10-07"))
    assert "stays as it was known" not in load(run, extract).stderr
    (extract / "ssd_cin_episodes.csv").write_text(spoilt)
    result = run("load", str(extract), "--authority", AUTHORITY, "--as-at", "2019-11-30")
    assert "1 row stays as it was known before, because the return's own was set aside." in result.stderr


def test_a_load_of_a_format_that_there_is_not_is_wrong_usage(
    run: Callable[..., Result], extract: Path, home: Path
) -> None:
    assert load(run, extract, "--profile", "nonsense").exit_code == 2
    assert warehouse.histories(home) == []
