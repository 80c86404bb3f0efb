"""The records at the heart of the story, as sheets: referrals, workers and their cases, assessments, plans, posts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from foothold.demo import places
from foothold.demo.casefile import CHANGE_REASONS, CLOSE_REASONS, NEVER
from foothold.demo.casework import Simulated
from foothold.demo.chance import stream
from foothold.demo.days import Numbers
from foothold.demo.demand import SOURCES
from foothold.demo.extract import Sheet, code_of, date_of, flag, number_of
from foothold.demo.recording import UNKNOWN_YET, allocations_entered, entered
from foothold.demo.workforce import DUTY_INBOX, PERSONAL_ADVISOR, REVIEWING_OFFICER, TEAM_MANAGER

TEAM_IDS = tuple(team.id for team in places.TEAMS)
NEEDS = ("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N0")
_NEED_SHARES = (0.54, 0.06, 0.04, 0.12, 0.15, 0.03, 0.01, 0.05)


def person(array: str) -> str:
    """SQL: the identifier of a child."""
    return number_of(array, "C", 6)


def worker_id(array: str) -> str:
    """SQL: the identifier of a worker."""
    return number_of(array, "W", 4)


def team_id(array: str) -> str:
    """SQL: the identifier of a team."""
    return code_of(array, TEAM_IDS)


def referral_id(array: str) -> str:
    """SQL: the identifier of a referral."""
    return number_of(array, "R", 7)


def columns_of(rows: Sequence[Sequence[int]], width: int) -> list[Numbers]:
    """The columns of rows of whole numbers; empty ones where there are no rows."""
    table = np.array(rows, dtype=np.int64).reshape(len(rows), width)
    return [np.ascontiguousarray(table[:, place]) for place in range(width)]


class Core:
    """Arrays that several sheets share: the episodes and the days on which they became known."""

    def __init__(self, simulated: Simulated, seed: int) -> None:
        episodes = simulated.file.episodes
        self.seed, self.simulated = seed, simulated
        self.random = stream(seed, "recording")
        self.child = np.array([episode.child for episode in episodes])
        self.family = np.array([episode.family for episode in episodes])
        self.referred = np.array([episode.referred for episode in episodes])
        self.closed = np.array([episode.closed for episode in episodes])
        self.reason = np.array([episode.reason for episode in episodes])
        self.source = np.array([episode.source for episode in episodes])
        self.declined = np.array([episode.no_further_action for episode in episodes])
        self.team = np.array([episode.team for episode in episodes])
        self.entered = np.maximum(self.referred, -1)
        self.close_known = entered(self.closed, self.random, 0.3, 6.0)
        self.assessed = self._assessed()

    def _assessed(self) -> Numbers:
        """The day on which each episode's assessment was known to be authorised: until then the need is not stated."""
        known = np.full(len(self.child), UNKNOWN_YET)
        rows = self.simulated.file.assessments
        for episode, _, authorised, *_ in rows:
            if authorised != NEVER:
                known[episode] = min(known[episode], authorised)
        return known


def episodes(core: Core) -> Sheet:
    """`cin_episodes`: a few referrals first carried no source, and a need is known once somebody has assessed it."""
    random = core.random
    count = len(core.child)
    need = np.where(core.declined, -1, random.choice(len(_NEED_SHARES), count, p=_NEED_SHARES))
    first_unknown = random.random(count) < 0.012
    source_known = np.where(first_unknown, core.entered + random.integers(10, 120, count), core.entered)
    close_reason = np.where(core.declined, -1, core.reason)  # nobody assessed them: the code would say so
    raw = {
        "n": np.arange(count), "child": core.child, "referred": core.referred, "need": need, "source": core.source,
        "declined": core.declined.astype(np.int64), "reason": close_reason, "closed": core.closed, "team": core.team,
        "entered": core.entered, "close_known": core.close_known, "source_known": source_known,
        "assessed": core.assessed, "screener": _screeners(core),
    }  # fmt: skip
    outcome = (
        "'{\"SINGLE_ASSESSMENT_FLAG\":\"' || case when declined = 0 then 'Y' else 'N' end || "
        "'\",\"NFA_FLAG\":\"' || case when declined = 1 then 'Y' else 'N' end || "
        '\'","STRATEGY_DISCUSSION_FLAG":"N","CLA_REQUEST_FLAG":"N","OTHER_OUTCOMES_EXIST_FLAG":"N"}\''
    )
    columns = {
        "cine_referral_id": referral_id("n"),
        "cine_person_id": person("child"),
        "cine_referral_date": date_of("referred"),
        "cine_cin_primary_need_code": code_of("need", NEEDS),
        "cine_referral_source_code": code_of("source", [source.code for source in SOURCES]),
        "cine_referral_source_desc": code_of("source", [source.description for source in SOURCES]),
        "cine_referral_outcome_json": outcome,
        "cine_referral_nfa": flag("declined"),
        "cine_close_reason": code_of("reason", CLOSE_REASONS),
        "cine_close_date": date_of("closed"),
        "cine_referral_team": team_id("team"),
        "cine_referral_worker_id": worker_id("screener"),
    }
    late = {
        "cine_close_date": "close_known", "cine_close_reason": "close_known", "cine_cin_primary_need_code": "assessed",
        "cine_referral_source_code": "source_known", "cine_referral_source_desc": "source_known",
    }  # fmt: skip
    first = {
        "cine_referral_source_code": "'10'", "cine_referral_source_desc": "'Unknown'",
        "cine_cin_primary_need_code": "case when declined = 0 then 'N0' end",
    }  # fmt: skip
    return Sheet("ssd_cin_episodes", raw, columns, late, first)


