"""Slices that any indicator can have without a line of its own: where a team belongs, what is known of the child.

An indicator names them among its slices; what its SELECT does not return itself is joined here. Ages are those at the
reporting day of a snapshot, and at the event of a flow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

PLACES = {"locality": "teams.locality", "service_area": "teams.service_area"}
AGE_BANDS = {"Under 1": 12, "1 to 4": 60, "5 to 9": 120, "10 to 15": 192}
"""Bands as the Department for Education publishes them, each with the month of age at which it ends."""


def completed(select: str, kind: str, slices: Sequence[str]) -> str:
    """The SELECT with those common slices joined that it leaves out; itself when it leaves out none."""
    own = [name for name in slices if name not in _common(kind) or _returns(select, name)]
    joined = [name for name in slices if name not in own]
    if not joined:
        return select
    columns = [
        *(f"found.{name}" for name in ("unit_id", "person_id", *own)),
        *(f"{_common(kind)[name]} as {name}" for name in joined),
        *(f"found.{name}" for name in ("as_at", "event_date", "in_denominator", "in_numerator", "value")),
    ]
    lines = [f"select {', '.join(columns)}", f"from (\n{select}\n) as found"]
    if set(joined) & PLACES.keys():
        lines.append("left join teams on teams.team = found.team")
    if set(joined) - PLACES.keys():
        lines.append("left join person on person.person_id = found.person_id")
    return "\n".join(lines)


def _common(kind: str) -> dict[str, str]:
    age = _age_band("found.as_at" if kind == "snapshot" else "found.event_date")
    return {**PLACES, "age_band": age, "sex": "person.sex", "ethnicity": "person.ethnicity"}


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
