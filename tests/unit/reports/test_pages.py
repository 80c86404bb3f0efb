"""HTML and PDF: readable by everybody, inert, and the same bytes for the same report."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from foothold.reports import BuiltReport, body_html, read, stylesheet, write, write_html, write_pdf
from foothold.reports.built import to_json
from foothold.reports.pdf_pages import PdfError
from foothold.terms.errors import Refused

Build = Callable[..., BuiltReport]
BODY = """## Overview

Now {{ind:AL01}}, held {{ind:AL02}}. {{level:AL01}} {{claim: AL01 == 0}}

### Demand

- *Fewer* came: {{ind:FD10@2020-03-30..2020-05-31}}
- Plans went {{change:CP06@2020-01-31..2020-05-31|numerator}}, schools {{fact:schools_open_2020}}

{{chart:AL01}}

## Recommendations

| Number | Recommendation | Status |
|---|---|---|
| 1 | Keep **every** case with a worker | new |
"""
HOSTILE = 'A <script>alert(1)</script> & "#panic()" ] \\ $x$ @a <b> {{text:<img src=x>}} {{ind:AL01}}\n'


class Outline(HTMLParser):
    """What a test asks of a page: its tags with their attributes, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, *names: str) -> list[dict[str, str | None]]:
        """The attributes of each tag of these names."""
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.fixture
def built(report: Build) -> BuiltReport:
    """A report with every kind of figure, and one before it."""
    return report(BODY, previous=report(BODY, as_at=date(2020, 2, 20)))


def test_the_body_has_neither_style_nor_script(built: BuiltReport) -> None:
    page = Outline(body_html(built))
    assert page.of("script", "style", "link") == []
    assert [
        tag for tag, attributes in page.tags if "style" in attributes or any(a.startswith("on") for a in attributes)
    ] == []


