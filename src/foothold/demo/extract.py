"""From the simulated history to the files that were handed over: what the case system held on each day, as CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.demo.days import FIRST_DAY, Numbers, day_of
from foothold.demo.slips import Slip, Slipped

if TYPE_CHECKING:
    import duckdb

Raw = Mapping[str, Numbers]


@dataclass(frozen=True)
class Sheet:
    """One file of an extract: how each column is written, and from when its rows and late columns are known."""

    file: str  # without .csv
    raw: Raw  # parallel arrays of numbers; `entered` is the day from which a row is known
    columns: Mapping[str, str]  # column of the file -> SQL over the arrays
    late: Mapping[str, str] = field(default_factory=dict)  # column of the file -> array: the day from which it is known
    first: Mapping[str, str] = field(default_factory=dict)  # column of the file -> SQL of what stood there before that
    again: Mapping[str, str] = field(default_factory=dict)  # dates written anew -> array: after how many days each time


def date_of(array: str) -> str:
    """SQL: the date of a day number; NULL for days that never come."""
    return f"case when {array} > -50000 then date '{FIRST_DAY}' + cast({array} as integer) end"


def number_of(array: str, prefix: str, width: int) -> str:
    """SQL: an identifier such as R0001234; NULL for numbers below nought."""
    return f"case when {array} >= 0 then '{prefix}' || lpad(cast({array} as varchar), {width}, '0') end"


def code_of(array: str, codes: tuple[str, ...] | list[str]) -> str:
    """SQL: the code at that place of a list; NULL for places below nought."""
    listed = ", ".join("'" + code.replace("'", "''") + "'" for code in codes)
    return f"case when {array} >= 0 then list_extract([{listed}], cast({array} as bigint) + 1) end"


def flag(array: str) -> str:
    """SQL: Y or N."""
    return f"case when {array} <> 0 then 'Y' else 'N' end"


class Extracts:
    """The whole history in one in-memory database, from which the extract of any day is written."""

    def __init__(self, sheets: list[Sheet], slips: tuple[Slip, ...] = ()) -> None:
        import duckdb

        self._sheets = sheets
        self.connection: duckdb.DuckDBPyConnection = duckdb.connect(":memory:")
        for sheet in sheets:
            self._build(sheet)
        self._slipped = Slipped(self.connection, slips)

    def _build(self, sheet: Sheet) -> None:
        self.connection.register("raw_rows", dict(sheet.raw))
        written = [f"{sql} as {column}" for column, sql in sheet.columns.items()]
        known = [f"{array} as {column}__known" for column, array in sheet.late.items()]
        before = [f"{sql} as {column}__first" for column, sql in sheet.first.items()]
        renewed = [f"{array} as {column}__every" for column, array in sheet.again.items()]
        columns = ", ".join([*written, *known, *before, *renewed, "entered as entered__"])
        self.connection.execute(f"create table {sheet.file} as select {columns} from raw_rows")
        self.connection.unregister("raw_rows")

    def as_held(self, sheet: Sheet, day: int) -> str:
        """SQL: the sheet's rows as the case system held them on that day."""
        columns = ", ".join(self._column(sheet, column, day) for column in sheet.columns)
        return f"select {columns} from {sheet.file} where entered__ <= {day}"

    def _column(self, sheet: Sheet, column: str, day: int) -> str:
        return f"{self._slipped.value(sheet.file, column, _as_held(sheet, column, day), day)} as {column}"

    def write(self, folder: Path, day: int) -> None:
        """One CSV per sheet into the folder: UTF-8, ISO dates, blank where nothing is recorded."""
        folder.mkdir(parents=True, exist_ok=True)
        for sheet in self._sheets:
            target = str(folder / f"{sheet.file}.csv").replace("'", "''")
            self.connection.execute(f"copy ({self.as_held(sheet, day)}) to '{target}' (format csv, header)")

    def hold(self, day: int) -> None:
        """Make tables named like the files, prefixed `held_`, of what was held on that day."""
        for sheet in self._sheets:
            self.connection.execute(f"create or replace temp table held_{sheet.file} as {self.as_held(sheet, day)}")

    def close(self) -> None:
        """Let the database go."""
        self.connection.close()


def _as_held(sheet: Sheet, column: str, day: int) -> str:
    if column not in sheet.late:
        return column
    before = f"{column}__first" if column in sheet.first else "null"
    value = _renewed(column, day) if column in sheet.again else column
    return f"case when {column}__known <= {day} then {value} else {before} end"


def _renewed(column: str, day: int) -> str:
    """SQL: the newest of the dates that follow one another from the first in steps of so many days."""
    passed = f"date_diff('day', {column}, date '{day_of(day)}')"
    return f"{column} + cast({passed} // {column}__every * {column}__every as integer)"
