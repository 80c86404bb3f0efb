"""What Exampleshire decided in 2020, handed over as the decisions return: ratings since the pandemic plan, contacts and
how they were made, supervision, concerns raised, and who was given a case or left without a worker.

A decision is recorded on the day it is made, so each return holds all that lies before its day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from foothold.demo.casefile import CHANGE_REASONS, FIRST, NEVER
from foothold.demo.chance import stream
from foothold.demo.core_records import Core, columns_of, person, referral_id, worker_id
from foothold.demo.days import DAYS, Numbers, index_of, working_days_after_each
from foothold.demo.extract import Extracts, Sheet, code_of, date_of, flag, number_of
from foothold.demo.places import AUTHORITY
from foothold.demo.recording import UNKNOWN_YET
from foothold.demo.repeated import while_it_lasts

PANDEMIC_PLAN = date(2020, 3, 30)
"""From this day nearly every open case is rated, and the rating says how the child is contacted."""
DECISION_DAYS = (date(2020, 3, 31), date(2020, 6, 30), date(2020, 11, 30))
"""Days on which what had been decided was handed over."""
_YEAR_BEGINS = index_of(date(2020, 1, 1))
_PLAN_BEGINS = index_of(PANDEMIC_PLAN)
_LAST_MEETING_THAT_LEFT_CASES = index_of(date(2020, 1, 3))

RATINGS = ("red", "amber", "green")
MODES = ("face to face", "video", "phone")
ROUTES = ("IRO", "CP_CHAIR", "OTHER")
REVIEWED_EVERY = np.array([28, 42, 84])  # days, by rating
CONTACT_EVERY = np.array([13, 28, 45])  # days, by rating
# cumulative shares of the modes, by rating: red is seen face to face first, the others mostly by phone or video
_BY_MODE = np.array([[0.88, 0.95, 1.0], [0.36, 0.70, 1.0], [0.16, 0.52, 1.0]])
_SEEN = np.array([0.94, 0.82, 0.0])  # by mode
# cumulative shares of the ratings: children on a protection plan, looked after, others
_RATED = np.array([[0.58, 0.97, 1.0], [0.12, 0.45, 1.0], [0.13, 0.50, 1.0]])
_NEVER_RATED = 0.03
_RAISED_BEFORE, _RAISED_SINCE = 2.0, 5.0  # concerns a week


@dataclass(frozen=True)
class _Ratings:
    """Parallel arrays: one rating each, until the next one or the end of the case."""

    episode: Numbers
    rating: Numbers
    day: Numbers
    until: Numbers


class Decisions:
    """Everything decided in 2020, from which the return of any day is written."""

    def __init__(self, core: Core, seed: int) -> None:
        self.core = core
        self.random = stream(seed, "decisions")
        self._spells = _Spells(core)
        self._open_until = np.where(core.closed == NEVER, DAYS + 400, core.closed)
        self._serious = self._seriousness()
        ratings = self._ratings()
        self.sheets = [
            self._rating_sheet(ratings),
            self._contact_sheet(ratings),
            self._supervision_sheet(),
            self._escalation_sheet(),
            self._allocation_sheet(),
        ]

    def _seriousness(self) -> Numbers:
        """0 for children who were on a protection plan in 2020, 1 for those looked after, 2 for others, by episode."""
        kind = np.full(len(self.core.child), 2)
        file = self.core.simulated.file
        for rows, start, end, value in ((file.care, 1, 2, 1), (file.protection, 2, 3, 0)):
            columns = columns_of([row[:4] for row in rows], 4)
            lasting = (columns[end] == NEVER) | (columns[end] > _PLAN_BEGINS)
            kind[columns[0][lasting & (columns[start] < DAYS)]] = value
        return kind

    def _ratings(self) -> _Ratings:
        core, random = self.core, self.random
        wanted = (~core.declined) & (self._open_until > _PLAN_BEGINS + 1) & (core.referred < DAYS - 3)
        wanted &= random.random(len(core.child)) >= _NEVER_RATED
        episode = np.flatnonzero(wanted)
        day = np.maximum(core.referred[episode] + random.integers(0, 3, len(episode)), _PLAN_BEGINS)
        rating = _choice(_RATED[self._serious[episode]], random)
        rounds = []
        while len(episode):
            late = np.where(random.random(len(day)) < 0.12, random.integers(1, 25, len(day)), 0)
            following = day + REVIEWED_EVERY[rating] - random.integers(0, 4, len(day)) + late
            until = np.minimum(following, self._open_until[episode])
            rounds.append((episode, rating, day, until))
            goes_on = (following < self._open_until[episode]) & (following < DAYS)
            episode, day, rating = episode[goes_on], following[goes_on], self._again(rating[goes_on])
        return _Ratings(*(np.concatenate(column) for column in zip(*rounds, strict=True)))

    def _again(self, rating: Numbers) -> Numbers:
        """At a review most ratings stay; those that change go one step, more of them down."""
        step = np.searchsorted([0.05, 0.82], self.random.random(len(rating))) - 1
        return np.clip(rating + step, 0, 2)

    def _rating_sheet(self, ratings: _Ratings) -> Sheet:
        raw = {
            "n": np.arange(len(ratings.day)), "child": self.core.child[ratings.episode], "episode": ratings.episode,
            "rating": ratings.rating, "day": ratings.day, "entered": ratings.day,
            "due": ratings.day + REVIEWED_EVERY[ratings.rating],
        }  # fmt: skip
        columns = _about("rating_id", "G") | {
            "rating": code_of("rating", RATINGS),
            "rated_on": date_of("day"),
            "by_role": "'team manager'",
            "review_due_on": date_of("due"),
        }
        return Sheet("case_ratings", raw, columns)

    def _contact_sheet(self, ratings: _Ratings) -> Sheet:
        places, days = [], []
        for rating, every in enumerate(CONTACT_EVERY):
            of_rating = np.flatnonzero(ratings.rating == rating)
            place, day = while_it_lasts(
                ratings.day[of_rating], ratings.until[of_rating], float(every), self.random, first=0.3
            )
            places.append(of_rating[place])
            days.append(day)
        place, day = np.concatenate(places), np.concatenate(days)
        episode, mode = ratings.episode[place], _choice(_BY_MODE[ratings.rating[place]], self.random)
        seen = self.random.random(len(day)) < _SEEN[mode]
        raw = {
            "n": np.arange(len(day)), "child": self.core.child[episode], "episode": episode, "day": day,
            "entered": day, "mode": mode, "seen": seen.astype(np.int64),
            "alone": (seen & (self.random.random(len(day)) < np.where(mode == 0, 0.62, 0.25))).astype(np.int64),
            "worker": self._spells.worker_on(episode, day),
        }  # fmt: skip
        columns = _about("contact_id", "K") | {
            "contact_on": date_of("day"),
            "mode": code_of("mode", MODES),
            "seen": flag("seen"),
            "seen_alone": flag("alone"),
            "worker_id": worker_id("worker"),
        }
        return Sheet("contacts", raw, columns)

    def _supervision_sheet(self) -> Sheet:
        core = self.core
        episodes = np.flatnonzero(~core.declined & (self._open_until > _YEAR_BEGINS))
        begin = np.maximum(core.referred[episodes], _YEAR_BEGINS)
        place, day = while_it_lasts(begin, self._open_until[episodes], 45.0, self.random, first=0.7, unsteady=0.3)
        episode = episodes[place]
        worker = self._spells.worker_on(episode, day)
        kept = worker >= 0
        episode, day, worker = episode[kept], day[kept], worker[kept]
        raw = {
            "n": np.arange(len(day)), "child": core.child[episode], "episode": episode, "day": day, "entered": day,
            "worker": worker,
        }  # fmt: skip
        columns = _about("supervision_id", "S") | {
            "held_on": date_of("day"),
            "worker_id": worker_id("worker"),
            "supervisor_role": "'team manager'",
        }
        return Sheet("supervisions", raw, columns)

    def _escalation_sheet(self) -> Sheet:
        random = self.random
        day = np.concatenate(
            [
                np.sort(random.integers(begin, end, int((end - begin) / 7 * weekly)))
                for begin, end, weekly in (
                    (_YEAR_BEGINS + 1, _PLAN_BEGINS, _RAISED_BEFORE),
                    (_PLAN_BEGINS, DAYS - 1, _RAISED_SINCE),
                )
            ]
        )
        day = np.minimum(working_days_after_each(day, np.zeros(len(day), dtype=np.int64)), DAYS - 1)
        episode = np.array([self._one_of_concern(int(one)) for one in day])
        due = working_days_after_each(day, np.full(len(day), 10))
        taken = np.where(
            random.random(len(day)) < 0.76, random.integers(2, 11, len(day)), random.integers(11, 30, len(day))
        )
        closed = working_days_after_each(day, taken)
        route = np.where(self._serious[episode] == 0, 1, np.where(random.random(len(day)) < 0.8, 0, 2))
        raw = {
            "n": np.arange(len(day)), "child": self.core.child[episode], "episode": episode, "day": day,
            "entered": day, "route": route,
            "stage": 1 + (taken > 10).astype(np.int64), "due": due, "closed": closed,
            "closed_known": np.where(closed < DAYS, closed, UNKNOWN_YET),
        }  # fmt: skip
        columns = _about("escalation_id", "E") | {
            "route": code_of("route", ROUTES),
            "stage": "cast(stage as integer)",
            "raised_on": date_of("day"),
            "due_on": date_of("due"),
            "closed_on": date_of("closed"),
        }
        return Sheet("escalations", raw, columns, {"closed_on": "closed_known"})

    def _one_of_concern(self, day: int) -> int:
        """An open case, of a child who is protected or looked after, in which somebody raises a concern that day."""
        core = self.core
        at_stake = np.flatnonzero((self._serious < 2) & (core.referred < day) & (self._open_until > day + 5))
        return int(self.random.choice(at_stake))

    def _allocation_sheet(self) -> Sheet:
        episode, worker, day, reason = self._spells.begun_since(_YEAR_BEGINS)
        left = self._spells.without_worker(np.flatnonzero(~self.core.declined), _LAST_MEETING_THAT_LEFT_CASES)
        left = left[(self.core.referred[left] <= _LAST_MEETING_THAT_LEFT_CASES)]
        left = left[self._open_until[left] > _LAST_MEETING_THAT_LEFT_CASES]
        count = len(left)
        episode = np.concatenate([left, episode])
        raw = {
            "n": np.arange(len(episode)), "child": self.core.child[episode], "episode": episode,
            "day": np.concatenate([np.full(count, _LAST_MEETING_THAT_LEFT_CASES), day]),
            "entered": np.concatenate([np.full(count, _LAST_MEETING_THAT_LEFT_CASES), day]),
            "worker": np.concatenate([np.full(count, -1), worker]),
            "reason": np.concatenate([np.full(count, -1), reason]),
            "decision": np.concatenate([np.full(count, 2), np.where(reason == FIRST, 0, 1)]),
        }  # fmt: skip
        columns = _about("decision_id", "D") | {
            "decided_on": date_of("day"),
            "decision": code_of("decision", ["allocate", "reallocate", "leave unallocated"]),
            "worker_id": worker_id("worker"),
            "change_reason": code_of("reason", CHANGE_REASONS),
            "unallocated_reason": "case when decision = 2 then 'NO_CAPACITY' end",
            "by_role": "'team manager'",
        }
        return Sheet("allocation_decisions", raw, columns)


class _Spells:
    """Who had which case when, to be asked for many cases and days at once."""

    def __init__(self, core: Core) -> None:
        rows = core.simulated.file.spells
        episode, worker, _, start, end, reason = columns_of(rows, 6)
        order = np.lexsort((start, episode))
        self._episode, self._worker, self._start = episode[order], worker[order], start[order]
        self._end = np.where(end[order] == NEVER, DAYS + 400, end[order])
        self._reason = reason[order]
        self._key = self._episode * 10_000 + self._start + 5_000

    def worker_on(self, episode: Numbers, day: Numbers) -> Numbers:
        """The worker of each case on its day, -1 for nobody."""
        place = np.searchsorted(self._key, episode * 10_000 + day + 5_000, side="right") - 1
        place = np.maximum(place, 0)
        holds = (self._episode[place] == episode) & (self._start[place] <= day) & (self._end[place] > day)
        return np.where(holds, self._worker[place], -1)

    def without_worker(self, episodes: Numbers, day: int) -> Numbers:
        """Those of the cases that nobody had on a day."""
        return episodes[self.worker_on(episodes, np.full(len(episodes), day)) < 0]

    def begun_since(self, day: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Case, worker, day and reason of every allocation since a day, in order of day."""
        chosen = np.flatnonzero((self._start >= day) & (self._start < DAYS))
        chosen = chosen[np.argsort(self._start[chosen], kind="stable")]
        return self._episode[chosen], self._worker[chosen], self._start[chosen], self._reason[chosen]


