"""What a year in care brings: CC13 to CC20."""

import pytest

JANUARY = "2020-01-01/2020-01-31"
A_YEAR = "cla_episode_id | person_id | cla_episode_start_date\ne1 | p1 | 2019-01-31\ne2 | new | 2019-02-01"


def child(born: str) -> str:
    """Both children, born on this day."""
    return f"person_id | dob\np1 | {born}\nnew | {born}"


def checks(*rows: str) -> str:
    """Health checks of the child who has been in care for a year: type, day and status."""
    header = "health_check_id | person_id | health_check_type | health_check_date | health_check_status"
    return "\n".join([header, *(f"h{number} | p1 | {row}" for number, row in enumerate(rows))])


@pytest.mark.parametrize(
    ("born", "rows", "counted"),
    [
        ("2010-01-01", (), 0),
        ("2010-01-01", ("Health Assessment | 2019-01-31 | Completed",), 0),  # a day more than a year ago
        ("2010-01-01", ("Health Assessment | 2019-02-01 | Completed",), 1),
        ("2010-01-01", ("Review Health Assessment | 2020-01-31 |",), 1),
        ("2010-01-01", ("Health Assessment | 2020-02-01 | Completed",), 0),
        ("2010-01-01", ("Health Assessment | 2020-01-31 | Refused",), 0),
        ("2010-01-01", ("Dental Check | 2020-01-31 | Completed",), 0),
        ("2015-02-01", ("Health Assessment | 2020-01-31 | Completed",), 0),  # under five: two
        ("2015-01-31", ("Health Assessment | 2020-01-31 | Completed",), 1),  # five that day
        ("2015-02-01", ("Health Assessment | 2020-01-31 |", "health assessment | 2019-07-01 |"), 1),
        ("2015-02-01", ("Health Assessment | 2020-01-31 |", "health assessment | 2020-01-31 |"), 0),  # recorded twice
        ("2015-02-01", ("health assessment | | completed",), 1),  # as the looked-after children return says it
        ("2010-01-01", ("health surveillance | | completed",), 0),
    ],
)
def test_a_child_has_the_health_assessments_due(spec, born, rows, counted):
    tables = {"person": child(born), "cla_episodes": A_YEAR, "cla_health": checks(*rows)}
    spec("annual_health_assessments", tables, {"2020-01-31": (counted, 1)})


@pytest.mark.parametrize(
    ("row", "counted"),
    [
        ("Dental Check | 2019-01-31 | Completed", 0),
        ("Dental Check | 2019-02-01 | Completed", 1),
        ("dental check | | completed", 1),
        ("Dental Check | 2020-01-31 | Planned", 0),
        ("Health Assessment | 2020-01-31 | Completed", 0),
    ],
)
def test_a_child_saw_a_dentist_in_the_year(spec, row, counted):
    tables = {"cla_episodes": A_YEAR, "cla_health": checks(row)}
    spec("dental_checks", tables, {"2020-01-30": (0, 0), "2020-01-31": (counted, 1)})


def test_a_year_in_care_ends_with_any_break(spec):
    episodes = """
        cla_episode_id | person_id | cla_episode_start_date | cla_episode_ceased_date | cla_episode_ceased_reason
        a1             | moved     | 2019-01-07             | 2019-06-03              | X1
        a2             | moved     | 2019-06-03             |                         |
        b1             | broken    | 2019-01-07             | 2019-06-03              | E4A
        b2             | broken    | 2019-06-04             |                         |
    """
    spec(
        "dental_checks", {"cla_episodes": episodes}, {"2020-01-06": (0, 0), "2020-01-07": (0, 1), "2020-06-04": (0, 2)}
    )


@pytest.mark.parametrize(
    ("status", "day", "counted"),
    [("Y", "", 1), ("Y", "2020-01-31", 1), ("Y", "2020-02-01", 0), ("N", "", 0), ("", "", 0)],
)
def test_immunisations_are_up_to_date(spec, status, day, counted):
    known = f"person_id | immunisations_status | immunisations_status_date\np1 | {status} | {day}"
    tables = {"cla_episodes": A_YEAR, "cla_immunisations": known}
    spec("immunisations_up_to_date", tables, {"2020-01-31": (counted, 1)})


@pytest.mark.parametrize(
    ("row", "left", "expected"),
    [
        # Twenty working days after Monday 6 January 2020 is Monday 3 February.
        ("Health Assessment | 2020-02-03 | Completed", "", (1, 1)),
        ("Initial Health Assessment | 2020-02-03 |", "", (1, 1)),
        ("Health Assessment | 2020-02-04 | Completed", "", (0, 1)),
        ("Health Assessment | 2020-01-05 | Completed", "", (0, 1)),  # before the child came
        ("Review Health Assessment | 2020-01-20 | Completed", "", (0, 1)),
        ("Health Assessment | 2020-01-20 | Completed", "2020-02-03", (0, 0)),  # had left on the day
        ("Health Assessment | 2020-01-20 | Completed", "2020-02-04", (1, 1)),
    ],
)
def test_a_first_health_assessment_within_twenty_working_days(spec, row, left, expected):
    tables = {
        "cla_episodes": "cla_episode_id | person_id | cla_episode_start_date | cla_episode_ceased_date"
        f"\ne1 | p1 | 2020-01-06 | {left}",
        "cla_health": checks(row),
    }
    spec(
        "first_health_assessment_in_time", tables, {"2020-01-01/2020-02-02": (0, 0), "2020-01-01/2020-02-29": expected}
    )


