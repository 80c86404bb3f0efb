"""`foothold benchmarks` on the command line."""

from __future__ import annotations

import csv
import io
import json

import pytest
import typer
from typer.testing import CliRunner

from foothold.cli import benchmarks
from foothold.cli.context import Settings
from foothold.terms.errors import Refused
from published_rows import PLACES, row

WHAT = "Referrals and Re-referrals"


@pytest.fixture
def run(home):
    app = typer.Typer()
    benchmarks.register(app)

    def command(*arguments):
        return CliRunner().invoke(app, list(arguments), obj=Settings(home=home, debug=False))

    return command


@pytest.fixture
def loaded(publish, neighbours):
    lines = [
        row(2023, "England", WHAT, 100, 22, 22),
        row(2024, "England", WHAT, 100, 23, 23),
        row(2024, "North Northamptonshire", WHAT, 1000, 265, 26.5),
        row(2024, "Lincolnshire", WHAT, 900, "c", "c"),
    ]
    publish("c1.csv", f"{PLACES},category,Referrals,Re_referrals,Re_referrals_percent", lines)


def test_csv_holds_every_row_with_its_source(run, loaded):
    found = run("FD06", "--authority", "E06000061", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(found.stdout)))
    assert [(line["who"], line["value"], line["status"]) for line in rows[:2]] == [
        ("council", "26.5", "value"),
        ("England", "23.0", "value"),
    ]
    assert {line["file"] for line in rows} == {"c1.csv"}
    assert {line["published"] for line in rows} == {"2024-10-31"}
    assert [line["value"] for line in rows if line["who"] in ("rank", "quintile")] == ["1", "1"]


def test_json_is_one_document_in_which_a_missing_figure_is_null_with_its_status(run, loaded):
    document = json.loads(run("FD06", "--authority", "E06000061", "--format", "json").stdout)
    assert (document["indicator"], document["period"], document["council"]["value"]) == ("FD06", "2024", 26.5)
    lincolnshire = document["neighbours"]["each"][-1]
    assert (lincolnshire["value"], lincolnshire["status"], lincolnshire["symbol"]) == (None, "suppressed", "c")
    assert [one["period"] for one in document["series"]] == ["2023", "2024"]
    assert document["rank"]["of"] == 1


def test_any_other_council_may_stand_beside(run, loaded):
    found = run(
        "FD06", "--authority", "E06000061", "--beside", "E10000019", "--beside", "E08000025", "--format", "json"
    )
    assert [(one["area"], one["symbol"], one["note"]) for one in json.loads(found.stdout)["beside"]] == [
        ("E10000019", "c", "suppressed: too few children to publish"),
        ("E08000025", None, "not in the published file"),
    ]


def test_the_list_names_what_is_linked_and_what_is_loaded(run, loaded):
    found = run("list", "--format", "csv")
    assert "FD06,Re-referrals within 12 months,%,low" in found.stdout
    assert "c1: c1.csv, published 2024-10-31" in found.stderr


def test_recompute_prints_disagreements_and_the_share(run, loaded):
    found = run("recompute", "--format", "json")
    document = json.loads(found.stdout)
    assert (document["compared"], document["agreeing"], document["withheld"]) == (1, 1, 1)
    assert "1 of 1 council-years agree to the published decimal (100.0 %)" in run("recompute").stderr


def test_nothing_loaded_and_no_council_named_are_refused_in_words(run, publish):
    with pytest.raises(Refused, match="No published statistics are loaded"):
        raise run("FD06", "--authority", "E06000061").exception
    publish("c1.csv", f"{PLACES},category,Re_referrals_percent", [row(2024, "England", WHAT, 23)])
    with pytest.raises(Refused, match="Name the council"):
        raise run("FD06").exception
