"""Sheets about care: episodes, placements, legal status, reviews, visits, health, missing, leaving care, permanence."""

from __future__ import annotations

import numpy as np

from foothold.demo import places
from foothold.demo.care import ADOPTION, ADULTHOOD, ORDER
from foothold.demo.casefile import NEVER
from foothold.demo.chance import stream
from foothold.demo.core_records import NEEDS, Core, columns_of, person, referral_id, team_id, worker_id
from foothold.demo.days import DAYS, Numbers, working_days_after_each
from foothold.demo.extract import Sheet, code_of, date_of, flag, number_of
from foothold.demo.families import YEAR
from foothold.demo.people_records import Children, Staff
from foothold.demo.recording import UNKNOWN_YET, entered
from foothold.demo.repeated import while_it_lasts, yes

PLACEMENTS = ("U6", "U4", "U3", "U1", "K2", "H5", "P1", "P2", "K1", "A6")
_PLACEMENT_SHARES = (0.42, 0.16, 0.08, 0.04, 0.11, 0.06, 0.06, 0.04, 0.02, 0.01)
PROVIDERS = ("PR1", "PR4", "PR5", "PR0")
LEGAL = ("V2", "C1", "C2", "E1", "L1", "L2")
_TAKEN_TO_SAFETY = 0.04  # share of conferences leading to a plan before which the police or a court protected the child
_LEGAL_CHANGE, _PLACE_CHANGE, _START = 0, 1, 2
_EARLY_MOVES = 1.5  # children move in the beginning rather than later: the power by which moves come early
_UNLIKE = 0.45  # the shape of how unlike children are in how often they move: few move often
_REVIEWS = 16  # held at most: the first and second, and one each half year of seven years
_IN_TIME, _FIRST_IN_TIME = 0.96, 0.78  # shares of reviews, and of first health assessments
_STAYING_PUT, _WITHOUT_A_HOME = 0.3, 0.015
_HOMES = ("B", "D", "E", "U", "K", "Z", "S", "V", "W")  # Z with former foster carers; the last three are no home
CEASED = ("E4A", "E45", "E11", "E7", "E8", "X1", "E47")
"""In the order in which care.py numbers the reasons; X1 for a mere change, E47 where the guardian had not fostered."""
_MERE_CHANGE, _OTHER_GUARDIAN = 5, 6
_FOSTERED_BEFORE = 0.72  # share of special guardians who had been the child's foster carers


