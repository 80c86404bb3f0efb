"""Coming into care, leaving it, and where children in care live: CC02 to CC09, CC23, CC24, CC28."""

from datetime import date

import pytest

from foothold.indicators import Period, values

CHILDREN = "mid_year | age_group | population\n2019 | Children aged 0 to 17 | 5000"
JANUARY = "2020-01-01/2020-01-31"

IN_AND_OUT = """
    cla_episode_id|person_id|cla_episode_start_date|cla_episode_ceased_date|cla_episode_ceased_reason|cla_primary_need_code
    a1 | moved  | 2019-06-03 | 2020-01-06 | X1  | N1
    a2 | moved  | 2020-01-06 |            |     | N1
    b1 | twice  | 2020-01-01 | 2020-01-10 | E4A | N2
    b2 | twice  | 2020-01-20 | 2020-01-31 | E11 | N2
    c1 | short  | 2020-01-02 | 2020-01-05 | E8  | N1
    d1 | later  | 2020-02-01 | 2020-02-01 | E8  | N1
    e1 | before | 2019-01-01 | 2019-12-31 | E8  | N1
"""
SHORT_BREAK = """
    legal_status_id | person_id | legal_status | legal_status_start_date | legal_status_end_date
    s1              | short     | V4           | 2020-01-02              | 2020-01-05
    s2              | twice     | V2           | 2020-01-01              | 2020-01-10
    s3              | twice     | C1           | 2020-01-20              |
"""


def test_a_child_starts_care_once_in_a_period_and_not_by_a_move_or_a_short_break(spec):
    tables = {"cla_episodes": IN_AND_OUT, "legal_status": SHORT_BREAK, "child_population": CHILDREN}
    spec("children_starting_care", tables, {JANUARY: (1, 5000), "2020-01-02/2020-01-31": (1, 5000)})


def test_the_first_time_says_the_need_and_the_legal_status(drawn):
    source = drawn({"cla_episodes": IN_AND_OUT, "legal_status": SHORT_BREAK})
    period = Period(date(2020, 1, 1), date(2020, 1, 31))
    (found,) = values(source, ["CC02"], [period], ["need", "legal_status"])
    assert (found.slices["need"], found.slices["legal_status"], found.numerator) == ("N2", "V2", 1)


def test_a_child_leaves_care_once_in_a_period_by_the_last_time(spec, drawn):
    tables = {"cla_episodes": IN_AND_OUT, "legal_status": SHORT_BREAK, "child_population": CHILDREN}
    spec("children_leaving_care", tables, {JANUARY: (1, 5000), "2020-01-01/2020-01-30": (1, 5000)})
    for last_day, reason in ((date(2020, 1, 30), "returned home"), (date(2020, 1, 31), "adopted")):
        (found,) = values(drawn(tables), ["CC03"], [Period(date(2020, 1, 1), last_day)], ["reason"])
        assert (found.slices["reason"], found.numerator) == (reason, 1)


def test_a_child_is_alone_while_the_status_holds(spec):
    tables = {
        "cla_episodes": """
            cla_episode_id | person_id | cla_episode_start_date
            e1             | p1        | 2020-01-06
            e2             | p2        | 2020-01-06
            e3             | p3        | 2020-01-06
        """,
        "immigration_status": """
            immigration_status_id|person_id|immigration_status|immigration_status_start_date|immigration_status_end_date
            i1 | p1 | Unaccompanied asylum-seeking child | 2020-01-10 | 2020-02-10
            i2 | p2 | Settled                            |            |
            i3 | p3 | UASC                               |            |
        """,
    }
    expected = {"2020-01-09": (1, 3), "2020-01-10": (2, 3), "2020-02-09": (2, 3), "2020-02-10": (1, 3)}
    spec("unaccompanied_children_in_care", tables, expected)


MOVES = """
    cla_placement_id | person_id | cla_placement_start_date | cla_placement_end_date | cla_placement_type
    -----------------+-----------+--------------------------+------------------------+-------------------
    first            | often     | 2019-01-07               | 2019-03-04             | U6
    second           | often     | 2019-03-04               | 2019-09-02             | K2
    third            | often     | 2019-09-02               |                        | u6
    one              | hospital  | 2019-01-07               | 2019-09-02             | U6
    ward             | hospital  | 2019-09-02               | 2019-09-05             | T1
    two              | hospital  | 2019-09-05               |                        | U6
    house            | with_them | 2019-01-07               | 2019-05-06             | U6
    new_house        | with_them | 2019-05-06               | 2019-09-02             | U6
    last             | with_them | 2019-09-02               |                        | U4
"""
MOVED = """
    cla_episode_id|person_id|cla_episode_start_date|cla_episode_ceased_date|cla_episode_start_reason|cla_placement_id
    a1 | often     | 2019-01-07 |            | S | first
    b1 | hospital  | 2019-01-07 |            | S | one
    c1 | with_them | 2019-01-07 | 2019-05-06 | S | house
    c2 | with_them | 2019-05-06 |            | T | new_house
"""


