"""How long ago something was last recorded of a child, and whether anything of it is still open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foothold.tables import Column, ColumnType
from foothold.warehouse.child_rows import CHILD, Rows

if TYPE_CHECKING:
    import duckdb

# The last day of what these tables record; a row without it is open.
ENDS = {
    "early_help_episodes": "episode_end_date",
    "cin_episodes": "close_date",
    "cin_plans": "cin_plan_end_date",
    "cp_plans": "cp_plan_end_date",
    "cla_episodes": "cla_episode_ceased_date",
    "cla_placement": "cla_placement_end_date",
}
# Days of somebody's life or of something yet to come, and not of anything done with the child.
_NOT_ACTIVITY = ("dob", "expected", "due", "death_date", "target", "planned")


@dataclass(frozen=True)
class Activity:
    """What tells whether a child's record is finished."""

    last: date | None = None
    is_open: bool = False

    def is_newer_than(self, day: date | None) -> bool:
        """Whether something is open, or was recorded after a day."""
        return self.is_open or (self.last is not None and (day is None or self.last > day))


def activity_of(
    connection: duckdb.DuckDBPyConnection, parts: Mapping[str, Rows], children: Collection[str]
) -> dict[str, Activity]:
    """The activity of each of these children in the rows of some tables."""
    selects = list(_selects(parts.values()))
    found: dict[str, Activity] = {}
    if selects:
        connection.execute(
            "create or replace temp table asked as select unnest(?::varchar[]) as child", [list(children)]
        )
        rows = connection.execute(
            f"select child, max(day), bool_or(coalesce(open, false)) from ({' union all '.join(selects)}) "
            "semi join asked using (child) group by child"
        ).fetchall()
        found = {child: Activity(last, is_open) for child, last, is_open in rows}
    return {child: found.get(child, Activity()) for child in children}


def _selects(parts: Iterable[Rows]) -> list[str]:
    return [_select(rows) for rows in parts if CHILD in rows.columns and _days(rows)]


def _select(rows: Rows) -> str:
    days = ", ".join(f'"{name}"' for name in _days(rows))
    ends = ENDS.get(rows.table.name)
    is_open = f'"{ends}" is null' if ends in rows.columns else "false"
    if ends in rows.columns and "seen_to" in rows.columns:
        is_open += " and seen_to is null"
    return f"select {CHILD} as child, greatest({days}) as day, {is_open} as open from {rows.source}"


def _days(rows: Rows) -> list[str]:
    return [column.name for column in rows.table.stored_columns if column.name in rows.columns and _is_activity(column)]


def _is_activity(column: Column) -> bool:
    return column.type is ColumnType.DATE and not any(word in column.name for word in _NOT_ACTIVITY)