def _screeners(core: Core) -> Numbers:
    """Who took each referral at the front door: somebody who worked there by then, nobody for old ones."""
    front_door = places.teams_of(places.FRONT_DOOR)[0]
    staff = [worker for worker in core.simulated.workforce.workers if worker.team == front_door]
    numbers = np.array([worker.number for worker in staff if worker.title not in (TEAM_MANAGER, DUTY_INBOX)])
    start = np.array([core.simulated.workforce.workers[number].start for number in numbers])
    newest = np.searchsorted(np.sort(start), core.referred, side="right")
    pick = newest - 1 - (core.random.random(len(core.referred)) * np.minimum(newest, 12)).astype(int)
    return np.where(newest > 0, numbers[np.argsort(start, kind="stable")][np.maximum(pick, 0)], -1)


def involvements(core: Core) -> Sheet:
    """`involvements`: who had which case from when to when, and the reviewing officers beside them."""
    episode, worker, team, start, end, reason = columns_of(core.simulated.file.spells, 6)
    order = np.lexsort((start, episode))
    episode, worker, team, start, end, reason = (a[order] for a in (episode, worker, team, start, end, reason))
    known = np.maximum(allocations_entered(start, core.random), core.entered[episode])
    raw = {
        "n": np.arange(len(episode)), "worker": worker, "team": team, "start_day": start, "end_day": end,
        "reason": reason, "child": core.child[episode], "episode": episode, "entered": np.maximum(known, -1),
        "end_known": np.maximum(_end_known(core, episode, start, end, known), known),
    }  # fmt: skip
    columns = {
        "invo_involvements_id": number_of("n", "I", 7),
        "invo_professional_id": worker_id("worker"),
        "invo_professional_role_id": "'allocated_case_worker'",
        "invo_professional_team": team_id("team"),
        "invo_involvement_start_date": date_of("start_day"),
        "invo_involvement_end_date": date_of("end_day"),
        "invo_worker_change_reason": code_of("reason", CHANGE_REASONS),
        "invo_person_id": person("child"),
        "invo_referral_id": referral_id("episode"),
    }
    return Sheet("ssd_involvements", raw, columns, {"invo_involvement_end_date": "end_known"})


def _end_known(core: Core, episode: Numbers, start: Numbers, end: Numbers, known: Numbers) -> Numbers:
    """An allocation's end is known when the next one or the closure is entered, else on the day itself."""
    follows = np.zeros(len(episode), dtype=bool)
    follows[:-1] = (episode[1:] == episode[:-1]) & (start[1:] == end[:-1])
    next_known = np.append(known[1:], UNKNOWN_YET)
    closing = end == core.closed[episode]
    day = np.where(follows, next_known, np.where(closing, core.close_known[episode], end))
    return np.where(end == NEVER, UNKNOWN_YET, day)


def assessments(core: Core) -> Sheet:
    """`cin_assessments`."""
    rows = core.simulated.file.assessments
    episode, start, end, outcome, team, worker = columns_of(rows, 6)
    random = core.random
    known = np.maximum(np.maximum(start, core.entered[episode]), -1)
    authorised_known = entered(end, random, 0.2, 5.0)
    corrected = random.random(len(rows)) < 0.006
    first_written = np.where(corrected & (end != NEVER), end + random.integers(1, 9, len(rows)), end)
    raw = {
        "n": np.arange(len(rows)), "child": core.child[episode], "episode": episode, "start_day": start,
        "authorised": end, "seen": (random.random(len(rows)) < 0.93).astype(np.int64),
        "declined": (outcome < 30).astype(np.int64),
        "team": team, "worker": worker, "entered": known, "end_known": np.maximum(authorised_known, known),
        "first_written": first_written,
    }  # fmt: skip
    outcome_json = (
        "'{\"NFA_FLAG\":\"' || case when declined = 1 then 'Y' else 'N' end || '\",\"PROV_OF_SERVICES_FLAG\":\"' || "
        "case when declined = 0 then 'Y' else 'N' end || '\",\"TOTAL_NO_OF_OUTCOMES\":1}'"
    )
    columns = {
        "cina_assessment_id": number_of("n", "A", 7),
        "cina_person_id": person("child"),
        "cina_referral_id": referral_id("episode"),
        "cina_assessment_start_date": date_of("start_day"),
        "cina_assessment_child_seen": flag("seen"),
        "cina_assessment_auth_date": date_of("authorised"),
        "cina_assessment_outcome_json": outcome_json,
        "cina_assessment_outcome_nfa": flag("declined"),
        "cina_assessment_team": team_id("team"),
        "cina_assessment_worker_id": worker_id("worker"),
    }
    with_end = ("auth_date", "child_seen", "outcome_json", "outcome_nfa", "worker_id")
    late = {f"cina_assessment_{column}": "end_known" for column in with_end}
    return Sheet("ssd_cin_assessments", raw, columns, late)


