"""Texts that a spreadsheet or a browser might run. They are kept, as nothing here runs them, and are told."""

from __future__ import annotations

from collections.abc import Sequence

from foothold.returns.engine import named, quoted
from foothold.returns.sheet import Across, Field
from foothold.tables import ColumnType

_FORMULA = r"(?:%0[adAD])?[=@|\x{ff1d}].*|[+-].*[^\d.,].*"  # whole text; a number with its sign is none
# anywhere: of a page, of a template, of a database, in plain or as pages and addresses write them
_SCRIPT = (
    r"(?i)(?:<|&lt;|%3c)\s*/?\s*[a-z!]|javascript:|[$#]\{|\{\{|\{%|"
    r";\s*(?:drop|delete|insert|update|exec)\s|'\s*or\s+[^=]{1,40}="
)


def active_text(fields: Sequence[Field]) -> tuple[Across, ...]:
    """The rule for every field of free text; a text that stands for a code is left blank unless it is one."""
    return tuple(
        Across("text-active", one.name, (one.name,), _is_active(named(one.name)))
        for one in fields
        if one.type is ColumnType.TEXT and not one.codes
    )


def _is_active(name: str) -> str:
    told = f"(regexp_full_match({name}, {quoted(_FORMULA)}, 's') or regexp_matches({name}, {quoted(_SCRIPT)}))"
    return told.replace("{", "{{").replace("}", "}}")
