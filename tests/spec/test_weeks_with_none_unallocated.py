"""AL04: whole weeks in a row, counted back from a day, in which no case was unallocated on any day."""

from datetime import date

from foothold.indicators import Period, cases, values

TABLES = {
    "department": """
        team_id | team_parent_id
        T1      | NORTH
        T2      | NORTH
    """,
    "cin_episodes": """
        referral_id | person_id | referral_date | close_date | referral_team
        ------------+-----------+---------------+------------+--------------
        first       | p1        | 2019-12-02    |            | T1
        late        | p2        | 2020-01-03    |            | T2
        blip        | p3        | 2020-02-10    |            | T2
    """,
    "involvements": """
        involvements_id | referral_id | professional_id | professional_team | involvement_start_date
        ----------------+-------------+-----------------+-------------------+-----------------------
        i1              | first       | ann             | T1                | 2019-12-02
        i2              | late        | ann             | T2                | 2020-01-06
        i3              | blip        | ann             | T2                | 2020-02-11
    """,
}


def test_a_week_counts_when_every_one_of_its_days_was_at_zero(spec):
    # The last day with an unallocated case is Sunday 5 January.
    expected = {"2020-01-05": 0, "2020-01-11": 0, "2020-01-12": 1, "2020-01-18": 1, "2020-01-19": 2, "2020-02-09": 5}
    spec("weeks_with_none_unallocated", TABLES, {day: (weeks, None) for day, weeks in expected.items()})


def test_a_single_day_above_zero_starts_the_count_again(spec):
    spec("AL04", TABLES, {"2020-02-10": (0, None), "2020-02-16": (0, None), "2020-02-17": (1, None)})


def test_nothing_is_counted_before_the_first_referral(spec):
    spec("AL04", TABLES, {"2019-12-01": (0, None), "2019-12-07": (0, None), "2019-12-08": (1, None)})


def test_nothing_is_counted_before_the_history_begins_with_the_first_case_closed(spec):
    closed = "        gone        | p4        | 2019-12-20    | 2020-01-20 | T1\n"
    tables = {**TABLES, "cin_episodes": TABLES["cin_episodes"].rstrip() + "\n" + closed}
    tables["involvements"] = TABLES["involvements"].rstrip() + (
        "\n        i4              | gone        | ann             | T1                | 2019-12-20\n"
    )
    # Clear since 6 January, but known in full only from 20 January on, the day on which a case closed.
    expected = {"2020-01-19": 0, "2020-01-20": 0, "2020-01-25": 0, "2020-01-26": 1, "2020-02-09": 3}
    spec("AL04", tables, {day: (weeks, None) for day, weeks in expected.items()})


def test_each_team_has_a_run_of_its_own(drawn):
    figures = values(drawn(TABLES), ["AL04"], [Period(date(2020, 1, 12), date(2020, 1, 12))], by=("team",))
    assert {figure.slices["team"]: figure.value for figure in figures} == {"T1": 6, "T2": 1}


def test_the_rows_behind_it_are_the_weeks(drawn):
    found = cases(drawn(TABLES), "AL04", date(2020, 1, 20))
    assert [row[found.columns.index("event_date")] for row in found.rows] == [date(2020, 1, 20), date(2020, 1, 13)]
    of_team = cases(drawn(TABLES), "AL04", date(2020, 1, 12), {"team": "T2"})
    assert len(of_team.rows) == 1
