"""What was handed over for one council, read from the warehouse's own records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.http import Http404

from foothold import warehouse
from foothold.returns import PROFILES, Problem
from foothold.warehouse import Load
from foothold_web.accounts.scope import SYNTHETIC, Scope
from foothold_web.data.known import known
from foothold_web.data.models import PROBLEM, KnownFault

# A return every month: one older than that, and a few days to prepare the next, no longer says how things are.
STALE_AFTER_DAYS = 45
POPULATION = "population"
# Estimates of the population come once a year, about a year after the day they are of.
STALE_AFTER_DAYS_OF = {POPULATION: 760}
_REST_OF_A_GROUP = re.compile(r"(\d+) more rows with the problem")


@dataclass(frozen=True)
class ProblemCount:
    """How often one rule was broken in one column, now and in the load before; None where there was none before."""

    file: str
    column: str
    rule: str
    effect: str
    example: str
    count: int = 0
    before: int | None = None
    mark: KnownFault | None = None

    @property
    def key(self) -> str:
        """Names the problem in whatever load it occurs."""
        return "|".join((self.file, self.column, self.rule))


@dataclass(frozen=True)
class Freshness:
    """How old the newest return of one feed was on a day."""

    feed: str
    as_at: date
    days_old: int

    @property
    def stale(self) -> bool:
        """Whether it is too old to say how things are."""
        return self.days_old > STALE_AFTER_DAYS_OF.get(self.feed, STALE_AFTER_DAYS)


def loads(scope: Scope) -> list[Load]:
    """The council's loads, the newest handed over first."""
    if scope.authority not in warehouse.authorities(settings.FOOTHOLD_HOME):
        return []
    found = warehouse.loads(settings.FOOTHOLD_HOME, scope.authority)
    return sorted(found, key=lambda load: (load.as_at, load.loaded_at), reverse=True)


def load_of(scope: Scope, load_id: str) -> Load:
    """One load of the person's own council; a load of another council does not exist for them."""
    for load in loads(scope):
        if load.load_id == load_id:
            return load
    raise Http404("no such load in scope")


def problems(load: Load) -> list[Problem]:
    """What was wrong with the return of a load; texts hold no value from a record."""
    return warehouse.problems(settings.FOOTHOLD_HOME, load.load_id)


def counted(found: Iterable[Problem]) -> list[ProblemCount]:
    """Problems by file, column and rule, the most frequent first."""
    groups: dict[tuple[str, str, str, str], ProblemCount] = {}
    for problem in found:
        key = (problem.file, problem.column, problem.rule, problem.effect)
        group = groups.get(key) or ProblemCount(*key, example=problem.text)
        groups[key] = replace(group, count=group.count + _rows_meant(problem))
    return sorted(groups.values(), key=lambda group: (-group.count, group.file, group.column))


def matching(found: Iterable[Problem], file: str, rule: str) -> list[Problem]:
    """The problems of one file or one rule; a blank keeps them all."""
    return [problem for problem in found if file in ("", problem.file) and rule in ("", problem.rule)]


def compared(scope: Scope, load: Load, groups: Iterable[ProblemCount]) -> list[ProblemCount]:
    """Each group with its number in the load before of the same format, and the mark it carries."""
    earlier = _load_before(scope, load)
    before = {group.key: group.count for group in counted(problems(earlier))} if earlier else None
    marks = known(scope, PROBLEM)
    return [
        replace(
            group,
            before=None if before is None else before.get(group.key, 0),
            mark=marks.get((group.key, "")),
        )
        for group in groups
    ]


def mended(scope: Scope, load: Load, groups: Iterable[ProblemCount]) -> list[ProblemCount]:
    """Problems of the load before of the same format that this one no longer has."""
    earlier = _load_before(scope, load)
    now = {group.key for group in groups}
    return [group for group in counted(problems(earlier)) if group.key not in now] if earlier else []


def _load_before(scope: Scope, load: Load) -> Load | None:
    older = [
        one
        for one in loads(scope)
        if one.profile == load.profile and (one.as_at, one.loaded_at) < (load.as_at, load.loaded_at)
    ]
    return older[0] if older else None


def _rows_meant(problem: Problem) -> int:
    """One, or for the line that closes a long group the number of rows it stands for."""
    rest = _REST_OF_A_GROUP.search(problem.text) if problem.row is None else None
    return int(rest.group(1)) if rest else 1


def freshness(found: Iterable[Load], today: date) -> list[Freshness]:
    """The newest return of each feed and its age."""
    newest: dict[str, date] = {}
    for load in found:
        newest[load.feed] = max(load.as_at, newest.get(load.feed, load.as_at))
    return [Freshness(feed, as_at, (today - as_at).days) for feed, as_at in sorted(newest.items())]


def feed_title(feed: str) -> str:
    """A kind of return as people call it: what its first format is called, without the form of its files."""
    if feed == POPULATION:  # comes in the same files as other published statistics
        return "Mid-year population"
    title = next((profile.title for profile in PROFILES.values() if profile.feed == feed), feed)
    name = re.split(r"[,(:]", title)[0].strip()
    return name[:1].upper() + name[1:]


def today_of(authority: str, newest: date | None) -> date:
    """Today, or for a council that does not exist the day of its newest return, at which its clock stands still."""
    return newest if newest and authority.startswith(SYNTHETIC) else date.today()
