"""AS04: assessments under way that began more than 45 working days ago."""

TABLES = {
    "cin_assessments": """
        assessment_id | person_id | assessment_start_date | assessment_auth_date
        --------------+-----------+-----------------------+---------------------
        open          | p1        | 2019-09-02            |
        finished      | p2        | 2019-09-02            | 2019-11-06
        young         | p3        | 2019-11-05            |
        same_day      | p4        | 2019-11-05            | 2019-11-05
    """
}


def test_day_46_is_late_and_the_day_of_authorisation_is_no_longer_open(spec):
    expected = {
        "2019-09-01": (0, 0),
        "2019-11-04": (0, 2),  # day 45
        "2019-11-05": (2, 3),  # day 46; one begins
        "2019-11-06": (1, 2),
    }
    spec("open_assessments_past_45_days", TABLES, expected)


def test_bank_holidays_and_weekends_do_not_age_an_assessment(spec):
    tables = {"cin_assessments": "assessment_id | person_id | assessment_start_date\na | p | 2020-03-10"}
    spec("AS04", tables, {"2020-05-15": (0, 1), "2020-05-17": (0, 1), "2020-05-18": (1, 1)})
