# ruff: noqa: E501 - drawn tables are as wide as their columns
"""AL01: open cases with no current involvement of a worker who may hold cases."""

import pytest

WORKERS = """
    professional_id | professional_job_title
    ----------------+-------------------------
    ann             | Social Worker
    bob             | Newly Qualified Social Worker
    may             | Team Manager
    box             | Duty Inbox
    ivy             | Independent Reviewing Officer
    odd             | Sorcerer
"""


def test_a_case_is_unallocated_once_its_worker_has_left(spec):
    tables = {
        "professionals": WORKERS,
        "cin_episodes": """
            referral_id | person_id | referral_date | close_date
            ------------+-----------+---------------+-----------
            allocated   | p1        | 2020-01-06    |
            worker_left | p2        | 2020-01-06    |
            closed      | p3        | 2019-11-04    | 2020-02-07
        """,
        "involvements": """
            involvements_id | referral_id | professional_id | professional_role_id  | involvement_start_date | involvement_end_date
            ----------------+-------------+-----------------+-----------------------+------------------------+---------------------
            i1              | allocated   | ann             | allocated_case_worker | 2020-01-07             |
            i2              | worker_left | bob             | allocated_case_worker | 2020-01-07             | 2020-01-31
        """,
    }
    spec("unallocated_cases", tables, {"2020-01-30": (1, 3), "2020-01-31": (2, 3), "2020-02-07": (1, 2)})


def test_a_case_counts_from_the_day_of_its_referral_to_the_day_before_it_closes(spec):
    tables = {
        "cin_episodes": """
            referral_id | person_id | referral_date | close_date | referral_nfa
            ------------+-----------+---------------+------------+-------------
            case        | p1        | 2020-01-06    | 2020-01-09 | N
            same_day    | p2        | 2020-01-07    | 2020-01-07 | N
            no_action   | p3        | 2020-01-06    | 2020-01-31 | Y
        """
    }
    spec(
        "AL01",
        tables,
        {"2020-01-05": (0, 0), "2020-01-06": (1, 1), "2020-01-07": (1, 1), "2020-01-08": (1, 1), "2020-01-09": (0, 0)},
    )


@pytest.mark.parametrize(
    ("worker", "role", "unallocated"),
    [
        ("ann", "allocated_case_worker", 0),
        ("ann", "Allocated Case Worker", 0),
        ("ann", "", 0),
        ("may", "allocated_case_worker", 0),  # a manager is somebody: see AL02
        ("ann", "team_manager", 0),
        ("box", "allocated_case_worker", 0),  # so is an inbox in name
        ("ann", "duty_worker", 0),
        ("ivy", "allocated_case_worker", 1),
        ("ann", "iro", 1),
        ("odd", "allocated_case_worker", 0),  # an unknown title is listed, not guessed to be nobody
        ("gone", "allocated_case_worker", 0),  # so is a worker whose own row is missing
        ("", "allocated_case_worker", 1),  # a team without a worker
    ],
)
def test_who_counts_as_a_worker(spec, worker, role, unallocated):
    tables = {
        "professionals": WORKERS,
        "cin_episodes": "referral_id | person_id | referral_date\ncase | p1 | 2020-01-06",
        "involvements": f"""
            involvements_id | referral_id | professional_id | professional_role_id | involvement_start_date
            i1              | case        | {worker}        | {role}               | 2020-01-06
        """,
    }
    spec("AL01", tables, {"2020-01-06": (unallocated, 1)})


def test_an_involvement_without_a_referral_belongs_to_the_child(spec):
    tables = {
        "professionals": WORKERS,
        "cin_episodes": """
            referral_id | person_id | referral_date
            one         | p1        | 2020-01-06
            other       | p2        | 2020-01-06
        """,
        "involvements": """
            involvements_id | referral_id | person_id | professional_id | professional_role_id  | involvement_start_date
            i1              |             | p1        | ann             | allocated_case_worker | 2020-01-08
            i2              | elsewhere   | p2        | ann             | allocated_case_worker | 2020-01-08
        """,
    }
    spec("AL01", tables, {"2020-01-07": (2, 2), "2020-01-08": (1, 2)})


def test_a_second_worker_covers_the_end_of_the_first(spec):
    tables = {
        "professionals": WORKERS,
        "cin_episodes": "referral_id | person_id | referral_date\ncase | p1 | 2020-01-06",
        "involvements": """
            involvements_id | referral_id | professional_id | professional_role_id  | involvement_start_date | involvement_end_date
            i1              | case        | ann             | allocated_case_worker | 2020-01-06             | 2020-01-20
            i2              | case        | bob             | allocated_case_worker | 2020-01-15             | 2020-02-01
            i3              | case        | ann             | allocated_case_worker | 2020-02-03             | 2020-02-03
        """,
    }
    spec("AL01", tables, {"2020-01-20": (0, 1), "2020-01-31": (0, 1), "2020-02-01": (1, 1), "2020-02-03": (1, 1)})
