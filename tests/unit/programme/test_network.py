"""What a programme file must hold to, each refusal by name."""

from typing import Any

import pytest

from foothold.programme.network import parse_programme
from foothold.terms.errors import Refused

GOOD: dict[str, Any] = {
    "start_date": "2019-06-03",
    "tasks": [
        {"id": "A", "programme": "TRUST", "o": 1, "m": 2, "p": 3, "preds": []},
        {"id": "B", "programme": "LGR", "o": 1, "m": 2, "p": 3, "preds": ["A"], "resource": "LEG"},
    ],
    "resources": {"LEG": 1},
}


def changed(**changes: Any) -> dict[str, Any]:
    return {**GOOD, **changes}


def first_task(**changes: Any) -> dict[str, Any]:
    return changed(tasks=[{**GOOD["tasks"][0], **changes}, GOOD["tasks"][1]])


@pytest.mark.parametrize(
    ("document", "named"),
    [
        (first_task(o=4), "task A: optimistic exceeds most likely"),
        (first_task(m=5), "task A: most likely exceeds pessimistic"),
        (first_task(o=-1), "task A: the optimistic duration is negative"),
        (first_task(p=float("nan")), "task A: a duration is not a number"),
        (first_task(preds=["B"]), "cycle: "),
        (first_task(preds=["A"]), "waits for itself, a cycle of one"),
        (first_task(preds=["Z"]), "Task A waits for the unknown predecessor Z"),
        (first_task(id="B"), "Task B stands twice"),
        (first_task(resource="ICT"), "Task A draws on the unknown pool ICT"),
        (changed(tasks=[]), "empty network"),
        (changed(resources={"LEG": 0}), "Resource pool LEG"),
        (changed(risks=[{"id": "R1", "prob": 1.1, "tasks": ["A"], "impact": 3}]), "risk R1: a probability"),
        (changed(risks=[{"id": "R1", "prob": 0.1, "tasks": ["Z"], "impact": 3}]), "risk R1 names the unknown task Z"),
        (changed(risks=[{"id": "R1", "prob": 0.1, "tasks": ["A"], "impact": [3, 2, 1]}]), "risk R1: optimistic"),
        (changed(cross_links=[{"pred": "Z", "succ": "A"}]), "cross link names the unknown task Z"),
        (changed(start_no_earlier_than=[{"task": "A", "date": "2019-01-01"}]), "outside the programme's calendar"),
        (changed(start_no_earlier_than=[{"task": "Z", "date": "2019-07-01"}]), "unknown task Z"),
        (changed(correlation={"rho_between_workstreams": 0.6, "rho_within_workstream": 0.5}), "correlation: "),
        (changed(pause={"prob": 2, "start_wd": [1, 1, 1], "length_wd": [1, 1, 1]}), "pause: a probability"),
        (changed(calendar={"work_days": [0]}), "work_days must name weekdays"),
        ({"start_date": "2019-06-03"}, "has no 'tasks'"),
    ],
)
def test_a_programme_that_does_not_hold_together_is_refused_by_name(document: dict[str, Any], named: str) -> None:
    with pytest.raises(Refused, match=named.replace("(", r"\(")):
        parse_programme(document, "")


def test_an_unknown_programme_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="no programme PFI"):
        parse_programme(GOOD, "", ["PFI"])


def test_leaving_a_programme_out_leaves_the_links_to_it_out() -> None:
    kept = parse_programme(GOOD, "", ["LGR"])
    assert [(task.id, task.predecessors) for task in kept.tasks] == [("B", ())]


def test_a_plan_says_which_milestone_it_is_about() -> None:
    tasks = [{**task, "milestone": "Reached"} for task in GOOD["tasks"]]
    assert parse_programme(changed(tasks=tasks), "").go_live.id == "A"  # of the first programme
    assert parse_programme(changed(tasks=tasks, go_live="B"), "").go_live.id == "B"
    assert parse_programme(changed(tasks=tasks, go_live="B"), "", ["TRUST"]).go_live.id == "A"  # B is left out
    with pytest.raises(Refused, match="go_live names the unknown task Z"):
        parse_programme(changed(go_live="Z"), "")
