"""Who has nobody, by every definition at once, so that no zero stands without saying what it counts.

The nominal set gives the rows of AL01, and the codes U3 and U6 those of AL02: all come from the same populations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foothold.definitions.source import first_missing
from foothold.indicators.engines import DuckDBEngine, Engine
from foothold.indicators.figures import before_the_record
from foothold.indicators.ledger import Code, DefinitionSet, Ledger, Version
from foothold.indicators.populations import populations_used
from foothold.indicators.source import Source, record_begins
from foothold.terms.errors import Refused
from foothold.terms.figures import FigureStatus
from foothold.terms.numbers import plain_number
from foothold.terms.reporting_periods import Period

WAITS = (7, 14, 28, 56, 112)
"""Limits of the bands of waiting days, as AL03."""
WAIT_BANDS = ("up to 7 days", "8 to 14 days", "15 to 28 days", "29 to 56 days", "57 to 112 days", "more than 112 days")

ASSESSMENT_NEEDS = {"cin_assessments": ("person_id", "assessment_auth_date", "assessment_outcome_nfa")}
PLANS: Mapping[str, tuple[str, str]] = {
    "looked after": ("cla_episodes", "cla_episode_start_date"),
    "child protection plan": ("cp_plans", "cp_plan_start_date"),
    "child in need plan": ("cin_plans", "cin_plan_start_date"),
    "assessment": ("cin_assessments", "assessment_start_date"),
}
"""What a child may be on, the gravest first, with the column without which it cannot be told."""
NO_PLAN, UNKNOWN = "none of these", "not known"
AGES = ("unborn", "under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over", UNKNOWN)


@dataclass(frozen=True)
class UnallocatedCase:
    """An open case that somebody's definition counts, as at a day.

    `since` gives for each definition that counts it the day from which it has waited, `plan` the gravest plan.
    """

    referral_id: str
    person_id: str
    team: str | None
    locality: str | None
    referred: date
    codes: tuple[str, ...]
    since: Mapping[str, date]
    plan: str
    age: str


@dataclass(frozen=True)
class CodeCount:
    """How many open cases a code holds for; None with the reason where it cannot be told."""

    code: Code
    cases: int | None
    missing: str


@dataclass(frozen=True)
class DefinitionCount:
    """One definition's figures; `missing` is what the data lack for all of it, `not_told` the codes it does without."""

    definition: DefinitionSet
    status: FigureStatus
    cases: int | None
    not_told: tuple[str, ...]
    missing: str
    longest_days: int | None
    weeks_at_zero: int | None
    by_wait: Mapping[str, int]
    by_plan: Mapping[str, int]
    by_age: Mapping[str, int]


@dataclass(frozen=True)
class Board:
    """All definitions beside one another as at a day, and the cases behind them."""

    as_at: date
    codes: tuple[CodeCount, ...]
    definitions: tuple[DefinitionCount, ...]
    cases: tuple[UnallocatedCase, ...]
    plans_not_collected: tuple[str, ...]

    def counted(self, name: str) -> DefinitionCount:
        """The figures of one definition."""
        return next(one for one in self.definitions if one.definition.name == name)

    def listed(self, name: str) -> list[UnallocatedCase]:
        """The cases a definition counts, the longest wait first: as many as its figure."""
        found = [case for case in self.cases if name in case.since]
        return sorted(found, key=lambda case: (case.since[name], case.referral_id))