def test_headings_are_in_order_and_begin_with_one_title(built: BuiltReport) -> None:
    levels = [int(tag[1]) for tag, _ in Outline(body_html(built)).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_every_header_its_scope(built: BuiltReport) -> None:
    page = Outline(body_html(built))
    assert len(page.of("caption")) == len(page.of("table")) > 4
    assert {attributes.get("scope") for attributes in page.of("th")} == {"col", "row"}
    assert all(
        attributes["tabindex"] == "0" and attributes["aria-label"]
        for attributes in page.of("div")
        if attributes.get("role") == "region"
    )


def test_every_figure_leads_to_its_definition_and_its_cases(built: BuiltReport) -> None:
    page = Outline(body_html(built))
    anchors = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    links = [attributes["href"] or "" for attributes in page.of("a")]
    assert len(anchors) == sum("id" in attributes for _, attributes in page.tags)
    assert {link[1:] for link in links if link.startswith("#")} <= anchors
    assert [link for link in links if not link.startswith("#")] == [
        "/indicators/AL01/cases/?as_at=2020-06-30",
        "/indicators/AL02/cases/?as_at=2020-06-30",
        "/indicators/FD10/cases/?as_at=2020-05-31&from=2020-03-30",
    ]


def test_neither_a_file_nor_the_public_edition_links_to_cases(report: Build) -> None:
    assert "/cases/" not in write_html(report(BODY))
    assert "/cases/" not in body_html(report(BODY, edition="public"))


def test_figures_show_definition_counts_date_snapshot_load_version_and_status(built: BuiltReport) -> None:
    page = body_html(built)
    for shown in (
        "Unallocated cases counted", "0 of 2,000, on 30 June 2020", "Snapshot ffffffffffff",
        "Newest load load-1, as at 30 June 2020", "Version 1, hash al01al01al01", "Status: computed",
        "Baseline 500 of 170,000, on 31 January 2020", "not computed from the council&#x27;s data",
    ):  # fmt: skip
        assert shown in page


def test_the_page_that_stands_alone_allows_itself_nothing_but_its_style(built: BuiltReport) -> None:
    page = write_html(built)
    outline = Outline(page)
    assert outline.of("html") == [{"lang": "en-GB"}]
    assert "default-src 'none'; style-src 'sha256-" in page
    assert [attributes["type"] for attributes in outline.of("script")] == ["application/json"]
    assert "<" not in page.split('id="report-data">')[1].split("</script>")[0]
    assert stylesheet() in page


def test_what_authors_write_stays_text_in_every_format(report: Build) -> None:
    hostile = report(HOSTILE)
    page = body_html(hostile)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert write_pdf(hostile).startswith(b"%PDF")


def test_a_report_reads_back_as_it_was(built: BuiltReport, tmp_path: Path) -> None:
    for name in ("r.html", "r.pdf", "r.json"):
        write(built, tmp_path / name)
        assert read(tmp_path / name) == built


def test_the_same_report_gives_the_same_bytes(report: Build) -> None:
    one, other = report(BODY), report(BODY)
    assert (to_json(one), write_html(one), write_pdf(one)) == (to_json(other), write_html(other), write_pdf(other))


def test_the_pdf_is_tagged_titled_and_speaks_english(built: BuiltReport) -> None:
    with pikepdf.open(io.BytesIO(write_pdf(built))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "A report"
            assert metadata["pdfuaid:part"] == "1"
        assert pdf.attachments["report.json"].get_file().read_bytes().decode() == to_json(built)
        elements = list(_elements(pdf.Root.StructTreeRoot))
        kinds = [str(element.S) for element in elements]
        figures = [element for element in elements if str(element.S) == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["Control chart. Down to zero."]
        tables = [element for element in elements if str(element.S) == "/Table"]
        assert all("/TH" in {str(inner.S) for inner in _elements(table)} for table in tables)
        assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/Link", "/Caption"} <= set(kinds)
        assert {str(font.BaseFont).split("+")[1] for font in _fonts(pdf)} <= {
            "LiberationSans",
            "LiberationSans-Bold",
            "LiberationSans-Italic",
        }


def _elements(node: pikepdf.Object):
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _fonts(pdf: pikepdf.Pdf):
    for page in pdf.pages:
        yield from page.Resources.get("/Font", {}).values()


def test_a_glyph_that_no_font_holds_stops_the_pdf(report: Build) -> None:
    with pytest.raises((PdfError, RuntimeError)):
        write_pdf(report("A word in another script: \u4f60\u597d.\n"))


@pytest.mark.parametrize(
    ("name", "why"), [("r.docx", "docx is not offered yet"), ("r.txt", "ends in no format that is written")]
)
def test_other_formats_are_refused(built: BuiltReport, tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        write(built, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "<html></html>", "{}", '{"layout": 1}', '{"layout": 9}', "{", "[1]"])
def test_a_file_that_is_no_report_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "r.html").write_text(content)
    with pytest.raises(Refused, match="holds no report"):
        read(tmp_path / "r.html")


def test_a_pdf_is_read_by_the_data_beside_it(built: BuiltReport, tmp_path: Path) -> None:
    write(built, tmp_path / "r.pdf")
    (tmp_path / "r.json").unlink()
    with pytest.raises(Refused, match=r"r.json is not beside r.pdf"):
        read(tmp_path / "r.pdf")


def test_a_failing_claim_stands_at_the_top_of_the_report(report: Build) -> None:
    assert "This claim does not hold: AL01 &gt; 0 (0 and 0)." in body_html(report("Text. {{claim: AL01 > 0}}"))


def test_the_public_rule_is_printed(report: Build) -> None:
    assert "counts of 1 to 5 are shown as c" in body_html(report(BODY, edition="public"))
    assert "counts of 1 to 5 are shown as c" not in body_html(report(BODY))


def test_an_edition_and_an_identity_are_printed(built: BuiltReport) -> None:
    assert "<dd>Minister</dd>" in body_html(built)
    assert built.identity[:12] in body_html(built)
    assert replace(built, title="Another").frozen().identity != built.identity
