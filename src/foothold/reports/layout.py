"""The order of a report's parts, and the tables of evidence at its end: one source for every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from foothold.reports.built import BuiltReport, Edition, LoadBehind
from foothold.reports.comparing import CLAIM_CHANGED, FACT_MOVED, MOVED, RECOMMENDATION, RESTATED, since_words
from foothold.reports.draft import RECOMMENDATION_COLUMNS, Block, Run, plain
from foothold.reports.figures import PUBLIC_RULE, BoundFigure, Measured, period_words, plain_number
from foothold.terms.reporting_periods import long_date

HASH_SHOWN = 12  # characters of a hash that people compare by eye
Lines = tuple[str, ...]


@dataclass(frozen=True)
class EvidenceRow:
    """A row of an evidence table; its first cell heads it. `figure` is the number that the text refers to."""

    cells: tuple[Lines, ...]
    figure: int | None = None
    link: str = ""  # to the page with the cases behind the figure


@dataclass(frozen=True)
class EvidenceTable:
    """A table that a report ends with."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[EvidenceRow, ...]


Piece = Block | EvidenceTable
_CHANGES = (
    (MOVED, "Figures that moved", "Figure"),
    (RESTATED, "Figures of one date that are stated differently", "Figure"),
    (FACT_MOVED, "Facts that moved", "Fact"),
    (CLAIM_CHANGED, "Claims with another outcome", "Claim"),
    (RECOMMENDATION, "Recommendations whose status changed", "Recommendation"),
)


def pieces(report: BuiltReport) -> Iterator[Piece]:
    """Everything below the report's title and summary, in order."""
    before, after = _around_first_section(report.blocks)
    yield from before
    yield from _changes(report)
    yield from after
    yield from _figures(report)
    yield from _facts(report)
    yield from _claims(report)
    yield from _data(report)


def summary(report: BuiltReport) -> list[tuple[str, str]]:
    """What stands under the title: edition, date, data and identity."""
    return [
        ("Edition", report.edition.value.capitalize()),
        ("As at", long_date(report.as_at)),
        ("Council", report.authority),
        *([("By", report.authors)] if report.authors else []),
        ("Data", f"as known on {long_date(report.data.as_known)}, snapshot {report.data.identity[:HASH_SHOWN]}"),
        ("Report", report.identity[:HASH_SHOWN]),
    ]


def warnings(report: BuiltReport) -> list[str]:
    """What a reader must know before trusting the report: claims that fail, figures that are not there."""
    lines = [f"This claim does not hold: {claim.written} ({claim.found})." for claim in report.failed_claims]
    if unresolved := len(report.unresolved):
        lines.append(f"Figures that are not known: {unresolved}. Each says why where it stands.")
    if report.edition is Edition.PUBLIC:
        lines.append(PUBLIC_RULE)
    return lines


def caption_of(table: Block) -> str:
    """What a table of the draft is about: the recommendations, or what its columns say."""
    columns = [plain(cell) for cell in table.head]
    if tuple(columns[:3]) == RECOMMENDATION_COLUMNS:
        return "Recommendations and how far each has been carried out"
    return ", ".join(columns)


