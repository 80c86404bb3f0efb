"""A report as HTML: a body of classes only for the service's pages, and a page that stands alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from foothold.reports.built import BuiltReport, FrozenChart, to_json
from foothold.reports.draft import Block, Run, Runs
from foothold.reports.layout import EvidenceRow, EvidenceTable, Lines, caption_of, pieces, summary, warnings

DATA_OPENING = '<script type="application/json" id="report-data">'
DATA_CLOSING = "</script>"
_SIZES = {2: "l", 3: "m", 4: "s"}


def body_html(report: BuiltReport, *, links: bool = True) -> str:
    """The report as the content of a page: no style, no script, no data block, headings from level 1.

    `links` leads from each figure to the page with its cases, relative to the service's root.
    """
    return "\n".join(_body(report, links)) + "\n"


def write_html(report: BuiltReport) -> str:
    """The report as a page that needs nothing beside it, with its frozen data inside as an inert data block.

    The page forbids itself everything but its one style block. It carries no links to the service, because a file that
    was sent on has no service behind it.
    """
    style = stylesheet()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    data = to_json(report).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(report.title)}: {escape(report.edition.value)} edition</title>\n<style>{style}</style>\n"
        f'</head>\n<body class="report-alone">\n<main>\n{body_html(report, links=False)}</main>\n'
        f"{DATA_OPENING}{data}{DATA_CLOSING}\n</body>\n</html>\n"
    )


@cache
def stylesheet() -> str:
    """The style of the page that stands alone; it dresses the same classes that the service's own style does."""
    return (files("foothold.reports") / "report.css").read_text(encoding="utf-8").strip()


def _body(report: BuiltReport, links: bool) -> Iterator[str]:
    yield f'<article class="report"><h1 class="govuk-heading-xl">{escape(report.title)}</h1>'
    yield '<dl class="report-summary">'
    yield from (f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in summary(report))
    yield "</dl>"
    yield from _warnings(report)
    for piece in pieces(report):
        yield from _evidence(piece, links) if isinstance(piece, EvidenceTable) else _block(piece, report)
    yield "</article>"


def _warnings(report: BuiltReport) -> Iterator[str]:
    lines = warnings(report)
    if lines:
        yield '<div class="report-warning govuk-inset-text">'
        yield from (f'<p class="govuk-body">{escape(line)}</p>' for line in lines)
        yield "</div>"


def _block(block: Block, report: BuiltReport) -> Iterator[str]:
    if block.kind == "heading":
        anchor = "-".join("".join(c if c.isalnum() else " " for c in block.text.lower()).split())
        size = _SIZES[block.level]
        yield f'<h{block.level} class="govuk-heading-{size}" id="{anchor}">{_inline(block.runs)}</h{block.level}>'
    elif block.kind == "paragraph":
        yield f'<p class="govuk-body">{_inline(block.runs)}</p>'
    elif block.kind == "list":
        tag, style = ("ol", "number") if block.ordered else ("ul", "bullet")
        yield f'<{tag} class="govuk-list govuk-list--{style}">'
        yield from (f"<li>{_inline(item)}</li>" for item in block.items)
        yield f"</{tag}>"
    elif block.kind == "table":
        yield from _table(block)
    elif block.chart is not None:
        yield from _chart(report.charts[block.chart - 1])


def _inline(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escape(run.text)
    if tag := {"strong": "strong", "emphasis": "em"}.get(run.style):
        text = f"<{tag}>{text}</{tag}>"
    if run.ref is None:
        return text
    link = f'<a class="govuk-link" href="#figure-{run.ref}" aria-label="Figure {run.ref}">[{run.ref}]</a>'
    return f'<span class="report-figure">{text}</span><sup>{link}</sup>'


def _table(block: Block) -> Iterator[str]:
    yield from _table_opening(caption_of(block), map(_inline, block.head))
    for first, *rest in block.rows:
        yield _row(_inline(first), map(_inline, rest))
    yield "</tbody></table></div>"


def _evidence(table: EvidenceTable, links: bool) -> Iterator[str]:
    yield from _table_opening(table.caption, map(escape, table.columns))
    yield from (_evidence_row(row, links) for row in table.rows)
    yield "</tbody></table></div>"


def _table_opening(caption: str, columns: Iterable[str]) -> Iterator[str]:
    # A table wider than a phone scrolls by itself; it can be reached and named without a mouse.
    yield f'<div class="report-table" role="region" aria-label="{escape(caption)}" tabindex="0">'
    yield f'<table class="govuk-table"><caption class="govuk-table__caption">{escape(caption)}</caption>'
    heads = "".join(f'<th class="govuk-table__header" scope="col">{column}</th>' for column in columns)
    yield f'<thead class="govuk-table__head"><tr class="govuk-table__row">{heads}</tr></thead>'
    yield '<tbody class="govuk-table__body">'


def _evidence_row(row: EvidenceRow, links: bool) -> str:
    first, *rest = (_lines(cell) for cell in row.cells)
    anchor = f' id="figure-{row.figure}"' if row.figure is not None else ""
    if links and row.link:
        rest[0] += f'<br><a class="govuk-link" href="{escape(row.link)}">Cases behind figure {row.figure}</a>'
    return _row(first, rest, anchor)


def _row(first: str, rest: Iterable[str], anchor: str = "") -> str:
    cells = "".join(f'<td class="govuk-table__cell">{cell}</td>' for cell in rest)
    return f'<tr class="govuk-table__row"{anchor}><th class="govuk-table__header" scope="row">{first}</th>{cells}</tr>'


def _lines(lines: Lines) -> str:
    return "<br>".join(map(escape, lines))


def _chart(chart: FrozenChart) -> Iterator[str]:
    yield f'<figure class="report-chart">{chart.svg}'
    yield f'<figcaption class="govuk-body">{escape(chart.sentence)}</figcaption>'
    if chart.rows:
        yield '<details class="govuk-details"><summary class="govuk-details__summary">'
        yield f'<span class="govuk-details__summary-text">{escape(chart.title)}: the values as a table</span></summary>'
        rows = tuple(EvidenceRow(tuple((cell,) for cell in row)) for row in chart.rows)
        yield from _evidence(EvidenceTable(f"{chart.title}: values", chart.columns, rows), links=False)
        yield "</details>"
    yield "</figure>"
