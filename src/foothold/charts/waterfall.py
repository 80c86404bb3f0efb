"""A waterfall: how one figure becomes another, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foothold.charts.drawing import (
    DARK_BLUE,
    DARK_GREY,
    DESKTOP,
    INK,
    ORANGE,
    RULE_GREY,
    Chart,
    figure,
    render,
    unchecked,
)

ROW_HEIGHT = 36
LETTER = 7.2  # pixels an average letter takes at the size of labels
_LEAST_WIDTH = 0.004  # of the scale, so that a step of nothing is still a mark


def waterfall(
    title: str,
    unit: str,
    before: tuple[str, float],
    steps: Sequence[tuple[str, float]],
    after: tuple[str, float],
    *,
    width: int = DESKTOP,
) -> Chart:
    """Bars from `before` through each step to `after`; a step begins where the one above it ended.

    The steps must add up to the difference; ValueError otherwise, because the drawing would show a gap.
    """
    if abs(before[1] + sum(change for _, change in steps) - after[1]) > 1e-6:
        raise ValueError("The steps of a waterfall do not add up to the difference.")
    sentence = _said(title, unit, before, steps, after)
    with unchecked():
        drawing = _drawing(_rows(unit, before, steps, after), width)
    table = [(before[0], figure(before[1], unit)), *((name, _signed(change, unit)) for name, change in steps)]
    columns = ("", unit[:1].upper() + unit[1:])
    return Chart(
        title, sentence, render(drawing, title, sentence), columns, (*table, (after[0], figure(after[1], unit)))
    )


def _said(
    title: str,
    unit: str,
    before: tuple[str, float],
    steps: Sequence[tuple[str, float]],
    after: tuple[str, float],
) -> str:
    whole = f"{title}: {figure(before[1], unit)} {before[0]}, {figure(after[1], unit)} {after[0]}"
    moved = [f"{name} {_signed(change, unit)}" for name, change in steps if _shows(change, unit)]
    if not moved and any(change for _, change in steps):
        return f"{whole}; what changed is too little to show."
    return f"{whole}; {', '.join(moved)}." if moved else f"{whole}; nothing changed it."


def _shows(change: float, unit: str) -> bool:
    """Whether a change is more than nothing once it is written with as many places as figures are."""
    return any(sign in "123456789" for sign in figure(abs(change), unit))


def _signed(change: float, unit: str) -> str:
    sign = "" if not _shows(change, unit) else "+" if change > 0 else "\N{MINUS SIGN}"
    return f"{sign}{figure(abs(change), unit)}"


def _rows(
    unit: str, before: tuple[str, float], steps: Sequence[tuple[str, float]], after: tuple[str, float]
) -> list[dict[str, Any]]:
    rows = [_row(before[0], 0.0, before[1], figure(before[1], unit), DARK_BLUE)]
    reached = before[1]
    for name, change in steps:
        rows.append(_row(name, reached, reached + change, _signed(change, unit), ORANGE if change > 0 else DARK_GREY))
        reached += change
    return [*rows, _row(after[0], 0.0, after[1], figure(after[1], unit), DARK_BLUE)]


def _row(name: str, start: float, end: float, said: str, colour: str) -> dict[str, Any]:
    low, high = sorted((start, end))
    return {"name": name, "from": low, "to": high, "said": said, "colour": colour}


def _drawing(rows: list[dict[str, Any]], width: int) -> Any:
    import altair as alt

    low = min(0.0, *(row["from"] for row in rows))
    high = max(1.0, *(row["to"] for row in rows))
    for row in rows:
        row["to"] = max(row["to"], row["from"] + _LEAST_WIDTH * (high - low))
    left = min(max(len(row["name"]) for row in rows) * LETTER + 10, width * 0.45)
    right = max(len(row["said"]) for row in rows) * LETTER + 16
    axis = alt.Axis(domain=False, ticks=False, labelLimit=left, title=None)
    y = alt.Y("name:N", sort=[row["name"] for row in rows], axis=axis, scale=alt.Scale(paddingInner=0.35))
    x = alt.X("from:Q", scale=alt.Scale(domain=[low, high]), axis=None)
    base = alt.Chart(alt.Data(values=rows))
    layers = [
        alt.Chart(alt.Data(values=[{"from": 0}])).mark_rule(color=RULE_GREY).encode(x=x),
        base.mark_bar().encode(x=x, x2="to:Q", y=y, color=alt.Color("colour:N", scale=None)),
        base.mark_text(align="left", dx=6, fontSize=13, color=INK).encode(x="to:Q", y=y, text="said:N"),
    ]
    return alt.layer(*layers).properties(
        width=width - left - right,
        height=ROW_HEIGHT * len(rows),
        padding={"left": 5, "top": 8, "right": right, "bottom": 5},
    )
