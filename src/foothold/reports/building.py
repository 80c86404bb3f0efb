"""Builds a report: the draft's words with every figure resolved, and the evidence frozen beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.reports.adverse import adverse_movements, days_compared
from foothold.reports.bindings import Binding, read_claim
from foothold.reports.built import BuiltReport, CheckedClaim, Earlier, Edition, FrozenChart, Recommendation
from foothold.reports.comparing import compare
from foothold.reports.draft import (
    RECOMMENDATION_COLUMNS,
    RECOMMENDATION_STATUSES,
    SECTIONS,
    Block,
    Draft,
    Run,
    Runs,
    find_draft,
    plain,
    read_draft,
)
from foothold.reports.figures import BoundFigure
from foothold.reports.resolving import Resolver
from foothold.reports.unbound import sentences, unbound_numbers
from foothold.terms.errors import Refused
from foothold.terms.reporting_periods import months_before

if TYPE_CHECKING:
    from foothold.reports.evidence import Evidence

MONTHS_LOOKED_BACK = 3
LONGEST_STRONG = 60  # characters; a figure stands out, a whole sentence of evidence does not
FEWEST_WORDS = 6  # shorter sentences repeat by chance
_CLAIMED = re.compile(r"\b([A-Z]{2}\d{2})\b")
_GAP = re.compile(r"[ \t]+(?=[ \t.,;:])")


def build(
    draft: str,
    *,
    home: Path,
    authority: str | None = None,
    as_at: date | None = None,
    edition: str = Edition.MINISTER,
    previous: BuiltReport | None = None,
) -> BuiltReport:
    """Build a report from a draft: a file, or the name of one that comes with Foothold.

    Every figure is computed as known on the report's date, so that later loads never change it. Refused when the draft
    cannot be read, when there is no date, or when nothing had been handed over by then.
    """
    from foothold import warehouse
    from foothold.embeddedness.circumstances import circumstances
    from foothold.reports.warehouse_evidence import WarehouseEvidence

    read = read_draft(find_draft(draft))
    day = as_at or read.as_at
    if day is None:
        raise Refused("The report has no date. Give --as-at, or a line as_at: in the draft's front matter.")
    code = warehouse.chosen_authority(home, authority)
    # A report's charts look back for years, so the fullest history answers and not whichever return is newest.
    with warehouse.open(home, code, as_known=day) as snapshot:
        evidence = WarehouseEvidence(snapshot, day, read.programme_start, circumstances(home, code))
        return build_from(read, evidence, as_at=day, edition=edition, previous=previous)


def build_from(
    draft: Draft,
    evidence: Evidence,
    *,
    as_at: date,
    edition: str = Edition.MINISTER,
    previous: BuiltReport | None = None,
) -> BuiltReport:
    """Build a report from a draft that was read and from any evidence."""
    from importlib.metadata import version

    who = _edition(edition)
    _check_previous(previous, as_at, who)
    since = previous.as_at if previous else months_before(as_at, MONTHS_LOOKED_BACK)
    evidence.prepare(_asked(draft, evidence, since, as_at))
    shown = _Shown(draft, Resolver(evidence, as_at, who))
    report = BuiltReport(
        title=draft.title,
        authors=draft.authors,
        authority=evidence.data.authority,
        as_at=as_at,
        edition=who,
        draft_sha256=draft.sha256,
        code_version=version("foothold"),
        programme_start=draft.programme_start,
        data=evidence.data,
        blocks=shown.blocks,
        figures=tuple(shown.figures),
        charts=tuple(shown.charts),
        claims=tuple(shown.claims),
        recommendations=_recommendations(shown.blocks),
        statements=tuple(_statements(shown.blocks)),
        adverse=tuple(adverse_movements(evidence, since, as_at, _mentioned(draft), who)),
        adverse_since=since,
        unbound=tuple(unbound_numbers(draft.blocks)),
        problems=(*_binding_problems(draft), *draft.stray, *shown.undrawn, *_missing_sections(draft.blocks)),
    )
    return _with_previous(report, previous).frozen()


def _check_previous(previous: BuiltReport | None, as_at: date, edition: Edition) -> None:
    if previous is None:
        return
    if previous.as_at >= as_at:
        raise Refused(f"The report before this one is as at {previous.as_at}, which is not before {as_at}.")
    if edition is Edition.PUBLIC and previous.edition is not Edition.PUBLIC:
        raise Refused(
            f"The report before this one is the {previous.edition} edition, whose figures the public edition may not "
            "show. Name the public edition of it."
        )


def _asked(draft: Draft, evidence: Evidence, since: date, as_at: date) -> Iterator[tuple[str, date | None, date]]:
    """The figures that the draft states of the whole council and those that show what got worse."""
    for binding in draft.bindings:
        reference = binding.reference
        if reference is None or reference.slices or evidence.definition(reference.indicator) is None:
            continue
        end = min(reference.end or as_at, as_at)
        if binding.kind == "change" and reference.start:
            yield from ((reference.indicator, None, day) for day in (reference.start, end))
        elif binding.kind == "ind" and (reference.start is None or reference.start <= end):
            yield reference.indicator, reference.start, end
    for definition in evidence.definitions():
        if definition.polarity and not evidence.newest_only(definition.indicator):
            compared = days_compared(evidence, definition.indicator, since, as_at)
            yield from ((definition.indicator, None, day) for day in compared)


def _edition(name: str) -> Edition:
    try:
        return Edition(name)
    except ValueError:
        raise Refused(f"There is no edition {name}. Choose {', '.join(Edition)}.") from None


class _Shown:
    """The draft's blocks with each binding replaced by what it shows, and the figures in reading order."""

    def __init__(self, draft: Draft, resolver: Resolver) -> None:
        self.bindings = draft.bindings
        self.resolver = resolver
        self.figures: list[BoundFigure] = []
        self.charts: list[FrozenChart] = []
        self.claims: list[CheckedClaim] = []
        self.undrawn: list[str] = []
        self._numbers: dict[str, int] = {}
        self.blocks = tuple(shown for block in draft.blocks for shown in self._shown(block))

    def _shown(self, block: Block) -> list[Block]:
        shown = replace(
            block,
            runs=self._runs(block.runs),
            items=tuple(map(self._runs, block.items)),
            head=tuple(map(self._runs, block.head)),
            rows=tuple(tuple(map(self._runs, row)) for row in block.rows),
        )
        words_left = block.kind != "paragraph" or bool(shown.text.strip())
        return [*([shown] if words_left else []), *self._beside_zeros(shown), *self._charts_of(block)]

    def _beside_zeros(self, shown: Block) -> list[Block]:
        """Whose zero a zero is stands under the block that states it, once for each figure."""
        numbers = {run.ref: None for runs in shown.all_runs() for run in runs if run.ref is not None}
        stated = [self.figures[number - 1] for number in numbers]
        return [
            Block("paragraph", runs=(Run(figure.words, "", figure.number),), line=shown.line)
            for figure in stated
            if figure.kind == "ind" and figure.words and figure.known
        ]

    def _runs(self, runs: Runs) -> Runs:
        return _closed_up(tuple(shown for run in runs for shown in self._run(run)))

    def _run(self, run: Run) -> tuple[Run, ...]:
        if run.ref is None:
            return (run,)
        binding = self.bindings[run.ref]
        if binding.kind == "chart" and not binding.problem:
            return ()
        if binding.kind == "claim" and not binding.problem:
            self.claims.append(self.resolver.claim(read_claim(binding.name), binding.line))
            return ()
        if binding.kind == "text":
            return (Run(binding.name, run.style),)
        number = self._number(binding)
        display = self.figures[number - 1].display
        return (Run(display, run.style or ("strong" if len(display) <= LONGEST_STRONG else ""), number),)

    def _number(self, binding: Binding) -> int:
        """The same figure stated twice is one figure."""
        figure = self.resolver.figure(len(self.figures) + 1, binding)
        if figure.binding not in self._numbers:
            self._numbers[figure.binding] = figure.number
            self.figures.append(figure)
        return self._numbers[figure.binding]

    def _charts_of(self, block: Block) -> list[Block]:
        """A chart stands under the block that names it."""
        drawn = []
        for binding in (self.bindings[run.ref] for runs in block.all_runs() for run in runs if run.ref is not None):
            if binding.kind != "chart" or binding.problem:
                continue
            chart = self.resolver.chart(len(self.charts) + 1, binding)
            if chart is None:
                self.undrawn.append(f"line {binding.line}: {binding.written} cannot be drawn from what was loaded")
            else:
                self.charts.append(chart)
                drawn.append(Block("chart", chart=chart.number, line=block.line))
        return drawn


