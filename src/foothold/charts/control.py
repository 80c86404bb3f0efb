"""A control chart drawn: the values, their mean and limits, and the signals, told by shape as well as by colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Literal

from foothold.charts.drawing import (
    BAND_EDGE,
    BAND_GREY,
    DARK_BLUE,
    DARK_GREY,
    DARK_PINK,
    DESKTOP,
    INK,
    NARROW,
    ON_THE_POINT,
    ORANGE,
    RULE_GREY,
    TURQUOISE,
    WHITE,
    Chart,
    british_date,
    figure,
    render,
    unchecked,
)
from foothold.embeddedness.circumstances import LEADERSHIP, Circumstances
from foothold.embeddedness.control_chart import ControlChart, Point
from foothold.embeddedness.series import Series

Row = dict[str, Any]
COLUMNS = ("Date", "Value", "Mean", "Lower limit", "Upper limit", "Signal")
SIGNALS = {
    "special_cause_improvement": ("Improvement", "diamond", TURQUOISE),
    "special_cause_concern": ("Concern", "triangle-up", ORANGE),
    "special_cause_neutral_high": ("High", "triangle-up", DARK_GREY),
    "special_cause_neutral_low": ("Low", "triangle-down", DARK_GREY),
}
_IN_A_SENTENCE = {
    "special_cause_improvement": "of improvement",
    "special_cause_concern": "of concern",
    "special_cause_neutral_high": "unusually high",
    "special_cause_neutral_low": "unusually low",
}
LINE_HEIGHT = 16  # of a label, in the chart's own pixels
LASTING = date.max  # the last day of a shock that has not ended
PHONE_MARGIN = 118  # left of the drawing for its axis, right of it for labels
CLOSE = 3  # pixels from one value to the next
SHORTEST_AXIS = 5  # units: below that a count's axis would show parts of a child


@dataclass(frozen=True)
class Shock:
    """A time at which the world outside changed, drawn as a numbered band: a lockdown, a new regime."""

    start: date
    end: date
    label: str

    @property
    def in_words(self) -> str:
        """What the number on its band stands for."""
        if self.end == LASTING:
            return f"{self.label}, since {british_date(self.start)}"
        last = f" to {british_date(self.end)}" if self.end != self.start else ""
        return f"{self.label}, {british_date(self.start)}{last}"


def shocks_of(recorded: Circumstances) -> list[Shock]:
    """What people recorded as having shaken a council, as bands. A change of leadership without an end is one day."""
    return [
        Shock(entry.begins, entry.ends or (entry.begins if entry.kind == LEADERSHIP else LASTING), entry.title)
        for entry in recorded.shocks
        if entry.begins is not None
    ]


@dataclass(frozen=True)
class Frame:
    """Where the drawing has its place, in pixels, and the values it spans."""

    width: int
    height: int
    low: float
    high: float

    def beside_each_other(self, labels: Sequence[tuple[str, float, str]]) -> list[Row]:
        """Labels at the right edge, moved apart where they would cover one another."""
        placed: list[Row] = []
        floor = self.height + LINE_HEIGHT
        for text, value, colour in sorted(labels, key=lambda label: label[1]):
            wanted = self.height * (self.high - value) / (self.high - self.low)
            floor = min(wanted, floor - LINE_HEIGHT)
            placed.append({"text": text, "pixel": floor, "colour": colour})
        return placed


def control_chart(
    title: str,
    unit: str,
    chart: ControlChart,
    *,
    shocks: Sequence[Shock] = (),
    target: float | None = None,
    polarity: Literal["low", "high"] | None = None,
    width: int = DESKTOP,
) -> Chart:
    """Draw a control chart.

    Colour follows the chart's own signals: one without a direction has none. `polarity` adds to the sentence which
    way is better. Shocks are shaded and numbered; the chart's `key` names them. `target` defaults to the chart's.
    `width` is that of the drawing, which then scales: 760 or 360.
    """
    target = chart.options.target if target is None else target
    sentence = _sentence(title, unit, chart, polarity)
    rows = _rows(chart, unit)
    frame = _frame(chart, unit, target, width)
    shown = felt(shocks, chart)
    with unchecked():
        drawing = _layers(rows, chart, frame, shown, target, unit)
    table = tuple(table_row(point, unit) for point in chart.points)
    key = tuple(shock.in_words for shock in shown)
    shaded = f" Shaded: {'; '.join(f'{number}. {words}' for number, words in enumerate(key, 1))}." if key else ""
    return Chart(title, sentence, render(drawing, title, sentence + shaded), COLUMNS, table, key)


def felt(shocks: Sequence[Shock], chart: ControlChart) -> list[Shock]:
    """The shocks of the time that is drawn, in order: one that came later is not known yet."""
    first, last = chart.points[0].x, chart.points[-1].x
    return sorted((one for one in shocks if one.start <= last and one.end >= first), key=lambda one: one.start)


def _sentence(title: str, unit: str, chart: ControlChart, polarity: Literal["low", "high"] | None) -> str:
    last = next((point for point in reversed(chart.points) if point.y is not None), chart.last)
    parts = [f"{title}: {figure(last.y, unit)} on {british_date(last.x)}."]
    if last.lpl is not None and last.upl is not None:
        limits = f"limits {figure(last.lpl, unit)} to {figure(last.upl, unit)}"
        mean = "Mean" if chart.options.fix_after_n_points is None else "Baseline mean"
        parts.append(f"{mean} {figure(last.mean_col, unit)}, {limits}.")
    parts.append(_signals_in_words(chart))
    if last.lpl is None:
        parts += chart.notes
    if polarity is not None:
        parts.append(f"{'Lower' if polarity == 'low' else 'Higher'} is better.")
    return " ".join(parts)


def _signals_in_words(chart: ControlChart) -> str:
    counts = ((words, sum(p.point_type == kind for p in chart.points)) for kind, words in _IN_A_SENTENCE.items())
    said = [f"{count} {words}" for words, count in counts if count]
    if not said:
        return f"No signal among {len(chart.points)} points."
    newest = _IN_A_SENTENCE.get(chart.last.point_type, "not one of them")
    return f"Signals among {len(chart.points)} points: {', '.join(said)}; the newest point is {newest}."


def _rows(chart: ControlChart, unit: str) -> list[Row]:
    """The points as drawn, with unreported periods in their places so that the line breaks there."""
    series = Series(tuple(point.x for point in chart.points), tuple(point.y for point in chart.points))
    by_day = {point.x: point for point in chart.points}
    return [
        _row(by_day[day], unit) if day in by_day else {"x": day.isoformat(), "y": None} for day in series.calendar()
    ]


def _row(point: Point, unit: str) -> Row:
    name, _, _ = SIGNALS.get(point.point_type, ("", "", ""))
    rule = rule_in_words(point.special_cause_type)
    said = f"{ON_THE_POINT}{british_date(point.x)}: {figure(point.y, unit)}. {name}: {rule}"
    return {"x": point.x.isoformat(), "y": point.y, "signal": name, "said": said if name else ""}


def _frame(chart: ControlChart, unit: str, target: float | None, width: int) -> Frame:
    shown = [v for p in chart.points for v in (p.y, p.mean_col, p.lpl, p.upl) if v is not None]
    shown += [] if target is None else [target]
    low, high = min(shown, default=0.0), max(shown, default=1.0)
    margin = (high - low or 1.0) * 0.06
    if unit != "%":
        low = 0.0 if low >= 0 or all(p.y is None or p.y >= 0 for p in chart.points) else low - margin
    else:
        low = max(0.0, low - margin)
    high = min(high + margin, 100.0) if unit == "%" and high <= 100 else high + margin
    phone = width < NARROW
    return Frame(width - (PHONE_MARGIN if phone else 190), 230 if phone else 300, low, max(high, low + SHORTEST_AXIS))


def _layers(
    rows: list[Row], chart: ControlChart, frame: Frame, shocks: Sequence[Shock], target: float | None, unit: str
) -> Any:
    import altair as alt

    x = alt.X("x:T", scale=alt.Scale(type="utc"), axis=_date_axis(alt, frame), title=None)
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=[frame.low, frame.high], nice=False, zero=False),
        axis=alt.Axis(tickCount=5, domain=False, ticks=False, labelExpr=_labels(unit)),
        title=None,
    )
    values = alt.Chart(alt.Data(values=rows))
    layers = [
        *_bands(alt, shocks, rows, frame),
        *_limits(alt, chart, frame, y),
        *([] if target is None else [_target(alt, target, y)]),
        values.mark_line(color=DARK_BLUE, strokeWidth=2, strokeJoin="round").encode(x=x, y=y),
        values.mark_point(color=DARK_BLUE, filled=True, size=_dot(rows, frame), opacity=1).encode(x=x, y=y),
        *_signal_marks(alt, rows, x, y, 45 if frame.width < NARROW else 85),
        *_edge_labels(alt, chart, frame, target, unit),
        _unit_label(alt, unit, frame),
    ]
    return alt.layer(*layers).properties(
        width=frame.width, height=frame.height, padding={"left": 5, "top": 5, "right": 5, "bottom": 5}
    )


def _dot(rows: list[Row], frame: Frame) -> int:
    """How large a value's dot is: where many stand close, small enough to leave the signals in sight."""
    return 22 if frame.width / len(rows) >= CLOSE else 6


