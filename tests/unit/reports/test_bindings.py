"""What may stand between double braces, and what is said of what may not."""

from datetime import date

import pytest

from foothold.reports.bindings import BindingError, Reference, read_binding, read_claim, read_reference

DAY = date(2020, 6, 30)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("AL01", Reference("AL01", None, None)),
        ("al01@2020-06-30", Reference("AL01", None, DAY)),
        ("AL01@2020-06-30|share", Reference("AL01", None, DAY, (), "share")),
        ("FD05@2020-06-01..2020-06-30|numerator", Reference("FD05", date(2020, 6, 1), DAY, (), "numerator")),
        ("AL01@2020-06-30 team=T-N-DA", Reference("AL01", None, DAY, (("team", "T-N-DA"),))),
        (
            'AL01 team=T-N-DA service_area="Looked after" | value',
            Reference("AL01", None, None, (("team", "T-N-DA"), ("service_area", "Looked after")), "value"),
        ),
    ],
)
def test_a_reference_names_indicator_dates_slices_and_part(written: str, meant: Reference) -> None:
    assert read_reference(written) == meant


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("AL01@30/06/2020", "is not written as"),
        ("AL01@2020-06-31", "not a day of the calendar"),
        ("AL01@2020-06-30..2020-06-01", "ends before it starts"),
        ("AL01|mean", "the part after | is one of"),
        ("unallocated", "is not written as"),
    ],
)
def test_a_reference_that_cannot_be_read_says_how_to_write_it(written: str, why: str) -> None:
    with pytest.raises(BindingError, match=why.replace("|", r"\|")):
        read_reference(written)


@pytest.mark.parametrize(
    ("written", "kind", "problem"),
    [
        ("ind:AL01", "ind", ""),
        ("fact:schools_open_2020", "fact", ""),
        ("text:a hundred", "text", ""),
        ("claim: AL01 == 0", "claim", ""),
        ("AL01", "unknown", "does not begin with one of"),
        ("figure:AL01", "unknown", "does not begin with one of"),
        ("change:CP06@2020-06-30", "change", "a change names both dates"),
        ("level:AL01@2020-06-30 team=T-N-DA", "level", "takes an indicator and one date"),
        ("chart:AL01|share", "chart", "takes an indicator and one date"),
        ("fact:Schools open", "fact", "is not the name of a fact"),
        ("claim: AL01 is zero", "claim", "is not a comparison"),
    ],
)
def test_a_binding_keeps_its_problem_so_that_all_can_be_listed(written: str, kind: str, problem: str) -> None:
    binding = read_binding(written, 7)
    assert (binding.kind, binding.line) == (kind, 7)
    assert problem in binding.problem
    assert bool(problem) is bool(binding.problem)


def test_a_claim_has_two_sides_a_sign_and_a_tolerance() -> None:
    claim = read_claim("change:CP06@2020-03-23..2020-05-31|numerator == 4 +- 1.5")
    assert (claim.left.kind, claim.sign, claim.right.number, claim.tolerance) == ("change", "==", 4.0, 1.5)
    assert claim.left.reference == Reference("CP06", date(2020, 3, 23), date(2020, 5, 31), (), "numerator")