def board(
    source: Source, as_at: date, known: Ledger, *, team: str | None = None, engine: Engine | None = None
) -> Board:
    """Every code and every definition as at a day, for the council or one team.

    A team's weeks at zero are not told: its cases may have waited in another team before. Refused for a day after the
    newest return or before the record begins.
    """
    if as_at > source.newest_as_at:
        raise Refused(
            f"Nothing is known after {source.newest_as_at}. Ask for a date up to then, or load a newer return."
        )
    if before := before_the_record(as_at, source):
        raise Refused(f"Nobody can be counted on {as_at}: {before}. Ask for that day or a later one.")
    engine = engine or DuckDBEngine(source.connection)
    engine.prepare([Period(as_at, as_at)])
    told = {code.id: code.missing(source) for code in known.codes.values()}
    _tell_future_starts(told, as_at, source)
    codes = _codes(engine, as_at, known, told)
    spells = definition_sql(known, told)
    since: dict[str, dict[str, date]] = {}
    for definition, referral, begun in _rows(engine, _waiting_sql(spells, as_at)):
        since.setdefault(referral, {})[definition] = begun
    plans, absent = _plans(engine, source, as_at)
    cases = tuple(
        _case(row, codes, since, plans, as_at) for row in _rows(engine, _CASES) if team is None or row[2] == team
    )
    weeks = _clear_weeks(engine, spells, as_at, known, record_begins(source)) if team is None else {}
    unassessed = first_missing(ASSESSMENT_NEEDS, source)
    definitions = tuple(_counted(one, cases, as_at, told, weeks, unassessed) for one in known.sets.values())
    return Board(as_at, _code_counts(known, told, cases), definitions, cases, absent)


def zero_sentence(found: Board, name: str = "nominal", *, smallest_shown: int = 0) -> str:
    """What has to stand beside a zero: whose zero it is, and what the other definitions count. Blank for no zero.

    Counts above zero and below `smallest_shown` are shown as c.
    """
    one = found.counted(name)
    if one.status is not FigureStatus.VALUE or one.cases:
        return ""
    others = "; ".join(_said(other, smallest_shown) for other in found.definitions if other is not one)
    blind = f" {_blindness(one)}" if one.not_told else ""
    return (
        f"Zero by the {one.definition.title} definition ({one.definition.hash[:12]}).{blind} By the others: {others}."
    )


def _said(one: DefinitionCount, smallest_shown: int) -> str:
    if one.cases is None:
        return f"{one.definition.title} not collected"
    number = "c" if 0 < one.cases < smallest_shown else plain_number(one.cases)
    without = f" (without {', '.join(one.not_told)}, not collected)" if one.not_told else ""
    return f"{one.definition.title} {number}{without}"


def _blindness(one: DefinitionCount) -> str:
    return f"It does not see {', '.join(one.not_told)}, which no return tells."


def definition_sql(known: Ledger, told: Mapping[str, str]) -> str:
    """The unbroken stretches in which each definition counts a case, as common table expressions.

    The last is `definition_spells(definition, referral_id, person_id, waiting_since, waiting_until)`. A code that
    cannot be told is left out.
    """
    rows = [
        f"('{one.name}', '{code}', date '{version.begins}', date '{version.ends}', {int(version.assessed_only)})"
        for one in known.sets.values()
        for version in one.versions
        for code in version.codes
        if not told[code]
    ]
    return _DEFINITIONS.format(rows=",\n    ".join(rows) or "('', '', date '2000-01-01', date '2000-01-01', 0)")


_DEFINITIONS = """counting as (
    select sets.definition, spells.referral_id, spells.person_id,
        greatest(
            spells.spell_start, sets.begins,
            case when sets.assessed_only = 1 then need.assessed_on else spells.spell_start end
        ) as began,
        least(spells.spell_end, sets.ends) as ended
    from (values {rows}) as sets(definition, code, begins, ends, assessed_only)
    join code_spells as spells on spells.code = sets.code
    left join assessed_in_need as need on need.referral_id = spells.referral_id
    where sets.assessed_only = 0 or need.assessed_on is not null
),
definition_spells as (
    select definition, referral_id, person_id, min(began) as waiting_since, max(ended) as waiting_until
    from (
        select definition, referral_id, person_id, began, ended,
            sum(case when began <= ended_before then 0 else 1 end) over (
                partition by definition, referral_id order by began, ended
                rows between unbounded preceding and current row
            ) as stretch
        from (
            select definition, referral_id, person_id, began, ended,
                max(ended) over (
                    partition by definition, referral_id order by began, ended
                    rows between unbounded preceding and 1 preceding
                ) as ended_before
            from counting
            where began < ended
        ) as neighbours
    ) as stretches
    group by definition, referral_id, person_id, stretch
)"""


