"""What a spreadsheet makes of cells: errors of formulas, and identifiers that it took for numbers."""

from __future__ import annotations

from collections.abc import Sequence

from foothold.returns.engine import named, quoted
from foothold.returns.sheet import Across, Field
from foothold.tables import ColumnType

_ERROR = "#(ref|value|name|num|null|div/0|spill|calc)[!?]|#n/a"
_SPOILT = {  # rule -> what stands, in lower case, in place of an identifier
    "cell-error": _ERROR,
    # several long numbers become one; `1e5` is an identifier that somebody typed
    "id-rounded": r"\d(\.\d+)?e\+\d+",
    "id-decimal": r"\d+\.\d+",
    "totals-row": "(grand |sub ?)?totals?:?",
    "key-symbol": "[[:punct:]]+|[cxzuk]|low",  # of the Department's files among them
}


def spoilt_identifiers(name: str) -> dict[str, str]:
    """SQL for each rule that a column of identifiers may break."""
    text = f"lower({named(name)})"
    return {rule: f"regexp_full_match({text}, {quoted(pattern)})" for rule, pattern in _SPOILT.items()}


def cell_errors(fields: Sequence[Field]) -> tuple[Across, ...]:
    """The rule for every field of free text; in a column of codes, dates or numbers an error is none of those."""
    return tuple(
        Across("cell-error", one.name, (one.name,), _is_error(named(one.name)))
        for one in fields
        if one.type is ColumnType.TEXT and not one.codes
    )


def _is_error(name: str) -> str:
    return f"starts_with({name}, '#') and regexp_full_match(lower({name}), {quoted(_ERROR)})"
