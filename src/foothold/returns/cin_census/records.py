"""The kinds of record of the children in need census, 2017 to 2026, and the rows of the warehouse they become.

What a year changed of codes and elements is data, in `years/`. The census has no workers, teams, contacts or visits.
"""

from __future__ import annotations

from foothold.returns.mapping import Cell, Fixed, Made, Record, Worked
from foothold.returns.outcome import OpenRows
from foothold.returns.sheet import Field
from foothold.returns.xml_records import Kind, Shape
from foothold.tables import ColumnType

PACKAGE = "foothold.returns.cin_census"

_CHILD, _REFERRAL, _ASSESSMENT, _PLAN = "LAchildID", "CINreferralDate", "AssessmentActualStartDate", "CPPstartDate"
_ENQUIRY = "S47ActualStartDate"

CIN_CENSUS = Shape(
    title="children in need census (XML)",
    collection="CIN",
    kinds=(
        Kind(
            "child",
            "Child",
            values=(
                *(_CHILD, "UPN", "FormerUPN", "UPNunknown", "PersonBirthDate", "ExpectedPersonBirthDate"),
                *("Sex", "GenderCurrent", "PersonDeathDate", "Ethnicity"),
            ),
            skipped=frozenset({"ChildIdentifiers", "ChildCharacteristics", "Disabilities"}),
        ),
        Kind("disability", "Disability", "child", ("Disability",), (_CHILD,)),
        Kind(
            "referral",
            "CINdetails",
            "child",
            (
                *(_REFERRAL, "ReferralSource", "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure"),
                *("DateOfInitialCPC", "ReferralNFA"),
            ),
            (_CHILD,),
        ),
        Kind(
            "assessment",
            "Assessments",
            "referral",
            (_ASSESSMENT, "AssessmentAuthorisationDate"),
            (_CHILD, _REFERRAL),
            skipped=frozenset({"AssessmentInternalReviewDate", "FactorsIdentifiedAtAssessment"}),
        ),
        Kind("factor", "AssessmentFactors", "assessment", ("AssessmentFactors",), (_CHILD, _REFERRAL, _ASSESSMENT)),
        Kind(
            "cin_plan",
            "CINPlanDates",
            "referral",
            ("CINPlanStartDate", "CINPlanEndDate"),
            (_CHILD, _REFERRAL),
            new=True,
        ),
        Kind(
            "enquiry",
            "Section47",
            "referral",
            (_ENQUIRY, "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"),
            (_CHILD, _REFERRAL),
        ),
        Kind(
            "cp_plan",
            "ChildProtectionPlans",
            "referral",
            (_PLAN, "CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse", "NumberOfPreviousCPP"),
            (_CHILD, _REFERRAL),
            skipped=frozenset({"Reviews"}),
        ),
        Kind("review", "CPPreviewDate", "cp_plan", ("CPPreviewDate",), (_CHILD, _REFERRAL, _PLAN)),
        Kind(
            "pre_proceedings",
            "PreProceedingsandFGDM",
            "referral",
            (
                *("PPStartDate", "LBPSentDate", "InitialPPMeetingDate", "ReviewMeetingsCount", "StepDecisionDate"),
                *("PPOutcome", "LetterInitCPDate"),
            ),
            (_CHILD, _REFERRAL),
            skipped=frozenset({"FGDMMeetingOffer", "FGDMMeetingFac", "CourtAppDate"}),
            new=True,
        ),
    ),
    dated=frozenset({"Sex", "GenderCurrent"}),
)

TABLES_NAMED = {  # the table that problems with a kind of record name
    "child": "person",
    "disability": "disability",
    "referral": "cin_episodes",
    "assessment": "cin_assessments",
    "factor": "assessment_factors",
    "cin_plan": "cin_plans",
    "enquiry": "s47_enquiry",
    "cp_plan": "cp_plans",
    "review": "cp_reviews",
    "pre_proceedings": "pre_proceedings",
}

GATHERED = {"factor": "factors", "referral": "conferences"}  # sources that are made from a kind of record

