"""`foothold check` answers as the contract words it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from foothold.cli import returns
from foothold.returns import PROFILES


@pytest.fixture
def run():
    app = typer.Typer()
    returns.register(app)
    app.command("other")(lambda: None)
    runner = CliRunner()
    return lambda *arguments: runner.invoke(app, ["check", *map(str, arguments)])


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    return PROFILES["ssd-folder"].write_sample(tmp_path)


def of_rows(document):
    """A document without what it tells of columns that the small sample has not got."""
    return {**document, "messages": [m for m in document["messages"] if m["rule"] != "column-absent"]}


def test_a_clean_return_exits_with_zero(run, extract):
    done = run(extract, "--format", "json")
    assert done.exit_code == 0
    assert of_rows(json.loads(done.stdout)) == {
        "outcome": "imported",
        "profile": "ssd-folder",
        "rows_in": 6,
        "rows_imported": 6,
        "rows_set_aside": 0,
        "messages": [],
        "log": "",
    }


def test_a_message_names_file_row_column_rule_and_remedy(run, extract):
    with (extract / "ssd_cin_episodes.csv").open("a") as file:
        file.write("R3,000101,31/02/2019,N,\r\n")
    document = of_rows(json.loads(run(extract, "--format", "json").stdout))
    assert document["messages"] == [
        {
            "row": 4,
            "column": "cine_referral_date",
            "rule": "date-invalid",
            "text": "ssd_cin_episodes.csv: Row 4, cine_referral_date: not a date. Use dd/mm/yyyy or yyyy-mm-dd.",
        }
    ]


def test_a_refused_return_exits_with_one(run, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Sir")
    done = run(tmp_path / "letter.txt", "--format", "json")
    assert done.exit_code == 1
    document = json.loads(done.stdout)
    assert (document["outcome"], document["rows_in"]) == ("refused", 0)


def test_the_table_for_people_names_the_counts(run, extract):
    done = run(extract)
    assert "imported: ssd-folder; 6 rows read, 6 kept, 0 set aside" in done.output


def test_messages_about_sheets_name_the_sheet(run, tmp_path):
    document = json.loads(run(PROFILES["annex-a-xlsx"].write_sample(tmp_path), "--format", "json").stdout)
    missing = [message["text"] for message in document["messages"] if message["rule"] == "list-missing"]
    assert [text.split(":")[0] for text in missing] == [f"List {n}" for n in (2, 4, 5, 8, 9, 10, 11)]


def test_a_format_that_there_is_not_is_wrong_usage(run, extract):
    done = run(extract, "--profile", "nonsense", "--format", "json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no format called that" in done.stderr
    assert "Traceback" not in done.stderr
