"""Under what law children are in care, and how they leave it for good: CC21 to CC25, CC27 to CC30."""

from datetime import date

import pytest

from foothold.indicators import Period, values

CHILDREN = "mid_year | age_group | population\n2019 | Children aged 0 to 17 | 5000"
JANUARY = "2020-01-01/2020-01-31"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("C2", "full care order"),
        ("C1: Interim care order", "interim care order"),
        ("Interim Care Order", "interim care order"),
        ("e1", "placement order"),
        ("V2", "accommodated by agreement"),
        ("L", "detained for protection"),
        ("J1", "youth justice"),
        ("Leaving care", None),
    ],
)
def test_a_legal_status_is_read_by_its_code_or_its_words(drawn, written, read):
    source = drawn(
        {
            "cla_episodes": "cla_episode_id | person_id | cla_episode_start_date\ne1 | p1 | 2020-01-06",
            "legal_status": "legal_status_id | person_id | legal_status | legal_status_start_date"
            f"\ns1 | p1 | {written} | 2020-01-06",
        }
    )
    (found,) = values(source, ["CC21"], [Period(date(2020, 1, 31), date(2020, 1, 31))], ["legal_status"])
    assert (found.slices["legal_status"], found.value) == (read, 100)


def test_of_two_statuses_the_later_holds_and_a_short_break_is_no_care(spec, drawn):
    tables = {
        "cla_episodes": """
            cla_episode_id | person_id | cla_episode_start_date
            e1             | p1        | 2020-01-06
            e2             | p2        | 2020-01-06
        """,
        "legal_status": """
            legal_status_id | person_id | legal_status | legal_status_start_date | legal_status_end_date
            s1              | p1        | C1           | 2020-01-06              |
            s2              | p1        | C2           | 2020-02-03              |
            s3              | p2        | V4           | 2020-01-06              |
        """,
    }
    spec("legal_statuses_in_care", tables, {"2020-02-02": (1, 1), "2020-02-03": (1, 1)})
    days = [Period(date(2020, 2, day), date(2020, 2, day)) for day in (2, 3)]
    found = values(drawn(tables), ["CC21"], days, ["legal_status"])
    held = {(one.as_at.day, one.slices["legal_status"]): one.numerator for one in found}
    assert held[2, "interim care order"] == 1
    assert held[3, "full care order"] == 1
    assert held[3, "interim care order"] == 0


@pytest.mark.parametrize(
    ("aims", "counted"),
    [
        ('{"REMAINSUP": "", "ADOPTION": "Y"}', 1),
        ('{REMAINSUP: "", LTFOST18: "Y"}', 1),
        ('{"REMAINSUP": "", "ADOPTION": ""}', 0),
        ('{"REMAINSUP": "N", "ADOPTION": null}', 0),
        ("", 0),
    ],
)
def test_a_plan_for_permanence_names_an_aim(spec, aims, counted):
    tables = {
        "cla_episodes": "cla_episode_id | person_id | cla_episode_start_date\ne1 | p1 | 2019-09-30",
        "cla_care_plan": "table_id | person_id | cla_care_plan_start_date | cla_care_plan_end_date | cla_care_plan_json"
        f"\nk1 | p1 | 2020-01-06 | 2020-03-02 | {aims}",
    }
    # Four months after 30 September is 30 January.
    expected = {"2020-01-29": (0, 0), "2020-01-30": (counted, 1), "2020-03-01": (counted, 1), "2020-03-02": (0, 1)}
    spec("permanence_plans", tables, expected)


@pytest.mark.parametrize(
    ("left", "counted"), [("2019-01-05", 0), ("2019-01-06", 1), ("2020-01-05", 1), ("2020-01-06", None)]
)
def test_a_child_is_back_in_care_within_a_year(spec, left, counted):
    tables = {
        "cla_episodes": "cla_episode_id | person_id | cla_episode_start_date | cla_episode_ceased_date"
        f"\ne1 | p1 | 2018-01-08 | {left}\ne2 | p1 | 2020-01-06 |\ne3 | p2 | 2020-01-31 |",
    }
    # Care that goes on the same day was never left.
    spec("returns_to_care", tables, {JANUARY: (0, 1) if counted is None else (counted, 2)})


LEFT = """
    cla_episode_id | person_id | cla_episode_start_date | cla_episode_ceased_date | cla_episode_ceased_reason
    e1             | p1        | 2018-01-08             | 2020-01-01              | E45
    e2             | p2        | 2018-01-08             | 2020-01-02              | E48
    e3             | p3        | 2018-01-08             | 2020-01-31              | E11
    e4             | p4        | 2018-01-08             | 2020-01-31              | E12
    e5             | p5        | 2018-01-08             | 2020-01-31              | E41
    e6             | p6        | 2018-01-08             | 2020-02-01              | E11
    e7             | p7        | 2018-01-08             | 2020-01-15              | X1
    e8             | p7        | 2020-01-15             |                         |
    e9             | p8        | 2018-01-08             | 2020-01-15              | adopted
    ea             | p9        | 2018-01-08             | 2020-01-15              | special guardianship
"""


