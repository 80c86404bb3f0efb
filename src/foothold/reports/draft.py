"""A draft: Markdown with front matter, read into blocks of plain runs in which every `{{...}}` stands by its number."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.reports.bindings import BINDING, Binding, read_binding
from foothold.terms.errors import Refused

if TYPE_CHECKING:
    from markdown_it.token import Token

SECTIONS = ("overview", "service improvement", "trust", "reorganisation", "recommendations", "next update")
LARGEST_DRAFT = 1_000_000  # bytes; a long report is a tenth of this
RECOMMENDATION_COLUMNS = ("Number", "Recommendation", "Status")
RECOMMENDATION_STATUSES = ("new", "not met", "partly met", "met", "withdrawn")
_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
# Private-use characters stand for a binding while Markdown is parsed, so that a | or _ inside one is no Markdown.
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style ("", "strong" or "emphasis"); `ref` is the binding, later the figure, it shows."""

    text: str
    style: str = ""
    ref: int | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list, table or chart of the report, in order, with the draft's line it begins on."""

    kind: str
    runs: Runs = ()
    level: int = 0  # of a heading: 2 to 4
    ordered: bool = False
    items: tuple[Runs, ...] = ()
    head: tuple[Runs, ...] = ()
    rows: tuple[tuple[Runs, ...], ...] = ()
    chart: int | None = None
    line: int = 0

    @property
    def text(self) -> str:
        """The block's own runs as plain text."""
        return plain(self.runs)

    def all_runs(self) -> Iterator[Runs]:
        """Every stretch of runs the block holds: its own, its items' and its cells'."""
        yield from (self.runs, *self.items, *self.head)
        for row in self.rows:
            yield from row


@dataclass(frozen=True)
class Draft:
    """What an author wrote, before any figure is looked up."""

    title: str
    authors: str
    as_at: date | None
    programme_start: date | None
    sha256: str
    blocks: tuple[Block, ...]
    bindings: tuple[Binding, ...]
    stray: tuple[str, ...] = ()  # braces that open no binding, named by line


def plain(runs: Runs) -> str:
    """Runs as text without their styles."""
    return "".join(run.text for run in runs)


def packaged_drafts() -> dict[str, Path]:
    """The drafts that come with Foothold, by name."""
    folder = Path(str(files("foothold.reports"))) / "drafts"
    return {path.stem: path for path in sorted(folder.glob("*.md"))}


def find_draft(name: str) -> str:
    """The text of a packaged draft or of a file. Raises Refused when there is neither, or it is no text."""
    path = packaged_drafts().get(name, Path(name))
    if not path.is_file():
        names = ", ".join(packaged_drafts())
        raise Refused(f"{name} is neither a file nor a draft that comes with Foothold ({names}).")
    if path.stat().st_size > LARGEST_DRAFT:
        raise Refused(f"{path.name} is larger than {LARGEST_DRAFT:,} bytes, which no report is. Name the draft itself.")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Refused(f"{path.name} is not UTF-8 text. Save the draft as UTF-8 and try again.") from None


def read_draft(text: str) -> Draft:
    """Read a draft. Raises Refused for front matter or Markdown that a report cannot hold."""
    text = text.replace("\r\n", "\n")
    front, skipped = _front_matter(text)
    body = text[skipped:].translate({ord(_OPEN): None, ord(_CLOSE): None})
    first_line = text[:skipped].count("\n") + 1
    body, bindings, stray = _take_bindings_out(body, first_line)
    blocks = tuple(_blocks(body, first_line))
    _check_headings(blocks)
    return Draft(
        title=str(front["title"]),
        authors=str(front.get("authors", "")),
        as_at=front.get("as_at"),
        programme_start=front.get("programme_start"),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        blocks=blocks,
        bindings=bindings,
        stray=stray,
    )