def _around_first_section(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    sections = [place for place, block in enumerate(blocks) if block.kind == "heading" and block.level == 2]
    cut = sections[1] if len(sections) > 1 else len(blocks)
    return blocks[:cut], blocks[cut:]


def _heading(text: str) -> Block:
    return Block("heading", (Run(text),), level=2)


def _paragraph(text: str) -> Block:
    return Block("paragraph", (Run(text),))


def _changes(report: BuiltReport) -> Iterator[Piece]:
    if report.previous is None:
        return
    yield _heading(since_words(report.previous.as_at))
    if not report.changes:
        yield _paragraph("No figure, claim or recommendation that both reports hold has changed.")
        return
    columns = (long_date(report.previous.as_at), long_date(report.as_at))
    for kind, caption, heading in _CHANGES:
        lines = [line for line in report.changes if line.kind == kind]
        rows = tuple(EvidenceRow(((line.subject,), (line.earlier,), (line.later,))) for line in lines)
        if rows:
            yield EvidenceTable(caption, (heading, *columns), rows)


def _figures(report: BuiltReport) -> Iterator[Piece]:
    rows = tuple(_figure_rows(report))
    if rows:
        yield _heading("Figures in this report")
        yield _paragraph(
            "Every figure was computed from the data named beside it. The number in brackets after a figure in the "
            "text is its number here."
        )
        yield EvidenceTable(
            "Each figure with its definition and the data behind it", ("Figure", "Value", "Definition", "Data"), rows
        )


def _figure_rows(report: BuiltReport) -> Iterator[EvidenceRow]:
    first: dict[str, int] = {}  # the figure under which an indicator's definition is printed
    for figure in report.figures:
        if figure.kind != "fact":
            shown = first.setdefault(figure.definition.indicator, figure.number) if figure.definition else None
            yield _figure_row(report, figure, shown)


def _figure_row(report: BuiltReport, figure: BoundFigure, defined_under: int | None) -> EvidenceRow:
    name = f"{figure.number}. {figure.title}"
    sliced = [figure.slice_words] if figure.slice_words else []
    code = [f"{figure.reference.indicator}{_kind_words(figure)}"] if figure.reference else []
    return EvidenceRow(
        (
            (name, *code, *sliced),
            tuple(_value_lines(figure)),
            _definition_lines(figure, defined_under),
            _data_lines(report),
        ),
        figure.number,
        _cases_link(report, figure),
    )


def _kind_words(figure: BoundFigure) -> str:
    return {"change": ", change", "level": ", level of embeddedness"}.get(figure.kind, "")


def _value_lines(figure: BoundFigure) -> Iterator[str]:
    if figure.kind == "level":
        yield figure.first_sentence
        yield f"Next: {figure.words}"
    elif figure.baseline and figure.measured:
        yield f"Baseline {_counts(figure.baseline)}"
        yield f"Later {_counts(figure.measured)}"
    elif figure.measured:
        yield figure.display
        yield _counts(figure.measured)
        if figure.words:
            yield figure.words
    else:
        yield figure.display
    yield f"Status: {figure.status_words}"


def _counts(measured: Measured) -> str:
    if measured.numerator is None:
        return period_words(measured)
    over = f" of {plain_number(measured.denominator)}" if measured.denominator is not None else ""
    return f"{plain_number(measured.numerator)}{over}, {period_words(measured)}"


def _definition_lines(figure: BoundFigure, defined_under: int | None) -> Lines:
    meant = figure.definition
    if meant is None:
        return ("No definition.",)
    if defined_under != figure.number:
        return (f"As under figure {defined_under}.", f"Version {meant.version}, hash {meant.hash[:HASH_SHOWN]}")
    return (
        f"Counted: {meant.numerator}.",
        f"Out of: {meant.denominator}.",
        f"Source: {meant.source}.",
        f"Version {meant.version}, hash {meant.hash[:HASH_SHOWN]}",
    )


def _data_lines(report: BuiltReport) -> Lines:
    newest = max(report.data.loads, key=lambda load: (load.as_at, load.load_id), default=None)
    loads = [f"Newest load {newest.load_id}, as at {long_date(newest.as_at)}"] if newest else []
    return (f"Snapshot {report.data.identity[:HASH_SHOWN]}", f"As known on {long_date(report.data.as_known)}", *loads)


def _cases_link(report: BuiltReport, figure: BoundFigure) -> str:
    """The page of the cases behind a count. The public edition leads to no page with children on it."""
    reference = figure.reference
    if report.edition is Edition.PUBLIC or figure.kind != "ind" or reference is None or not figure.known:
        return ""
    period = {"from": reference.start.isoformat()} if reference.start else {}
    query = urlencode({"as_at": str(reference.end), **period, **dict(reference.slices)})
    return f"/indicators/{reference.indicator}/cases/?{query}"


def _facts(report: BuiltReport) -> Iterator[Piece]:
    rows = tuple(
        EvidenceRow(((f"{figure.number}. {figure.title}",), (figure.display,), (figure.words,)), figure.number)
        for figure in report.figures
        if figure.kind == "fact"
    )
    if rows:
        yield _heading("Facts from other documents")
        yield _paragraph("These figures belong to the story told. No data of the council was used to compute them.")
        yield EvidenceTable(
            "Facts that are cited, with their date and source", ("Fact", "Value", "Date and source"), rows
        )


def _claims(report: BuiltReport) -> Iterator[Piece]:
    verdicts = {True: "holds", False: "does not hold", None: "cannot be decided"}
    rows = tuple(EvidenceRow(((claim.written,), (claim.found,), (verdicts[claim.holds],))) for claim in report.claims)
    if rows:
        yield _heading("Claims checked")
        yield EvidenceTable("Each claim of the text, tried on the data", ("Claim", "Found", "Verdict"), rows)


def _data(report: BuiltReport) -> Iterator[Piece]:
    yield _heading("Data behind this report")
    yield _paragraph(
        f"All figures come from snapshot {report.data.identity}, which holds what had been handed over by "
        f"{long_date(report.data.as_known)}. Later returns do not change them. "
        "The command foothold report verify computes them again."
    )
    rows = tuple(_load_row(load) for load in report.data.loads)
    yield EvidenceTable("The loads that the snapshot rests on", ("Load", "Format", "As at", "Hash of its files"), rows)


def _load_row(load: LoadBehind) -> EvidenceRow:
    cells = (load.load_id, load.profile, long_date(load.as_at), load.sha256[:HASH_SHOWN])
    return EvidenceRow(tuple((cell,) for cell in cells))
