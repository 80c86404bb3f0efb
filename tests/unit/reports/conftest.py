"""A small authority's evidence, drawn by hand, and drafts to try on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from foothold.reports import BuiltReport, build_from, read_draft
from foothold.reports.built import DataBehind, LoadBehind
from foothold.reports.evidence import ChartFound, LevelFound, Slices
from foothold.reports.figures import Definition, Measured
from foothold.terms.errors import Refused

JUNE, FEBRUARY = date(2020, 6, 30), date(2020, 2, 20)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 80" role="img"><title>Unallocated cases</title>'
    '<desc>Down to zero.</desc><rect width="300" height="80" fill="#fff"/>'
    '<text x="10" y="40" font-family="Arial, Helvetica, sans-serif" font-size="13">Mean 200</text></svg>'
)


def definition(indicator: str, title: str, unit: str, measure: str, polarity: str | None = "low") -> Definition:
    """An indicator's definition with words enough to print."""
    kind = "flow" if measure == "index" else "snapshot"
    return Definition(
        indicator, title, f"{title} counted", "open cases", "Standard Safeguarding Dataset", unit, kind, measure,
        polarity, "", "1", indicator.lower() * 16,
    )  # fmt: skip


DEFINITIONS = (
    definition("AL01", "Unallocated cases", "cases", "count"),
    definition("AL02", "Cases held by a manager", "%", "percentage"),
    definition("AS02", "Assessments in time", "%", "percentage", "high"),
    definition("CP06", "Child protection plans", "per 10,000 children", "rate", None),
    definition("FD10", "Referrals against usual", "100 = usual", "index", None),
    definition("AL04", "Weeks at zero", "weeks", "run", "high"),
)


@dataclass
class DrawnEvidence:
    """Counts by indicator and day; a day between two drawn ones has the figure of the earlier."""

    counts: dict[str, dict[date, tuple[float, float | None]]]
    missing: dict[str, str] = field(default_factory=dict)
    identity: str = "f" * 64
    level_number: int | None = 2
    svg: str = SVG
    settling: dict[str, int] = field(default_factory=dict)
    of_newest_state: set[str] = field(default_factory=set)
    asked: list[tuple[str, date]] = field(default_factory=list)
    prepared: list[tuple[str, date | None, date]] = field(default_factory=list)

    @property
    def data(self) -> DataBehind:
        load = LoadBehind("load-1", "ssd-folder", JUNE, "a" * 64)
        return DataBehind("E99000001", JUNE, JUNE, self.identity, (load,))

    def definitions(self) -> Iterable[Definition]:
        return DEFINITIONS

    def definition(self, indicator: str) -> Definition | None:
        return next((each for each in DEFINITIONS if each.indicator == indicator), None)

    def settles(self, indicator: str) -> int:
        return self.settling.get(indicator, 0)

    def newest_only(self, indicator: str) -> bool:
        return indicator in self.of_newest_state

    def measured(self, indicator: str, start: date | None, as_at: date, slices: Slices = ()) -> Measured:
        self.asked.append((indicator, as_at))
        if slices and dict(slices).get("team") != "T-N-DA":
            raise Refused(f"{indicator} has no such team")
        if indicator in self.missing:
            return Measured(start, as_at, None, None, None, "not_collected", self.missing[indicator])
        drawn = self.counts[indicator]
        top, bottom = drawn[max(day for day in drawn if day <= as_at)]
        meant = self.definition(indicator)
        shared = meant is not None and meant.measure in ("percentage", "index", "rate")
        scale = 10_000 if meant is not None and meant.measure == "rate" else 100
        return Measured(start, as_at, top, bottom, scale * top / (bottom or 1) if shared else top)

    def prepare(self, asked: Iterable[tuple[str, date | None, date]]) -> None:
        self.prepared = list(asked)

    def level(self, indicator: str, as_at: date) -> LevelFound:
        return LevelFound("tentative", self.level_number, "Zero for 6 weeks: tentative, not yet embedded.", "13 weeks")

    def beside_zero(self, indicator: str, as_at: date, smallest_shown: int) -> str:
        return f"Zero by one of two definitions, shown from {smallest_shown} on." if indicator == "AL01" else ""

    def chart(self, indicator: str, as_at: date) -> ChartFound:
        rows = tuple((f"{as_at - timedelta(weeks=week)}", str(week)) for week in (2, 1, 0))
        return ChartFound("Unallocated cases", "Down to zero.", self.svg, ("Date", "Value"), rows, True)


def drawn_evidence() -> DrawnEvidence:
    """Three hundred to nought, with manager-held cases and late assessments on the way."""
    day = date
    return DrawnEvidence(
        {
            "AL01": {day(2019, 9, 1): (205, 2000), day(2019, 10, 14): (312, 2000), day(2020, 1, 5): (0, 2000)},
            "AL02": {day(2019, 9, 1): (20, 2000), day(2020, 2, 1): (44, 2000), day(2020, 6, 1): (3, 2000)},
            "AS02": {day(2019, 9, 1): (80, 100), day(2020, 6, 1): (70, 100)},
            "CP06": {day(2019, 9, 1): (500, 170_000), day(2020, 5, 31): (520, 170_000)},
            "FD10": {day(2019, 9, 1): (100, 100), day(2020, 5, 31): (1200, 2000)},
            "AL04": {day(2019, 9, 1): (0, None), day(2020, 2, 16): (6, None), day(2020, 6, 28): (25, None)},
        }
    )


@pytest.fixture
def evidence() -> DrawnEvidence:
    """Evidence that a test may change."""
    return drawn_evidence()


@pytest.fixture
def report(evidence: DrawnEvidence) -> Callable[..., BuiltReport]:
    """Builds a report of some Markdown on the drawn evidence."""

    def built(
        body: str, *, as_at: date = JUNE, edition: str = "minister", previous: BuiltReport | None = None
    ) -> BuiltReport:
        draft = read_draft(f"---\ntitle: A report\nas_at: 2020-06-30\n---\n{body}")
        return build_from(draft, evidence, as_at=as_at, edition=edition, previous=previous)

    return built
