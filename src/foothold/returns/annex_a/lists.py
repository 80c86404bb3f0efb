"""The eleven lists: their columns, how the headings are also written, and what a row cannot do without."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foothold.returns.sheet import Field
from foothold.tables import ColumnType


@dataclass(frozen=True)
class AnnexList:
    """One list of the workbook."""

    number: int
    title: str
    fields: tuple[Field, ...]

    @property
    def name(self) -> str:
        """How messages name it."""
        return f"List {self.number}"

    def field(self, name: str) -> Field:
        """The field of that name; KeyError names the list when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no field {name}")


def _spellings(heading: str, also: tuple[str, ...]) -> tuple[str, ...]:
    """A heading, the same without what stands in brackets, and other ways in which it is written."""
    return (heading, re.sub(r"\s*\([^)]*\)", "", heading), *also)


def _text(name: str, heading: str, *also: str, key: bool = False, identity: bool = False) -> Field:
    return Field(name, ColumnType.TEXT, _spellings(heading, also), key=key, identity=identity)


def _date(name: str, heading: str, *also: str, key: bool = False) -> Field:
    return Field(name, ColumnType.DATE, _spellings(heading, also), key=key)


def _count(name: str, heading: str, *also: str) -> Field:
    return Field(name, ColumnType.INTEGER, _spellings(heading, also))


def _code(name: str, codes: str, heading: str, *also: str, tells_apart: bool = False) -> Field:
    return Field(name, ColumnType.TEXT, _spellings(heading, also), codes=codes, tells_apart=tells_apart)


def _flag(name: str, heading: str, *also: str) -> Field:
    return Field(name, ColumnType.FLAG, _spellings(heading, also), codes="yes_no")


_CHILD = (
    _text(
        "child_id", "Child Unique ID", "Unique Child ID", "Child ID", "Child Unique Identifier", "LA Child ID", key=True
    ),
    _code("gender", "gender", "Gender", "Sex", "Child Gender"),
    _code("ethnicity", "ethnicity", "Ethnicity", "Ethnic origin", "Ethnic group"),
    _date("dob", "Date of Birth", "DOB", "Birth date", "D.O.B"),
    _count("age", "Age of Child (Years)", "Age", "Age in years", "Child age"),
)
_DISABILITY = _flag(
    "disability", "Does the Child have a Disability", "Child has a disability", "Disability", "Disabled"
)
_TEAM = _text("team", "Allocated Team", "Team", "Case team", "Allocated Team Name")
_WORKER = _text(
    "worker", "Allocated Worker", "Worker", "Case worker", "Social worker", "Allocated Worker Name", identity=True
)
_CASE = (_TEAM, _WORKER)

_CONTACTS = AnnexList(
    1,
    "Contacts",
    (
        *_CHILD,
        _date("contact_date", "Date of Contact", "Contact date", key=True),
        _code("source", "referral_source", "Contact Source", "Source of contact", tells_apart=True),
    ),
)

_EARLY_HELP = AnnexList(
    2,
    "Early help",
    (
        *_CHILD,
        _date("start_date", "Assessment start date", "Early help assessment start date", key=True),
        _date("completion_date", "Assessment completion date", "Early help assessment completion date"),
        _text("organisation", "Organisation completing assessment", "Organisation"),
    ),
)

_REFERRALS = AnnexList(
    3,
    "Referrals",
    (
        *_CHILD,
        _date("referral_date", "Date of referral", "Referral date", key=True),
        _code("source", "referral_source", "Referral Source", "Source of referral"),
        _flag("nfa", "Referral NFA?", "NFA", "No further action", "Referral no further action"),
        _count("referrals_in_year", "Number of Referrals in Last 12 Months", "Referrals in last 12 months"),
        *_CASE,
    ),
)

_ASSESSMENTS = AnnexList(
    4,
    "Assessments",
    (
        *_CHILD,
        _DISABILITY,
        _date("start_date", "Continuous Assessment Start Date", "Assessment start date", key=True),
        _flag("child_seen", "Child Seen During Continuous Assessment", "Child seen during assessment", "Child seen"),
        _date(
            "authorised_date",
            "Continuous Assessment Date of Authorisation",
            "Assessment authorisation date",
            "Date of authorisation",
            "Continuous Assessment Authorisation Date",
        ),
        _flag(
            "needs_support",
            "Was the child assessed as requiring LA children's social care support?",
            "Requires social care support",
        ),
        *_CASE,
    ),
)

