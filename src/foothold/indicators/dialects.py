"""A definition's SQL in the words of each engine."""

from __future__ import annotations

from foothold.indicators.indicator_files import find
from foothold.terms.errors import Refused

DIALECTS = ("duckdb", "spark", "postgresql")
_IN_SQLGLOT = {"postgresql": "postgres"}


def sql_for(indicator_id: str, dialect: str = "duckdb") -> str:
    """The whole definition, shared populations included, as one statement for that engine.

    It reads the warehouse's tables and the inputs of `foothold.indicators.engines`. Refused for an unknown dialect.
    """
    if dialect not in DIALECTS:
        raise Refused(f"There is no SQL for '{dialect}'. Choose one of {', '.join(DIALECTS)}.")
    sql = find(indicator_id).sql
    return sql if dialect == "duckdb" else translate(sql, dialect)


def translate(sql: str, dialect: str) -> str:
    """DuckDB's SQL in another engine's words."""
    import sqlglot

    return sqlglot.transpile(sql, read="duckdb", write=_IN_SQLGLOT.get(dialect, dialect), pretty=True)[0]
