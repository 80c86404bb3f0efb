"""CC01: children in care at the end of a day, without series of short breaks, for every 10,000 children."""

TABLES = {
    "child_population": "mid_year | age_group | population\n2018 | Children aged 0 to 17 years | 10000",
    "cla_episodes": """
        cla_episode_id | person_id | cla_episode_start_date | cla_episode_ceased_date
        ---------------+-----------+------------------------+------------------------
        moved_1        | moved     | 2019-01-07             | 2019-02-04
        moved_2        | moved     | 2019-02-04             |
        left           | left      | 2019-01-07             | 2019-03-01
        twice_1        | twice     | 2019-01-07             |
        twice_2        | twice     | 2019-01-10             |
        break          | break     | 2019-01-07             |
    """,
    "legal_status": """
        legal_status_id | person_id | legal_status | legal_status_start_date | legal_status_end_date
        ----------------+-----------+--------------+-------------------------+----------------------
        l1              | break     | V4           | 2019-01-07              | 2019-03-10
        l2              | break     | V2           | 2019-03-10              |
        l3              | left      | C2           | 2019-01-07              |
    """,
}


def test_a_child_counts_once_whatever_moves_and_short_breaks_are_not_care(spec):
    expected = {"2019-01-06": 0, "2019-01-07": 3, "2019-02-04": 3, "2019-02-28": 3, "2019-03-01": 2, "2019-03-10": 3}
    figures = spec("children_looked_after", TABLES, {day: (children, 10000) for day, children in expected.items()})
    assert [figure.value for figure in figures] == list(expected.values())
