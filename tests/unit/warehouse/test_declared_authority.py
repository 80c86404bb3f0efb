"""A return that says whose it is, is held to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foothold import warehouse
from foothold.returns import PROFILES
from foothold.terms.authorities import codes_of

YORK, DAY = "E06000014", date(2020, 3, 31)


@pytest.fixture
def census(tmp_path: Path):
    def census(number: str, profile: str = "cin-census-xml") -> Path:
        path = PROFILES[profile].write_sample(tmp_path / "sample")
        text = path.read_text(encoding="utf-8")
        start, end = text.index("<LEA>") + len("<LEA>"), text.index("</LEA>")
        path.write_text(text[:start] + number + text[end:], encoding="utf-8")
        return path

    return census


@pytest.mark.parametrize("profile", ["cin-census-xml", "workforce-xml"])
def test_a_return_of_another_council_is_stopped_until_a_person_confirms(tmp_path, census, profile):
    path = census("302", profile)
    with pytest.raises(warehouse.LoadRefused, match=r"local authority 302, which is E09000003 and not E06") as refused:
        warehouse.load(tmp_path / "home", path, authority=YORK, as_at=DAY)
    assert refused.value.rule == "another-council"
    load = warehouse.load(tmp_path / "home", path, authority=YORK, as_at=DAY, confirm=["another-council"])
    assert load.confirmed == ("another-council",)


@pytest.mark.parametrize("number", ["816", " 816 ", "", "999", "made up"])
def test_the_council_itself_and_numbers_that_no_council_has_are_not(tmp_path, census, number):
    assert warehouse.load(tmp_path / "home", census(number), authority=YORK, as_at=DAY).confirmed == ()


def test_a_council_that_became_unitary_kept_its_number():
    assert codes_of("815") == {"E10000023", "E06000065"}
    assert codes_of("999") == frozenset()
