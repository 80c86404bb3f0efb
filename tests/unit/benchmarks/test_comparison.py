"""A council beside England, its region and its neighbours; ranks; councils that report as one; what is withheld."""

from __future__ import annotations

import pytest

from foothold import warehouse
from foothold.benchmarks import change_between, compare, linked
from foothold.terms.errors import Refused
from foothold.terms.figures import FigureStatus
from published_rows import PLACES, row

NORTH, WEST = "E06000061", "E06000062"
REREFERRALS = f"{PLACES},category,Re_referrals_percent"
WHAT = "Referrals and Re-referrals"


@pytest.fixture
def compared(home):
    def run(indicator, authority=NORTH, **options):
        as_known = options.pop("as_known", None)
        with warehouse.open_published(home, as_known) as published:
            return compare(published, indicator, authority, **options)

    return run


@pytest.fixture
def rereferrals(publish, neighbours):
    publish(
        "c1_2013_to_2024.csv",
        REREFERRALS,
        [
            row(2023, "England", WHAT, 22.4),
            row(2023, "North Northamptonshire", WHAT, 20),
            row(2024, "England", WHAT, 22.4),
            row(2024, "East Midlands", WHAT, 25.1),
            row(2024, "North Northamptonshire", WHAT, 26.5),
            row(2024, "West Northamptonshire", WHAT, 30.5),
            row(2024, "Nottinghamshire", WHAT, 20.5),
            row(2024, "Lincolnshire", WHAT, "c"),
            row(2024, "Bedford", WHAT, 20.5),
        ],
    )


def test_england_the_region_and_each_neighbour_stand_beside_the_council(rereferrals, compared):
    (one,) = compared("FD06")
    assert (one.period, one.council.value, one.england.value, one.region.value) == ("2024", 26.5, 22.4, 25.1)
    assert [(n.rank, n.name, f.value) for n, f in one.group.members] == [
        (1, "Bedford", 20.5),
        (2, "West Northamptonshire", 30.5),
        (3, "Nottinghamshire", 20.5),
        (4, "Lincolnshire", None),
    ]
    assert (one.group.counted, one.group.mean, one.group.median) == (3, 23.8, 20.5)
    assert (one.edition.file, one.edition.published.isoformat()) == ("c1_2013_to_2024.csv", "2024-10-31")


def test_the_older_model_has_other_neighbours(rereferrals, compared):
    (one,) = compared("FD06", model="2021")
    assert [n.name for n, _ in one.group.members] == ["West Northamptonshire", "Nottinghamshire", "Lincolnshire"]
    with pytest.raises(Refused, match="Use one of: 2021, 2025"):
        compared("FD06", model="1999")


def test_a_suppressed_figure_is_never_counted_as_zero(rereferrals, compared):
    (one,) = compared("FD06")
    lincolnshire = one.group.members[3][1]
    assert (lincolnshire.value, lincolnshire.status) == (None, FigureStatus.SUPPRESSED)
    assert lincolnshire.words == "suppressed: too few children to publish"
    assert (one.position.of, one.position.withheld) == (4, 1)


def test_rank_one_is_the_good_end_where_somebody_official_says_which_it_is(rereferrals, compared):
    (one,) = compared("FD06")
    assert (one.position.rank, one.position.rank_from) == (3, "1 is the lowest, which is good")
    (best,) = compared("FD06", "E10000024")
    assert (best.position.rank, best.position.quintile) == (1, 1), "two share the first rank"
    (worst,) = compared("FD06", WEST)
    assert (worst.position.rank, worst.position.quintile) == (4, 4)


def test_without_polarity_the_highest_is_one_and_it_says_that_this_is_no_merit(publish, compared):
    publish(
        "c1.csv",
        f"{PLACES},category,Referrals_rate",
        [row(2024, "North Northamptonshire", WHAT, 600), row(2024, "Nottinghamshire", WHAT, 700)],
    )
    (one,) = compared("FD05")
    assert (one.position.rank, one.position.quintile) == (2, 3)
    assert one.position.rank_from == "1 is the highest; no official source says which way is good"


def test_a_change_always_has_its_window_and_baseline(rereferrals, compared):
    (one,) = compared("FD06")
    assert vars(one.change) == {
        "baseline": "2023",
        "window": "2023 to 2024",
        "before": 20.0,
        "after": 26.5,
        "difference": 6.5,
        "percent": 32.5,
    }
    assert change_between("2023", 0.0, "2024", 2.0, 1).percent is None, "nothing is a share of nought"