def _waiting_sql(spells: str, as_at: date) -> str:
    return (
        f"with {spells}\nselect definition, referral_id, waiting_since from definition_spells\n"
        f"where waiting_since <= date '{as_at}' and waiting_until > date '{as_at}'"
    )


_CASES = """
select cases.referral_id, cases.person_id, cases.team, teams.locality, cases.referral_date, person.dob
from open_cases as cases
left join teams on teams.team = cases.team
left join person on person.person_id = cases.person_id
"""
_CODES = """
select cases.referral_id, spells.code
from open_cases as cases
join code_spells as spells
  on spells.referral_id = cases.referral_id
 and spells.spell_start <= cases.as_at
 and spells.spell_end > cases.as_at
"""
_OVER_THE_CAP = """
select workers.referral_id, 'U8' as code
from caseworkers as workers
join (
    select professional_id, count(distinct referral_id) as held from caseworkers group by professional_id
) as loads on loads.professional_id = workers.professional_id
group by workers.referral_id
having min(loads.held) > {cap}
"""
_TO_COME = """
select distinct cases.referral_id, 'U10' as code
from open_cases as cases
join case_links as links
  on links.referral_id = cases.referral_id
 and links.kind in ('social_worker', 'unknown')
 and links.started > cases.as_at
"""


def _rows(engine: Engine, sql: str) -> list[tuple[Any, ...]]:
    return engine.rows(sql, populations_used(sql))


def _tell_future_starts(told: dict[str, str], as_at: date, source: Source) -> None:
    """On an earlier day than the newest return's, what lay ahead then cannot be told from what has come since."""
    if as_at != source.newest_as_at and not told["U10"]:
        told["U10"] = f"only the newest return's own day, {source.newest_as_at}, tells of days to come"


