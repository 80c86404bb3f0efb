"""`foothold report ...`: what is printed where, and with which exit."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from foothold import reports
from foothold.cli import reports as commands
from foothold.cli.context import Settings
from foothold.reports import BuiltReport
from foothold.reports.verifying import Verification, VerifiedPart
from foothold.terms.errors import Refused

Build = Callable[..., BuiltReport]


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    """Runs one command of the group in an empty home."""
    app = typer.Typer()
    commands.register(app)
    return lambda *words: CliRunner().invoke(app, ["report", *map(str, words)], obj=Settings(tmp_path / "home", False))


def test_the_four_commands_are_there(run: Callable[..., Result]) -> None:
    page = run("--help").output
    assert [name for name in ("build", "check", "verify", "diff") if name not in page] == []


def test_a_format_that_is_not_offered_is_refused_before_any_work(run: Callable[..., Result]) -> None:
    refused = run("build", "june-2020", "--out", "report.docx").exception
    assert isinstance(refused, Refused)
    assert "docx is not offered yet" in str(refused)


def test_without_a_warehouse_a_report_is_refused(run: Callable[..., Result]) -> None:
    refused = run("build", "june-2020", "--out", "report.html").exception
    assert isinstance(refused, Refused)
    assert "holds no warehouse" in str(refused)


def test_check_prints_its_findings_and_refuses_a_draft_that_does_not_stand(
    run: Callable[..., Result], report: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = report("There are 300. {{claim: AL01 > 0}}")
    monkeypatch.setattr(reports, "build", lambda *_, **__: built)
    result = run("check", "june-2020", "--format", "json")
    document = json.loads(result.stdout)
    assert document["outcome"] == "failed"
    assert {finding["kind"] for finding in document["findings"]} == {
        "claim does not hold",
        "problem",
        "number not bound",
        "adverse movement not mentioned",
    }
    assert isinstance(result.exception, Refused)
    assert "claim does not hold: 1" in str(result.exception)


def test_check_says_so_where_a_draft_stands(
    run: Callable[..., Result], report: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    sections = ("Overview", "Service improvement", "Trust", "Reorganisation", "Recommendations", "Next update")
    built = report("\n\n".join(f"## {section}\n\nText." for section in sections) + " {{ind:AL01}} {{claim: AL01 == 0}}")
    monkeypatch.setattr(reports, "build", lambda *_, **__: built)
    result = run("check", "june-2020")
    assert result.exit_code == 0
    assert "The draft stands (claims that hold: 1, figures: " in result.stderr


def test_verify_gives_its_reason_once(
    run: Callable[..., Result], report: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    different = Verification((VerifiedPart("pages", "different", "as built", "altered"),))
    monkeypatch.setattr(reports, "verify", lambda *_: different)
    result = run("verify", tmp_path / "r.html")
    assert str(result.exception) == different.sentence
    assert different.sentence not in result.stderr


def test_build_prints_the_file_and_says_its_warnings_aside(
    run: Callable[..., Result], report: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = report("There are 300.")
    monkeypatch.setattr(reports, "build", lambda *_, **__: built)
    result = run("build", "june-2020", "--out", tmp_path / "r.html")
    assert result.exit_code == 0
    assert result.stdout.strip() == str(tmp_path / "r.html")
    assert "number not bound, line 5: 300" in result.stderr
    assert reports.read(tmp_path / "r.html") == built


def test_diff_prints_rows_for_a_script(run: Callable[..., Result], report: Build, tmp_path: Path) -> None:
    reports.write(report("Held {{ind:AL02}}.", as_at=date(2020, 2, 20)), tmp_path / "a.json")
    reports.write(report("Held {{ind:AL02}}."), tmp_path / "b.json")
    result = run("diff", tmp_path / "a.json", tmp_path / "b.json", "--format", "csv")
    assert result.stdout.splitlines()[:2] == [
        "change,subject,earlier,later",
        "figure moved,AL02 Cases held by a manager,2.2% on 20 February 2020,0.1% on 30 June 2020 (better)",
    ]
