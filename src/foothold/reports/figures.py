"""A figure as a report holds it: what was meant, what came out, from which data, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from foothold.reports.bindings import Reference
from foothold.terms.figures import FigureStatus
from foothold.terms.numbers import plain_number, with_unit
from foothold.terms.reporting_periods import long_date

VALUE = FigureStatus.VALUE.value
HIDDEN = "c"
SMALLEST_SHOWN = 6  # the public edition hides counts of 1 to 5
PUBLIC_RULE = (
    "Public edition: counts of 1 to 5 are shown as c, and so is every percentage or change that rests on one. This is "
    "a simple rule: it does not test whether a hidden count can be worked out from other published tables."
)
STATUS_WORDS = {
    "value": "computed",
    "blank": "nobody to count",
    "suppressed": "not shown: a count of 1 to 5",
    "not_collected": "not collected",
    "stale": "not known: the data handed over by then are too old",
    "unknown": "not known",
}


@dataclass(frozen=True)
class Definition:
    """What an indicator means, as it was when the figure was computed; `kind` and `measure` are the catalogue's."""

    indicator: str
    title: str
    numerator: str
    denominator: str
    source: str
    unit: str
    kind: str
    measure: str
    polarity: str | None
    polarity_source: str
    version: str
    hash: str


@dataclass(frozen=True)
class Measured:
    """One indicator measured at one date or over one period. Units are the indicator's; a percentage is 0 to 100."""

    period_start: date | None
    as_at: date
    numerator: float | None
    denominator: float | None
    value: float | None
    status: str = VALUE
    missing: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a figure to print."""
        return self.status == VALUE

    def hide_small(self, measure: str) -> Measured:
        """As the public edition may hold it: a small count, and what would give it away, is taken out altogether.

        A run counts weeks, not people, so nothing in it is hidden.
        """
        if measure == "run" or not any(is_small(count) for count in self._counts(measure)):
            return self
        return replace(self, numerator=None, denominator=None, value=None, status=FigureStatus.SUPPRESSED.value)

    def _counts(self, measure: str) -> tuple[float | None, ...]:
        rest = None
        if measure in ("count", "percentage", "share_of_value") and None not in (self.numerator, self.denominator):
            rest = (self.denominator or 0) - (self.numerator or 0)
        return self.numerator, None if measure == "index" else self.denominator, rest

    def of_part(self, part: str) -> Measured:
        """The figure with the part that a binding asks for as its value.

        A count is known even where the population that its rate needs is not.
        """
        if part in ("numerator", "denominator"):
            count = self.numerator if part == "numerator" else self.denominator
            status = self.status if count is None else VALUE
            return replace(self, value=count, status=status)
        if part == "share":
            known = self.numerator is not None and self.denominator
            return replace(self, value=100 * (self.numerator or 0) / (self.denominator or 1) if known else None)
        return self


@dataclass(frozen=True)
class BoundFigure:
    """One figure of a report: the text printed, the binding with every date filled in, and the evidence behind it.

    `kind` is "ind", "change", "level" or "fact". `baseline` is the earlier side of a change.
    """

    number: int
    kind: str
    binding: str
    display: str
    title: str
    definition: Definition | None = None
    reference: Reference | None = None
    measured: Measured | None = None
    baseline: Measured | None = None
    words: str = ""  # a level's own sentence, or a fact's statement and source
    level: int | None = None
    status: str = VALUE

    @property
    def known(self) -> bool:
        """Whether the figure could be resolved; one hidden in the public edition is known."""
        return self.status in (VALUE, FigureStatus.SUPPRESSED.value)

    @property
    def first_sentence(self) -> str:
        """How what is printed begins; of a level, its name and what it rests on."""
        return self.display.split(". ")[0].rstrip(".")

    @property
    def slice_words(self) -> str:
        """Its slices in words, such as "team T-N-DA"."""
        slices = self.reference.slices if self.reference else ()
        return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in slices)

    @property
    def status_words(self) -> str:
        """Whether there is a figure, and if not why not."""
        missing = self.measured.missing if self.measured and not self.measured.known else ""
        return STATUS_WORDS[self.status] + (f": {missing}" if missing else "")


def is_small(count: float | None) -> bool:
    """Whether a count is one of 1 to 5, which may tell who is meant; a zero is nobody."""
    return count is not None and 0 < count < SMALLEST_SHOWN


def period_words(measured: Measured) -> str:
    """On 30 June 2020; for a period, in the week to a Sunday, or from a day to a day."""
    if measured.period_start is None or measured.period_start == measured.as_at:
        return f"on {long_date(measured.as_at)}"
    if measured.as_at - measured.period_start == timedelta(days=6):
        return f"in the week to {long_date(measured.as_at)}"
    return f"from {long_date(measured.period_start)} to {long_date(measured.as_at)}"


def unit_of_part(part: str, unit: str) -> str:
    """What a part of a figure is measured in: a count has no unit to print, a share is a percentage."""
    return {"numerator": "", "denominator": "", "share": "%"}.get(part, unit)


def as_printed(measured: Measured, unit: str) -> str:
    """A figure as printed in a sentence, or the reason in words why there is none."""
    if measured.status == FigureStatus.SUPPRESSED.value:
        return HIDDEN
    if not measured.known:
        return STATUS_WORDS[measured.status] + (f" ({measured.missing})" if measured.missing else "")
    if measured.value is None:
        return STATUS_WORDS[FigureStatus.BLANK.value]
    return with_unit(measured.value, unit)


def change(earlier: Measured, later: Measured, unit: str) -> float | None:
    """The change in percent of the earlier value; of a percentage, in points. None where it has no meaning."""
    if not earlier.known or not later.known or earlier.value is None or later.value is None:
        return None
    if unit == "%":
        return later.value - earlier.value
    return 100 * (later.value - earlier.value) / earlier.value if earlier.value else None


def change_words(earlier: Measured, later: Measured, unit: str) -> str:
    """A change in words: never a percentage without the figures and the dates or periods it stands between."""
    for side in (earlier, later):
        if not side.known:
            return as_printed(side, unit)
    if earlier.value is None or later.value is None:
        return STATUS_WORDS[FigureStatus.BLANK.value]
    between = (
        f"from {with_unit(earlier.value, unit)} {period_words(earlier)} to {with_unit(later.value, unit)} "
        f"{period_words(later)}"
    )
    return f"{_direction(earlier, later, unit)}, {between}"


def _direction(earlier: Measured, later: Measured, unit: str) -> str:
    difference = (later.value or 0) - (earlier.value or 0)
    if abs(difference) < 1e-9:
        return "unchanged"
    word = "up" if difference > 0 else "down"
    if unit == "%":
        return f"{word} {abs(difference):.1f} percentage points"
    percent = change(earlier, later, unit)
    return f"{word} {plain_number(abs(difference))}" if percent is None else f"{word} {abs(percent):.1f}%"
