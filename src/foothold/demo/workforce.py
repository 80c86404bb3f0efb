"""Posts and the people in them: who joins, who leaves, what stays empty, week by week."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from foothold.demo import places
from foothold.demo.chance import Draws
from foothold.demo.days import Course, index_of

if TYPE_CHECKING:
    from foothold.demo.casefile import Group

SOCIAL_WORKER, SENIOR, NEWLY_QUALIFIED = "Social Worker", "Senior Social Worker", "Newly Qualified Social Worker"
TEAM_MANAGER, DUTY_INBOX = "Team Manager", "Duty Inbox"
REVIEWING_OFFICER, PERSONAL_ADVISOR = "Independent Reviewing Officer", "Personal Advisor"

_LEAVES_A_WEEK = {False: 0.0035, True: 0.012}  # permanent, agency
REDEPLOYED = (date(2019, 11, 4), places.LOOKED_AFTER, places.DUTY, 10)
"""Ten permanent workers of the fully staffed looked-after teams help the duty teams."""

PLAN: dict[
    str, tuple[tuple[date, int, int], ...]
] = {  # per service area: from this day so many permanent, so many agency
    places.FRONT_DOOR: (
        (date(2018, 4, 1), 26, 5),
        (date(2019, 5, 13), 24, 8),
        (date(2019, 10, 14), 23, 9),
        (date(2020, 4, 6), 27, 7),
        (date(2020, 11, 30), 29, 5),
    ),
    places.DUTY: (
        (date(2018, 4, 1), 44, 26),
        (date(2018, 10, 15), 37, 29),
        (date(2019, 1, 14), 32, 40),
        (date(2019, 5, 13), 26, 40),
        (date(2019, 8, 12), 26, 31),
        (date(2019, 10, 14), 26, 28),
        (date(2019, 10, 28), 26, 30),
        (date(2019, 11, 4), 36, 34),
        (date(2019, 12, 9), 37, 46),
        (date(2020, 1, 6), 39, 46),
        (date(2020, 4, 6), 44, 40),
        (date(2020, 9, 7), 54, 34),
        (date(2020, 11, 30), 58, 30),
    ),
    places.SAFEGUARDING: (
        (date(2018, 4, 1), 76, 26),
        (date(2019, 5, 13), 64, 37),
        (date(2019, 10, 14), 61, 34),
        (date(2020, 1, 6), 64, 44),
        (date(2020, 9, 7), 74, 38),
        (date(2020, 11, 30), 78, 34),
    ),
    places.LOOKED_AFTER: (
        (date(2018, 4, 1), 85, 4),
        (date(2019, 5, 13), 86, 4),
        (date(2019, 10, 28), 86, 4),
        (date(2019, 11, 4), 76, 4),
        (date(2020, 6, 1), 80, 4),
        (date(2020, 11, 30), 83, 3),
    ),
    places.DISABLED: ((date(2018, 4, 1), 18, 5), (date(2019, 5, 13), 17, 6), (date(2020, 11, 30), 19, 4)),
    places.LEAVING_CARE: ((date(2018, 4, 1), 12, 4), (date(2019, 5, 13), 11, 5), (date(2020, 11, 30), 13, 3)),
}


@dataclass
class Worker:
    """One member of staff, from the first day to the last; `groups` are the families held now."""

    number: int
    title: str
    agency: bool
    team: int  # place in TEAMS
    start: int
    end: int | None = None
    full_time: float = 1.0
    stretch: float = 1.0  # caseload the manager gives this worker, as a multiple of the usual
    load: int = 0
    groups: dict[Group, None] = field(default_factory=dict)
    post: int = -1
    changed: int = 0  # day on which the worker came to the present team


@dataclass
class Holding:
    """One post, held by one worker or by nobody, for a time."""

    post: int
    worker: int | None
    agency: bool
    start: int
    end: int | None = None


@dataclass(frozen=True)
class Leaving:
    """A worker who leaves a team on a day, whose cases somebody must take."""

    worker: Worker
    team: int
    redeployed: bool


class Workforce:
    """The establishment: every Monday people leave, and posts are filled as far as the plan of the time allows."""

    def __init__(self, seed: int) -> None:
        self._draws = Draws(seed, "workforce")
        self._plan = {area: _courses(steps) for area, steps in PLAN.items()}
        self.workers: list[Worker] = []
        self.holdings: list[Holding] = []
        self.posts: list[tuple[int, str]] = []  # team, role
        self._open: list[Holding] = []  # the holding that lasts, per post
        self.managers: list[Worker] = []
        self.inboxes: list[Worker] = []
        self._establish()

    def team(self, number: int) -> list[Worker]:
        """Case-holding workers of a team now, in the order in which they came."""
        return self._members[number]

    def change(self, day: int) -> list[Leaving]:
        """A Monday: leavers go, the redeployed move, posts are filled or given up to meet the plan."""
        leaving = [Leaving(worker, worker.team, False) for worker in self._leavers(day)]
        if day == index_of(REDEPLOYED[0]):
            leaving += self._redeploy(day)
        for area in PLAN:
            leaving += self._meet_plan(area, day)
        return leaving

    def _establish(self) -> None:
        self._members: list[list[Worker]] = [[] for _ in places.TEAMS]
        for number, team in enumerate(places.TEAMS):
            for place in range(team.posts):
                self.posts.append((number, TEAM_MANAGER if place == 0 else "Social Worker"))
                self._open.append(Holding(len(self.posts) - 1, None, False, -400))
        for number in range(len(places.TEAMS)):
            self.managers.append(self._hire(number, TEAM_MANAGER, agency=False, day=-400))
            self.inboxes.append(self._new_worker(number, DUTY_INBOX, False, -400))
        for area in PLAN:
            self._meet_plan(area, -400)

    def _leavers(self, day: int) -> list[Worker]:
        gone = []
        for members in self._members:
            for worker in list(members):
                if self._draws.happens(_LEAVES_A_WEEK[worker.agency]):
                    self._leave(worker, day)
                    gone.append(worker)
        return gone

    def _leave(self, worker: Worker, day: int) -> None:
        worker.end = day
        self._vacate(worker, day)

    def _vacate(self, worker: Worker, day: int) -> None:
        self._members[worker.team].remove(worker)
        self._hold(worker.post, None, False, day)

    def _redeploy(self, day: int) -> list[Leaving]:
        _, source, target, count = REDEPLOYED
        moved = []
        for place in range(count):
            members = self._members[places.teams_of(source)[place % 2]]
            worker = next(member for member in members if not member.agency and member.title != NEWLY_QUALIFIED)
            left = worker.team
            self._vacate(worker, day)
            worker.team, worker.changed = places.teams_of(target)[place % 5], day
            self._take_post(worker, day)
            moved.append(Leaving(worker, left, True))
        return moved

    def _meet_plan(self, area: str, day: int) -> list[Leaving]:
        leaving = []
        for agency in (False, True):
            wanted = self._wanted(area, agency, day)
            for team, count in wanted.items():
                held = [worker for worker in self._members[team] if worker.agency is agency]
                for worker in held[count:]:
                    self._leave(worker, day)
                    leaving.append(Leaving(worker, team, False))
                for _ in range(count - len(held)):
                    self._hire(team, self._title(agency), agency, day)
        return leaving

    def _wanted(self, area: str, agency: bool, day: int) -> dict[int, int]:
        """Case holders the plan allows each team of an area; managers are permanent and counted in the plan."""
        teams = places.teams_of(area)
        total = round(self._plan[area][agency].at(day)) - (0 if agency else len(teams))
        posts = sum(places.TEAMS[team].posts for team in teams)
        shares = {team: total * places.TEAMS[team].posts / posts for team in teams}
        counts = {team: int(share) for team, share in shares.items()}
        by_remainder = sorted(teams, key=lambda team: counts[team] - shares[team])
        for team in by_remainder[: total - sum(counts.values())]:
            counts[team] += 1
        return counts

    def _title(self, agency: bool) -> str:
        draw = self._draws.uniform()
        if agency:
            return SENIOR if draw < 0.3 else SOCIAL_WORKER
        return NEWLY_QUALIFIED if draw < 0.25 else SENIOR if draw < 0.42 else SOCIAL_WORKER

    def _hire(self, team: int, title: str, agency: bool, day: int) -> Worker:
        worker = self._new_worker(team, title, agency, day)
        self._take_post(worker, day)
        return worker

    def _new_worker(self, team: int, title: str, agency: bool, day: int) -> Worker:
        worker = Worker(len(self.workers), title, agency, team, day, changed=day)
        worker.full_time = 1.0 if agency else self._draws.one_of((1.0, 1.0, 1.0, 0.8, 0.6))
        worker.stretch = self._stretch(title) * worker.full_time
        self.workers.append(worker)
        return worker

    def _stretch(self, title: str) -> float:
        usual = {NEWLY_QUALIFIED: 0.62, SENIOR: 1.12}.get(title, 1.0)
        carries_most = 1.65 if self._draws.happens(0.09) else 1.0
        return usual * carries_most * min(max(1 + 0.18 * self._draws.normal(), 0.65), 1.45)

    def _take_post(self, worker: Worker, day: int) -> None:
        role = TEAM_MANAGER if worker.title == TEAM_MANAGER else "Social Worker"
        free = (post for post, kind in enumerate(self.posts) if kind == (worker.team, role))
        worker.post = next(post for post in free if self._open[post].worker is None)
        self._hold(worker.post, worker.number, worker.agency, day)
        if worker.title != TEAM_MANAGER:
            self._members[worker.team].append(worker)

    def _hold(self, post: int, worker: int | None, agency: bool, day: int) -> None:
        lasting = self._open[post]
        if lasting.start < day:
            self.holdings.append(Holding(post, lasting.worker, lasting.agency, lasting.start, day))
        self._open[post] = Holding(post, worker, agency, day)

    def all_holdings(self) -> list[Holding]:
        """Every holding, the lasting ones last."""
        return self.holdings + self._open


def _courses(steps: tuple[tuple[date, int, int], ...]) -> dict[bool, Course]:
    return {
        False: Course([(day, permanent) for day, permanent, _ in steps]),
        True: Course([(day, agency) for day, _, agency in steps]),
    }
