"""Numbers and what they count are written one way."""

import pytest

from foothold.terms.numbers import counted, plain_number, with_unit


@pytest.mark.parametrize(
    ("number", "unit", "written"),
    [
        (12.5, "%", "12.5%"),
        (50.0, "%", "50.0%"),
        (1234.0, "cases", "1,234"),
        (1.0, "weeks", "1 week"),
        (6.0, "weeks", "6 weeks"),
        (57.25, "per 10,000 children", "57.2 per 10,000 children"),
    ],
)
def test_a_value_is_written_with_its_unit(number, unit, written):
    assert with_unit(number, unit) == written


def test_a_whole_number_has_no_decimal_place():
    assert (plain_number(1145.0), plain_number(0.25)) == ("1,145", "0.2")


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (1, "child", "1 child"),
        (1145, "child", "1,145 children"),
        (0, "case", "0 cases"),
        (2, "open case", "2 open cases"),
    ],
)
def test_several_of_a_unit_are_named_by_its_plural(number, unit, words):
    assert counted(number, unit) == words
