"""What does not hold together is refused by name, through the command line, before anything is simulated."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from drawn_programmes import task
from foothold.cli import build_app
from foothold.terms.errors import Refused

NAN = float("nan")
Break = Callable[[dict[str, Any]], Any]


def whole() -> dict[str, Any]:
    return {
        "schema": "trust-programme/1",
        "start_date": "2019-06-03",
        "tasks": [task("A", (1, 2, 3)), task("B", (1, 2, 3), "A", milestone="Go-live")],
        "risks": [{"id": "R1", "prob": 0.5, "tasks": ["A"], "impact": [1, 2, 3]}],
    }


def forecast(folder: Path, document: dict[str, Any], *options: str) -> None:
    file = folder / "plan.json"
    file.write_text(json.dumps(document))
    words = ["--home", str(folder), "forecast", str(file), "--iterations", "20", *options]
    result = CliRunner().invoke(build_app(), words)
    if result.exception is not None:
        raise result.exception


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda plan: plan["tasks"][0]["preds"].append("B"), "cycle: A -> B -> A"),
        (lambda plan: plan["tasks"][0]["preds"].append("A"), "Task A waits for itself"),
        (lambda plan: plan["tasks"][0]["preds"].append("Z"), "Task A waits for the unknown predecessor Z"),
        (lambda plan: plan["tasks"][1].update(preds="A"), "Task B: preds is a text"),
        (lambda plan: plan["tasks"][0].update(o=5), r"task A: .*\(o > m\)"),
        (lambda plan: plan["tasks"][0].update(m=5), r"task A: .*\(m > p\)"),
        (lambda plan: plan["tasks"][0].update(o=-1), "task A: the optimistic duration is negative"),
        (lambda plan: plan["tasks"][0].update(m=NAN), "task A: a duration is not a number"),
        (lambda plan: plan["tasks"][0].update(m=None), "task A: a duration needs three numbers"),
        (lambda plan: plan["tasks"][0].update(m=1e308, p=1e308), "task A: .* longer than any calendar"),
        (lambda plan: plan["tasks"].append(plan["tasks"][0]), "Task A stands twice"),
        (lambda plan: plan["tasks"].clear(), "an empty network"),
        (lambda plan: plan["tasks"][0].update(resource="HR"), "Task A draws on the unknown pool HR"),
        (lambda plan: plan["risks"][0].update(prob=1.2), "risk R1: a probability"),
        (lambda plan: plan["risks"][0].update(prob=NAN), "risk R1: a probability"),
        (lambda plan: plan["risks"][0].update(tasks=["Z"]), "risk R1 names the unknown task Z"),
        (lambda plan: plan["risks"].append(plan["risks"][0]), "Risk R1 stands twice"),
        (lambda plan: plan.update(target_dates={"first": "2018-01-01"}), "Target date first: .* outside"),
        (lambda plan: plan.update(start_no_earlier_than=[{"task": "A", "date": "2060-01-01"}]), "outside"),
        (lambda plan: plan.pop("start_date"), "no 'start_date'"),
    ],
)
def test_a_programme_that_does_not_hold_together_is_refused_by_name(tmp_path: Path, spoil: Break, named: str) -> None:
    document = whole()
    spoil(document)
    with pytest.raises(Refused, match=named):
        forecast(tmp_path, document)


@pytest.mark.parametrize(
    ("status", "named"),
    [
        ({"status_date": "2019-06-17", "in_progress": {"A": 1}}, "Task A has run for 9 .* beyond its pessimistic 3"),
        ({"status_date": "2018-06-17"}, "outside"),
        ({"status_date": "2019-06-17", "finished": {"Z": 1}}, "no task Z"),
        ({"status_date": "2019-06-17", "closed_risks": ["R9"]}, "unknown risk R9"),
        ({"status_date": "2019-06-04", "finished": {"A": 5}}, "task A is reported at 5 .* after the status date"),
        ({"status_date": "2019-06-04", "finished": {"A": NAN}}, "task A has a time that is no number"),
        ({"status_date": "2019-06-17", "pause": {"began": 4, "ended": 2}}, "ends before it begins"),
        ({"status_date": "2019-06-17", "finished": {"A": 1}, "in_progress": {"A": 1}}, "both finished and in"),
    ],
)
def test_a_status_that_cannot_be_is_refused_by_name(tmp_path: Path, status: dict[str, Any], named: str) -> None:
    reported = tmp_path / "status.json"
    reported.write_text(json.dumps(status))
    with pytest.raises(Refused, match=named):
        forecast(tmp_path, whole(), "--status", str(reported))


@pytest.mark.parametrize("option", [("--by", "B=2018-01-01"), ("--given", "B<=2060-01-01"), ("--given", "B<=nan")])
def test_a_question_about_a_day_that_is_none_is_refused(tmp_path: Path, option: tuple[str, str]) -> None:
    with pytest.raises(Refused, match=r"outside|no number"):
        forecast(tmp_path, whole(), *option)


def test_a_status_may_name_tasks_of_a_programme_that_is_left_out(tmp_path: Path) -> None:
    document = whole()
    document["tasks"].append(task("L1", 3) | {"programme": "LGR"})
    reported = tmp_path / "status.json"
    reported.write_text(json.dumps({"status_date": "2019-06-17", "finished": {"A": 2, "L1": 3}}))
    forecast(tmp_path, document, "--programme", "TRUST", "--status", str(reported))
