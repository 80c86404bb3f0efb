"""What reference pages are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foothold.returns.sheet import Field


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a bar or a line break inside a cell is escaped so that it cannot break the table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """Text as Markdown code, or nothing where there is none."""
    return f"`{text}`" if text else ""


def field_note(field: Field) -> str:
    """What is particular about a field."""
    notes = {"key": field.key, "required": field.required, "identity": field.identity, "coded": bool(field.codes)}
    return ", ".join(name for name, holds in notes.items() if holds)
