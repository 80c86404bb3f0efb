"""A control chart the size of a card, drawn by hand: a wall shows a hundred, and each must cost next to nothing.

It draws what the large chart draws: the line with its gaps, mean, limits, target and shocks. Signals differ by shape as
well as by colour, and each says on the point which rule it breaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby

from foothold.charts.control import SIGNALS, Shock, felt, rule_in_words, table_row
from foothold.charts.drawing import (
    BAND_EDGE,
    BAND_GREY,
    DARK_BLUE,
    DARK_PINK,
    INK,
    RULE_GREY,
    WHITE,
    british_date,
    figure,
)
from foothold.embeddedness.control_chart import ControlChart, Point

WIDTH, HEIGHT = 320, 150
LEFT, RIGHT, TOP, BOTTOM = 6, 46, 16, 18  # margins: edge labels stand on the right, dates below
MARK = 4.5  # half the width of a signal's mark
NEWEST_ROWS = 8
_FLOOR = 9  # pixels between labels at the edge


@dataclass(frozen=True)
class _Frame:
    """Where a day and a value lie on the drawing."""

    first: date
    days: int
    low: float
    high: float

    def x(self, day: date) -> float:
        return round(LEFT + (day - self.first).days / self.days * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        return round(TOP + (self.high - value) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM), 1)

    def holds(self, value: float | None) -> bool:
        return value is not None and self.low <= value <= self.high


def small_control_chart(
    title: str,
    unit: str,
    chart: ControlChart,
    *,
    sentence: str,
    shocks: Sequence[Shock] = (),
    target: float | None = None,
) -> str:
    """An inline SVG of a control chart, named by its title and described by the sentence that stands beside it."""
    points, target = chart.points, chart.options.target if target is None else target
    frame = _frame(points, target)
    named = f'role="img" aria-label="{escape(title)}: {escape(sentence)}"'
    parts = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" focusable="false" {named}>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{WHITE}"/>',
        *_bands(felt(shocks, chart), frame, points[-1].x),
        *_rules(points, frame),
        *_target(target, frame),
        *_line(points, frame),
        *_signals(points, frame, unit),
        *_labels(points, frame, target, unit),
        "</svg>",
    )
    return "".join(parts)


def newest_rows(chart: ControlChart, unit: str, weeks: int = NEWEST_ROWS) -> tuple[tuple[str, str, str], ...]:
    """The newest points as a table, newest first: date, value, and the signal with its rule."""
    rows = (table_row(point, unit) for point in chart.points[: -weeks - 1 : -1])
    return tuple((day, value, signal) for day, value, *_, signal in rows)


def _frame(points: Sequence[Point], target: float | None) -> _Frame:
    shown = [v for p in points for v in (p.y, p.lpl, p.upl, p.mean_col) if v is not None]
    shown += [] if target is None else [target]
    low, high = min(shown, default=0.0), max(shown, default=1.0)
    if all(p.y is None or p.y >= 0 for p in points):
        low = max(low, 0.0)
    margin = (high - low or 1.0) * 0.05
    return _Frame(points[0].x, max((points[-1].x - points[0].x).days, 1), low, high + margin)


def _bands(shocks: Sequence[Shock], frame: _Frame, last: date) -> Iterator[str]:
    for number, shock in enumerate(shocks, 1):
        left, right = frame.x(max(shock.start, frame.first)), frame.x(min(shock.end, last))
        width = max(right - left, 1.5)
        yield (
            f'<rect x="{left}" y="{TOP}" width="{round(width, 1)}" height="{HEIGHT - TOP - BOTTOM}" fill="{BAND_GREY}" '
            f'stroke="{BAND_EDGE}" stroke-width="0.7"><title>{escape(shock.in_words)}</title></rect>'
            f'<text x="{round(left + width / 2, 1)}" y="{TOP - 4}" font-family="Arial, sans-serif" font-size="11" '
            f'font-weight="bold" text-anchor="middle" fill="{INK}">{number}</text>'
        )


def _rules(points: Sequence[Point], frame: _Frame) -> Iterator[str]:
    """Mean and limits of each baseline; those of an earlier one run on, dotted, so that a new start hides nothing."""
    for group, stretch in groupby(points, key=lambda point: point.rebase_group):
        own = list(stretch)
        last = own[-1]
        for value, dash in ((last.mean_col, ""), (last.lpl, "5 3"), (last.upl, "5 3")):
            if value is None or not frame.holds(value):
                continue
            yield _rule(frame.x(own[0].x), frame.x(last.x), frame.y(value), RULE_GREY, dash)
            if group < points[-1].rebase_group:
                yield _rule(frame.x(last.x), WIDTH - RIGHT, frame.y(value), RULE_GREY, "1 4")


def _rule(left: float, right: float, y: float, colour: str, dash: str, width: float = 1.0) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{left}" y1="{y}" x2="{right}" y2="{y}" stroke="{colour}" stroke-width="{width:g}"{dashed}/>'


def _target(target: float | None, frame: _Frame) -> Iterator[str]:
    if target is not None and frame.holds(target):
        yield _rule(LEFT, WIDTH - RIGHT, frame.y(target), DARK_PINK, "2 2", 1.6)


def _line(points: Sequence[Point], frame: _Frame) -> Iterator[str]:
    """The values, with a gap where one is missing; a value between two gaps is a dot."""
    for there, stretch in groupby(points, key=lambda point: point.y is not None):
        if not there:
            continue
        places = [(frame.x(point.x), frame.y(point.y or 0.0)) for point in stretch]
        if len(places) == 1:
            yield f'<circle cx="{places[0][0]}" cy="{places[0][1]}" r="2" fill="{DARK_BLUE}"/>'
            continue
        drawn = " ".join(f"{x:g},{y:g}" for x, y in places)
        look = f'fill="none" stroke="{DARK_BLUE}" stroke-width="1.5" stroke-linejoin="round"'
        yield f'<polyline points="{drawn}" {look}/>'


def _signals(points: Sequence[Point], frame: _Frame, unit: str) -> Iterator[str]:
    for point in points:
        if point.point_type not in SIGNALS or point.y is None:
            continue
        name, shape, colour = SIGNALS[point.point_type]
        said = f"{british_date(point.x)}: {figure(point.y, unit)}. {name}: {rule_in_words(point.special_cause_type)}"
        path = _shape(shape, frame.x(point.x), frame.y(point.y))
        yield (
            f'<path d="{path}" fill="{colour}" stroke="{WHITE}" stroke-width="0.5"><title>{escape(said)}</title></path>'
        )


def _shape(shape: str, x: float, y: float) -> str:
    if shape == "diamond":
        return f"M{x:g} {y - MARK:g}l{MARK} {MARK}l-{MARK} {MARK}l-{MARK} -{MARK}z"
    sign = "" if shape == "triangle-up" else "-"
    back = "-" if shape == "triangle-up" else ""
    tip = y - MARK if shape == "triangle-up" else y + MARK
    return f"M{x:g} {tip:g}l{MARK} {sign}{2 * MARK:g}h-{2 * MARK:g}l{MARK} {back}{2 * MARK:g}z"


def _labels(points: Sequence[Point], frame: _Frame, target: float | None, unit: str) -> Iterator[str]:
    """The first and last day below, and on the right what the lines stand at."""
    text = f'font-family="Arial, sans-serif" font-size="11" fill="{INK}"'
    yield f'<text x="{LEFT}" y="{HEIGHT - 4}" {text}>{british_date(points[0].x)}</text>'
    yield f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 4}" text-anchor="end" {text}>{british_date(points[-1].x)}</text>'
    newest = next((point for point in reversed(points) if point.y is not None), None)
    values = [] if newest is None else [(newest.y, INK, "bold")]
    values += [(target, DARK_PINK, "normal")] if frame.holds(target) else []
    taken: list[float] = []
    for value, colour, weight in values:
        y = frame.y(value or 0.0) + 4
        y += next((_FLOOR + 2 - (y - other) for other in taken if abs(y - other) < _FLOOR), 0.0)
        taken.append(y)
        yield (
            f'<text x="{WIDTH - RIGHT + 5}" y="{y:g}" font-family="Arial, sans-serif" font-size="11" '
            f'font-weight="{weight}" fill="{colour}">{figure(value, unit)}</text>'
        )
