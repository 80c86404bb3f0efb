"""An indicator's definition: the front matter of its .sql file, its one SELECT, and the hash that names both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from foothold.terms.numbers import plural
from foothold.terms.polarity import Polarity

STANDARD_COLUMNS = ("unit_id", "person_id", "as_at", "event_date", "in_denominator", "in_numerator", "value")
"""What every row carries beside its slices."""

MEASURES = {
    "count": "numerator",
    "percentage": "100 x numerator / denominator",
    "share_of_value": "100 x sum of values counted / sum of values",
    "rate": "numerator for every 10,000 children",
    "index": "100 x numerator / mean of earlier years",
    "longest": "largest value counted",
    "run": "number of whole weeks in a row",
}
"""How a figure's value follows from its rows."""

KINDS = ("snapshot", "flow")

_REQUIRED = (
    "id", "name", "title", "question", "numerator", "denominator", "source", "unit", "kind", "measure", "polarity",
    "target", "slices", "clocks", "needs", "version", "order",
)  # fmt: skip
_OPTIONAL = ("notes", "polarity_source", "bands", "unit_of_rows", "window")
_DEFINING = (
    "id", "numerator", "denominator", "notes", "unit", "kind", "measure", "slices", "clocks", "needs", "window",
    "version",
)  # fmt: skip


class DefinitionError(ValueError):
    """A definition file that cannot be used; the text names the file and what is missing or wrong in it."""


@dataclass(frozen=True)
class Definition:
    """Numerator and denominator in words, and what else must be known to read the figure."""

    numerator: str
    denominator: str
    notes: str


@dataclass(frozen=True)
class Indicator:
    """One figure Foothold can give, and all that is derived from its definition."""

    id: str
    name: str
    title: str
    question: str
    definition: Definition
    source: str
    unit: str
    kind: str
    measure: str
    polarity: Polarity | None
    polarity_source: str
    target: Mapping[str, float] | None
    slices: tuple[str, ...]
    bands: tuple[float, ...]
    unit_of_rows: str
    clocks: tuple[str, ...]
    window: Mapping[str, int]
    needs: Mapping[str, tuple[str, ...]]
    version: int
    order: int
    select: str
    populations: tuple[str, ...]
    hash: str

    @property
    def sql(self) -> str:
        """The whole definition as one statement: the shared populations it uses, then its SELECT."""
        from foothold.indicators.populations import with_populations

        return with_populations(self.select, self.populations)

    @property
    def unit_of_value(self) -> str:
        """What the value is measured in, as an axis says it."""
        return _VALUE_UNITS.get(self.measure, plural(self.unit))


_VALUE_UNITS = {
    "percentage": "%",
    "share_of_value": "%",
    "rate": "per 10,000 children",
    "index": "100 = usual",
    "longest": "days",
    "run": "weeks",
}


def split(text: str, file: str) -> tuple[dict[str, Any], str]:
    """The front matter and the SELECT of a definition file."""
    head, ending, select = text.removeprefix("/*").partition("*/")
    if not text.startswith("/*") or not ending:
        raise DefinitionError(f"{file}: begins with no front matter. Start the file with /*, its YAML and */.")
    try:
        matter = yaml.safe_load(head)
    except yaml.YAMLError as error:
        raise DefinitionError(f"{file}: the front matter is not YAML ({error}).") from error
    if not isinstance(matter, dict):
        raise DefinitionError(f"{file}: the front matter is not a list of 'field: value' lines.")
    return matter, select.strip()


def read(text: str, file: str) -> Indicator:
    """Make an indicator of a definition file, or say what is wrong with its front matter. Its SQL is checked later."""
    matter, select = split(text, file)
    _check_fields(matter, file)
    from foothold.indicators.populations import populations_used

    populations = populations_used(select)
    return Indicator(
        id=matter["id"],
        name=matter["name"],
        title=matter["title"],
        question=matter["question"],
        definition=Definition(matter["numerator"], matter["denominator"], str(matter.get("notes", "")).strip()),
        source=matter["source"],
        unit=matter["unit"],
        kind=matter["kind"],
        measure=matter["measure"],
        polarity=None if matter["polarity"] == "none" else Polarity(matter["polarity"]),
        polarity_source=matter.get("polarity_source", ""),
        target=None if matter["target"] == "none" else matter["target"],
        slices=tuple(matter["slices"]),
        bands=tuple(matter.get("bands", ())),
        unit_of_rows=matter.get("unit_of_rows", ""),
        clocks=tuple(matter["clocks"]),
        window=matter.get("window", {"months": 12} if matter["kind"] == "flow" else {}),
        needs={table: tuple(columns) for table, columns in matter["needs"].items()},
        version=matter["version"],
        order=matter["order"],
        select=select,
        populations=populations,
        hash=_hash(matter, select, populations),
    )


def _check_fields(matter: Mapping[str, Any], file: str) -> None:
    for field in _REQUIRED:
        if matter.get(field) is None:
            raise DefinitionError(f"{file}: the front matter has no '{field}'.")
    for field in matter:
        if field not in _REQUIRED + _OPTIONAL:
            raise DefinitionError(f"{file}: the front matter has a field '{field}' that means nothing here.")
    if f"{matter['name']}.sql" != file:
        raise DefinitionError(
            f"{file}: its name is '{matter['name']}', so the file must be called {matter['name']}.sql."
        )
    _check_choice(matter, "kind", KINDS, file)
    _check_choice(matter, "measure", tuple(MEASURES), file)
    _check_choice(matter, "polarity", (*Polarity, "none"), file)
    if matter["polarity"] != "none" and not matter.get("polarity_source"):
        raise DefinitionError(f"{file}: a polarity needs its 'polarity_source', or must be 'none'.")
    if ("bands" in matter) != ("unit_of_rows" in matter):
        raise DefinitionError(f"{file}: 'bands' and 'unit_of_rows' go together: the bands are in that unit.")


def _check_choice(matter: Mapping[str, Any], field: str, choices: tuple[str, ...], file: str) -> None:
    if matter[field] not in choices:
        raise DefinitionError(f"{file}: '{field}' is '{matter[field]}'. Choose one of {', '.join(choices)}.")


def _hash(matter: Mapping[str, Any], select: str, populations: tuple[str, ...]) -> str:
    """A change of words, rule or shared population is another definition; a change of layout or comment is not."""
    from foothold.indicators.populations import POPULATIONS
    from foothold.indicators.roles import ROLES_TABLE, worker_roles

    parts: dict[str, Any] = {field: matter[field] for field in _DEFINING if field in matter}
    parts["select"] = _normalised(select)
    parts["populations"] = {name: _normalised(POPULATIONS[name].sql) for name in populations}
    if any(ROLES_TABLE in POPULATIONS[name].sql for name in populations):
        parts["roles"] = [(role.field, role.pattern, role.kind) for role in worker_roles()]
    canonical = json.dumps(parts, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _normalised(sql: str) -> str:
    lines = (line.split("--", 1)[0] for line in sql.splitlines())
    return " ".join(" ".join(lines).split())
