"""What the cells of a row of a module must be to each other: nobody is born after what happened to them, and nothing
ends before it begins. Events may lie ahead of the day of reading, since a return may be drawn up for a year's end."""

from __future__ import annotations

from datetime import date

from foothold.returns.active_text import active_text
from foothold.returns.engine import named
from foothold.returns.sheet import Across
from foothold.returns.spoilt import cell_errors, spoilt_identifiers
from foothold.returns.ssda903.modules import modules

_SPANS = {  # module -> the columns in which what it tells of begins and ends
    "episodes": ("DECOM", "DEC"),
    "missing": ("MIS_START", "MIS_END"),
    "placed_adoption": ("DATE_PLACED", "DATE_PLACED_CEASED"),
    "social_worker": ("SW_DECOM", "SW_DEC"),
    "dolo": ("DOLO_START", "DOLO_END"),
}
_EVENTS = {"reviews": "REVIEW", "ad1": "DATE_INT", **{module: begins for module, (begins, _) in _SPANS.items()}}


def across(module: str) -> tuple[Across, ...]:
    """The rules of a module over its rows."""
    columns = {one.name for one in modules()[module]}
    rules = [Across(rule, "CHILD", ("CHILD",), spoilt) for rule, spoilt in spoilt_identifiers("CHILD").items()]
    if "DOB" in columns:
        rules.append(Across("date-future", "DOB", ("DOB",), f"DOB > date '{date.today().isoformat()}'"))
    if module == "header":
        rules.append(Across("birth-order", "MC_DOB", ("DOB", "MC_DOB"), "MC_DOB <= DOB"))
    event = _EVENTS.get(module)
    if event and "DOB" in columns:
        rules.append(Across("born-after", "DOB", ("DOB", event), f"DOB > {named(event)}"))
    if module in _SPANS:
        begins, ends = _SPANS[module]
        rules.append(Across("dates-order", ends, _SPANS[module], f"{named(ends)} < {named(begins)}"))
    return (*rules, *cell_errors(modules()[module][1:]), *active_text(modules()[module]))
