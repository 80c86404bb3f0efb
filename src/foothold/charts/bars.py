"""Bars for comparing teams, and the distribution of a load over people."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median
from typing import Any

from foothold.charts.drawing import (
    DARK_BLUE,
    DARK_PINK,
    DESKTOP,
    INK,
    NARROW,
    ORANGE,
    RULE_GREY,
    WHITE,
    Chart,
    figure,
    render,
    unchecked,
)

Row = dict[str, Any]
BAR_HEIGHT = 30
LETTER = 7.2  # pixels an average letter takes at the size of labels


def bars(
    title: str,
    unit: str,
    values: Sequence[tuple[str, float | None]],
    *,
    target: float | None = None,
    width: int = DESKTOP,
) -> Chart:
    """One bar for each named value, in the order given; a value that is not reported says so in place of its bar."""
    sentence = _compared(title, unit, values)
    rows = [{"name": name, "value": value or 0.0, "said": figure(value, unit)} for name, value in values]
    with unchecked():
        drawing = _bars_drawing(rows, target, unit, width)
    table = tuple((name, figure(value, unit)) for name, value in values)
    return Chart(title, sentence, render(drawing, title, sentence), ("", unit[:1].upper() + unit[1:]), table)


def _compared(title: str, unit: str, values: Sequence[tuple[str, float | None]]) -> str:
    known = [(value, name) for name, value in values if value is not None]
    if not known:
        return f"{title}: nothing reported."
    (highest, top), (lowest, bottom) = max(known), min(known)
    if highest == lowest:
        return f"{title}: {figure(highest, unit)} everywhere that reported ({len(known)} of {len(values)})."
    return f"{title}: highest {figure(highest, unit)} ({top}), lowest {figure(lowest, unit)} ({bottom})."


def _bars_drawing(rows: list[Row], target: float | None, unit: str, width: int) -> Any:
    import altair as alt

    longest = max((len(row["name"]) for row in rows), default=0) * LETTER
    left = min(longest + 10, width * 0.5)
    high = max([row["value"] for row in rows] + [target or 0.0, 1.0]) * 1.05
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, high]), axis=None)
    names = [row["name"] for row in rows]
    axis = alt.Axis(domain=False, ticks=False, labelLimit=left, title=None)
    y = alt.Y("name:N", sort=names, axis=axis, scale=alt.Scale(paddingInner=0.35))
    base = alt.Chart(alt.Data(values=rows))
    layers = [
        base.mark_bar(color=DARK_BLUE).encode(x=x, y=y),
        *([] if target is None else [_line_at(alt, target, x, f"Target {figure(target, unit)}")]),
        # A white edge under the figures keeps them legible where the target's line passes behind them.
        base.mark_text(align="left", dx=6, fontSize=13, stroke=WHITE, strokeWidth=4).encode(x=x, y=y, text="said:N"),
        base.mark_text(align="left", dx=6, fontSize=13, color=INK).encode(x=x, y=y, text="said:N"),
    ]
    right = max((len(row["said"]) for row in rows), default=0) * LETTER + 16
    return alt.layer(*layers).properties(
        width=width - left - right,
        height=BAR_HEIGHT * max(len(rows), 1),
        padding={"left": 5, "top": 22, "right": right, "bottom": 5},
    )


def _line_at(alt: Any, value: float, x: Any, text: str) -> Any:
    line = alt.Chart(alt.Data(values=[{"value": value}]))
    rule = line.mark_rule(color=DARK_PINK, strokeWidth=2, strokeDash=[2, 3]).encode(x=x)
    label = line.mark_text(color=DARK_PINK, fontSize=13, baseline="bottom").encode(
        x=x, y=alt.YValue(-4), text=alt.TextValue(text)
    )
    return alt.layer(rule, label)


def distribution(
    title: str,
    unit: str,
    values: Sequence[float],
    *,
    step: float = 5,
    limit: float | None = None,
    who: str = "workers",
    width: int = DESKTOP,
) -> Chart:
    """How many carry how much, in bands of `step`; those above `limit` are told apart by place and colour.

    A mean hides the few who carry most; this does not.
    """
    sentence = _spread(title, values, limit, who)
    bands = _bands(values, step)
    rows = [{"from": low, "to": low + step, "count": count, "over": _is_over(low, limit)} for low, count in bands]
    with unchecked():
        drawing = _distribution_drawing(rows, unit, limit, who, width)
    table = tuple((_band_name(low, step), str(count)) for low, count in bands)
    columns = (unit[:1].upper() + unit[1:], who[:1].upper() + who[1:])
    return Chart(title, sentence, render(drawing, title, sentence), columns, table)


def _is_over(low: float, limit: float | None) -> bool:
    return limit is not None and low >= limit


def _bands(values: Sequence[float], step: float) -> list[tuple[float, int]]:
    """Counts for each band, the empty ones between them included; a band holds values above its foot, up to its top."""
    if not values:
        return []
    places = [max(math.ceil(value / step) - 1, 0) for value in values]
    return [(place * step, places.count(place)) for place in range(min(places), max(places) + 1)]


def _band_name(low: float, step: float) -> str:
    return f"{figure(low + 1 if low else 0)} to {figure(low + step)}"


def _spread(title: str, values: Sequence[float], limit: float | None, who: str) -> str:
    if not values:
        return f"{title}: nothing reported."
    middle, highest = figure(float(median(values))), figure(max(values))
    text = f"{title}: half of {len(values)} {who} have {middle} or fewer; the highest is {highest}"
    return f"{text}." if limit is None else f"{text}; {sum(v > limit for v in values)} are above {figure(limit)}."


def _distribution_drawing(rows: list[Row], unit: str, limit: float | None, who: str, width: int) -> Any:
    import altair as alt

    axis = alt.Axis(grid=False, tickCount=6 if width < NARROW else 12, format="d")
    x = alt.X("from:Q", axis=axis, title=unit[:1].upper() + unit[1:])
    y = alt.Y("count:Q", axis=alt.Axis(domain=False, ticks=False, tickCount=5, tickMinStep=1), title=None)
    colour = alt.Scale(domain=[False, True], range=[DARK_BLUE, ORANGE])
    layers = [
        alt.Chart(alt.Data(values=rows))
        .mark_bar(binSpacing=1)
        .encode(x=x.bin("binned"), x2="to:Q", y=y, color=alt.Color("over:N", scale=colour, legend=None)),
        alt.Chart(alt.Data(values=[{}]))
        .mark_text(align="left", baseline="bottom", fontSize=13, color=INK)
        .encode(text=alt.TextValue(who[:1].upper() + who[1:]), x=alt.XValue(-34), y=alt.YValue(-10)),
    ]
    if limit is not None:
        line = alt.Chart(alt.Data(values=[{"from": limit}]))
        layers += [
            line.mark_rule(color=RULE_GREY, strokeWidth=2, strokeDash=[6, 4]).encode(x="from:Q"),
            line.mark_text(align="left", dx=6, baseline="top", fontSize=13, color=INK).encode(
                x="from:Q", y=alt.YValue(0), text=alt.TextValue(f"Above {figure(limit)}")
            ),
        ]
    return alt.layer(*layers).properties(width=width - 60, height=200 if width < NARROW else 260)