_CODED = {
    "Sex": "sex",
    "GenderCurrent": "gender",
    "Ethnicity": "ethnicity",
    "UPNunknown": "upn_unknown",
    "Disability": "disability",
    "ReferralSource": "referral_source",
    "PrimaryNeedCode": "primary_need",
    "ReasonForClosure": "closure_reason",
    "AssessmentFactors": "assessment_factor",
    "InitialCategoryOfAbuse": "abuse_category",
    "LatestCategoryOfAbuse": "abuse_category",
}
_TEXTS = frozenset({_CHILD, "UPN", "FormerUPN", "PPOutcome", *_CODED})
_NUMBERS = frozenset({"NumberOfPreviousCPP", "ReviewMeetingsCount"})
_FLAGS = frozenset({"ReferralNFA", "ICPCnotRequired"})
_IDENTITIES = frozenset({"UPN", "FormerUPN"})
_KEYS = frozenset(
    {
        *(_CHILD, _REFERRAL, _ASSESSMENT, _PLAN, _ENQUIRY),
        *("Disability", "AssessmentFactors", "CINPlanStartDate", "CPPreviewDate", "PPStartDate"),
    }
)


def fields_of(kind: Kind) -> list[Field]:
    """What is read of a kind of record; all that is neither text, number nor yes or no is a date."""
    return [
        Field(
            name,
            _type_of(name),
            (name,),
            key=name in _KEYS,
            identity=name in _IDENTITIES,
            codes=_CODED.get(name, ""),
        )
        for name in kind.columns
    ]


def _type_of(name: str) -> ColumnType:
    if name in _TEXTS:
        return ColumnType.TEXT
    if name in _NUMBERS:
        return ColumnType.INTEGER
    return ColumnType.FLAG if name in _FLAGS else ColumnType.DATE


_PERSON = Cell(_CHILD)
_CASE = Made("referral", (_CHILD, _REFERRAL))
_ASSESSED = Made("assessment", (_CHILD, _REFERRAL, _ASSESSMENT))
_ENQUIRED = Made("s47", (_CHILD, _REFERRAL, _ENQUIRY))
_PLANNED = Made("cp-plan", (_CHILD, _REFERRAL, _PLAN))


def _identifier(field: str, kind: str) -> Record:
    return Record(
        "child",
        "linked_identifiers",
        {
            "table_id": Made(kind.lower().replace(" ", "-"), (_CHILD,)),
            "person_id": _PERSON,
            "identifier_type": Fixed(kind),
            "identifier_value": Cell(field),
        },
        when=field,
    )


