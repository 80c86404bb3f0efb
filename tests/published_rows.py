"""Lines of files in the form in which the Department for Education publishes, for tests to put together."""

from __future__ import annotations

PLACES = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
    "new_la_code,la_name"
)
COUNCILS = {
    "Bedford": "E12000006,East of England,822,E06000055",
    "North Northamptonshire": "E12000004,East Midlands,940,E06000061",
    "West Northamptonshire": "E12000004,East Midlands,941,E06000062",
    "Nottinghamshire": "E12000004,East Midlands,891,E10000024",
    "Lincolnshire": "E12000004,East Midlands,925,E10000019",
    "North Northamptonshire / West Northamptonshire": "E12000004,East Midlands,940 / 941,E06000061 / E06000062",
}


def row(year: int | str, area: str, *cells: object) -> str:
    """A line of a published file: England, a region or a council in one year, with its breakdown and figures."""
    if area == "England":
        place = "National,E92000001,England,,,,,"
    elif area == "East Midlands":
        place = "Regional,E92000001,England,E12000004,East Midlands,,,"
    else:
        place = f"Local authority,E92000001,England,{COUNCILS[area]},{area}"
    return ",".join([str(year), "Reporting year", place, *map(str, cells)])
