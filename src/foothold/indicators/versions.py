"""An earlier definition beside the present one, line by line, and what either gives of the same data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foothold.indicators.definition import Indicator
from foothold.indicators.engines import Engine
from foothold.indicators.figures import Figure, figures_by, period_to
from foothold.indicators.source import Source


@dataclass(frozen=True)
class Line:
    """One part of a definition, as it was and as it is."""

    name: str
    earlier: str
    present: str

    @property
    def changed(self) -> bool:
        """Whether the two differ."""
        return self.earlier != self.present


def lines(earlier: Indicator, present: Indicator) -> list[Line]:
    """Everything that defines a figure but its SQL, of both."""
    pairs = zip(_texts(earlier), _texts(present), strict=True)
    return [Line(name, was, now) for (name, was), (_, now) in pairs]


def _texts(one: Indicator) -> Sequence[tuple[str, str]]:
    return [
        ("Version", str(one.version)),
        ("Hash", one.hash),
        ("Counted", one.definition.numerator),
        ("Out of", one.definition.denominator),
        ("Notes", one.definition.notes or "none"),
        ("Measure", one.measure),
        ("Unit", one.unit_of_value),
        ("Broken down by", ", ".join(one.slices)),
    ]


def figure_of(indicator: Indicator, source: Source, as_at: date, engine: Engine) -> Figure:
    """What a definition, earlier or present, gives at a date over its own period."""
    ((_, ((figure,),)),) = figures_by(source, [indicator], [period_to(indicator, as_at)], [()], engine)
    return figure
