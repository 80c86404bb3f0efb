"""Which published measures an indicator is compared with; the list is `measures.yaml` beside this file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from foothold.terms.errors import Refused
from foothold.terms.polarity import Polarity

_FILE = Path(__file__).with_name("measures.yaml")
_KEYS = frozenset({"title", "unit", "decimals", "polarity", "definition", "note", "sources", "parts"})
TOOL = "Data dictionary of the Local Authority Interactive Tool, DfE"


@dataclass(frozen=True)
class Source:
    """Where one figure is published: the heading it stands under, or headings that are added up, and the breakdown."""

    measures: tuple[str, ...]
    where: Mapping[str, str] = field(default_factory=dict)
    share_of: str | None = None  # the published count of which the measures are made a percentage
    last: bool = False  # used only for periods that no other source has
    tool: bool = False  # a measure of the interactive tool, which repeats what others publish

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading whose figures it needs."""
        return (*self.measures, self.share_of) if self.share_of else self.measures


@dataclass(frozen=True)
class PublishedMeasure:
    """What is published of an indicator. `parts` has one entry, named with a blank, unless it is a mix."""

    indicator: str
    title: str
    unit: str  # "%", "per 10,000 children", "cases", ...
    decimals: int  # places the Department publishes it to
    definition: str
    parts: Mapping[str, tuple[Source, ...]]
    polarity: Polarity | None = None  # official, or none
    note: str = ""

    @property
    def polarity_source(self) -> str:
        """Who says which way is good; blank where nobody does."""
        return TOOL if self.polarity else ""


def linked() -> Mapping[str, PublishedMeasure]:
    """Every indicator of which something is published, by its identifier."""
    return _linked()


def measure_of(indicator: str) -> PublishedMeasure:
    """What is published of an indicator; Refused where nothing is."""
    found = linked().get(indicator.upper())
    if found is None:
        raise Refused(f"No published measure is linked to {indicator}. Those that have one: {', '.join(linked())}.")
    return found


@cache
def _linked() -> dict[str, PublishedMeasure]:
    import yaml

    document = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {indicator: _measure(indicator, entry) for indicator, entry in document.items()}


def _measure(indicator: str, entry: Mapping[str, Any]) -> PublishedMeasure:
    if unknown := entry.keys() - _KEYS:
        raise ValueError(f"{indicator}: {', '.join(sorted(unknown))} is not a key of a published measure")
    parts = entry.get("parts") or {"": entry["sources"]}
    return PublishedMeasure(
        indicator=indicator,
        title=entry["title"],
        unit=entry["unit"],
        decimals=entry["decimals"],
        definition=entry["definition"],
        parts={name: tuple(_source(source) for source in sources) for name, sources in parts.items()},
        polarity=Polarity(entry["polarity"]) if entry.get("polarity") else None,
        note=entry.get("note", ""),
    )


def _source(entry: Mapping[str, Any]) -> Source:
    named: str | Sequence[str] = entry["tool"] if "tool" in entry else entry["measure"]
    measures = (named,) if isinstance(named, str) else tuple(named)
    return Source(measures, entry.get("where", {}), entry.get("share_of"), entry.get("last", False), "tool" in entry)
