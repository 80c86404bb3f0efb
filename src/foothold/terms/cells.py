"""A text on its way into a cell that a spreadsheet will open."""

from __future__ import annotations

from typing import Any

# A spreadsheet runs what begins with one of these; a leading apostrophe makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_UNITS = ("%",)  # nothing follows that could be run


def disarmed(value: Any) -> Any:
    """A value as a CSV file holds it: nothing for None, and no text that a spreadsheet would run."""
    if value is None:
        return ""
    runs = isinstance(value, str) and value.startswith(_FORMULA) and value not in _UNITS
    return f"'{value}" if runs else value
