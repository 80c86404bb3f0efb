"""Charts of a programme: its tasks on a calendar, and the days on which it may be ready with the chance of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foothold.charts.drawing import (
    DARK_BLUE,
    DARK_PINK,
    DESKTOP,
    INK,
    NARROW,
    RULE_GREY,
    TURQUOISE,
    Chart,
    british_date,
    render,
)

ROW_HEIGHT = 20
LABELS = 310  # pixels beside the bars for a task's name
STATES = {"finished": RULE_GREY, "running": TURQUOISE, "planned": DARK_BLUE}


@dataclass(frozen=True)
class Span:
    """One task: from when to when in the middle case, and by when in four cases of five."""

    id: str
    name: str
    group: str
    start: date
    end: date
    late: date
    state: str  # finished, running or planned


@dataclass(frozen=True)
class Mark:
    """A day that matters, by name."""

    day: date
    name: str


def gantt(title: str, spans: Sequence[Span], *, today: date, width: int = DESKTOP) -> Chart:
    """One bar a task in the order given; a thin line runs on to where it ends in four cases of five."""
    sentence = _course(spans, today)
    narrow = width < NARROW
    names = [span.id if narrow else f"{span.id} {span.name}" for span in spans]
    rows = [
        {"name": name, "a": str(span.start), "b": str(span.end), "c": str(span.late), "state": span.state}
        for name, span in zip(names, spans, strict=True)
    ]
    drawing = _gantt_drawing(rows, names, today, width)
    columns = ("Task", "Workstream", "Starts", "Ends", "Ends in four cases of five by", "State")
    table = tuple(
        (f"{s.id} {s.name}", s.group, *(british_date(d) for d in (s.start, s.end, s.late)), s.state) for s in spans
    )
    return Chart(title, sentence, render(drawing, title, sentence), columns, table)


def _course(spans: Sequence[Span], today: date) -> str:
    counts = {state: sum(span.state == state for span in spans) for state in STATES}
    last = max(spans, key=lambda span: span.end)
    return (
        f"As at {british_date(today)}, {counts['finished']} of {len(spans)} tasks have finished, "
        f"{counts['running']} run and {counts['planned']} have not begun. "
        f"The last, {last.name}, ends in the middle case on "
        f"{british_date(last.end)}."
    )


def _gantt_drawing(rows: list[dict[str, Any]], names: list[str], today: date, width: int) -> Any:
    import altair as alt

    narrow = width < NARROW
    left = 40 if narrow else LABELS
    x = alt.X("a:T", scale=alt.Scale(type="utc"), axis=_axis(alt, narrow), title=None)
    axis = alt.Axis(domain=False, ticks=False, labelLimit=left, minExtent=left, title=None, labelFontSize=12)
    y = alt.Y("name:N", sort=names, axis=axis)
    colour = alt.Color(
        "state:N",
        scale=alt.Scale(domain=list(STATES), range=list(STATES.values())),
        legend=alt.Legend(orient="top", title=None, symbolType="square"),
    )
    base = alt.Chart(alt.Data(values=rows))
    now = alt.Chart(alt.Data(values=[{"a": str(today)}]))
    return alt.layer(
        base.mark_rule(color=INK, strokeWidth=1.5).encode(x=alt.X("b:T", title=None), x2="c:T", y=y),
        base.mark_bar(height=ROW_HEIGHT * 0.6).encode(x=x, x2="b:T", y=y, color=colour),
        now.mark_rule(color=DARK_PINK, strokeWidth=2, strokeDash=[6, 4]).encode(x=x),
    ).properties(width=width - left - 20, height=ROW_HEIGHT * len(rows))


def outlook(title: str, chances: Sequence[tuple[date, float]], marks: Sequence[Mark], *, width: int = DESKTOP) -> Chart:
    """The chance of each permitted day as a bar, with named days as lines above them."""
    sentence = _likeliest(title, chances, marks)
    rows = [{"day": str(day), "chance": 100 * chance} for day, chance in chances]
    lines = [{"day": str(mark.day), "name": mark.name, "row": row} for row, mark in enumerate(marks)]
    drawing = _outlook_drawing(rows, lines, width)
    table = tuple((british_date(day), _percent(chance)) for day, chance in chances)
    return Chart(title, sentence, render(drawing, title, sentence), ("Permitted day", "Chance"), table)


def _likeliest(title: str, chances: Sequence[tuple[date, float]], marks: Sequence[Mark]) -> str:
    day, chance = max(chances, key=lambda each: each[1])
    named = "; ".join(f"{mark.name} {british_date(mark.day)}" for mark in marks)
    return f"{title}: {british_date(day)} is likeliest, at {_percent(chance)}. Lines: {named}."


def _percent(share: float) -> str:
    return "under 1%" if 0 < share < 0.01 else f"{100 * share:.0f}%"


def _outlook_drawing(rows: list[dict[str, Any]], lines: list[dict[str, Any]], width: int) -> Any:
    import altair as alt

    narrow, above = width < NARROW, 18 * len(lines) + 6
    height = 220 + above
    x = alt.X("day:T", scale=alt.Scale(type="utc", padding=24), axis=_axis(alt, narrow), title=None)
    axis = alt.Axis(tickCount=5, domain=False, ticks=False, labelExpr="datum.value + '%'")
    y = alt.Y("chance:Q", axis=axis, scale=alt.Scale(range=[height, above]), title=None)
    marked = alt.Chart(alt.Data(values=lines))
    at = alt.Y("row:Q", scale=alt.Scale(domain=[0, max(len(lines), 1)], range=[6, above]), axis=None)
    names = marked.mark_text(align="left", dx=5, fontSize=12, color=INK, baseline="middle").encode(
        x=x, y=at, text="name:N"
    )
    rules = marked.mark_rule(color=DARK_PINK, strokeWidth=1.5, strokeDash=[3, 3]).encode(
        x=x, y=at, y2=alt.value(height)
    )
    bars = alt.Chart(alt.Data(values=rows)).mark_bar(color=DARK_BLUE, width=8 if narrow else 18).encode(x=x, y=y)
    return (
        alt.layer(bars, alt.layer(rules, names))
        .resolve_scale(y="independent")
        .properties(width=width - (120 if narrow else 150), height=height)
    )


def _axis(alt: Any, narrow: bool) -> Any:
    return alt.Axis(format="%b %Y", tickCount=3 if narrow else 7, grid=not narrow, labelOverlap=True, title=None)
