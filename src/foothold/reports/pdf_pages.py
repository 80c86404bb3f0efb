"""A report as tagged PDF (PDF/UA-1) with its frozen data attached. The same report gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from foothold.reports.built import BuiltReport, FrozenChart, to_json
from foothold.reports.draft import Block, plain
from foothold.reports.layout import EvidenceTable, caption_of, pieces, summary, warnings
from foothold.terms.reporting_periods import long_date

NARROWEST, WIDEST = 18, 90  # characters that make a table's column so narrow or so wide


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
        words = [tuple(" ".join(cell) for cell in row.cells) for row in piece.rows]
        return {"kind": "evidence", "widths": _widths([piece.columns, *words]), **asdict(piece)}
    if piece.chart is not None:
        return {"kind": "chart", **_chart(report.charts[piece.chart - 1])}
    # The document's own title is above all headings, so a report's sections are headings of the first level.
    values = {**asdict(piece), "level": max(1, piece.level - 1)}
    if piece.kind == "table":
        rows = [tuple(map(plain, row)) for row in (piece.head, *piece.rows)]
        return {**values, "widths": _widths(rows), "caption": caption_of(piece)}
    return values


def _chart(chart: FrozenChart) -> dict[str, str]:
    return {"svg": chart.svg, "sentence": chart.sentence, "alt": f"Control chart. {chart.sentence}"}


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Columns as wide as their longest cell asks, within reason."""
    longest = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [min(max(length, NARROWEST), WIDEST) / NARROWEST for length in longest]
