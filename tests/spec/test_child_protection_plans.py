"""CP06: child protection plans open at the end of a day, for every 10,000 children."""

TABLES = {
    "child_population": "mid_year | age_group | population\n2018 | Children aged 0 to 17 years | 20000",
    "cp_plans": """
        cp_plan_id | person_id | cp_plan_start_date | cp_plan_end_date
        -----------+-----------+--------------------+-----------------
        open       | p1        | 2019-01-07         |
        ended      | p2        | 2019-01-07         | 2019-03-01
        same_day   | p3        | 2019-02-04         | 2019-02-04
        later      | p4        | 2019-04-01         |
    """,
}


def test_a_plan_is_open_from_its_start_to_the_day_before_it_ends(spec):
    expected = {"2019-01-06": 0, "2019-01-07": 2, "2019-02-04": 2, "2019-02-28": 2, "2019-03-01": 1, "2019-04-01": 2}
    figures = spec("child_protection_plans", TABLES, {day: (plans, 20000) for day, plans in expected.items()})
    assert [figure.value for figure in figures] == [0, 1, 1, 1, 0.5, 1]
