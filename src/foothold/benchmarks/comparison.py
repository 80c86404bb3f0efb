"""A council's published figure beside England's, its region's and its statistical neighbours', with its rank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import TYPE_CHECKING

from foothold.benchmarks.areas import MODELS, Areas, Neighbour, areas, neighbours
from foothold.benchmarks.editions import COUNCIL, Edition, Figure, editions
from foothold.benchmarks.measures import PublishedMeasure, measure_of
from foothold.terms.errors import Refused
from foothold.terms.figures import FigureStatus
from foothold.terms.nation import ENGLAND
from foothold.terms.polarity import Polarity

if TYPE_CHECKING:
    from foothold.warehouse import Published

NEWEST_MODEL = MODELS[-1]
_FIFTHS = 5
_KNOWN = (FigureStatus.VALUE, FigureStatus.SUPPRESSED)  # there is a figure, whether or not it may be seen


class NothingPublished(Refused):
    """Nothing of an indicator is among the published files that are loaded."""


@dataclass(frozen=True)
class Position:
    """Where a council stands among those with a figure. Rank 1 is the best where there is an official polarity, and the
    highest where there is none: then it says where the council lies and not how well it does."""

    rank: int
    of: int  # councils with a figure, those that report as one counted once
    withheld: int  # councils whose figure is suppressed, which are not among these
    rank_from: str  # "lowest is 1, which is good", ...
    quintile: int  # 1 holds rank 1


@dataclass(frozen=True)
class Change:
    """The change of a figure between two named periods; `percent` is blank from a baseline of zero."""

    baseline: str  # period
    window: str  # "2019 to 2024"
    before: float
    after: float
    difference: float  # in the unit of the measure: percentage points, where that is %
    percent: float | None


@dataclass(frozen=True)
class Group:
    """The statistical neighbours of a council in one model, and what their figures come to."""

    model: str
    members: tuple[tuple[Neighbour, Figure], ...]
    mean: float | None
    median: float | None
    counted: int  # figures behind mean and median, those of councils that report as one counted once


@dataclass(frozen=True)
class Comparison:
    """One measure, or one part of a mix, of one period and release."""

    measure: PublishedMeasure
    part: str
    edition: Edition
    council: Figure
    england: Figure
    region: Figure | None
    group: Group
    position: Position | None
    series: tuple[tuple[str, Figure, Figure], ...]  # period, council, England: each from the release that answers
    change: Change | None

    @property
    def period(self) -> str:
        """The period compared."""
        return self.edition.period

    def figure_of(self, area: str) -> Figure:
        """The figure of any other council, region or the country, by its code; without one where the file has none."""
        return self.edition.figures.get(area) or _absent(area, area)


def compare(
    published: Published,
    indicator: str,
    authority: str,
    *,
    period: str | None = None,
    model: str = NEWEST_MODEL,
    release: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[Comparison]:
    """The comparison of every part of an indicator; `since` is the baseline of the change, else the period before.

    Without a `period` the newest is taken in which the council has a figure, though it may be withheld, or England
    where the council has none in any; not one after the year `until`, where that leaves any.
    Refused where nothing is published of the indicator; NothingPublished where nothing of it is loaded.
    """
    measure = measure_of(indicator)
    if model not in MODELS:
        raise Refused(f"There is no neighbour model {model}. Use one of: {', '.join(MODELS)}.")
    known = areas(published)
    made = []
    for part, sources in measure.parts.items():
        found = editions(published, known, sources, measure.decimals, release)
        if found:
            made.append(
                _compared(published, known, measure, part, _until(found, until), authority, period, model, since)
            )
    if not made:
        raise NothingPublished(
            f"No published figures of {measure.indicator} are loaded. Load them as they were published: "
            "foothold load FILE --as-at DATE-OF-PUBLICATION, without --authority."
        )
    return made


def _compared(
    published: Published,
    known: Areas,
    measure: PublishedMeasure,
    part: str,
    found: dict[str, Edition],
    authority: str,
    period: str | None,
    model: str,
    since: str | None,
) -> Comparison:
    edition = found[period or _newest(found, authority)] if period is None or period in found else None
    if edition is None:
        raise Refused(f"{measure.indicator} is not published for {period}. Periods loaded: {', '.join(found)}.")
    region = known.region_of(authority)
    series = tuple((p, _of(known, e, authority), _of(known, e, ENGLAND)) for p, e in found.items())
    council = _of(known, edition, authority)
    return Comparison(
        measure=measure,
        part=part,
        edition=edition,
        council=council,
        england=_of(known, edition, ENGLAND),
        region=_of(known, edition, region) if region else None,
        group=_group(published, known, edition, authority, model, measure.decimals),
        position=position(edition.councils, council, measure.polarity),
        series=series,
        change=_change([(p, figure) for p, figure, _ in series], edition.period, since, measure.decimals),
    )


def _until(found: dict[str, Edition], year: str | None) -> dict[str, Edition]:
    """The periods up to a year, or all of them where none is so old."""
    return {period: edition for period, edition in found.items() if year is None or period[:4] <= year} or found


def _newest(found: dict[str, Edition], authority: str) -> str:
    for area in (authority, ENGLAND):
        told = [p for p, e in found.items() if area in e.figures and e.figures[area].status in _KNOWN]
        if told:
            return told[-1]
    return next(reversed(found))


def _of(known: Areas, edition: Edition, area: str) -> Figure:
    return edition.figures.get(area) or _absent(area, known.name_of(area))


def _absent(area: str, name: str) -> Figure:
    return Figure(area, name, COUNCIL, None, FigureStatus.NOT_COLLECTED, "not in the published file")


def _group(published: Published, known: Areas, edition: Edition, authority: str, model: str, decimals: int) -> Group:
    members = tuple((one, _of(known, edition, one.code)) for one in neighbours(published, known, authority, model))
    values = _values(figure for _, figure in members if authority not in figure.joint)
    if not values:
        return Group(model, members, None, None, 0)
    return Group(model, members, round(fmean(values), decimals), round(median(values), decimals), len(values))


def _values(figures: Iterable[Figure]) -> list[float]:
    """The figures there are, those of councils that report as one taken once."""
    return list({one.joint or (one.area,): one.value for one in figures if one.value is not None}.values())


def position(councils: Sequence[Figure], council: Figure, polarity: Polarity | None) -> Position | None:
    """The place of a council among those with a figure; None when it has none. Equal figures share the better rank."""
    if council.value is None:
        return None
    values = _values(councils)
    low = polarity is Polarity.LOW
    ahead = sum(value < council.value if low else value > council.value for value in values)
    quintile = min(_FIFTHS, ahead * _FIFTHS // len(values) + 1)
    withheld = sum(other.status is FigureStatus.SUPPRESSED for other in councils)
    return Position(ahead + 1, len(values), withheld, _direction(polarity), quintile)


def _direction(polarity: Polarity | None) -> str:
    if polarity is None:
        return "1 is the highest; no official source says which way is good"
    return f"1 is the {'lowest' if polarity is Polarity.LOW else 'highest'}, which is good"


def _change(series: list[tuple[str, Figure]], period: str, since: str | None, decimals: int) -> Change | None:
    told = {p: figure.value for p, figure in series if figure.value is not None}
    earlier = [p for p in told if p < period]
    baseline = since or (earlier[-1] if earlier else None)
    if baseline is None or baseline not in told or period not in told or baseline >= period:
        return None
    return change_between(baseline, told[baseline], period, told[period], decimals)


def change_between(baseline: str, before: float, period: str, after: float, decimals: int) -> Change:
    """The change from one named period to another, never without the two."""
    percent = round(100 * (after - before) / before, 1) if before else None
    difference = round(after - before, decimals)
    return Change(baseline, f"{baseline} to {period}", before, after, difference, percent)
