"""Published percentages from the counts beside them: what agrees, what cannot be compared, what differs and why."""

from __future__ import annotations

import pytest

from foothold import warehouse
from foothold.benchmarks.recomputing import recompute, rules, working_days
from published_rows import PLACES, row

REFERRALS = f"{PLACES},category,Referrals,Re_referrals,Re_referrals_percent"
WHAT = "Referrals and Re-referrals"
WORKFORCE = f"{PLACES},inpost_fte,vacancy_fte,vacancy_rate_fte,working_days_lost_fte,absence_rate_fte"


@pytest.fixture
def recomputed(home):
    def run():
        with warehouse.open_published(home) as published:
            return recompute(published)

    return run


def test_a_percentage_that_its_counts_give_agrees_to_the_decimal(publish, recomputed):
    publish("c1.csv", REFERRALS, [row(2024, "Bedford", WHAT, 2200, 451, 20.5), row(2024, "England", WHAT, 10, 9, 1)])
    found = recomputed()
    assert (found.compared, found.agreeing, found.share) == (1, 1, 100.0), "England's counts are rounded to ten"


def test_halves_are_rounded_up_as_people_read_them(publish, recomputed):
    publish("c1.csv", REFERRALS, [row(2024, "Bedford", WHAT, 2000, 441, 22.1)])  # 22.05
    assert recomputed().agreeing == 1


def test_a_disagreement_is_listed_with_its_reason(publish, recomputed):
    lines = [row(2023, "Bedford", WHAT, 2200, 451, 20.4), row(2024, "Bedford", WHAT, 2200, 451, 25)]
    publish("c1.csv", REFERRALS, lines)
    found = recomputed()
    assert [(one.period, one.published, one.recomputed) for one in found.disagreements] == [
        ("2023", 20.4, 20.5),
        ("2024", 25.0, 20.5),
    ]
    assert [one.reason.split(":")[0] for one in found.disagreements] == [
        "one unit of the last place",
        "more than rounding",
    ]
    assert found.share == 0.0
    assert sum(found.reasons.values()) == 2


def test_an_exact_half_that_was_rounded_down_is_told_as_that(publish, recomputed):
    # Shropshire, 31 March 2017, as published: 69 of 240 plans are 28.75 %
    headings = (
        f"{PLACES},category,CPP_At31,more_than_6_months_less_than_1_year,more_than_6_months_less_than_1_year_percent"
    )
    publish("d5.csv", headings, [row(2017, "Bedford", "Child Protection Plans by length of time", 240, 69, 28.7)])
    (one,) = recomputed().disagreements
    assert (one.recomputed, one.reason) == (28.8, "exactly half a unit of the last place: the file rounded it down")


def test_a_withheld_count_is_not_compared(publish, recomputed):
    publish(
        "c1.csv", REFERRALS, [row(2024, "Bedford", WHAT, 2200, "c", 20.5), row(2024, "Lincolnshire", WHAT, 9, 9, "u")]
    )
    found = recomputed()
    assert (found.compared, found.withheld, found.share) == (0, 2, None)
    assert found.sentence.startswith("No file is loaded")


def test_full_time_equivalents_allow_what_they_may_have_been_before_rounding(publish, recomputed):
    # 2.0 of 100.0 may be 1.95 of 102.0 or 2.05 of 102.0: 1.9 to 2.0 %
    lines = [row(2023, "Bedford", 100.0, 2.0, 1.9, 0, 0), row(2025, "Bedford", 100.0, 2.0, 2.2, 0, 0)]
    publish("csww.csv", WORKFORCE, lines)
    found = recomputed()
    assert [(one.measure, one.period, one.recomputed) for one in found.disagreements] == [
        ("vacancy_rate_fte", "2025", 2.0)
    ]


def test_a_year_with_a_29_february_has_one_more_working_day(publish, recomputed):
    assert (working_days("2019"), working_days("2020"), working_days("2024")) == (253, 254, 254)
    # 434.3 days of 76.2 posts are 2.24 % of 254 days each, and 2.25 % of 253, which would be 2.3
    publish("csww.csv", WORKFORCE, [row(2020, "Bedford", 76.2, 0, 0, 434.3, 2.2)])
    assert not recomputed().disagreements


def test_a_rate_is_of_the_population_of_the_mid_year_before_published_with_it(publish, recomputed):
    people = "Children aged 0 to 17 years"
    lines = [row(2022, "Bedford", people, 40_000), row(2023, "Bedford", people, 41_000)]
    publish("population.csv", f"{PLACES},age_group,population_estimate", lines)
    need = "Children in Need"
    lines = [row(2023, "Bedford", need, 1000, 250), row(2024, "Bedford", need, 1000, 250)]
    publish("b1.csv", f"{PLACES},category,At31_episodes,At31_episodes_rate", lines)
    found = recomputed()
    assert (found.compared, found.agreeing) == (2, 1)
    assert [(one.period, one.recomputed) for one in found.disagreements] == [("2024", 243.9)]


def test_the_tool_is_compared_with_the_counts_of_the_statistic_itself(publish, recomputed, home, tmp_path):
    publish("c1.csv", REFERRALS, [row(2024, "Bedford", WHAT, 2200, 451, 20.5)])
    lines = ["ReReferral,again,Bedford,20.5,21.5"]
    publish("published_values.csv", "measure,item,la,2024,2025", lines, "2026-03-01")
    publish("other_values.csv", "measure,item,la,2024", ["ReReferral,again,Bedford,23.5"], "2026-03-01")
    found = recomputed()
    assert found.by_file["published_values.csv"].agreeing == 1
    (one,) = found.disagreements
    assert (one.file, one.area, one.reason) == (
        "other_values.csv",
        "E06000055",
        "the tool holds another figure than its source gives: probably that of an earlier edition",
    )


def test_every_rule_names_a_percentage_once():
    names = [rule.percentage for rule in rules()]
    assert len(names) == len(set(names)) > 30
