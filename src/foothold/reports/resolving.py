"""Turns bindings into figures: looks each up in the evidence, and says in words why one cannot be had."""

from __future__ import annotations

import operator
from dataclasses import replace
from datetime import date

from foothold.reports.bindings import Binding, Claim, Reference, Term
from foothold.reports.built import CheckedClaim, Edition, FrozenChart
from foothold.reports.evidence import Evidence
from foothold.reports.facts import NOT_COMPUTED, facts
from foothold.reports.figures import (
    SMALLEST_SHOWN,
    BoundFigure,
    Definition,
    Measured,
    as_printed,
    change,
    change_words,
    long_date,
    plain_number,
    unit_of_part,
)
from foothold.terms.errors import Refused

NOT_KNOWN = "unknown"
NOT_SHOWN = "suppressed"
_SIGNS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


class Resolver:
    """Resolves the bindings of one report: one snapshot, one date, one edition."""

    def __init__(self, evidence: Evidence, as_at: date, edition: Edition) -> None:
        self.evidence = evidence
        self.as_at = as_at
        self.edition = edition

    def figure(self, number: int, binding: Binding) -> BoundFigure:
        """The figure a binding stands for; one that cannot be had says why instead of a value."""
        if binding.problem:
            return _unknown(number, binding.kind, binding.written, "a binding that cannot be read")
        if binding.kind == "fact":
            return self._fact(number, binding)
        reference = self._dated(binding.reference)
        definition = self.evidence.definition(reference.indicator)
        written = written_out(binding.kind, reference)
        if definition is None:
            return _unknown(number, binding.kind, written, f"there is no indicator {reference.indicator}")
        if reference.end and reference.end > self.as_at:
            return _unknown(number, binding.kind, written, "a date after the report's own")
        resolve = {"ind": self._ind, "change": self._change, "level": self._level}[binding.kind]
        try:
            return resolve(number, written, reference, definition)
        except Refused as refusal:
            return _unknown(number, binding.kind, written, str(refusal), definition)

    def measured(self, reference: Reference, definition: Definition) -> Measured:
        """A reference measured, as far as the edition may hold it, with the part that is meant as its value."""
        found = self.evidence.measured(
            reference.indicator, reference.start, reference.end or self.as_at, reference.slices
        )
        held = found.hide_small(definition.measure) if self.edition is Edition.PUBLIC else found
        return held.of_part(reference.part)

    def chart(self, number: int, binding: Binding) -> FrozenChart | None:
        """The chart a binding stands for; None when there is none to draw."""
        reference = self._dated(binding.reference)
        end = reference.end or self.as_at
        if self.evidence.definition(reference.indicator) is None or end > self.as_at:
            return None
        try:
            found = self.evidence.chart(reference.indicator, end)
        except Refused:
            return None
        chart = FrozenChart(number, reference.indicator, end, *found[:5])
        hidden = self.edition is Edition.PUBLIC and found.holds_small_counts
        return _not_shown(chart) if hidden else chart

    def claim(self, claim: Claim, line: int) -> CheckedClaim:
        """Whether a claim holds, with what was found on either side of it."""
        left, right = self._side(claim.left), self._side(claim.right)
        if left is None or right is None:
            return CheckedClaim(claim.written, "a side of it is not known", None, line)
        if self.edition is Edition.PUBLIC and NOT_SHOWN in (left, right):
            return CheckedClaim("a claim about a count that this edition hides", "decided in the others", True, line)
        found = " and ".join(plain_number(float(side)) for side in (left, right))
        return CheckedClaim(claim.written, found, _holds(claim, left, right), line)

    def _dated(self, reference: Reference | None) -> Reference:
        if reference is None:
            raise AssertionError("bindings of this kind carry a reference")
        return replace(reference, end=reference.end or self.as_at)

    def _ind(self, number: int, written: str, reference: Reference, definition: Definition) -> BoundFigure:
        measured = self.measured(reference, definition)
        return BoundFigure(
            number,
            "ind",
            written,
            as_printed(measured, unit_of_part(reference.part, definition.unit)),
            definition.title,
            definition,
            reference,
            measured,
            words=self._beside_zero(reference, measured),
            status=measured.status,
        )

    def _beside_zero(self, reference: Reference, measured: Measured) -> str:
        """What a figure of zero may not be printed without."""
        if reference.slices or not measured.known or measured.value != 0:
            return ""
        smallest = SMALLEST_SHOWN if self.edition is Edition.PUBLIC else 0
        return self.evidence.beside_zero(reference.indicator, reference.end or self.as_at, smallest)

    def _change(self, number: int, written: str, reference: Reference, definition: Definition) -> BoundFigure:
        earlier, later = self._sides(reference, definition)
        return BoundFigure(
            number,
            "change",
            written,
            change_words(earlier, later, unit_of_part(reference.part, definition.unit)),
            definition.title,
            definition,
            reference,
            later,
            baseline=earlier,
            status=later.status if earlier.known else earlier.status,
        )

    def _sides(self, reference: Reference, definition: Definition) -> tuple[Measured, Measured]:
        earlier = replace(reference, start=None, end=reference.start)
        return self.measured(earlier, definition), self.measured(replace(reference, start=None), definition)

    def _level(self, number: int, written: str, reference: Reference, definition: Definition) -> BoundFigure:
        found = self.evidence.level(reference.indicator, reference.end or self.as_at)
        if self.edition is Edition.PUBLIC:  # the sentence and the evidence may state the newest count, however small
            found = found._replace(
                sentence=_level_alone(definition.title, found.level), missing="in the other editions"
            )
        return BoundFigure(
            number,
            "level",
            written,
            found.sentence,
            definition.title,
            definition,
            reference,
            words=found.missing,
            level=found.number,
        )

    def _fact(self, number: int, binding: Binding) -> BoundFigure:
        fact = facts().get(binding.name)
        written = f"fact:{binding.name}"
        if fact is None:
            return _unknown(number, "fact", written, f"there is no cited fact {binding.name}")
        if fact.known_from > self.as_at:
            return _unknown(number, "fact", written, f"not published until {long_date(fact.known_from)}")
        words = f"{fact.statement}, {fact.as_at}. {fact.source}: {NOT_COMPUTED}."
        return BoundFigure(number, "fact", written, fact.value, fact.statement, words=words)

    def _side(self, term: Term) -> float | str | None:
        """A term's number; a word where the edition hides it; None where it is not known."""
        if term.kind == "number" or term.reference is None:
            return term.number
        reference = self._dated(term.reference)
        definition = self.evidence.definition(reference.indicator)
        if definition is None or (reference.end or self.as_at) > self.as_at:
            return None
        try:
            return self._number(term.kind, reference, definition)
        except Refused:
            return None

    def _number(self, kind: str, reference: Reference, definition: Definition) -> float | str | None:
        if kind == "level":
            return self.evidence.level(reference.indicator, reference.end or self.as_at).number
        if kind == "figure":
            measured = self.measured(reference, definition)
            return NOT_SHOWN if measured.status == NOT_SHOWN else measured.value if measured.known else None
        earlier, later = self._sides(reference, definition)
        if NOT_SHOWN in (earlier.status, later.status):
            return NOT_SHOWN
        return change(earlier, later, unit_of_part(reference.part, definition.unit))


