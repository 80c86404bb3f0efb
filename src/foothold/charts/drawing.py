"""What all charts share: the palette, the look, and how a drawing becomes an SVG that a page and a reader can use."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from foothold.terms.numbers import percentage, plain_number

DARK_BLUE, TURQUOISE, DARK_PINK, ORANGE, DARK_GREY, PURPLE = (
    *("#12436D", "#28A197", "#801650"),
    *("#F46A25", "#3D3D3D", "#A285D1"),
)
"""The categorical colours of the Government Analysis Function; they have the contrast they need on white only."""

RULE_GREY, BAND_GREY, BAND_EDGE, WHITE, INK = "#6F777B", "#EDEEEF", "#B1B4B6", "#FFFFFF", "#0B0C0C"
FONT = "Arial, Helvetica, sans-serif"
DESKTOP, PHONE = 760, 360
NARROW = 500  # below this width a chart is drawn for a phone
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

ON_THE_POINT = "Signal on "
"""How the description of a mark begins that a reader finds on the point itself."""

_OPENING = re.compile(r"<svg\b[^>]*>")
_VIEW_BOX = re.compile(r'viewBox="[^"]*"')
_NOT_WANTED = re.compile(r'\s(?:style|role|aria-[a-z]+)="[^"]*"')  # the whole is one image, described once
_SAID_ON_A_POINT = re.compile(rf'<path aria-label="({ON_THE_POINT}[^"]*)"([^>]*?)/>')
_REFERENCES = re.compile(r'(id="|url\(#|href="#)(clip|gradient)')


@dataclass(frozen=True)
class Chart:
    """A chart and what stands beside it: its title, what it shows in one sentence, and the table it was drawn from.

    `key` says in words what the numbers on the drawing stand for, the first for 1.
    """

    title: str
    sentence: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    key: tuple[str, ...] = ()


def british_date(day: date) -> str:
    """A date as charts write it: 6 Oct 2019."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def figure(value: float | None, unit: str = "") -> str:
    """A number as charts write it, whose unit stands at the axis: 12, 12.5, 12.5%; words where there is none."""
    if value is None:
        return "not reported"
    return percentage(value) if unit == "%" else plain_number(value)


@contextmanager
def unchecked() -> Iterator[None]:
    """Build Altair charts without holding each part against the schema, which takes longer than drawing it.

    Tests hold the finished charts against it instead.
    """
    from altair.utils.schemapi import debug_mode

    with debug_mode(False):
        yield


def render(drawing: Any, title: str, sentence: str) -> str:
    """Draw an Altair chart as an SVG with title and description, that scales and needs no style sheet."""
    import vl_convert

    styled = drawing.configure(**_look()).to_dict(validate=False)
    return accessible(vl_convert.vegalite_to_svg(styled), title, sentence)


def accessible(svg: str, title: str, description: str) -> str:
    """Give an SVG its title and description, ids that no other chart on the page has, and no style attribute."""
    mark = hashlib.sha256(f"{title}{description}{svg}".encode()).hexdigest()[:10]
    opening = _OPENING.match(svg)
    view_box = _VIEW_BOX.search(opening.group()) if opening else None
    if opening is None or view_box is None:
        raise ValueError("The drawing is not an SVG with a view box.")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {view_box.group()} '
        f'role="img" aria-labelledby="title-{mark} description-{mark}">'
        f'<title id="title-{mark}">{escape(title)}</title>'
        f'<desc id="description-{mark}">{escape(description)}</desc>'
    )
    told = _SAID_ON_A_POINT.sub(r"<path\2><title>\1</title></path>", svg[opening.end() :])
    body = _REFERENCES.sub(rf"\g<1>{mark}-\g<2>", _NOT_WANTED.sub("", told))
    return head + body


def as_png(svg: str, scale: float = 2.0) -> bytes:
    """A drawing as a picture of pixels, by default twice as fine as a screen's, for where an SVG cannot go."""
    import vl_convert

    return vl_convert.svg_to_png(svg, scale=scale)


def _look() -> dict[str, Any]:
    text = {"labelColor": INK, "titleColor": INK, "labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal"}
    return {
        "background": WHITE,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {**text, "domainColor": RULE_GREY, "tickColor": RULE_GREY, "gridColor": "#E3E5E6"},
        "legend": {**text, "symbolSize": 90},
    }
