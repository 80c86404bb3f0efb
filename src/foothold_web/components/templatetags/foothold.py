"""Tags that every template has at hand."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from foothold.indicators import Figure, Indicator
from foothold.terms import numbers
from foothold.terms.figures import FigureStatus
from foothold_web.reporting import wording

register = template.Library()

EFFECTS = {
    "set_aside": "Row set aside",
    "blanked": "Value left blank",
    "noted": "Read, and noted",
    "refused": "Return refused",
}
# Pages that a link of the navigation leads to on the way, though their addresses do not begin as its own does.
PAGES_BESIDE = {"loads": ("upload", "erasures"), "checks": ("monitors", "worker_roles")}
LEVEL_COLOURS = {"not started": "red", "early": "orange", "tentative": "yellow", "consolidating": "turquoise"}


@register.inclusion_tag("components/navigation_item.html", takes_context=True)
def navigation_item(context: template.Context, name: str, text: str) -> dict[str, Any]:
    """A link of the navigation; the one whose pages the reader is on is marked."""
    address = reverse(name)
    path = context["request"].path
    beside = tuple(reverse(page) for page in PAGES_BESIDE.get(name, ()))
    current = path == address or (address != "/" and path.startswith((address, *beside)))
    return {"address": address, "text": text, "current": current}


@register.simple_block_tag  # pyright: ignore[reportAttributeAccessIssue] - new in Django 5.2, the stubs lag
def table_region(content: str, label: str) -> str:
    """Let a wide table scroll on its own, reachable by keyboard and named for screen readers."""
    opening = '<div class="foothold-scroll" role="region" aria-label="{}" tabindex="0">{}</div>'
    return format_html(opening, label, content)


@register.inclusion_tag("components/figure.html")
def figure(value: Figure, indicator: Indicator, address: str = "", form: str = "headline") -> dict[str, Any]:
    """A figure; one that is missing says why and looks it. With an address it opens to as many cases as it counts.

    `form` "count" shows how many were counted instead of the headline.
    """
    headline = wording.figure_in_words(value, indicator)
    there = value.status is FigureStatus.VALUE
    count = value.numerator if there else None
    # The unit stands smaller beside its number; a reason why there is no number stays whole.
    text, _, unit = headline.partition(" ") if there else (headline, "", "")
    if form == "count" and count is not None:
        text, unit = numbers.plain_number(count), ""
    return {
        "text": text,
        "unit": unit,
        "status": value.status.value,
        "there": there,
        "share": wording.share(value, indicator) if form == "headline" else "",
        "address": address,
        "count": None if count is None else int(count),
        "counted": "" if count is None else numbers.counted(count, indicator.unit),
        "opens_itself": form == "count" or indicator.measure in ("count", "run"),
    }


@register.simple_tag
def level_tag(level: str, *, reversing: bool = False, official: bool = False) -> str:
    """A level in words; coloured only where somebody official has said which way is better."""
    colour = LEVEL_COLOURS.get(level, "green" if level == "embedded" else "grey") if official else "grey"
    text = f"{level[:1].upper()}{level[1:]}{', reversing' if reversing else ''}"
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, text)


@register.simple_tag
def svg(drawing: str) -> SafeString:
    """A drawing made by `foothold.charts`, which escapes what it writes; a script in it would be a fault of ours."""
    if re.search(r"<script|\son\w+=|javascript:", drawing, re.IGNORECASE):
        raise ValueError("a drawing holds a script")
    return mark_safe(drawing)  # noqa: S308 - ours, and looked over above


@register.simple_tag
def summary(key: str, value: Any) -> str:
    """A row of a summary list."""
    row = (
        '<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{}</dt>'
        '<dd class="govuk-summary-list__value">{}</dd></div>'
    )
    return format_html(row, key, "none" if value in ("", None) else value)


@register.filter
def effect(name: str) -> str:
    """What was done about a problem, in words."""
    return EFFECTS.get(name, name)


@register.filter
def counted(number: int, unit: str) -> str:
    """How many of what: 1 case, 1,145 children."""
    return numbers.counted(number, unit)


@register.filter
def change(number: float | None) -> str:
    """A difference with its sign: +3 or a minus sign; "none" where there is nothing to take a difference of."""
    if number is None:
        return "none"
    if 0 < abs(number) < 0.05:
        return "less than 0.1"
    sign = "+" if number > 0 else "\N{MINUS SIGN}" if number < 0 else ""
    return f"{sign}{numbers.plain_number(abs(number))}"


@register.filter
def days_in_words(text: str) -> str:
    """A text in which days are written as people write them."""
    return wording.days_in_words(text)


@register.filter
def target_of(indicator: Indicator) -> str:
    """An indicator's target in words."""
    return wording.target_in_words(indicator)


@register.filter
def inferred(indicator: Indicator) -> str:
    """Which way is better where nobody official says so."""
    return f"{str(indicator.polarity).capitalize()}, inferred: {indicator.polarity_source}"


@register.filter
def with_team_names(text: str, names: dict[str, str]) -> str:
    """A text in which identifiers of teams are replaced by their names."""
    return re.sub(r"\b[A-Z]-[A-Z0-9-]+\b", lambda found: names.get(found.group(), found.group()), text)


@register.filter
def named(names: dict[str, str], identifier: str | None) -> str:
    """The name that belongs to an identifier."""
    return names.get(identifier or "", identifier or "No team")


@register.filter
def slice_title(name: str) -> str:
    """A slice as people call it: Age band, Service area."""
    return wording.slice_title(name)


@register.filter
def part_name(names: dict[str, str], part: tuple[str, str]) -> str:
    """A part, given with its slice, by its name; one that no record names says so."""
    return wording.part_name(names, *part)