def written_out(kind: str, reference: Reference) -> str:
    """A binding as written with every date filled in: the name under which a figure is found again."""
    start = f"{reference.start}.." if reference.start else ""
    slices = "".join(f' {name}="{value}"' if " " in value else f" {name}={value}" for name, value in reference.slices)
    part = "" if reference.part == "headline" else f"|{reference.part}"
    return f"{kind}:{reference.indicator}@{start}{reference.end}{slices}{part}"


def _unknown(number: int, kind: str, written: str, why: str, definition: Definition | None = None) -> BoundFigure:
    title = definition.title if definition else written
    return BoundFigure(number, kind, written, f"not known ({why})", title, definition, words=why, status=NOT_KNOWN)


def _level_alone(title: str, level: str) -> str:
    from foothold.embeddedness import LEVELS

    return f"{title}: {level}{'' if level == LEVELS[-1] else ', not yet embedded'}."


def _holds(claim: Claim, left: float | str, right: float | str) -> bool:
    difference = float(left) - float(right)
    if claim.sign in ("==", "!="):
        return (abs(difference) <= claim.tolerance + 1e-9) is (claim.sign == "==")
    return bool(_SIGNS[claim.sign](difference, 0))


def _not_shown(chart: FrozenChart) -> FrozenChart:
    """A line drawn through 3 shows 3, whatever its table says: then the chart is left out, with the reason."""
    sentence = "Not shown in the public edition: the chart would show counts of 1 to 5."
    return replace(chart, svg="", columns=(), rows=(), sentence=sentence, status=NOT_SHOWN)
