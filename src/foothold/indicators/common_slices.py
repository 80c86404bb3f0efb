"""Slices that any indicator can have without a line of its own: where a team belongs, what is known of the child then.

An indicator names them among its slices; what its SELECT does not return itself is joined here. Ages are those at the
reporting day of a snapshot, and at the event of a flow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

AGE_BANDS = {"Under 1": 12, "1 to 4": 60, "5 to 9": 120, "10 to 15": 192}
"""Bands as the Department for Education publishes them, each with the month of age at which it ends."""

_JOINED = {
    "teams": ("teams.team = found.team", ("locality", "service_area")),
    "child_cohorts": (
        "child_cohorts.as_at = found.as_at and child_cohorts.person_id = found.person_id", ("cohort",)
    ),
    "person": ("person.person_id = found.person_id", ("age_band", "sex", "ethnicity")),
}  # fmt: skip
"""What holds the common slices, how rows are joined to it, and the slices."""


def completed(select: str, kind: str, slices: Sequence[str]) -> str:
    """The SELECT with those common slices joined that it leaves out; itself when it leaves out none."""
    common = {name: source for source, (_, names) in _JOINED.items() for name in names}
    own = [name for name in slices if name not in common or _returns(select, name)]
    joined = [name for name in slices if name not in own]
    if not joined:
        return select
    columns = [
        *(f"found.{name}" for name in ("unit_id", "person_id", *own)),
        *(f"{_expression(name, common[name], kind)} as {name}" for name in joined),
        *(f"found.{name}" for name in ("as_at", "event_date", "in_denominator", "in_numerator", "value")),
    ]
    joins = [
        f"left join {source} on {condition}"
        for source, (condition, names) in _JOINED.items()
        if set(names) & set(joined)
    ]
    return "\n".join([f"select {', '.join(columns)}", f"from (\n{select}\n) as found", *joins])


def _expression(name: str, source: str, kind: str) -> str:
    if name == "age_band":
        return _age_band("found.as_at" if kind == "snapshot" else "found.event_date")
    return f"{source}.{name}"


def _age_band(day: str) -> str:
    younger = [
        f"when person.dob > {day} - interval '{months}' month then '{band}'" for band, months in AGE_BANDS.items()
    ]
    return (
        f"case when person.dob is null or {day} is null then null when person.dob > {day} then 'Unborn' "
        f"{' '.join(younger)} else '16 and over' end"
    )


def _returns(select: str, name: str) -> bool:
    return re.search(rf"\b{name}\b", select) is not None
