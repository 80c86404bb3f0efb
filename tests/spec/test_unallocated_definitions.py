"""Every definition of "unallocated" beside the others: drawn tables, stated answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from foothold.indicators.ledger import ledger
from foothold.indicators.unallocated import Board, board, wait_band, zero_sentence
from foothold.terms.errors import Refused
from foothold.terms.figures import FigureStatus

DAY = date(2020, 2, 17)

TABLES = {
    "cin_episodes": """
        referral_id | person_id | referral_date | close_date
        ------------+-----------+---------------+-----------
        nobody      | p1        | 2020-02-10    |
        team_only   | p2        | 2020-01-06    |
        queue       | p3        | 2020-02-01    |
        manager     | p4        | 2020-02-03    |
        left        | p5        | 2019-11-01    |
        unqualified | p6        | 2019-11-01    |
        held        | p7        | 2020-02-03    |
        to_come     | p8        | 2020-02-14    |
        closed      | p9        | 2020-02-01    | 2020-02-17
    """,
    "professionals": """
        professional_id | professional_job_title | social_worker_registration_no
        ----------------+------------------------+------------------------------
        worker          | Social Worker          | SW1
        gone            | Social Worker          | SW2
        trainee         | Practitioner           |
        manager         | Team Manager           | SW3
        inbox           | Duty Inbox             |
    """,
    "posts": """
        post_holding_id | team_id | professional_id | start_date | end_date
        ----------------+---------+-----------------+------------+-----------
        h1              | T1      | gone            | 2018-01-01 | 2019-06-01
        h2              | T1      | gone            | 2019-06-01 | 2020-02-07
        h3              | T1      | worker          | 2018-01-01 |
    """,
    "involvements": """
        involvements_id | referral_id | person_id | professional_id | professional_team | involvement_start_date
        ----------------+-------------+-----------+-----------------+-------------------+-----------------------
        i2              | team_only   | p2        |                 | T1                | 2020-01-06
        i3              | queue       | p3        | inbox           | T1                | 2020-02-01
        i4              | manager     | p4        | manager         | T1                | 2020-02-03
        i5              | left        | p5        | gone            | T1                | 2019-11-01
        i6              | unqualified | p6        | trainee         | T1                | 2019-11-01
        i7              | held        | p7        | worker          | T1                | 2020-02-03
        i8              | to_come     | p8        | worker          | T1                | 2020-02-24
        i9              | closed      | p9        |                 | T1                | 2020-02-01
    """,
    "cp_plans": """
        cp_plan_id | person_id | cp_plan_start_date | cp_plan_end_date
        -----------+-----------+--------------------+-----------------
        k6         | p6        | 2020-02-11         |
    """,
    "cin_assessments": """
        assessment_id | person_id | referral_id | assessment_start_date | assessment_auth_date | assessment_outcome_nfa
        --------------+-----------+-------------+-----------------------+----------------------+-----------------------
        a2            | p2        | team_only   | 2020-01-07            | 2020-02-05           | N
        a3            | p3        | queue       | 2020-02-02            | 2020-02-05           | Y
        a4            | p4        | manager     | 2020-02-03            | 2020-02-05           | N
    """,
    "person": """
        person_id | dob
        ----------+-----------
        p1        | 2020-03-01
        p2        | 2019-02-18
        p3        | 2019-02-17
    """,
}
CODES = {
    "nobody": ("U1",),
    "team_only": ("U2", "U9"),
    "queue": ("U3",),
    "manager": ("U6",),
    "left": ("U4",),
    "unqualified": ("U7",),
    "to_come": ("U1", "U10"),
}


@pytest.fixture(scope="module")
def found(drawn) -> Board:
    tables = dict(TABLES)
    visits = [f"v{number} | {child} | {day}" for number, (child, day) in enumerate(SEEN)]
    tables["cin_visits"] = "\n".join(["cin_visit_id | person_id | cin_visit_date", *visits])
    return board(replace(drawn(tables), newest_as_at=DAY), DAY, ledger())


SEEN = [("p3", "2020-02-02"), ("p5", "2019-11-05"), ("p6", "2019-11-05"), ("p4", "2020-02-04")]


def test_each_case_carries_its_codes(found):
    listed = {case.referral_id: case.codes for case in found.cases}
    assert {name: codes for name, codes in listed.items() if codes} == CODES
    assert "closed" not in listed  # it closed on the day


def test_every_definition_counts_what_it_says(found):
    counted = {
        one.definition.name: {case.referral_id for case in found.listed(one.definition.name)}
        for one in found.definitions
    }
    assert counted == {
        "nominal": {"nobody", "team_only", "to_come"},
        "kensington": {"team_only"},
        "effective": {"nobody", "team_only", "to_come", "queue", "manager", "left", "unqualified"},
        "local": {"nobody", "team_only", "to_come", "queue", "manager"},
    }
    assert all(one.cases == len(found.listed(one.definition.name)) for one in found.definitions)


def test_waits_run_from_the_day_the_definition_first_counted_the_case(found):
    since = {case.referral_id: case.since["effective"] for case in found.listed("effective")}
    assert since["left"] == date(2020, 2, 7)  # the day the worker left
    assert since["unqualified"] == date(2020, 2, 11)  # the day the plan began
    assert found.listed("kensington")[0].since["kensington"] == date(
        2020, 2, 5
    )  # the day the assessment was authorised
    effective = found.counted("effective")
    assert (effective.longest_days, effective.by_wait["29 to 56 days"]) == (42, 1)
    assert sum(effective.by_wait.values()) == sum(effective.by_plan.values()) == sum(effective.by_age.values()) == 7
    assert effective.by_plan["child protection plan"] == 1
    ages = [found.counted("nominal").by_age[name] for name in ("unborn", "under 1", "1 to 4", "not known")]
    assert ages == [1, 1, 0, 1]


def test_absence_is_not_collected_and_never_nought(found):
    absent = next(one for one in found.codes if one.code.id == "U5")
    assert (absent.cases, absent.missing) == (None, "no return Foothold reads says who is absent on a day")
    assert found.counted("effective").not_told == ("U5",)


def test_what_a_return_does_not_hold_is_not_collected(drawn):
    lacking = {"posts": frozenset("*"), "cin_assessments": frozenset({"assessment_auth_date"})}
    source = replace(drawn(TABLES), newest_as_at=DAY, not_collected=lacking)
    blind = board(source, DAY, ledger())
    assert blind.counted("effective").not_told == ("U4", "U5")
    assert "left" not in {case.referral_id for case in blind.listed("effective")}
    kensington = blind.counted("kensington")
    assert (kensington.status, kensington.missing) == (
        FigureStatus.NOT_COLLECTED,
        "cin_assessments.assessment_auth_date",
    )
    assert next(one.missing for one in blind.codes if one.code.id == "U4") == "posts.professional_id"


def test_a_zero_names_its_definition_and_the_others_counts(drawn):
    """300 cases go to 0, and 40 of them sit with managers."""
    cases = [f"r{number} | p{number} | 2019-10-01" for number in range(300)]
    held = [f"i{n} | r{n} | {'manager' if n < 40 else 'worker'} | 2020-01-06" for n in range(300)]
    tables = {
        "cin_episodes": "\n".join(["referral_id | person_id | referral_date", *cases]),
        "involvements": "\n".join(["involvements_id | referral_id | professional_id | involvement_start_date", *held]),
        "professionals": TABLES["professionals"],
    }
    source = replace(drawn(tables), newest_as_at=DAY)
    before = board(source, date(2019, 12, 31), ledger())
    assert [before.counted(name).cases for name in ("nominal", "effective")] == [300, 300]
    assert zero_sentence(before) == ""
    after = board(source, DAY, ledger())
    assert [after.counted(name).cases for name in ("nominal", "effective")] == [0, 40]
    assert [after.counted(name).weeks_at_zero for name in ("nominal", "effective")] == [6, 0]
    sentence = zero_sentence(after)
    assert sentence.startswith("Zero by the nominal definition (")
    assert "effective 40 (without U5, not collected)" in sentence
    assert "local 40" in sentence


def test_one_team_is_asked_about_alone(drawn):
    source = replace(drawn(TABLES), newest_as_at=DAY)
    assert board(source, DAY, ledger(), team="T1").counted("nominal").cases == 1
    assert board(source, DAY, ledger(), team="T2").counted("nominal").cases == 0
    assert board(source, DAY, ledger(), team="T2").counted("nominal").weeks_at_zero is None


def test_days_to_come_are_told_of_the_newest_day_only(drawn):
    later = board(replace(drawn(TABLES), newest_as_at=date(2020, 2, 28)), DAY, ledger())
    assert next(one.cases for one in later.codes if one.code.id == "U10") is None


def test_a_day_nothing_is_known_of_is_refused(drawn):
    with pytest.raises(Refused, match="Nothing is known after 2020-02-17"):
        board(replace(drawn({}), newest_as_at=DAY), date(2020, 2, 18), ledger())


@pytest.mark.parametrize(
    ("days", "band"), [(0, "up to 7 days"), (7, "up to 7 days"), (8, "8 to 14 days"), (113, "more than 112 days")]
)
def test_bands(days, band):
    assert wait_band(days) == band
