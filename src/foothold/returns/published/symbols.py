"""How a figure is withheld or missing in published statistics: never zero, and never a blank of our own."""

from __future__ import annotations

from foothold.returns.engine import quoted

# c suppressed, x not available, z not applicable, u low reliability, k and low round to zero; the others are how
# single releases write a figure that is missing.
SYMBOLS = ("c", "x", "z", "u", "k", "low", ":", "..", ".", "~", "-", "*", "na", "n/a")

_NUMBER = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+|[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?)([eE][+-]?[0-9]{1,2})?"


def blank(cell: str) -> str:
    """SQL: the cell without spaces around it, NULL when nothing is left."""
    return f"nullif(trim({cell}), '')"


def is_symbol(cell: str) -> str:
    """SQL: whether a cell holds a symbol."""
    return f"lower(trim({cell})) in ({', '.join(quoted(symbol) for symbol in SYMBOLS)})"


def is_number(cell: str) -> str:
    """SQL: whether a cell holds a number, with or without commas between thousands."""
    return f"regexp_full_match(trim({cell}), '{_NUMBER}')"


def value(cell: str) -> str:
    """SQL: the number a cell holds, NULL for anything else."""
    return f"case when {is_number(cell)} then try_cast(replace(trim({cell}), ',', '') as double) end"


def symbol(cell: str) -> str:
    """SQL: the symbol a cell holds, in lower case, NULL for anything else."""
    return f"case when {is_symbol(cell)} then lower(trim({cell})) end"


def unless_symbol(cell: str) -> str:
    """SQL: the text of a cell, NULL where it is blank or a symbol, as the code of an area that is no more."""
    return f"case when not {is_symbol(cell)} then {blank(cell)} end"
