"""Forecasts are kept as they were and scored by hand-worked numbers."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foothold.programme.ledger import Issued, about, freeze, issued, score
from foothold.terms.errors import Refused

DAY = date(2020, 2, 20)


def forecast(**quantiles: str) -> dict[str, Any]:
    return {
        "milestone": "T40",
        "inputs_sha256": "ab",
        "quantiles": {level: {"date": day} for level, day in quantiles.items()},
        "by": {"2020-11-01": {"probability": 0.8}, "2021-04-01": {"probability": 1.0}, "L12=2021-04-01": {}},
    }


SPREAD = forecast(P10="2020-10-02", P50="2020-10-22", P80="2020-11-11", P90="2020-11-21")


def test_a_forecast_is_kept_once_and_read_back_unchanged(tmp_path: Path) -> None:
    first = freeze(tmp_path, SPREAD, DAY)
    assert freeze(tmp_path, SPREAD, DAY) == first
    assert issued(tmp_path) == [first]


def test_a_changed_forecast_is_noticed(tmp_path: Path) -> None:
    freeze(tmp_path, SPREAD, DAY)
    path = next(tmp_path.iterdir())
    path.write_text(path.read_text().replace("0.8", "0.9"))
    with pytest.raises(Refused, match="has been changed since it was issued"):
        issued(tmp_path)


def test_scores_are_those_worked_out_by_hand() -> None:
    found = score(Issued(DAY, "T40", SPREAD, ""), date(2020, 11, 1))
    assert (found["error_of_P50_days"], found["within_P10_P90"], found["not_beyond_P80"]) == (10, True, True)
    assert found["share_of_quantiles_before"] == 0.5
    # 30 days late of P10, 10 of P50; 10 early of P80, 20 of P90.
    assert found["pinball_days"] == pytest.approx(2 * (0.1 * 30 + 0.5 * 10 + 0.2 * 10 + 0.1 * 20) / 4)
    # 1 November is not before 1 November: 0.8 was wrong; it was before 1 April 2021: 1.0 was right.
    assert found["brier"] == pytest.approx((0.8**2 + 0) / 2)


def test_a_fact_outside_the_interval_is_said_to_be() -> None:
    found = score(Issued(DAY, "T40", SPREAD, ""), date(2021, 1, 1))
    assert (found["within_P10_P90"], found["not_beyond_P80"]) == (False, False)


def test_forecasts_of_another_milestone_are_told_apart(tmp_path: Path) -> None:
    freeze(tmp_path, SPREAD, DAY)
    freeze(tmp_path, SPREAD | {"milestone": "L12"}, date(2020, 3, 1))
    kept = issued(tmp_path)
    assert [one.milestone for one in about(kept, "T40")] == ["T40"]
    assert [one.milestone for one in about(kept, "never issued")] == ["L12"]  # that issued last
    assert about([], "T40") == []
