"""The commands that erase and dispose: what they print, refuse and put on record, and whom else they ask to forget."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from foothold import warehouse
from foothold.cli import erasures, loads, retention
from foothold.cli.context import Settings
from foothold.terms.errors import Refused

AUTHORITY, GONE = "E99000001", "00123"


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What a layer above would put on the audit log."""
    found: list[dict[str, Any]] = []
    log = SimpleNamespace(name="log", load=lambda: lambda home: lambda **event: found.append(event))
    monkeypatch.setattr("foothold.cli.record.entry_points", lambda group: [log])
    return found


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Children whom a layer above was asked to forget."""
    found: list[str] = []

    def forget(_authority: str, children: Collection[str], _records: object) -> dict[str, int]:
        found.extend(children)
        return {"names and addresses": 1}

    layer = SimpleNamespace(name="layer", load=lambda: lambda home: forget)
    monkeypatch.setattr("foothold.cli.erasures.entry_points", lambda group: [layer])
    return found


@pytest.fixture
def run(tmp_path: Path, events: list, asked: list) -> Callable[..., Result]:
    extract = tmp_path / "extract"
    extract.mkdir()
    (extract / "ssd_person.csv").write_text("pers_person_id,pers_dob\n00123,2012-05-24\n00124,2011-06-25\n")
    (extract / "ssd_cin_episodes.csv").write_text(
        "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date\n"
        "R1,00123,2016-09-22,2016-10-30\nR2,00124,2019-09-22,\n"
    )
    app = typer.Typer()
    for topic in (loads, erasures, retention):
        topic.register(app)

    def command(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments), obj=Settings(home=tmp_path / "home", debug=False))

    assert command("load", str(extract), "--authority", AUTHORITY, "--as-at", "2019-10-31").exit_code == 0
    return command


def test_a_child_is_erased_and_it_is_on_record_without_the_child(
    run: Callable[..., Result], events: list[dict[str, Any]], asked: list[str]
) -> None:
    result = run("erase", GONE, "--authority", AUTHORITY, "--reason", "request 17", "--format", "json")
    assert result.exit_code == 0, result.exception
    document = json.loads(result.stdout)
    assert document["removed"] == {"names and addresses": 1, "ssd/cin_episodes": 1, "ssd/person": 1}
    assert (document["rows_removed"], document["erased_before"]) == (3, False)
    assert "Figures change" in result.stderr
    assert asked == [GONE]
    begun, done = [event for event in events if "erasure" in event["action"]]
    assert (begun["action"], done["action"], done["rows"]) == ("erasure begun", "erasure", 3)
    assert (begun["purpose"], done["purpose"]) == ("request 17", "request 17")
    assert begun["target"] == done["target"] == f"{AUTHORITY} {document['marks'][0][:16]}"
    assert GONE not in json.dumps(events)


def test_without_a_reason_nothing_is_erased(run: Callable[..., Result], asked: list[str], tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Give the reason"):
        raise run("erase", GONE).exception or AssertionError("the command went through")
    assert asked == []
    assert warehouse.erasures(tmp_path / "home", AUTHORITY) == ()


def test_results_of_checks_are_made_anew_because_they_list_rows(run: Callable[..., Result], tmp_path: Path) -> None:
    kept = tmp_path / "home" / "checks" / AUTHORITY
    before = {file.name for file in kept.glob("rows-*")}
    (kept / "rows-of-another-version.parquet").write_text(GONE)
    assert run("erase", GONE, "--reason", "request 17").exit_code == 0
    after = {file.name for file in kept.glob("rows-*")}
    assert len(after) == len(before) == 1
    assert after.isdisjoint(before)


def test_lifting_is_on_record(run: Callable[..., Result], events: list[dict[str, Any]]) -> None:
    run("erase", GONE, "--reason", "request 17")
    assert run("erase", GONE, "--reason", "another child was meant", "--lift").exit_code == 0
    assert events[-1]["action"] == "erasure lifted"


def test_retention_is_shown_held_released_and_applied(
    run: Callable[..., Result], events: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert len(json.loads(run("retention", "list", "--format", "json").stdout)) == 5
    (row,) = json.loads(run("retention", "due", "--as-at", "2019-10-31", "--format", "json").stdout)
    assert (row["children"], row["due"], row["held"]) == (2, 1, 0)
    assert json.loads(run("retention", "due", "--children", "--format", "json").stdout) == [{"child": GONE}]
    run("retention", "hold", GONE, "--reason", "claim 3")
    assert "No child's record is due" in run("retention", "apply").stderr
    run("retention", "release", GONE, "--reason", "claim 3 settled")
    with pytest.raises(Refused, match="has not come yet"):
        raise run("retention", "apply", "--as-at", "2999-01-01").exception or AssertionError
    assert run("retention", "apply", "--as-at", "2019-10-31").exit_code == 0
    (erasure,) = warehouse.erasures(tmp_path / "home", AUTHORITY)
    assert (erasure.rule, erasure.rows_removed) == ("working-copy", 2)
    told = [event["action"] for event in events if "retention" in event["action"]]
    assert told[-2:] == ["retention begun", "retention"]
    assert {"retention due", "retention hold", "retention release"} <= set(told)
    assert GONE not in json.dumps(events)
