"""How a figure is printed, what is printed when there is none, and what the public edition hides."""

from datetime import date

import pytest

from foothold.reports.figures import Measured, as_printed, change, change_words, period_words

DAY, BEFORE = date(2020, 6, 30), date(2020, 1, 31)


def measured(top: float | None, bottom: float | None = None, value: float | None = None, **more: object) -> Measured:
    """A figure of one day."""
    return Measured(None, DAY, top, bottom, top if value is None else value, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("figure", "unit", "printed"),
    [
        (measured(0), "cases", "0"),
        (measured(1234), "cases", "1,234"),
        (measured(1, 8, 12.5), "%", "12.5%"),
        (measured(70, 170_000, 4.117), "per 10,000 children", "4.1 per 10,000 children"),
        (measured(1), "weeks", "1 week"),
        (measured(6), "weeks", "6 weeks"),
        (measured(None, status="not_collected", missing="posts.filled_by"), "%", "not collected (posts.filled_by)"),
        (measured(None, status="blank"), "%", "nobody to count"),
        (measured(None, status="stale"), "cases", "not known: the data handed over by then are too old"),
        (measured(None, status="suppressed"), "cases", "c"),
    ],
)
def test_a_figure_is_printed_with_its_unit_or_says_why_it_is_missing(figure: Measured, unit: str, printed: str) -> None:
    assert as_printed(figure, unit) == printed


@pytest.mark.parametrize(
    ("top", "bottom", "measure", "hidden"),
    [
        (0, 100, "count", False),
        (1, 100, "count", True),
        (5, 100, "count", True),
        (6, 100, "count", False),
        (96, 100, "percentage", True),  # the 4 others would follow from 96 of 100
        (2, 3, "percentage", True),
        (96, 100, "index", False),  # of an index the denominator is a mean, and nothing follows from the difference
        (3, 100, "index", True),
        (3, None, "run", False),  # weeks, not people
        (3, 170_000, "rate", True),
        (4.5, 100, "share_of_value", True),
    ],
)
def test_the_public_edition_takes_out_small_counts_and_what_gives_them_away(
    top: float, bottom: float | None, measure: str, hidden: bool
) -> None:
    found = measured(top, bottom).hide_small(measure)
    assert (found.status == "suppressed") is hidden
    if hidden:
        assert (found.numerator, found.denominator, found.value) == (None, None, None)


def test_a_count_is_known_where_the_population_of_its_rate_is_not() -> None:
    rate = Measured(None, DAY, 780, None, None, "not_collected", "child_population.population")
    assert as_printed(rate.of_part("numerator"), "") == "780"
    assert as_printed(rate.of_part("share"), "%").startswith("not collected")
    assert as_printed(measured(1, 8).of_part("share"), "%") == "12.5%"


def test_a_change_always_names_both_figures_and_both_dates() -> None:
    earlier = Measured(None, BEFORE, 500, None, 500)
    words = change_words(earlier, measured(520), "")
    assert words == "up 4.0%, from 500 on 31 January 2020 to 520 on 30 June 2020"
    assert change_words(earlier, measured(500), "").startswith("unchanged, from 500 on 31 January 2020")
    assert change_words(Measured(None, BEFORE, 0, None, 0), measured(7), "").startswith("up 7, from 0")
    assert change_words(earlier, measured(None, status="blank"), "") == "nobody to count"


def test_a_change_of_a_percentage_is_in_points() -> None:
    earlier, later = Measured(None, BEFORE, 80, 100, 80.0), measured(70, 100, 70.0)
    assert change_words(earlier, later, "%").startswith("down 10.0 percentage points, from 80.0%")
    assert change(earlier, later, "%") == -10


def test_periods_are_named_by_their_days() -> None:
    assert period_words(Measured(date(2020, 6, 22), date(2020, 6, 28), 1, 1, 1)) == "in the week to 28 June 2020"
    assert period_words(Measured(date(2019, 7, 1), DAY, 1, 1, 1)) == "from 1 July 2019 to 30 June 2020"
    assert period_words(Measured(DAY, DAY, 1, 1, 1)) == "on 30 June 2020"
