"""The trend of a milestone's date, worked out by hand on the published dates of one trust."""

import json
from pathlib import Path
from typing import Any

import pytest

from foothold.programme.milestones import milestone_trend
from foothold.terms.errors import Refused


def written(folder: Path, **changes: Any) -> Path:
    reports = [
        {"report": "2019-06-10", "forecast": "2020-07-01"},
        {"report": "2020-02-20", "forecast": "2020-07-01"},
        {"report": "2020-07-03", "forecast": "2021-04-01"},
        {"report": "2020-08-20", "forecast": "2020-11-01"},
    ]
    path = folder / "go-live.json"
    path.write_text(json.dumps({"milestone": "Go-live", "baseline": "2020-07-01", "reports": reports, **changes}))
    return path


def test_each_step_states_its_slip_and_the_time_it_took(tmp_path: Path) -> None:
    steps = milestone_trend(written(tmp_path))["steps"]
    assert [(step["elapsed_days"], step["slip_days"]) for step in steps] == [(255, 0), (134, 274), (48, -151)]
    assert steps[1]["slip_per_elapsed_day"] == pytest.approx(2.04, abs=0.005)
    assert steps[2]["time_to_go_days"] == 73


def test_the_whole_slip_is_against_the_baseline(tmp_path: Path) -> None:
    trend = milestone_trend(written(tmp_path))
    assert (trend["total_slip_vs_baseline_days"], trend["status_at_last"]) == (123, "behind baseline")


@pytest.mark.parametrize(
    ("reports", "named"),
    [
        ([], "holds no reports"),
        ([{"report": "2020-02-20", "forecast": "2020-07-01"}] * 2, "does not come after"),
        ([{"report": "20 Feb", "forecast": "2020-07-01"}], "report 1: not a date"),
        ([{"report": "2020-02-20"}], "report 1 has no 'forecast'"),
        (["2020-02-20"], "reports, entry 1: an object"),
        ("none", "reports: a list"),
    ],
)
def test_reports_out_of_order_or_unreadable_are_refused(tmp_path: Path, reports: list[Any], named: str) -> None:
    with pytest.raises(Refused, match=named):
        milestone_trend(written(tmp_path, reports=reports))


@pytest.mark.parametrize("content", ["[" * 100_000, "[]", "\udcff", '{"reports": []}'])
def test_a_file_that_holds_no_milestone_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "dates.json"
    file.write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(Refused, match=r"dates\.json"):
        milestone_trend(file)
