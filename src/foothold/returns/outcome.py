"""What reading a return gives: rows kept and set aside, and every problem named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a return. The text names row, column, rule and remedy, and never holds a value."""

    file: str  # the file, or the sheet of a workbook
    row: int | None  # as the user sees it, the header of an untitled table being row 1; None when it is the whole file
    column: str  # as the file spells it
    rule: str
    text: str
    table: str  # the warehouse table concerned, blank when none is
    effect: str  # "set_aside" | "blanked" | "noted" | "refused"


PROBLEM_COLUMNS = ("file", "row", "column", "rule", "effect", "text")
"""What lists of problems show of each, in this order."""


@dataclass(frozen=True)
class SourceFile:
    """A file as it was handed over."""

    name: str
    sha256: str
    size: int  # bytes


@dataclass(frozen=True)
class OpenRows:
    """Rows of a table that a return shows all of, although it is a window: an open one that is missing has gone.

    Open are those with no day in the column `ends`, or one after the return's own; only rows whose identifier holds
    `identified` are meant, where rows of several kinds share the table.
    """

    table: str
    ends: str
    identified: str = ""


@dataclass(frozen=True)
class Earlier:
    """What an authority's history holds of cases, for a list that tells a part of them and comes alone."""

    cases: Path  # the history of `cin_episodes`, whose rows hold while `seen_to` is blank
    told: Mapping[str, tuple[str, ...]]  # table -> columns that returns as at the same day told
    open_cases_as_at: date | None  # of the newest return that told which cases are open


@dataclass(frozen=True)
class ReadReturn:
    """A return that has been read: `rows_in == rows_imported + rows_set_aside` always."""

    profile: str
    feed: str  # the history it belongs to: "ssd", "annex-a", "population"; blank when the format was not recognised
    outcome: str  # "imported" | "refused"
    rows_in: int
    rows_imported: int
    rows_set_aside: int
    problems: tuple[Problem, ...]  # a few per file, column and rule, then one that counts the rest
    sources: tuple[SourceFile, ...]
    # <table>.parquet, identities/<table>.parquet, set_aside.parquet (file, row, rule, record), and of which records of
    # a table rows were set aside: set_aside_keys/<table>.parquet
    folder: Path
    tables: dict[str, int]  # rows written to each table
    not_collected: dict[str, tuple[str, ...]]  # table -> stored columns that this return does not carry
    complete: bool  # True: a full extract, a row that is missing has gone; False: a window, absence says nothing
    shown_while_open: tuple[OpenRows, ...] = ()  # what a window shows all of nevertheless
    # The Department's number of the council that it says it is of, blank where it does not.
    declared_authority: str = ""
    log: str = ""  # where a reader that gave no result stopped: lines of the program, never a value
