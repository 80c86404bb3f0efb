"""Sheets about people: children, families, addresses, disabilities, and the staff."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foothold.demo import places, regimes
from foothold.demo.casefile import NEVER
from foothold.demo.chance import stream
from foothold.demo.core_records import JOB_TITLES, Core, person, worker_id
from foothold.demo.days import DAYS, Numbers, index_of
from foothold.demo.extract import Sheet, code_of, date_of, flag, number_of
from foothold.demo.names import FORENAMES, SURNAMES, staff_name
from foothold.demo.workforce import DUTY_INBOX, PERSONAL_ADVISOR, REVIEWING_OFFICER

ETHNICITIES = ("WBRI", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH", "BCRB", "BAFR",
               "BOTH", "OOTH", "NOBT", "WIRI", "REFU")  # fmt: skip
_ETHNICITY_SHARES = (0.66, 0.08, 0.012, 0.03, 0.022, 0.012, 0.022, 0.014, 0.008, 0.012, 0.012, 0.006, 0.042, 0.012,
                     0.014, 0.036, 0.004, 0.002)  # fmt: skip
_CONTACT_ONLY, _LEFT_CARE_BEFORE = 6500, 330
_REVIEWING_OFFICERS, _PERSONAL_ADVISORS = 14, 22


@dataclass(frozen=True)
class Children:
    """Every child and young person on record: parallel arrays, the simulated ones first."""

    born: Numbers
    family: Numbers
    north: Numbers
    known_from: Numbers  # the day on which the record began
    simulated: int  # how many came from the simulation; then contacts only, then young people who left care before

    @property
    def contact_only(self) -> Numbers:
        """Children about whom there was a contact and no referral."""
        return np.arange(self.simulated, len(self.born) - _LEFT_CARE_BEFORE)

    @property
    def left_care_before(self) -> Numbers:
        """Young people who had left care before the simulation began."""
        return np.arange(len(self.born) - _LEFT_CARE_BEFORE, len(self.born))


def children(core: Core) -> Children:
    """The simulated children, and those whom only a contact or an older care record made known."""
    random = stream(core.seed, "children")
    families = core.simulated.families
    simulated = len(families.born)
    first = np.full(simulated, DAYS)
    np.minimum.at(first, core.child, core.entered)
    others = np.sort(random.choice(np.maximum(core.referred, 0), _CONTACT_ONLY))
    young = np.full(_LEFT_CARE_BEFORE, -1)
    ages = np.concatenate([random.uniform(0.1, 17.5, _CONTACT_ONLY), random.uniform(18.0, 20.9, _LEFT_CARE_BEFORE)])
    born = np.concatenate([others, young]) - (ages * 365.25).astype(np.int64)
    count = len(born)
    own_family = len(families.families) + np.arange(count)
    north = np.array([family.north for family in families.families])[np.array(families.family_of)]
    return Children(
        np.concatenate([families.born, born]), np.concatenate([families.family_of, own_family]),
        np.concatenate([north, random.random(count) < 0.46]), np.concatenate([first, others, young]), simulated,
    )  # fmt: skip


def persons(core: Core, known: Children) -> Sheet:
    """`person`."""
    random = stream(core.seed, "persons")
    count = len(known.born)
    shared = random.choice(
        len(_ETHNICITY_SHARES), known.family.max() + 1, p=_ETHNICITY_SHARES / np.sum(_ETHNICITY_SHARES)
    )
    raw = {
        "n": np.arange(count), "born": known.born, "forename": random.integers(0, len(FORENAMES), count),
        "surname": known.family * 7 % len(SURNAMES), "sex": (random.random(count) < 0.515).astype(np.int64),
        "ethnicity": shared[known.family], "send": (random.random(count) < 0.17).astype(np.int64),
        "entered": known.known_from,
    }  # fmt: skip
    columns = {
        "pers_person_id": person("n"),
        "pers_forename": code_of("forename", FORENAMES),
        "pers_surname": code_of("surname", SURNAMES),
        "pers_sex": code_of("sex", ["F", "M"]),
        "pers_gender": code_of("sex", ["02", "01"]),
        "pers_ethnicity": code_of("ethnicity", ETHNICITIES),
        "pers_dob": date_of("born"),
        "pers_common_child_id": "null",
        "pers_legacy_id": "null",
        "pers_upn_unknown": "null",
        "pers_send_flag": flag("send"),
        "pers_expected_dob": "null",
        "pers_death_date": "null",
        "pers_is_mother": "'N'",
        "pers_nationality": "null",
    }
    return Sheet("ssd_person", raw, columns)


def family(known: Children) -> Sheet:
    """`family`."""
    raw = {"n": np.arange(len(known.born)), "family": known.family, "entered": known.known_from}
    columns = {
        "fami_table_id": number_of("n", "FM", 6),
        "fami_family_id": number_of("family", "F", 6),
        "fami_person_id": person("n"),
    }
    return Sheet("ssd_family", raw, columns)


def address(core: Core, known: Children) -> Sheet:
    """`address`: one home for each child, in postcode districts that do not exist."""
    random = stream(core.seed, "address")
    north, west = (len(places.DISTRICTS[locality]) for locality in ("north", "west"))
    pick = random.random(known.family.max() + 1)[known.family]
    district = np.where(known.north, (pick * north).astype(np.int64), north + (pick * west).astype(np.int64))
    raw = {
        "n": np.arange(len(known.born)), "district": district, "start_day": known.born, "entered": known.known_from,
        "sector": known.family % 9 + 1, "unit": known.family // 9 % 400, "house": known.family % 180 + 1,
        "street": known.family * 11 % len(SURNAMES),
    }  # fmt: skip
    letters = "chr(cast(65 + unit // 20 as integer)) || chr(cast(65 + unit % 20 as integer))"
    columns = {
        "addr_table_id": number_of("n", "AD", 6),
        "addr_address_json": (
            "'{\"HOUSE\":\"' || house || '\",\"STREET\":\"' || " + code_of("street", SURNAMES)
            + " || ' Row\",\"TOWN\":\"Exampleton\"}'"
        ),
        "addr_person_id": person("n"),
        "addr_address_type": "'Home'",
        "addr_address_start_date": date_of("start_day"),
        "addr_address_end_date": "null",
        "addr_address_postcode": code_of("district", [*places.DISTRICTS["north"], *places.DISTRICTS["west"]])
        + f" || ' ' || sector || {letters}",
    }  # fmt: skip
    return Sheet("ssd_address", raw, columns)


def disability(core: Core) -> Sheet:
    """`disability`: the disabled children's team's children, and some others."""
    random = stream(core.seed, "disability")
    taken = np.array(core.simulated.file.disabled)
    others = np.flatnonzero(random.random(len(core.child)) < 0.035)
    child = np.concatenate([core.child[taken[:, 0]], core.child[others]])
    day = np.concatenate([np.maximum(taken[:, 1], -1), core.entered[others]])
    child, first = np.unique(child, return_index=True)
    raw = {
        "n": np.arange(len(child)), "child": child, "entered": day[first],
        "code": random.integers(0, 10, len(child)),
    }  # fmt: skip
    columns = {
        "disa_person_id": person("child"),
        "disa_table_id": number_of("n", "DI", 5),
        "disa_disability_code": code_of("code", ["AUT", "LD", "BEH", "MOB", "COMM", "PC", "HEAR", "VIS", "CON", "DDA"]),
    }
    return Sheet("ssd_disability", raw, columns)


@dataclass(frozen=True)
class Staff:
    """Everybody on the staff list: parallel arrays; the number is the worker's identifier."""

    title: Numbers
    agency: Numbers
    team: Numbers
    start: Numbers
    full_time: Numbers
    caseload: tuple[Numbers, Numbers]  # on 30 September 2019 and 30 September 2020
    personal_advisors: Numbers


