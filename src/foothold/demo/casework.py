"""The service at work, day by day: referral, allocation, assessment, plans, care and closure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from foothold.demo import places, regimes
from foothold.demo.care import Care
from foothold.demo.casefile import (
    CLOSED_AFTER_ASSESSMENT,
    EARLY_HELP,
    LEFT,
    MOVED_AWAY,
    NEVER,
    NO_LONGER_IN_NEED,
    REORGANISED,
    TRANSFER,
    CaseFile,
    Group,
)
from foothold.demo.chance import Draws
from foothold.demo.days import DAYS, day_of, working_days_after, works_on
from foothold.demo.demand import SOURCES, Referrals, referrals
from foothold.demo.desk import Desk
from foothold.demo.families import Families
from foothold.demo.intake import Intake
from foothold.demo.workforce import Leaving, Worker, Workforce

_REFERRED_AGAIN = 0.305  # of arriving families, where a family of that size was referred in the last year
_AT_RISK = 0.31  # of accepted families: section 47 enquiries start at once
_PLAN = 0.88
_POLICE = next(place for place, source in enumerate(SOURCES) if source.code == "6")
Event = tuple[Callable[[Group, int], None], Group]


@dataclass
class Simulated:
    """What came of it: the case file, the families and the workforce."""

    file: CaseFile
    families: Families
    workforce: Workforce
    backlog: list[int]


class Casework:
    """The simulation's clock and the path of a case through the service."""

    def __init__(self, seed: int) -> None:
        self._draws = Draws(seed, "casework")
        self.families = Families(Draws(seed, "families"))
        self.file = CaseFile()
        self.workforce = Workforce(seed)
        self.desk = Desk(self.file, self.families)
        self.intake = Intake(seed, self.desk, self.workforce)
        self.care = Care(seed, self)
        self._events: list[list[Event]] = [[] for _ in range(DAYS + 1)]
        self.groups: list[Group] = []
        self._waiting_for_plan: list[Group] = []  # assessed, and waiting for room in a safeguarding team

    def run(self, seed: int, progress: Callable[[str], None] | None = None) -> Simulated:
        """Every day from the first to the last."""
        arrivals = _by_day(referrals(seed))
        backlog = []
        for day in range(DAYS):
            self._one_day(day, arrivals[day])
            backlog.append(self.intake.waiting())
            if progress and day_of(day).day == 1:
                progress(f"Simulating {day_of(day):%B %Y}")
        self.desk.write_open_spells([group for group in self.groups if not group.closed])
        return Simulated(self.file, self.families, self.workforce, backlog)

    def at(self, day: int, happening: Callable[[Group, int], None], group: Group) -> None:
        """Let something happen to the group on a later day."""
        if day < DAYS:
            self._events[max(day, 0)].append((happening, group))

    def _one_day(self, day: int, arrivals: list[tuple[int, int]]) -> None:
        if day_of(day).weekday() == 0:
            for leaving in self.workforce.change(day):
                self._hand_over(leaving, day)
        for source, size in arrivals:
            self._referral(day, source, size)
        for happening, group in self._events[day]:
            if not group.closed:
                happening(group, day)
        self._events[day] = []
        self._move_to_safeguarding(day)
        self.care.one_day(day)
        self.intake.meet(day)
        for group in self.intake.allocated:
            self.start_work(group, day)

    # The front door

    def _referral(self, day: int, source: int, size: int) -> None:
        family = self.families.again(size, day) if self._draws.happens(_REFERRED_AGAIN) else None
        if family is None:
            family = self.families.new(size, day)
        front_door = places.teams_of(places.FRONT_DOOR)[0]
        if self._draws.happens(regimes.NO_FURTHER_ACTION.at(day)):
            closed = day + self._draws.whole(0, 2)
            self.desk.decline(family, day, source, front_door, closed)
            return
        group = self.desk.open(family, day, source, self.intake.team_for(family.north), "duty")
        group.urgent = self._draws.happens(_AT_RISK + (0.08 if source == _POLICE else -0.02))
        self.accept(group, day)

    def accept(self, group: Group, day: int) -> None:
        """Into the duty team: the assessment often opens with the referral, before anybody has the case."""
        self.groups.append(group)
        if self._draws.happens(0.55):
            self.open_assessment(group, day)
        self.intake.arrive(group, day)
        if group.urgent:
            self.start_work(group, day)
            self.enquire(group, day + self._draws.whole(0, 1))

    def open_assessment(self, group: Group, day: int) -> None:
        """An assessment for each child."""
        for episode in group.episodes:
            group.assessments.append(len(self.file.assessments))
            self.file.assessments.append([episode, day, NEVER, 0, group.team, -1])

    def assessed_before(self, group: Group, start: int, authorised: int) -> None:
        """Assessments that were finished before the simulation."""
        self.open_assessment(group, start)
        number = group.worker.number if group.worker else -1
        for place in group.assessments:
            self.file.assessments[place][2:] = [max(authorised, start), 99, group.spell_team, number]

    # Duty and assessment

    def start_work(self, group: Group, day: int) -> None:
        """A duty worker has the family: open the assessment if need be, and settle when it will be finished."""
        if group.worker is None:
            raise ValueError("Work starts once a worker has the family.")
        if not group.assessments:
            self.open_assessment(group, day)
        elif self.file.assessments[group.assessments[0]][5] >= 0:
            return  # taken over from a colleague: the assessment goes on
        for place in group.assessments:
            self.file.assessments[place][5] = group.worker.number
        self.at(self._finished(group, group.worker, day), self._assessed, group)

    def _finished(self, group: Group, worker: Worker, day: int) -> int:
        start = self.file.assessments[group.assessments[0]][1]
        pressure = (max(worker.load, 8) / (18 * worker.stretch)) ** 0.5
        finished = working_days_after(day, int(min(max(self._draws.spread(30.0, 0.44) * pressure, 4), 95)))
        deadline = working_days_after(start, 45)
        if finished > deadline > day + 3 and self._draws.happens(regimes.DEADLINE_EFFORT.at(day)):
            return working_days_after(deadline, -self._draws.whole(0, 4))
        return finished

    def _assessed(self, group: Group, day: int) -> None:
        if group.worker is None or group.held:
            self.at(day + 7, self._assessed, group)
            return
        outcome = self._draws.uniform()
        for place in group.assessments:
            row = self.file.assessments[place]
            if row[2] == NEVER:
                row[2:] = [day, int(outcome * 100), group.worker.team, group.worker.number]
        if group.stage == "duty":
            self._decide(group, day, outcome)

    def _decide(self, group: Group, day: int, outcome: float) -> None:
        if outcome < 0.30:
            group.stage = "closing"
            self.at(day + self._draws.whole(0, 8), self._close_assessed, group)
        elif outcome < 0.65:
            group.stage = "short work"
            self.desk.start_need_plan(group, day, group.team)
            self.at(day + self._draws.whole(60, 190), self._finish, group)
        elif outcome < 0.67:
            self._to_disabled(group, day)
        else:
            group.stage = "to safeguarding"
            self.desk.start_need_plan(group, day, group.team)
            self._waiting_for_plan.append(group)

    def _close_assessed(self, group: Group, day: int) -> None:
        if group.stage == "closing":
            early_help = self._draws.happens(0.3)
            self.close(group, day, EARLY_HELP if early_help else CLOSED_AFTER_ASSESSMENT)

    def _finish(self, group: Group, day: int) -> None:
        if group.stage in ("short work", "in need", "disabled"):
            moved = self._draws.happens(0.04)
            self.close(group, day, MOVED_AWAY if moved else NO_LONGER_IN_NEED)

    def close(self, group: Group, day: int, reason: int) -> None:
        """The family's cases end."""
        self.left_duty(group)
        self.desk.close(group, day, reason)

    def left_duty(self, group: Group) -> None:
        """Tell the duty teams that the group no longer waits or weighs there."""
        if group.worker is None or group.held:
            self.intake.leave(group)
        elif places.TEAMS[group.worker.team].area == places.DUTY:
            self.intake.freed(group.worker.team, group.size)

    def _to_disabled(self, group: Group, day: int) -> None:
        self.left_duty(group)
        self.desk.give(group, self.freest(places.DISABLED), day, TRANSFER)
        self.keep_disabled(group, day)

    def keep_disabled(self, group: Group, day: int) -> None:
        """The disabled children's team has the family, mostly for long."""
        group.stage = "disabled"
        if not group.in_need:
            self.desk.start_need_plan(group, day, places.teams_of(places.DISABLED)[0])
        self.file.disabled += [(episode, day) for episode in group.episodes]
        self.at(day + int(self._draws.spread(560, 0.5)), self._finish, group)

    # Section 47 and conferences

    def enquire(self, group: Group, day: int) -> None:
        """Section 47 enquiries for each child; near half lead to an initial conference."""
        start = day if works_on(day) else working_days_after(day, 1)
        conference = self._draws.happens(regimes.CONFERENCE_FOLLOWS.at(start))
        team, worker = (group.worker.team, group.worker.number) if group.worker else (group.team, -1)
        end = working_days_after(start, self._draws.whole(3, 12))
        for episode in group.episodes:
            self.file.enquiries.append([episode, start, end, int(conference), team, worker])
        if conference:
            first = len(self.file.enquiries) - group.size
            self.at(self._conference_day(start), self._conference(first), group)

    def _conference_day(self, start: int) -> int:
        in_time = self._draws.happens(regimes.CONFERENCE_IN_TIME.at(start))
        late = 16 + int(self._draws.patience(6.0))
        days = max(self._draws.whole(6, 15), self._draws.whole(6, 15)) if in_time else late
        return working_days_after(start, days)

    def _conference(self, first: int) -> Callable[[Group, int], None]:
        def hold(group: Group, day: int) -> None:
            planned = self._draws.happens(_PLAN)
            places_of_plans = []
            for place in range(first, len(self.file.enquiries)):
                episode, *_, team, worker = self.file.enquiries[place]
                if episode not in group.episodes or place - first >= 6:
                    continue
                self.file.conferences.append([episode, place, day, int(planned), first, team, worker])
                places_of_plans.append(len(self.file.conferences) - 1)
            if planned and places_of_plans and group.stage not in ("protected", "care"):
                self.care.protect(group, day, places_of_plans)

        return hold

    # Safeguarding

    def _move_to_safeguarding(self, day: int) -> None:
        if not works_on(day):
            return
        waiting, self._waiting_for_plan = self._waiting_for_plan, []
        for group in waiting:
            if group.closed or group.stage != "to safeguarding":
                continue
            worker = self.freest(places.SAFEGUARDING, group.north)
            room = regimes.SAFEGUARDING_CEILING.at(day) * worker.stretch - worker.load
            if room < 1 or group.worker is None:
                self._waiting_for_plan.append(group)
            else:
                self.move(group, worker, day)
                self.support(group, day)

    def move(self, group: Group, worker: Worker, day: int) -> None:
        """From the present team to a worker of another."""
        self.left_duty(group)
        self.desk.give(group, worker, day, TRANSFER)

    def support(self, group: Group, day: int, usual: float = 150.0) -> None:
        """Work with a safeguarding team's plan for children in need, which ends well or turns to protection."""
        group.stage = "in need"
        if not group.in_need:
            self.desk.start_need_plan(group, day, group.worker.team if group.worker else group.team)
        ends = day + max(int(self._draws.spread(usual, 0.5)), 30)
        self.at(ends, self._finish, group)
        if self._draws.happens(0.10):
            self.at(day + self._draws.whole(20, max(ends - day, 21)), self._escalate, group)

    def _escalate(self, group: Group, day: int) -> None:
        if group.stage == "in need":
            self.enquire(group, day)

    def freest(self, area: str, north: bool | None = None) -> Worker:
        """The worker of a service area, in one locality where there is a choice, with most room for cases."""
        teams = places.teams_of(area)
        if len(teams) > 1 and north is not None:
            teams = places.teams_of(area, "north" if north else "west")
        members = [worker for team in teams for worker in self.workforce.team(team)]
        return min(members, key=lambda worker: worker.load / worker.stretch)

    # Workers who leave

    def _hand_over(self, leaving: Leaving, day: int) -> None:
        area = places.TEAMS[leaving.team].area
        for group in list(leaving.worker.groups):
            unsure = area == places.DUTY and not leaving.redeployed and not group.urgent and group.stage == "duty"
            if unsure and self._draws.happens(regimes.HANDED_BACK.at(day)):
                self.intake.back(group, day)
            else:
                colleagues = self.workforce.team(leaving.team)
                colleague = min(colleagues, key=lambda worker: worker.load / worker.stretch)
                self.desk.give(group, colleague, day, REORGANISED if leaving.redeployed else LEFT)


def _by_day(referred: Referrals) -> list[list[tuple[int, int]]]:
    days: list[list[tuple[int, int]]] = [[] for _ in range(DAYS)]
    columns = (referred.day.tolist(), referred.source.tolist(), referred.size.tolist())
    for day, source, size in zip(*columns, strict=True):
        days[day].append((source, size))
    return days
