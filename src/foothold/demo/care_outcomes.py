"""Sheets about what becomes of children in care: plans, asylum, health, offences, and pre-proceedings before care.

Each draws from a stream of its own, so that what the other sheets hold stays as it was.
"""

from __future__ import annotations

import numpy as np

from foothold.demo.care_records import CareRecords
from foothold.demo.casefile import NEVER
from foothold.demo.chance import stream
from foothold.demo.core_records import columns_of, person
from foothold.demo.days import DAYS, Numbers
from foothold.demo.extract import Sheet, code_of, date_of, flag, number_of
from foothold.demo.families import YEAR
from foothold.demo.recording import entered
from foothold.demo.repeated import while_it_lasts
from foothold.tables import TABLES

_AIMS = (
    "REMAINSUP", "RETURN1M", "RETURN6M", "RETURNEV", "LTRELFR", "LTFOST18", "RESPLMT", "SUPPLIV", "ADOPTION",
    "OTHERPLN",
)  # fmt: skip
_AIM_SHARES = (0.03, 0.02, 0.12, 0.06, 0.16, 0.36, 0.07, 0.08, 0.08, 0.02)
_PLANNED, _SEEKING_ASYLUM, _IMMUNISED = 0.93, 0.3, 0.86
_QUESTIONNAIRES, _CONVICTED = 0.8, 0.07
_LETTER_FIRST, _STEPPED_DOWN = 0.4, 0.12
_IN_PROCEEDINGS_SINCE, _LONGEST, _PLANNED_FOR = 60, 300, 200
ISSUE, STEP_DOWN = "Decision to Issue Care Proceedings", "Decision to step down"


