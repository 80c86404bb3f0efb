"""Published percentages made again from the counts published beside them, to see that definitions are understood.

A figure agrees when the counts, divided and rounded half up, give the published decimal. Counts that were rounded
themselves (full-time equivalents to one decimal) may allow two values: then the published one only has to be allowed.
"""

from __future__ import annotations

import calendar
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.benchmarks.areas import Areas, areas
from foothold.benchmarks.measures import Source, linked

if TYPE_CHECKING:
    from foothold.warehouse import Published

_FILE = Path(__file__).with_name("recomputations.yaml")
_WORKING_DAYS = 253  # in a year without 29 February
_EXACT = 1e-9
_PEOPLE = "children aged 0 to 17"
_FTE_STEP = 0.05  # half of the last place to which full-time equivalents are published


@dataclass(frozen=True)
class Rule:
    """How a percentage follows from counts: `of` by the first of `over` that the row has, times `scale`."""

    percentage: str
    of: str
    over: tuple[str, ...]
    scale: float = 100
    decimals: int = 1
    and_itself: bool = False  # the numerator is part of the denominator
    of_working_days: bool = False  # the denominator is posts, each of the working days of the year


@dataclass(frozen=True)
class Disagreement:
    """A published figure that its counts do not give, and why."""

    file: str
    measure: str
    area: str
    name: str
    period: str
    published: float
    recomputed: float
    reason: str


@dataclass
class Count:
    """How many council-years of a file were compared, agreed, and could not be compared."""

    compared: int = 0
    agreeing: int = 0
    withheld: int = 0  # a count or the percentage itself is a symbol


@dataclass
class Recomputed:
    """What recomputing came to, over all council-years of everything loaded."""

    by_file: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    disagreements: list[Disagreement] = field(default_factory=list)

    @property
    def compared(self) -> int:
        """Council-years in which both the percentage and its counts are published."""
        return sum(count.compared for count in self.by_file.values())

    @property
    def agreeing(self) -> int:
        """Those in which the counts give the published decimal."""
        return sum(count.agreeing for count in self.by_file.values())

    @property
    def withheld(self) -> int:
        """Those in which one of them is a symbol."""
        return sum(count.withheld for count in self.by_file.values())

    @property
    def share(self) -> float | None:
        """Percentage of those compared that agree."""
        return round(100 * self.agreeing / self.compared, 2) if self.compared else None

    @property
    def reasons(self) -> Counter[str]:
        """How often each reason stands behind a disagreement."""
        return Counter(one.reason for one in self.disagreements)

    @property
    def sentence(self) -> str:
        """The result in one sentence."""
        if not self.compared:
            return "No file is loaded in which a percentage stands beside its counts."
        return (
            f"{self.agreeing} of {self.compared} council-years agree to the published decimal ({self.share} %); "
            f"{self.withheld} cannot be compared, because a count or the percentage is withheld."
        )


Cells = Mapping[str, tuple[float | None, str | None]]  # heading -> value, symbol


@dataclass(frozen=True)
class _Row:
    """All figures of one council, period and breakdown in one release."""

    release: str
    area: str
    name: str
    period: str
    filters: str
    cells: Cells


@dataclass(frozen=True)
class _Made:
    """What counts give: one figure, or where they are rounded themselves a range with both ends allowed."""

    lowest: float
    highest: float
    nearest: float
    halfway: bool = False  # exactly between two figures that could be published

    def allows(self, told: float) -> bool:
        return self.lowest <= told <= self.highest


_Counted = dict[tuple[str, str], _Made]  # code of the council, period


