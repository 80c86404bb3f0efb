"""What years changed of the Department's formats: diffs that are data, and codes of other years that are told."""

from __future__ import annotations

import pytest

from foothold.returns.editions import best_edition, edition_of, editions, merged, translators
from foothold.returns.ssda903.modules import modules

CARE, NEED = "foothold.returns.ssda903", "foothold.returns.cin_census"


@pytest.mark.parametrize(
    ("package", "year", "code_set", "has", "lacks"),
    [
        (CARE, 2017, "rec", {"E43", "E44"}, {"E45"}),
        (CARE, 2018, "rec", {"E43"}, {"E48"}),
        (CARE, 2019, "rec", {"E45", "E48", "X1"}, {"E43", "E44"}),
        (CARE, 2018, "reason_place_change", {"CARPL"}, {"CUSTOD"}),
        (CARE, 2021, "activ", {"F3"}, {"F4"}),
        (CARE, 2022, "activ", {"F4", "P5"}, {"F3", "P3"}),
        (CARE, 2024, "sex", {"1", "2"}, {"M", "U"}),
        (CARE, 2025, "sex", {"M", "F", "U"}, {"1"}),
        (CARE, 2024, "place", {"H5", "P2"}, {"K3"}),
        (CARE, 2025, "place", {"K3"}, {"H5", "P2", "Z11"}),
        (CARE, 2026, "place", {"Z11", "Z14"}, {"H5"}),
        (NEED, 2020, "assessment_factor", {"18A", "19A"}, {"18B", "24A"}),
        (NEED, 2021, "assessment_factor", {"18A", "18B", "19C"}, {"24A"}),
        (NEED, 2022, "closure_reason", {"RC8"}, {"RC9"}),
        (NEED, 2023, "closure_reason", {"RC9"}, set()),
        (NEED, 2024, "assessment_factor", {"18C", "24A"}, {"18A", "19A"}),
        (NEED, 2026, "sex", {"M", "F", "U"}, {"1"}),
    ],
)
def test_what_a_year_has(package, year, code_set, has, lacks):
    written = edition_of(package, year).writings[code_set]
    assert has <= written
    assert not lacks & written


def test_what_a_year_asks_for():
    assert "GenderCurrent" in edition_of(NEED, 2024).elements
    assert edition_of(NEED, 2026).elements == {"Sex", "CINPlanDates", "PreProceedingsandFGDM"}
    assert "social_worker" not in edition_of(CARE, 2023).records
    assert "dolo" in edition_of(CARE, 2027).records
    assert set(modules()) == set(edition_of(CARE, 2027).records)


@pytest.mark.parametrize("package", [CARE, NEED])
def test_every_code_of_every_year_is_read_in_any_year(package):
    known = translators(package)
    for edition in editions(package):
        for name, written in edition.writings.items():
            assert all(known[name](text.lower()) in edition.codes[name] for text in written)


def test_a_patch_changes_what_it_names_and_leaves_its_shape_alone():
    shape = {"a": {"b": [], "c": []}, "d": 1}
    assert merged(shape, {"a": {"b": None, "e": [1]}}) == {"a": {"c": [], "e": [1]}, "d": 1}
    assert shape == {"a": {"b": [], "c": []}, "d": 1}


@pytest.mark.parametrize(
    ("held", "year"),
    [
        ({"rec": {"X1"}}, 2027),  # nothing tells, so the newest
        ({"rec": {"E43", "X1"}}, 2017),
        ({"sex": {"1", "2"}}, 2024),
        ({"place": {"H5"}, "activ": {"F4"}}, 2024),
        ({"place": {"Z11", "K3", "H5"}}, 2027),
    ],
)
def test_the_year_is_the_newest_that_explains_most(held, year):
    assert best_edition(CARE, held).year == year
