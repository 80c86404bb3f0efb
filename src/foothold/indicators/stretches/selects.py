"""Stretches as a SELECT: what stands between the first and the last day on which the conditions of a row hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlglot import exp

from foothold.indicators.populations import POPULATIONS
from foothold.indicators.stretches.bounds import Bounds, bounds_of_all, known
from foothold.indicators.stretches.shapes import OtherShapeError, depends_on_day, tables_of, written
from foothold.indicators.stretches.sources import Flat, Source


def select_of(
    found: Flat, values: Mapping[str, exp.Expr], more: Sequence[exp.Expr] = (), within: Sequence[exp.Expr] = ()
) -> str:
    """The rows' values by name, with `since` and `until`: the days on which their conditions and more hold.

    With conditions `within`, `counted_since` and `counted_until` tell on which of these days those hold too.
    """
    sources = sources_read(found, [*values.values(), *more, *within])
    days = bounds_of_all([*found.where, *more, *(part for one in sources for part in one.during)])
    if not days.since or not days.until or any(map(depends_on_day, (part for one in sources for part in one.on))):
        raise OtherShapeError
    columns = [
        *(f"{written(value)} as {name}" for name, value in values.items()),
        f"{_edge('greatest', days.since)} as since",
        f"{_edge('least', days.until)} as until",
        *(_counted(days, bounds_of_all(within)) if within else ()),
    ]
    where = dict.fromkeys(f"({written(one)})" for one in (*days.when, *_meeting(days)))
    return f"select {', '.join(columns)}\nfrom {_joined(sources)}\nwhere {' and '.join(where)}"


def _counted(days: Bounds, inner: Bounds) -> Iterator[str]:
    told = [*inner.when, *(known(one) for one in (*inner.since, *inner.until))]
    holds = " and ".join(f"({written(one)})" for one in told) or "true"
    yield f"case when {holds} then {_edge('greatest', days.since + inner.since)} end as counted_since"
    yield f"case when {holds} then {_edge('least', days.until + inner.until)} end as counted_until"


def sources_read(found: Flat, read: Sequence[exp.Expr]) -> list[Source]:
    """The sources without left joins that nothing reads, beside the conditions, and that cannot double a row."""
    return _needed(found.sources, [*read, *found.where])


def _meeting(days: Bounds) -> list[exp.Expr]:
    """That every edge is known, and that stretches of two sources meet: said apart, joins need pair no others."""
    told = [known(one) for one in (*days.since, *days.until) if not _surely_known(one)]
    begins, ends = ({frozenset(tables_of(one)) for one in edges} for edges in (days.since, days.until))
    stretches = {one for one in begins & ends if len(one) == 1}
    return told + [
        exp.LT(this=one.copy(), expression=other.copy())
        for one in days.since
        for other in days.until
        if tables_of(one) != tables_of(other) and {frozenset(tables_of(one)), frozenset(tables_of(other))} <= stretches
    ]


def _surely_known(node: exp.Expr) -> bool:
    """Whether an expression falls back on a day that is written out."""
    last = node.expressions[-1] if isinstance(node, exp.Coalesce) else None
    return isinstance(last, exp.Cast) and isinstance(last.this, exp.Literal)


def _needed(sources: Sequence[Source], read: Sequence[exp.Expr]) -> list[Source]:
    """The sources without left joins that nothing reads and that cannot double a row."""
    kept = list(sources)
    for one in reversed(sources):
        others = [part for other in kept if other is not one for part in other.on]
        if one.left and one.name not in set().union(*map(tables_of, (*read, *others))) and _finds_one(one):
            kept.remove(one)
    return kept


def _finds_one(source: Source) -> bool:
    fixed = [side for one in source.on if isinstance(one, exp.EQ) for side in (one.this, one.expression)]
    told = {side.name for side in fixed if tables_of(side) == {source.name}}
    return bool(source.during) or any(told >= columns for columns in _one_row_of(source.node))


def _one_row_of(node: exp.Expr) -> Iterator[frozenset[str]]:
    """Columns of which equal values find one row at most."""
    if isinstance(node, exp.Table) and node.name in POPULATIONS and (told := POPULATIONS[node.name].one_row_for):
        yield told
    if isinstance(node, exp.Table) and node.name == "working_days":
        yield frozenset({"day"})


def _edge(which: str, days: Sequence[exp.Expr]) -> str:
    """The latest or earliest of days that are all known."""
    told = list(dict.fromkeys(map(written, days)))
    return told[0] if len(told) == 1 else f"{which}({', '.join(told)})"


def _joined(sources: Sequence[Source]) -> str:
    first, *rest = sources
    return "\n".join([written(first.node), *map(_join, rest)])


def _join(source: Source) -> str:
    if not source.left:
        return f"cross join {written(source.node)}"
    return f"left join {written(source.node)} on {' and '.join(f'({written(part)})' for part in source.on)}"