class CareRecords:
    """Periods of care, cut into episodes where the placement or the legal status changed."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.random = stream(core.seed, "care records")
        self.episode, self.start, self.end, self.reason = columns_of(core.simulated.file.care, 4)
        self.child = core.child[self.episode]
        self.known = np.maximum(entered(self.start, self.random, 0.2, 3.0), core.entered[self.episode])
        self.end_known = np.maximum(entered(self.end, self.random, 0.3, 6.0), self.known)
        self.until = np.where(self.end == NEVER, DAYS, self.end)
        self._cut()

    def _cut(self) -> None:
        """Starts of all episodes: the start of care, a court's order after some months, and moves."""
        length = np.maximum(self.until - self.start, 0)
        moves = self.random.poisson(length / 365 * 0.62 * self.random.gamma(_UNLIKE, 1 / _UNLIKE, len(length)))
        place = np.repeat(np.arange(len(length)), moves)
        share = self.random.random(len(place)) ** _EARLY_MOVES
        move_days = self.start[place] + 1 + (share * length[place]).astype(np.int64)
        court = np.flatnonzero(self.random.random(len(length)) < 0.72)
        orders = np.concatenate([court, court[self.random.random(len(court)) < 0.75]])
        months = np.concatenate([np.full(len(court), 35), np.full(len(orders) - len(court), 260)])
        order_days = self.start[orders] + (months * (0.6 + 0.8 * self.random.random(len(orders)))).astype(np.int64)
        period = np.concatenate([np.arange(len(length)), place, orders])
        day = np.concatenate([self.start, move_days, order_days])
        kind = np.repeat([_START, _PLACE_CHANGE, _LEGAL_CHANGE], [len(length), len(place), len(orders)])
        self._keep(period, day, kind)

    def _keep(self, period: Numbers, day: Numbers, kind: Numbers) -> None:
        inside = (kind == _START) | (day < self.until[period])
        period, day, kind = period[inside], day[inside], kind[inside]
        order = np.lexsort((-kind, day, period))
        period, day, kind = period[order], day[order], kind[order]
        first = np.ones(len(day), dtype=bool)
        first[1:] = (period[1:] != period[:-1]) | (day[1:] != day[:-1])
        self.cut_period, self.cut_day, self.cut_kind = period[first], day[first], kind[first]
        self.cut_end, self.last = self._ends()
        changed = np.maximum(entered(self.cut_day, self.random, 0.3, 5.0), self.known[self.cut_period])
        # The first piece is entered with the period itself: nothing can be recorded about a period nobody has entered.
        self.cut_known = np.where(self.cut_kind == _START, self.known[self.cut_period], changed)
        self.placement = np.cumsum(self.cut_kind != _LEGAL_CHANGE) - 1
        self.status = np.cumsum(self.cut_kind != _PLACE_CHANGE) - 1

    def _ends(self) -> tuple[Numbers, Numbers]:
        last = np.append(self.cut_period[1:] != self.cut_period[:-1], True)
        following = np.append(self.cut_day[1:], NEVER)
        return np.where(last, self.end[self.cut_period], following), last

    def _end_known(self, last: Numbers, known: Numbers) -> Numbers:
        """A piece's end is known when the next piece is, the last one's when care is known to have ended."""
        following = np.append(known[1:], UNKNOWN_YET)
        return np.where(last, self.end_known[self.cut_period], following)

    def episodes(self) -> Sheet:
        """`cla_episodes`."""
        fostered = stream(self.core.seed, "guardians").random(len(self.reason)) < _FOSTERED_BEFORE
        reason = np.where((self.reason == ORDER) & ~fostered, _OTHER_GUARDIAN, self.reason)
        why = np.where(self.last, reason[self.cut_period], _MERE_CHANGE)
        need = self.random.choice(8, len(self.child), p=[0.6, 0.04, 0.05, 0.08, 0.13, 0.03, 0.01, 0.06])
        raw = {
            "n": np.arange(len(self.cut_day)), "period": self.cut_period, "child": self.child[self.cut_period],
            "start_day": self.cut_day, "end_day": self.cut_end, "kind": self.cut_kind, "need": need[self.cut_period],
            "why": np.where(self.cut_end == NEVER, -1, why), "episode": self.episode[self.cut_period],
            "placement": self.placement, "first_day": self.start[self.cut_period], "entered": self.cut_known,
            "end_known": self._end_known(self.last, self.cut_known),
        }  # fmt: skip
        columns = {
            "clae_cla_episode_id": number_of("n", "L", 6),
            "clae_person_id": person("child"),
            "clae_cla_episode_start_date": date_of("start_day"),
            "clae_cla_episode_start_reason": code_of("kind", ["L", "P", "S"]),
            "clae_cla_primary_need_code": code_of("need", NEEDS),
            "clae_cla_episode_ceased_date": date_of("end_day"),
            "clae_cla_episode_ceased_reason": code_of("why", CEASED),
            "clae_cla_id": number_of("period", "CL", 5),
            "clae_referral_id": referral_id("episode"),
            "clae_cla_placement_id": number_of("placement", "PL", 6),
            "clae_entered_care_date": date_of("first_day"),
            "clae_cla_last_iro_contact_date": "null",
        }
        late: dict[str, str] = dict.fromkeys(
            ("clae_cla_episode_ceased_date", "clae_cla_episode_ceased_reason"), "end_known"
        )
        return Sheet("ssd_cla_episodes", raw, columns, late)

    def _pieces(self, kept: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Of the cuts that begin a new placement or status: period, start, end, and the day the end is known."""
        period, start, known = self.cut_period[kept], self.cut_day[kept], self.cut_known[kept]
        last = np.append(period[1:] != period[:-1], True)
        end = np.where(last, self.end[period], np.append(start[1:], NEVER))
        return period, start, end, np.where(last, self.end_known[period], np.append(known[1:], UNKNOWN_YET))

    def placements(self) -> Sheet:
        """`cla_placement`."""
        kept = self.cut_kind != _LEGAL_CHANGE
        period, start, end, end_known = self._pieces(kept)
        count, random = len(period), self.random
        kind = random.choice(len(PLACEMENTS), count, p=_PLACEMENT_SHARES)
        provider = np.where(kind == 6, 3, random.choice(3, count, p=[0.5, 0.42, 0.08]))
        raw = {
            "n": np.arange(count), "period": period, "child": self.child[period], "start_day": start, "end_day": end,
            "kind": kind, "provider": provider, "distance": np.round(random.gamma(1.3, 9.0, count), 1),
            "why": np.where(end == NEVER, -1, random.integers(0, 5, count)),
            "district": random.integers(0, 9, count), "entered": self.cut_known[kept], "end_known": end_known,
        }  # fmt: skip
        postcodes = [f"{district} 9ZZ" for locality in places.DISTRICTS.values() for district in locality]
        columns = {
            "clap_cla_placement_id": number_of("n", "PL", 6),
            "clap_cla_placement_start_date": date_of("start_day"),
            "clap_cla_placement_type": code_of("kind", PLACEMENTS),
            "clap_cla_placement_urn": "null",
            "clap_cla_placement_distance": "distance",
            "clap_cla_id": number_of("period", "CL", 5),
            "clap_cla_placement_provider": code_of("provider", PROVIDERS),
            "clap_cla_placement_postcode": code_of("district", postcodes),
            "clap_cla_placement_end_date": date_of("end_day"),
            "clap_cla_placement_change_reason": code_of("why", ["CARPL", "CREQB", "LAREQ", "STAND", "OTHER"]),
            "clap_person_id": person("child"),
        }
        late: dict[str, str] = dict.fromkeys(
            ("clap_cla_placement_end_date", "clap_cla_placement_change_reason"), "end_known"
        )
        return Sheet("ssd_cla_placement", raw, columns, late)

    def legal_statuses(self) -> Sheet:
        """`legal_status`: accommodated first, then interim and full orders; and days of emergency protection."""
        kept = self.cut_kind != _PLACE_CHANGE
        period, start, end, end_known = self._pieces(kept)
        number = np.arange(len(period)) - np.searchsorted(period, period)
        raw = {
            "child": self.child[period], "start_day": start, "end_day": end,
            "status": np.minimum(number, 2), "entered": self.cut_known[kept], "end_known": end_known,
        }  # fmt: skip
        emergencies = self._emergencies()
        raw = {name: np.concatenate([column, emergencies[name]]) for name, column in raw.items()}
        raw["n"] = np.arange(len(raw["child"]))
        columns = {
            "lega_legal_status_id": number_of("n", "LS", 6),
            "lega_person_id": person("child"),
            "lega_legal_status": code_of("status", LEGAL),
            "lega_legal_status_start_date": date_of("start_day"),
            "lega_legal_status_end_date": date_of("end_day"),
        }
        return Sheet("ssd_legal_status", raw, columns, {"lega_legal_status_end_date": "end_known"})

    def _emergencies(self) -> dict[str, Numbers]:
        """Up to three days with the police, or eight under an order, from the day on which an enquiry began."""
        random = stream(self.core.seed, "emergencies")
        file = self.core.simulated.file
        places = [(row[0], file.enquiries[row[1]][1], row[2]) for row in file.conferences if row[3]]
        episode, start, held = columns_of(places, 3)
        taken = random.random(len(episode)) < _TAKEN_TO_SAFETY
        court = random.random(len(episode)) < 0.4
        end = np.minimum(start + np.where(court, 8, random.integers(1, 4, len(episode))), held)
        happened = taken & (end > start) & (end < DAYS)
        known = np.maximum(end, self.core.entered[episode])[happened]
        return {
            "child": self.core.child[episode[happened]], "start_day": start[happened], "end_day": end[happened],
            "status": np.where(court[happened], LEGAL.index("L2"), LEGAL.index("L1")), "entered": known,
            "end_known": known,
        }  # fmt: skip

    def visits(self) -> Sheet:
        """`cla_visits`: about every six weeks."""
        place, day = while_it_lasts(self.start, self.end, 42.0, self.random, first=0.3)
        seen = yes(self.random, len(day), 0.95)
        raw = {
            "n": np.arange(len(day)), "period": place, "child": self.child[place], "day": day, "seen": seen,
            "alone": seen * yes(self.random, len(day), 0.7),
            "entered": np.maximum(entered(day, self.random, 0.3, 5.0), self.known[place]),
        }  # fmt: skip
        columns = {
            "clav_cla_visit_id": number_of("n", "Y", 6),
            "clav_cla_id": number_of("period", "CL", 5),
            "clav_person_id": person("child"),
            "clav_cla_visit_date": date_of("day"),
            "clav_cla_visit_seen": flag("seen"),
            "clav_cla_visit_seen_alone": flag("alone"),
        }
        return Sheet("ssd_cla_visits", raw, columns)

    def reviews(self) -> Sheet:
        """`cla_reviews`: after twenty working days, three months more, then every six months from the one before."""
        count, random = len(self.start), self.random
        due = working_days_after_each(np.maximum(self.start, -1400), np.full(count, 20))
        rows: list[tuple[Numbers, Numbers, Numbers]] = []
        for number in range(_REVIEWS):
            early = random.integers(0, 8, count)
            day = due + np.where(random.random(count) < _IN_TIME, -early, random.integers(3, 25, count))
            held = np.flatnonzero((day >= self.start) & (day < self.until))
            rows.append((held, due[held], day[held]))
            due = day + (89 if number == 0 else 181)
        place, due_day, held_day = (np.concatenate(part) for part in zip(*rows, strict=True))
        return self._review_sheet(place, due_day, held_day)

    def _review_sheet(self, place: Numbers, due: Numbers, day: Numbers) -> Sheet:
        born = np.array(self.core.simulated.families.born)[self.child[place]]
        under_four = day - born < 4 * YEAR
        raw = {
            "n": np.arange(len(place)), "period": place, "due": due, "day": day,
            "part": np.where(under_four, 0, self.random.choice([1, 2, 3, 4], len(place), p=[0.5, 0.13, 0.28, 0.09])),
            "entered": np.maximum(entered(day, self.random, 0.2, 4.0), self.known[place]),
        }  # fmt: skip
        columns = {
            "clar_cla_review_id": number_of("n", "X", 6),
            "clar_cla_id": number_of("period", "CL", 5),
            "clar_cla_review_due_date": date_of("due"),
            "clar_cla_review_date": date_of("day"),
            "clar_cla_review_cancelled": "'N'",
            "clar_cla_review_participation": code_of("part", ["PN0", "PN1", "PN4", "PN5", "PN7"]),
        }
        return Sheet("ssd_cla_reviews", raw, columns)

    def health(self) -> Sheet:
        """`cla_health`: a first assessment, then one a year and two under five, and dental checks; not all of them."""
        born = np.array(self.core.simulated.families.born)[self.child]
        small = np.flatnonzero((self.start - born < 4 * YEAR) | (born > -4 * YEAR))
        yearly = [while_it_lasts(self.start, self.end, days, self.random, first=0.4) for days in (350.0, 400.0)]
        more = while_it_lasts(self.start[small], self.end[small], 350.0, self.random, first=0.9)
        rows = [*yearly, (small[more[0]], more[1]), self._first_assessments()]
        place, day = (np.concatenate(part) for part in zip(*rows, strict=True))
        kind = np.repeat([0, 1, 0, 2], [len(row[0]) for row in rows])
        done = self.random.random(len(day)) < np.array([0.93, 0.66, 1.0])[kind]
        place, day, kind = place[done], day[done], kind[done]
        raw = {
            "n": np.arange(len(day)), "child": self.child[place], "kind": kind, "day": day,
            "entered": np.maximum(entered(day, self.random, 0.5, 14.0), self.known[place]),
        }  # fmt: skip
        columns = {
            "clah_health_check_id": number_of("n", "HC", 6),
            "clah_person_id": person("child"),
            "clah_health_check_type": code_of(
                "kind", ["Health Assessment", "Dental Check", "Initial Health Assessment"]
            ),
            "clah_health_check_date": date_of("day"),
            "clah_health_check_status": "'Completed'",
        }
        return Sheet("ssd_cla_health", raw, columns)

    def _first_assessments(self) -> tuple[Numbers, Numbers]:
        """Places and days of first health assessments: most within twenty working days of coming into care."""
        count, random = len(self.start), self.random
        wait = np.where(
            random.random(count) < _FIRST_IN_TIME, random.integers(8, 20, count), random.integers(21, 50, count)
        )
        day = working_days_after_each(np.maximum(self.start, -1400), wait)
        held = np.flatnonzero((self.start >= 0) & (day < self.until))
        return held, day[held]

    def missing(self) -> Sheet:
        """`missing`: about one young person in ten, some again and again."""
        born = np.array(self.core.simulated.families.born)[self.child]
        likely = np.where(self.start - born > 12 * 365, 0.28, 0.01)
        often = np.flatnonzero(self.random.random(len(self.child)) < likely)
        place, day = while_it_lasts(self.start[often], self.end[often], 110.0, self.random, unsteady=0.9)
        place, count = often[place], len(place)
        offered = yes(self.random, count, 0.8)
        raw = {
            "n": np.arange(count), "child": self.child[place], "start_day": day,
            "end_day": np.minimum(day + self.random.geometric(0.6, count) - 1, self.until[place]),
            "kind": yes(self.random, count, 0.25), "offered": offered,
            "accepted": offered * yes(self.random, count, 0.5),
            "entered": np.maximum(entered(day, self.random, 0.2, 2.0), self.known[place]),
        }  # fmt: skip
        columns = {
            "miss_table_id": number_of("n", "MI", 6),
            "miss_person_id": person("child"),
            "miss_missing_episode_start_date": date_of("start_day"),
            "miss_missing_episode_type": code_of("kind", ["Missing", "Away"]),
            "miss_missing_episode_end_date": date_of("end_day"),
            "miss_missing_rhi_offered": flag("offered"),
            "miss_missing_rhi_accepted": flag("accepted"),
        }
        return Sheet("ssd_missing", raw, columns)

    def leavers(self, known: Children, staff: Staff) -> Sheet:
        """`care_leavers`: young people who came of age in care, and those who had left before."""
        grown = np.flatnonzero(self.reason == ADULTHOOD)
        child = np.concatenate([self.child[grown], known.left_care_before])
        since = np.concatenate([self.end[grown], np.full(len(known.left_care_before), -1)])
        count, random = len(child), self.random
        advisor = random.choice(staff.personal_advisors, count)
        raw = {
            "n": np.arange(count), "child": child, "advisor": advisor, "touch": yes(random, count, 0.1),
            "home": random.choice(5, count, p=[0.12, 0.28, 0.14, 0.38, 0.08]), "suitable": yes(random, count, 0.28),
            "doing": random.choice(6, count, p=[0.06, 0.16, 0.2, 0.06, 0.36, 0.16]), "entered": since,
            "team": np.full(count, places.teams_of(places.LEAVING_CARE)[0]), "since": since,
            "contact": np.maximum(since, 0) + random.integers(10, 55, count),
            "review": np.maximum(since, 0) + random.integers(10, 120, count),
            "contact_every": random.integers(35, 60, count), "review_every": random.integers(130, 190, count),
        }  # fmt: skip
        raw["doing"] = np.where(raw["touch"] == 1, -1, raw["doing"])  # of those out of touch nobody knows
        raw["home"] = np.where((since >= 0) & (random.random(count) < _STAYING_PUT), 5, raw["home"])
        without = (stream(self.core.seed, "without a home").random(count) < _WITHOUT_A_HOME) & (raw["home"] != 5)
        raw["home"] = np.where(without, 6 + np.arange(count) % 3, raw["home"])
        raw["suitable"] = np.where(without, 1, raw["suitable"])
        raw["contact_known"], raw["review_known"] = raw["contact"], raw["review"]
        columns = {
            "clea_table_id": number_of("n", "CE", 5),
            "clea_person_id": person("child"),
            "clea_care_leaver_eligibility": "'Former Relevant'",
            "clea_care_leaver_in_touch": code_of("touch", ["YES", "NO"]),
            "clea_care_leaver_latest_contact": date_of("contact"),
            "clea_care_leaver_accommodation": code_of("home", _HOMES),
            "clea_care_leaver_accom_suitable": code_of("suitable", ["1", "2"]),
            "clea_care_leaver_activity": code_of("doing", ["F1", "F2", "F5", "P2", "G5", "G4"]),
            "clea_pathway_plan_review_date": date_of("review"),
            "clea_care_leaver_personal_advisor": "null",
            "clea_care_leaver_allocated_team": team_id("team"),
            "clea_care_leaver_worker_id": worker_id("advisor"),
        }
        late = {"clea_care_leaver_latest_contact": "contact_known", "clea_pathway_plan_review_date": "review_known"}
        again = {"clea_care_leaver_latest_contact": "contact_every", "clea_pathway_plan_review_date": "review_every"}
        return Sheet("ssd_care_leavers", raw, columns, late, again=again)

    def permanence(self) -> Sheet:
        """`permanence`: adoptions and guardianship orders with the steps before them."""
        place = np.flatnonzero((self.reason == ADOPTION) | (self.reason == ORDER))
        adopted = self.reason[place] == ADOPTION
        end, length = self.end[place], self.end[place] - self.start[place]
        shares = {"decision": 0.3, "ordered": 0.38, "matched": 0.58, "placed": 0.62}
        step = {
            name: np.where(adopted, self.start[place] + (length * share).astype(np.int64), NEVER)
            for name, share in shares.items()
        }
        raw = {
            "n": np.arange(len(place)), "child": self.child[place], "period": place, "end_day": end,
            "kind": adopted.astype(np.int64),
            "entered": np.maximum(entered(end, self.random, 0.5, 8.0), self.known[place]),
            **step,
        }  # fmt: skip
        columns = {
            "perm_table_id": number_of("n", "PM", 5),
            "perm_person_id": person("child"),
            "perm_cla_id": number_of("period", "CL", 5),
            "perm_adm_decision_date": date_of("decision"),
            "perm_ffa_cp_decision_date": "null",
            "perm_placement_order_date": date_of("ordered"),
            "perm_placed_for_adoption_date": date_of("placed"),
            "perm_matched_date": date_of("matched"),
            "perm_adopted_by_carer_flag": "'N'",
            "perm_placed_ffa_cp_date": "null",
            "perm_decision_reversed_date": "null",
            "perm_placed_foster_carer_date": "null",
            "perm_part_of_sibling_group": "null",
            "perm_siblings_placed_together": "null",
            "perm_siblings_placed_apart": "null",
            "perm_placement_provider_urn": "null",
            "perm_decision_reversed_reason": "null",
            "perm_permanence_order_date": date_of("end_day"),
            "perm_permanence_order_type": code_of("kind", ["Special Guardianship", "Adoption"]),
            "perm_adoption_worker_id": "null",
            "perm_adopter_sex": "null",
            "perm_adopter_legal_status": "null",
            "perm_number_of_adopters": "null",
        }
        return Sheet("ssd_permanence", raw, columns)
