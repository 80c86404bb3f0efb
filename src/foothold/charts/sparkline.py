"""A line the height of a word, drawn by hand: a page shows dozens, and each must cost next to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from foothold.charts.drawing import DARK_BLUE, RULE_GREY

WIDTH, HEIGHT, MARGIN = 120, 28, 4


def sparkline(values: Sequence[float | None], label: str = "", target: float | None = None) -> str:
    """An inline SVG of a series: a gap where a value is missing, a dot on the newest, a dotted line at the target.

    With a label it is an image of that name; without, it is hidden from those who cannot see it, since the
    figures it is drawn from stand beside it.
    """
    known = [value for value in values if value is not None]
    named = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'focusable="false" {named}>'
    )
    if not known:
        return f"{opening}</svg>"
    low, high = min([*known, 0.0]), max([*known, target or 0.0])
    return "".join([opening, *_marks(values, low, (high - low) or 1.0, target), "</svg>"])


def _marks(values: Sequence[float | None], low: float, span: float, target: float | None) -> Iterator[str]:
    def y(value: float) -> float:
        return round(HEIGHT - MARGIN - (value - low) / span * (HEIGHT - 2 * MARGIN), 1)

    def x(position: int) -> float:
        return round(MARGIN + position / max(len(values) - 1, 1) * (WIDTH - 2 * MARGIN), 1)

    if target is not None:
        yield (
            f'<line x1="{MARGIN}" y1="{y(target)}" x2="{WIDTH - MARGIN}" y2="{y(target)}" '
            f'stroke="{RULE_GREY}" stroke-width="1" stroke-dasharray="2 2"/>'
        )
    line = f'fill="none" stroke="{DARK_BLUE}" stroke-width="1.5" stroke-linejoin="round"'
    for stretch in _stretches(values):
        points = " ".join(f"{x(position)},{y(value)}" for position, value in stretch)
        yield f'<polyline points="{points}" {line}/>'
    position, newest = next((i, v) for i, v in reversed(list(enumerate(values))) if v is not None)
    yield f'<circle cx="{x(position)}" cy="{y(newest)}" r="2.5" fill="{DARK_BLUE}"/>'


def _stretches(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """The unbroken stretches of a series, as positions with their values."""
    stretch: list[tuple[int, float]] = []
    for position, value in enumerate(values):
        if value is not None:
            stretch.append((position, value))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch
