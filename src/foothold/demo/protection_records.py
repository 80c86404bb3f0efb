"""Sheets about contacts, early help, visits, section 47 enquiries, conferences and child protection plans."""

from __future__ import annotations

import numpy as np

from foothold.demo.casefile import NEVER
from foothold.demo.chance import stream
from foothold.demo.core_records import Core, columns_of, person, referral_id, team_id, worker_id
from foothold.demo.days import DAYS, Numbers, working_days_after_each
from foothold.demo.demand import SOURCES
from foothold.demo.extract import Sheet, code_of, date_of, flag, number_of
from foothold.demo.people_records import Children
from foothold.demo.recording import entered
from foothold.demo.repeated import while_it_lasts, yes

FACTORS = ("3B", "4B", "17A", "16A", "2B", "1B", "18B", "4A", "14A", "10A", "11A", "15A", "21")
_FACTOR_SHARES = (0.45, 0.36, 0.22, 0.18, 0.17, 0.16, 0.13, 0.13, 0.07, 0.05, 0.05, 0.05, 0.03)
CATEGORIES = ("Neglect", "Emotional abuse", "Physical abuse", "Sexual abuse", "Multiple")
_CATEGORY_SHARES = (0.5, 0.33, 0.08, 0.04, 0.05)
PARTICIPATION = ("PN0", "PN1", "PN4", "PN5", "PN7")
_HAD_A_PLAN = 0.26  # share of families whose children were on a plan before, as far as they were born


