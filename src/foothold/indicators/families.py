"""The families of indicators, by the letters their identifiers begin with."""

from __future__ import annotations

FAMILIES = {
    "FD": "Front door",
    "AS": "Assessment",
    "AL": "Allocation",
    "CP": "Child protection",
    "CN": "Children in need",
    "CC": "Children looked after",
    "CL": "Care leavers",
    "WF": "Workforce",
    "ED": "Education",
    "QA": "Quality assurance",
}
"""In the order of reports."""

OTHER = "Other"


def family_of(identifier: str) -> str:
    """The family an indicator belongs to: FD05 is of the front door."""
    return FAMILIES.get(identifier[:2], OTHER)
