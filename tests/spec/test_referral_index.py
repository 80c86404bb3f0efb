"""FD10: referrals in a period against the mean of the same weeks in up to three earlier years."""

from datetime import date, timedelta

from foothold.indicators import cases
from foothold.terms.figures import FigureStatus

WEEK = date(2020, 4, 13), date(2020, 4, 19)


def referrals(**per_years_back: int) -> dict[str, str]:
    """So many referrals on the Wednesday of the week, and of the same week 52, 104, ... weeks earlier (y0, y1, ...).

    The first case was closed on the Monday of the earliest of them: the history covers no week before.
    """
    lines = ["referral_id | person_id | referral_date | close_date"]
    for name, number in per_years_back.items():
        wednesday = date(2020, 4, 15) - timedelta(weeks=52 * int(name[1:]))
        lines += [f"{name}-{each} | {name}-{each} | {wednesday}" for each in range(number)]
    monday = WEEK[0] - timedelta(weeks=52 * max(int(name[1:]) for name in per_years_back))
    return {"cin_episodes": "\n".join([*lines, f"old | old | 2010-01-04 | {monday}"])}


def test_the_mean_is_over_the_years_that_the_history_covers(spec):
    (figure,) = spec("referral_index", referrals(y0=6, y1=8, y2=12), {"2020-04-13/2020-04-19": (6, 10)})
    assert figure.value == 60


def test_at_most_three_years_count(spec):
    spec("FD10", referrals(y0=6, y1=8, y2=12, y3=13, y4=500), {"2020-04-13/2020-04-19": (6, 11)})


def test_a_year_whose_weeks_begin_before_the_history_does_not_count(spec):
    tables = referrals(y0=6, y1=8, y2=12)
    tables["cin_episodes"] = tables["cin_episodes"].replace("2018-04-16", "2018-04-17")
    spec("FD10", tables, {"2020-04-13/2020-04-19": (6, 8)})


def test_without_an_earlier_year_there_is_no_index(spec):
    (figure,) = spec("FD10", referrals(y0=6), {"2020-04-13/2020-04-19": (6, 0)})
    assert (figure.value, figure.status) == (None, FigureStatus.BLANK)


def test_the_same_weeks_have_the_same_weekdays(spec):
    tables = referrals(y0=1, y1=0)
    tables["cin_episodes"] += (
        "\nbefore | p | 2019-04-14\nmonday | p | 2019-04-15\nsunday | p | 2019-04-21\nafter | p | 2019-04-22"
    )
    spec("FD10", tables, {"2020-04-13/2020-04-19": (1, 2)})


def test_a_single_date_means_the_four_weeks_to_it(spec):
    tables = referrals(y0=5, y1=4)
    tables["cin_episodes"] = tables["cin_episodes"].replace(
        "old | old | 2010-01-04 | 2019-04-15", "old | old | 2010-01-04 | 2019-01-01"
    )
    spec("FD10", tables, {"2020-05-12": (5, 4), "2020-05-13": (0, 0), "2020-04-14": (0, 0)})


def test_the_rows_behind_it_are_the_referrals_of_the_period(drawn):
    found = cases(drawn(referrals(y0=6, y1=8)), "FD10", WEEK[1], period_start=WEEK[0])
    assert len(found.rows) == 6
