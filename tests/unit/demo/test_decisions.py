"""What Exampleshire decided in 2020, as the return that is handed over, and that it bears out the story."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from foothold.demo.core_records import Core
from foothold.demo.decisions import DECISION_DAYS, PANDEMIC_PLAN, Decisions, write_decisions

SEED = 2018


@pytest.fixture(scope="module")
def core(simulated):
    return Core(simulated, SEED)


@pytest.fixture(scope="module")
def written(core, tmp_path_factory):
    paths = write_decisions(Decisions(core, SEED).sheets, tmp_path_factory.mktemp("decisions"))
    return {day: path.read_bytes() for path, day in paths}


@pytest.fixture(scope="module")
def last(written):
    return json.loads(written[DECISION_DAYS[-1]])


def test_the_same_seed_gives_the_same_bytes(core, written, tmp_path):
    again = write_decisions(Decisions(core, SEED).sheets, tmp_path)
    assert {day: path.read_bytes() for path, day in again} == written
    assert not list(tmp_path.glob("*.part"))


def test_a_return_holds_what_was_decided_by_its_day_and_the_next_holds_it_too(written):
    first, second = (json.loads(written[day]) for day in DECISION_DAYS[:2])
    days = {"case_ratings": "rated_on", "contacts": "contact_on", "supervisions": "held_on"}
    for section, day in days.items():
        assert first[section]
        assert max(row[day] for row in first[section]) <= DECISION_DAYS[0].isoformat()
        identifiers = {next(iter(row.values())) for row in second[section]}
        assert {next(iter(row.values())) for row in first[section]} <= identifiers


def test_nearly_every_open_case_is_rated_when_the_plan_begins_and_none_before(last, extracts):
    rated = {row["referral_id"] for row in last["case_ratings"] if row["rated_on"] <= "2020-04-03"}
    assert min(row["rated_on"] for row in last["case_ratings"]) == PANDEMIC_PLAN.isoformat()
    open_cases = extracts.connection.execute(
        "select cine_referral_id from ssd_cin_episodes where cine_referral_nfa = 'N' "
        "and cine_referral_date <= date '2020-03-30' "
        "and (cine_close_date is null or cine_close_date > date '2020-04-03')"
    ).fetchall()
    share = len(rated & {one for (one,) in open_cases}) / len(open_cases)
    assert 0.94 < share < 1.0


def test_red_is_mostly_seen_face_to_face_and_the_rest_mostly_not(last):
    latest: dict[str, list[tuple[str, str]]] = {}
    for row in last["case_ratings"]:
        latest.setdefault(row["referral_id"], []).append((row["rated_on"], row["rating"]))
    modes: Counter[tuple[str, str]] = Counter()
    for row in last["contacts"]:
        rating = max(one for one in latest[row["referral_id"]] if one[0] <= row["contact_on"])[1]
        modes[rating, row["mode"]] += 1
    share = {
        rating: modes[rating, "face to face"] / sum(count for (of, _), count in modes.items() if of == rating)
        for rating in ("red", "amber", "green")
    }
    assert share["red"] > 0.8 > 0.5 > share["amber"] > share["green"]
    assert not [row for row in last["contacts"] if row["mode"] == "phone" and row["seen"] == "Y"]


def test_concerns_are_raised_more_often_than_before(last):
    before = sum(row["raised_on"] < "2020-03-30" for row in last["escalations"])
    since = len(last["escalations"]) - before
    weeks_before = (PANDEMIC_PLAN - date(2020, 1, 1)).days / 7
    weeks_since = (DECISION_DAYS[-1] - PANDEMIC_PLAN).days / 7
    assert before > 5
    assert since / weeks_since > 2 * before / weeks_before


def test_cases_are_left_without_a_worker_only_while_the_story_says_so(last):
    left = [row for row in last["allocation_decisions"] if row["decision"] == "leave unallocated"]
    assert left
    assert {row["decided_on"] for row in left} == {"2020-01-03"}
    assert all(row["unallocated_reason"] and row["worker_id"] is None for row in left)


def test_children_cases_and_workers_are_those_of_the_extracts(last, extracts):
    for column, file, source in (
        ("child_id", "ssd_person", "pers_person_id"),
        ("referral_id", "ssd_cin_episodes", "cine_referral_id"),
        ("worker_id", "ssd_professionals", "prof_professional_id"),
    ):
        known = {one for (one,) in extracts.connection.execute(f"select {source} from {file}").fetchall()}
        sections = [section for section in last.values() if isinstance(section, list)]
        named = {row.get(column) for section in sections for row in section} - {None}
        assert named
        assert named <= known, column
