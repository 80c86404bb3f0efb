"""What changed between two built reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from foothold.reports.built import BuiltReport, ChangeLine, Recommendation
from foothold.reports.facts import facts
from foothold.reports.figures import BoundFigure, period_words
from foothold.terms.reporting_periods import long_date

NOT_THERE = "not in the report"
MOVED, RESTATED, FACT_MOVED = "figure moved", "figure restated", "fact moved"
CLAIM_NEW, CLAIM_DROPPED, CLAIM_CHANGED = "claim new", "claim dropped", "claim changed"
RECOMMENDATION, REPEATED, ADVERSE = "recommendation", "statement repeated", "adverse, not mentioned"
_SHOWN_TO_READERS = (MOVED, RESTATED, FACT_MOVED, CLAIM_CHANGED, RECOMMENDATION)


@dataclass(frozen=True)
class ReportChange:
    """The differences of two reports, one line each."""

    earlier_as_at: date
    later_as_at: date
    lines: tuple[ChangeLine, ...]

    columns = ("change", "subject", "earlier", "later")

    @property
    def rows(self) -> list[tuple[str, str, str, str]]:
        """The lines as rows of `columns`."""
        return [(line.kind, line.subject, line.earlier, line.later) for line in self.lines]

    @property
    def for_readers(self) -> tuple[ChangeLine, ...]:
        """What a later report itself prints; the rest is for its author."""
        return tuple(line for line in self.lines if line.kind in _SHOWN_TO_READERS)

    def as_json(self) -> dict[str, Any]:
        """The change as one JSON document."""
        return {
            "earlier": self.earlier_as_at.isoformat(),
            "later": self.later_as_at.isoformat(),
            "changes": [asdict(line) for line in self.lines],
        }


def compare(earlier: BuiltReport, later: BuiltReport) -> ReportChange:
    """Compare two reports of one authority, the earlier first."""
    return ReportChange(
        earlier.as_at,
        later.as_at,
        (
            *_figures(earlier, later),
            *_facts(earlier, later),
            *_claims(earlier, later),
            *_recommendations(earlier.recommendations, later.recommendations),
            *(ChangeLine(REPEATED, each, "", "") for each in later.statements if each in set(earlier.statements)),
            *(ChangeLine(ADVERSE, f"{m.indicator} {m.title}", m.earlier, m.later) for m in later.unmentioned),
        ),
    )


def _figures(earlier: BuiltReport, later: BuiltReport) -> Iterable[ChangeLine]:
    """The newest statement of each measure against the newest of it before; and any figure of one date restated."""
    before, after = _newest(earlier), _newest(later)
    for subject, figure in after.items():
        old = before.get(subject)
        if old and old.binding != figure.binding and old.display != figure.display:
            yield ChangeLine(MOVED, subject, _dated(old), _dated(figure) + _judged(old, figure))
    known = {figure.binding: figure for figure in earlier.figures if figure.kind != "fact"}
    for figure in later.figures:
        old = known.get(figure.binding)
        if old and old.display != figure.display:
            yield ChangeLine(RESTATED, figure.binding, old.display, figure.display)


def _newest(report: BuiltReport) -> dict[str, BoundFigure]:
    """For each measure the figure with the newest date. A change already holds two dates and is no measure of one."""
    newest: dict[str, BoundFigure] = {}
    for figure in report.figures:
        if figure.kind not in ("ind", "level") or figure.reference is None or figure.reference.end is None:
            continue
        held = newest.get(_subject(figure))
        if held is None or held.reference is None or (held.reference.end or date.min) < figure.reference.end:
            newest[_subject(figure)] = figure
    return newest


def _subject(figure: BoundFigure) -> str:
    reference = figure.reference
    part = "" if reference is None or reference.part == "headline" else f", {reference.part}"
    sliced = f", {figure.slice_words}" if figure.slice_words else ""
    level = ", level" if figure.kind == "level" else ""
    period = ", period of its own" if reference and reference.start else ""
    return f"{reference.indicator if reference else ''} {figure.title}{sliced}{part}{level}{period}"


def _dated(figure: BoundFigure) -> str:
    if figure.kind == "level":
        return figure.first_sentence
    if figure.measured is None:
        return figure.display
    return f"{figure.display} {period_words(figure.measured)}"


def _judged(old: BoundFigure, new: BoundFigure) -> str:
    """Which way a measure moved, where the way has a meaning."""
    if not new.definition or not new.definition.polarity or not old.measured or not new.measured:
        return ""
    if old.measured.value is None or new.measured.value is None or not old.measured.known or not new.measured.known:
        return ""
    better = (new.measured.value < old.measured.value) is (new.definition.polarity == "low")
    return " (better)" if better else " (worse)"


def _facts(earlier: BuiltReport, later: BuiltReport) -> Iterable[ChangeLine]:
    """A fact that says what another said before, such as a new date for the trust."""
    before, after = _by_topic(earlier), _by_topic(later)
    for topic, figure in after.items():
        old = before.get(topic)
        if old and old.display != figure.display:
            yield ChangeLine(FACT_MOVED, figure.title, old.display, figure.display)


def _by_topic(report: BuiltReport) -> dict[str, BoundFigure]:
    """Each topic's newest fact; only the packaged table knows which facts are one topic."""
    newest: dict[str, tuple[date, BoundFigure]] = {}
    for figure in report.figures:
        fact = facts().get(figure.binding.removeprefix("fact:")) if figure.kind == "fact" else None
        if fact and (fact.topic not in newest or newest[fact.topic][0] < fact.known_from):
            newest[fact.topic] = (fact.known_from, figure)
    return {topic: figure for topic, (_, figure) in newest.items()}


def _claims(earlier: BuiltReport, later: BuiltReport) -> Iterable[ChangeLine]:
    before = {claim.written: claim.holds for claim in earlier.claims}
    after = {claim.written: claim.holds for claim in later.claims}
    for written in dict.fromkeys([*before, *after]):
        if written not in before:
            yield ChangeLine(CLAIM_NEW, written, NOT_THERE, _verdict(after[written]))
        elif written not in after:
            yield ChangeLine(CLAIM_DROPPED, written, _verdict(before[written]), NOT_THERE)
        elif before[written] != after[written]:
            yield ChangeLine(CLAIM_CHANGED, written, _verdict(before[written]), _verdict(after[written]))


def _verdict(holds: bool | None) -> str:
    return {True: "holds", False: "does not hold", None: "cannot be decided"}[holds]


def _recommendations(earlier: tuple[Recommendation, ...], later: tuple[Recommendation, ...]) -> Iterable[ChangeLine]:
    before = {each.number: each for each in earlier}
    after = {each.number: each for each in later}
    for number, either in {**before, **after}.items():
        old, new = _status(before.get(number)), _status(after.get(number))
        if old != new:
            yield ChangeLine(RECOMMENDATION, f"{number}: {either.text}", old, new)


def _status(found: Recommendation | None) -> str:
    return found.status if found else NOT_THERE


def since_words(earlier: date) -> str:
    """The heading under which a report prints its changes."""
    return f"What changed since the report of {long_date(earlier)}"
