"""Which rows that were set aside are about a child. They are texts under the headings of whoever handed them over."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import Any

from foothold.tables import TABLES
from foothold.warehouse.child_rows import is_about_children, records_named

_NAMES_A_CHILD = re.compile(r"child|.*(child|person).*(id|identifier)")


def is_about(record: str, is_meant: Callable[[str], bool], keys: Mapping[str, Collection[str]]) -> bool:
    """Whether a row set aside is about one of the children meant.

    `record` is the row as JSON, `is_meant` tells a child by the identifier, `keys` gives for "table.column" the
    identifiers of records that are theirs. A row under headings that nobody knows is theirs if it holds the identifier.
    """
    cells = list(_cells(json.loads(record)))
    named = [text for heading, text in cells if _NAMES_A_CHILD.fullmatch(_letters(heading))]
    if named:
        return any(is_meant(text) for text in named)
    pointing = [(target, text) for heading, text in cells if (target := _pointing().get(heading.lower()))]
    if pointing:
        return any(text in keys.get(target, ()) for target, text in pointing)
    return any(is_meant(text) for _, text in cells)


def _cells(value: Any, heading: str = "") -> Iterator[tuple[str, str]]:
    """Every filled text of a row with its heading, however deep it lies."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _cells(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _cells(inner, heading)
    elif value is not None:
        yield heading, str(value).strip()


def _letters(heading: str) -> str:
    return re.sub(r"[^a-z]", "", heading.lower())


@cache
def _pointing() -> dict[str, str]:
    """The Dataset's spellings of columns that hold the identifier of a child's record, each with what it points to."""
    found = {}
    for table in filter(lambda table: is_about_children(table.name), TABLES.values()):
        for name, (owner, key) in records_named(table).items():
            found[table.column(name).source_name] = f"{owner}.{key}"
        for column in table.columns:
            if column.key:
                found.setdefault(column.source_name, f"{table.name}.{column.name}")
    return {heading: target for heading, target in found.items() if heading}
