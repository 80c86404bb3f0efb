"""When a child's record has been kept long enough: rules as dated data, each with its source, and who is due by them.

A child is due when every chosen rule that applies has run out, nothing of the record is open, and no hold keeps it.
What a rule counts from and nobody recorded makes a child not due, never due. Rules are in `retention.json`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.tables import TABLES
from foothold.terms.errors import Refused
from foothold.warehouse import engine, manifest
from foothold.warehouse.activity import Activity, activity_of
from foothold.warehouse.child_rows import Rows, children_named, is_about_children
from foothold.warehouse.erasures import marker

if TYPE_CHECKING:
    import duckdb

DEFAULT_RULE = "working-copy"
LOOKED_AFTER, PROTECTED, ADOPTED = "looked after", "child protection", "adopted"
_MONTHS_TO_18 = 18 * 12
# An episode ended by adoption: application unopposed, or consent dispensed with (SSDA903 reasons E11 and E12).
_ENDED_BY_ADOPTION = ("E11", "E12")


@dataclass(frozen=True)
class RetentionRule:
    """How long the record of some children is kept, counted in months from a day of each child's."""

    name: str
    title: str
    children: str  # "all", or a kind of child
    counted_from: str  # "birth", "last activity" or "adoption order"
    months: int
    in_force: date
    source: str
    died_before_18_months: int | None = None  # from the death instead, of a child who died before the 18th birthday


@dataclass(frozen=True)
class ChildFacts:
    """What the rules ask of one child."""

    activity: Activity
    kinds: frozenset[str] = frozenset()
    born: date | None = None
    died: date | None = None
    adopted: date | None = None


@dataclass(frozen=True)
class Due:
    """Who is due on a day by some rules."""

    as_at: date
    rules: tuple[str, ...]
    children: tuple[str, ...]
    held: int  # due, and kept by a hold
    not_known: int  # a rule applies, and what it counts from was not recorded
    known: int  # children in the history
    last_active: Mapping[str, date]


@cache
def rules() -> dict[str, RetentionRule]:
    """Every rule by name, in the order of the file."""
    text = resources.files("foothold.warehouse").joinpath("retention.json").read_text(encoding="utf-8")
    found = [RetentionRule(**{**rule, "in_force": date.fromisoformat(rule["in_force"])}) for rule in json.loads(text)]
    return {rule.name: rule for rule in found}


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the day after that month where it has no such day.

    So somebody born on 29 February has the birthday of a common year on 1 March, and nothing goes a day early.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following)


def due_on(facts: ChildFacts, chosen: Sequence[RetentionRule]) -> date | None:
    """The first day on which a child's record may go; None while it may not, or where that cannot be told."""
    days = [_runs_out(rule, facts) for rule in _applying(facts, chosen)]
    known = [day for day in days if day]
    return None if facts.activity.is_open or not days or len(known) < len(days) else max(known)


def _applying(facts: ChildFacts, chosen: Sequence[RetentionRule]) -> list[RetentionRule]:
    return [rule for rule in chosen if rule.children == "all" or rule.children in facts.kinds]


def _runs_out(rule: RetentionRule, facts: ChildFacts) -> date | None:
    if rule.died_before_18_months and _died_before_18(facts) and facts.died:
        return months_after(facts.died, rule.died_before_18_months)
    starts = {"birth": facts.born, "last activity": facts.activity.last, "adoption order": facts.adopted}
    start = starts[rule.counted_from]
    return months_after(start, rule.months) if start else None


def _died_before_18(facts: ChildFacts) -> bool:
    return bool(facts.born and facts.died and facts.died < months_after(facts.born, _MONTHS_TO_18))


def due(home: Path, authority: str, as_at: date, names: Collection[str] = (DEFAULT_RULE,)) -> Due:
    """Who is due on a day by the rules named; Refused for a rule that is not there or not in force on that day."""
    chosen = [_chosen(name, as_at) for name in names]
    return _due(*_standing(home, authority), as_at, chosen)


def due_by_rule(home: Path, authority: str, as_at: date) -> list[Due]:
    """Who is due on a day by each rule in force then, taken alone, in the order of the rules."""
    held, facts = _standing(home, authority)
    return [_due(held, facts, as_at, [rule]) for rule in rules().values() if rule.in_force <= as_at]


def _standing(home: Path, authority: str) -> tuple[frozenset[str], dict[str, ChildFacts]]:
    """Which children of a history a hold keeps, and the facts of every child."""
    standing = manifest.read(home, manifest.chosen_authority(home, authority))
    mark = marker(home, standing)
    held_marks = {hold.mark for hold in standing.holds}
    facts = _facts(manifest.folder_of(home, standing.authority), standing)
    return frozenset(child for child in facts if mark(child) in held_marks), facts


