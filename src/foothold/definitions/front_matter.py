"""The front matter of a definition file: YAML between /* and */, then one SELECT."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where libyaml is there


class DefinitionError(ValueError):
    """A definition file that cannot be used; the text names the file and what is missing or wrong in it."""


def split(text: str, file: str) -> tuple[dict[str, Any], str]:
    """The front matter and the SELECT of a definition file."""
    head, ending, select = text.removeprefix("/*").partition("*/")
    if not text.startswith("/*") or not ending:
        raise DefinitionError(f"{file}: begins with no front matter. Start the file with /*, its YAML and */.")
    try:
        matter = yaml.load(head, Loader=_Loader)  # noqa: S506 - either is a safe loader
    except yaml.YAMLError as error:
        raise DefinitionError(f"{file}: the front matter is not YAML ({error}).") from error
    if not isinstance(matter, dict):
        raise DefinitionError(f"{file}: the front matter is not a list of 'field: value' lines.")
    return matter, select.strip()


def check_fields(matter: Mapping[str, Any], file: str, required: tuple[str, ...], optional: tuple[str, ...]) -> None:
    """Raise DefinitionError for a field that is missing or means nothing, or a name that is not the file's."""
    for field in required:
        if matter.get(field) is None:
            raise DefinitionError(f"{file}: the front matter has no '{field}'.")
    for field in matter:
        if field not in required + optional:
            raise DefinitionError(f"{file}: the front matter has a field '{field}' that means nothing here.")
    if f"{matter['name']}.sql" != file:
        raise DefinitionError(
            f"{file}: its name is '{matter['name']}', so the file must be called {matter['name']}.sql."
        )


def check_choice(matter: Mapping[str, Any], field: str, choices: tuple[str, ...], file: str) -> None:
    """Raise DefinitionError for a field that holds none of the choices."""
    if matter[field] not in choices:
        raise DefinitionError(f"{file}: '{field}' is '{matter[field]}'. Choose one of {', '.join(choices)}.")


def normalised(sql: str) -> str:
    """SQL without comments and layout, which change no definition."""
    lines = (line.split("--", 1)[0] for line in sql.splitlines())
    return " ".join(" ".join(lines).split())
