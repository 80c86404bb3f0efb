"""The cases that were open when the simulation starts, so that it begins in the middle of things."""

from __future__ import annotations

from foothold.demo import places, regimes
from foothold.demo.casefile import TRANSFER, Group
from foothold.demo.casework import Casework
from foothold.demo.chance import Draws
from foothold.demo.days import Course, working_days_after
from foothold.demo.demand import FAMILY_SIZES, SOURCES

_AT_DUTY, _IN_NEED, _DISABLED = 1350, 850, 265


def open_cases(casework: Casework, seed: int) -> None:
    """Fill queue, duty teams, safeguarding, disabled children's team and care as they stood on 1 April 2018."""
    opening = _Opening(casework, seed)
    opening.duty(_AT_DUTY)
    opening.waiting(_first(regimes.UNALLOCATED))
    opening.in_need(_IN_NEED)
    opening.protected(_first(regimes.PROTECTION_PLANS))
    opening.disabled(_DISABLED)
    opening.in_care(_first(regimes.LOOKED_AFTER_CHILDREN))


def _first(course: Course) -> int:
    return round(course.at(0))


class _Opening:
    def __init__(self, casework: Casework, seed: int) -> None:
        self._casework, self._draws = casework, Draws(seed, "opening")

    def _group(self, before: tuple[int, int], size: int = 0, eldest: float | None = None) -> Group:
        day = -self._draws.whole(*before)
        family = self._casework.families.new(size or self._size(), day, eldest)
        source = min(int(self._draws.uniform() * len(SOURCES)), len(SOURCES) - 1)
        team = self._casework.intake.team_for(family.north)
        group = self._casework.desk.open(family, day, source, team, "duty")
        self._casework.groups.append(group)
        return group

    def _size(self) -> int:
        draw = self._draws.uniform()
        for size, share in FAMILY_SIZES:
            draw -= share
            if draw < 0:
                return size
        return 1

    def duty(self, children: int) -> None:
        """Families being assessed, allocated in the last twelve weeks."""
        while children > 0:
            group = self._group((2, 84))
            children -= group.size
            worker = min(self._casework.workforce.team(group.team), key=lambda one: one.load / one.stretch)
            self._casework.desk.give(group, worker, group.referred + self._draws.whole(0, 2))
            self._assess(group)

    def _assess(self, group: Group) -> None:
        self._casework.open_assessment(group, group.referred)
        self._casework.start_work(group, max(group.since, -self._draws.whole(0, 30)))

    def waiting(self, children: int) -> None:
        """Families without a worker."""
        while children > 0:
            group = self._group((0, 75))
            children -= group.size
            if self._draws.happens(0.55):
                self._casework.open_assessment(group, group.referred)
            self._casework.intake.wait(group)

    def _held_by(self, group: Group, area: str) -> None:
        worker = self._casework.freest(area, group.north)
        started = max(worker.start + 1, group.referred)
        self._casework.desk.give(group, worker, min(started, -1), TRANSFER)
        self._casework.assessed_before(group, min(group.referred + 3, -1), min(started, -1))

    def in_need(self, children: int) -> None:
        """Families with a safeguarding team's plan for children in need."""
        while children > 0:
            group = self._group((80, 330))
            children -= group.size
            self._held_by(group, places.SAFEGUARDING)
            self._casework.desk.start_need_plan(group, max(group.referred + 60, -300), group.spell_team)
            self._casework.support(group, self._draws.whole(0, 60), usual=80.0)

    def protected(self, children: int) -> None:
        """Children on a protection plan."""
        while children > 0:
            group = self._group((40, 500), size=0 if children > 5 else children)
            children -= group.size
            self._held_by(group, places.SAFEGUARDING)
            start = working_days_after(group.referred, 14)
            self._casework.care.protect_already(group, min(start, -1))

    def disabled(self, children: int) -> None:
        """Children with the disabled children's team."""
        while children > 0:
            group = self._group((60, 900), size=1)
            children -= 1
            self._held_by(group, places.DISABLED)
            self._casework.keep_disabled(group, self._draws.whole(0, 30))

    def in_care(self, children: int) -> None:
        """Children looked after, one group each."""
        for _ in range(children):
            length = int(min(self._draws.spread(520, 0.9), 1400))
            eldest = 1.0 + length / 365 + (15.5 - length / 365) * self._draws.uniform()
            group = self._group((length + 10, length + 10), size=1, eldest=min(eldest, 17.9 - length / 365) - 0.02)
            self._held_by(group, places.LOOKED_AFTER)
            group.stage = "care"
            self._casework.care.admit(group, group.referred + self._draws.whole(0, 9))
