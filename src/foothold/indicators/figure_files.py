"""Figures as files to keep: the figures, what they mean, how fresh they are, and what stands where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from foothold.indicators.definition import Indicator
from foothold.indicators.families import family_of
from foothold.indicators.figures import Figure
from foothold.indicators.indicator_files import CATALOGUE
from foothold.indicators.spreadsheets import CSV, ODS, Cell, Sheet, as_csv, as_ods
from foothold.terms.code_sets import part_label
from foothold.terms.errors import Refused
from foothold.terms.figures import FigureStatus

SYMBOLS = {
    FigureStatus.BLANK: ("[z]", "Nobody to count: there is no denominator, so there is no value. It is not zero."),
    FigureStatus.SUPPRESSED: ("[c]", "A small number, hidden to protect children."),
    FigureStatus.NOT_COLLECTED: ("[x]", "Not collected: the field named beside it was not in what was loaded."),
    FigureStatus.STALE: ("[s]", "Too old to say: nothing loaded reaches this day."),
}
"""What stands in place of a value: z, c and x as government statistics write them, s (stale) as Foothold does."""


@dataclass(frozen=True)
class Freshness:
    """What a file's figures rest on. `loaded_on` and `computed_at` are None where nobody noted them."""

    authority: str
    newest_return: date
    loaded_on: datetime | None
    computed_at: datetime | None


@dataclass(frozen=True)
class _Line:
    """A figure as a line of a file."""

    indicator: str
    title: str
    version: int
    period_start: date
    as_at: date
    slice: str
    part: str
    part_name: str
    numerator: Cell
    denominator: Cell
    value: Cell
    unit: str
    status: str
    missing: str
    newest_return: date
    loaded_on: datetime | None
    computed_at: datetime | None
    definition_hash: str


COLUMNS = tuple(field.name for field in fields(_Line))
WORDS = ("counted", "out_of")
"""What a CSV file carries beside each figure, having no second sheet to define it in."""


def figures_file(
    form: str, figures: Sequence[Figure], freshness: Freshness, names: dict[str, str] | None = None
) -> bytes:
    """The figures as a file of that form, "csv" or "ods"; `names` are those of teams and places by identifier.

    Refused for any other form.
    """
    lines = [_line(figure, freshness, names or {}) for figure in figures]
    rows = [tuple(getattr(line, name) for name in COLUMNS) for line in lines]
    if form == CSV:
        words = [_words(CATALOGUE[figure.indicator]) for figure in figures]
        return as_csv(
            Sheet("Figures", (*COLUMNS, *WORDS), [(*row, *said) for row, said in zip(rows, words, strict=True)])
        )
    if form != ODS:
        raise Refused(f"Figures cannot be written as '{form}'. Choose {CSV} or {ODS}.")
    used = list(dict.fromkeys(figure.indicator for figure in figures))
    return as_ods(
        [
            Sheet("Figures", COLUMNS, rows),
            definitions_sheet(CATALOGUE[identifier] for identifier in used),
            _freshness_sheet(freshness),
            _symbols_sheet(),
        ]
    )


def definitions_sheet(indicators: Iterable[Indicator]) -> Sheet:
    """One line for each definition, in words, with its version and hash."""
    columns = (
        *("indicator", "name", "title", "family", "question", "counted", "out_of", "notes", "unit", "kind"),
        *("measure", "polarity", "polarity_source", "source", "version", "hash"),
    )
    rows = [
        (
            *(one.id, one.name, one.title, family_of(one.id), one.question, *_words(one), one.definition.notes),
            *(one.unit_of_value, one.kind, one.measure, str(one.polarity or "none"), one.polarity_source),
            *(one.source, one.version, one.hash),
        )
        for one in indicators
    ]
    return Sheet("Definitions", columns, rows)


def _words(indicator: Indicator) -> tuple[str, str]:
    return indicator.definition.numerator, indicator.definition.denominator


def _line(figure: Figure, freshness: Freshness, names: dict[str, str]) -> _Line:
    indicator = CATALOGUE[figure.indicator]
    name, part = "; ".join(figure.slices), "; ".join(part or "not known" for part in figure.slices.values())
    labels = [names.get(part or "", part_label(slice_, part or "not known")) for slice_, part in figure.slices.items()]
    there = figure.status is FigureStatus.VALUE
    return _Line(
        indicator=figure.indicator,
        title=indicator.title,
        version=figure.version,
        period_start=figure.period_start,
        as_at=figure.as_at,
        slice=name,
        part=part,
        part_name="; ".join(labels) or "the council",
        numerator=figure.numerator,
        denominator=figure.denominator,
        value=figure.value if there else SYMBOLS[figure.status][0],
        unit=indicator.unit_of_value,
        status=figure.status.value,
        missing=figure.missing,
        newest_return=freshness.newest_return,
        loaded_on=freshness.loaded_on,
        computed_at=freshness.computed_at,
        definition_hash=indicator.hash,
    )


def _freshness_sheet(freshness: Freshness) -> Sheet:
    rows = [
        ("Council", freshness.authority),
        ("Newest return as at", freshness.newest_return),
        ("Newest return loaded on", freshness.loaded_on),
        ("Figures computed at", freshness.computed_at),
    ]
    return Sheet("Freshness", ("what", "when"), rows)


def _symbols_sheet() -> Sheet:
    rows = [(symbol, status.value, meaning) for status, (symbol, meaning) in SYMBOLS.items()]
    return Sheet("Symbols", ("symbol", "status", "meaning"), [*rows, ("0", "value", "None was counted.")])
