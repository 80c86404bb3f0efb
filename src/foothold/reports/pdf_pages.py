"""A report as tagged PDF (PDF/UA-1) with its frozen data attached. The same report gives the same bytes."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from foothold.reports.built import BuiltReport, FrozenChart, to_json
from foothold.reports.draft import Block, plain
from foothold.reports.figures import long_date
from foothold.reports.layout import EvidenceTable, pieces, summary, warnings

ATTACHMENT = "report.json"
_EVIDENCE_WIDTHS = {3: (1.6, 1.0, 1.1), 4: (1.0, 1.15, 1.7, 1.0), 5: (1.3, 0.8, 1.0, 1.4, 0.9)}


class PdfError(RuntimeError):
    """The typesetter warned: a missing font or glyph, or structure that a screen reader would stumble over."""


def write_pdf(report: BuiltReport) -> bytes:
    """The report as PDF bytes. Raises PdfError on any warning, because a page that looks right may read wrong."""
    compiler = _compiler(json.dumps(_document(report), ensure_ascii=False), to_json(report))
    moment = datetime(report.as_at.year, report.as_at.month, report.as_at.day, tzinfo=UTC)
    pdf, warned = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"], timestamp=moment)
    if warned:
        raise PdfError("; ".join(warning.message for warning in warned))
    return bytes(pdf)


def _compiler(document: str, frozen: str) -> Any:
    import typst

    folder = _folder()
    return typst.Compiler(
        str(folder / "report.typ"),
        root=str(folder),
        font_paths=[str(folder / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"report": document, "frozen": frozen},
    )


@cache
def _folder() -> Path:
    return Path(str(files("foothold.reports")))


def _document(report: BuiltReport) -> dict[str, Any]:
    return {
        "title": report.title,
        "authors": report.authors or report.authority,
        "date": {"year": report.as_at.year, "month": report.as_at.month, "day": report.as_at.day},
        "footer": f"{report.title}. {report.edition.value.capitalize()} edition, as at {long_date(report.as_at)}",
        "summary": summary(report),
        "warnings": warnings(report),
        "pieces": [_piece(piece, report) for piece in pieces(report)],
    }


def _piece(piece: Block | EvidenceTable, report: BuiltReport) -> dict[str, Any]:
    if isinstance(piece, EvidenceTable):
        widths = _EVIDENCE_WIDTHS.get(len(piece.columns), (1.0,) * len(piece.columns))
        return {"kind": "evidence", "widths": widths, **asdict(piece)}
    if piece.chart is not None:
        return {"kind": "chart", **_chart(report.charts[piece.chart - 1])}
    # The document's own title is above all headings, so a report's sections are headings of the first level.
    values = {**asdict(piece), "level": max(1, piece.level - 1)}
    return {**values, "widths": _widths(piece), "caption": plain(piece.head[1]) + "s"} if piece.head[1:] else values


def _chart(chart: FrozenChart) -> dict[str, str]:
    return {"svg": chart.svg, "sentence": chart.sentence, "alt": f"Control chart. {chart.sentence}"}


def _widths(block: Block) -> list[float]:
    """Columns as wide as their longest cell asks, within reason."""
    longest = [max(len(plain(cell)) for cell in column) for column in zip(block.head, *block.rows, strict=True)]
    return [min(max(length, 8), 60) / 10 for length in longest]
