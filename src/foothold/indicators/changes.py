"""Why a figure changed: the difference between two days of knowledge, split into terms that add up exactly.

A figure at one date is computed four times: as it was known earlier under the definition of then, the same data under
today's definition, the same with the new facts put in, and as it is known later. What each step adds is one term, so
the terms make the whole difference whatever the measure; the rows that a step lets in, out or alters stand behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.indicators.definition import Indicator
from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.figures import Figure, before_the_record, figures_by, missing_field, period_to
from foothold.indicators.indicator_files import find
from foothold.indicators.kept_definitions import definition_in_use
from foothold.indicators.picture_mixing import Alterations, MixedPictures
from foothold.terms.errors import Refused

if TYPE_CHECKING:
    import duckdb

    from foothold.warehouse import Snapshot

DEFINITION, NEW_FACTS, CORRECTIONS, ANOTHER_SOURCE = "definition", "new facts", "corrections", "another source"
MEANINGS = {
    DEFINITION: "the same data under the definition in use later",
    NEW_FACTS: "what happened after the earlier return, and records that carry no date and were not there before",
    CORRECTIONS: "what had happened by the earlier return and was put in, changed or taken out later",
    ANOTHER_SOURCE: "the two days are answered from returns of different kinds, whose records cannot be matched",
}
# Measures that look at the values of rows and not only at their number.
_VALUED = ("longest", "median", "mean", "sum", "share_of_value", "ratio")


@dataclass(frozen=True)
class Standing:
    """How one unit stood in a figure: how often it was counted, how often considered, and with which value."""

    counted: int
    considered: int
    value: float | None

    @property
    def in_words(self) -> str:
        """As a list says it."""
        return "counted" if self.counted else "considered, not counted" if self.considered else "not in the figure"


NOT_THERE = Standing(0, 0, None)


@dataclass(frozen=True)
class Movement:
    """One unit that a term let in, out, or counts otherwise; identifiers are the council's own."""

    unit_id: str
    person_id: str | None
    team: str | None
    event_date: date | None
    before: Standing
    after: Standing


@dataclass(frozen=True)
class Term:
    """What one cause adds to a figure; `figure` is the figure once this and every term before it are counted in."""

    name: str
    figure: Figure
    numerator: float
    denominator: float | None
    value: float | None
    rows: tuple[Movement, ...]
    note: str = ""


@dataclass(frozen=True)
class Explanation:
    """One indicator at one date as known on two days, and the terms between.

    `before.value` plus the values of all terms is `after.value`; likewise numerators, and denominators where there are
    any. `carried_forward` says that the date lies after the earlier return, so that the figure before is what that
    return would say of the date had nothing happened since. `altered` counts, for each table the definition reads, the
    records that are new facts, put in late, changed and removed.
    """

    indicator: Indicator
    authority: str
    as_at: date
    known_before: date
    known_after: date
    before: Figure
    after: Figure
    terms: tuple[Term, ...]
    carried_forward: bool
    altered: Mapping[str, Alterations]

    @property
    def numerator(self) -> float:
        """The whole difference of the numerator."""
        return _difference(self.before.numerator or 0, self.after.numerator or 0) or 0

    @property
    def denominator(self) -> float | None:
        """The whole difference of the denominator; None where one of the two figures has none."""
        return _difference(self.before.denominator, self.after.denominator)

    @property
    def value(self) -> float | None:
        """The whole difference of the value; None where one of the two figures has none."""
        return _difference(self.before.value, self.after.value)


def explain(
    home: Path,
    authority: str,
    indicator_id: str,
    *,
    as_at: date | None = None,
    known: tuple[date, date] | None = None,
    earlier: Indicator | None = None,
) -> Explanation:
    """Explain a figure at `as_at` as known on the second day of `known` against the first.

    Left out, `known` is the return before the newest and the newest of the kind that answers, `as_at` the day of the
    earlier of them. `earlier` is the definition in use then; left out, it is the one that figures were stored under.
    Refused where there are no two returns to compare, or one of them did not collect what the indicator needs or does
    not reach back so far.
    """
    from foothold import warehouse

    indicator = find(indicator_id)
    known = known or _last_two(home, authority)
    if known[0] > known[1]:
        raise Refused(f"{known[0]} is later than {known[1]}. Give the earlier day of knowledge first.")
    day = as_at or known[0]
    asked = day if indicator.kind == "snapshot" else None
    with (
        warehouse.open(home, authority, as_at=asked, as_known=known[0]) as first,
        warehouse.open(home, authority, as_at=asked, as_known=known[1]) as second,
    ):
        _check(indicator, first, second, day)
        old = earlier or definition_in_use(home, authority, indicator, first.newest_as_at)
        return _explained(indicator, old, first, second, day, known)


def _last_two(home: Path, authority: str) -> tuple[date, date]:
    from foothold import warehouse

    with warehouse.open(home, authority) as newest:
        days = sorted({load.as_at for load in newest.loads if load.feed == newest.feed})
    if len(days) < 2:
        raise Refused(
            f"Only one day's return is loaded for {authority}, so no figure of it has changed. Load the next one, or "
            "name two days of knowledge."
        )
    return days[-2], days[-1]


