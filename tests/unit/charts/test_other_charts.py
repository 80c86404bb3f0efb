"""Bars, distributions, sparklines and the palette."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from foothold.charts import bars, distribution, drawing, sparkline, waterfall

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return ["".join(found.itertext()) for found in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def test_bars_say_highest_and_lowest_and_keep_their_order() -> None:
    chart = bars("Late visits by team", "visits", [("North", 4.0), ("West", None), ("County", 9.0)], target=5)
    assert chart.sentence == "Late visits by team: highest 9 (County), lowest 4 (North)."
    assert chart.rows == (("North", "4"), ("West", "not reported"), ("County", "9"))
    assert {"North", "West", "County", "4", "9", "not reported", "Target 5"} <= set(texts(chart.svg))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([], "Late: nothing reported."),
        ([("North", None)], "Late: nothing reported."),
        ([("North", 2.0), ("West", 2.0), ("County", None)], "Late: 2 everywhere that reported (2 of 3)."),
    ],
)
def test_bars_without_a_difference_do_not_invent_one(values: list[tuple[str, float | None]], sentence: str) -> None:
    assert bars("Late", "visits", values).sentence == sentence


def test_a_distribution_counts_who_is_above_the_limit_and_shows_empty_bands() -> None:
    chart = distribution("Caseloads", "cases", [0, 5, 6, 25, 26, 41], limit=25)
    assert chart.sentence == "Caseloads: half of 6 workers have 15.5 or fewer; the highest is 41; 2 are above 25."
    assert chart.columns == ("Cases", "Workers")
    assert chart.rows[:3] == (("0 to 5", "2"), ("6 to 10", "1"), ("11 to 15", "0"))
    assert chart.rows[-1] == ("41 to 45", "1")
    assert sum(int(count) for _, count in chart.rows) == 6
    assert "Above 25" in texts(chart.svg)
    assert "#F46A25" in chart.svg


def test_a_distribution_of_nothing_says_so() -> None:
    chart = distribution("Caseloads", "cases", [])
    assert (chart.sentence, chart.rows) == ("Caseloads: nothing reported.", ())


def test_a_sparkline_has_a_gap_where_a_value_is_missing_and_a_dot_on_the_newest() -> None:
    svg = sparkline([0, 10, None, 10, 5])
    assert svg.count("<polyline") == 2
    # 120 wide with a margin of 4: five places 28 apart. 28 high: 10 lies at 4, nought at 24, 5 half way.
    assert 'points="4.0,24.0 32.0,4.0"' in svg
    assert '<circle cx="116.0" cy="14.0"' in svg
    assert 'aria-hidden="true"' in svg
    assert "style" not in svg


def test_a_sparkline_with_a_label_is_an_image_of_that_name() -> None:
    svg = sparkline([1, 2], 'Late & "overdue"', target=1)
    assert ElementTree.fromstring(svg).get("aria-label") == 'Late & "overdue"'  # noqa: S314
    assert "stroke-dasharray" in svg


@pytest.mark.parametrize("values", [[], [None, None]])
def test_a_sparkline_of_nothing_is_empty(values: list[float | None]) -> None:
    assert "<polyline" not in sparkline(values)


def test_a_sparkline_of_one_value_or_of_equal_ones_is_drawn() -> None:
    assert "<circle" in sparkline([0.0])
    assert 'points="4.0,24.0 116.0,24.0"' in sparkline([0.0, 0.0])


@pytest.mark.parametrize(
    ("colour", "least"),
    [
        *((colour, 3.0) for colour in (drawing.DARK_BLUE, drawing.TURQUOISE, drawing.DARK_PINK, drawing.ORANGE)),
        *((colour, 4.5) for colour in (drawing.DARK_GREY, drawing.DARK_PINK, drawing.INK, drawing.DARK_BLUE)),
    ],
)
def test_lines_and_marks_stand_out_on_white_and_text_more_so(colour: str, least: float) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= least


def luminance(colour: str) -> float:
    """Relative luminance as the Web Content Accessibility Guidelines define it."""
    parts = [int(part, 16) / 255 for part in re.findall("[0-9A-Fa-f]{2}", colour)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_what_is_not_a_drawing_is_not_passed_on() -> None:
    with pytest.raises(ValueError, match="not an SVG"):
        drawing.accessible("<p>nothing</p>", "Title", "What it shows")


def test_a_waterfall_says_what_each_step_added_and_draws_each_from_where_the_last_ended() -> None:
    steps = [("Definition", 0.0), ("New facts", 3.0), ("Corrections", -5.0)]
    chart = waterfall("Unallocated", "cases", ("in May", 14.0), steps, ("in June", 12.0))
    minus = "\N{MINUS SIGN}"
    assert chart.sentence == f"Unallocated: 14 in May, 12 in June; New facts +3, Corrections {minus}5."
    assert [row[1] for row in chart.rows] == ["14", "0", "+3", f"{minus}5", "12"]
    assert {"in May", "New facts", "+3", f"{minus}5", "12"} <= set(texts(chart.svg))


def test_a_waterfall_of_nothing_says_so_and_one_with_a_gap_is_not_drawn() -> None:
    assert waterfall("Late", "%", ("then", 2.0), [("Facts", 0.0)], ("now", 2.0)).sentence.endswith(
        "nothing changed it."
    )
    little = waterfall("Late", "%", ("then", 2.0), [("Facts", 0.01)], ("now", 2.01))
    assert little.sentence.endswith("what changed is too little to show.")
    assert little.rows[1] == ("Facts", "0.0%")
    with pytest.raises(ValueError, match="add up"):
        waterfall("Late", "%", ("then", 2.0), [("Facts", 1.0)], ("now", 2.0))
