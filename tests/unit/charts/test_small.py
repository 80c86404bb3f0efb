"""The small control chart: what it draws, told by shape, and cheap."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

from foothold.charts import Shock, as_png, control_chart, newest_rows, small_control_chart
from foothold.charts.control import LASTING
from foothold.embeddedness import ChartOptions, LevelOptions, Series, chart_of, xmr

SVG = "{http://www.w3.org/2000/svg}"
FIRST = date(2019, 10, 6)
DAYS = [FIRST + timedelta(weeks=week) for week in range(16)]
VALUES: list[float | None] = [29.0, 31.0] * 6 + [30.0, None, 20.0, 36.0]
CHART = xmr(DAYS, VALUES, ChartOptions("decrease", target=25.0, fix_after_n_points=12))


def drawn(**more: object) -> ElementTree.Element:
    svg = small_control_chart("Late & other", "visits", CHART, sentence="Plainly.", **more)  # type: ignore[arg-type]
    return ElementTree.fromstring(svg)  # noqa: S314


def test_it_is_one_image_with_a_name_and_no_style() -> None:
    svg = drawn()
    assert (svg.get("role"), svg.get("aria-label")) == ("img", "Late & other: Plainly.")
    assert not any("style" in part.attrib for part in svg.iter())


def test_signals_differ_by_shape_and_say_their_rule_on_the_point() -> None:
    marks = {path.findtext(f"{SVG}title"): path.get("d", "") for path in drawn().iter(f"{SVG}path")}
    assert list(marks) == [
        "12 Jan 2020: 20. Improvement: below the lower limit",
        "19 Jan 2020: 36. Concern: above the upper limit",
    ]
    diamond, triangle = marks.values()
    assert (diamond.count("l"), "h" in diamond) == (3, False)
    assert (triangle.count("l"), "h" in triangle) == (2, True)


def test_its_newest_points_are_a_table_newest_first_with_gaps_and_rules() -> None:
    assert newest_rows(CHART, "visits", 4) == (
        ("19 Jan 2020", "36", "Concern: above the upper limit"),
        ("12 Jan 2020", "20", "Improvement: below the lower limit"),
        ("5 Jan 2020", "not reported", ""),
        ("29 Dec 2019", "30", ""),
    )
    assert len(newest_rows(CHART, "visits", 99)) == len(DAYS)


def test_a_gap_breaks_the_line_and_mean_limits_and_target_are_drawn() -> None:
    svg = drawn()
    assert [len(line.get("points", "").split()) for line in svg.iter(f"{SVG}polyline")] == [13, 2]
    dashes = [line.get("stroke-dasharray") for line in svg.iter(f"{SVG}line")]
    assert dashes == [None, "5 3", "5 3", "2 2"]


def test_shocks_are_numbered_bands_and_one_that_lasts_says_since() -> None:
    svg = drawn(shocks=[Shock(date(2019, 12, 1), LASTING, "Pandemic"), Shock(date(2030, 1, 1), LASTING, "Later")])
    titles = [rect.findtext(f"{SVG}title") for rect in svg.iter(f"{SVG}rect")]
    assert titles == [None, "Pandemic, since 1 Dec 2019"]
    assert "1" in [text.text for text in svg.iter(f"{SVG}text")]


def test_earlier_limits_run_on_dotted_after_a_decided_baseline() -> None:
    values = tuple([300.0, 310.0] * 6 + [100.0, 102.0, 98.0] * 5)
    days = tuple(FIRST + timedelta(weeks=week) for week in range(len(values)))
    series, options = Series(days, values), LevelOptions("decrease", 0, days[12])
    chart = chart_of(series, options, days[-1], [days[13]])
    dashes = [line.split('"')[0] for line in small_control_chart("T", "x", chart, sentence="").split('dasharray="')[1:]]
    assert dashes.count("1 4") >= 2
    large = control_chart("T", "x", chart).svg
    assert 'stroke-dasharray="1,5"' in large


def test_the_large_chart_says_the_rule_on_the_point_too() -> None:
    svg = control_chart("Late visits", "visits", CHART).svg
    assert "<title>Signal on 19 Jan 2020: 36. Concern: above the upper limit</title>" in svg


def test_a_drawing_becomes_a_picture() -> None:
    assert as_png(control_chart("Late visits", "visits", CHART).svg).startswith(b"\x89PNG")