def _date_axis(alt: Any, frame: Frame) -> Any:
    ticks = 4 if frame.width < NARROW else 8
    return alt.Axis(format="%b %Y", tickCount=ticks, grid=False, labelOverlap=True, labelFlush=False)


def _labels(unit: str) -> str:
    return "format(datum.value, ',~g') + '%'" if unit == "%" else "format(datum.value, ',~g')"


def _limits(alt: Any, chart: ControlChart, frame: Frame, y: Any) -> list[Any]:
    """The mean and, where there are any, the limits of each baseline. A limit below the axis is not drawn.

    Those of an earlier baseline run on, dotted, so that a new baseline hides nothing.
    """
    rules: list[Row] = []
    newest = chart.points[-1]
    for group, points in groupby(chart.points, key=lambda point: point.rebase_group):
        stretch = list(points)
        ends = {"x": stretch[0].x.isoformat(), "x2": stretch[-1].x.isoformat()}
        for value, dash in ((stretch[-1].mean_col, "mean"), (stretch[-1].lpl, "limit"), (stretch[-1].upl, "limit")):
            if value is not None and frame.low <= value <= frame.high:
                rules.append({**ends, "y": value, "kind": dash})
                if group != newest.rebase_group:
                    rules.append({"x": ends["x2"], "x2": newest.x.isoformat(), "y": value, "kind": "earlier"})
    dashes = alt.Scale(domain=["mean", "limit", "earlier"], range=[[1, 0], [6, 4], [1, 5]])
    return [
        alt.Chart(alt.Data(values=rules))
        .mark_rule(color=RULE_GREY, strokeWidth=1.5)
        .encode(x="x:T", x2="x2:T", y=y, strokeDash=alt.StrokeDash("kind:N", scale=dashes, legend=None))
    ]