def need_plans(core: Core) -> Sheet:
    """`cin_plans`."""
    rows = [row for row in core.simulated.file.plans if row[2] == NEVER or row[2] > max(row[1], 0)]
    episode, start, end, team, worker = columns_of(rows, 5)
    known = np.maximum(entered(start, core.random, 0.2, 5.0), core.entered[episode])
    raw = {
        "n": np.arange(len(rows)), "child": core.child[episode], "episode": episode, "start_day": start, "end_day": end,
        "team": team, "worker": worker, "entered": known,
        "end_known": np.maximum(entered(end, core.random, 0.3, 6.0), known),
    }  # fmt: skip
    columns = {
        "cinp_cin_plan_id": number_of("n", "N", 7),
        "cinp_referral_id": referral_id("episode"),
        "cinp_person_id": person("child"),
        "cinp_cin_plan_start_date": date_of("start_day"),
        "cinp_cin_plan_end_date": date_of("end_day"),
        "cinp_cin_plan_team": team_id("team"),
        "cinp_cin_plan_worker_id": worker_id("worker"),
    }
    return Sheet("ssd_cin_plans", raw, columns, {"cinp_cin_plan_end_date": "end_known"})


JOB_TITLES = (
    "Social Worker", "Senior Social Worker", "Newly Qualified Social Worker", TEAM_MANAGER, DUTY_INBOX,
    REVIEWING_OFFICER, PERSONAL_ADVISOR,
)  # fmt: skip


def posts(core: Core) -> Sheet:
    """`posts`: the establishment list of the human resources department."""
    workforce = core.simulated.workforce
    holdings = workforce.all_holdings()
    team = [workforce.posts[holding.post][0] for holding in holdings]
    role = [int(workforce.posts[holding.post][1] == TEAM_MANAGER) for holding in holdings]
    areas = sorted({place.area for place in places.TEAMS})
    filled = [2 if holding.worker is None else int(holding.agency) for holding in holdings]
    raw = {
        "n": np.arange(len(holdings)), "post": np.array([holding.post for holding in holdings]),
        "team": np.array(team), "role": np.array(role), "filled": np.array(filled),
        "area": np.array([areas.index(places.TEAMS[number].area) for number in team]),
        "worker": np.array([-1 if holding.worker is None else holding.worker for holding in holdings]),
        "start_day": np.array([holding.start for holding in holdings]),
        "end_day": np.array([NEVER if holding.end is None else holding.end for holding in holdings]),
        "entered": np.array([max(holding.start, -1) for holding in holdings]),
        "end_known": np.array([UNKNOWN_YET if holding.end is None else holding.end for holding in holdings]),
    }  # fmt: skip
    columns = {
        "post_holding_id": number_of("n", "H", 5),
        "post_id": number_of("post", "P", 4),
        "team_id": team_id("team"),
        "service_area": code_of("area", areas),
        "role": code_of("role", ["Social Worker", "Team Manager"]),
        "full_time_equivalent": "'1.0'",
        "professional_id": worker_id("worker"),
        "filled_by": code_of("filled", ["permanent", "agency", "unfilled"]),
        "start_date": date_of("start_day"),
        "end_date": date_of("end_day"),
    }
    return Sheet("posts", raw, columns, {"end_date": "end_known"})


def department(core: Core) -> Sheet:
    """`department`: teams and localities."""
    locality = {key: number for number, (_, _, key) in enumerate(places.LOCALITIES)}
    parents = [locality[team.locality] for team in places.TEAMS] + [-1] * len(places.LOCALITIES)
    ids = [*TEAM_IDS, *(id_ for id_, _, _ in places.LOCALITIES)]
    names = [*(team.name for team in places.TEAMS), *(name for _, name, _ in places.LOCALITIES)]
    raw = {"n": np.arange(len(ids)), "parent": np.array(parents), "entered": np.full(len(ids), -1)}
    columns = {
        "dept_team_id": code_of("n", ids),
        "dept_team_name": code_of("n", names),
        "dept_team_parent_id": code_of("parent", [id_ for id_, _, _ in places.LOCALITIES]),
        "dept_team_parent_name": code_of("parent", [name for _, name, _ in places.LOCALITIES]),
    }
    return Sheet("ssd_department", raw, columns)
