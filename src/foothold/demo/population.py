"""Exampleshire's children aged 0 to 17, in the form in which the Department for Education publishes the estimates."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from foothold.demo.places import AUTHORITY, COUNCIL

CHILDREN = {2016: 166_240, 2017: 167_850, 2018: 169_020, 2019: 170_130, 2020: 170_410}
"""Invented mid-year estimates of a county of that size."""
PUBLISHED = date(2018, 6, 28)
"""The day from which the demonstration knows the file. One file stands for the yearly publications."""
_HEADINGS = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
    "old_la_code", "new_la_code", "la_name", "age_group", "population_estimate",
)  # fmt: skip


def write_population(path: Path) -> None:
    """Write the file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_HEADINGS)
        for year, children in CHILDREN.items():
            area = ("E92000001", "England", "E12000004", "East Midlands", "999", AUTHORITY, COUNCIL)
            writer.writerow((year, "Reporting year", "Local authority", *area, "Children aged 0 to 17 years", children))