def _codes(engine: Engine, as_at: date, known: Ledger, told: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found = (
        _rows(engine, _CODES) + _rows(engine, _OVER_THE_CAP.format(cap=known.caseload_cap)) + _rows(engine, _TO_COME)
    )
    order = {code: place for place, code in enumerate(known.codes)}
    held: dict[str, set[str]] = {}
    for referral, code in found:
        if not told[code]:
            held.setdefault(referral, set()).add(code)
    return {referral: tuple(sorted(codes, key=order.__getitem__)) for referral, codes in held.items()}


def _case(
    row: tuple[Any, ...],
    codes: Mapping[str, tuple[str, ...]],
    since: Mapping[str, Mapping[str, date]],
    plans: Mapping[str, set[str]],
    as_at: date,
) -> UnallocatedCase:
    referral, person, team, locality, referred, dob = row
    plan = next((title for title, children in plans.items() if person in children), NO_PLAN)
    return UnallocatedCase(
        referral, person, team, locality, referred, codes.get(referral, ()), since.get(referral, {}), plan,
        _age(dob, as_at),
    )  # fmt: skip


def _age(dob: date | None, as_at: date) -> str:
    if dob is None:
        return UNKNOWN
    years = as_at.year - dob.year - ((as_at.month, as_at.day) < (dob.month, dob.day))
    if dob > as_at:
        return AGES[0]
    return next(name for name, limit in zip(AGES[1:], (1, 5, 10, 16, 999), strict=False) if years < limit)


def _plans(engine: Engine, source: Source, as_at: date) -> tuple[dict[str, set[str]], tuple[str, ...]]:
    """Children on each kind of plan on the day, the gravest first, and the kinds that no return tells of."""
    found: dict[str, set[str]] = {}
    absent = []
    for title, (table, column) in PLANS.items():
        if first_missing({table: (column,)}, source):
            absent.append(title)
        else:
            sql = _ON_PLAN[title].format(day=f"date '{as_at}'")
            found[title] = {person for (person,) in _rows(engine, sql)}
    return found, tuple(absent)


_ON_PLAN = {
    "looked after": "select person_id from children_in_care",
    "child protection plan": "select person_id from cp_plans where cp_plan_start_date <= {day} "
    "and coalesce(cp_plan_end_date, date '9999-12-31') > {day}",
    "child in need plan": "select person_id from cin_plans where cin_plan_start_date <= {day} "
    "and coalesce(cin_plan_end_date, date '9999-12-31') > {day}",
    "assessment": "select person_id from cin_assessments where assessment_start_date <= {day} "
    "and coalesce(assessment_auth_date, date '9999-12-31') > {day}",
}


def _clear_weeks(engine: Engine, spells: str, as_at: date, known: Ledger, begins: date | None) -> dict[str, int]:
    """For each definition the whole weeks up to the day in which it counted nobody; counted back as AL04 does.

    No week before the first day that the data tell all of is called clear.
    """
    ((first, closed),) = _rows(
        engine,
        "select min(spell_start), (select min(close_date) from cin_episodes) from case_spells "
        f"where spell_start <= date '{as_at}'",
    )
    if first is None:
        return {}
    sql = (
        f"with {spells}\nselect definition, max(waiting_until)\n"
        f"from definition_spells where waiting_since <= date '{as_at}' group by definition"
    )
    clear_from: dict[str, Any] = dict.fromkeys(known.sets, first)
    clear_from |= dict(_rows(engine, sql))
    known_from = max(day for day in (first, closed, begins) if day)
    clear_from = {name: max(day, known_from) for name, day in clear_from.items()}
    return {name: max(0, (as_at - day).days + 1) // 7 for name, day in clear_from.items()}


def _counted(
    definition: DefinitionSet,
    cases: Sequence[UnallocatedCase],
    as_at: date,
    told: Mapping[str, str],
    weeks: Mapping[str, int],
    missing: str,
) -> DefinitionCount:
    version = definition.version(as_at)
    named = version.codes if version else ()
    blind = tuple(code for code in named if told[code])
    if missing := _missing(version, as_at, told, missing):
        return DefinitionCount(definition, FigureStatus.NOT_COLLECTED, None, blind, missing, None, None, {}, {}, {})
    found = [case for case in cases if definition.name in case.since]
    days = [(as_at - case.since[definition.name]).days for case in found]
    return DefinitionCount(
        definition,
        FigureStatus.VALUE,
        len(found),
        blind,
        "",
        max(days, default=None),
        weeks.get(definition.name),
        _in_order(WAIT_BANDS, [wait_band(each) for each in days]),
        _in_order((*PLANS, NO_PLAN), [case.plan for case in found]),
        _in_order(AGES, [case.age for case in found]),
    )


def _missing(version: Version | None, as_at: date, told: Mapping[str, str], unassessed: str) -> str:
    """Why a whole definition cannot be counted; blank where at least one of its codes can be told."""
    if version is None:
        return f"a version that holds on {as_at}"
    if all(told[code] for code in version.codes):
        return told[version.codes[0]]
    return unassessed if version.assessed_only else ""


def wait_band(days: int) -> str:
    """The band of waiting days that a number of days falls into."""
    place = next((place for place, limit in enumerate(WAITS) if days <= limit), len(WAITS))
    return WAIT_BANDS[place]


def _in_order(parts: Sequence[str], found: Sequence[str]) -> dict[str, int]:
    counts = Counter(found)
    return {part: counts[part] for part in parts}


def _code_counts(known: Ledger, told: Mapping[str, str], cases: Sequence[UnallocatedCase]) -> tuple[CodeCount, ...]:
    held = Counter(code for case in cases for code in case.codes)
    return tuple(
        CodeCount(code, None if told[code.id] else held[code.id], told[code.id]) for code in known.codes.values()
    )
