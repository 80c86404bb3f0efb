"""The chart of every date ever set for a milestone against the day on which it was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foothold.charts.drawing import DARK_BLUE, DARK_PINK, DESKTOP, INK, NARROW, Chart, british_date, render


@dataclass(frozen=True)
class GivenDate:
    """A date given on a day, and by whom."""

    reported: date
    given: date
    source: str


def milestone_chart(title: str, dates: Sequence[GivenDate], *, reached: date | None, width: int = DESKTOP) -> Chart:
    """Dates given, step by step; on the dotted line the date given is the day itself, so the milestone is there."""
    sentence = _sentence(dates, reached)
    drawing = _drawing(dates, reached, width)
    table = tuple((british_date(one.reported), british_date(one.given), one.source) for one in dates)
    return Chart(title, sentence, render(drawing, title, sentence), ("Reported", "Date given", "Source"), table)


def _sentence(dates: Sequence[GivenDate], reached: date | None) -> str:
    different = len(dict.fromkeys(one.given for one in dates))
    slip = (dates[-1].given - dates[0].given).days
    moved = f"{slip} days later than" if slip > 0 else f"{-slip} days earlier than" if slip else "the same as"
    came = f" The day came on {british_date(reached)}." if reached else ""
    return f"{len(dates)} reports gave {different} dates; the newest is {moved} the first.{came}"


def _drawing(dates: Sequence[GivenDate], reached: date | None, width: int) -> Any:
    import altair as alt

    narrow = width < NARROW
    rows = [{"on": str(one.reported), "given": str(one.given)} for one in dates]
    last = max([*(one.reported for one in dates), *([reached] if reached else [])])
    even = [{"on": str(day), "given": str(day)} for day in (dates[0].reported, last)]
    time = alt.Axis(format="%b %Y", tickCount=3 if narrow else 7, labelOverlap=True)
    x = alt.X("on:T", scale=alt.Scale(type="utc"), axis=time, title="Reported on")
    y = alt.Y("given:T", scale=alt.Scale(type="utc"), axis=alt.Axis(format="%b %Y", tickCount=6), title="Date given")
    base = alt.Chart(alt.Data(values=rows))
    layers = [
        alt.Chart(alt.Data(values=even)).mark_line(color=INK, strokeDash=[2, 4], strokeWidth=1).encode(x=x, y=y),
        base.mark_line(color=DARK_BLUE, strokeWidth=2, interpolate="step-after").encode(x=x, y=y),
        base.mark_circle(color=DARK_BLUE, size=60, opacity=1).encode(x=x, y=y),
    ]
    if reached is not None:
        day = alt.Chart(alt.Data(values=[{"given": str(reached)}]))
        layers.append(day.mark_rule(color=DARK_PINK, strokeDash=[6, 4], strokeWidth=2).encode(y=y))
    return alt.layer(*layers).properties(width=width - (110 if narrow else 130), height=240)
