"""England's published figures of 2018 to 2020, so that the demonstration shows Exampleshire beside the country.

Facts from "Children in need 2024" (files b1, c1, c2, c4, d1) and "Children's social work workforce 2025" (indicators),
Department for Education, under the Open Government Licence v3.0; some columns are left out. Exampleshire is invented
and has no row in them.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from foothold.terms.nation import ENGLAND

# The days from which the demonstration knows the files.
NEED, WORKFORCE = date(2024, 10, 31), date(2026, 3, 1)
_YEARS = (2018, 2019, 2020)
_PLACES = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name")
_NO_COUNCIL = ("region_code", "region_name", "old_la_code", "new_la_code", "la_name")

# file -> day, category, and for each heading the figures of the three years
FILES: dict[str, tuple[date, str, dict[str, tuple[float, float, float]]]] = {
    "b1_children_in_need_2013_to_2024.csv": (
        NEED,
        "Children in Need",
        {
            "At31_episodes": (404710, 399510, 389260),
            "At31_episodes_rate": (345.4, 339.8, 330.1),
            "Awaiting_assessment_rate": (22.3, 21.3, 15),
        },
    ),
    "c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv": (
        NEED,
        "Referrals and Re-referrals",
        {
            "Referrals": (655630, 650930, 642980),
            "Referrals_rate": (559.6, 553.7, 545.3),
            "Re_referrals": (143810, 147150, 145390),
            "Re_referrals_percent": (21.9, 22.6, 22.6),
            "No_Further_Action_percent": (9.4, 8.1, 6.3),
            "Not_in_Need_percent": (28.5, 29.1, 30.2),
        },
    ),
    "c2_children_in_need_assessments_duration_2014_to_2024.csv": (
        NEED,
        "Duration of assessment",
        {
            "Assessments_completed": (631090, 644730, 665660),
            "Assessments_completed_rate": (538.6, 548.4, 564.6),
            "Same_day": (19840, 16440, 14310),
            "1-10_days": (83380, 79120, 77930),
            "11-20_days": (107490, 110460, 112100),
            "21-30_days": (103210, 104990, 112180),
            "31-40_days": (118160, 123970, 133120),
            "41-45_days": (89790, 101090, 108520),
            "Median_days": (31, 32, 32),
        },
    ),
    "c4_children_in_need_section_47s_and_icpcs_2013_to_2024.csv": (
        NEED,
        "Section 47s and Initial Child Protection Conferences",
        {
            "Section47_rate": (169.1, 171.1, 170.5),
            "ICPC": (79470, 77440, 77470),
            "ICPC_rate": (67.8, 65.9, 65.7),
            "Duration_0-10_days": (12130, 10890, 9630),
            "Duration_11-15_days": (49020, 50060, 50530),
        },
    ),
    "d1_child_protection_plans_2013_to_2024.csv": (
        NEED,
        "Child Protection Plans",
        {"CPP_start_rate": (58.7, 56.7, 56.3), "CPP_At31": (53790, 52260, 51510), "CPP_At31_rate": (45.9, 44.5, 43.7)},
    ),
    "csww_indicators_2017_to_2025.csv": (
        WORKFORCE,
        "",
        {
            "turnover_rate_fte": (15.1, 15, 13.5),
            "agency_rate_fte": (15.4, 15.8, 15.4),
            "vacancy_rate_fte": (16.5, 16.4, 16.1),
            "caseload_fte": (17.4, 16.9, 16.3),
            "absence_rate_fte": (3.2, 3.1, 2.9),
        },
    ),
}


def write_england(folder: Path) -> list[tuple[Path, date]]:
    """Write the files in the form in which they are published; each with the day it is known from."""
    written = []
    for name, (day, category, figures) in FILES.items():
        path = folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            filters = ("category",) if category else ()
            writer.writerow((*_PLACES, *_NO_COUNCIL, *filters, *figures))
            for place, year in enumerate(_YEARS):
                area = (year, "Reporting year", "National", ENGLAND, "England", *[""] * len(_NO_COUNCIL))
                writer.writerow((*area, *([category] if category else []), *(row[place] for row in figures.values())))
        written.append((path, day))
    return written