@pytest.mark.parametrize(
    ("born", "score", "day", "expected", "mean"),
    [
        ("2010-01-01", "14", "2019-02-01", (1, 1), 14),
        ("2010-01-01", "0", "2020-01-31", (1, 1), 0),
        ("2010-01-01", "40", "", (1, 1), 40),
        ("2010-01-01", "41", "2020-01-31", (0, 1), None),
        ("2010-01-01", "", "2020-01-31", (0, 1), None),
        ("2010-01-01", "14", "2019-01-31", (0, 1), None),
        ("2015-01-31", "14", "2020-01-31", (1, 1), 14),  # the fifth birthday
        ("2015-02-01", "14", "2020-01-31", (0, 0), None),
        ("2003-02-01", "14", "2020-01-31", (1, 1), 14),  # the day before the seventeenth
        ("2003-01-31", "14", "2020-01-31", (0, 0), None),
    ],
)
def test_the_score_of_the_year_counts_from_five_to_sixteen(spec, born, score, day, expected, mean):
    tables = {
        "person": child(born),
        "cla_episodes": A_YEAR,
        "sdq_scores": f"table_id | person_id | sdq_completed_date | sdq_score\ns1 | p1 | {day} | {score}",
    }
    (figure,) = spec("strengths_and_difficulties", tables, {"2020-01-31": expected})
    assert figure.value == mean


def test_the_newest_of_two_scores_counts(spec):
    scores = "table_id|person_id|sdq_completed_date|sdq_score\ns1|p1|2019-05-01|20\ns2|p1|2019-06-01|10"
    tables = {"person": child("2010-01-01"), "cla_episodes": A_YEAR, "sdq_scores": scores}
    (figure,) = spec("strengths_and_difficulties", tables, {"2020-01-31": (1, 1)})
    assert figure.value == 10


@pytest.mark.parametrize(
    ("began", "kind", "counted"),
    [
        ("2019-12-31", "Missing", 0),
        ("2020-01-01", "Missing", 1),
        ("2020-01-01", "M", 1),
        ("2020-01-01", "", 1),
        ("2020-01-01", "Away", 0),
        ("2020-01-20", "Missing", 0),  # had left care that day
    ],
)
def test_a_child_went_missing_while_in_care(spec, began, kind, counted):
    tables = {
        "cla_episodes": """
            cla_episode_id | person_id | cla_episode_start_date | cla_episode_ceased_date
            e1             | p1        | 2019-01-07             | 2020-01-20
            e2             | p2        | 2020-01-31             |
            e3             | over      | 2019-01-07             | 2020-01-01
            e4             | later     | 2020-02-01             |
        """,
        "missing": "table_id | person_id | missing_episode_start_date | missing_episode_type\n"
        f"m1 | p1 | {began} | {kind}\nm2 | p1 | {began} | {kind}",
    }
    spec("missing_from_care", tables, {JANUARY: (counted, 2)})


def test_only_an_interview_that_was_accepted_counts(spec):
    incidents = """
        table_id|person_id|missing_episode_start_date|missing_episode_end_date|missing_rhi_offered|missing_rhi_accepted
        m1       | p1        | 2019-12-30                 | 2020-01-01               | Y                   | Y
        m2       | p1        | 2020-01-30                 | 2020-01-31               | Y                   | N
        m3       | p2        | 2020-01-30                 | 2020-01-31               | N                   |
        m4       | p2        | 2020-01-30                 | 2020-01-31               |                     |
        m5       | p2        | 2020-01-30                 | 2020-02-01               | Y                   | Y
        m6       | p2        | 2020-01-30                 |                          | Y                   | Y
        m7       | p2        | 2019-12-30                 | 2019-12-31               | Y                   | Y
    """
    spec("return_interviews", {"missing": incidents}, {JANUARY: (1, 4)})


@pytest.mark.parametrize(
    ("born", "day", "expected"),
    [
        ("2010-01-31", "2019-02-01", (1, 1)),  # ten that day
        ("2010-02-01", "2019-02-01", (0, 0)),
        ("2002-02-01", "2020-01-31", (1, 1)),  # the day before the eighteenth birthday
        ("2002-01-31", "2020-01-31", (0, 0)),
        ("2005-01-31", "2019-01-31", (0, 1)),
        ("2005-01-31", "2020-02-01", (0, 1)),
        ("2005-01-31", "", (1, 1)),
    ],
)
def test_a_conviction_of_the_year_counts_from_ten_to_seventeen(spec, born, day, expected):
    tables = {
        "person": child(born),
        "cla_episodes": A_YEAR,
        "cla_convictions": f"cla_conviction_id | person_id | cla_conviction_date\nk1 | p1 | {day}\nk2 | p1 | {day}",
    }
    spec("convictions_in_care", tables, {"2020-01-31": expected})
