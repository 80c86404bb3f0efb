"""A subset of SQL that every engine shares, and tables and columns that are declared: what definitions hold to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

from foothold.definitions.front_matter import DefinitionError
from foothold.tables import TABLES

BANNED: dict[str, str] = {
    "month or year differences": "compare with a date so many months earlier",
    "subtraction of dates": "use date_diff('day', from, to)",
    "day or week of a date": "join working_days",
    "date_trunc": "compare with the first day of the period",
    "quantiles": "return the values; the framework gives quantiles",
    "try_cast": "types are settled when a return is read",
    "asof join": "use a window",
    "group by all": "name the columns",
    "order by": "the framework sorts",
    "a decimal number": "write it with an exponent, as in 1e0",
    "more than a SELECT": "a definition only reads",
    "the current date": "use the as_at of reporting_periods",
    "select *": "name the columns",
}
"""What engines disagree about, or what a definition has no business with, and what to write instead."""


def parsed(sql: str, file: str) -> exp.Query:
    """The one SELECT of a definition; DefinitionError when it is not one."""
    try:
        statements = sqlglot.parse(sql, read="duckdb")
    except SqlglotError as error:
        raise DefinitionError(f"{file}: the SQL cannot be read ({str(error).splitlines()[0]}).") from error
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise DefinitionError(f"{file}: more than a SELECT. Instead, {BANNED['more than a SELECT']}.")
    return statements[0]


def check_portable(select: exp.Expr, file: str) -> None:
    """Raise DefinitionError for what engines disagree about, and say what to write instead."""
    for found in banned_in(select):
        raise DefinitionError(f"{file}: uses {found}, which is banned. Instead, {BANNED[found]}.")


def banned_in(select: exp.Expr) -> Iterator[str]:
    """What of BANNED a parsed statement uses."""
    for node in select.walk():
        found = _banned(node)
        if found:
            yield found


_BANNED_NODES: dict[type[exp.Expr], str] = {
    exp.TimestampTrunc: "date_trunc",
    exp.DateTrunc: "date_trunc",
    exp.DayOfWeek: "day or week of a date",
    exp.DayOfWeekIso: "day or week of a date",
    exp.Week: "day or week of a date",
    exp.WeekOfYear: "day or week of a date",
    exp.Quantile: "quantiles",
    exp.PercentileCont: "quantiles",
    exp.PercentileDisc: "quantiles",
    exp.Median: "quantiles",
    exp.ApproxQuantile: "quantiles",
    exp.TryCast: "try_cast",
    exp.CurrentDate: "the current date",
    exp.CurrentTimestamp: "the current date",
    exp.Star: "select *",
}


def _banned(node: exp.Expr) -> str:
    if type(node) in _BANNED_NODES:
        return "" if isinstance(node.parent, exp.Count) else _BANNED_NODES[type(node)]
    if isinstance(node, exp.DateDiff) and str(node.args.get("unit")).strip("'").upper() != "DAY":
        return "month or year differences"
    if isinstance(node, exp.Sub) and _is_date(node.this) and _is_date(node.expression):
        return "subtraction of dates"
    if isinstance(node, exp.Join) and node.args.get("method") == "ASOF":
        return "asof join"
    if isinstance(node, exp.Group) and node.args.get("all"):
        return "group by all"
    if isinstance(node, exp.Order) and isinstance(node.parent, exp.Query):
        return "order by"
    if isinstance(node, exp.Literal) and node.is_number and "." in node.name and "e" not in node.name.lower():
        return "a decimal number"
    return _banned_function(node)


_BANNED_FUNCTIONS = {
    "isodow": "day or week of a date",
    "dayofweek": "day or week of a date",
    "weekday": "day or week of a date",
    "week": "day or week of a date",
}


def _banned_function(node: exp.Expr) -> str:
    return _BANNED_FUNCTIONS.get(node.name.lower(), "") if isinstance(node, exp.Anonymous) else ""


def _is_date(node: exp.Expr) -> bool:
    name = node.name.lower()
    return isinstance(node, exp.Column) and (name.endswith("_date") or name in ("as_at", "period_start", "day", "dob"))


def check_needs(needs: Mapping[str, tuple[str, ...]], file: str) -> None:
    """Raise DefinitionError for a table or column that a definition needs and the warehouse does not declare."""
    for table, columns in needs.items():
        if table not in TABLES:
            raise DefinitionError(f"{file}: needs a table '{table}' that is not declared in foothold.tables.")
        stored = {column.name for column in TABLES[table].stored_columns}
        for column in columns:
            if column not in stored:
                raise DefinitionError(f"{file}: needs '{table}.{column}', which the warehouse does not hold.")


def check_names(sql: str, file: str, beside: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """The columns a statement returns. DefinitionError for a table or column that it names and nobody declares.

    `beside` are tables that stand beside the warehouse's, each with its columns and their types.
    """
    known = {*TABLES, *beside}
    statement = parsed(sql, file)
    known |= {expression.alias for expression in statement.find_all(exp.CTE)}
    for table in statement.find_all(exp.Table):
        if table.name not in known:
            raise DefinitionError(f"{file}: reads a table '{table.name}' that is not declared in foothold.tables.")
    schema = _schema(tuple((name, tuple(columns.items())) for name, columns in beside.items()))
    try:
        return tuple(qualify(statement, schema=schema, dialect="duckdb").named_selects)
    except SqlglotError as error:
        raise DefinitionError(f"{file}: {str(error).splitlines()[0]}") from error


@lru_cache(maxsize=4)
def _schema(beside: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> MappingSchema:
    declared = {
        table.name: {column.name: column.type.sql for column in table.stored_columns} for table in TABLES.values()
    }
    return MappingSchema({**declared, **{name: dict(columns) for name, columns in beside}}, dialect="duckdb")
