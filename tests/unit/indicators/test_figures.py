"""Figures: breakdowns, absent fields, stale days, and the rows behind them."""

import re
from datetime import date

import pytest

from foothold.indicators import CATALOGUE, Period, cases, distribution, figures_at, period_to, unknown_roles, values
from foothold.indicators.indicator_files import find
from foothold.indicators.populations import POPULATIONS
from foothold.terms.errors import Refused
from foothold.terms.figures import FigureStatus

DAY = date(2020, 2, 9)
ON_DAY = [Period(DAY, DAY)]


def by_part(figures, name="team"):
    return {figure.slices[name]: (figure.numerator, figure.denominator) for figure in figures}


def test_an_indicator_answers_to_its_identifier_and_its_name():
    assert find("al01") is find("unallocated_cases")


def test_an_unknown_indicator_is_refused_with_the_list():
    with pytest.raises(Refused, match="indicators list"):
        find("AL99")


def test_a_team_that_ever_had_a_case_shows_zero_and_the_unknown_come_last(council):
    found = by_part(values(council, ["AL01"], ON_DAY, by=("team",)))
    assert found == {"T1": (1, 2), "T2": (0, 1), "T3": (0, 0), None: (1, 1)}
    assert list(found)[-1] is None


def test_two_slices_at_once(council):
    figures = values(council, ["AL01"], ON_DAY, by=("locality", "team"))
    counted = {(one.slices["locality"], one.slices["team"]): one.numerator for one in figures}
    assert counted == {("NORTH", "T1"): 1, ("NORTH", "T2"): 0, ("WEST", "T3"): 0, (None, None): 1}


def test_a_percentage_of_nobody_is_blank_and_a_count_of_nobody_is_zero(council):
    (share,) = [one for one in values(council, ["AL02"], ON_DAY, by=("team",)) if one.slices["team"] == "T3"]
    (count,) = [one for one in values(council, ["AL01"], ON_DAY, by=("team",)) if one.slices["team"] == "T3"]
    assert (share.value, share.status) == (None, FigureStatus.BLANK)
    assert (count.value, count.status) == (0, FigureStatus.VALUE)


def test_a_team_has_no_children_to_take_a_rate_over(council):
    (whole,) = values(council, ["FD05"], [Period(date(2020, 1, 1), DAY)])
    teams = values(council, ["FD05"], [Period(date(2020, 1, 1), DAY)], by=("team",))
    assert whole.value == 5
    assert sum(team.numerator for team in teams) == 5
    assert {(team.value, team.status) for team in teams} == {(None, FigureStatus.NOT_COLLECTED)}


def test_a_field_that_no_load_carried_is_named(council):
    (figure,) = values(council.without("involvements", "*"), ["AL01"], ON_DAY)
    assert (figure.status, figure.missing) == (FigureStatus.NOT_COLLECTED, "involvements.involvements_id")
    (figure,) = values(council.without("professionals", "professional_job_title"), ["AL02"], ON_DAY, by=("team",))
    assert (figure.status, figure.missing) == (FigureStatus.NOT_COLLECTED, "professionals.professional_job_title")


# What asks the cases only whose team a child, a plan or a period in care is, or how urgent the case is rated.
PLACING = {"child_terms", "decided_about", "protection_event_teams", "care_periods", "rating_spells"}


def counts_cases(sql):
    named = set(re.findall(r"\b(?:from|join)\s+(\w+)", sql)) & set(POPULATIONS) - PLACING
    return "cases" in named or any(counts_cases(POPULATIONS[name].sql) for name in named)


COUNTING_CASES = [one.id for one in CATALOGUE.values() if counts_cases(one.select)]


@pytest.mark.parametrize("indicator", COUNTING_CASES)
def test_whoever_counts_cases_must_know_which_referrals_became_one(council, indicator):
    (figure,) = values(council.without("cin_episodes", "referral_nfa"), [indicator], ON_DAY)
    assert (figure.status, figure.missing) == (FigureStatus.NOT_COLLECTED, "cin_episodes.referral_nfa")


def test_a_column_that_only_a_slice_uses_is_not_missed(council):
    (figure,) = values(council.without("person", "*"), ["FD05"], ON_DAY)
    assert figure.status is FigureStatus.VALUE


def test_a_day_after_the_newest_load_is_stale(council):
    figures = values(council, ["AL01"], [Period(day, day) for day in (date(2020, 3, 31), date(2020, 4, 1))])
    assert [figure.status for figure in figures] == [FigureStatus.VALUE, FigureStatus.STALE]


def test_periods_that_end_on_the_same_day_are_told_apart_and_kept_in_order(council):
    asked = [Period(date(2020, 1, 1), DAY), Period(date(2020, 1, 20), DAY), Period(date(2020, 1, 6), date(2020, 1, 6))]
    assert [figure.numerator for figure in values(council, ["FD05"], asked)] == [5, 2, 3]


def test_a_single_date_means_each_indicators_own_period(council):
    figures = figures_at(council, ["AL01", "FD05", "FD10"], DAY)
    assert [figure.period_start for figure in figures] == [DAY, date(2019, 2, 10), date(2020, 1, 13)]
    assert period_to(find("FD10"), DAY).as_at == DAY


@pytest.mark.parametrize(
    ("identifier", "by", "said"),
    [
        ("FD05", ("holder",), "FD05 cannot be broken down by 'holder'. Choose among team"),
        ("AL04", ("team", "locality"), "one slice at a time"),
    ],
)
def test_a_breakdown_that_cannot_be_is_refused(council, identifier, by, said):
    with pytest.raises(Refused, match=said):
        values(council, [identifier], ON_DAY, by=by)


def test_a_day_beyond_the_known_bank_holidays_is_refused(council):
    with pytest.raises(Refused, match="2028-12-31"):
        values(council, ["AS02"], [Period(date(2029, 1, 1), date(2029, 1, 1))])


def test_cases_keep_to_a_part_of_a_slice(council):
    assert [row[0] for row in cases(council, "AL01", DAY, {"team": "T1"}).rows] == ["r2"]
    assert [row[0] for row in cases(council, "AL01", DAY, {"team": ""}).rows] == ["r5"]
    assert cases(council, "AL01", DAY, {"team": "T1' or '1' = '1"}).rows == []


def test_cases_that_cannot_be_shown_are_refused(council):
    with pytest.raises(Refused, match="no slice 'ward'"):
        cases(council, "AL01", DAY, {"ward": "x"})
    with pytest.raises(Refused, match=r"hold involvements\.involvements_id"):
        cases(council.without("involvements", "*"), "AL01", DAY)
    with pytest.raises(Refused, match="Nothing is known after 2020-03-31"):
        cases(council, "AL01", date(2020, 4, 1))


def test_a_spread_by_part_and_of_nothing(council):
    parts = distribution(council, "AL03", DAY, by=("team",))
    assert [(part.slices["team"], part.values) for part in parts] == [("T1", (34,)), (None, (34,))]
    (nothing,) = distribution(council, "AS02", DAY)
    assert (nothing.rows, nothing.median) == (0, None)
    with pytest.raises(Refused, match="no value to be spread"):
        distribution(council, "CP06", DAY)


def test_titles_and_roles_that_mean_nothing_known_are_listed(council):
    found = {(role.field, role.text): role.involvements for role in unknown_roles(council)}
    assert found == {("job_title", "Sorcerer"): 1, ("job_title", None): 1, ("involvement_role", "wizard"): 1}
