"""Where a report's figures come from: one snapshot of the warehouse, as known on the report's date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol

from foothold.reports.built import DataBehind
from foothold.reports.figures import Definition, Measured


class LevelFound(NamedTuple):
    """How far an improvement has come, in the words of `foothold.embeddedness`."""

    level: str
    number: int | None
    sentence: str
    missing: str


class ChartFound(NamedTuple):
    """A chart and the table it was drawn from, and whether a count of 1 to 5 stands behind any of its points."""

    title: str
    sentence: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    holds_small_counts: bool


Slices = tuple[tuple[str, str], ...]


class Evidence(Protocol):
    """What a report asks of the data."""

    @property
    def data(self) -> DataBehind:
        """The snapshot all answers come from."""
        ...

    def definitions(self) -> Iterable[Definition]:
        """Every indicator there is, in the catalogue's order."""
        ...

    def definition(self, indicator: str) -> Definition | None:
        """An indicator's definition; None when there is no such indicator."""
        ...

    def settles(self, indicator: str) -> int:
        """Days after a period in which what the indicator counts may still be recorded; 0 for none."""
        ...

    def newest_only(self, indicator: str) -> bool:
        """Whether it rests on the newest state on record, so that two days cannot be compared."""
        ...

    def measured(self, indicator: str, start: date | None, as_at: date, slices: Slices = ()) -> Measured:
        """One figure. Without `start` the period is the indicator's own. Refused when it has no such slice."""
        ...

    def prepare(self, asked: Iterable[tuple[str, date | None, date]]) -> None:
        """Compute many figures at once, because each indicator's rows are then read once; `measured` gives them."""
        ...

    def level(self, indicator: str, as_at: date) -> LevelFound:
        """How far the indicator's improvement has come on a date."""
        ...

    def beside_zero(self, indicator: str, as_at: date, smallest_shown: int) -> str:
        """What has to stand beside a zero of this indicator: whose zero it is; blank where nothing has to."""
        ...

    def chart(self, indicator: str, as_at: date) -> ChartFound:
        """The indicator's control chart up to a date."""
        ...
