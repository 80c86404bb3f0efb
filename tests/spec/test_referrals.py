"""FD05: referrals dated in a period, for every 10,000 children."""

from foothold.terms.figures import FigureStatus

REFERRALS = {
    "cin_episodes": """
        referral_id | person_id | referral_date | close_date | referral_nfa
        ------------+-----------+---------------+------------+-------------
        before      | p1        | 2019-03-31    |            |
        first_day   | p2        | 2019-04-01    |            |
        no_action   | p3        | 2019-06-03    | 2019-06-03 | Y
        last_day    | p4        | 2020-03-31    |            |
        after       | p5        | 2020-04-01    |            |
    """
}
CHILDREN = {
    "child_population": """
        mid_year | age_group                    | population
        ---------+------------------------------+-----------
        2017     | Children aged 0 to 17 years  | 10000
        2018     | Children aged 0 to 17 years  | 20000
        2019     | Children aged 0 to 17 years  | 30000
        2019     | Children aged 16 to 17 years | 3000
        2020     | Children aged 0 to 17 years  | 40000
    """
}


def test_the_first_and_the_last_day_count_and_so_do_referrals_without_action(spec):
    (figure,) = spec("referrals", REFERRALS | CHILDREN, {"2019-04-01/2020-03-31": (3, 30000)})
    assert figure.value == 1


def test_a_single_date_means_the_twelve_months_to_it(spec):
    spec("FD05", REFERRALS | CHILDREN, {"2020-03-30": (3, 30000), "2020-03-31": (3, 30000), "2020-04-01": (3, 30000)})


def test_twelve_months_to_a_leap_day_begin_on_the_first_of_march(spec):
    tables = {
        "cin_episodes": """
            referral_id | person_id | referral_date
            out         | p1        | 2019-02-28
            in          | p2        | 2019-03-01
            leap        | p3        | 2020-02-29
        """
    }
    spec("FD05", tables | CHILDREN, {"2020-02-29": (2, 30000)})


def test_the_children_are_those_of_the_year_before(spec):
    spec("FD05", CHILDREN, {"2018-12-31": (0, 10000), "2019-01-01": (0, 20000), "2025-01-01": (0, 40000)})


def test_without_a_population_the_referrals_are_still_counted(spec):
    (figure,) = spec("FD05", REFERRALS, {"2019-04-01/2020-03-31": (3, None)})
    assert (figure.value, figure.status) == (None, FigureStatus.NOT_COLLECTED)
    assert figure.missing == "child_population.population"