def test_a_council_that_is_in_no_file_still_has_england_beside_it(rereferrals, compared):
    (one,) = compared("FD06", "E99000001")
    assert (one.council.value, one.council.words) == (None, "not in the published file")
    assert (one.england.value, one.region, one.position, one.group.members) == (22.4, None, None, ())


def test_the_newest_period_is_shown_though_its_figure_is_withheld(publish, compared):
    lines = [row(2023, "Bedford", WHAT, 20), row(2024, "Bedford", WHAT, "c"), row(2024, "England", WHAT, 22)]
    publish("c1.csv", REREFERRALS, lines)
    (one,) = compared("FD06", "E06000055")
    assert (one.period, one.council.status, one.position, one.change) == ("2024", FigureStatus.SUPPRESSED, None, None)
    (before,) = compared("FD06", "E06000055", until="2023")
    assert (before.period, before.council.value) == ("2023", 20)


def test_a_period_that_is_not_published_is_refused_with_those_that_are(rereferrals, compared):
    with pytest.raises(Refused, match=r"not published for 2019\. Periods loaded: 2023, 2024"):
        compared("FD06", period="2019")


def test_what_is_not_linked_or_not_loaded_is_refused_in_words(rereferrals, compared):
    with pytest.raises(Refused, match="No published measure is linked to AL01"):
        compared("AL01")
    with pytest.raises(Refused, match="No published figures of WF02 are loaded"):
        compared("WF02")


WORKFORCE = f"{PLACES},vacancy_rate_fte"
TRUST = "North Northamptonshire / West Northamptonshire"


@pytest.fixture
def workforce(publish, neighbours):
    publish(
        "csww_indicators_2017_to_2025.csv",
        WORKFORCE,
        [
            row(2025, TRUST, 25.9),
            row(2025, "Bedford", 30),
            row(2025, "Nottinghamshire", 20.1),
            row(2025, "Lincolnshire", 10),
        ],
        "2026-02-26",
    )


def test_councils_that_report_as_one_each_have_the_figure_and_count_once(workforce, compared):
    (one,) = compared("WF02", WEST)
    assert (one.council.value, one.council.joint) == (25.9, (NORTH, WEST))
    assert one.council.words == "one figure for North Northamptonshire and West Northamptonshire"
    assert (one.position.rank, one.position.of) == (3, 4)
    assert compared("WF02", NORTH)[0].group.counted == 3, (
        "the other half of the trust is no neighbour of its own figure"
    )


def test_the_older_file_puts_the_trusts_figure_under_one_council(workforce, publish, compared):
    lines = [
        row(2022, "North Northamptonshire", 36.5),
        row(2022, "West Northamptonshire", "z"),
        row(2022, "Bedford", 20),
    ]
    publish("csww_headline_measures_2017_to_2022.csv", f"{PLACES},vacancy_rate_fte_%", lines, "2023-02-23")
    (one,) = compared("WF02", WEST, period="2022")
    assert (one.council.value, one.council.joint, one.position.of) == (36.5, (NORTH, WEST), 2)


def test_two_councils_with_the_same_figure_are_not_taken_for_one(publish, workforce, compared):
    publish(
        "c1.csv",
        REREFERRALS,
        [row(2024, "North Northamptonshire", WHAT, 25), row(2024, "West Northamptonshire", WHAT, 25)],
    )
    (one,) = compared("FD06", NORTH)
    assert (one.council.joint, one.position.of) == ((), 2)


def test_a_mix_has_a_comparison_for_each_part_and_is_withheld_where_a_count_is(publish, compared):
    lines = [
        row(2024, "England", "Source of referral", 200, 100, 50),
        row(2024, "Bedford", "Source of referral", 40, "c", 10),
    ]
    publish("c5.csv", f"{PLACES},category,Referrals,Police,Schools", lines)
    parts = {one.part: (one.england.value, one.council.value) for one in compared("FD09", "E06000055")}
    assert parts == {"police": (50.0, None), "schools": (25.0, 25.0)}


def test_every_link_says_whose_words_it_follows_and_how_it_is_given():
    for measure in linked().values():
        assert measure.definition
        assert measure.unit
        assert 0 <= measure.decimals <= 2
        assert all(source.headings for sources in measure.parts.values() for source in sources)
        assert bool(measure.polarity_source) == (measure.polarity is not None)
    assert len(linked()) >= 60
