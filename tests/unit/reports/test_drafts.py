"""Drafts: what Markdown a report holds, what is refused, and which numbers nothing stands behind."""

from pathlib import Path

import pytest

from foothold.reports.draft import LARGEST_DRAFT, SECTIONS, find_draft, packaged_drafts, plain, read_draft
from foothold.reports.facts import facts
from foothold.reports.unbound import unbound_numbers
from foothold.terms.errors import Refused

FRONT = "---\ntitle: A report\nas_at: 2020-06-30\n---\n"


def numbers(body: str) -> list[str]:
    """The unbound numbers of some Markdown."""
    return [found.number for found in unbound_numbers(read_draft(FRONT + body).blocks)]


def test_bars_and_underscores_inside_a_binding_are_no_markdown() -> None:
    draft = read_draft(FRONT + "| A | B |\n|---|---|\n| {{ind:AL01|share}} | *{{fact:schools_open_2020}}* |\n")
    (table,) = draft.blocks
    assert [run.ref for cell in table.rows[0] for run in cell] == [0, 1]
    assert [binding.written for binding in draft.bindings] == ["ind:AL01|share", "fact:schools_open_2020"]


def test_bindings_and_blocks_know_their_line_in_the_file() -> None:
    draft = read_draft(FRONT + "## Overview\n\nText.\n\nMore {{ind:AL01}}.\n")
    assert [block.line for block in draft.blocks] == [5, 7, 9]
    assert draft.bindings[0].line == 9


def test_html_stays_text() -> None:
    (block,) = read_draft(FRONT + "A <b>bold</b> [link](javascript:alert(1)) word.").blocks
    assert plain(block.runs) == "A <b>bold</b> [link](javascript:alert(1)) word."


def test_braces_that_open_no_binding_are_named_by_line() -> None:
    assert read_draft(FRONT + "## Overview\n\nA {{ind:AL01 that goes on.\n").stray == (
        "line 7: braces that open or close no binding; a binding stands on one line",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("## Overview\n", "does not begin with front matter"),
        ("---\nas_at: 2020-06-30\n---\n", "has no title"),
        ("---\ntitle: [\n---\n", "is not YAML"),
        ("---\ntitle: A\nas_at: June\n---\n", "as_at is not a date"),
        ("---\ntitle: A\nprogramme_start: 2019-10-14 10:00:00\n---\n", "programme_start is not a date"),
        (FRONT + "# Title\n", "level 1"),
        (FRONT + "## Overview\n\n#### Deep\n", "level 4 after level 2"),
        (FRONT + "- one\n  - two\n", "a list inside a list"),
        (FRONT + "> quoted\n", "this is blockquote"),
        (FRONT + "```\ncode\n```\n", "this is fence"),
    ],
)
def test_what_a_report_cannot_hold_is_refused_by_line(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read_draft(text)


def test_a_draft_is_a_file_or_a_packaged_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="neither a file nor a draft that comes with Foothold"):
        find_draft(str(tmp_path / "none.md"))
    (tmp_path / "latin.md").write_bytes("---\ntitle: \xa3\n---\n".encode("latin-1"))
    with pytest.raises(Refused, match="not UTF-8"):
        find_draft(str(tmp_path / "latin.md"))
    (tmp_path / "huge.md").write_bytes(b" " * (LARGEST_DRAFT + 1))
    with pytest.raises(Refused, match="larger than"):
        find_draft(str(tmp_path / "huge.md"))


@pytest.mark.parametrize("name", packaged_drafts())
def test_packaged_drafts_hold_every_section_and_no_unbound_number(name: str) -> None:
    draft = read_draft(find_draft(name))
    headings = " ".join(block.text.lower() for block in draft.blocks if block.kind == "heading")
    assert [section for section in SECTIONS if section not in headings] == []
    assert list(unbound_numbers(draft.blocks)) == []
    assert [binding.problem for binding in draft.bindings if binding.problem] == []
    assert draft.stray == ()
    named = {binding.name for binding in draft.bindings if binding.kind == "fact"}
    assert named <= set(facts())


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("There were 300 cases.", ["300"]),
        ("It cost £1.5m, up 4%.", ["£1.5m", "4%"]),
        ("Six weeks and half the teams.", ["Six", "half"]),
        ("On 14 October 2019 and 2020-06-30, in spring 2020, since 2018, in 2019/20.", []),
        ("AL01, COVID-19 and S47 are names.", []),
        ("There were {{ind:AL01}} cases, {{text:three}} teams.", []),
        ("**40** per cent", ["40 per cent"]),
        ("In May 300 cases came.", ["300"]),
        ("2018 cases came.", ["2018"]),
    ],
)
def test_numbers_are_found_in_digits_and_in_words_but_not_in_dates_or_names(prose: str, found: list[str]) -> None:
    assert numbers(f"## Overview\n\n{prose}\n") == found


def test_numbers_in_headings_lists_and_tables_count_too() -> None:
    assert numbers("## The 300\n\n- 20 cases\n\n| Number | B |\n|---|---|\n| 1 | 5 teams |\n") == ["300", "20", "5"]