def _front_matter(text: str) -> tuple[dict[str, Any], int]:
    import yaml

    found = _FRONT_MATTER.match(text)
    if found is None:
        raise Refused("The draft does not begin with front matter: a line ---, lines title: and as_at:, a line ---.")
    try:
        front = yaml.safe_load(found[1])
    except yaml.YAMLError:
        raise Refused("The draft's front matter is not YAML: write lines such as title: Report of June.") from None
    if not isinstance(front, dict) or not front.get("title"):
        raise Refused("The draft's front matter has no title: add a line title: with the report's title.")
    for name in ("as_at", "programme_start"):
        if front.get(name) is not None and type(front[name]) is not date:
            raise Refused(f"The draft's {name} is not a date: write {name}: 2020-06-30.")
    return front, found.end()


def _take_bindings_out(body: str, first_line: int) -> tuple[str, tuple[Binding, ...], tuple[str, ...]]:
    bindings: list[Binding] = []

    def replace(found: re.Match[str]) -> str:
        line = first_line + body.count("\n", 0, found.start())
        bindings.append(read_binding(found[1], line))
        return f"{_OPEN}{len(bindings) - 1}{_CLOSE}"

    replaced = BINDING.sub(replace, body)
    stray = tuple(
        f"line {first_line + number}: braces that open or close no binding; a binding stands on one line"
        for number, line in enumerate(replaced.split("\n"))
        if "{{" in line or "}}" in line
    )
    return replaced, tuple(bindings), stray


def _blocks(body: str, first_line: int) -> Iterator[Block]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.disable(["link", "image", "autolink", "html_block", "html_inline", "code", "reference"])
    tokens = parser.parse(body)
    position = 0
    while position < len(tokens):
        end = _end_of(tokens, position)
        yield from _block(tokens[position : end + 1], first_line)
        position = end + 1


def _end_of(tokens: Sequence[Token], start: int) -> int:
    depth = 0
    for position in range(start, len(tokens)):
        depth += tokens[position].nesting
        if depth == 0:
            return position
    return len(tokens) - 1


def _block(tokens: Sequence[Token], first_line: int) -> Iterator[Block]:
    kind, line = tokens[0].type, first_line + (tokens[0].map or [0])[0]
    inlines = [token for token in tokens if token.type == "inline"]
    if kind == "heading_open":
        yield Block("heading", _runs(inlines[0]), level=int(tokens[0].tag[1]), line=line)
    elif kind == "paragraph_open":
        yield Block("paragraph", _runs(inlines[0]), line=line)
    elif kind in ("bullet_list_open", "ordered_list_open"):
        if sum(token.type.endswith("_list_open") for token in tokens) > 1:
            raise Refused(f"Line {line}: a list inside a list. Write it as one list, which a reader can follow aloud.")
        yield Block("list", items=tuple(map(_runs, inlines)), ordered=kind[0] == "o", line=line)
    elif kind == "table_open":
        yield _table(tokens, line)
    else:
        raise Refused(
            f"Line {line}: a draft holds headings, paragraphs, lists, tables and emphasis; this is "
            f"{kind.removesuffix('_open').replace('_', ' ')}."
        )


def _table(tokens: Sequence[Token], line: int) -> Block:
    rows: list[list[Runs]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_runs(token))
    head, *body = (tuple(row) for row in rows)
    return Block("table", head=head, rows=tuple(body), line=line)


def _runs(inline: Token) -> Runs:
    runs: list[Run] = []
    styles: list[str] = []
    for token in inline.children or ():
        if token.type in ("strong_open", "em_open"):
            styles.append("strong" if token.type == "strong_open" else "emphasis")
        elif token.type in ("strong_close", "em_close"):
            styles.pop()
        else:
            text = " " if token.type in ("softbreak", "hardbreak") else token.content
            runs.extend(_split(text, styles[-1] if styles else ""))
    return tuple(runs)


def _split(text: str, style: str) -> Iterator[Run]:
    for position, piece in enumerate(_PLACE.split(text)):
        if position % 2:
            yield Run("", style, int(piece))
        elif piece:
            yield Run(piece, style)


def _check_headings(blocks: Sequence[Block]) -> None:
    level = 1
    for block in blocks:
        if block.kind != "heading":
            continue
        if block.level < 2 or block.level > level + 1:
            raise Refused(
                f"Line {block.line}: heading of level {block.level} after level {level}. The title is level 1; "
                "sections begin with ##, and no level is skipped."
            )
        level = block.level
