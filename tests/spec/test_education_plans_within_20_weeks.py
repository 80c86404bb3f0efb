"""ED09: plans issued on or before the day 20 weeks after the request."""

# ruff: noqa: E501 - a drawn row stands on one line

TABLES = {
    "send": """
        table_id | person_id
        s1       | p1
    """,
    "ehcp_requests": """
        ehcp_request_id | send_table_id | ehcp_req_date
        r1              | s1            | 2019-09-02
        r2              | s1            | 2019-09-02
        r3              | s1            | 2019-09-02
        r4              | s1            | 2019-09-02
        r5              | s1            |
    """,
    "ehcp_assessment": """
        ehcp_assessment_id | ehcp_request_id | ehcp_assessment_outcome_date | ehcp_assessment_outcome | ehcp_assessment_exceptions
        on_the_last_day    | r1              | 2020-01-20                   | Y                       | 0
        a_day_late         | r2              | 2020-01-21                   | Y                       |
        lawfully_late      | r3              | 2020-01-21                   | Y                       | 1
        refused            | r4              | 2020-01-20                   | N                       | 0
        undated_request    | r5              | 2020-01-20                   | Y                       | 0
        unknown_request    | r9              | 2020-01-20                   | y                       | 0
    """,
}


def test_twenty_weeks_are_140_days_and_exceptions_are_left_out(spec):
    spec("education_plans_within_20_weeks", TABLES, {"2020-01-01/2020-01-20": (1, 3), "2020-01-01/2020-01-31": (1, 4)})
