"""Giving cases to workers, taking them back, closing them: what the case system records of it."""

from __future__ import annotations

from collections import Counter

from foothold.demo.casefile import FIRST, NEVER, CaseFile, Episode, Group
from foothold.demo.families import Families, Family
from foothold.demo.workforce import Worker


class Desk:
    """Opens, moves and closes groups, and writes each change into the case file."""

    def __init__(self, file: CaseFile, families: Families) -> None:
        self.file = file
        self.families = families
        self._open: Counter[int] = Counter()  # family -> its open groups

    def open(self, family: Family, day: int, source: int, team: int, stage: str) -> Group:
        """A referral that is accepted: one episode for each child."""
        places = [self._episode(child, family, day, source, False, team) for child in family.children]
        self._open[family.number] += 1
        return Group(places, family.number, family.north, stage, team, day)

    def decline(self, family: Family, day: int, source: int, team: int, closed: int) -> None:
        """A referral that needs no further action; it closes within days."""
        for child in family.children:
            place = self._episode(child, family, day, source, True, team)
            self.file.episodes[place].closed = closed
        self.families.closed(family)

    def _episode(self, child: int, family: Family, day: int, source: int, declined: bool, team: int) -> int:
        self.file.episodes.append(Episode(child, family.number, day, source, declined, team))
        return len(self.file.episodes) - 1

    def give(self, group: Group, worker: Worker, day: int, reason: int = FIRST) -> None:
        """Allocate the group to a worker from that day on."""
        self.take(group, day)
        group.worker, group.since, group.reason, group.spell_team = worker, day, reason, worker.team
        group.held = False
        worker.load += group.size
        worker.groups[group] = None

    def take(self, group: Group, day: int) -> None:
        """End the present allocation, if there is one."""
        worker = group.worker
        if worker is None:
            return
        if group.since < day:
            self._write_spell(group, worker, day)
        worker.load -= group.size
        del worker.groups[group]
        group.worker = None

    def _write_spell(self, group: Group, worker: Worker, end: int) -> None:
        for episode in group.episodes:
            row = (episode, worker.number, group.spell_team, group.since, end, group.reason)
            self.file.spells.append(row)

    def close(self, group: Group, day: int, reason: int) -> None:
        """End all that is open for the group, and its children's episodes."""
        self.end_plans(group, day)
        for place in group.assessments:
            if self.file.assessments[place][2] == NEVER:
                self.file.assessments[place][2] = day
        self._end_last_spell(group, day)
        for place in group.episodes:
            self.file.episodes[place].closed = day
            self.file.episodes[place].reason = reason
        group.closed = True
        self._leave(group.family)

    def _end_last_spell(self, group: Group, day: int) -> None:
        if group.worker is not None and group.since == day:
            self._write_spell(group, group.worker, day)
        self.take(group, day)

    def _leave(self, family: int) -> None:
        self._open[family] -= 1
        if not self._open[family]:
            self.families.closed(self.families.families[family])

    def start_need_plan(self, group: Group, day: int, team: int) -> None:
        """A plan for children in need, for each child of the group."""
        worker = group.worker.number if group.worker else -1
        for episode in group.episodes:
            group.in_need.append(len(self.file.plans))
            self.file.plans.append([episode, day, NEVER, team, worker])

    def end_plans(self, group: Group, day: int) -> None:
        """End the group's plans, whichever it has."""
        for place in group.in_need:
            self.file.plans[place][2] = day
        for place in group.protected:
            self.file.protection[place][3] = day
        group.in_need, group.protected = [], []

    def part(self, group: Group, episode: int, day: int) -> Group:
        """One child's case, taken out of the group to go its own way; its plans end that day."""
        if group.size == 1:
            self.end_plans(group, day)
            return group
        alone = Group([episode], group.family, group.north, group.stage, group.team, group.referred)
        self._part_plans(group, episode, day)
        if group.worker is not None:
            alone.worker, alone.since = group.worker, group.since
            alone.reason, alone.spell_team = group.reason, group.spell_team
            alone.worker.groups[alone] = None
        group.episodes.remove(episode)
        self._open[group.family] += 1
        return alone

    def _part_plans(self, group: Group, episode: int, day: int) -> None:
        for place in [place for place in group.in_need if self.file.plans[place][0] == episode]:
            self.file.plans[place][2] = day
            group.in_need.remove(place)
        for place in [place for place in group.protected if self.file.protection[place][0] == episode]:
            self.file.protection[place][3] = day
            group.protected.remove(place)

    def write_open_spells(self, groups: list[Group]) -> None:
        """At the end of the simulation: the allocations that last."""
        for group in groups:
            if group.worker is not None:
                self._write_spell(group, group.worker, NEVER)
