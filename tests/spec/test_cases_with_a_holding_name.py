# ruff: noqa: E501 - drawn tables are as wide as their columns
"""AL02: open cases that carry the name of a manager, a duty desk or an inbox instead of a social worker."""

TABLES = {
    "professionals": """
        professional_id | professional_job_title
        ----------------+-----------------------
        ann             | Social Worker
        may             | TEAM MANAGER
        box             | Duty Inbox
    """,
    "cin_episodes": """
        referral_id | person_id | referral_date
        ------------+-----------+--------------
        worker      | p1        | 2020-01-06
        manager     | p2        | 2020-01-06
        inbox       | p3        | 2020-01-06
        nobody      | p4        | 2020-01-06
        both        | p5        | 2020-01-06
    """,
    "involvements": """
        involvements_id | referral_id | professional_id | professional_role_id  | involvement_start_date | involvement_end_date
        ----------------+-------------+-----------------+-----------------------+------------------------+---------------------
        i1              | worker      | ann             | allocated_case_worker | 2020-01-06             |
        i2              | manager     | may             | allocated_case_worker | 2020-01-06             | 2020-01-20
        i3              | inbox       | box             | duty_worker           | 2020-01-06             |
        i4              | both        | may             | team_manager          | 2020-01-06             |
        i5              | both        | ann             | allocated_case_worker | 2020-01-08             |
    """,
}


def test_managers_and_inboxes_are_holding_names_until_a_social_worker_comes(spec):
    spec("cases_with_a_holding_name", TABLES, {"2020-01-07": (3, 5), "2020-01-08": (2, 5), "2020-01-20": (1, 5)})


def test_no_case_is_both_unallocated_and_held(spec):
    spec("unallocated_cases", TABLES, {"2020-01-07": (1, 5), "2020-01-08": (1, 5), "2020-01-20": (2, 5)})


def test_the_value_is_a_percentage_of_open_cases(spec):
    (figure,) = spec("AL02", TABLES, {"2020-01-07": (3, 5)})
    assert figure.value == 60