def test_three_placements_are_counted_back_twelve_months_without_hospital_or_a_move_with_the_carer(spec):
    tables = {"cla_episodes": MOVED, "cla_placement": MOVES}
    # The first placement ended on 4 March 2019: its last day is the 3rd, so a year on it is out of the window.
    expected = {"2019-08-31": (0, 3), "2019-09-02": (1, 3), "2020-03-03": (1, 3), "2020-03-04": (0, 3)}
    spec("three_placements_in_a_year", tables, expected)


@pytest.mark.parametrize(
    ("placements", "as_at", "expected"),
    [
        ("a | p1 | 2017-07-03 | | U4", "2019-12-31", (0, 0)),  # in care for less than two and a half years
        ("a | p1 | 2017-07-03 | | U4", "2020-01-03", (1, 1)),
        ("a | p1 | 2017-07-03 | 2018-01-04 | U4\nb | p1 | 2018-01-04 | | U4", "2020-01-03", (0, 1)),
        ("a | p1 | 2017-07-03 | 2018-01-04 | U4\nb | p1 | 2018-01-04 | | U4", "2020-01-04", (1, 1)),
        ("a | p1 | 2017-07-03 | 2018-02-05 | U4\nb | p1 | 2018-02-05 | | A6", "2020-01-03", (1, 1)),
        ("a | p1 | 2018-02-05 | 2018-03-05 | U4\nb | p1 | 2018-03-05 | | A6", "2020-01-03", (0, 1)),
        ("a | p1 | 2017-07-03 | | U4", "2023-06-29", (1, 1)),
        ("a | p1 | 2017-07-03 | | U4", "2023-06-30", (0, 0)),  # the sixteenth birthday
    ],
)
def test_a_home_is_stable_after_two_years_and_adoption_counts_with_the_home_before(spec, placements, as_at, expected):
    tables = {
        "person": "person_id | dob\np1 | 2007-06-30",
        "cla_episodes": "cla_episode_id | person_id | cla_episode_start_date\ne1 | p1 | 2017-07-03",
        "cla_placement": "cla_placement_id | person_id | cla_placement_start_date | cla_placement_end_date"
        f" | cla_placement_type\n{placements}",
    }
    spec("long_term_stability", tables, {as_at: expected})


PLACED = """
    cla_placement_id | person_id | cla_placement_start_date | cla_placement_type | cla_placement_distance
    x1               | p1        | 2020-01-06               | U6                 | 20
    x2               | p2        | 2020-01-06               | Z12                | 20.1
    x3               | p3        | 2020-01-06               | K2                 | 999.9
    x4               | p4        | 2020-01-06               | U                  |
    x5               | p4        | 2020-02-03               | K2                 | 35
"""
IN_CARE = """
    cla_episode_id | person_id | cla_episode_start_date
    e1             | p1        | 2020-01-06
    e2             | p2        | 2020-01-06
    e3             | p3        | 2020-01-06
    e4             | p4        | 2020-01-06
    e5             | unplaced  | 2020-01-06
"""


def from_january(before: int, after: int) -> dict[str, tuple[int, int]]:
    """Answers for the five children in care: before and after the move of 3 February."""
    return {"2020-01-05": (0, 0), "2020-01-06": (before, 5), "2020-02-02": (before, 5), "2020-02-03": (after, 5)}


def test_the_placement_of_the_day_counts(spec):
    tables = {"cla_episodes": IN_CARE, "cla_placement": PLACED}
    spec("placed_far_from_home", tables, from_january(1, 2))
    spec("children_in_foster_care", tables, from_january(2, 1))
    spec("unregistered_placements", tables, from_january(1, 1))


def test_a_placement_does_not_outlast_the_care_it_belongs_to(spec):
    tables = {
        "cla_episodes": """
            cla_episode_id | person_id | cla_episode_start_date | cla_episode_ceased_date
            e1             | p1        | 2020-01-06             | 2020-02-03
            e2             | p1        | 2020-03-02             |
        """,
        "cla_placement": PLACED,
    }
    spec("children_in_foster_care", tables, {"2020-02-02": (1, 1), "2020-02-03": (0, 0), "2020-03-02": (0, 1)})
