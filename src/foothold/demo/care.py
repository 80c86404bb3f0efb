"""Child protection plans and children in care: who comes on, and whom reviews and courts let go.

Both stocks are steered: review conferences end plans, and children leave care, so that the stock follows the course of
the time (`regimes.PROTECTION_PLANS`, `regimes.LOOKED_AFTER_CHILDREN`), with the unsteadiness of a real service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foothold.demo import places, regimes
from foothold.demo.casefile import ADOPTED, ADULT, GUARDIANSHIP, NEVER, NO_LONGER_IN_NEED, TRANSFER, Group
from foothold.demo.chance import Draws
from foothold.demo.days import Course, index_of, works_on
from foothold.demo.families import YEAR

if TYPE_CHECKING:
    from foothold.demo.casework import Casework

HOME, ORDER, ADOPTION, ADULTHOOD, OTHER = range(5)
_PLAN_AT_LEAST, _CARE_AT_LEAST = 75, 10

STEADY_DAYS = tuple(index_of(day) for day in (regimes.SPRING[0], regimes.SPRING[1]))
"""Days on which the stock lies on its course, because the story states it for them."""


class Stock:
    """A number of children that is let go down to its course, with a wandering deviation."""

    def __init__(self, course: Course, draws: Draws, wander: float) -> None:
        self._course, self._draws, self._wander = course, draws, wander
        self._deviation = 0.0
        self.groups: list[Group] = []
        self.children = 0

    def add(self, group: Group) -> None:
        """One group more."""
        self.groups.append(group)
        self.children += group.size

    def remove(self, group: Group) -> None:
        """One group less."""
        self.groups.remove(group)
        self.children -= group.size

    def surplus(self, day: int) -> int:
        """Children above the course of the day."""
        self._deviation += 0.06 * (-self._deviation) + self._wander * self._draws.normal()
        nearest = min(abs(day - steady) for steady in STEADY_DAYS)
        return self.children - round(self._course.at(day) + self._deviation * min(nearest / 20, 1))


class Care:
    """Child protection plans and care, as the clock goes."""

    def __init__(self, seed: int, casework: Casework) -> None:
        self._draws = Draws(seed, "care")
        self._casework = casework
        self._file, self._desk = casework.file, casework.desk
        self.protected = Stock(regimes.PROTECTION_PLANS, self._draws, 1.6)
        self.in_care = Stock(regimes.LOOKED_AFTER_CHILDREN, self._draws, 0.7)
        self._due_in_care = 0.0
        self._since: dict[Group, int] = {}
        self._rows: dict[Group, int] = {}  # place in the case file of a looked-after child's care

    def one_day(self, day: int) -> None:
        """Some children come into care; on working days plans end and children leave care."""
        self._start_care(day)
        if works_on(day):
            self._end_protection(day)
            self._end_care(day)

    # Child protection

    def protect(self, group: Group, day: int, conferences: list[int]) -> None:
        """A child protection plan for each child, held by a safeguarding team."""
        self._desk.end_plans(group, day)
        group.stage = "protected"
        for conference in conferences:
            group.protected.append(len(self._file.protection))
            self._file.protection.append([self._file.conferences[conference][0], conference, day, NEVER])
        if group.worker is None or group.held or places.TEAMS[group.worker.team].area != places.SAFEGUARDING:
            self._casework.move(group, self._casework.freest(places.SAFEGUARDING, group.north), day)
        self._since[group] = day
        self.protected.add(group)

    def protect_already(self, group: Group, day: int) -> None:
        """A plan that stood before the simulation, whose conference lies too far back to be recorded."""
        group.stage = "protected"
        for episode in group.episodes:
            group.protected.append(len(self._file.protection))
            self._file.protection.append([episode, -1, day, NEVER])
        self._since[group] = day
        self.protected.add(group)

    def _end_protection(self, day: int) -> None:
        surplus = self.protected.surplus(day)
        for _ in range(40):
            if surplus <= 0:
                return
            group = self._oldest_of(self.protected, 5)
            if group.size <= surplus and day - self._since[group] >= _PLAN_AT_LEAST:
                self._step_down(group, day)
                surplus -= group.size

    def _oldest_of(self, stock: Stock, tries: int) -> Group:
        drawn = [self._draws.one_of(stock.groups) for _ in range(tries)]
        return min(drawn, key=self._since.__getitem__)

    def _step_down(self, group: Group, day: int) -> None:
        self.protected.remove(group)
        self._desk.end_plans(group, day)
        self._casework.support(group, day, usual=90.0)

    # Care

    def _start_care(self, day: int) -> None:
        self._due_in_care += regimes.CARE_ENTRIES.at(day) * 2 * self._draws.uniform()
        while self._due_in_care >= 1:
            group = self._candidate(day)
            leaving_home = list(group.episodes) if self._draws.happens(0.4) else group.episodes[:1]
            for episode in leaving_home:
                self._due_in_care -= 1
                self.look_after(group, episode, day)

    def _candidate(self, day: int) -> Group:
        """Mostly children on a protection plan, else a family under enquiry, else a young person who comes alone."""
        draw = self._draws.uniform()
        if draw < 0.6 and self.protected.groups:
            return self._draws.one_of(self.protected.groups)
        if draw < 0.85:
            for _ in range(60):
                group = self._draws.one_of(self._casework.groups)
                if not group.closed and group.urgent and group.stage == "duty" and group.worker:
                    return group
        return self._alone(day)

    def _alone(self, day: int) -> Group:
        family = self._casework.families.new(1, day, eldest=15.6 + 1.6 * self._draws.uniform())
        group = self._desk.open(family, day, 10, places.teams_of(places.LOOKED_AFTER)[0], "duty")
        self._casework.groups.append(group)
        self._desk.give(group, self._casework.freest(places.LOOKED_AFTER, group.north), day)
        self._casework.start_work(group, day)
        return group

    def look_after(self, group: Group, episode: int, day: int) -> None:
        """One child comes into care and to a looked-after team; brothers and sisters keep their own path."""
        if group.stage == "protected":
            self.protected.remove(group)
        child = self._desk.part(group, episode, day)
        if child is not group:
            self._casework.groups.append(child)
            self._since[child] = self._since.get(group, day)
            if group.stage == "protected":
                self.protected.add(group)
        else:
            self._casework.left_duty(group)
        child.stage = "care"
        self._desk.give(child, self._casework.freest(places.LOOKED_AFTER, child.north), day, TRANSFER)
        self.admit(child, day)

    def admit(self, child: Group, day: int) -> None:
        """Count the child among those looked after, and know when adulthood comes."""
        self._since[child] = day
        self.in_care.add(child)
        self._file.care.append([child.episodes[0], day, NEVER, -1])
        child.protected = []
        born = self._casework.families.born[self._file.episodes[child.episodes[0]].child]
        self._rows[child] = len(self._file.care) - 1
        self._casework.at(born + int(17 * YEAR), self._to_leaving_care, child)
        self._casework.at(born + int(18 * YEAR) + 1, self._grown_up, child)

    def _to_leaving_care(self, child: Group, day: int) -> None:
        if child.stage == "care":
            self._desk.give(child, self._casework.freest(places.LEAVING_CARE), day, TRANSFER)

    def _grown_up(self, child: Group, day: int) -> None:
        if child.stage == "care":
            self._leave_care(child, day, ADULTHOOD, ADULT)

    def _end_care(self, day: int) -> None:
        surplus = self.in_care.surplus(day)
        for _ in range(max(min(surplus, 8), 0)):
            child = self._draws.one_of(self.in_care.groups)
            if self._draws.happens(0.45):
                drawn = [self._draws.one_of(self.in_care.groups) for _ in range(12)]
                child = max(drawn, key=self._since.__getitem__)
            if day - self._since[child] >= _CARE_AT_LEAST:
                self._discharge(child, day)

    def _discharge(self, child: Group, day: int) -> None:
        born = self._casework.families.born[self._file.episodes[child.episodes[0]].child]
        young, settled = day - born < 6 * YEAR, day - self._since[child] > 300
        if young and settled and self._draws.happens(0.55):
            self._leave_care(child, day, ADOPTION, ADOPTED)
        elif self._draws.happens(0.22):
            self._leave_care(child, day, ORDER, GUARDIANSHIP)
        else:
            self._leave_care(child, day, HOME if self._draws.happens(0.8) else OTHER, NO_LONGER_IN_NEED)

    def _leave_care(self, child: Group, day: int, reason: int, closing: int) -> None:
        self.in_care.remove(child)
        row = self._file.care[self._rows.pop(child)]
        row[2:] = [day, reason]
        self._desk.close(child, day, closing)