def _target(alt: Any, target: float, y: Any) -> Any:
    return (
        alt.Chart(alt.Data(values=[{"y": target}]))
        .mark_rule(color=DARK_PINK, strokeWidth=2, strokeDash=[2, 3])
        .encode(y=y)
    )


def _signal_marks(alt: Any, rows: list[Row], x: Any, y: Any, size: int) -> list[Any]:
    present = [kind for kind in SIGNALS.values() if any(row.get("signal") == kind[0] for row in rows)]
    if not present:
        return []
    names = [name for name, _, _ in present]
    legend = alt.Legend(orient="bottom", title=None, direction="horizontal", offset=8)
    shape = alt.Scale(domain=names, range=[shape for _, shape, _ in present])
    colour = alt.Scale(domain=names, range=[colour for _, _, colour in present])
    return [
        alt.Chart(alt.Data(values=[row for row in rows if row.get("signal")]))
        .mark_point(filled=True, size=size, opacity=1, stroke=WHITE, strokeWidth=0.8)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("signal:N", scale=shape, legend=legend),
            color=alt.Color("signal:N", scale=colour, legend=legend),
            description=alt.Description("said:N"),
        )
    ]


def _edge_labels(alt: Any, chart: ControlChart, frame: Frame, target: float | None, unit: str) -> list[Any]:
    last = chart.last
    limit = "" if frame.width < NARROW else " limit"
    lines: Iterable[tuple[str, float | None, str]] = (
        ("Mean", last.mean_col, DARK_GREY),
        (f"Lower{limit}", last.lpl, DARK_GREY),
        (f"Upper{limit}", last.upl, DARK_GREY),
        ("Target", target, DARK_PINK),
    )
    shown = [
        (f"{name} {figure(v, unit)}", v, c) for name, v, c in lines if v is not None and frame.low <= v <= frame.high
    ]
    labels = frame.beside_each_other(shown)
    return [
        alt.Chart(alt.Data(values=[label]))
        .mark_text(align="left", baseline="middle", fontSize=13, color=label["colour"])
        .encode(text=alt.TextValue(label["text"]), x=alt.XValue(frame.width + 8), y=alt.YValue(label["pixel"]))
        for label in labels
    ]


