"""The duty teams' queue: who waits, how high caseloads may go, and to whom each family is allocated.

A worker is given another family while the caseload is below the ceiling. Every Monday managers set the ceiling as far
up as the queue asks for and the time allows (`regimes.CEILING`); what the ceiling leaves over waits without a worker.
In the days before an inspection the allocation meeting sits daily and works to a number.
"""

from __future__ import annotations

from collections import Counter, deque

from foothold.demo import places, regimes
from foothold.demo.casefile import FIRST, MANAGE, Group
from foothold.demo.chance import Draws
from foothold.demo.days import day_of, index_of, works_on
from foothold.demo.desk import Desk
from foothold.demo.workforce import Worker, Workforce

_ANCHORS = tuple(index_of(day) for day in (regimes.FOCUSED_VISIT, regimes.COMMISSIONERS_ARRIVE))
_DAILY_MEETINGS = 12  # days before an inspection on which the allocation meeting works to a number
_LOWEST_CEILING = 12.0
_HOLDING_FROM, _EVERYBODY_NAMED = index_of(regimes.HOLDING_STARTS), index_of(regimes.LAST_UNALLOCATED_DAY) + 1


class Intake:
    """The queue of the duty teams and the allocation meeting."""

    def __init__(self, seed: int, desk: Desk, workforce: Workforce) -> None:
        self._draws = Draws(seed, "intake")
        self._desk = desk
        self._workforce = workforce
        self._teams = places.teams_of(places.DUTY)
        self.queue: list[Group] = []
        self._arrived: deque[Counter[int]] = deque(maxlen=28)  # children accepted, by team, day by day
        self._placed: deque[Counter[int]] = deque(maxlen=28)  # children that left duty workers' caseloads
        self.ceiling = dict.fromkeys(self._teams, 26.0)
        self._next_setting = 0  # the day on which managers next set the ceilings
        self._new_day()
        self.allocated: list[Group] = []  # given to a worker for the first time today

    def _new_day(self) -> None:
        self._arrived.append(Counter())
        self._placed.append(Counter())

    def waiting(self, team: int | None = None) -> int:
        """Children whose case waits for a worker, whoever's name may stand on it; of one team where it is given."""
        return sum(group.size for group in self.queue if team is None or group.team == team)

    def team_for(self, north: bool) -> int:
        """The duty team of the locality to which the front door sends a family: often the one with least waiting."""
        teams = places.teams_of(places.DUTY, "north" if north else "west")
        if self._draws.happens(0.5):
            return self._draws.one_of(teams)
        return min(teams, key=self.waiting)

    def arrive(self, group: Group, day: int) -> None:
        """An accepted family: allocated at once where a child may be at risk of harm, else it waits."""
        self._arrived[-1][group.team] += group.size
        if group.urgent:
            self._give(group, self._freest(group.team), day)
        else:
            self.wait(group)

    def wait(self, group: Group) -> None:
        """Into the queue: where the risk seems low, other families go first for a while."""
        group.turn = group.referred + self._draws.patience(12.0)
        self.queue.append(group)

    def back(self, group: Group, day: int) -> None:
        """The worker has left and nobody took over: the family waits again."""
        self._desk.take(group, day)
        self.wait(group)

    def leave(self, group: Group) -> None:
        """The family no longer waits."""
        if group in self.queue:
            self.queue.remove(group)

    def freed(self, team: int, children: int) -> None:
        """So many children's cases left a duty team's workers today."""
        self._placed[-1][team] += children

    def meet(self, day: int) -> None:
        """The allocation meeting of the day, and the names that stand in where nobody is free."""
        self.allocated = []
        if day >= _EVERYBODY_NAMED or works_on(day):
            self._allocate(day)
        if day >= _HOLDING_FROM:
            self._hold(day)
        self._new_day()

    def _allocate(self, day: int) -> None:
        anchor = min((anchor - day for anchor in _ANCHORS if anchor >= day), default=_DAILY_MEETINGS + 1)
        if anchor <= _DAILY_MEETINGS:
            self._allocate_number(self.waiting() - round(regimes.UNALLOCATED.at(day)), day)
        else:
            if day >= self._next_setting:
                self._set_ceilings(day)
            self._allocate_below_ceiling(day)

    def _allocate_number(self, children: int, day: int) -> None:
        """In turn, until exactly so many children have a worker."""
        for group in self._in_turn():
            if group.size <= children:
                children -= group.size
                self._allocate_group(group, self._freest(group.team), day)

    def _allocate_below_ceiling(self, day: int) -> None:
        full: set[int] = set()
        for group in self._in_turn():
            if group.team in full:
                continue
            worker = self._freest(group.team)
            if self._room(worker) < 1:
                full.add(group.team)
            else:
                self._allocate_group(group, worker, day)

    def _in_turn(self) -> list[Group]:
        return sorted(self.queue, key=lambda group: group.turn)

    def _allocate_group(self, group: Group, worker: Worker, day: int) -> None:
        self.queue.remove(group)
        self._give(group, worker, day)

    def _give(self, group: Group, worker: Worker, day: int) -> None:
        self._desk.give(group, worker, day, FIRST)
        self.allocated.append(group)

    def _freest(self, team: int) -> Worker:
        return max(self._workforce.team(team), key=self._room)

    def _room(self, worker: Worker) -> float:
        return self.ceiling[worker.team] * worker.stretch - worker.load

    def _set_ceilings(self, day: int) -> None:
        for team in self._teams:
            self._set_ceiling(team, day)
        to_monday = 7 - day_of(day).weekday()
        self._next_setting = day + (1 if day >= _EVERYBODY_NAMED else to_monday)

    def _set_ceiling(self, team: int, day: int) -> None:
        """As high as next week's queue asks for: the places needed, beside those that closing cases will free."""
        needed = self.waiting(team) - regimes.UNALLOCATED.at(day) * self._share(team)
        if day < _EVERYBODY_NAMED:
            growth = regimes.UNALLOCATED.at(day + 7) - regimes.UNALLOCATED.at(day)
            needed += 7 * self._drift(team) - growth * self._share(team)
        highest = regimes.CEILING.at(day)
        self.ceiling[team] = _LOWEST_CEILING
        while self.ceiling[team] < highest and self._places(team) < needed:
            self.ceiling[team] += 0.25

    def _drift(self, team: int) -> float:
        """By how many children a day the team's arrivals have exceeded what closing cases freed."""
        arrived, placed = (sum(day[team] for day in recent) for recent in (self._arrived, self._placed))
        return (arrived - placed) / len(self._arrived)

    def _share(self, team: int) -> float:
        return places.TEAMS[team].posts / sum(places.TEAMS[other].posts for other in self._teams)

    def _places(self, team: int) -> float:
        return sum(max(self._room(worker), 0.0) for worker in self._workforce.team(team))

    def _hold(self, day: int) -> None:
        """Put a manager's name or the duty inbox on cases that still wait: some in December, all from January."""
        share = 1.0 if day >= _EVERYBODY_NAMED else 0.4 * (day - _HOLDING_FROM) / (_EVERYBODY_NAMED - _HOLDING_FROM)
        for group in self.queue:
            if not group.held and self._draws.happens(share):
                self._stand_in(group, day)

    def _stand_in(self, group: Group, day: int) -> None:
        names = self._workforce.inboxes if self._draws.happens(0.4) else self._workforce.managers
        self._desk.give(group, names[group.team], day, MANAGE)
        group.held = True
