"""Computes every figure of a built report again, from the snapshot it is bound to, and says whether it is the same."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.reports.bindings import Binding, Reference, read_binding
from foothold.reports.built import BuiltReport, FrozenChart, content_identity
from foothold.reports.figures import BoundFigure
from foothold.reports.files import as_bytes, read
from foothold.reports.resolving import Resolver

if TYPE_CHECKING:
    from foothold.reports.evidence import Evidence

SAME, DIFFERENT = "same", "different"


@dataclass(frozen=True)
class VerifiedPart:
    """One figure, or one property of the file, as it stands and as it was found again."""

    what: str
    outcome: str
    stated: str
    found: str


@dataclass(frozen=True)
class Verification:
    """The outcome for every part of a report."""

    parts: tuple[VerifiedPart, ...]

    columns = ("what", "outcome", "stated", "found")

    @property
    def same(self) -> bool:
        """Whether every figure and the file itself are as built."""
        return all(part.outcome == SAME for part in self.parts)

    @property
    def sentence(self) -> str:
        """The verdict."""
        different = sum(part.outcome == DIFFERENT for part in self.parts)
        if different:
            return f"{different} of {len(self.parts)} parts are different. Look at the rows that say different."
        return f"All {len(self.parts)} parts are the same as when the report was built."

    @property
    def rows(self) -> list[tuple[str, str, str, str]]:
        """The parts as rows of `columns`."""
        return [(part.what, part.outcome, part.stated, part.found) for part in self.parts]

    def as_json(self) -> dict[str, Any]:
        """The verification as one JSON document."""
        return {"outcome": SAME if self.same else DIFFERENT, "parts": [asdict(part) for part in self.parts]}


def verify(path: Path, home: Path) -> Verification:
    """Verify a built report against the warehouse in `home`, opened as it was known when the report was built.

    Refused when the file is no report, or when the warehouse does not hold its authority.
    """
    from foothold import warehouse
    from foothold.embeddedness.circumstances import circumstances
    from foothold.reports.warehouse_evidence import WarehouseEvidence

    report = read(path)
    known = report.data.as_known
    with warehouse.open(home, report.authority, as_known=known) as snapshot:
        recorded = circumstances(home, report.authority, report.data.recorded)
        found = verify_with(report, WarehouseEvidence(snapshot, known, report.programme_start, recorded))
    return Verification((*_file_parts(path, report), *found))


def verify_with(report: BuiltReport, evidence: Evidence) -> tuple[VerifiedPart, ...]:
    """Every figure and chart of a report tried on any evidence, after the snapshot itself."""
    resolver = Resolver(evidence, report.as_at, report.edition)
    return (
        _part("snapshot", report.data.identity, evidence.data.identity),
        *(_figure_part(resolver, figure) for figure in report.figures),
        *(_chart_part(resolver, chart) for chart in report.charts),
    )


def _figure_part(resolver: Resolver, figure: BoundFigure) -> VerifiedPart:
    again = resolver.figure(figure.number, read_binding(figure.binding, 0))
    if again == figure:
        return VerifiedPart(figure.binding, SAME, figure.display, again.display)
    old, new = figure.definition, again.definition
    redefined = " (the definition has changed)" if old and new and old.hash != new.hash else ""
    return VerifiedPart(figure.binding, DIFFERENT, figure.display, again.display + redefined)


def _chart_part(resolver: Resolver, chart: FrozenChart) -> VerifiedPart:
    reference = Reference(chart.indicator, None, chart.as_at)
    again = resolver.chart(chart.number, Binding("chart", "", 0, reference))
    same = again is not None and (again.rows, again.sentence) == (chart.rows, chart.sentence)
    found = again.sentence if again else "cannot be drawn"
    return VerifiedPart(f"chart:{chart.indicator}@{chart.as_at}", SAME if same else DIFFERENT, chart.sentence, found)


def _file_parts(path: Path, report: BuiltReport) -> tuple[VerifiedPart, ...]:
    """Whether the data are as frozen, and the pages what this version makes of them.

    Another version may set the same data differently, so then the pages are not compared.
    """
    data = _part("frozen data", report.identity, content_identity(report))
    if report.code_version != version("foothold"):
        return (data,)
    rendered = as_bytes(report, path.suffix.lower()) == path.read_bytes()
    return data, VerifiedPart(
        "pages", SAME if rendered else DIFFERENT, "as built", "as built" if rendered else "altered"
    )


def _part(what: str, stated: str, found: str) -> VerifiedPart:
    return VerifiedPart(what, SAME if stated == found else DIFFERENT, stated, found)