_ENQUIRIES = AnnexList(
    5,
    "Section 47 enquiries and initial conferences",
    (
        *_CHILD,
        _DISABILITY,
        _date(
            "strategy_date",
            "Strategy discussion initiating Section 47 Enquiry Start Date",
            "Section 47 start date",
            "S47 start date",
            "Strategy discussion date",
            key=True,
        ),
        _flag(
            "conference_unnecessary",
            "Was an Initial Child Protection Conference deemed unnecessary?",
            "ICPC not required",
            "ICPC unnecessary",
        ),
        _date("conference_date", "Date of Initial Child Protection Conference", "ICPC date", "Date of ICPC"),
        _flag(
            "plan_followed",
            "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            "ICPC resulted in a child protection plan",
        ),
        _count("enquiries_in_year", "Number of Section 47 Enquiries in the last 12 months"),
        _count("conferences_in_year", "Number of ICPCs in the last 12 months"),
        *_CASE,
    ),
)

_CHILDREN_IN_NEED = AnnexList(
    6,
    "Children in need",
    (
        *_CHILD,
        _DISABILITY,
        _date("start_date", "CIN Start Date", "Child in need start date", "Start date", key=True),
        _code("primary_need", "primary_need", "Primary Need Code", "Primary need"),
        _date("last_seen_date", "Date Child Was Last Seen", "Date last seen", "Last seen"),
        _date("closure_date", "CIN Closure Date", "Closure date", "Date of closure"),
        _code("closure_reason", "closure_reason", "Reason for Closure", "Closure reason"),
        _code("status", "case_status", "Case Status", "Status"),
        *_CASE,
    ),
)