def _check(indicator: Indicator, first: Snapshot, second: Snapshot, day: date) -> None:
    for picture in (first, second):
        if missing := missing_field(indicator, picture):
            raise Refused(
                f"{indicator.id} was not collected in the return as at {picture.newest_as_at}: it does not hold "
                f"{missing}. Compare two returns that do."
            )
        if untold := before_the_record(period_to(indicator, day).start, picture):
            raise Refused(
                f"{indicator.id} at {day} is not told by what was handed over up to {picture.newest_as_at}: {untold}. "
                "Ask for a later date, or compare later returns."
            )
    if day > second.newest_as_at:
        raise Refused(f"Nothing is known after {second.newest_as_at}. Ask for a date up to then.")


@dataclass(frozen=True)
class _State:
    """A figure and the units in it, on one set of data under one definition."""

    figure: Figure
    units: Mapping[str, tuple[Standing, tuple[Any, ...]]]


@dataclass(frozen=True)
class _Data:
    """One state of the data as a definition is run over it; the day asked about is never too new for it."""

    connection: duckdb.DuckDBPyConnection
    not_collected: Mapping[str, frozenset[str]]
    newest_as_at: date


def _explained(
    indicator: Indicator, old: Indicator, first: Snapshot, second: Snapshot, day: date, known: tuple[date, date]
) -> Explanation:
    data = _Data(second.connection, second.not_collected, max(day, second.newest_as_at))
    after = _state(data, indicator, day)
    mixing = MixedPictures(first, second, (indicator, old))
    comparable = first.feed == second.feed
    altered = mixing.show_new_facts() if comparable else {}
    facts = _state(data, indicator, day) if comparable else after
    mixing.show_earlier()
    same_data = _state(data, indicator, day)
    before = _state(data, old, day) if old.hash != indicator.hash else same_data
    steps = [(DEFINITION, before, same_data), (NEW_FACTS, same_data, facts), (CORRECTIONS, facts, after)]
    if not comparable:
        steps = [steps[0], (ANOTHER_SOURCE, same_data, after)]
    return Explanation(
        indicator=indicator,
        authority=second.authority,
        as_at=day,
        known_before=known[0],
        known_after=known[1],
        before=before.figure,
        after=after.figure,
        terms=_terms(steps, indicator, old),
        carried_forward=day > first.newest_as_at,
        altered=altered,
    )


def _state(data: _Data, indicator: Indicator, day: date) -> _State:
    """Run a definition anew: the data beneath the names may be other than a moment ago."""
    engine = DuckDBEngine(data.connection)
    ((_, ((figure,),)),) = figures_by(data, [indicator], [period_to(indicator, day)], [()], engine)
    return _State(figure, {row[0]: (Standing(*row[1:4]), tuple(row[4:])) for row in engine.rows(*_units(indicator))})


def _units(indicator: Indicator) -> tuple[str, tuple[str, ...]]:
    """How each unit of a figure stands in it; a unit that has several rows is one entry, and its rows are added up."""
    team = "max(team)" if "team" in indicator.slices else "cast(null as varchar)"
    council = f"where {indicator.rows_of_the_whole}" if indicator.rows_of_the_whole else ""
    sql = (
        "select unit_id, count(case when in_numerator then 1 end), count(case when in_denominator then 1 end), "
        f"sum(value), max(person_id), {team}, max(event_date)\nfrom (\n{indicator.select}\n) as found\n"
        f"{council}\ngroup by unit_id order by unit_id"
    )
    return sql, indicator.populations


def _terms(steps: Sequence[tuple[str, _State, _State]], indicator: Indicator, old: Indicator) -> tuple[Term, ...]:
    terms: list[Term] = []
    value = steps[0][1].figure.value
    for number, (name, before, after) in enumerate(steps, start=1):
        reached = after.figure.value
        # A step in between may leave nothing to divide by; what it would have added then falls to the next one.
        if reached is None and number < len(steps):
            reached = value
        terms.append(_term(name, before, after, _difference(value, reached), indicator, old))
        value = reached
    return tuple(terms)


def _term(name: str, before: _State, after: _State, value: float | None, indicator: Indicator, old: Indicator) -> Term:
    denominators = before.figure.denominator, after.figure.denominator
    note = _about_definitions(indicator, old) if name == DEFINITION else ""
    numerator = _difference(before.figure.numerator or 0, after.figure.numerator or 0) or 0
    rows = tuple(_movements(before, after, valued=indicator.measure in _VALUED))
    return Term(name, after.figure, numerator, _difference(*denominators), value, rows, note)


def _about_definitions(indicator: Indicator, old: Indicator) -> str:
    if old.hash == indicator.hash:
        return f"One definition throughout, version {indicator.version}: nothing of the difference is due to it."
    return f"Version {old.version} ({old.hash[:8]}) before, version {indicator.version} ({indicator.hash[:8]}) now."


def _movements(before: _State, after: _State, *, valued: bool) -> list[Movement]:
    nobody: tuple[Standing, tuple[Any, ...]] = (NOT_THERE, ())
    found = []
    for unit in sorted(before.units.keys() | after.units.keys()):
        (was, told_before), (is_, told_after) = before.units.get(unit, nobody), after.units.get(unit, nobody)
        if _same(was, is_, valued=valued):
            continue
        person, team, day = told_after or told_before
        found.append(Movement(unit, person, team, day, was, is_))
    return found


def _same(one: Standing, other: Standing, *, valued: bool) -> bool:
    return one == other if valued else replace(one, value=None) == replace(other, value=None)


def _difference(before: float | None, after: float | None) -> float | None:
    """What is added; whole numbers stay whole, others are rounded where doubles stop telling them apart."""
    if before is None or after is None:
        return None
    return round(after - before, 9)