def _due(
    held_children: Collection[str], facts: Mapping[str, ChildFacts], as_at: date, chosen: Sequence[RetentionRule]
) -> Due:
    days = {child: due_on(one, chosen) for child, one in facts.items()}
    over = [child for child, day in days.items() if day and day <= as_at]
    held = {child for child in over if child in held_children}
    return Due(
        as_at=as_at,
        rules=tuple(rule.name for rule in chosen),
        children=tuple(child for child in over if child not in held),
        held=len(held),
        not_known=sum(
            day is None and not facts[child].activity.is_open and bool(_applying(facts[child], chosen))
            for child, day in days.items()
        ),
        known=len(facts),
        last_active={child: last for child in over if (last := facts[child].activity.last)},
    )


def _chosen(name: str, as_at: date) -> RetentionRule:
    if name not in rules():
        raise Refused(f"There is no retention rule called that. Use one of: {', '.join(rules())}.")
    rule = rules()[name]
    if as_at < rule.in_force:
        raise Refused(f"The rule {name} has been in force since {rule.in_force} only. Ask for a later day.")
    return rule


def _facts(folder: Path, standing: manifest.Manifest) -> dict[str, ChildFacts]:
    """The facts of every child in the history; of several feeds' answers the one that keeps the record longer."""
    found: dict[str, list[ChildFacts]] = {}
    with engine.connect(folders=[folder]) as connection:
        for tables in standing.feeds.values():
            parts = {
                name: Rows(TABLES[name], folder / made.file, (*made.columns, "seen_to"))
                for name, made in tables.items()
                if is_about_children(name)
            }
            for child, facts in _facts_of_feed(connection, parts).items():
                found.setdefault(child, []).append(facts)
    return {child: _joined(several) for child, several in found.items()}


def _facts_of_feed(connection: duckdb.DuckDBPyConnection, parts: Mapping[str, Rows]) -> dict[str, ChildFacts]:
    children = children_named(connection, parts.values())
    activity = activity_of(connection, parts, children)
    adopted = _adoptions(connection, parts)
    kinds = {
        ADOPTED: adopted,
        LOOKED_AFTER: _in_tables(connection, parts, ("cla_episodes", "cla_placement")),
        PROTECTED: _in_tables(connection, parts, ("cp_plans",)),
    }
    people = _lives(connection, parts.get("person"))
    return {
        child: ChildFacts(
            activity[child],
            frozenset(kind for kind, having in kinds.items() if child in having),
            *(people.get(child) or (None, None)),
            adopted=adopted.get(child),
        )
        for child in children
    }


def _in_tables(
    connection: duckdb.DuckDBPyConnection, parts: Mapping[str, Rows], tables: Iterable[str]
) -> frozenset[str]:
    return frozenset(children_named(connection, [parts[name] for name in tables if name in parts]))


def _lives(connection: duckdb.DuckDBPyConnection, rows: Rows | None) -> dict[str, tuple[date | None, date | None]]:
    """Each child's days of birth and death, as the row has them that holds, or that held last."""
    if rows is None:
        return {}
    newest = "coalesce(seen_to, date '9999-12-31')"
    born, died = (
        f'arg_max("{name}", {newest})' if name in rows.columns else "null::date" for name in ("dob", "death_date")
    )
    found = connection.execute(f"select person_id, {born}, {died} from {rows.source} group by person_id").fetchall()
    return {child: (birth, death) for child, birth, death in found}


def _adoptions(connection: duckdb.DuckDBPyConnection, parts: Mapping[str, Rows]) -> dict[str, date]:
    """The day of each child's adoption order, as the permanence record or the end of the last episode gives it."""
    reasons = ", ".join(f"'{reason}'" for reason in _ENDED_BY_ADOPTION)
    asked = {
        "permanence": ("permanence_order_date", "contains(lower(permanence_order_type), 'adopt')"),
        "cla_episodes": ("cla_episode_ceased_date", f"cla_episode_ceased_reason in ({reasons})"),
    }
    selects = [
        f"select person_id, {day} as day from {parts[name].source} where {condition} and {day} is not null"
        for name, (day, condition) in asked.items()
        if name in parts
    ]
    if not selects:
        return {}
    return dict(
        connection.execute(f"select person_id, max(day) from ({' union all '.join(selects)}) group by 1").fetchall()
    )


def _joined(several: Sequence[ChildFacts]) -> ChildFacts:
    """One child's facts from several feeds: open if open in one, and of several days the latest."""
    return ChildFacts(
        Activity(
            max((facts.activity.last for facts in several if facts.activity.last), default=None),
            any(facts.activity.is_open for facts in several),
        ),
        frozenset().union(*(facts.kinds for facts in several)),
        max((facts.born for facts in several if facts.born), default=None),
        max((facts.died for facts in several if facts.died), default=None),
        max((facts.adopted for facts in several if facts.adopted), default=None),
    )
