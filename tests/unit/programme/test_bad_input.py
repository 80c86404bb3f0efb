"""What does not hold together is refused by name, through the command line, before anything is simulated."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from drawn_programmes import task
from foothold.cli import build_app
from foothold.programme.network import parse_programme
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
        (lambda plan: plan["tasks"][0].pop("p"), "task A has no 'p'"),
        (lambda plan: plan["tasks"][0].update(m="2"), "task A: a duration needs three numbers"),
        (lambda plan: plan["tasks"][0].update(m=True), "task A: a duration needs three numbers"),
        (lambda plan: plan["tasks"][0].update(p=10**400), "task A: .* longer than any calendar"),
        (lambda plan: plan["tasks"][0].update(id=""), "tasks, entry 1, id: an identifier"),
        (lambda plan: plan["tasks"][0].update(id=["A"]), "tasks, entry 1, id: an identifier"),
        (lambda plan: plan["tasks"][1].update(preds=[None]), "task B, preds: an identifier"),
        (lambda plan: plan["tasks"][1].update(preds={"A": 1}), "task B, preds: a list"),
        (lambda plan: plan["tasks"][0].update(resource=["HR"]), "task A, resource: an identifier"),
        (lambda plan: plan.update(tasks="A"), "tasks: a list"),
        (lambda plan: plan.update(tasks=["A"]), "tasks, entry 1: an object"),
        (lambda plan: plan["risks"][0].update(prob="likely"), "risk R1: a probability"),
        (lambda plan: plan["risks"][0].update(impact="lots"), "risk R1: a duration needs three numbers"),
        (lambda plan: plan["risks"][0].pop("prob"), "risk R1 has no 'prob'"),
        (lambda plan: plan.update(risks={"R1": 1}), "risks: a list"),
        (lambda plan: plan.update(resources=["HR"]), "resources: an object"),
        (lambda plan: plan.update(resources={"HR": 0}), "Resource pool HR: its size"),
        (lambda plan: plan.update(correlation="high"), "correlation: an object"),
        (lambda plan: plan.update(correlation={"rho_between_workstreams": 0.2}), "no 'rho_within_workstream'"),
        (lambda plan: plan.update(pause="now"), "pause: an object"),
        (lambda plan: plan.update(pause={"start_wd": [1, 2, 3]}), "pause has no 'length_wd'"),
        (lambda plan: plan.update(calendar="england"), "calendar: an object"),
        (lambda plan: plan.update(calendar={"work_days": []}), "calendar: work_days must name weekdays"),
        (lambda plan: plan.update(calendar={"holidays": ["Easter"]}), "calendar, holidays: not a date"),
        (lambda plan: plan.update(start_date="soon"), "start_date: not a date"),
        (lambda plan: plan.update(start_date="9999-01-01"), "start_date: 9999-01-01 is not in the years"),
        (lambda plan: plan.update(target_dates=["2020-01-01"]), "target_dates: an object"),
        (lambda plan: plan.update(target_dates={"first": "soon"}), "Target date first: not a date"),
        (lambda plan: plan.update(cross_links=[{"pred": "A"}]), "A cross link has no 'succ'"),
        (lambda plan: plan.update(cross_links=[{"pred": "Z", "succ": "A"}]), "A cross link names the unknown task Z"),
        (lambda plan: plan.update(cross_links=[{"pred": "B", "succ": "A"}]), "cycle: A -> B -> A"),
        (lambda plan: plan.update(start_no_earlier_than=[{"task": "A"}]), "task A has no 'date'"),
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
        (
            {"status_date": "2019-06-17", "in_progress": {"A": 1}},
            "Task A has run for 9 .* beyond its pessimistic 3",
        ),
        ({"status_date": "2018-06-17"}, "outside"),
        ({"status_date": "2019-06-17", "finished": {"Z": 1}}, "no task Z"),
        ({"status_date": "2019-06-17", "closed_risks": ["R9"]}, "unknown risk R9"),
        ({"status_date": "2019-06-04", "finished": {"A": 5}}, "task A is reported at 5 .* after the status date"),
        ({"status_date": "2019-06-04", "finished": {"A": NAN}}, "finished, task A: not a number"),
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


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000, "[]", "null", "\udcff"])
def test_a_file_that_holds_no_programme_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(Refused, match=r"plan\.json"):
        CliRunner().invoke(build_app(), ["forecast", str(file)], catch_exceptions=False)


@pytest.mark.parametrize("option", [("--iterations", "0"), ("--iterations", "1000000000000"), ("--lambda", "inf")])
def test_an_option_beyond_its_range_is_wrong_usage_and_names_the_option(
    tmp_path: Path, option: tuple[str, str]
) -> None:
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(whole()))
    result = CliRunner().invoke(build_app(), ["forecast", str(file), *option])
    assert (result.exit_code, option[0] in result.output) == (2, True)


def test_of_two_dates_before_which_a_task_may_not_start_the_later_binds(tmp_path: Path) -> None:
    document = whole()
    document["start_no_earlier_than"] = [{"task": "A", "date": "2019-07-01"}, {"task": "A", "date": "2019-06-10"}]
    assert parse_programme(document, "0" * 64).task("A").not_before == 20


def test_a_status_may_name_tasks_of_a_programme_that_is_left_out(tmp_path: Path) -> None:
    document = whole()
    document["tasks"].append(task("L1", 3) | {"programme": "LGR"})
    reported = tmp_path / "status.json"
    reported.write_text(json.dumps({"status_date": "2019-06-17", "finished": {"A": 2, "L1": 3}}))
    forecast(tmp_path, document, "--programme", "TRUST", "--status", str(reported))
