"""The programme commands as a user runs them."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from drawn_programmes import task
from foothold.cli import build_app
from foothold.terms.errors import Refused


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    tasks = [task("A", (5, 10, 30)), task("B", 5, "A", milestone="Go-live")]
    document = {
        "schema": "trust-programme/1",
        "start_date": "2019-06-03",
        "tasks": tasks,
        "target_dates": {"plan": "2019-07-01"},
    }
    path.write_text(json.dumps(document))
    return path


def run(home: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(build_app(), ["--home", str(home), *arguments])
    if isinstance(result.exception, Refused):
        raise result.exception
    return result


def printed(home: Path, *arguments: str) -> Any:
    result = run(home, *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_forecast_answers_for_the_last_milestone_and_the_target_dates(plan: Path, tmp_path: Path) -> None:
    found = printed(tmp_path, "forecast", str(plan), "--iterations", "500")
    assert (found["milestone"], found["iterations"], list(found["by"])) == ("B", 500, ["2019-07-01"])


def test_the_same_seed_prints_the_same_bytes(plan: Path, tmp_path: Path) -> None:
    first, second = (run(tmp_path, "forecast", str(plan), "--iterations", "200").stdout for _ in range(2))
    assert first == second


def test_an_issued_forecast_is_kept_listed_and_scored(plan: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    printed(home, "forecast", str(plan), "--issued-on", "2019-06-01")
    printed(home, "forecast", str(plan), "--issued-on", "2019-06-10", "--distribution", "triangular")
    assert [entry["issued_on"] for entry in printed(home, "forecasts")] == ["2019-06-01", "2019-06-10"]
    scores = printed(home, "forecasts", "--actual", "B=2019-06-24")
    assert [entry["issued_on"] for entry in scores] == ["2019-06-01", "2019-06-10"]
    assert all(entry["actual"] == "2019-06-24" for entry in scores)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--distribution", "normal"], "no distribution"),
        (["--risks", "maybe"], "--risks is either on or off"),
        (["--snap", "mondays"], "first-of-month"),
        (["--milestone", "Z"], "no task Z"),
        (["--by", "B"], "names no date"),
        (["--given", "B<3"], "not a condition"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(plan: Path, tmp_path: Path, options: list[str], named: str) -> None:
    with pytest.raises(Refused, match=named):
        run(tmp_path, "forecast", str(plan), *options)


@pytest.mark.parametrize("text", ["T40", "B=soon", "T99=2020-11-01"])
def test_only_a_milestone_with_forecasts_and_a_date_can_be_scored(plan: Path, tmp_path: Path, text: str) -> None:
    printed(tmp_path, "forecast", str(plan), "--issued-on", "2019-06-01")
    with pytest.raises(Refused):
        run(tmp_path, "forecasts", "--actual", text)
