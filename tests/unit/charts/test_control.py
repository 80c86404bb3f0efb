"""Control charts as drawn: what they say, what the table holds, and that they need neither colour nor style sheet."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

from foothold.charts import PHONE, Chart, Shock, control_chart
from foothold.charts.control import Frame
from foothold.embeddedness import ChartOptions, xmr

SVG = "{http://www.w3.org/2000/svg}"
FIRST = date(2019, 10, 6)
DAYS = [FIRST + timedelta(weeks=week) for week in range(16)]
VALUES: list[float | None] = [29.0, 31.0] * 6 + [30.0, None, 20.0, 36.0]


def drawn(direction: str = "decrease", **more: object) -> Chart:
    options = ChartOptions(direction, target=25.0, fix_after_n_points=12)  # type: ignore[arg-type]
    return control_chart("Late visits", "visits", xmr(DAYS, VALUES, options), **more)  # type: ignore[arg-type]


def texts(svg: str) -> list[str]:
    return ["".join(found.itertext()) for found in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def colours(svg: str) -> set[str]:
    return set(re.findall(r"#[0-9A-Fa-f]{6}", svg))


def test_the_sentence_is_computed_from_the_data() -> None:
    assert drawn(polarity="low").sentence == (
        "Late visits: 36 on 19 Jan 2020. Baseline mean 30, limits 24.7 to 35.3. Signals among 16 points: "
        "1 of improvement, 1 of concern; the newest point is of concern. Lower is better."
    )


def test_the_table_holds_every_point_with_its_signal_in_words() -> None:
    chart = drawn()
    assert chart.columns == ("Date", "Value", "Mean", "Lower limit", "Upper limit", "Signal")
    assert chart.rows[0] == ("6 Oct 2019", "29", "30", "24.7", "35.3", "")
    assert chart.rows[13][:2] == ("5 Jan 2020", "not reported")
    assert chart.rows[-2][-1] == "Improvement: below the lower limit"
    assert chart.rows[-1][-1] == "Concern: above the upper limit"


def test_the_drawing_is_one_described_image_without_styles() -> None:
    chart = drawn()
    root = ElementTree.fromstring(chart.svg)  # noqa: S314
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert (title.text, description.text) == (chart.title, chart.sentence)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert "style" not in chart.svg
    assert chart.svg.count("aria-") == 1
    assert root.get("width") is None
    assert 660 <= float(root.get("viewBox", "").split()[2]) <= 790
    assert re.search(r'<rect [^>]*fill="#FFFFFF"', chart.svg)


def test_ids_differ_between_charts_of_one_page() -> None:
    one, other = drawn(), drawn(width=PHONE)
    ids = [set(re.findall(r'id="([^"]+)"', chart.svg)) for chart in (one, other)]
    assert ids[0]
    assert not ids[0] & ids[1]
    for chart, known in zip((one, other), ids, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", chart.svg)) <= known


def test_a_phone_gets_a_narrow_drawing() -> None:
    root = ElementTree.fromstring(drawn(width=PHONE).svg)  # noqa: S314
    assert float(root.get("viewBox", "").split()[2]) <= PHONE + 25
    assert {"Lower 24.7", "Upper 35.3"} <= {text.text for text in root.iter(f"{SVG}text")}


def test_limits_target_and_shock_are_labelled_in_the_drawing() -> None:
    chart = drawn(shocks=[Shock(date(2019, 12, 1), date(2030, 1, 1), "New rota")])
    shown = texts(chart.svg)
    assert {"Mean 30", "Lower limit 24.7", "Upper limit 35.3", "Target 25", "1", "Visits"} <= set(shown)
    assert "Jan 2020" in shown
    assert chart.key == ("New rota, 1 Dec 2019 to 1 Jan 2030",)
    assert "Shaded: 1. New rota, 1 Dec 2019 to 1 Jan 2030." in chart.svg


def test_a_shock_outside_the_series_is_not_drawn() -> None:
    chart = drawn(shocks=[Shock(date(2018, 1, 1), date(2018, 2, 1), "Old rota")])
    assert (chart.key, "Shaded" in chart.svg) == ((), False)


def test_numbers_of_shocks_that_are_near_each_other_stand_below_one_another() -> None:
    near = [Shock(day, day, f"Shock {day.day}") for day in (date(2019, 12, 3), date(2019, 12, 1), date(2020, 1, 12))]
    chart = drawn(shocks=near, width=PHONE)
    places = re.findall(r'translate\(([\d.]+),(\d+)\)"[^>]*font-weight="bold"[^>]*>(\d)<', chart.svg)
    (one, two, three) = sorted(((number, float(x), float(y)) for x, y, number in places))
    assert two[2] - one[2] == 16
    assert three[2] == one[2]
    assert chart.key == ("Shock 1, 1 Dec 2019", "Shock 3, 3 Dec 2019", "Shock 12, 12 Jan 2020")


def test_signals_are_told_apart_by_shape() -> None:
    shown = texts(drawn().svg)
    assert "Improvement" in shown
    assert "Concern" in shown
    symbols = re.findall(r'<path transform="translate\([^"]*" d="([^"]*)" fill="(#28A197|#F46A25)"', drawn().svg)
    assert len({shape for shape, _ in symbols}) >= 2


def test_a_measure_without_direction_has_no_colour_of_judgement() -> None:
    neutral = drawn("neutral")
    assert not colours(neutral.svg) & {"#28A197", "#F46A25"}
    assert {"High", "Low"} <= set(texts(neutral.svg))


def test_a_count_that_stays_at_nought_has_no_limits_and_says_so() -> None:
    chart = control_chart("Late visits", "visits", xmr(DAYS, [0.0] * 16, ChartOptions("decrease", target=0.0)))
    assert "No variation to measure" in chart.sentence
    assert chart.rows[0][3:5] == ("none", "none")
    assert "1" in texts(chart.svg)
    assert "0.5" not in texts(chart.svg)


def test_the_line_breaks_at_a_missing_period_whether_blank_or_absent() -> None:
    absent = [i for i in range(16) if i != 13]
    gone = xmr([DAYS[i] for i in absent], [VALUES[i] for i in absent], ChartOptions("decrease", target=25.0))
    svg = control_chart("Late visits", "visits", gone).svg
    for drawing in (svg, drawn().svg):
        (line,) = re.findall(r'<path [^>]*d="([^"]*)"[^>]*stroke="#12436D"[^>]*stroke-width="2"', drawing)
        assert line.count("M") == 2


def test_a_percentage_does_not_start_at_zero_and_a_count_does() -> None:
    values = [84.0, 86.0] * 8
    percentages = control_chart("On time", "%", xmr(DAYS, values, ChartOptions("increase")))
    counts = control_chart("Visits", "visits", xmr(DAYS, values, ChartOptions("increase")))
    assert "0%" not in texts(percentages.svg)
    assert "0" in texts(counts.svg)
    assert percentages.sentence.startswith("On time: 86.0% on 19 Jan 2020. Mean 85.0%,")


def test_labels_move_apart_and_stay_in_order() -> None:
    frame = Frame(width=500, height=300, low=0, high=100)
    placed = frame.beside_each_other(
        [("Mean", 50.0, "#000000"), ("Upper", 51.0, "#000000"), ("Lower", 10.0, "#000000")]
    )
    assert [(label["text"], label["pixel"]) for label in placed] == [("Lower", 270), ("Mean", 150), ("Upper", 134)]


def test_a_title_cannot_break_the_drawing() -> None:
    chart = control_chart('<script> & "co"', "visits", xmr(DAYS, VALUES, ChartOptions("decrease")))
    title = ElementTree.fromstring(chart.svg).find(f"{SVG}title")  # noqa: S314
    assert title is not None
    assert title.text == '<script> & "co"'


def test_the_same_data_give_the_same_drawing() -> None:
    assert drawn().svg == drawn().svg
