"""From which day until which a condition holds, where it compares the reporting day with days of a row.

Of every condition taken here the days on which it holds are one stretch: they begin at the latest of `since` and end
before the earliest of `until`, for rows that fulfil `when`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlglot import exp

from foothold.indicators.stretches.shapes import ALWAYS, NEVER_ENDS, OtherShapeError, day, depends_on_day

_MIRRORED: dict[type[exp.Expr], type[exp.Expr]] = {exp.LT: exp.GT, exp.LTE: exp.GTE, exp.GT: exp.LT, exp.GTE: exp.LTE}
_LONGEST_CLIP = 4  # days that adding months may fall short by at the end of a month


@dataclass
class Bounds:
    """The stretch of days on which a condition holds."""

    when: list[exp.Expr] = field(default_factory=list)
    since: list[exp.Expr] = field(default_factory=list)
    until: list[exp.Expr] = field(default_factory=list)

    def __add__(self, other: Bounds) -> Bounds:
        return Bounds(self.when + other.when, self.since + other.since, self.until + other.until)


def bounds_of_all(parts: Iterable[exp.Expr]) -> Bounds:
    """The stretch on which all of these conditions hold."""
    found = Bounds()
    for one in parts:
        found += bounds(one)
    return found


def bounds(node: exp.Expr) -> Bounds:
    """The stretch on which a condition holds. OtherShapeError where its days may be several stretches."""
    node = node.unnest()
    if not depends_on_day(node):
        return Bounds(when=[node])
    if isinstance(node, exp.And):
        return bounds(node.this) + bounds(node.expression)
    if isinstance(node, exp.Or):
        return _either(node)
    if isinstance(node, exp.Coalesce):
        return _where_unknown(node)
    if type(node) in _MIRRORED:
        return _compared(node)
    raise OtherShapeError


def _either(node: exp.Or) -> Bounds:
    """Where one of the two does not depend on the day: always for rows that fulfil it, else while the other holds."""
    first, second = node.this.unnest(), node.expression.unnest()
    if depends_on_day(first):
        first, second = second, first
    if depends_on_day(first):
        raise OtherShapeError
    other = bounds(second)
    holds = exp.and_(*other.when, *(known(one) for one in other.since + other.until))
    return Bounds(
        [exp.or_(first, holds)],
        [_unless(first, one, ALWAYS) for one in other.since],
        [_unless(first, one, NEVER_ENDS) for one in other.until],
    )


def _unless(condition: exp.Expr, other: exp.Expr, instead: str) -> exp.Expr:
    return exp.case().when(condition.copy(), day(instead)).else_(other)


def known(node: exp.Expr) -> exp.Expr:
    """The condition that an expression is not null."""
    return node.copy().is_(exp.null()).not_()


def _where_unknown(node: exp.Coalesce) -> Bounds:
    """A comparison of which nothing is known counts as told: true or false."""
    instead = node.expressions[0] if len(node.expressions) == 1 else None
    inner = node.this.unnest()
    if not isinstance(instead, exp.Boolean):
        raise OtherShapeError
    if not instead.this:
        return bounds(inner)
    if type(inner) not in _MIRRORED:
        raise OtherShapeError
    found = _compared(inner)
    return Bounds(
        [],
        [exp.func("coalesce", one, day(ALWAYS)) for one in found.since],
        [exp.func("coalesce", one, day(NEVER_ENDS)) for one in found.until],
    )


def _compared(node: exp.Expr) -> Bounds:
    """A comparison with the reporting day on one side, itself or less some time, or the days from a day to it."""
    left, right, sign = node.this.unnest(), node.expression.unnest(), type(node)
    if depends_on_day(right):
        left, right, sign = right, left, _MIRRORED[sign]
    if depends_on_day(right):
        raise OtherShapeError
    begins = sign in (exp.GT, exp.GTE)
    # From the first day that is not before (or after) the other on, or until it.
    edge = _first_day(left, right, exp.GTE if sign in (exp.GTE, exp.LT) else exp.GT)
    return Bounds(since=[edge]) if begins else Bounds(until=[edge])


def _first_day(side: exp.Expr, other: exp.Expr, sign: type[exp.Expr]) -> exp.Expr:
    """The first reporting day for which the side is not before the other (GTE), or is after it (GT)."""
    if isinstance(side, exp.Cast) and side.is_type("date"):
        return _first_day(side.this.unnest(), other, sign)
    if isinstance(side, exp.DateDiff) and isinstance(side.this.unnest(), exp.Column) and side.text("unit") == "DAY":
        return _after(side.expression, other, sign)
    if isinstance(side, exp.Column):
        return _later(other, 0 if sign is exp.GTE else 1)
    if isinstance(side, exp.Sub) and isinstance(side.this.unnest(), exp.Column) and not depends_on_day(side.expression):
        return _months_after(other, side.expression, sign)
    raise OtherShapeError


def _after(start: exp.Expr, days: exp.Expr, sign: type[exp.Expr]) -> exp.Expr:
    """The first day at least (or more than) so many days after a start."""
    if depends_on_day(start) or not days.is_int:
        raise OtherShapeError
    return _later(start, int(days.name) + (0 if sign is exp.GTE else 1))


def _later(start: exp.Expr, days: int) -> exp.Expr:
    plain = exp.cast(start.copy(), "date")
    return exp.Add(this=plain, expression=exp.Literal.number(days)) if days else plain


def _months_after(other: exp.Expr, time: exp.Expr, sign: type[exp.Expr]) -> exp.Expr:
    """The first day which, less this time, is not before (or is after) another: months are clipped at their end."""
    base = exp.cast(exp.Add(this=exp.paren(other.copy()), expression=exp.paren(time.copy())), "date")
    case = exp.case()
    for days in range(_LONGEST_CLIP):
        later = exp.Add(this=base.copy(), expression=exp.Literal.number(days))
        less = exp.Sub(this=exp.paren(later), expression=exp.paren(time.copy()))
        case = case.when(sign(this=less, expression=exp.paren(other.copy())), later.copy())
    return case.else_(exp.Add(this=base, expression=exp.Literal.number(_LONGEST_CLIP)))
