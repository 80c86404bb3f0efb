"""Definitions that are kept, and told apart from the present one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from foothold.indicators import CATALOGUE, Period, find
from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.families import FAMILIES, OTHER, family_of
from foothold.indicators.kept_definitions import _given_up, earlier_definitions, keep_definitions
from foothold.indicators.versions import figure_of, lines

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


def test_what_foothold_gave_up_is_told_with_its_day_and_reason_where_nothing_was_kept_under_it(tmp_path):
    (earlier,) = earlier_definitions(tmp_path, "", find("AL04"))
    assert (earlier.indicator.id, earlier.indicator.version, earlier.until) == ("AL04", 1, date(2026, 11, 22))
    assert (earlier.used_from, earlier.used_to) == (None, None)
    assert "first case closed" in earlier.change
    changed = [line.name for line in lines(earlier.indicator, find("AL04")) if line.changed]
    assert changed == ["Version", "Hash", "Notes"]


def test_a_council_that_used_what_was_given_up_is_told_once_and_when(tmp_path):
    (given_up,) = earlier_definitions(tmp_path, "", find("AL04"))
    kept_under(tmp_path, replace(find("AL04"), hash=given_up.indicator.hash), date(2020, 1, 31))
    (found,) = earlier_definitions(tmp_path, CODE, find("AL04"))
    assert (found.used_to, found.until) == (date(2020, 1, 31), given_up.until)


def test_every_definition_given_up_is_whole_older_than_the_present_one_and_still_runs(council):
    engine = DuckDBEngine(council.connection)
    engine.prepare([Period(date(2020, 2, 9), date(2020, 2, 9))])
    assert _given_up()
    for row in _given_up():
        present = find(row["id"])
        (earlier,) = [
            one for one in earlier_definitions(Path("nowhere"), "", present) if one.indicator.hash == row["hash"]
        ]
        assert str(earlier.indicator.version) == row["version"]
        assert earlier.indicator.version < present.version
        assert figure_of(earlier.indicator, council, date(2020, 2, 9), engine).status


def test_every_version_before_the_present_one_is_kept():
    versions = {(row["id"], int(row["version"])) for row in _given_up()}
    assert versions == {(one.id, older) for one in CATALOGUE.values() for older in range(1, one.version)}


def test_every_family_is_named_by_the_letters_of_its_indicators():
    assert family_of("FD05") == FAMILIES["FD"]
    assert family_of("XX01") == OTHER
