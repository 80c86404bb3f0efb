"""An indicator's definition: the front matter of its .sql file, its one SELECT, and the hash that names both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foothold.definitions.front_matter import DefinitionError, check_choice, check_fields, normalised, split
from foothold.indicators.common_slices import completed
from foothold.terms.numbers import plural
from foothold.terms.polarity import Polarity

STANDARD_COLUMNS = ("unit_id", "person_id", "as_at", "event_date", "in_denominator", "in_numerator", "value")
"""What every row carries beside its slices."""

MEASURES = {
    "count": "numerator",
    "percentage": "100 x numerator / denominator",
    "share_of_value": "100 x sum of values counted / sum of values",
    "ratio": "sum of values counted / sum of values considered",
    "rate": "numerator for every 10,000 children",
    "index": "100 x numerator / mean of earlier years",
    "longest": "largest value counted",
    "median": "middle value of those counted",
    "mean": "mean of the values counted",
    "sum": "sum of the values counted",
    "mix": "100 x numerator / numerator of all parts of the slice it is the mix of",
    "prevalence": "100 x numerator / denominator, of each part that rows name; of the whole in rows that name none",
    "run": "number of whole weeks in a row",
}
"""How a figure's value follows from its rows."""

KINDS = ("snapshot", "flow")

_REQUIRED = (
    "id", "name", "title", "question", "numerator", "denominator", "source", "unit", "kind", "measure", "polarity",
    "target", "slices", "clocks", "needs", "version", "order",
)  # fmt: skip
_OPTIONAL = (
    "notes", "polarity_source", "bands", "unit_of_rows", "window", "mix", "balanced_by", "looks_back", "settles",
    "newest_only",
)  # fmt: skip
_DEFINING = (
    "id", "numerator", "denominator", "notes", "unit", "kind", "measure", "slices", "clocks", "needs", "window",
    "mix", "version",
)  # fmt: skip


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
    mix: str  # the slice whose parts share a figure of measure "mix", or have a "prevalence" each
    clocks: tuple[str, ...]
    window: Mapping[str, int]
    looks_back: int  # months before a period that it must know of; 0 for none
    settles: int  # days after a period in which what it counts may still come; 0 for none
    newest_only: bool  # whether it rests on the newest state on record, so that an earlier day is not what was so then
    needs: Mapping[str, tuple[str, ...]]
    balanced_by: tuple[str, ...]  # the indicators that must not get worse while this one gets better
    version: int
    order: int
    written: str  # the SELECT of the file
    select: str  # the same with the common slices it leaves to be joined
    populations: tuple[str, ...]
    hash: str

    @property
    def sql(self) -> str:
        """The whole definition as one statement: the shared populations it uses, then its SELECT."""
        from foothold.indicators.populations import with_populations

        return with_populations(self.select, self.populations)

    def select_by(self, slices: Iterable[str]) -> str:
        """The SELECT for totals by these of its slices: common ones that nobody asked for are not joined."""
        return completed(self.written, self.kind, [name for name in self.slices if name in slices])

    @property
    def rows_of_the_whole(self) -> str:
        """The SQL condition of the rows that tell of the council as a whole; blank where all of them do."""
        if self.measure == "prevalence":
            return f"{self.mix} is null"
        return "scope = 'council'" if self.measure == "run" else ""

    @property
    def unit_of_value(self) -> str:
        """What the value is measured in, as an axis says it."""
        if self.measure in _IN_UNIT_OF_ROWS:
            return self.unit_of_rows
        return _VALUE_UNITS.get(self.measure, plural(self.unit))


_IN_UNIT_OF_ROWS = ("median", "mean", "sum", "ratio")
_OF_PARTS = ("mix", "prevalence")
_VALUE_UNITS = {
    "percentage": "%",
    "mix": "%",
    "prevalence": "%",
    "share_of_value": "%",
    "rate": "per 10,000 children",
    "index": "100 = usual",
    "longest": "days",
    "run": "weeks",
}


def read(text: str, file: str) -> Indicator:
    """Make an indicator of a definition file, or say what is wrong with its front matter. Its SQL is checked later."""
    matter, select = split(text, file)
    _check_fields(matter, file)
    from foothold.indicators.populations import populations_used

    written, select = select, completed(select, matter["kind"], matter["slices"])
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
        mix=matter.get("mix", ""),
        clocks=tuple(matter["clocks"]),
        window=matter.get("window", {"months": 12} if matter["kind"] == "flow" else {}),
        looks_back=matter.get("looks_back", {}).get("months", 0),
        settles=matter.get("settles", {}).get("days", 0),
        newest_only=matter.get("newest_only", False),
        needs={table: tuple(columns) for table, columns in matter["needs"].items()},
        balanced_by=tuple(matter.get("balanced_by", ())),
        version=matter["version"],
        order=matter["order"],
        written=written,
        select=select,
        populations=populations,
        hash=_hash(matter, select, populations),
    )


def _check_fields(matter: Mapping[str, Any], file: str) -> None:
    check_fields(matter, file, _REQUIRED, _OPTIONAL)
    check_choice(matter, "kind", KINDS, file)
    check_choice(matter, "measure", tuple(MEASURES), file)
    check_choice(matter, "polarity", (*Polarity, "none"), file)
    if matter["polarity"] != "none" and not matter.get("polarity_source"):
        raise DefinitionError(f"{file}: a polarity needs its 'polarity_source', or must be 'none'.")
    if ("bands" in matter or matter["measure"] in _IN_UNIT_OF_ROWS) and "unit_of_rows" not in matter:
        raise DefinitionError(f"{file}: bands, and a median, mean, sum or ratio, need the 'unit_of_rows' they are in.")
    if (matter["measure"] in _OF_PARTS) != (matter.get("mix") in matter["slices"]):
        raise DefinitionError(f"{file}: a measure 'mix' or 'prevalence', and no other, needs 'mix': one of its slices.")


def _hash(matter: Mapping[str, Any], select: str, populations: tuple[str, ...]) -> str:
    """A change of words, rule or shared population is another definition; a change of layout or comment is not."""
    from foothold.indicators.populations import POPULATIONS
    from foothold.terms.worker_roles import ROLES_TABLE, worker_roles

    parts: dict[str, Any] = {field: matter[field] for field in _DEFINING if field in matter}
    parts["select"] = normalised(select)
    parts["populations"] = {name: normalised(POPULATIONS[name].sql) for name in populations}
    if any(ROLES_TABLE in POPULATIONS[name].sql for name in populations):
        parts["roles"] = [(role.field, role.pattern, role.kind) for role in worker_roles()]
    parts.update(_clocks_named(" ".join((select, *(POPULATIONS[name].sql for name in populations)))))
    canonical = json.dumps(parts, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _clocks_named(sql: str) -> dict[str, Any]:
    """The limits and variations that a statement reads, so that a changed limit is another definition."""
    from foothold.terms.clocks import clocks, variations

    found = {"statutory_clocks": clocks(), "clock_variations": variations()}
    return {name: [str(line) for line in lines] for name, lines in found.items() if name in sql}