def _closed_up(runs: Runs) -> Runs:
    """Runs joined, without the gap that a claim or a chart leaves before a full stop or at the end."""
    joined: list[Run] = []
    for run in runs:
        if run.ref is None and joined and joined[-1].ref is None and joined[-1].style == run.style:
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        else:
            joined.append(run)
    if joined and joined[-1].ref is None:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return tuple(replace(run, text=_GAP.sub("", run.text)) if run.ref is None else run for run in joined)


def _mentioned(draft: Draft) -> set[str]:
    stated = {binding.reference.indicator for binding in draft.bindings if binding.reference}
    claims = [binding.name for binding in draft.bindings if binding.kind == "claim"]
    return stated.union(*map(_CLAIMED.findall, claims))


def _binding_problems(draft: Draft) -> list[str]:
    return [f"line {binding.line}: {binding.problem}" for binding in draft.bindings if binding.problem]


def _missing_sections(blocks: Sequence[Block]) -> list[str]:
    headings = [block.text.lower() for block in blocks if block.kind == "heading" and block.level == 2]
    return [f"no section on {name}" for name in SECTIONS if not any(name in heading for heading in headings)]


def _recommendations(blocks: Sequence[Block]) -> tuple[Recommendation, ...]:
    """The rows of the table whose first columns are Number, Recommendation and Status."""
    return tuple(_recommendation(row, block) for block in blocks if _lists_recommendations(block) for row in block.rows)


def _lists_recommendations(block: Block) -> bool:
    return tuple(plain(cell).strip() for cell in block.head[:3]) == RECOMMENDATION_COLUMNS


def _recommendation(row: tuple[Runs, ...], block: Block) -> Recommendation:
    number, text, status = (plain(cell).strip() for cell in row[:3])
    if status.lower() not in RECOMMENDATION_STATUSES:
        raise Refused(
            f"Line {block.line}: recommendation {number} has the status {status or '(none)'}. "
            f"Write one of: {', '.join(RECOMMENDATION_STATUSES)}."
        )
    return Recommendation(number, text, status.lower())


def _statements(blocks: Sequence[Block]) -> list[str]:
    prose = [block for block in blocks if block.kind in ("paragraph", "list")]
    texts = [plain(runs) for block in prose for runs in (block.runs, *block.items)]
    return [each for text in texts for each in sentences(text) if len(each.split()) >= FEWEST_WORDS]


def _with_previous(report: BuiltReport, previous: BuiltReport | None) -> BuiltReport:
    """The report with what changed since the one before, which its pages show after the first section."""
    if previous is None:
        return report
    change = compare(previous, report)
    return replace(
        report, previous=Earlier(previous.title, previous.as_at, previous.identity), changes=change.for_readers
    )
