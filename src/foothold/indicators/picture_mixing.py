"""Two pictures of one history laid over each other, to tell new facts from corrections record by record.

Every date of an event that a record carries counts, dates of birth and due dates do not. A record that was not there
before is a new fact when its own date, the first it carries, lies after the earlier return, or when it carries none. A
record that differs is a new fact when a date in it differs and none of the dates that differ, old or new, lies on or
before the day of the earlier return: a case closed since. All else is a correction: put in late, changed or removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foothold.indicators.definition import Indicator
from foothold.tables import TABLES, ColumnType, Table

if TYPE_CHECKING:
    from foothold.warehouse import Snapshot

_NOT_AN_EVENT = re.compile(r"dob|(^|_)due(_|$)|target")
_ALWAYS = frozenset({"child_population"})  # read beside every definition, for rates
_KINDS = ("new_facts", "put_in_late", "changed", "removed")


@dataclass(frozen=True)
class Alterations:
    """How many records of a table differ between two pictures, by what became of them."""

    new_facts: int
    put_in_late: int
    changed: int
    removed: int


class MixedPictures:
    """Lets a later picture's connection answer as the earlier one, or as the earlier one with the new facts put in."""

    def __init__(self, earlier: Snapshot, later: Snapshot, definitions: Iterable[Indicator]) -> None:
        self._earlier, self._later = earlier, later
        words = set(re.findall(r"[a-z_0-9]+", " ".join(one.sql for one in definitions)))
        self._tables = [table for name, table in TABLES.items() if name in words | _ALWAYS]

    def show_earlier(self) -> None:
        """Let every table answer as the earlier picture does."""
        for table in self._tables:
            self._show(table, self._earlier.select_of(table.name))

    def show_new_facts(self) -> dict[str, Alterations]:
        """Let every table answer as the earlier picture with the new facts put in; what differs, table by table."""
        found = {}
        for table in self._tables:
            self._compare(table)
            found[table.name] = self._counted()
            columns = ", ".join(f'"{column.name}"' for column in table.stored_columns)
            keys = ", ".join(table.key)
            facts = "(select * from differing where kind = 'new_facts')"
            self._show(
                table,
                f"select {columns} from later_rows semi join {facts} using ({keys}) union all "
                f"select {columns} from earlier_rows anti join {facts} using ({keys})",
            )
        return found

    def _show(self, table: Table, select: str) -> None:
        # A temporary table stands before the view of the same name.
        self._later.connection.execute(f"create or replace temp table {table.name} as {select}")

    def _compare(self, table: Table) -> None:
        run = self._later.connection.execute
        run(f"create or replace temp table earlier_rows as {self._earlier.select_of(table.name)}")
        run(f"create or replace temp table later_rows as {self._later.select_of(table.name)}")
        keys = ", ".join(table.key)
        kind = _kind(table, self._earlier.newest_as_at)
        run(
            f"create or replace temp table differing as select {keys}, {kind} as kind "
            f"from (select *, true as held from earlier_rows) as a "
            f"full join (select *, true as held from later_rows) as b using ({keys}) where {_differs(table)}"
        )

    def _counted(self) -> Alterations:
        rows = self._later.connection.execute("select kind, count(*) from differing group by kind").fetchall()
        numbers = dict(rows)
        return Alterations(*(numbers.get(kind, 0) for kind in _KINDS))


def _differs(table: Table) -> str:
    rest = [column.name for column in table.stored_columns if not column.key]
    return " or ".join(["a.held is null", "b.held is null", *(_unlike(name) for name in rest)])


def _unlike(name: str) -> str:
    return f'a."{name}" is distinct from b."{name}"'


def _kind(table: Table, known: date) -> str:
    """SQL: what a differing record is; `a` is the record as known earlier, `b` as known later."""
    day = f"date '{known.isoformat()}'"
    dates = [f'"{name}"' for name in event_dates(table)]
    own = f"coalesce({', '.join([*(f'b.{name}' for name in dates), f'{day} + 1'])})"
    if not dates:
        return "case when a.held is null then 'new_facts' when b.held is null then 'removed' else 'changed' end"
    differ = " or ".join(f"a.{name} is distinct from b.{name}" for name in dates)
    settled = " or ".join(
        f"(a.{name} is distinct from b.{name} and (a.{name} <= {day} or b.{name} <= {day}))" for name in dates
    )
    return (
        f"case when a.held is null then case when {own} > {day} then 'new_facts' else 'put_in_late' end "
        f"when b.held is null then 'removed' "
        f"when ({differ}) and not coalesce({settled}, false) then 'new_facts' "
        f"when not ({differ}) and coalesce({', '.join(f'a.{name}' for name in dates)}) > {day} then 'new_facts' "
        "else 'changed' end"
    )


def event_dates(table: Table) -> list[str]:
    """The columns of a table that say when something happened, the record's own date first."""
    return [
        column.name
        for column in table.stored_columns
        if column.type is ColumnType.DATE and not column.key and not _NOT_AN_EVENT.search(column.name)
    ]