def staff(core: Core) -> Staff:
    """The workforce of the simulation, and the reviewing officers and personal advisors beside it."""
    workers = core.simulated.workforce.workers
    beside = [REVIEWING_OFFICER] * _REVIEWING_OFFICERS + [PERSONAL_ADVISOR] * _PERSONAL_ADVISORS
    leaving_care = places.teams_of(places.LEAVING_CARE)[0]
    count = len(workers) + len(beside)
    titles = [worker.title for worker in workers] + beside
    return Staff(
        np.array([JOB_TITLES.index(title) for title in titles]),
        np.array([int(worker.agency) for worker in workers] + [0] * len(beside)),
        np.array([worker.team for worker in workers] + [leaving_care] * len(beside)),
        np.array([worker.start for worker in workers] + [-400] * len(beside)),
        np.array([worker.full_time for worker in workers] + [1.0] * len(beside)),
        (_caseload(core, 2019, count), _caseload(core, 2020, count)),
        np.arange(len(workers) + _REVIEWING_OFFICERS, count),
    )


def _caseload(core: Core, year: int, count: int) -> Numbers:
    day = index_of(regimes.COMMISSIONERS_ARRIVE.replace(year=year, month=9, day=30))
    held = [row[1] for row in core.simulated.file.spells if row[3] <= day and (row[4] == NEVER or row[4] > day)]
    return np.bincount(held, minlength=count)


def professionals(core: Core, known: Staff) -> Sheet:
    """`professionals`: the caseload is that of the last 30 September."""
    count = len(known.title)
    inbox = JOB_TITLES.index(DUTY_INBOX)
    counted_again = index_of(regimes.COMMISSIONERS_ARRIVE.replace(year=2020, month=9, day=30))
    named = [
        f"Duty Inbox - {places.TEAMS[team].name}" if title == inbox else staff_name(number)
        for number, (title, team) in enumerate(zip(known.title, known.team, strict=True))
    ]
    raw = {
        "n": np.arange(count), "title": known.title, "agency": known.agency, "team": known.team,
        "full_time": known.full_time, "first_count": known.caseload[0], "second_count": known.caseload[1],
        "entered": np.maximum(known.start, -1), "counted": np.full(count, counted_again),
    }  # fmt: skip
    registered = f"case when title <> {inbox} and title <> {JOB_TITLES.index(PERSONAL_ADVISOR)} then "
    columns = {
        "prof_professional_id": worker_id("n"),
        "prof_staff_id": number_of("n", "ST", 5),
        "prof_professional_name": code_of("n", named),
        "prof_social_worker_registration_no": registered + number_of("n", "ZZ", 6) + " end",
        "prof_professional_job_title": code_of("title", JOB_TITLES),
        "prof_professional_caseload": "second_count",
        "prof_professional_department": code_of("team", [team.name for team in places.TEAMS]),
        "prof_full_time_equivalency": "full_time",
        "prof_agency_worker_flag": flag("agency"),
    }
    first = {"prof_professional_caseload": "first_count"}
    return Sheet("ssd_professionals", raw, columns, {"prof_professional_caseload": "counted"}, first)
