"""FD12: open cases whose assessment has not begun."""

TABLES = {
    "cin_episodes": """
        referral_id | person_id | referral_date | close_date | referral_nfa
        ------------+-----------+---------------+------------+-------------
        begun       | p1        | 2020-01-06    |            | N
        later       | p2        | 2020-01-06    |            |
        never       | p3        | 2020-01-06    | 2020-01-20 |
        no_action   | p4        | 2020-01-06    |            | Y
        by_child    | p5        | 2020-01-06    |            |
    """,
    "cin_assessments": """
        assessment_id | referral_id | person_id | assessment_start_date
        --------------+-------------+-----------+----------------------
        a1            | begun       | p1        | 2020-01-06
        a2            | later       | p2        | 2020-01-14
        a3            | elsewhere   | p3        | 2020-01-07
        a4            |             | p5        | 2019-12-01
        a5            |             | p5        | 2020-01-10
    """,
}


def test_a_case_waits_until_the_day_its_assessment_begins(spec):
    expected = {
        "2020-01-05": (0, 0),
        "2020-01-06": (3, 4),
        "2020-01-10": (2, 4),
        "2020-01-13": (2, 4),
        "2020-01-14": (1, 4),
        "2020-01-20": (0, 3),
    }
    spec("cases_awaiting_assessment", TABLES, expected)