def contacts(core: Core, known: Children) -> Sheet:
    """`contacts`: one for each referral, others about known children, and those that went no further."""
    random = stream(core.seed, "contacts")
    referral = np.flatnonzero(core.referred >= 0)
    again = random.choice(referral, len(referral) // 3)
    day_again = core.referred[again] + random.integers(5, 200, len(again))
    again, day_again = again[day_again < DAYS], day_again[day_again < DAYS]
    child = np.concatenate([core.child[referral], core.child[again], known.contact_only])
    day = np.concatenate([core.referred[referral], day_again, known.known_from[known.contact_only]])
    source = np.concatenate([core.source[referral], random.choice(core.source, len(child) - len(referral))])
    outcome = np.repeat([0, 1, 2], [len(referral), len(again), len(known.contact_only)])
    order = np.lexsort((child, day))
    raw = {
        "n": np.arange(len(order)), "child": child[order], "day": day[order], "source": source[order],
        "outcome": outcome[order], "entered": day[order],
    }  # fmt: skip
    raised = ["NEW_REFERRAL_FLAG", "EXISTING_REFERRAL_FLAG", "ADVICE_FLAG"]
    columns = {
        "cont_contact_id": number_of("n", "K", 6),
        "cont_person_id": person("child"),
        "cont_contact_date": date_of("day"),
        "cont_contact_source_code": code_of("source", [source.code for source in SOURCES]),
        "cont_contact_source_desc": code_of("source", [source.description for source in SOURCES]),
        "cont_contact_outcome_json": code_of("outcome", [f'{{"{name}":"Y"}}' for name in raised]),
    }
    return Sheet("ssd_contacts", raw, columns)


def early_help(core: Core, known: Children) -> Sheet:
    """`early_help_episodes`: for some children after a contact, and after an assessment that pointed there."""
    random = stream(core.seed, "early help")
    after_contact = known.contact_only[random.random(len(known.contact_only)) < 0.45]
    after_assessment = np.flatnonzero((core.reason == 1) & (core.closed < DAYS - 20))
    child = np.concatenate([after_contact, core.child[after_assessment]])
    start = np.concatenate([known.known_from[after_contact], core.closed[after_assessment]])
    start = start + random.integers(1, 12, len(child))
    end = start + random.gamma(3.0, 50.0, len(child)).astype(np.int64) + 14
    end = np.where(end < DAYS, end, NEVER)
    order = np.argsort(start, kind="stable")
    raw = {
        "n": np.arange(len(order)), "child": child[order], "start_day": start[order], "end_day": end[order],
        "why": random.integers(0, 4, len(order)), "how": random.choice(3, len(order), p=[0.7, 0.12, 0.18]),
        "where_": random.integers(0, 4, len(order)), "entered": start[order],
        "end_known": entered(end[order], random, 0.3, 9.0),
    }  # fmt: skip
    columns = {
        "earl_episode_id": number_of("n", "E", 6),
        "earl_person_id": person("child"),
        "earl_episode_start_date": date_of("start_day"),
        "earl_episode_end_date": date_of("end_day"),
        "earl_episode_reason": code_of(
            "why", ["Parenting support", "School attendance", "Family conflict", "Behaviour"]
        ),
        "earl_episode_end_reason": code_of("how", ["Outcomes met", "Step-up", "Disengaged"]),
        "earl_episode_organisation": code_of(
            "where_", ["Family hub", "Primary school", "Secondary school", "Health visiting service"]
        ),
        "earl_episode_worker_id": "null",
    }
    late = {"earl_episode_end_date": "end_known", "earl_episode_end_reason": "end_known"}
    return Sheet("ssd_early_help_episodes", raw, columns, late)


def factors(core: Core) -> Sheet:
    """`assessment_factors`: what each finished assessment found."""
    random = stream(core.seed, "factors")
    rows = core.simulated.file.assessments
    place = np.array([number for number, row in enumerate(rows) if row[2] != NEVER])
    authorised = np.array([rows[number][2] for number in place])
    found = random.random((len(place), len(FACTORS))) < np.array(_FACTOR_SHARES)
    raw = {"n": np.arange(len(place)), "assessment": place, "entered": entered(authorised, random, 0.2, 5.0)}
    raw |= {f"f{number}": found[:, number].astype(np.int64) for number in range(len(FACTORS))}
    listed = " || ".join(
        f"case when f{number} = 1 then ',\"{code}\"' else '' end" for number, code in enumerate(FACTORS)
    )
    columns = {
        "cinf_table_id": number_of("n", "AF", 6),
        "cinf_assessment_id": number_of("assessment", "A", 7),
        "cinf_assessment_factors_json": f"'[' || substr({listed}, 2) || ']'",
    }
    return Sheet("ssd_assessment_factors", raw, columns)


def need_visits(core: Core) -> Sheet:
    """`cin_visits`: about every four weeks while a plan for children in need lasts."""
    random = stream(core.seed, "visits in need")
    episode, start, end, *_ = columns_of(core.simulated.file.plans, 5)
    place, day = while_it_lasts(start, end, 30.0, random)
    child = core.child[episode[place]]
    raw = _visits(random, child, day, seen=0.9, alone=0.55)
    return Sheet("ssd_cin_visits", raw, _visit_columns("cinv_cin", "V"))


def _visits(
    random: np.random.Generator, child: Numbers, day: Numbers, *, seen: float, alone: float
) -> dict[str, Numbers]:
    was_seen = yes(random, len(day), seen)
    return {
        "n": np.arange(len(day)), "child": child, "day": day, "seen": was_seen,
        "alone": was_seen * yes(random, len(day), alone), "bedroom": was_seen * yes(random, len(day), 0.4),
        "entered": entered(day, random, 0.3, 5.0),
    }  # fmt: skip


def _visit_columns(prefix: str, letter: str) -> dict[str, str]:
    return {
        f"{prefix}_visit_id": number_of("n", letter, 7),
        f"{prefix.split('_')[0]}_person_id": person("child"),
        f"{prefix}_visit_date": date_of("day"),
        f"{prefix}_visit_seen": flag("seen"),
        f"{prefix}_visit_seen_alone": flag("alone"),
        f"{prefix}_visit_bedroom": flag("bedroom"),
    }


class Protection:
    """Enquiries, conferences and plans with the days from which each is known, a plan never before its conference."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.random = stream(core.seed, "protection")
        file = core.simulated.file
        self.enquiry = columns_of(file.enquiries, 6)
        self.conference = columns_of(file.conferences, 7)
        self.plan = columns_of(file.protection, 4)
        episode, start, *_ = self.enquiry
        self.enquiry_known = np.maximum(start, core.entered[episode])
        held = entered(self.conference[2], self.random, 0.15, 3.0)
        self.conference_known = np.maximum(held, self.enquiry_known[self.conference[1]])
        _, conference, started, _ = self.plan
        from_conference = self.conference_known[conference] if len(self.conference_known) else started
        self.plan_known = np.where(conference >= 0, from_conference, np.maximum(started, -1))
        self.end_known = np.maximum(entered(self.plan[3], self.random, 0.3, 6.0), self.plan_known)

    def enquiries(self) -> Sheet:
        """`s47_enquiry`."""
        episode, start, end, leads_on, team, worker = self.enquiry
        count = len(episode)
        end = np.where(end < DAYS, end, NEVER)
        raw = {
            "n": np.arange(count), "episode": episode, "child": self.core.child[episode], "start_day": start,
            "end_day": end, "declined": 1 - leads_on, "team": team, "worker": worker, "entered": self.enquiry_known,
            "end_known": np.maximum(entered(end, self.random, 0.2, 3.0), self.enquiry_known),
        }  # fmt: skip
        columns = {
            "s47e_s47_enquiry_id": number_of("n", "Q", 6),
            "s47e_referral_id": referral_id("episode"),
            "s47e_person_id": person("child"),
            "s47e_s47_start_date": date_of("start_day"),
            "s47e_s47_end_date": date_of("end_day"),
            "s47e_s47_nfa": flag("declined"),
            "s47e_s47_outcome_json": code_of("declined", ['{"CP_CONFERENCE_FLAG":"Y"}', '{"NFA_FLAG":"Y"}']),
            "s47e_s47_completed_by_worker_id": worker_id("worker"),
            "s47e_s47_completed_by_team": team_id("team"),
        }
        late: dict[str, str] = dict.fromkeys(
            ("s47e_s47_end_date", "s47e_s47_nfa", "s47e_s47_outcome_json"), "end_known"
        )
        return Sheet("ssd_s47_enquiry", raw, columns, late)

    def conferences(self) -> Sheet:
        """`initial_cp_conference`."""
        episode, enquiry, day, planned, meeting, team, worker = self.conference
        plan_of = np.full(len(episode), -1)
        plan_of[self.plan[1][self.plan[1] >= 0]] = np.flatnonzero(self.plan[1] >= 0)
        raw = {
            "n": np.arange(len(episode)), "episode": episode, "child": self.core.child[episode], "enquiry": enquiry,
            "day": day, "planned": planned, "meeting": meeting, "team": team, "worker": worker, "plan": plan_of,
            "target": working_days_after_each(self.enquiry[1][enquiry], np.full(len(enquiry), 15)),
            "entered": self.conference_known,
        }  # fmt: skip
        columns = {
            "icpc_icpc_id": number_of("n", "G", 6),
            "icpc_icpc_meeting_id": number_of("meeting", "GM", 6),
            "icpc_s47_enquiry_id": number_of("enquiry", "Q", 6),
            "icpc_person_id": person("child"),
            "icpc_cp_plan_id": number_of("plan", "P", 6),
            "icpc_referral_id": referral_id("episode"),
            "icpc_icpc_transfer_in": "'N'",
            "icpc_icpc_target_date": date_of("target"),
            "icpc_icpc_date": date_of("day"),
            "icpc_icpc_outcome_cp_flag": flag("planned"),
            "icpc_icpc_outcome_json": code_of("planned", ['{"PROV_OF_SERVICES_FLAG":"Y"}', '{"CP_FLAG":"Y"}']),
            "icpc_icpc_team": team_id("team"),
            "icpc_icpc_worker_id": worker_id("worker"),
        }
        return Sheet("ssd_initial_cp_conference", raw, columns)

    def plans(self) -> Sheet:
        """`cp_plans`: brothers and sisters share the category; some are looked at anew, some had a plan before."""
        episode, conference, start, end = self.plan
        by_family = self.random.choice(len(CATEGORIES), self.core.family.max() + 1, p=_CATEGORY_SHARES)
        first = by_family[self.core.family[episode]]
        changed = self.random.random(len(episode)) < 0.07
        raw = {
            "episode": episode, "conference": conference, "start_day": start,
            "child": self.core.child[episode], "end_day": end, "first_category": first,
            "category": np.where(changed, self.random.integers(0, len(CATEGORIES), len(episode)), first),
            "entered": self.plan_known, "end_known": self.end_known,
            "changed_known": np.maximum(start + 80, self.plan_known),
        }  # fmt: skip
        earlier = self._earlier_plans(by_family)
        raw = {name: np.concatenate([column, earlier[name]]) for name, column in raw.items()}
        raw["n"] = np.arange(len(raw["child"]))
        columns = {
            "cppl_cp_plan_id": number_of("n", "P", 6),
            "cppl_referral_id": referral_id("episode"),
            "cppl_icpc_id": number_of("conference", "G", 6),
            "cppl_person_id": person("child"),
            "cppl_cp_plan_start_date": date_of("start_day"),
            "cppl_cp_plan_end_date": date_of("end_day"),
            "cppl_cp_plan_initial_category": code_of("first_category", CATEGORIES),
            "cppl_cp_plan_ola": "'N'",
            "cppl_cp_plan_latest_category": code_of("category", CATEGORIES),
        }
        late = {"cppl_cp_plan_end_date": "end_known", "cppl_cp_plan_latest_category": "changed_known"}
        first_written = {"cppl_cp_plan_latest_category": code_of("first_category", CATEGORIES)}
        return Sheet("ssd_cp_plans", raw, columns, late, first_written)

    def _earlier_plans(self, by_family: Numbers) -> dict[str, Numbers]:
        """Plans of the same children that ended before the simulation began, whose cases are no longer on record."""
        random = stream(self.core.seed, "earlier plans")
        child, first_row = np.unique(self.core.child[self.plan[0]], return_index=True)
        episode, start = self.plan[0][first_row], self.plan[2][first_row]
        family = self.core.family[episode]
        end = np.minimum(start, 0) - 30 - random.gamma(1.5, 420.0, len(child)).astype(np.int64)
        began = end - 60 - random.gamma(2.0, 130.0, len(child)).astype(np.int64)
        had = (random.random(len(by_family)) < _HAD_A_PLAN)[family]
        had &= began > np.array(self.core.simulated.families.born)[child]
        known = np.full(len(self.core.simulated.families.born), DAYS)
        np.minimum.at(known, self.core.child, self.core.entered)
        unknown, at_once, category = np.full(int(had.sum()), -1), known[child[had]], by_family[family[had]]
        return {
            "episode": unknown, "conference": unknown, "start_day": began[had], "child": child[had],
            "end_day": end[had], "first_category": category, "category": category, "entered": at_once,
            "end_known": at_once, "changed_known": at_once,
        }  # fmt: skip

    def visits(self) -> Sheet:
        """`cp_visits`: about every two weeks while a plan lasts."""
        episode, _, start, end = self.plan
        place, day = while_it_lasts(start, end, 14.5, self.random)
        raw = _visits(self.random, self.core.child[episode[place]], day, seen=0.93, alone=0.6)
        raw |= {"plan": place, "entered": np.maximum(raw["entered"], self.plan_known[place])}
        columns = _visit_columns("cppv_cp", "U") | {"cppv_cp_plan_id": number_of("plan", "P", 6)}
        return Sheet("ssd_cp_visits", raw, columns)

    def reviews(self) -> Sheet:
        """`cp_reviews`: three months after the conference, then well within every six, and one that ends the plan."""
        episode, _, start, end = self.plan
        until = np.where(end == NEVER, DAYS, end)
        steps = np.array([88, 258, 428, 598, 768])
        due = start[:, None] + steps[None, :]
        place, step = np.nonzero((due < until[:, None]) & (due >= 0))
        late = self.random.random(len(place)) < 0.03
        day = due[place, step] - np.where(
            late, -self.random.integers(3, 30, len(place)), self.random.integers(0, 9, len(place))
        )
        ended = np.flatnonzero(end != NEVER)
        place = np.concatenate([place, ended])
        due_day = np.concatenate([due[place[: len(day)], step], end[ended]])
        day = working_days_after_each(np.concatenate([day, end[ended]]), np.zeros(len(place), dtype=np.int64))
        goes_on = np.concatenate([np.ones(len(place) - len(ended)), np.zeros(len(ended))]).astype(np.int64)
        held = (day >= 0) & (day < DAYS) & ((goes_on == 0) | (day < until[place]))
        return self._review_sheet(place[held], due_day[held], day[held], goes_on[held], episode)

    def _review_sheet(self, place: Numbers, due: Numbers, day: Numbers, goes_on: Numbers, episode: Numbers) -> Sheet:
        count = len(place)
        raw = {
            "n": np.arange(count), "plan": place, "child": self.core.child[episode[place]], "due": due, "day": day,
            "goes_on": goes_on, "quorate": yes(self.random, count, 0.94),
            "part": self.random.integers(0, len(PARTICIPATION), count),
            "entered": np.maximum(entered(day, self.random, 0.2, 4.0), self.plan_known[place]),
        }  # fmt: skip
        columns = {
            "cppr_cp_review_id": number_of("n", "B", 6),
            "cppr_person_id": person("child"),
            "cppr_cp_plan_id": number_of("plan", "P", 6),
            "cppr_cp_review_due": date_of("due"),
            "cppr_cp_review_date": date_of("day"),
            "cppr_cp_review_meeting_id": number_of("n", "BM", 6),
            "cppr_cp_review_outcome_continue_cp": flag("goes_on"),
            "cppr_cp_review_quorate": flag("quorate"),
            "cppr_cp_review_participation": code_of("part", PARTICIPATION),
        }
        return Sheet("ssd_cp_reviews", raw, columns)
