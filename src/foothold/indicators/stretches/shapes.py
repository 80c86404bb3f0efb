"""What every part of the rewriting speaks of: the reporting day, and that a definition has another shape."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import sqlglot
from sqlglot import exp

ALWAYS, NEVER_ENDS = "1000-01-01", "9999-12-31"
_REPORTING_DAY = "reporting_day__"


class OtherShapeError(Exception):
    """A definition is not of the shape that can be counted by stretches; it is computed as it is written."""


def as_at() -> exp.Column:
    """The day a period ends, as it stands in a SELECT taken apart."""
    return exp.column("as_at", table=_REPORTING_DAY)


def depends_on_day(node: exp.Expr) -> bool:
    """Whether an expression differs from one reporting day to another."""
    return _REPORTING_DAY in tables_of(node)


def tables_of(node: exp.Expr) -> set[str]:
    """The sources whose columns an expression reads."""
    return {column.table for column in node.find_all(exp.Column)}


def conditions(node: exp.Expr | None) -> Iterator[exp.Expr]:
    """The parts of a condition that must all hold."""
    if node is None:
        return
    node = node.unnest()
    parts = (node.this, node.expression) if isinstance(node, exp.And) else ()
    for part in parts:
        yield from conditions(part)
    if not parts:
        yield node


def day(text: str) -> exp.Expr:
    """A day as SQL writes it."""
    return exp.cast(exp.Literal.string(text), "date")


def written(node: exp.Expr) -> str:
    """An expression as text."""
    return node.sql(dialect="duckdb")


@cache
def parsed(sql: str) -> exp.Expr:
    """A statement as a tree, which nobody may change."""
    return sqlglot.parse_one(sql, read="duckdb")
