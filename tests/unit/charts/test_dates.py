"""Charts of a programme: what they say, what their tables hold, and that both widths draw every task and mark."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from foothold.charts import DESKTOP, PHONE, Mark, Span, gantt, outlook

SPANS = [
    Span("A", "Lease signed", "Headquarters", date(2020, 1, 6), date(2020, 2, 3), date(2020, 2, 10), "finished"),
    Span("B", "Fitted out", "Headquarters", date(2020, 2, 4), date(2020, 3, 2), date(2020, 3, 20), "running"),
    Span("C", "Moved in", "Headquarters", date(2020, 3, 3), date(2020, 3, 31), date(2020, 4, 20), "planned"),
]
CHANCES = [(date(2020, 10, 1), 0.25), (date(2020, 11, 1), 0.746), (date(2020, 12, 1), 0.004)]
MARKS = [Mark(date(2020, 10, 20), "P50"), Mark(date(2020, 11, 1), "Second date")]


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314


@pytest.mark.parametrize(("width", "label"), [(DESKTOP, "B Fitted out"), (PHONE, "B")])
def test_every_task_has_its_bar_and_the_states_are_named(width: int, label: str) -> None:
    chart = gantt("Plan", SPANS, today=date(2020, 2, 20), width=width)
    assert chart.sentence == (
        "As at 20 Feb 2020, 1 of 3 tasks have finished, 1 run and 1 have not begun. "
        "The last, Moved in, ends in the middle case on 31 Mar 2020."
    )
    assert chart.rows[1] == ("B Fitted out", "Headquarters", "4 Feb 2020", "2 Mar 2020", "20 Mar 2020", "running")
    assert {label, "finished", "running", "planned"} <= set(texts(chart.svg))
    assert width - 60 <= float(chart.svg.split('viewBox="')[1].split('"')[0].split()[2]) <= width + 40


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_likeliest_day_is_said_and_every_mark_is_named(width: int) -> None:
    chart = outlook("First day", CHANCES, MARKS, width=width)
    assert chart.sentence == (
        "First day: 1 Nov 2020 is likeliest, at 75%. Lines: P50 20 Oct 2020; Second date 1 Nov 2020."
    )
    assert chart.rows == (("1 Oct 2020", "25%"), ("1 Nov 2020", "75%"), ("1 Dec 2020", "under 1%"))
    assert {"P50", "Second date"} <= set(texts(chart.svg))
    assert "style" not in chart.svg
