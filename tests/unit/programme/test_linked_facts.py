"""Scores that rest on facts: scored anew on their scale, the score that was given untouched."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from foothold.cli import build_app
from foothold.programme.linked_facts import rescored
from foothold.programme.options_appraisal import appraise, read_appraisal
from foothold.programme.options_summary import options_summary
from foothold.terms.errors import Refused

FACT = "forecast by 2020-11-01"


def options(folder: Path, link: Any = None, **more: Any) -> Path:
    link = link or {"fact": FACT, "was": 0.6, "scale": [[0, 0], [0.5, 40], [1, 100]]}
    document = {
        "question": "Who?",
        "criteria": [{"id": "ready", "weight": 60}, {"id": "money", "weight": 40}],
        "options": [
            {"id": "trust", "scores": {"ready": 80, "money": 50}, "links": {"ready": link}},
            {"id": "bau", "scores": {"ready": 50, "money": 70}},
        ],
        **more,
    }
    path = folder / "options.json"
    path.write_text(json.dumps(document))
    return path


@pytest.mark.parametrize(("now", "score"), [(0.0, 0), (0.25, 20), (0.5, 40), (0.75, 70), (1.0, 100), (-1, 0), (2, 100)])
def test_a_score_lies_on_straight_lines_between_the_points_of_its_scale(
    tmp_path: Path, now: float, score: float
) -> None:
    found = rescored(options(tmp_path), {FACT: now})
    assert found is not None
    assert found["links"][0].new == pytest.approx(score)
    assert found["result"]["totals"]["trust"] == pytest.approx(0.6 * score + 0.4 * 50)


def test_the_leader_changes_with_the_fact_and_the_file_does_not(tmp_path: Path) -> None:
    path = options(tmp_path)
    whole = path.read_bytes()
    found = rescored(path, {FACT: 0.25})
    assert appraise(read_appraisal(path))["ranking"] == ["trust", "bau"]
    assert found is not None
    assert found["result"]["ranking"] == ["bau", "trust"]
    assert (found["links"][0].old, found["links"][0].was, found["links"][0].moved) == (80, 0.6, True)
    assert path.read_bytes() == whole


def test_a_fact_that_is_not_known_leaves_the_score_that_was_given(tmp_path: Path) -> None:
    found = rescored(options(tmp_path), {})
    assert found is not None
    assert (found["links"][0].new, found["links"][0].moved) == (None, False)
    assert found["result"]["totals"]["trust"] == 68


def test_without_links_nothing_is_scored_anew(tmp_path: Path) -> None:
    path = options(tmp_path, options=[{"id": "bau", "scores": {"ready": 1, "money": 2}}])
    assert rescored(path, {FACT: 1.0}) is None


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ({"fact": FACT}, "needs a fact and a scale"),
        ({"fact": "the weather", "scale": [[0, 0], [1, 1]]}, "neither"),
        ({"fact": FACT, "scale": [[1, 0], [0, 1]]}, "values rising"),
        ({"fact": FACT, "scale": [[0, 0], [1, 101]]}, "outside 0 to 100"),
        ({"fact": FACT, "scale": [[0, 0], [float("nan"), 1]]}, "values rising"),
    ],
)
def test_a_link_that_makes_no_sense_is_refused_by_option_and_criterion(tmp_path: Path, link: Any, named: str) -> None:
    with pytest.raises(Refused, match=f"option trust, criterion ready.*{named}"):
        rescored(options(tmp_path, link), {})


def test_the_page_says_who_leads_and_what_moved(tmp_path: Path) -> None:
    path = options(tmp_path)
    text = options_summary(json.loads(path.read_text()), appraise(read_appraisal(path)), rescored(path, {FACT: 0.25}))
    assert "trust leads" in text
    assert "was 0.6 and is 0.25; the score of 80 becomes 20" in text
    assert "On these scores bau leads." in text


def test_the_commands_take_the_fact_from_the_newest_kept_forecast(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    tasks = [{"id": "A", "programme": "T", "o": 5, "m": 5, "p": 5, "preds": [], "milestone": "Go-live"}]
    dates = {"target": "2020-11-01"}
    plan.write_text(
        json.dumps({"schema": "trust-programme/1", "start_date": "2019-06-03", "tasks": tasks, "target_dates": dates})
    )
    path, out = options(tmp_path), tmp_path / "summary.md"
    words = ["--home", str(tmp_path / "home")]
    for more in (
        ["forecast", str(plan), "--iterations", "10", "--issued-on", "2019-06-01"],
        ["programme", "summary", str(path), "--out", str(out)],
    ):
        assert CliRunner().invoke(build_app(), [*words, *more], catch_exceptions=False).exit_code == 0
    assert "is 1; the score of 80 becomes 100" in out.read_text()
    printed = json.loads(CliRunner().invoke(build_app(), [*words, "options", str(path)]).stdout)
    assert printed["rescored"]["totals"]["trust"] == pytest.approx(80)
    assert printed["totals"]["trust"] == 68