RECORDS: tuple[Record, ...] = (
    Record(
        "child",
        "person",
        {
            "person_id": _PERSON,
            "sex": Cell("Sex"),
            "gender": Cell("GenderCurrent"),
            "ethnicity": Cell("Ethnicity"),
            "dob": Cell("PersonBirthDate"),
            "expected_dob": Cell("ExpectedPersonBirthDate"),
            "death_date": Cell("PersonDeathDate"),
            "upn_unknown": Cell("UPNunknown"),
        },
    ),
    _identifier("UPN", "Unique Pupil Number"),
    _identifier("FormerUPN", "Former Unique Pupil Number"),
    Record(
        "disability",
        "disability",
        {
            "person_id": _PERSON,
            "table_id": Made("disability", (_CHILD, "Disability")),
            "disability_code": Cell("Disability"),
        },
        when="Disability",
    ),
    Record(
        "referral",
        "cin_episodes",
        {
            "referral_id": _CASE,
            "person_id": _PERSON,
            "referral_date": Cell(_REFERRAL),
            "cin_primary_need_code": Cell("PrimaryNeedCode"),
            "referral_source_code": Cell("ReferralSource"),
            "referral_nfa": Cell("ReferralNFA"),
            "close_reason": Cell("ReasonForClosure"),
            "close_date": Cell("CINclosureDate"),
        },
    ),
    Record(
        "assessment",
        "cin_assessments",
        {
            "assessment_id": _ASSESSED,
            "person_id": _PERSON,
            "referral_id": _CASE,
            "assessment_start_date": Cell(_ASSESSMENT),
            "assessment_auth_date": Cell("AssessmentAuthorisationDate"),
        },
    ),
    Record(
        "factors",
        "assessment_factors",
        {
            "table_id": Made("factors", (_CHILD, _REFERRAL, _ASSESSMENT)),
            "assessment_id": _ASSESSED,
            "assessment_factors_json": Cell("AssessmentFactors"),
        },
    ),
    Record(
        "cin_plan",
        "cin_plans",
        {
            "cin_plan_id": Made("cin-plan", (_CHILD, _REFERRAL, "CINPlanStartDate")),
            "referral_id": _CASE,
            "person_id": _PERSON,
            "cin_plan_start_date": Cell("CINPlanStartDate"),
            "cin_plan_end_date": Cell("CINPlanEndDate"),
        },
    ),
    Record(
        "enquiry",
        "s47_enquiry",
        {
            "s47_enquiry_id": _ENQUIRED,
            "referral_id": _CASE,
            "person_id": _PERSON,
            "s47_start_date": Cell(_ENQUIRY),
            "s47_outcome_json": Worked(
                "case {0} when 'Y' then '{{\"CP_CONFERENCE_FLAG\":\"N\"}}' "
                "when 'N' then '{{\"CP_CONFERENCE_FLAG\":\"Y\"}}' end",
                ("ICPCnotRequired",),
            ),
        },
    ),
    Record(
        "enquiry",
        "initial_cp_conference",
        {
            "icpc_id": Made("conference", (_CHILD, _REFERRAL, "DateOfInitialCPC", _ENQUIRY)),
            "s47_enquiry_id": _ENQUIRED,
            "referral_id": _CASE,
            "person_id": _PERSON,
            "icpc_target_date": Cell("InitialCPCtarget"),
            "icpc_date": Cell("DateOfInitialCPC"),
        },
        when="DateOfInitialCPC",
    ),
    Record(
        "conferences",
        "initial_cp_conference",
        {
            "icpc_id": Made("conference", (_CHILD, _REFERRAL, "DateOfInitialCPC")),
            "referral_id": _CASE,
            "person_id": _PERSON,
            "icpc_date": Cell("DateOfInitialCPC"),
        },
        when="DateOfInitialCPC",
    ),
    Record(
        "cp_plan",
        "cp_plans",
        {
            "cp_plan_id": _PLANNED,
            "referral_id": _CASE,
            "person_id": _PERSON,
            "cp_plan_start_date": Cell(_PLAN),
            "cp_plan_end_date": Cell("CPPendDate"),
            "cp_plan_initial_category": Cell("InitialCategoryOfAbuse"),
            "cp_plan_latest_category": Cell("LatestCategoryOfAbuse"),
        },
    ),
    Record(
        "review",
        "cp_reviews",
        {
            "cp_review_id": Made("cp-review", (_CHILD, _REFERRAL, _PLAN, "CPPreviewDate")),
            "person_id": _PERSON,
            "cp_plan_id": _PLANNED,
            "cp_review_date": Cell("CPPreviewDate"),
        },
    ),
    Record(
        "pre_proceedings",
        "pre_proceedings",
        {
            "table_id": Made("pre-proceedings", (_CHILD, _REFERRAL, "PPStartDate")),
            "person_id": _PERSON,
            "pre_pro_decision_date": Cell("PPStartDate"),
            "initial_pre_pro_meeting_date": Cell("InitialPPMeetingDate"),
            "pre_pro_outcome": Cell("PPOutcome"),
            "agree_stepdown_issue_date": Cell("StepDecisionDate"),
            "pre_pro_letter_date": Cell("LBPSentDate"),
            "care_pro_letter_date": Cell("LetterInitCPDate"),
            "pre_pro_meetings_num": Cell("ReviewMeetingsCount"),
        },
    ),
)

# A census holds every child in need at any time of its year, so what was open at the end of one is in the next, closed
# or still open. What had ended before its year it leaves out, which says nothing.
SHOWN_WHILE_OPEN: tuple[tuple[str, OpenRows], ...] = (
    ("referral", OpenRows("cin_episodes", "close_date")),
    ("assessment", OpenRows("cin_assessments", "assessment_auth_date")),
    ("cin_plan", OpenRows("cin_plans", "cin_plan_end_date")),
    ("cp_plan", OpenRows("cp_plans", "cp_plan_end_date")),
)
