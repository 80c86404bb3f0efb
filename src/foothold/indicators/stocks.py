"""Stocks whose every movement is accounted for: what is in them, and the rules by which cases come and go.

A stock is one `.sql` file in `stock_files/`: YAML that says every rule in words, and one SELECT that returns a row for
each stay in the stock, with the day it came, the day it went (9999-12-31 while it stays), and as what. The indicator
that counts the stock is another definition, so that the two can be held against one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from foothold.definitions.front_matter import DefinitionError, check_fields, split
from foothold.definitions.portable import check_needs, check_portable, parsed
from foothold.definitions.source import first_missing
from foothold.indicators.source import Source
from foothold.terms.errors import Refused

STAY_COLUMNS = ("unit_id", "person_id", "team", "began", "came", "went", "came_as", "left_as")
WAITS = "waits"
"""What the stock of unallocated cases reads its waits from: those of the definition asked about."""

CORRECTED = "corrected"
_CORRECTED = "a later return told otherwise of a day that had been told of before; cases it added are taken off"
_REQUIRED = ("name", "title", "unit", "indicator", "counted", "into", "out", "needs", "order")


@dataclass(frozen=True)
class Stock:
    """What is counted, and each movement with its rule in words: into it, out of it, or either way."""

    name: str
    title: str
    unit: str
    indicator: str
    counted: str
    into: Mapping[str, str]
    out: Mapping[str, str]
    either: Mapping[str, str]
    needs: Mapping[str, tuple[str, ...]]
    order: int
    select: str

    @property
    def movements(self) -> tuple[str, ...]:
        """Every movement in the order of the columns: in, out, either way."""
        return (*self.into, *self.out, *self.either)

    def rule(self, movement: str) -> str:
        """The rule of a movement in words. Refused for one this stock does not have."""
        rules = {**self.into, **self.out, **self.either}
        if movement not in rules:
            raise Refused(f"{self.title} have no movement '{movement}'. Choose among {', '.join(rules)}.")
        return rules[movement]

    def missing(self, source: Source) -> str:
        """The first field needed that was not collected, as `table.column`; blank when all are there."""
        return first_missing(self.needs, source)


@cache
def stocks() -> Mapping[str, Stock]:
    """Every stock by name, in the order of reports. DefinitionError for a file that cannot be used."""
    folder = files("foothold.indicators") / "stock_files"
    found = [_read(file.read_text(encoding="utf-8"), file.name) for file in folder.iterdir()]
    return {stock.name: stock for stock in sorted(found, key=lambda stock: stock.order)}


def find_stock(name: str) -> Stock:
    """The stock of that name. Refused when there is none."""
    if name not in stocks():
        raise Refused(f"There is no stock '{name}'. Choose one of {', '.join(stocks())}.")
    return stocks()[name]


def _read(text: str, file: str) -> Stock:
    matter, select = split(text, file)
    check_fields(matter, file, _REQUIRED, ("either",))
    needs = {table: tuple(columns) for table, columns in matter["needs"].items()}
    check_needs(needs, file)
    query = parsed(select, file)
    check_portable(query, file)
    if tuple(query.named_selects) != STAY_COLUMNS:
        raise DefinitionError(f"{file}: the SELECT must return {', '.join(STAY_COLUMNS)}.")
    return Stock(
        name=matter["name"],
        title=matter["title"],
        unit=matter["unit"],
        indicator=matter["indicator"],
        counted=matter["counted"],
        into=_rules(matter["into"]),
        out=_rules(matter["out"]),
        either=_rules(matter.get("either", {})) | {CORRECTED: _CORRECTED},
        needs=needs,
        order=matter["order"],
        select=select,
    )


def _rules(given: Mapping[str, str]) -> dict[str, str]:
    return {name: " ".join(rule.split()) for name, rule in given.items()}
