"""A SELECT over reporting periods taken apart: its sources, its conditions, and what it returns.

Populations and subqueries that depend on the periods are opened, so that one list of sources remains; those that do not
stay whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from sqlglot import exp

from foothold.indicators.populations import POPULATIONS
from foothold.indicators.stretches.gaps import KEY, SINCE, UNTIL, with_gaps
from foothold.indicators.stretches.shapes import (
    ALWAYS,
    NEVER_ENDS,
    OtherShape,
    as_at,
    conditions,
    day,
    depends_on_day,
    parsed,
)
from foothold.indicators.stretches.selects import select_of
from foothold.indicators.stretches.sources import Flat, Source

PERIODS, STRETCHES_OF = "reporting_periods", "stretches_of_"
_NOT_FLAT = ("distinct", "group", "having", "order", "limit", "windows", "qualify", "with_", "laterals", "operations")

Given = Mapping[str, exp.Expr] | None  # what a source's columns stand for; None where they are its own


def flat(select: exp.Expr, within: str = "") -> Flat:
    """The SELECT taken apart. OtherShape where it groups, unites, or leaves the periods on the far side of a left join."""
    if not isinstance(select, exp.Select) or any(select.args.get(name) for name in _NOT_FLAT):
        raise OtherShape
    found, columns = Flat(), dict[str, Given]()
    start = select.args["from_"].this
    for node, side, on in [(start, "", None), *((one.this, one.side, one.args.get("on")) for one in select.args.get("joins") or ())]:
        _add(found, columns, node, side, on, within)
    found.where += [_resolved(one, columns, within) for one in conditions(_where(select))]
    found.returned = {one.alias_or_name: _resolved(one.unalias(), columns, within) for one in select.expressions}
    return found


def _where(select: exp.Select) -> exp.Expr | None:
    where = select.args.get("where")
    return where.this if where else None


def _add(found: Flat, columns: dict[str, Given], node: exp.Expr, side: str, on: exp.Expr | None, within: str) -> None:
    name, opened = node.alias_or_name, _opened(node)
    is_periods = isinstance(node, exp.Table) and node.name == PERIODS
    if side not in ("", "LEFT") or (side and (opened or is_periods)):
        raise OtherShape
    if is_periods:
        found.periods += 1
        columns[name] = {"as_at": as_at()}
    elif opened:
        inner = flat(opened, f"{within}{name}__")
        laid = isinstance(node, exp.Table) and any(one.during for one in inner.sources)
        columns[name] = _laid(found, node.name, within + name) if laid else _taken_in(found, inner)
    else:
        columns[name] = None
    told = [_resolved(one, columns, within) for one in conditions(on)]
    if columns[name] is None:
        found.sources.append(_source(within + name, node, bool(side), told if side else []))
    if not side:
        found.where += told


def _source(name: str, node: exp.Expr, left: bool, on: list[exp.Expr]) -> Source:
    if any(depends_on_day(one) and not isinstance(one, exp.EQ) for one in on):
        return _by_day(name, node, on)
    renamed = node.copy()
    renamed.set("alias", exp.TableAlias(this=exp.to_identifier(name)))
    return Source(name, renamed, left, on)


def _by_day(name: str, node: exp.Expr, on: Sequence[exp.Expr]) -> Source:
    """A left join of a population of whose key one row holds at a time, by that key and the reporting day."""
    population = POPULATIONS.get(node.name) if isinstance(node, exp.Table) else None
    told = population.one_at_a_time if population else None
    if population is None or told is None:
        raise OtherShape
    key, since, until = (exp.column(one, table=name) for one in told)
    keyed = [one for one in on if not depends_on_day(one)]
    timed = [one for one in on if depends_on_day(one)]
    if timed != [exp.LTE(this=since, expression=as_at()), exp.GT(this=until, expression=as_at())] or len(keyed) != 1:
        raise OtherShape
    (same,) = keyed
    if not isinstance(same, exp.EQ) or key not in (same.this, same.expression):
        raise OtherShape
    other = same.expression if same.this == key else same.this
    table = exp.Subquery(this=parsed(with_gaps(population.name)).copy(), alias=exp.TableAlias(this=exp.to_identifier(name)))
    return Source(name, table, True, [exp.EQ(this=exp.column(KEY, table=name), expression=other)], _holding(name))


def _holding(name: str) -> list[exp.Expr]:
    """The days on which a row of a population with its gaps holds: all, of a key that it does not know."""
    since = exp.func("coalesce", exp.column(SINCE, table=name), day(ALWAYS))
    until = exp.func("coalesce", exp.column(UNTIL, table=name), day(NEVER_ENDS))
    return [exp.LTE(this=since, expression=as_at()), exp.GT(this=until, expression=as_at())]


def _taken_in(found: Flat, inner: Flat) -> Given:
    found.sources += inner.sources
    found.where += inner.where
    found.periods += inner.periods
    found.laid |= inner.laid
    return inner.returned


def _laid(found: Flat, population: str, name: str) -> Given:
    """A population that has left joins by day is not opened: its stretches are laid as a table, once for all."""
    table, inner = f"{STRETCHES_OF}{population}", flat(parsed(POPULATIONS[population].sql))
    told = {one: value for one, value in inner.returned.items() if not depends_on_day(value)}
    found.laid |= inner.laid | {table: select_of(inner, told)}
    since, until = exp.column("since", table=name), exp.column("until", table=name)
    found.sources.append(Source(name, exp.alias_(exp.to_table(table), name, table=True), False))
    found.where += [exp.LTE(this=since, expression=as_at()), exp.GT(this=until, expression=as_at())]
    found.periods += inner.periods
    return {**{one: exp.column(one, table=name) for one in told}, "as_at": as_at()}


def _opened(node: exp.Expr) -> exp.Expr | None:
    """The SELECT behind a source that depends on the periods; None for the periods themselves and all else."""
    if isinstance(node, exp.Subquery):
        return node.this if _differs(node) else None
    if isinstance(node, exp.Table) and node.name in POPULATIONS and _depends(node.name):
        return parsed(POPULATIONS[node.name].sql)
    return None


def _differs(node: exp.Expr) -> bool:
    return any(one.name == PERIODS or (one.name in POPULATIONS and _depends(one.name)) for one in node.find_all(exp.Table))


@cache
def _depends(population: str) -> bool:
    return _differs(parsed(POPULATIONS[population].sql))


def _resolved(node: exp.Expr, columns: Mapping[str, Given], within: str) -> exp.Expr:
    """An expression in terms of the sources that remain."""
    if node.find(exp.Query, exp.Window, exp.AggFunc):
        raise OtherShape
    return node.copy().transform(lambda one: _column(one, columns, within) if isinstance(one, exp.Column) else one)


def _column(column: exp.Column, columns: Mapping[str, Given], within: str) -> exp.Expr:
    source = column.table or _only(column.name, columns)
    if source not in columns:
        raise OtherShape
    given = columns[source]
    if given is None:
        return exp.column(column.name, table=within + source)
    if column.name not in given:
        raise OtherShape
    found = given[column.name].copy()
    return found if isinstance(found, (exp.Column, exp.Literal, exp.Func)) else exp.paren(found)


def _only(name: str, columns: Mapping[str, Given]) -> str:
    """The source of a column that names none: there is one, or one of them is known to return it."""
    sources: Sequence[str] = list(columns)
    if len(sources) == 1:
        return sources[0]
    raise OtherShape
