"""A council of twelve children, drawn by hand and handed over as an extract: small enough to count on paper.

On 14 October 2019 five of its cases have no social worker (three in North Safeguarding 1, two in North Duty and
Assessment 1), on 30 June 2020 two have none. One of those two children is on a child protection plan.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from foothold.tables import TABLES

COUNCIL = "E99000001"
DUTY, SAFEGUARDING = "T-N-DA", "T-N-SG1"
EARLIER, ARRIVAL, NEWEST = date(2020, 2, 20), date(2019, 10, 14), date(2020, 6, 30)
UNALLOCATED = {ARRIVAL: {DUTY: 2, SAFEGUARDING: 3}, NEWEST: {DUTY: 1, SAFEGUARDING: 1}}
SURNAME = "Quillfeather"  # of every child; no page may show it to whoever may not see names

CHILDREN = [f"CH77{number:02d}" for number in range(1, 13)]
# child, referred, closed, team, worker, from, to
CASES = (
    ("CH7701", "2018-04-09", "", DUTY, "W1", "2018-04-10", ""),
    ("CH7702", "2018-06-04", "2019-02-01", DUTY, "W1", "2018-06-05", ""),
    ("CH7703", "2019-08-05", "", DUTY, "W1", "2020-01-06", ""),
    ("CH7704", "2019-09-02", "", DUTY, "W2", "2019-11-18", ""),
    ("CH7705", "2019-09-09", "", DUTY, "W2", "2019-09-10", "2020-06-12"),
    ("CH7706", "2020-03-02", "", DUTY, "W2", "2020-03-03", ""),
    ("CH7707", "2018-05-14", "", SAFEGUARDING, "W3", "2018-05-15", ""),
    ("CH7708", "2019-07-15", "", SAFEGUARDING, "W3", "2019-12-02", ""),
    ("CH7709", "2019-09-23", "", SAFEGUARDING, "W3", "2019-12-16", ""),
    ("CH7710", "2019-10-07", "", SAFEGUARDING, "W3", "2019-10-28", "2020-06-22"),
    ("CH7711", "2018-11-05", "", SAFEGUARDING, "W3", "2018-11-06", ""),
    ("CH7712", "2019-01-07", "2019-12-20", SAFEGUARDING, "W3", "2019-01-08", ""),
)


def write_extract(folder: Path, as_at: date) -> Path:
    """Write what the council's case system held on a day, one CSV file for each object."""
    extract = folder / f"extract-{as_at}"
    extract.mkdir(parents=True)
    day = as_at.isoformat()
    known = [case for case in CASES if case[1] <= day]
    _write(
        extract,
        "person",
        ("person_id", "forename", "surname", "sex", "ethnicity", "dob"),
        [(case[0], f"Ada{case[0][-2:]}", SURNAME, "F", "WBRI", "2012-05-04") for case in known],
    )
    _write(
        extract,
        "cin_episodes",
        ("referral_id", "person_id", "referral_date", "referral_nfa", "close_date", "referral_team"),
        [(f"R{c[0]}", c[0], c[1], "N", _by(c[2], day), c[3]) for c in known],
    )
    _write(
        extract,
        "involvements",
        (
            *("involvements_id", "professional_id", "professional_role_id", "professional_team"),
            *("involvement_start_date", "involvement_end_date", "person_id", "referral_id"),
        ),
        [
            (f"I{c[0]}", c[4], "allocated_case_worker", c[3], c[5], _by(c[6], day), c[0], f"R{c[0]}")
            for c in known
            if c[5] <= day
        ],
    )
    _write(
        extract,
        "professionals",
        ("professional_id", "professional_name", "professional_job_title"),
        [(name, f"Worker {name}", "Social Worker") for name in ("W1", "W2", "W3")],
    )
    _write(
        extract,
        "department",
        ("team_id", "team_name", "team_parent_id", "team_parent_name"),
        [
            (DUTY, "North Duty and Assessment 1", "L-NORTH", "North"),
            (SAFEGUARDING, "North Safeguarding 1", "L-NORTH", "North"),
        ],
    )
    _write(
        extract,
        "cin_assessments",
        (
            "assessment_id",
            "person_id",
            "referral_id",
            "assessment_start_date",
            "assessment_auth_date",
            "assessment_team",
        ),
        [
            (f"A{c[0]}", c[0], f"R{c[0]}", c[5], "" if c[0] in ("CH7703", "CH7704") else _by("2020-02-03", day), c[3])
            for c in known
            if c[5] <= day
        ],
    )
    _write(
        extract,
        "cp_plans",
        ("cp_plan_id", "person_id", "referral_id", "cp_plan_start_date", "cp_plan_end_date"),
        [("C1", "CH7710", "RCH7710", "2019-11-11", ""), ("C2", "CH7707", "RCH7707", "2018-06-11", "")],
    )
    return extract


def _by(day: str, as_at: str) -> str:
    """A date as it was known: blank while it lay ahead."""
    return day if day <= as_at else ""


def _write(extract: Path, name: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    table = TABLES[name]
    with (extract / f"{table.source_name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([table.column(column).source_name for column in columns])
        writer.writerows(rows)
