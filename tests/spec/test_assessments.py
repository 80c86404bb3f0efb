"""Assessments: AS01, AS03, AS05, AS06, AS08."""

import pytest

JANUARY = "2020-01-01/2020-01-31"
HEADER = "assessment_id | person_id | assessment_start_date | assessment_auth_date"


def test_an_assessment_is_completed_on_the_day_it_is_authorised(spec):
    tables = {
        "cin_assessments": f"""
            {HEADER}
            before  | p1 | 2019-12-01 | 2019-12-31
            first   | p2 | 2019-12-01 | 2020-01-01
            last    | p3 | 2019-12-01 | 2020-01-31
            open    | p4 | 2019-12-01 |
        """,
        "child_population": "mid_year | age_group | population\n2019 | Children aged 0 to 17 | 10000",
    }
    (figure,) = spec("assessments_completed", tables, {JANUARY: (2, 10000)})
    assert figure.value == 2


def test_the_middle_length_is_half_way_between_the_two_in_the_middle(spec):
    tables = {
        "cin_assessments": f"""
            {HEADER}
            same_day | p1 | 2020-01-06 | 2020-01-06
            a_week   | p2 | 2020-01-06 | 2020-01-13
            two      | p3 | 2020-01-06 | 2020-01-20
            three    | p4 | 2020-01-06 | 2020-01-27
            backward | p5 | 2020-01-27 | 2020-01-06
            no_start | p6 |            | 2020-01-06
        """
    }
    (figure,) = spec("assessment_duration", tables, {JANUARY: (4, 6)})
    assert figure.value == 7.5


def test_an_assessment_that_does_not_say_is_left_out_of_seen(spec):
    tables = {
        "cin_assessments": """
            assessment_id | person_id | assessment_auth_date | assessment_child_seen
            seen          | p1        | 2020-01-31           | Y
            not_seen      | p2        | 2020-01-31           | N
            unknown       | p3        | 2020-01-31           | U
            blank         | p4        | 2020-01-31           |
            later         | p5        | 2020-02-01           | Y
        """
    }
    spec("children_seen_in_assessment", tables, {JANUARY: (1, 2)})


def test_no_further_action_means_no_services(spec):
    tables = {
        "cin_assessments": """
            assessment_id | person_id | assessment_auth_date | assessment_outcome_nfa
            none_needed   | p1        | 2020-01-31           | Y
            plan          | p2        | 2020-01-31           | N
            blank         | p4        | 2020-01-31           |
        """
    }
    spec("assessments_without_services", tables, {JANUARY: (1, 2)})


@pytest.mark.parametrize(
    ("earlier", "repeated"),
    [("2019-01-15", 1), ("2019-01-14", 0), ("2020-01-14", 1), ("2020-01-15", 0)],
)
def test_an_assessment_repeats_one_of_the_twelve_months_before(spec, earlier, repeated):
    tables = {
        "cin_assessments": f"""
            {HEADER}
            earlier | p1 | 2018-12-01 | {earlier}
            later   | p1 | 2019-12-01 | 2020-01-15
            other   | p2 | 2019-12-01 | 2020-01-14
        """
    }
    assessments = 2 if earlier == "2020-01-15" else 1
    spec("repeat_assessments", tables, {"2020-01-15/2020-01-15": (repeated, assessments)})