_CHILD_PROTECTION = AnnexList(
    7,
    "Child protection",
    (
        *_CHILD,
        _DISABILITY,
        _date("start_date", "Child Protection Plan Start Date", "CP plan start date", "CPP start date", key=True),
        _code("initial_category", "abuse_category", "Initial Category of Abuse", "Initial category"),
        _code("latest_category", "abuse_category", "Latest Category of Abuse", "Latest category"),
        _date("visit_date", "Date of the Last Statutory Visit", "Last statutory visit", "Date of last visit"),
        _flag("seen_alone", "Was the Child Seen Alone?", "Child seen alone"),
        _date("review_date", "Date of latest review conference", "Date of last review conference", "Latest review"),
        _date("end_date", "Child Protection Plan End Date", "CP plan end date", "CPP end date"),
        _flag(
            "emergency_protection",
            "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        ),
        _count("previous_plans", "Number of Previous Child Protection Plans", "Previous CP plans"),
        *_CASE,
    ),
)

_IN_CARE = AnnexList(
    8,
    "Children in care",
    (
        *_CHILD,
        _flag("asylum", "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", "UASC"),
        _DISABILITY,
        _date("start_date", "Date Started to be Looked After", "Looked after start date", "LAC start date", key=True),
        _code("need", "primary_need", "Child's Category of Need", "Category of need"),
        _flag(
            "second_period",
            "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
        ),
        _date("legal_status_date", "Start date of current legal status", "Legal status start date"),
        _code("legal_status", "legal_status", "Child's Legal Status", "Legal status"),
        _date("review_date", "Date of Latest Statutory Review", "Date of last statutory review", "Latest review"),
        _date("visit_date", "Date of Last Social Work Visit", "Last social work visit", "Date of last visit"),
        _code("permanence_plan", "permanence_plan", "What is the permanence plan for this child?", "Permanence plan"),
        _date("reviewing_officer_date", "Date of Last IRO Visit / Contact to the Child", "Last IRO visit"),
        _date("health_date", "Date of Last Health Assessment", "Last health assessment"),
        _date("dental_date", "Date of Last Dental Check", "Last dental check"),
        _count("placements_in_year", "Number of Placements in the Last 12 months"),
        _date("ceased_date", "Date Ceased to be Looked After", "Looked after end date", "LAC end date"),
        _code("ceased_reason", "ceased_reason", "Reason Ceased to be Looked After", "Reason ceased"),
        _date("placement_date", "Start Date of Most Recent Placement", "Placement start date"),
        _code("placement_type", "placement_type", "Placement Type"),
        _code("placement_provider", "placement_provider", "Placement Provider"),
        _text("placement_postcode", "Placement postcode", "Postcode of placement", identity=True),
        _text("placement_urn", "URN of Placement", "Placement URN"),
        _code("placement_location", "placement_location", "Placement Location"),
        _text("placement_authority", "LA of Placement", "Placement LA"),
        _count(
            "missing_in_year",
            "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
        ),
        _count(
            "absent_in_year",
            "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        ),
        _flag("interview_offered", "Was the child offered a Return Interview after their last missing episode (Y/N)?"),
        _flag("interview_accepted", "Did the child accept a Return Interview after their last missing episode (Y/N)?"),
        *_CASE,
    ),
)

_CARE_LEAVERS = AnnexList(
    9,
    "Care leavers",
    (
        *_CHILD,
        _flag("asylum", "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)", "UASC"),
        _DISABILITY,
        *_CASE,
        _text("advisor", "Allocated Personal Advisor", "Personal advisor", "Personal adviser", identity=True),
        _code("eligibility", "eligibility", "Eligibility Category", "Eligibility"),
        _date("pathway_date", "Latest Pathway Plan Review Date", "Pathway plan review date"),
        _code("in_touch", "in_touch", "LA in Touch", "In touch"),
        _date("contact_date", "Latest Date of Contact", "Date of last contact"),
        _code("accommodation", "accommodation", "Type of Accommodation", "Accommodation"),
        _code("suitability", "suitability", "Suitability of Accommodation", "Accommodation suitability"),
        _code("activity", "activity", "Activity Status", "Activity"),
    ),
)

_ADOPTION = AnnexList(
    10,
    "Adoption (children)",
    (
        *_CHILD,
        _text("family_id", "Family identifier", "Family ID"),
        _DISABILITY,
        _date("care_date", "Date the Child Entered Care", "Entered care date"),
        _date(
            "decision_date", "Date of Decision that Child Should be Placed for Adoption", "ADM decision date", key=True
        ),
        _date("placement_order_date", "Date of Placement Order", "Placement order date"),
        _date("matched_date", "Date of Matching Child and Prospective Adopters", "Matching date"),
        _date("placed_date", "Date Placed for Adoption", "Placed for adoption date"),
        _date("order_date", "Date of Adoption Order", "Adoption order date"),
        _date("reversed_date", "Date of Decision that Child Should No Longer be Placed for Adoption"),
        _code("reversed_reason", "reversal_reason", "Reason Why Child No Longer Placed for Adoption"),
        _date(
            "fostering_date",
            "Date the child was placed for fostering in FFA or concurrent planning placement",
            "FFA date",
        ),
    ),
)

_ADOPTERS = AnnexList(
    11,
    "Adopters",
    (
        _text("adopter_id", "Individual adopter identifier", "Adopter ID", key=True),
        _text("family_id", "Family identifier", "Family ID"),
        _code("gender", "gender", "Gender", "Sex"),
        _code("ethnicity", "ethnicity", "Ethnicity", "Ethnic group", "Ethnic origin"),
        _flag("disability", "Disability", "Disabled"),
        _flag("fostering", "Is the (prospective) adopter fostering for adoption?", "Fostering for adoption"),
        _date("enquiry_date", "Date enquiry received", key=True),
        _date("stage_1_date", "Date Stage 1 started"),
        _date("stage_1_end_date", "Date Stage 1 ended"),
        _date("stage_2_date", "Date Stage 2 started"),
        _date("stage_2_end_date", "Date Stage 2 ended"),
        _date("submitted_date", "Date application submitted"),
        _date("approved_date", "Date application approved"),
        _date("matched_date", "Date adopter matched with child(ren)", "Date adopter matched with children"),
        _date("placed_date", "Date child/children placed with adopter(s)", "Date children placed with adopters"),
        _count("children_placed", "No. of children placed", "Number of children placed"),
        _date("order_date", "Date of Adoption Order"),
        _date("leaving_date", "Date of leaving adoption process"),
        _code("leaving_reason", "adopter_leaving_reason", "Reason for leaving adoption process"),
    ),
)

LISTS: dict[int, AnnexList] = {
    annex_list.number: annex_list
    for annex_list in (
        *(_CONTACTS, _EARLY_HELP, _REFERRALS, _ASSESSMENTS, _ENQUIRIES, _CHILDREN_IN_NEED),
        *(_CHILD_PROTECTION, _IN_CARE, _CARE_LEAVERS, _ADOPTION, _ADOPTERS),
    )
}

_SHARED = frozenset(field.name for field in (*_CHILD, _DISABILITY, *_CASE))


def own_fields(number: int) -> frozenset[str]:
    """The fields of a list that tell it from a list of anything else about children."""
    return frozenset(field.name for field in LISTS[number].fields) - _SHARED
