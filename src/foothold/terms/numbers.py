"""How numbers and the things they count are written, wherever Foothold writes them."""

from __future__ import annotations

_IRREGULAR = {"child": "children"}
_WITH_AN_S = ("days", "weeks")


def plain_number(number: float) -> str:
    """1,234 for a whole number, one decimal place else."""
    return f"{number:,.0f}" if abs(number - round(number)) < 1e-9 else f"{number:,.1f}"


def percentage(number: float) -> str:
    """12.5%: always one decimal place, so that percentages beside one another can be compared."""
    return f"{number:,.1f}%"


def with_unit(number: float, unit: str) -> str:
    """A value as people read it: percent, a rate, days or weeks, else the number alone."""
    if unit == "%":
        return percentage(number)
    if unit == "per 10,000 children":
        return f"{number:,.1f} {unit}"
    if unit in _WITH_AN_S:
        return f"{plain_number(number)} {unit.removesuffix('s') if number == 1 else unit}"
    return plain_number(number)


def plural(unit: str) -> str:
    """What several of a unit are called: cases, children."""
    return _IRREGULAR.get(unit, f"{unit}s")


def counted(number: float, unit: str) -> str:
    """How many of what: 1 case, 1,145 children."""
    return f"{plain_number(number)} {unit if number == 1 else plural(unit)}"
