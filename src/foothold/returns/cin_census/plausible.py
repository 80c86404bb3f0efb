"""What the values of a record of the census must be to each other: nobody is born tomorrow or dies before birth,
nothing ends before it begins, and what the census tells of has happened."""

from __future__ import annotations

from datetime import date

from foothold.returns.active_text import active_text
from foothold.returns.cin_census.records import fields_of
from foothold.returns.engine import named
from foothold.returns.sheet import Across
from foothold.returns.spoilt import spoilt_identifiers
from foothold.returns.xml_records import Kind

_CHILD = "LAchildID"  # by which every kind of record is of a child
_SPANS = {  # kind of record -> the elements in which what it tells of begins and ends
    "child": ("PersonBirthDate", "PersonDeathDate"),
    "referral": ("CINreferralDate", "CINclosureDate"),
    "assessment": ("AssessmentActualStartDate", "AssessmentAuthorisationDate"),
    "cin_plan": ("CINPlanStartDate", "CINPlanEndDate"),
    "cp_plan": ("CPPstartDate", "CPPendDate"),
}


def across(kind: Kind) -> tuple[Across, ...]:
    """The rules of a kind of record over its values."""
    rules = [Across(rule, _CHILD, (_CHILD,), spoilt) for rule, spoilt in spoilt_identifiers(_CHILD).items()]
    if kind.name in _SPANS:
        begins, ends = _SPANS[kind.name]
        tomorrow = f"{named(begins)} > date '{date.today().isoformat()}'"
        rules.append(Across("date-future", begins, (begins,), tomorrow))
        rules.append(Across("dates-order", ends, (begins, ends), f"{named(ends)} < {named(begins)}"))
    own = [one for one in fields_of(kind) if one.name in kind.values]
    return (*rules, *active_text(own))
