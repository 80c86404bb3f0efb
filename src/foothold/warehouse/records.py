"""What a load leaves behind: who brought which files, what they changed, and what was not in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from foothold.returns import Problem, SourceFile
from foothold.terms.errors import Refused


class LoadRefused(Refused):
    """A return that was not loaded. `rule` names the reason; `problems` are the reader's, where it was the reader."""

    def __init__(self, text: str, rule: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(text)
        self.rule = rule
        self.problems = tuple(problems)


@dataclass(frozen=True)
class TableChange:
    """What one load did to one table: rows opened, rows ended, rows that hold afterwards.

    Among the last are those held over: their record was in the return, but its row had to be set aside.
    """

    added: int
    ended: int
    held: int
    held_over: int = 0


@dataclass(frozen=True)
class Load:
    """One return as it was merged into an authority's history."""

    load_id: str
    authority: str
    feed: str
    profile: str
    as_at: date
    loaded_at: datetime
    by: str
    status: str  # "loaded", or "unchanged" when the same files had been loaded before
    rows_in: int
    rows_imported: int
    rows_set_aside: int
    problems: int
    sources: tuple[SourceFile, ...]
    tables: dict[str, TableChange]
    schema_version: str
    code_version: str
    identities_kept: int | None  # None: names and addresses were dropped, because nobody was there to keep them
    not_collected: dict[str, tuple[str, ...]]
    confirmed: tuple[str, ...]  # plausibility rules that a person confirmed
    content: str  # hash of the rows that were handed over, whatever order they came in
    covers_from: date | None = None  # the first day of which the return tells all; None where that means nothing

    @property
    def rows_added(self) -> int:
        """Rows that hold since this return, in all tables."""
        return sum(change.added for change in self.tables.values())

    @property
    def rows_ended(self) -> int:
        """Rows that no longer hold since this return, in all tables: gone or corrected."""
        return sum(change.ended for change in self.tables.values())

    @property
    def rows_held_over(self) -> int:
        """Rows that stay as they were known before because the return's own were set aside, in all tables."""
        return sum(change.held_over for change in self.tables.values())

    def as_json(self) -> dict[str, Any]:
        """The load as plain JSON values, as kept in the manifest."""
        return {
            **asdict(self),
            "as_at": self.as_at.isoformat(),
            "loaded_at": self.loaded_at.isoformat(),
            "covers_from": self.covers_from.isoformat() if self.covers_from else None,
        }

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> Load:
        """The load that `as_json` wrote."""
        return cls(
            **{
                **document,
                "as_at": date.fromisoformat(document["as_at"]),
                "loaded_at": datetime.fromisoformat(document["loaded_at"]),
                "sources": tuple(SourceFile(**source) for source in document["sources"]),
                "tables": {name: TableChange(**change) for name, change in document["tables"].items()},
                "not_collected": {name: tuple(columns) for name, columns in document["not_collected"].items()},
                "confirmed": tuple(document["confirmed"]),
                "covers_from": date.fromisoformat(begins) if (begins := document.get("covers_from")) else None,
            }
        )
