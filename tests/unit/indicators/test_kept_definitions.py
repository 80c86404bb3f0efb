"""Definitions that are kept, and told apart from the present one."""

from dataclasses import replace
from datetime import date

from foothold.indicators import find
from foothold.indicators.families import FAMILIES, OTHER, family_of
from foothold.indicators.kept_definitions import earlier_definitions, keep_definitions

CODE = "E99000001"


def kept_under(home, indicator, day):
    keep_definitions(home, CODE, day, [indicator])


def test_a_definition_that_never_changed_has_no_earlier_one(tmp_path):
    kept_under(tmp_path, find("AL01"), date(2020, 1, 31))
    assert earlier_definitions(tmp_path, CODE, find("AL01")) == []


def test_earlier_definitions_come_newest_first_with_the_days_they_were_used(tmp_path):
    present = find("AL01")
    first, second = (replace(present, hash=letter * 64) for letter in "ab")
    for one, day in ((first, date(2019, 1, 31)), (first, date(2019, 2, 28)), (second, date(2019, 3, 31))):
        kept_under(tmp_path, one, day)
    kept_under(tmp_path, present, date(2020, 1, 31))
    found = earlier_definitions(tmp_path, CODE, present)
    assert [(one.indicator.hash, one.used_from, one.used_to) for one in found] == [
        (second.hash, date(2019, 3, 31), date(2019, 3, 31)),
        (first.hash, date(2019, 1, 31), date(2019, 2, 28)),
    ]
    assert found[0].indicator.populations == ()
    assert found[0].indicator.definition == present.definition


def test_one_whose_text_is_gone_is_not_told(tmp_path):
    kept_under(tmp_path, replace(find("AL01"), hash="a" * 64), date(2019, 1, 31))
    (tmp_path / "definitions" / f"AL01-{'a' * 16}.sql").unlink()
    assert earlier_definitions(tmp_path, CODE, find("AL01")) == []


def test_every_family_is_named_by_the_letters_of_its_indicators():
    assert family_of("FD05") == FAMILIES["FD"]
    assert family_of("XX01") == OTHER