def _unit_label(alt: Any, unit: str, frame: Frame) -> Any:
    text = "Per cent" if unit == "%" else unit[:1].upper() + unit[1:]
    return (
        alt.Chart(alt.Data(values=[{}]))
        .mark_text(align="left", baseline="bottom", fontSize=13, color=INK)
        .encode(text=alt.TextValue(text), x=alt.XValue(-34), y=alt.YValue(-10))
    )


def _bands(alt: Any, shocks: Sequence[Shock], rows: list[Row], frame: Frame) -> list[Any]:
    if not shocks:
        return []
    first, last = date.fromisoformat(rows[0]["x"]), date.fromisoformat(rows[-1]["x"])
    shown = [(max(shock.start, first), min(shock.end, last)) for shock in shocks]
    bands = [{"x": start.isoformat(), "x2": end.isoformat()} for start, end in shown]
    x = alt.X("x:T", scale=alt.Scale(type="utc"))
    layers = [
        # The edge tells bands apart that touch, and keeps one of a single day visible.
        alt.Chart(alt.Data(values=bands))
        .mark_rect(color=BAND_GREY, stroke=BAND_EDGE, strokeWidth=1, opacity=1)
        .encode(x=x, x2="x2:T", y=alt.YValue(0), y2=alt.Y2Value(frame.height))
    ]
    middles = [start + (end - start) / 2 for start, end in shown]
    for number, (middle, line) in enumerate(zip(middles, _lines_of(middles, first, last, frame.width), strict=True), 1):
        layers.append(
            alt.Chart(alt.Data(values=[{"x": middle.isoformat()}]))
            .mark_text(align="center", baseline="top", fontSize=13, fontWeight="bold", color=INK)
            .encode(x="x:T", y=alt.YValue(3 + line * LINE_HEIGHT), text=alt.TextValue(str(number)))
        )
    return layers


def _lines_of(middles: Sequence[date], first: date, last: date, width: int) -> list[int]:
    """The line on which each number stands: the first, or a lower one where it would cover its neighbour."""
    day = width / max((last - first).days, 1)
    ends: list[float] = []
    lines: list[int] = []
    for middle in middles:
        place = (middle - first).days * day
        line = next((line for line, end in enumerate(ends) if place - end >= LINE_HEIGHT), len(ends))
        ends[line : line + 1] = [place]
        lines.append(line)
    return lines


def table_row(point: Point, unit: str) -> tuple[str, ...]:
    """A point as a row of the chart's table, whose columns are `COLUMNS`."""

    def limit(value: float | None) -> str:
        return "none" if value is None else figure(value, unit)

    name, _, _ = SIGNALS.get(point.point_type, ("", "", ""))
    signal = f"{name}: {rule_in_words(point.special_cause_type)}" if name else ""
    limits = (limit(point.mean_col), limit(point.lpl), limit(point.upl))
    return (british_date(point.x), figure(point.y, unit), *limits, signal)


def rule_in_words(cause: str) -> str:
    """Which rule a signal breaks, without the abbreviations of the trade."""
    words = cause.replace("UCL", "the upper limit").replace("LCL", "the lower limit").replace("CL", "the mean")
    return words.replace("2 in 3", "two of three near a limit,").lower()
