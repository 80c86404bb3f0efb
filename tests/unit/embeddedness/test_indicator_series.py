"""An indicator's figures as a series, and what its definition holds it to."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from foothold.cli import charts
from foothold.cli.context import Settings
from foothold.embeddedness import assess
from foothold.embeddedness.indicator_series import (
    DayRead,
    balancing_charts,
    chart_of_weeks,
    held_to,
    named_programme_start,
    pressure_on,
    series_of,
    stored_series,
)
from foothold.indicators import CATALOGUE, Figure, Indicator
from foothold.terms.figures import FigureStatus

SUNDAYS = [date(2020, 1, 5) + timedelta(weeks=week) for week in range(4)]
START = date(2020, 1, 15)


def figure(
    as_at: date, value: float | None, counts: tuple[float, float] | None = None, team: str | None = ""
) -> Figure:
    numerator, denominator = counts or (value, None)
    slices = {} if team == "" else {"team": team}
    status = FigureStatus.BLANK if value is None else FigureStatus.VALUE
    return Figure("AL01", 1, as_at, as_at, slices, numerator, denominator, value, status)


def test_a_figure_that_is_not_there_is_a_gap_and_teams_keep_their_weeks() -> None:
    figures = [figure(day, value) for day, value in zip(SUNDAYS, (5.0, None, 3.0, 0.0), strict=True)]
    by_team = [
        figure(SUNDAYS[0], 5.0, team="North"),
        figure(SUNDAYS[3], 0.0, team="West"),
        figure(SUNDAYS[0], 1.0, team=None),
    ]
    series = series_of(CATALOGUE["AL01"], figures, by_team)
    assert series.values == (5.0, None, 3.0, 0.0)
    assert series.teams == {"North": (5.0, None, None, None), "West": (None, None, None, 0.0)}
    assert series.name == "Unallocated cases"


def test_a_count_that_should_be_nought_follows_the_zero_rule_and_says_whose_direction_it_is() -> None:
    options = held_to(CATALOGUE["AL01"], START)
    assert (options.direction, options.target, options.zero) == ("decrease", 0, True)
    assert (options.direction_is_inferred, options.is_an_authority, options.programme_start) == (True, True, START)


def test_a_measure_without_polarity_has_no_direction() -> None:
    options = held_to(CATALOGUE["FD05"], START)
    assert (options.direction, options.target, options.direction_is_inferred) == ("neutral", None, False)


def test_an_official_polarity_is_not_said_to_be_inferred() -> None:
    options = held_to(CATALOGUE["AS02"], START)
    assert (options.direction, options.zero, options.direction_is_inferred) == ("increase", False, False)


def test_pressure_is_demand_over_capacity_each_against_its_base() -> None:
    # Base: demand 100, and 100 - 20 = 80 posts filled. Then 120 against 60 filled: 1.2 / 0.75 = 1.6.
    demand = [figure(day, value) for day, value in zip(SUNDAYS, (95.0, 105.0, 120.0, None), strict=True)]
    unfilled = [figure(day, 0.0, (empty, 100.0)) for day, empty in zip(SUNDAYS, (20.0, 20.0, 40.0, 20.0), strict=True)]
    pressure = pressure_on(SUNDAYS, demand, unfilled, START)
    assert pressure == (pytest.approx(0.95), pytest.approx(1.05), pytest.approx(1.6), None)


def test_pressure_is_not_known_without_a_base() -> None:
    assert pressure_on(SUNDAYS, [], [], START) == ()
    assert pressure_on(SUNDAYS, [figure(SUNDAYS[0], 100.0)], [figure(SUNDAYS[0], 0.0, (0.0, 10.0))], None) == ()


def test_only_named_programmes_have_a_start() -> None:
    assert named_programme_start("E99000001") == date(2019, 10, 14)
    assert named_programme_start("E99000011") is None


class Kept:
    """Weekly figures as they would be kept: unallocated cases fall to nought, and all else stays as it is."""

    newest_as_at = date(2020, 2, 23)

    def series(self, indicator: str, every: str = "week", by: str | None = None) -> list[Figure]:
        weeks = [date(2019, 1, 6) + timedelta(weeks=week) for week in range(60)]
        if indicator == "FD10" or indicator in CATALOGUE["AL01"].balanced_by:
            return [figure(day, 100.0) for day in weeks]
        if indicator == "WF06":
            return [figure(day, 0.0, (20.0, 100.0)) for day in weeks]
        values = [300.0 + week % 2 if day < date(2019, 10, 14) else 0.0 for week, day in enumerate(weeks)]
        return [figure(day, value, team="North" if by else "") for day, value in zip(weeks, values, strict=True)]


def test_an_indicator_is_assessed_from_the_figures_that_are_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "warehouse" / "E99000001").mkdir(parents=True)
    (tmp_path / "warehouse" / "E99000001" / "manifest.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr("foothold.embeddedness.indicator_series.stored", lambda home, authority: Kept())
    app = typer.Typer()

    @app.callback()
    def settings(context: typer.Context) -> None:
        context.obj = Settings(home=tmp_path, debug=False)

    charts.register(app)
    asked = ["embeddedness", "--indicator", "AL01", "--as-at", "2020-02-23", "--format", "json"]
    found = json.loads(CliRunner().invoke(app, asked, catch_exceptions=False).stdout)
    assert (found["level"], found["periods_on_target"]) == ("consolidating", 19)
    evidence = {one["id"]: one["evidence"] for one in found["conditions"]}
    assert evidence["A"].endswith("the direction is inferred, not official")
    assert evidence["F"].startswith("untested: 0 periods on target at that pressure")
    assert evidence["G"] == "1 of 1 teams above the floor"
    assert set(evidence) == set("ABCDFGH")
    later = json.loads(
        CliRunner().invoke(app, [*asked, "--programme-start", "2019-02-01"], catch_exceptions=False).stdout
    )
    assert later["level"] == "not assessable"


def on_friday(value: float) -> DayRead:
    friday = date(2020, 2, 14)
    return DayRead(figure(friday, value), [figure(friday, value, team="North")])


@pytest.mark.parametrize(("value", "periods"), [(0.0, 18), (3.0, 0)])
def test_a_count_to_be_nought_counts_its_week_as_it_stands_on_friday(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: float, periods: int
) -> None:
    monkeypatch.setattr("foothold.embeddedness.indicator_series.stored", lambda home, authority: Kept())
    indicator, start, friday = CATALOGUE["AL01"], date(2019, 10, 14), date(2020, 2, 14)
    series = stored_series(tmp_path, "E99000001", indicator, start, friday, lambda _, day: on_friday(value))
    assert (series.so_far, series.dates[-2:]) == (True, (date(2020, 2, 9), friday))
    assert series.teams == {"North": series.values}
    found = assess(series, held_to(indicator, start), friday)
    assert found.periods_on_target == periods
    evidence = next(one.evidence for one in found.conditions if one.id == "B")
    assert (
        f"{periods} consecutive newest periods on target (4 for tentative), the newest as it stood on Friday"
        in evidence
    )


@pytest.mark.parametrize(
    ("identifier", "as_at"),
    [
        ("AL01", date(2020, 2, 13)),  # a working day is left
        ("AL01", date(2020, 2, 16)),  # the week is over
        ("AS02", date(2020, 2, 14)),  # a share of what ended in the week
        ("AL01", date(2020, 2, 28)),  # nothing is known of that day yet
    ],
)
def test_otherwise_only_whole_weeks_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, identifier: str, as_at: date
) -> None:
    monkeypatch.setattr("foothold.embeddedness.indicator_series.stored", lambda home, authority: Kept())

    def nobody_asks(indicator: Indicator, day: date) -> DayRead:
        raise AssertionError(f"{indicator.id} was asked for on {day}")

    series = stored_series(tmp_path, "E99000001", CATALOGUE[identifier], START, as_at, nobody_asks)
    assert not series.so_far
    assert {day.weekday() for day in series.dates} == {6}


WEEKS = [date(2019, 6, 2) + timedelta(weeks=week) for week in range(40)]
ARRIVAL = WEEKS[20]


def weeks_of(identifier: str) -> list[Figure]:
    """Twenty weeks about 30, then twenty about 3."""
    values = [29.0 + 2 * (week % 2) if week < 20 else 2.0 + 2 * (week % 2) for week in range(40)]
    return [
        Figure(identifier, 1, day, day, {}, value, None, value, FigureStatus.VALUE)
        for day, value in zip(WEEKS, values, strict=True)
    ]


def test_the_chart_has_the_baseline_that_the_level_is_judged_by() -> None:
    indicator, weeks = CATALOGUE["AL01"], weeks_of("AL01")
    chart = chart_of_weeks(indicator, weeks, ARRIVAL, WEEKS[-1])
    assert chart is not None
    assert (chart.last.mean_col, chart.options.fix_after_n_points, chart.options.target) == (30, 20, 0)
    judged = assess(series_of(indicator, weeks), held_to(indicator, ARRIVAL), WEEKS[-1])
    assert "baseline mean 30" in next(one.evidence for one in judged.conditions if one.id == "A")


def test_the_chart_ends_with_the_week_asked_about() -> None:
    chart = chart_of_weeks(CATALOGUE["AL01"], weeks_of("AL01"), ARRIVAL, WEEKS[25] + timedelta(days=3))
    assert chart is not None
    assert chart.last.x == WEEKS[25]
    assert chart_of_weeks(CATALOGUE["AL01"], weeks_of("AL01"), ARRIVAL, WEEKS[1]) is None


@pytest.mark.parametrize(("identifier", "kind"), [("AL01", "neutral_low"), ("AS02", "concern")])
def test_signals_are_good_or_bad_only_where_somebody_official_says_so(identifier: str, kind: str) -> None:
    chart = chart_of_weeks(CATALOGUE[identifier], weeks_of(identifier), ARRIVAL, WEEKS[-1])
    assert chart is not None
    assert chart.last.point_type == f"special_cause_{kind}"


def test_what_may_have_paid_for_nought_is_charted_up_to_its_newest_settled_week() -> None:
    unallocated = replace(CATALOGUE["AL01"], balanced_by=("WF09", "AL06", "FD16", "AS04", "FD06"))
    days = [date(2019, 9, 1) + timedelta(weeks=week) for week in range(40)]
    weeks = {
        "AL06": [figure(day, 10.0 + place % 2 + (20 if place > 37 else 0)) for place, day in enumerate(days)],
        "FD16": [figure(day, 90.0 + place % 2 - (60 if place > 37 else 0)) for place, day in enumerate(days)],
    }
    found = balancing_charts(unallocated, lambda one: weeks.get(one, []), START, days[-1])
    titles = [CATALOGUE[one].title for one in unallocated.balanced_by]
    assert list(found) == titles
    caseloads, seen = (found[CATALOGUE[one].title] for one in ("AL06", "FD16"))
    assert caseloads is not None
    assert caseloads.points[-1].point_type == "special_cause_concern"
    assert seen is not None
    assert seen.points[-1].x == days[-1] - timedelta(weeks=10)
    assert [title for title, chart in found.items() if chart is None] == [
        CATALOGUE[one].title for one in ("WF09", "AS04", "FD06")
    ]
