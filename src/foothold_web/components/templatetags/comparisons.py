"""What the templates write of published statistics: rows of a comparison, and its rank, change and source in words."""

from __future__ import annotations

from django import template
from django.template.defaultfilters import date as written
from django.template.defaultfilters import floatformat
from django.utils.html import format_html

from foothold.benchmarks import Comparison, Figure, Position, PublishedMeasure
from foothold.terms.numbers import plain_number

register = template.Library()

_CELL = '<td class="govuk-table__cell">{}</td>'
_NUMBER = '<td class="govuk-table__cell govuk-table__cell--numeric">{}</td>'
_NAME = '<th scope="row" class="govuk-table__header">{}</th>'


@register.simple_tag
def published_row(name: str, figure: Figure, measure: PublishedMeasure) -> str:
    """A row of two cells: the area, and its figure or why there is none."""
    said = amount(figure, measure)
    told = f"{said} ({figure.words})" if figure.words and figure.value is not None else said
    return format_html(f'<tr class="govuk-table__row">{_NAME}{_NUMBER}</tr>', name, told)


@register.simple_tag
def compared_row(name: str, figure: Figure, measure: PublishedMeasure, nearness: str = "") -> str:
    """A row of four cells: the area, its figure, how near a neighbour it is, and what is to be known of the figure."""
    row = f'<tr class="govuk-table__row">{_NAME}{_NUMBER}{_CELL}{_CELL}</tr>'
    words = figure.words if figure.value is not None else ""
    return format_html(row, name, amount(figure, measure), nearness, words)


def amount(figure: Figure, measure: PublishedMeasure) -> str:
    """A published figure to the places it is published to, or why there is none."""
    return figure.words if figure.value is None else floatformat(figure.value, measure.decimals)


@register.filter
def ranked(position: Position) -> str:
    """A rank with what it is out of and where it is counted from."""
    withheld = f", {position.withheld} more withheld" if position.withheld else ""
    return f"{position.rank} of {position.of} councils with a figure{withheld}; {position.rank_from}"


@register.filter
def changed_since(one: Comparison) -> str:
    """A change with its window and its baseline."""
    change, places = one.change, one.measure.decimals
    if change is None:
        return ""
    unit = "percentage points" if one.measure.unit == "%" else one.measure.unit
    percent = f" ({_signed(change.percent, 1)}%)" if change.percent is not None else ""
    before = floatformat(change.before, places)
    return f"{change.window}: {_signed(change.difference, places)} {unit}{percent}, from {before}"


def _signed(number: float, places: int) -> str:
    sign = "+" if number > 0 else "\N{MINUS SIGN}" if number < 0 else ""
    return f"{sign}{plain_number(round(abs(number), places))}"


@register.filter
def official_polarity(measure: PublishedMeasure) -> str:
    """Which way is good, and who says so."""
    return f"{str(measure.polarity).capitalize()} ({measure.polarity_source})"


@register.filter
def source_of(one: Comparison) -> str:
    """The published file and the day of its publication."""
    return f"{one.edition.file}, {written(one.edition.published, 'j F Y')}"
