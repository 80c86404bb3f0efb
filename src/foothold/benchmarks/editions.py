"""The figures of one measure and period as one release gives them: a comparison never mixes two releases."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from foothold.benchmarks.areas import JOINED, Areas
from foothold.benchmarks.measures import Source
from foothold.terms.figures import FigureStatus
from foothold.terms.nation import ENGLAND

if TYPE_CHECKING:
    from foothold.warehouse import Published

NATIONAL, REGIONAL, COUNCIL = "national", "regional", "council"
_LEVELS = {"national": NATIONAL, "regional": REGIONAL, "local authority": COUNCIL}

# What a symbol means for the figure it stands for, and in words. Guidance: DfE, "Statistical symbols".
_SYMBOLS: dict[str, tuple[FigureStatus, str]] = {
    "c": (FigureStatus.SUPPRESSED, "suppressed: too few children to publish"),
    "u": (FigureStatus.SUPPRESSED, "not published: of low reliability"),
    "k": (FigureStatus.SUPPRESSED, "rounds to zero, and is not zero"),
    "low": (FigureStatus.SUPPRESSED, "rounds to zero, and is not zero"),
    "z": (FigureStatus.BLANK, "not applicable"),
}
_NOT_AVAILABLE = (FigureStatus.NOT_COLLECTED, "not available")


@dataclass(frozen=True)
class Figure:
    """One published figure. Where there is none `value` is None, and `status` and `words` say why: never zero."""

    area: str
    name: str
    level: str  # "national", "regional" or "council"
    value: float | None
    status: FigureStatus
    words: str = ""  # why there is no figure, or what is to be known about it
    symbol: str = ""  # as published
    joint: tuple[str, ...] = ()  # the councils that the figure is of, where they report as one


@dataclass(frozen=True)
class Edition:
    """The figures of one period in one release: `figures` by code of the area."""

    period: str
    release: str
    file: str
    published: date
    source: Source
    figures: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def councils(self) -> list[Figure]:
        """Every council that a figure could be of, each of those that report as one on its own."""
        return [figure for figure in self.figures.values() if figure.level == COUNCIL]


class _Row(NamedTuple):
    """A row of `published_figures`, without what only places it."""

    release: str
    area_code: str
    area_level: str
    period: str
    filters: str
    measure: str
    value: float | None
    symbol: str | None
    published_on: date


def editions(
    published: Published, known: Areas, sources: Iterable[Source], decimals: int, release: str | None = None
) -> dict[str, Edition]:
    """For every period the release that answers for it, oldest period first.

    Of the releases that have the period the newest answers, one that is marked `last` only where no other does; of
    two published on one day the one whose source stands first. `release` narrows it to one published file.
    """
    found: dict[str, list[tuple[tuple[Any, ...], Edition]]] = defaultdict(list)
    tried = [(source, _rows(published, source)) for source in sources]
    joint = _joint(known, (row for _, rows in tried for row in rows))
    for order, (source, rows) in enumerate(tried):
        for edition in _editions_of(published, known, source, rows, decimals, joint):
            if release is None or edition.release == release:
                found[edition.period].append(((not source.last, edition.published, -order), edition))
    chosen = {period: max(those, key=lambda one: one[0])[1] for period, those in found.items()}
    return {period: chosen[period] for period in sorted(chosen)}


def _joint(known: Areas, rows: Iterable[_Row]) -> dict[str, tuple[str, ...]]:
    """Of every council that some release of a measure gives one figure together with others: all of these."""
    groups = {known.codes_of(row.area_code) for row in rows if JOINED in row.area_code}
    return {code: group for group in groups for code in group}


def _editions_of(
    published: Published,
    known: Areas,
    source: Source,
    found: list[_Row],
    decimals: int,
    joint: Mapping[str, tuple[str, ...]],
) -> list[Edition]:
    rows: dict[tuple[str, str], dict[tuple[str, str], dict[str, _Row]]] = defaultdict(lambda: defaultdict(dict))
    for row in found:
        about = _filters(row.filters)
        if all(about.get(heading) == value for heading, value in source.where.items()):
            period = _period(row.period, about)
            rows[row.release, period][row.area_code, row.area_level][row.measure] = row
    made = []
    for (release, period), areas in rows.items():
        figures = [
            figure
            for (area, level), cells in areas.items()
            for figure in _figures(known, area, level, _value(source, cells, decimals))
        ]
        if any(figure.value is not None for figure in figures):
            of = published.releases[release]
            held = _completed(known, {figure.area: figure for figure in figures}, joint)
            made.append(Edition(period, release, of.file, of.published, source, held))
    return made


def _rows(published: Published, source: Source) -> list[_Row]:
    marks = ", ".join("?" * len(source.headings))
    return [
        _Row(*row)
        for row in published.connection.execute(
            f"select {', '.join(_Row._fields)} from published_figures where measure in ({marks})", [*source.headings]
        ).fetchall()
    ]


@lru_cache(maxsize=4096)
def _filters(text: str) -> dict[str, str]:
    return json.loads(text)


def _period(period: str, about: Mapping[str, str]) -> str:
    """The period as published; of a daily statistic the day, as ISO."""
    day = about.get("date")
    if day is None:
        return period
    for form in ("%d/%m/%Y", "%Y/%m/%d"):
        try:
            return datetime.strptime(day, form).date().isoformat()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return day


def _value(source: Source, cells: Mapping[str, _Row], decimals: int) -> tuple[float | None, str]:
    """The figure of a source from its cells, rounded as it is published, and the symbol in place of one.

    A sum or share one part of which is withheld is withheld as well: it is not known, and no zero is put in.
    """
    wanted = [cells.get(heading) for heading in source.headings]
    symbols = [row.symbol or "" for row in wanted if row is not None and row.value is None]
    values = [row.value for row in wanted if row is not None and row.value is not None]
    if len(values) < len(wanted):
        return None, next(filter(None, symbols), "")
    if source.share_of is None:
        return round(sum(values), decimals), ""
    whole = values.pop()
    return (round(100 * sum(values) / whole, decimals), "") if whole else (None, "z")


def _figures(known: Areas, area: str, level: str, told: tuple[float | None, str]) -> list[Figure]:
    """The figure for each council that it is of; a joint one is given to all that report together."""
    value, symbol = told
    status, words = (FigureStatus.VALUE, "") if value is not None else _SYMBOLS.get(symbol, _NOT_AVAILABLE)
    codes = known.codes_of(area)
    joint = codes if len(codes) > 1 else ()
    if joint:
        words = "; ".join(filter(None, (words, f"one figure for {_and(known, joint)}")))
    where = NATIONAL if area == ENGLAND else _LEVELS.get(level.lower(), level.lower())
    return [Figure(code, known.name_of(code), where, value, status, words, symbol, joint) for code in codes]


def _completed(known: Areas, figures: dict[str, Figure], joint: Mapping[str, tuple[str, ...]]) -> dict[str, Figure]:
    """Mark figures of councils that report as one where a release gives the one figure to each, or to one of them.

    The older workforce file puts the figure of a trust under one of its councils and `z` under the others; the
    interactive tool repeats it under each.
    """
    after = dict(figures)
    for code, group in joint.items():
        theirs = {other: figures[other] for other in group if other in figures}
        values = {figure.value for figure in theirs.values() if figure.value is not None}
        if len(values) != 1 or any(figure.value is None and figure.symbol != "z" for figure in theirs.values()):
            continue
        if len(theirs) == len(group) and not theirs[code].joint:
            words = f"one figure for {_and(known, group)}"
            (value,) = values
            after[code] = replace(theirs[code], value=value, status=FigureStatus.VALUE, words=words, joint=group)
    return after


def _and(known: Areas, codes: tuple[str, ...]) -> str:
    return " and ".join(known.name_of(code) for code in codes)
