"""Slips of the pen: a few records that do not go together, as every council has some.

They are entered from March 2020 on, a quarter of them is mended by the newest return and a quarter is new in it. None
stands in a column that the council's story is counted from. The records are picked by their keys: no chance is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foothold.demo.days import index_of

if TYPE_CHECKING:
    import duckdb

FIRST, NEWEST = date(2020, 3, 1), date(2020, 11, 30)
_CLOSED = "between date '2019-06-01' and date '2019-12-31'"


@dataclass(frozen=True)
class Slip:
    """One column of a sheet that is wrong in a few rows: `picks` gives their keys with what stands there instead."""

    file: str
    key: str
    column: str
    picks: str
    rows: int


SLIPS = (
    Slip(
        "ssd_cin_visits",
        "cinv_cin_visit_id",
        "cinv_cin_visit_date",
        f"""
        select max(visits.cinv_cin_visit_id), max(cases.closed) + 6
        from ssd_cin_visits as visits
        join (
            select cine_person_id, max(cine_close_date) as closed
            from ssd_cin_episodes
            group by cine_person_id
            having count(*) = count(cine_close_date)
        ) as cases on cases.cine_person_id = visits.cinv_person_id
        where cases.closed {_CLOSED}
        group by visits.cinv_person_id
        """,
        11,
    ),
    Slip(
        "ssd_cla_placement",
        "clap_cla_placement_id",
        "clap_cla_placement_end_date",
        f"""
        select earlier.clap_cla_placement_id, null
        from ssd_cla_placement as earlier
        join ssd_cla_placement as later
          on later.clap_person_id = earlier.clap_person_id
         and later.clap_cla_placement_start_date = earlier.clap_cla_placement_end_date
        where earlier.clap_cla_placement_end_date {_CLOSED}
        """,
        4,
    ),
    Slip(
        "ssd_missing",
        "miss_table_id",
        "miss_missing_episode_start_date",
        f"""
        select min(absences.miss_table_id), min(care.first_day) - 3
        from ssd_missing as absences
        join (
            select clae_person_id, min(clae_cla_episode_start_date) as first_day
            from ssd_cla_episodes
            group by clae_person_id
        ) as care on care.clae_person_id = absences.miss_person_id
        where absences.miss_missing_episode_start_date {_CLOSED}
        group by absences.miss_person_id
        """,
        5,
    ),
    Slip(
        "ssd_involvements",
        "invo_involvements_id",
        "invo_involvement_end_date",
        f"""
        select links.invo_involvements_id, null
        from ssd_involvements as links
        join ssd_cin_episodes as cases
          on cases.cine_referral_id = links.invo_referral_id
         and cases.cine_close_date = links.invo_involvement_end_date
        where cases.cine_close_date {_CLOSED}
        """,
        13,
    ),
    Slip(
        "ssd_care_leavers",
        "clea_table_id",
        "clea_care_leaver_eligibility",
        "select clea_table_id, null from ssd_care_leavers",
        6,
    ),
)


class Slipped:
    """Which values are wrong in the extract of which day."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, slips: tuple[Slip, ...] = SLIPS) -> None:
        self._found = {(slip.file, slip.column): (slip, _picked(connection, slip)) for slip in slips}

    def value(self, file: str, column: str, right: str, day: int) -> str:
        """SQL: what stands in a column on a day, `right` but for the rows with a slip."""
        slip, picked = self._found.get((file, column), (None, []))
        wrong = [pick for place, pick in enumerate(picked) if _stands(place, day)]
        if slip is None or not wrong:
            return right
        cases = " ".join(f"when '{key}' then {_literal(value)}" for key, value in wrong)
        return f"case {slip.key} {cases} else {right} end"


def _picked(connection: duckdb.DuckDBPyConnection, slip: Slip) -> list[tuple[str, date | None]]:
    """As many rows as wanted, spread evenly over all that could have been picked."""
    found = sorted(set(connection.execute(slip.picks).fetchall()))
    step = max(1, len(found) // slip.rows)
    return found[::step][: slip.rows]


def _stands(place: int, day: int) -> bool:
    if place % 4 == 0:
        return index_of(FIRST) <= day < index_of(NEWEST)
    return day >= index_of(NEWEST if place % 4 == 1 else FIRST)


def _literal(value: date | None) -> str:
    return "null" if value is None else f"date '{value}'"
