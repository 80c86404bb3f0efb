"""A SELECT over reporting periods taken apart: its sources, its conditions, and what it returns.

Populations and subqueries that depend on the periods are opened, so that one list of sources remains; those that do not
stay whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from sqlglot import exp

from foothold.indicators.populations import POPULATIONS
from foothold.indicators.stretches.gaps import KEY, SINCE, UNTIL, with_gaps
from foothold.indicators.stretches.selects import select_of
from foothold.indicators.stretches.shapes import (
    ALWAYS,
    NEVER_ENDS,
    OtherShapeError,
    as_at,
    conditions,
    day,
    depends_on_day,
    parsed,
)
from foothold.indicators.stretches.sources import PERIODS, Flat, Part, Source

STRETCHES_OF = "stretches_of_"
"""How the table of a population's stretches is named."""
_NOT_FLAT = ("distinct", "group", "having", "order", "limit", "windows", "qualify", "with_", "laterals", "operations")

Given = Mapping[str, exp.Expr] | None  # what a source's columns stand for; None where they are its own


def flat(select: exp.Expr, within: str = "") -> Flat:
    """The SELECT taken apart. OtherShapeError where it groups, unites, or has the periods behind a left join."""
    if not isinstance(select, exp.Select) or any(select.args.get(name) for name in _NOT_FLAT):
        raise OtherShapeError
    found, columns = Flat(), dict[str, Given]()
    for part in parts_of(select):
        _add(found, columns, part, within)
    found.where += [_resolved(one, columns, within) for one in conditions(_where(select))]
    found.returned = {one.alias_or_name: _resolved(one.unalias(), columns, within) for one in select.expressions}
    return found


def parts_of(select: exp.Select) -> Iterator[Part]:
    """What a SELECT reads, in its order. OtherShapeError for none, and for joins that are neither inner nor left."""
    if not select.args.get("from_"):
        raise OtherShapeError
    yield Part(select.args["from_"].this, False, None)
    for join in select.args.get("joins") or ():
        if join.side not in ("", "LEFT") or join.kind not in ("", "INNER", "CROSS", "OUTER") or join.args.get("using"):
            raise OtherShapeError
        yield Part(join.this, bool(join.side), join.args.get("on"))


def _where(select: exp.Select) -> exp.Expr | None:
    where = select.args.get("where")
    return where.this if where else None


def _add(found: Flat, columns: dict[str, Given], part: Part, within: str) -> None:
    name, opened = part.node.alias_or_name, _opened(part.node)
    if part.left and (opened or part.is_periods):
        raise OtherShapeError
    if part.is_periods:
        found.periods += 1
        columns[name] = {"as_at": as_at()}
    elif opened:
        columns[name] = _taken_in(found, part.node, opened, f"{within}{name}")
    else:
        columns[name] = None
    told = [_resolved(one, columns, within) for one in conditions(part.on)]
    if columns[name] is None:
        found.sources.append(_source(within + name, part.node, part.left, told if part.left else []))
    if not part.left:
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
        raise OtherShapeError
    key, since, until = (exp.column(one, table=name) for one in told)
    keyed = [one for one in on if not depends_on_day(one)]
    timed = [one for one in on if depends_on_day(one)]
    if timed != [exp.LTE(this=since, expression=as_at()), exp.GT(this=until, expression=as_at())] or len(keyed) != 1:
        raise OtherShapeError
    (same,) = keyed
    if not isinstance(same, exp.EQ) or key not in (same.this, same.expression):
        raise OtherShapeError
    other = same.expression if same.this == key else same.this
    table = exp.Subquery(
        this=parsed(with_gaps(population.name)).copy(), alias=exp.TableAlias(this=exp.to_identifier(name))
    )
    return Source(name, table, True, [exp.EQ(this=exp.column(KEY, table=name), expression=other)], _holding(name))


def _holding(name: str) -> list[exp.Expr]:
    """The days on which a row of a population with its gaps holds: all, of a key that it does not know."""
    since = exp.func("coalesce", exp.column(SINCE, table=name), day(ALWAYS))
    until = exp.func("coalesce", exp.column(UNTIL, table=name), day(NEVER_ENDS))
    return [exp.LTE(this=since, expression=as_at()), exp.GT(this=until, expression=as_at())]


def _taken_in(found: Flat, node: exp.Expr, opened: exp.Expr, name: str) -> Given:
    """What a source that depends on the periods is made of, taken into the whole; gives what its columns stand for.

    A population that has left joins by day stays closed: its stretches are laid as a table, once for all who read it.
    """
    inner = flat(opened, f"{name}__")
    found.laid |= inner.laid
    found.periods += inner.periods
    if isinstance(node, exp.Table) and inner.by_day:
        found.laid |= laid_stretches(node.name)
        return _closed(found, node.name, name)
    found.sources += inner.sources
    found.where += inner.where
    return inner.returned


def _closed(found: Flat, population: str, name: str) -> Given:
    since, until = exp.column("since", table=name), exp.column("until", table=name)
    found.sources.append(Source(name, exp.alias_(exp.to_table(STRETCHES_OF + population), name, table=True), False))
    found.where += [exp.LTE(this=since, expression=as_at()), exp.GT(this=until, expression=as_at())]
    return {**{one: exp.column(one, table=name) for one in _lasting(population)}, "as_at": as_at()}


@cache
def laid_stretches(population: str) -> dict[str, str]:
    """The tables of stretches that stand for a population, the SELECT of each by its name: its own comes last."""
    found = flat(parsed(POPULATIONS[population].sql))
    return found.laid | {STRETCHES_OF + population: select_of(found, _lasting(population))}


@cache
def _lasting(population: str) -> dict[str, exp.Expr]:
    """What a population returns that stays the same from one reporting day to another."""
    returned = flat(parsed(POPULATIONS[population].sql)).returned
    return {name: value for name, value in returned.items() if not depends_on_day(value)}


def _opened(node: exp.Expr) -> exp.Expr | None:
    """The SELECT behind a source that depends on the periods; None for the periods themselves and all else."""
    if isinstance(node, exp.Subquery):
        return node.this if _differs(node) else None
    if isinstance(node, exp.Table) and node.name in POPULATIONS and _depends(node.name):
        return parsed(POPULATIONS[node.name].sql)
    return None


def _differs(node: exp.Expr) -> bool:
    return any(
        one.name == PERIODS or (one.name in POPULATIONS and _depends(one.name)) for one in node.find_all(exp.Table)
    )


@cache
def _depends(population: str) -> bool:
    return _differs(parsed(POPULATIONS[population].sql))


def _resolved(node: exp.Expr, columns: Mapping[str, Given], within: str) -> exp.Expr:
    """An expression in terms of the sources that remain."""
    if node.find(exp.Query, exp.Window, exp.AggFunc):
        raise OtherShapeError
    return node.copy().transform(lambda one: _column(one, columns, within) if isinstance(one, exp.Column) else one)


def _column(column: exp.Column, columns: Mapping[str, Given], within: str) -> exp.Expr:
    source = column.table or _only(columns)
    if source not in columns:
        raise OtherShapeError
    given = columns[source]
    if given is None:
        return exp.column(column.name, table=within + source)
    if column.name not in given:
        raise OtherShapeError
    found = given[column.name].copy()
    return found if isinstance(found, (exp.Column, exp.Literal, exp.Func)) else exp.paren(found)


def _only(columns: Mapping[str, Given]) -> str:
    """The source of a column that names none, where there is one source."""
    if len(columns) != 1:
        raise OtherShapeError
    return next(iter(columns))
