"""When would Exampleshire's trust go live? What would have been said on three days, and how it fared."""

import json
from datetime import date

import pytest

from foothold.demo.programme import ISSUED_ON, write_programme
from foothold.programme.ledger import issued, score
from foothold.programme.milestones import milestone_trend

GO_LIVE = date(2020, 11, 1)
ORDERED, NEW_COUNCILS = "2020-07-01", "2021-04-01"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    write_programme(folder)
    return folder


@pytest.fixture(scope="module")
def forecasts(home):
    return {kept.issued_on: kept for kept in issued(home / "programme" / "forecasts")}


def chance(kept, day):
    return kept.document["by"][day]["probability"]


def test_one_forecast_is_kept_for_each_of_the_three_days(forecasts):
    assert tuple(forecasts) == ISSUED_ON


def test_in_may_2019_the_ordered_date_was_already_out_of_reach_and_the_councils_first_day_was_not(forecasts):
    first = forecasts[date(2019, 5, 15)]
    assert chance(first, ORDERED) < 0.05
    assert chance(first, NEW_COUNCILS) > 0.95


def test_in_february_2020_july_was_very_unlikely_while_the_board_still_said_july(home, forecasts):
    assert chance(forecasts[date(2020, 2, 20)], ORDERED) < 0.01
    reports = json.loads((home / "programme" / "milestones.json").read_text())["reports"]
    assert {one["report"]: one["forecast"] for one in reports}["2020-02-20"] == ORDERED


def test_by_june_2020_autumn_to_spring_is_the_span(forecasts):
    days = forecasts[date(2020, 6, 30)].document["quantiles"]
    assert "2020-09-22" < days["P05"]["date"] < "2020-12-01"
    assert "2020-12-21" < days["P95"]["date"] < "2021-04-01"


def test_the_fact_fell_within_every_forecast_and_the_later_ones_were_sharper(forecasts):
    scores = [score(kept, GO_LIVE) for kept in forecasts.values()]
    assert all(one["within_P10_P90"] and one["not_beyond_P80"] for one in scores)
    losses = [one["pinball_days"] for one in scores]
    assert losses == sorted(losses, reverse=True)
    assert losses[0] > losses[-1]


def test_no_forecast_knows_the_day_on_which_the_trust_went_live(tmp_path, forecasts):
    folder = tmp_path / "programme"
    folder.mkdir()
    (folder / "milestones.json").write_text('{"reached": "1999-12-31"}')
    again = write_programme(tmp_path)
    assert [kept.identity for kept in again] == [kept.identity for kept in forecasts.values()]


def test_made_again_nothing_is_issued_twice(home, forecasts):
    write_programme(home)
    assert len(issued(home / "programme" / "forecasts")) == len(forecasts)


def test_the_milestone_stood_still_for_months_and_then_lost_more_than_a_day_a_day(home):
    trend = milestone_trend(home / "programme" / "milestones.json")
    slips = [step["slip_per_elapsed_day"] for step in trend["steps"]]
    assert slips[:2] == [0, 0]
    assert slips[2] > 1
    assert slips[3] > 1
    assert trend["total_slip_vs_baseline_days"] == 123
    assert trend["status_at_last"] == "reached"
