"""Published yearly figures of every council as the ledger reads them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from foothold import benchmarks, warehouse
from foothold.benchmarks import Edition, PublishedMeasure
from foothold.embeddedness.annual import Year, ledger
from foothold.embeddedness.control_chart import Direction
from foothold.terms.errors import Refused
from foothold.terms.nation import ENGLAND
from foothold.terms.polarity import Polarity


@dataclass(frozen=True)
class Measure:
    """A published percentage and which way is better."""

    title: str
    direction: Direction


@dataclass(frozen=True)
class Council:
    """A council's years, and what would have been said in each."""

    name: str
    years: tuple[Year, ...]


def councils_of(home: Path, indicator: str) -> tuple[Measure, dict[str, Council]]:
    """Every council by code, in the years England has a figure for.

    Refused for an indicator without an official polarity or a percentage, and where no file of it with councils is
    loaded.
    """
    of = benchmarks.measure_of(indicator)
    if of.polarity is None or of.unit != "%":
        raise Refused(f"{indicator} cannot be calibrated: it needs a published percentage with an official polarity.")
    measure = Measure(of.title, "decrease" if of.polarity is Polarity.LOW else "increase")
    editions = _editions(home, of)
    if not editions:
        raise Refused(
            f"No published figures of {indicator} are loaded in {home}. Load them as published: "
            "foothold load FILE --as-at DATE-OF-PUBLICATION, without --authority."
        )
    names = {figure.area: figure.name for edition in editions for figure in edition.councils}
    if not names:
        raise Refused(
            f"What is loaded of {indicator} is of England alone. Load the published file that has every council: "
            "foothold load FILE --as-at DATE-OF-PUBLICATION, without --authority."
        )
    return measure, {code: Council(name, _years(editions, code, measure)) for code, name in sorted(names.items())}


def _editions(home: Path, of: PublishedMeasure) -> list[Edition]:
    with warehouse.open_published(home) as published:
        found = benchmarks.editions(published, benchmarks.areas(published), of.parts[""], of.decimals)
    return [edition for edition in found.values() if _value(edition, ENGLAND) is not None]


def _years(editions: list[Edition], code: str, measure: Measure) -> tuple[Year, ...]:
    """From the first year the council has a figure to the last."""
    there = [place for place, edition in enumerate(editions) if _value(edition, code) is not None]
    lived = editions[there[0] : there[-1] + 1] if there else []
    values = [_value(edition, code) for edition in lived]
    england = [_value(edition, ENGLAND) for edition in lived]
    return tuple(ledger([edition.period for edition in lived], values, england, measure.direction))


def _value(edition: Edition, code: str) -> float | None:
    figure = edition.figures.get(code)
    return figure.value if figure else None
