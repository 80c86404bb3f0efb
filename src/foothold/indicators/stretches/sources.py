"""What a SELECT over reporting periods is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sqlglot import exp

PERIODS = "reporting_periods"


class Part(NamedTuple):
    """A table or subquery as a SELECT names it, with the condition it is joined on."""

    node: exp.Expr
    left: bool
    on: exp.Expr | None

    @property
    def is_periods(self) -> bool:
        """Whether it is the periods themselves."""
        return isinstance(self.node, exp.Table) and self.node.name == PERIODS


@dataclass
class Source:
    """A table, population or subquery that does not depend on the periods; `on` is blank unless it is a left join.

    A left join by day stands with the rows of no row: `during` tells on which days each of its rows holds.
    """

    name: str
    node: exp.Expr
    left: bool
    on: list[exp.Expr] = field(default_factory=list)
    during: list[exp.Expr] = field(default_factory=list)


@dataclass
class Flat:
    """Sources in their order, the conditions that rows fulfil, and what each column returned stands for."""

    sources: list[Source] = field(default_factory=list)
    where: list[exp.Expr] = field(default_factory=list)
    returned: dict[str, exp.Expr] = field(default_factory=dict)
    periods: int = 0
    laid: dict[str, str] = field(default_factory=dict)  # tables to be made first, by name: the SELECT of each

    @property
    def by_day(self) -> bool:
        """Whether a left join finds other rows on other days."""
        return any(one.during for one in self.sources)