def test_children_leave_to_guardians_and_adopters(spec):
    spec("special_guardianship", {"cla_episodes": LEFT}, {JANUARY: (3, 7)})
    spec("adopted_from_care", {"cla_episodes": LEFT}, {JANUARY: (3, 7)})


def test_an_application_for_brothers_and_sisters_is_one(spec):
    tables = {
        "pre_proceedings": """
            table_id|person_id|plo_family_id|pre_pro_outcome|agree_stepdown_issue_date|care_pro_letter_date
            t1 | p1 | f1 | Decision to Issue Care Proceedings | 2019-12-30 | 2020-01-01
            t2 | p2 | f1 | Decision to Issue Care Proceedings | 2019-12-30 | 2020-01-01
            t3 | p3 | f2 | Decision to Issue Care Proceedings | 2020-01-31 |
            t4 | p4 | f3 | Decision to step down              | 2020-01-31 |
            t5 | p5 | f4 |                                    |            | 2020-02-01
        """,
        "child_population": CHILDREN,
    }
    spec("care_applications", tables, {JANUARY: (2, 5000)})


def test_a_family_is_in_pre_proceedings_for_sixteen_weeks_at_most(spec):
    tables = {
        "pre_proceedings": """
            table_id|person_id|plo_family_id|pre_pro_decision_date|pre_pro_letter_date|agree_stepdown_issue_date
            t1       | p1        | f1            | 2019-12-30            | 2020-01-06          |
            t2       | p2        | f1            | 2019-12-30            | 2020-01-06          |
            t3       | p3        | f2            | 2020-01-13            |                     | 2020-03-02
            t4       | p4        | f3            |                       |                     |
        """
    }
    expected = {
        "2020-01-05": (0, 0),
        "2020-01-06": (1, 1),
        "2020-03-01": (2, 2),
        "2020-03-02": (1, 1),
        "2020-04-27": (1, 1),  # sixteen weeks
        "2020-04-28": (0, 1),
    }
    spec("pre_proceedings_in_time", tables, expected)


def adopted(path: str = "", status: str = "", placements: str = "") -> dict[str, str]:
    """A child adopted on 1 January 2020 after two years in care; a path: order, match, placed, carer, since."""
    return {
        "cla_episodes": LEFT.replace("E45", "E11"),
        "permanence": "table_id | person_id | placement_order_date | matched_date | placed_for_adoption_date"
        f" | adopted_by_carer_flag | placed_foster_carer_date\nk1 | p1 | {path}",
        "legal_status": f"legal_status_id | person_id | legal_status | legal_status_start_date\ns1 | p1 | {status}",
        "cla_placement": "cla_placement_id | person_id | cla_placement_start_date | cla_placement_type"
        f"\n{placements or 'x0 | nobody | 2018-01-08 | U6'}",
    }


@pytest.mark.parametrize(
    ("path", "status", "counted", "days"),
    [
        ("2018-06-01 | 2018-07-01", "C1 | 2018-01-08", 1, 30),
        ("2018-07-01 | 2018-06-01", "C1 | 2018-01-08", 1, 0),  # the match came first
        (" | 2018-07-01", "E1 | 2018-06-01", 1, 30),  # the order is known as a legal status only
        (" | 2018-07-01", "C1 | 2018-06-01", 0, None),
        ("2018-06-01 | ", "C1 | 2018-01-08", 0, None),
        ("2017-06-01 | 2018-07-01", "C1 | 2018-01-08", 0, None),  # of an earlier time in care
    ],
)
def test_days_from_placement_order_to_match(spec, path, status, counted, days):
    # Adopted by 31 January 2020 are p1, p3, p4 and p8; three years on, those of January 2020 are out of the window.
    expected = {"2019-12-31": (0, 0), "2020-01-01": (counted, 1), "2020-01-31": (counted, 4), "2023-01-01": (0, 4)}
    figures = spec("placement_order_to_match", adopted(path, status), expected)
    assert figures[1].value == days


@pytest.mark.parametrize(
    ("path", "placements", "counted", "days"),
    [
        ("| | 2018-07-08 | N |", "", 1, 181),
        ("| | 2018-07-08 | Y | 2018-02-07", "", 1, 30),
        ("| | 2018-07-08 | Y |", "x1 | p1 | 2018-02-07 | U4\nx2 | p1 | 2018-07-08 | A5", 1, 30),
        ("| | 2018-07-08 | N |", "x1 | p1 | 2018-02-07 | U4\nx2 | p1 | 2018-07-08 | A6", 1, 181),
        ("| | 2018-07-08 | Y |", "", 1, 181),
        ("| | | N |", "", 0, None),
    ],
)
def test_days_from_care_to_an_adoptive_home(spec, path, placements, counted, days):
    tables = adopted(path, placements=placements)
    (figure,) = spec("entry_to_adoptive_home", tables, {"2020-01-01": (counted, 1)})
    assert figure.value == days