def _about(identifier: str, prefix: str) -> dict[str, str]:
    return {
        identifier: number_of("n", prefix, 7),
        "child_id": person("child"),
        "referral_id": referral_id("episode"),
    }


def _choice(cumulative: Numbers, random: np.random.Generator) -> Numbers:
    """For each row of cumulative shares the place of one of them."""
    return (random.random((len(cumulative), 1)) > cumulative).sum(axis=1)


def write_decisions(sheets: list[Sheet], folder: Path) -> list[tuple[Path, date]]:
    """Write the return of each day below a folder; paths and days."""
    extracts = Extracts(sheets)
    written = []
    for day in DECISION_DAYS:
        path = folder / f"decisions-{day}.json"
        sections = [f'"{sheet.file}": {_section(extracts, sheet, day, folder)}' for sheet in sheets]
        head = f'"format": "foothold-decisions", "version": 1, "authority": "{AUTHORITY}", "as_at": "{day}"'
        path.write_text("{" + ",\n".join([head, *sections]) + "}\n", encoding="utf-8")
        written.append((path, day))
    extracts.close()
    return written


def _section(extracts: Extracts, sheet: Sheet, day: date, folder: Path) -> str:
    """The records of a section that had been decided by a day, as a JSON list."""
    part = folder / f"{sheet.file}.part"
    target = str(part).replace("'", "''")
    rows = f"select * from ({extracts.as_held(sheet, index_of(day))}) order by 1"
    extracts.connection.execute(f"copy ({rows}) to '{target}' (format json, array true)")
    text = part.read_text(encoding="utf-8")
    part.unlink()
    return text.strip() or "[]"
