"""What an author is told about a draft before anybody else reads the report."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from foothold.reports.built import BuiltReport

FAILED, UNRESOLVED, PROBLEM = "claim does not hold", "figure not known", "problem"
UNBOUND, UNMENTIONED = "number not bound", "adverse movement not mentioned"
_BEYOND = ": more than chance alone would move it"
_CHANCE = {True: _BEYOND, False: ": chance alone may move it so far", None: ""}


@dataclass(frozen=True)
class Finding:
    """One thing found in a draft; `line` is None where it belongs to no line."""

    kind: str
    line: int | None
    what: str
    why: str


@dataclass(frozen=True)
class DraftCheck:
    """All findings. The draft stands when every claim holds, every figure is known and every binding can be read."""

    findings: tuple[Finding, ...]
    claims: int
    figures: int

    columns = ("finding", "line", "what", "why")

    @property
    def failed(self) -> bool:
        """Whether anything was found that a report must not go out with."""
        return any(finding.kind in (FAILED, UNRESOLVED, PROBLEM) for finding in self.findings)

    @property
    def verdict(self) -> str:
        """How many of each kind were found, in words."""
        kinds = [finding.kind for finding in self.findings]
        told = [f"{kind}: {kinds.count(kind)}" for kind in dict.fromkeys(kinds)]
        beyond = sum(finding.kind == UNMENTIONED and finding.why.endswith(_BEYOND) for finding in self.findings)
        if beyond:
            told[-1] += f", {beyond} of them by more than chance alone"
        return "; ".join(told) or "nothing found"

    @property
    def rows(self) -> list[tuple[str, int | None, str, str]]:
        """The findings as rows of `columns`."""
        return [(finding.kind, finding.line, finding.what, finding.why) for finding in self.findings]

    def as_json(self) -> dict[str, Any]:
        """The check as one JSON document."""
        return {
            "outcome": "failed" if self.failed else "passed",
            "claims": self.claims,
            "figures": self.figures,
            "findings": [asdict(finding) for finding in self.findings],
        }


def check(report: BuiltReport) -> DraftCheck:
    """List what does not hold, what is not bound and what is left unsaid, the gravest first."""
    findings = (
        *(Finding(FAILED, claim.line, claim.written, claim.found) for claim in report.failed_claims),
        *(
            Finding(UNRESOLVED, None, figure.binding, figure.words or figure.status_words)
            for figure in report.unresolved
        ),
        *(Finding(PROBLEM, None, problem, "mend the draft") for problem in report.problems),
        *(Finding(UNBOUND, each.line, each.number, each.sentence) for each in report.unbound),
        *(
            Finding(
                UNMENTIONED, None, f"{moved.indicator} {moved.title}", f"{moved.course}{_CHANCE[moved.beyond_chance]}"
            )
            for moved in report.unmentioned
        ),
    )
    return DraftCheck(findings, len(report.claims), len(report.figures))
