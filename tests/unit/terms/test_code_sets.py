"""What codes mean: the names that labels carry."""

import pytest

from foothold.indicators import CATALOGUE
from foothold.terms.code_sets import code_names, part_label


@pytest.mark.parametrize(
    ("name", "part", "label"),
    [
        ("source", "2A", "School (2A)"),
        ("source", "5d", "Another council: children's social care (5d)"),
        ("placement_type", "U4", "Other foster carer, long-term fostering (U4)"),
        ("ethnicity", "WBRI", "White British (WBRI)"),
        ("legal_status", "C2", "Full care order (C2)"),
        ("holder", "queue", "A queue or a holding name (queue)"),
    ],
)
def test_a_code_is_said_by_its_name_with_the_code_behind_it(name, part, label):
    assert part_label(name, part) == label


@pytest.mark.parametrize(("name", "part"), [("source", "99"), ("category", "Neglect"), ("team", "2A"), ("source", "")])
def test_what_is_no_code_of_the_slice_stays_as_it_is(name, part):
    assert part_label(name, part) == part


def test_every_code_set_belongs_to_a_slice_and_names_no_code_twice():
    slices = {name for indicator in CATALOGUE.values() for name in indicator.slices}
    assert {name for name, _ in code_names()} <= slices
    assert all(name and name == name.strip() for name in code_names().values())
    assert len(code_names()) > 190
