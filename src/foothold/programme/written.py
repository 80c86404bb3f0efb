"""What the files of a programme write, read by kind - or refused by the name of the place where it stands.

JSON lets anything stand anywhere: a text where a list belongs, `true` where days belong, a number no float can hold.
Each reader takes the place for the refusal and the value found there.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from foothold.terms.errors import Refused


def json_file(path: Path, raw: bytes, kind: str) -> Any:
    """The value a JSON file holds; refused with the file's name and what it should have been."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Refused(f"{path.name} cannot be read as {kind}: it is not a JSON file.") from error


def required(place: str, entry: Mapping[str, Any], field: str) -> Any:
    """A field that must be there."""
    if field not in entry:
        raise Refused(f"{place} has no {field!r}. Add it.")
    return entry[field]


def fields(place: str, value: Any) -> Mapping[str, Any]:
    """An object of named values; nothing written is an empty one."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Refused(f"{place}: an object of named values belongs here.")
    return value


def items(place: str, value: Any) -> list[Any]:
    """A list; nothing written is an empty one."""
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise Refused(f"{place}: a list belongs here, in square brackets.")
    return list(value)


def entries(place: str, value: Any) -> list[Mapping[str, Any]]:
    """A list of objects."""
    return [fields(f"{place}, entry {number}", entry) for number, entry in enumerate(items(place, value), start=1)]


def names(place: str, value: Any) -> tuple[str, ...]:
    """A list of identifiers, each once."""
    return tuple(dict.fromkeys(name(place, entry) for entry in items(place, value)))


def name(place: str, value: Any) -> str:
    """An identifier: a text that is not empty, or a whole number, which many tools write."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value.strip():
        raise Refused(f"{place}: an identifier belongs here, a text that is not empty.")
    return value


def number(place: str, value: Any) -> float:
    """A number, finite."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused(f"{place}: a number belongs here, without quotation marks.")
    try:
        found = float(value)
    except OverflowError as error:
        raise Refused(f"{place}: the number is too large.") from error
    if not math.isfinite(found):
        raise Refused(f"{place}: not a number. Give one.")
    return found


def probability(place: str, value: Any) -> float:
    """A number from 0 to 1."""
    try:
        found = number(place, value)
    except Refused as refusal:
        raise Refused(f"{place}: a probability must be a number between 0 and 1.") from refusal
    if not 0 <= found <= 1:
        raise Refused(f"{place}: a probability must lie between 0 and 1.")
    return found


def day(place: str, value: Any) -> date:
    """A date in ISO 8601."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise Refused(f"{place}: not a date. Write dates like 2020-11-01.") from error