def recompute(published: Published) -> Recomputed:
    """Recompute every percentage of every council-year loaded for which a rule is known."""
    known = areas(published)
    result = Recomputed()
    made: dict[str, list[tuple[_Row, _Made]]] = defaultdict(list)  # by percentage
    for row in _rows(published):
        file = published.releases[row.release].file
        for rule in rules():
            if rule.percentage in row.cells and rule.of in row.cells:
                again = _compare(rule, row, file, result)
                if again is not None:
                    made[rule.percentage].append((row, again))
    _compare_rates(published, result)
    _compare_tool(published, known, made, result)
    return result


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of `recomputations.yaml`."""
    import yaml

    found: list[Rule] = []
    for entry in yaml.safe_load(_FILE.read_text(encoding="utf-8")):
        over = tuple(entry["over"])
        if "bands" in entry:
            found += [Rule(f"{band}_percent", band, over) for band in entry["bands"]]
        else:
            found.append(Rule(**{**entry, "over": over}))
    return tuple(found)


def _rows(published: Published) -> Iterator[_Row]:
    wanted = {heading for rule in rules() for heading in (rule.percentage, rule.of, *rule.over)}
    marks = ", ".join("?" * len(wanted))
    found = published.connection.execute(
        "select release, area_code, any_value(area_name), period, filters, map(list(measure), list(value)), "
        "map(list(measure), list(symbol)) from published_figures where lower(area_level) = 'local authority' "
        f"and measure in ({marks}) group by release, area_code, period, period_kind, filters order by all",
        sorted(wanted),
    )
    while batch := found.fetchmany(5000):
        for release, area, name, period, filters, values, symbols in batch:
            cells = {measure: (values[measure], symbols[measure]) for measure in values}
            yield _Row(release, area, name or area, period, filters, cells)


def _compare_rates(published: Published, result: Recomputed) -> None:
    """Compare rates for each 10,000 children with the count beside them and the population published with them.

    The Department divides by the estimate of the mid-year before the reporting year.
    """
    found = published.connection.execute(
        "select rate.release, rate.area_code, rate.area_name, rate.period, rate.filters, rate.measure, rate.value, "
        "counted.value, population from published_figures as rate join published_figures as counted on "
        "counted.release = rate.release and counted.area_code = rate.area_code and counted.period = rate.period "
        "and counted.filters = rate.filters and rate.measure = counted.measure || '_rate' join area_populations as "
        "people on people.area_code = rate.area_code and people.mid_year = try_cast(rate.period as bigint) - 1 "
        "and people.published_on = rate.published_on where lower(rate.area_level) = 'local authority' "
        "and lower(people.age_group) like '%0 to 17%' order by all"
    )
    while batch := found.fetchmany(5000):
        for release, area, name, period, filters, measure, rate, counted, people in batch:
            rule = Rule(measure, measure.removesuffix("_rate"), (_PEOPLE,), 10_000)
            cells = {measure: (rate, None), rule.of: (counted, None), _PEOPLE: (people, None)}
            row = _Row(release, area, name or area, period, filters, cells)
            _compare(rule, row, published.releases[release].file, result)


def _compare(rule: Rule, row: _Row, file: str, result: Recomputed) -> _Made | None:
    """Compare one percentage of a row; what its counts give, None where one of them is withheld."""
    over = next((heading for heading in rule.over if heading in row.cells), None)
    if over is None:
        return None
    told, top, bottom = row.cells[rule.percentage][0], row.cells[rule.of][0], row.cells[over][0]
    count = result.by_file[file]
    if told is None or top is None or bottom is None or not (bottom + top * rule.and_itself):
        count.withheld += 1
        return None
    made = _made(rule, over, top, bottom, row.period)
    count.compared += 1
    if made.allows(told):
        count.agreeing += 1
    else:
        where = (file, rule.percentage, row.area, row.name, row.period)
        result.disagreements.append(Disagreement(*where, told, made.nearest, _reason(rule, told, made)))
    return made


def _made(rule: Rule, over: str, top: float, bottom: float, period: str) -> _Made:
    """The percentage of two counts, and the range of it where these are full-time equivalents rounded to one place."""
    scale = 100 / working_days(period) if rule.of_working_days else rule.scale

    def share(part: float, rest: float) -> float:
        whole = rest + part * rule.and_itself
        return _rounded(scale * part / whole, rule.decimals) if whole > 0 else float("inf")

    of, by = (_FTE_STEP if heading.endswith("_fte") else 0.0 for heading in (rule.of, over))
    values = [
        share(part, rest) for part in (max(top - of, 0.0), top + of) for rest in (max(bottom - by, 0.0), bottom + by)
    ]
    halves = 2 * scale * top / (bottom + top * rule.and_itself) * 10**rule.decimals
    halfway = abs(halves - round(halves)) < _EXACT and round(halves) % 2 == 1
    return _Made(min(values), max(values), share(top, bottom), halfway)


def working_days(period: str) -> int:
    """The days that the workforce statistics take a full-time post to work in the year to 30 September."""
    return _WORKING_DAYS + calendar.isleap(int(period[:4]))


def _rounded(value: float, decimals: int) -> float:
    """Rounded half up on the decimal that people see, as the Department does, and not on its binary neighbour."""
    return float(Decimal(repr(round(value, 9))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def _reason(rule: Rule, told: float, made: _Made) -> str:
    again = made.nearest
    if made.halfway and abs(told - again) <= 1.01 * 10**-rule.decimals:
        return "exactly half a unit of the last place: the file rounded it down"
    if told == 0 or again == 0:
        return "one of the two is nought: a count was corrected after the percentage was made"
    if abs(told - again) <= 1.01 * 10**-rule.decimals:
        return "one unit of the last place: the percentage was made before the counts were rounded"
    return "more than rounding: the file's percentage does not follow from its own counts"


def _compare_tool(
    published: Published, known: Areas, made: Mapping[str, list[tuple[_Row, _Made]]], result: Recomputed
) -> None:
    """Compare percentages of the interactive tool, and of lists taken from it, with those made from the counts."""
    for measure in linked().values():
        for sources in measure.parts.values():
            counted: _Counted = {}
            for source in sources:
                counted |= _counted(published, known, source, made)
            for source in sources:
                if source.tool:
                    _compare_measure(published, known, source.measures[0], measure.decimals, counted, result)


def _counted(
    published: Published, known: Areas, source: Source, made: Mapping[str, list[tuple[_Row, _Made]]]
) -> _Counted:
    """What counts give for a source of a measure, by council and period; nothing for the tool itself."""
    if source.share_of:
        return _shares(published, source)
    return {
        (code, row.period): again
        for row, again in made.get(source.measures[0], ())
        if source.where.items() <= json.loads(row.filters).items()
        for code in known.codes_of(row.area)
    }


def _shares(published: Published, source: Source) -> _Counted:
    marks = ", ".join("?" * len(source.headings))
    found = published.connection.execute(
        "select area_code, period, filters, map(list(measure), list(value)) from published_figures "
        f"where measure in ({marks}) group by release, area_code, period, filters order by release",
        [*source.headings],
    ).fetchall()
    made: _Counted = {}
    for area, period, filters, values in found:
        parts, whole = [values.get(heading) for heading in source.measures], values.get(source.share_of)
        if whole and None not in parts and source.where.items() <= json.loads(filters).items():
            share = _rounded(100 * sum(parts) / whole, 1)
            made[area, period] = _Made(share, share, share)
    return made


def _compare_measure(
    published: Published, known: Areas, name: str, decimals: int, counted: _Counted, result: Recomputed
) -> None:
    rows: list[Any] = published.connection.execute(
        "select release, area_code, area_name, period, value from published_figures where measure = ? "
        "and lower(area_level) = 'local authority' and value is not null order by all",
        [name],
    ).fetchall()
    for release, area, called, period, value in rows:
        code = known.codes_of(area)[0]
        again = counted.get((code, period))
        if again is None:
            continue
        told, file = _rounded(value, decimals), published.releases[release].file
        count = result.by_file[file]
        count.compared += 1
        if again.allows(told):
            count.agreeing += 1
        else:
            where = (file, name, code, called, period)
            reason = _tool_reason(told, again.nearest, decimals)
            result.disagreements.append(Disagreement(*where, told, again.nearest, reason))


def _tool_reason(told: float, again: float, decimals: int) -> str:
    if abs(told - again) <= 1.01 * 10**-decimals:
        return "one unit of the last place: the tool's figure was made before the counts were rounded or revised"
    return "the tool holds another figure than its source gives: probably that of an earlier edition"
