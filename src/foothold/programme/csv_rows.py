"""Rows of a CSV file that people hand over with a programme."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from foothold.terms.errors import Refused


def read_rows(path: Path, needed: Sequence[str]) -> list[dict[str | Any, str | Any]]:
    """Every row by its headings; refused where the file is not CSV in UTF-8, lacks a needed column, or has no rows."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"{path.name} cannot be read as a CSV file in UTF-8.") from error
    missing = [column for column in needed if not rows or column not in rows[0]]
    if missing:
        raise Refused(f"{path.name} lacks the columns {', '.join(missing)}, or has no rows.")
    return rows