class CareOutcomes:
    """What a case system holds of children in care beside where they live and who visits them."""

    def __init__(self, care: CareRecords) -> None:
        self._care = care
        self._born: Numbers = np.array(care.core.simulated.families.born)
        self._age = (care.start - self._born[care.child]) / YEAR

    def _stream(self, part: str) -> np.random.Generator:
        return stream(self._care.core.seed, f"care {part}")

    def plans(self) -> Sheet:
        """`cla_care_plan`: where the child is to grow up, decided some two to five months after coming into care."""
        care, random = self._care, self._stream("plans")
        count = len(care.start)
        day = care.start + random.integers(50, 150, count)
        made = (random.random(count) < _PLANNED) & (day < care.until)
        aim = random.choice(len(_AIMS), count, p=_AIM_SHARES)
        raw = {
            "n": np.arange(count)[made], "child": care.child[made], "start_day": day[made], "aim": aim[made],
            "end_day": care.end[made], "end_known": care.end_known[made],
            "entered": np.maximum(entered(day, random, 0.3, 6.0), care.known)[made],
        }  # fmt: skip
        texts = ["{" + ", ".join(f'"{one}": "{"Y" if one == aim else ""}"' for one in _AIMS) + "}" for aim in _AIMS]
        columns = {
            "lacp_table_id": number_of("n", "LP", 5),
            "lacp_person_id": person("child"),
            "lacp_cla_care_plan_start_date": date_of("start_day"),
            "lacp_cla_care_plan_end_date": date_of("end_day"),
            "lacp_cla_care_plan_json": code_of("aim", texts),
        }
        return Sheet("ssd_cla_care_plan", raw, columns, {"lacp_cla_care_plan_end_date": "end_known"})

    def asylum(self) -> Sheet:
        """`immigration_status`: some of the young people who came into care alone."""
        care, random = self._care, self._stream("asylum")
        came = np.flatnonzero((self._age > 15) & (random.random(len(care.start)) < _SEEKING_ASYLUM))
        raw = {"n": came, "child": care.child[came], "start_day": care.start[came], "entered": care.known[came]}
        columns = {
            "immi_person_id": person("child"),
            "immi_immigration_status_id": number_of("n", "IM", 5),
            "immi_immigration_status": "'Unaccompanied asylum-seeking child'",
            "immi_immigration_status_start_date": date_of("start_day"),
            "immi_immigration_status_end_date": "null",
        }
        return Sheet("ssd_immigration_status", raw, columns)

    def immunisations(self) -> Sheet:
        """`cla_immunisations`: one row for each child, some months after coming into care."""
        care, random = self._care, self._stream("immunisations")
        first = np.sort(np.unique(care.child, return_index=True)[1])
        day = np.maximum(care.start[first], 0) + random.integers(30, 300, len(first))
        raw = {
            "child": care.child[first], "day": day, "done": (random.random(len(first)) < _IMMUNISED).astype(np.int64),
            "entered": np.maximum(day, care.known[first]),
        }  # fmt: skip
        columns = {
            "clai_person_id": person("child"),
            "clai_immunisations_status": flag("done"),
            "clai_immunisations_status_date": date_of("day"),
        }
        return Sheet("ssd_cla_immunisations", raw, columns)

    def questionnaires(self) -> Sheet:
        """`sdq_scores`: about once a year from four to sixteen."""
        care, random = self._care, self._stream("questionnaires")
        place, day = while_it_lasts(care.start, care.end, 330.0, random)
        age = (day - self._born[care.child[place]]) / YEAR
        held = (age >= 4) & (age < 17) & (random.random(len(day)) < _QUESTIONNAIRES)
        place, day = place[held], day[held]
        raw = {
            "n": np.arange(len(day)), "child": care.child[place], "day": day,
            "score": np.minimum(random.gamma(4.0, 3.5, len(day)).astype(np.int64), 40),
            "entered": np.maximum(entered(day, random, 0.4, 10.0), care.known[place]),
        }  # fmt: skip
        columns = {
            "csdq_table_id": number_of("n", "SQ", 5),
            "csdq_person_id": person("child"),
            "csdq_sdq_completed_date": date_of("day"),
            "csdq_sdq_reason": "null",
            "csdq_sdq_score": "cast(score as varchar)",
        }
        return Sheet("ssd_sdq_scores", raw, columns)

    def convictions(self) -> Sheet:
        """`cla_convictions`: of a few young people."""
        care, random = self._care, self._stream("convictions")
        place, day = while_it_lasts(care.start, care.end, 365.0, random, unsteady=0.5)
        age = (day - self._born[care.child[place]]) / YEAR
        convicted = (age >= 11) & (random.random(len(day)) < _CONVICTED)
        place, day = place[convicted], day[convicted]
        raw = {
            "n": np.arange(len(day)), "child": care.child[place], "day": day,
            "what": random.integers(0, 3, len(day)), "entered": np.maximum(day + 40, care.known[place]),
        }  # fmt: skip
        columns = {
            "clac_cla_conviction_id": number_of("n", "CV", 4),
            "clac_person_id": person("child"),
            "clac_cla_conviction_date": date_of("day"),
            "clac_cla_conviction_offence": code_of("what", ["Theft", "Criminal damage", "Assault"]),
        }
        return Sheet("ssd_cla_convictions", raw, columns)

    def pre_proceedings(self) -> Sheet:
        """`pre_proceedings`: before part of the children came into care, and of plans that then succeeded."""
        episode, begun, ended, issued, known = self._letters()
        core = self._care.core
        raw = {
            "n": np.arange(len(episode)), "child": core.child[episode], "family": core.family[episode],
            "decided": begun - 10, "begun": begun, "meeting": begun + 12, "ended": ended,
            "outcome": 1 - issued, "letter": np.where(issued == 1, ended + 3, NEVER), "entered": known,
            "meetings": np.full(len(episode), 2), "ended_known": np.maximum(ended + 4, known),
        }  # fmt: skip
        late = {
            "prep_pre_pro_outcome": code_of("outcome", [ISSUE, STEP_DOWN]),
            "prep_agree_stepdown_issue_date": date_of("ended"),
            "prep_care_pro_letter_date": date_of("letter"),
        }
        said = {
            "prep_table_id": number_of("n", "PP", 5),
            "prep_person_id": person("child"),
            "prep_plo_family_id": number_of("family", "PF", 6),
            "prep_pre_pro_decision_date": date_of("decided"),
            "prep_initial_pre_pro_meeting_date": date_of("meeting"),
            "prep_pre_pro_letter_date": date_of("begun"),
            "prep_pre_pro_meetings_num": "meetings",
            **late,
        }
        columns = {
            column.source_name: said.get(column.source_name, "null") for column in TABLES["pre_proceedings"].columns
        }
        known_later = {**dict.fromkeys(late, "ended_known"), "prep_initial_pre_pro_meeting_date": "entered"}
        return Sheet("ssd_pre_proceedings", raw, columns, known_later)

    def _letters(self) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
        """Pre-proceedings: the child's episode, letter, end, whether care proceedings were issued, day of recording."""
        care, core, random = self._care, self._care.core, self._stream("pre-proceedings")
        before = np.flatnonzero((care.start > _IN_PROCEEDINGS_SINCE) & (random.random(len(care.start)) < _LETTER_FIRST))
        issued_on = care.start[before] - random.integers(0, 15, len(before))
        in_care = issued_on - 30 - random.gamma(2.0, 35.0, len(before)).astype(np.int64)
        episode, _, start, end = columns_of(core.simulated.file.protection, 4)
        kept = np.flatnonzero((start > 0) & (random.random(len(start)) < _STEPPED_DOWN))
        begun = start[kept] + random.integers(20, 120, len(kept))
        stepped = begun + 30 + random.gamma(2.0, 40.0, len(kept)).astype(np.int64)
        during = (begun < np.minimum(end[kept], DAYS)) & (stepped < DAYS + 400)
        still = self._still_in_it(len(before), episode[(start < DAYS - _PLANNED_FOR) & (end == NEVER)], random)
        letters = np.concatenate([in_care, begun[during], still[1]])
        of = np.concatenate([care.episode[before], episode[kept][during], still[0]])
        ends = np.concatenate([issued_on, stepped[during], still[2]])
        issued = np.repeat([1, 0, 1], [len(before), int(during.sum()), len(still[0])])
        known = np.maximum(np.maximum(letters + 12, core.entered[of]), 0)
        return of, letters, ends, issued, known

    def _still_in_it(
        self, so_far: int, protected: Numbers, random: np.random.Generator
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Case, letter and end of those that end after the last day, as many as the flow so far lets expect."""
        count = round(so_far * _LONGEST / (DAYS - _IN_PROCEEDINGS_SINCE))
        ends = DAYS + random.integers(0, _LONGEST, count)
        letters = ends - 30 - random.gamma(2.0, 35.0, count).astype(np.int64)
        begun = np.flatnonzero((letters < DAYS) & (letters > DAYS - _PLANNED_FOR))
        return random.choice(protected, len(begun), replace=False), letters[begun], ends[begun]
