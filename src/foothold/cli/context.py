"""What every command shares: where the home folder is, and how rows are printed."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from foothold.terms.cells import disarmed

HOME_VARIABLE = "FOOTHOLD_HOME"
_NUMBER = re.compile(r"[+-]?(?:[\d.,]+(?:[eE][+-]?\d+)? ?%?)?")  # or a sign alone


@dataclass(frozen=True)
class Settings:
    """Options given before the command's name."""

    home: Path
    debug: bool


class Format(StrEnum):
    """How data is printed on standard output."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def progress_console() -> Console:
    """Where progress and messages go: standard error, so that data on standard output stays clean."""
    return Console(stderr=True)


def print_rows(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], style: Format, *, unbroken: Collection[str] = ()
) -> None:
    """Print rows as a table for people, as CSV, or as a JSON list of objects; None is blank, null in JSON.

    In CSV a text that a spreadsheet would run begins with an apostrophe; numbers stay as they are. Columns named in
    `unbroken` keep each value on one line, however narrow the terminal.
    """
    if style is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_disarmed(_text(value)) for value in row] for row in rows)
    elif style is Format.JSON:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        # nothing is cut off
        table = Table(*(Column(name, overflow="fold", no_wrap=name in unbroken) for name in columns))
        for row in rows:
            table.add_row(*(Text(_text(value)) for value in row))  # Text: brackets are not markup
        Console().print(table)


def print_json(document: Any) -> None:
    """Print one JSON document; dates are ISO 8601."""
    json.dump(document, sys.stdout, default=str, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


def _disarmed(text: str) -> str:
    """The text, unless a spreadsheet would take it for a formula; a sign before a number makes none."""
    return text if _NUMBER.fullmatch(text) else disarmed(text)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
