"""The open-data form in which the Department for Education publishes: a row for each area, period and breakdown.

The Department's standard names the columns of time and place; every other column is a filter, which holds words, or an
indicator, which holds figures and symbols ("Creating and managing data files", Explore education statistics).
"""

from __future__ import annotations

from foothold.returns.headings import Headings, spelled
from foothold.returns.profile import Reading
from foothold.returns.published import symbols
from foothold.returns.published.figures import Layout
from foothold.returns.sheet import Field, Sheet
from foothold.tables import ColumnType
from foothold.terms.nation import ENGLAND

PLACES = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code"),
    *("region_name", "old_la_code", "new_la_code", "la_name"),
)
MARKS = frozenset({"time_period", "geographic_level"})  # people cut the other columns off, and rows are placed without
_ALWAYS_FILTERS = frozenset({"date"})  # 23/03/2020 is a word as far as figures go
_LEVEL = "lower(geographic_level)"


def of_place(name: str) -> Field:
    """A column of time or place; the time and the level must be filled in for a row to be placed."""
    key = name in ("time_period", "geographic_level")
    return Field(name, ColumnType.TEXT, (name,), key=key, tells_apart=not key)


def indicator_columns(reading: Reading, sheet: Sheet) -> list[int]:
    """The columns that hold figures: those where most of what is filled in is a number or a symbol."""
    known = set(sheet.headings.places.values())
    others = [
        place
        for place, heading in enumerate(sheet.headings.cells)
        if place not in known and heading.strip() and heading.strip().lower() not in _ALWAYS_FILTERS
    ]
    found = []
    for place in others:
        cell = f"c{place}"
        filled, figures = reading.connection.execute(
            f"select count(*), count(*) filter (where {symbols.is_number(cell)} or {symbols.is_symbol(cell)}) "
            f"from {sheet.relation} where {symbols.blank(cell)} is not null"
        ).fetchall()[0]
        if figures * 2 > filled or not filled:
            found.append(place)
    return found


def layout(headings: Headings, indicators: list[int]) -> tuple[Layout, dict[str, int]]:
    """The layout of a file, and where its fields stand: those of time and place, and its filters."""
    known = set(headings.places.values())
    places = dict(headings.places)
    filters: dict[str, str] = {}
    for place, heading in enumerate(headings.cells):
        if place not in known and place not in indicators and heading.strip():
            filters[heading.strip()] = f"filter_{place}"
            places[f"filter_{place}"] = place
    fields = [of_place(name) for name in PLACES]
    fields += [Field(name, ColumnType.TEXT, (heading,), tells_apart=True) for heading, name in filters.items()]
    codes = (symbols.unless_symbol(name) for name in ("new_la_code", "old_la_code"))
    council = f"coalesce({', '.join(codes)}, la_name, 'not named')"
    return (
        Layout(
            fields=tuple(fields),
            area_code=f"case {_LEVEL} when 'national' then coalesce(country_code, '{ENGLAND}') "
            f"when 'regional' then region_code else {council} end",
            area_level="geographic_level",
            area_name=f"case {_LEVEL} when 'national' then country_name when 'regional' then region_name "
            "else la_name end",
            old_la_code=symbols.unless_symbol("old_la_code"),
            region_code=symbols.unless_symbol("region_code"),
            period="time_period",
            period_kind="time_identifier",
            filters=filters,
        ),
        places,
    )


def repeated(headings: Headings) -> str | None:
    """A heading that two columns have, where figures under it could not be told apart."""
    seen: set[str] = set()
    for heading in headings.cells:
        name = spelled_exactly(heading)
        if name and name in seen:
            return heading.strip()
        seen.add(name)
    return None


def spelled_exactly(heading: str) -> str:
    """A heading without spaces and letter case only: `2years+` and `2years+_percent` differ, and so do signs."""
    return "".join(heading.split()).lower() if spelled(heading) else ""
