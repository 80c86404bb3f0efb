"""What the ledger says of yearly figures: the story of two measures of one county, and counting what was borne out."""

from __future__ import annotations

from foothold.embeddedness.annual import Year, borne_out, ledger, rises

YEARS = ["2013", "2014", "2015", "2016", "2017", "2018", "2019", "2020", "2021"]
# Published by the Department for Education: initial conferences within 15 days, Northamptonshire and England.
COUNTY = [30.4, 30.1, 81.4, 63.5, 63.4, 70.2, 74.3, 66.8, 86.1]
ENGLAND = [69.7, 69.3, 74.8, 76.7, 77.2, 76.9, 78.7, 77.7, 83.0]


def words(years: list[Year]) -> list[str]:
    return [year.word for year in years]


def test_one_good_year_is_tentative_and_its_loss_is_told() -> None:
    said = ledger(YEARS, COUNTY, ENGLAND, "increase")
    assert words(said)[:4] == ["not started", "not started", "tentative", "early"]
    assert words(said)[-1] == "tentative"


def test_two_good_years_consolidate_a_third_is_held_and_their_loss_is_a_lapse() -> None:
    said = ledger(list("abcde"), [90, 91, 92, 70, None], [80.0] * 5, "increase")
    assert words(said) == ["tentative", "consolidating", "held", "lapsed", ""]


def test_what_was_said_of_a_year_does_not_depend_on_later_ones() -> None:
    whole = ledger(YEARS, COUNTY, ENGLAND, "increase")
    for count in range(1, len(YEARS)):
        assert ledger(YEARS[:count], COUNTY[:count], ENGLAND[:count], "increase") == whole[:count]


def test_a_word_is_borne_out_when_a_later_year_is_on_the_good_side() -> None:
    said = ledger(list("abc"), [90, 91, 70], [80.0] * 3, "increase")
    found = {(one.word, one.years_later): (one.councils, one.still) for one in borne_out({"X": said})}
    assert found["tentative", 1] == (1, 1)
    assert found["tentative", 2] == (1, 0)
    assert found["consolidating", 1] == (1, 0)
    assert found["lapsed", 1] == (0, 0)


def test_a_large_rise_is_listed_with_the_worst_of_the_years_after_it() -> None:
    ((name, before, after, worst),) = rises({"X": ledger(YEARS[:6], COUNTY[:6], ENGLAND[:6], "increase")}, "increase")
    assert (name, before.year, after.year, worst) == ("X", "2013", "2015", 63.4)
