"""The kinds of record in the payload that early adopters send the Department each day, specification 0.7 and 0.8, and
the rows of the warehouse they become. Source: Data to Insight, "JSON payload structure" (dfe-csc-api-data-flows).

The payload names workers by identifier and dates their time with a case. It has no visits, reviews, teams, contacts or
legal statuses.
"""

from __future__ import annotations

from foothold.returns.json_records import Kind, Shape
from foothold.returns.mapping import Cell, Fixed, Made, Record, Worked
from foothold.returns.sheet import Field
from foothold.tables import ColumnType

_TEXT, _DATE, _FLAG = ColumnType.TEXT, ColumnType.DATE, ColumnType.FLAG
_CHILD, _EPISODE, _REFERRED = "la_child_id", "social_care_episode_id", "referral_date"
_ASSESSMENT, _ASSESSED = "child_and_family_assessment_id", "assessment_start_date"


def _field(
    path: str,
    kind: ColumnType = _TEXT,
    *,
    name: str = "",
    key: bool = False,
    tells_apart: bool = False,
    identity: bool = False,
) -> Field:
    """A member, named here by the last part of its path unless that would say too little."""
    named = name or path.rpartition(".")[2]
    return Field(named, kind, (path,), key=key, tells_apart=tells_apart, identity=identity)


_OF_CHILD = _field(_CHILD, key=True)
_OF_EPISODE = (_OF_CHILD, _field(_EPISODE, tells_apart=True), _field(_REFERRED, _DATE, tells_apart=True))
_OF_ASSESSMENT = (
    *_OF_EPISODE,
    _field(_ASSESSMENT, tells_apart=True),
    _field("start_date", _DATE, name=_ASSESSED, tells_apart=True),
)


def _names(fields: tuple[Field, ...]) -> tuple[str, ...]:
    return tuple(one.name for one in fields)


def _part(name: str, member: str, table: str, identifier: str, *fields: Field) -> Kind:
    """A dated record of an episode, which may have an identifier of its own."""
    own = (_field(identifier, tells_apart=True), _field("start_date", _DATE, key=True), *fields)
    return Kind(name, member, table, (*_OF_EPISODE, *own), within="episode", inherited=_names(_OF_EPISODE))


API_PAYLOAD = Shape(
    title="daily payload to the Department (JSON)",
    about=frozenset({"la_code"}),
    purge="purge",
    kinds=(
        Kind(
            "child",
            "children",
            "person",
            (
                _OF_CHILD,
                _field("mis_child_id", identity=True),
                _field("child_details.unique_pupil_number", identity=True),
                _field("child_details.former_unique_pupil_number", identity=True),
                _field("child_details.unique_pupil_number_unknown_reason"),
                _field("child_details.first_name", identity=True),
                _field("child_details.surname", identity=True),
                _field("child_details.date_of_birth", _DATE),
                _field("child_details.expected_date_of_birth", _DATE),
                _field("child_details.sex"),
                _field("child_details.ethnicity"),
                _field("child_details.postcode", identity=True),
                _field("child_details.uasc_flag", _FLAG),
                _field("child_details.uasc_end_date", _DATE),
            ),
        ),
        Kind(
            "disability",
            "child_details.disabilities",
            "disability",
            (_OF_CHILD, _field("", name="disability", key=True)),
            within="child",
            inherited=(_CHILD,),
        ),
        Kind(
            "sdq",
            "health_and_wellbeing.sdq_assessments",
            "sdq_scores",
            (_OF_CHILD, _field("date", _DATE, key=True), _field("score")),
            within="child",
            inherited=(_CHILD,),
        ),
        Kind(
            "health_plan",
            "education_health_care_plans",
            "ehcp_requests",
            (
                _OF_CHILD,
                _field("education_health_care_plan_id", key=True),
                _field("request_received_date", _DATE),
                _field("request_outcome_date", _DATE),
                _field("assessment_outcome_date", _DATE),
                _field("plan_start_date", _DATE),
            ),
            within="child",
            inherited=(_CHILD,),
            optional=True,
        ),
        Kind(
            "episode",
            "social_care_episodes",
            "cin_episodes",
            (
                _OF_CHILD,
                _field(_EPISODE, tells_apart=True),
                _field(_REFERRED, _DATE, key=True),
                _field("referral_source"),
                _field("referral_no_further_action_flag", _FLAG),
                _field("closure_date", _DATE),
                _field("closure_reason"),
            ),
            within="child",
            inherited=(_CHILD,),
        ),
        Kind(
            "worker",
            "care_worker_details",
            "involvements",
            (
                *_OF_EPISODE,
                _field("worker_id", key=True),
                _field("start_date", _DATE, key=True),
                _field("end_date", _DATE),
            ),
            within="episode",
            inherited=_names(_OF_EPISODE),
        ),
        Kind(
            "assessment",
            "child_and_family_assessments",
            "cin_assessments",
            (
                *_OF_EPISODE,
                _field(_ASSESSMENT, tells_apart=True),
                _field("start_date", _DATE, name=_ASSESSED, key=True),
                _field("authorisation_date", _DATE),
            ),
            within="episode",
            inherited=_names(_OF_EPISODE),
        ),
        Kind(
            "factor",
            "factors",
            "assessment_factors",
            (*_OF_ASSESSMENT, _field("", name="factor", key=True)),
            within="assessment",
            inherited=_names(_OF_ASSESSMENT),
        ),
        _part("need_plan", "child_in_need_plans", "cin_plans", "child_in_need_plan_id", _field("end_date", _DATE)),
        _part(
            "enquiry",
            "section_47_assessments",
            "s47_enquiry",
            "section_47_assessment_id",
            _field("icpc_required_flag", _FLAG),
            _field("icpc_date", _DATE),
            _field("end_date", _DATE),
        ),
        _part(
            "protection_plan",
            "child_protection_plans",
            "cp_plans",
            "child_protection_plan_id",
            _field("end_date", _DATE),
        ),
        _part(
            "placement",
            "child_looked_after_placements",
            "cla_placement",
            "child_looked_after_placement_id",
            _field("start_reason"),
            _field("placement_type"),
            _field("postcode", identity=True),
            _field("end_date", _DATE),
            _field("end_reason"),
            _field("change_reason"),
        ),
        Kind(
            "adoption",
            "adoption",
            "permanence",
            (
                *_OF_EPISODE,
                _field("initial_decision_date", _DATE),
                _field("matched_date", _DATE),
                _field("placed_date", _DATE),
            ),
            within="episode",
            inherited=_names(_OF_EPISODE),
        ),
        Kind(
            "care_leaver",
            "care_leavers",
            "care_leavers",
            (*_OF_EPISODE, _field("contact_date", _DATE), _field("activity"), _field("accommodation")),
            within="episode",
            inherited=_names(_OF_EPISODE),
        ),
    ),
)

GATHERED = {  # sources that are made from a kind of record
    "child": ("asylum",),
    "factor": ("factors",),
    "worker": ("workers",),
    "health_plan": ("pupils",),
}

_PERSON = Cell(_CHILD)


def _own(identifier: str, kind: str, *fields: str) -> Worked:
    """The payload's identifier of a record; where it has none, one made of the child, the kind and its days."""
    made = "".join(f" || '/' || coalesce({{{place}}}::varchar, '')" for place in range(2, len(fields) + 2))
    return Worked(f"coalesce({{0}}, {{1}} || '/{kind}'{made})", (identifier, _CHILD, *fields))


_CASE = _own(_EPISODE, "referral", _REFERRED)
_ENQUIRED = _own("section_47_assessment_id", "s47", _REFERRED, "start_date")
_ASSESSMENT_ID = _own(_ASSESSMENT, "assessment", _REFERRED, _ASSESSED)
_PLACED = _own("child_looked_after_placement_id", "placement", "start_date")
_CARE = Made("care", (_CHILD,))  # the payload does not tell periods of care apart


def _identifier(field: str, kind: str) -> Record:
    columns = {
        "table_id": Made(kind.lower().replace(" ", "-"), (_CHILD,)),
        "person_id": _PERSON,
        "identifier_type": Fixed(kind),
        "identifier_value": Cell(field),
    }
    return Record("child", "linked_identifiers", columns, when=field)


def _of_case(kind: str, *fields: str) -> Worked:
    """An identifier made of the child, the kind of record, the case and what tells records of the case apart."""
    apart = "".join(f" || '/' || coalesce({{{place}}}::varchar, '')" for place in range(3, len(fields) + 3))
    case = "coalesce({1}, {2}::varchar, '')"
    return Worked(f"{{0}} || '/{kind}/' || {case}{apart}", (_CHILD, _EPISODE, _REFERRED, *fields))


RECORDS: tuple[Record, ...] = (
    Record(
        "child",
        "person",
        {
            "person_id": _PERSON,
            "forename": Cell("first_name"),
            "surname": Cell("surname"),
            "sex": Cell("sex"),
            "ethnicity": Cell("ethnicity"),
            "dob": Cell("date_of_birth"),
            "expected_dob": Cell("expected_date_of_birth"),
            "upn_unknown": Cell("unique_pupil_number_unknown_reason"),
        },
    ),
    _identifier("mis_child_id", "Management information system identifier"),
    _identifier("unique_pupil_number", "Unique Pupil Number"),
    _identifier("former_unique_pupil_number", "Former Unique Pupil Number"),
    Record(
        "child",
        "address",
        {"table_id": Made("address", (_CHILD,)), "person_id": _PERSON, "address_postcode": Cell("postcode")},
        when="postcode",
    ),
    Record(
        "asylum",
        "immigration_status",
        {
            "person_id": _PERSON,
            "immigration_status_id": Made("asylum", (_CHILD,)),
            "immigration_status": Worked(
                "case when {0} = 'Y' or {1} is not null then 'Unaccompanied asylum seeking child' end",
                ("uasc_flag", "uasc_end_date"),
            ),
            "immigration_status_end_date": Cell("uasc_end_date"),
        },
    ),
    Record(
        "disability",
        "disability",
        {
            "person_id": _PERSON,
            "table_id": Made("disability", (_CHILD, "disability")),
            "disability_code": Cell("disability"),
        },
    ),
    Record(
        "sdq",
        "sdq_scores",
        {
            "table_id": Made("sdq", (_CHILD, "date")),
            "person_id": _PERSON,
            "sdq_completed_date": Cell("date"),
            "sdq_score": Cell("score"),
        },
    ),
    Record("pupils", "send", {"table_id": Made("send", (_CHILD,)), "person_id": _PERSON}),
    Record(
        "health_plan",
        "ehcp_requests",
        {
            "ehcp_request_id": Made("request", (_CHILD, "education_health_care_plan_id")),
            "send_table_id": Made("send", (_CHILD,)),
            "ehcp_req_date": Cell("request_received_date"),
            "ehcp_req_outcome_date": Cell("request_outcome_date"),
        },
    ),
    Record(
        "health_plan",
        "ehcp_assessment",
        {
            "ehcp_assessment_id": Made("assessed", (_CHILD, "education_health_care_plan_id")),
            "ehcp_request_id": Made("request", (_CHILD, "education_health_care_plan_id")),
            "ehcp_assessment_outcome_date": Cell("assessment_outcome_date"),
        },
        when="assessment_outcome_date",
    ),
    Record(
        "health_plan",
        "ehcp_named_plan",
        {
            "named_plan_id": Made("named-plan", (_CHILD, "education_health_care_plan_id")),
            "ehcp_asmt_id": Made("assessed", (_CHILD, "education_health_care_plan_id")),
            "named_plan_start_date": Cell("plan_start_date"),
        },
        when="plan_start_date",
    ),
    Record(
        "episode",
        "cin_episodes",
        {
            "referral_id": _CASE,
            "person_id": _PERSON,
            "referral_date": Cell(_REFERRED),
            "referral_source_code": Cell("referral_source"),
            "referral_nfa": Cell("referral_no_further_action_flag"),
            "close_reason": Cell("closure_reason"),
            "close_date": Cell("closure_date"),
        },
    ),
    Record(
        "worker",
        "involvements",
        {
            "involvements_id": _of_case("allocated", "worker_id", "start_date"),
            "person_id": _PERSON,
            "referral_id": _CASE,
            "professional_id": Cell("worker_id"),
            "professional_role_id": Fixed("allocated_case_worker"),
            "involvement_start_date": Cell("start_date"),
            "involvement_end_date": Cell("end_date"),
        },
    ),
    Record(
        "workers",
        "professionals",
        {"professional_id": Cell("worker_id"), "professional_job_title": Fixed("Social Worker")},
    ),
    Record(
        "assessment",
        "cin_assessments",
        {
            "assessment_id": _ASSESSMENT_ID,
            "person_id": _PERSON,
            "referral_id": _CASE,
            "assessment_start_date": Cell(_ASSESSED),
            "assessment_auth_date": Cell("authorisation_date"),
        },
    ),
    Record(
        "factors",
        "assessment_factors",
        {
            "table_id": Made("factors", (_CHILD, _ASSESSMENT, _ASSESSED)),
            "assessment_id": _ASSESSMENT_ID,
            "assessment_factors_json": Cell("factor"),
        },
    ),
    Record(
        "need_plan",
        "cin_plans",
        {
            "cin_plan_id": _own("child_in_need_plan_id", "cin-plan", _REFERRED, "start_date"),
            "referral_id": _CASE,
            "person_id": _PERSON,
            "cin_plan_start_date": Cell("start_date"),
            "cin_plan_end_date": Cell("end_date"),
        },
    ),
    Record(
        "enquiry",
        "s47_enquiry",
        {
            "s47_enquiry_id": _ENQUIRED,
            "referral_id": _CASE,
            "person_id": _PERSON,
            "s47_start_date": Cell("start_date"),
            "s47_end_date": Cell("end_date"),
            "s47_outcome_json": Worked(
                "case when {0} in ('Y', 'N') then '{{\"CP_CONFERENCE_FLAG\":\"' || {0} || '\"}}' end",
                ("icpc_required_flag",),
            ),
        },
    ),
    Record(
        "enquiry",
        "initial_cp_conference",
        {
            "icpc_id": _of_case("conference", "icpc_date", "start_date"),
            "s47_enquiry_id": _ENQUIRED,
            "referral_id": _CASE,
            "person_id": _PERSON,
            "icpc_date": Cell("icpc_date"),
        },
        when="icpc_date",
    ),
    Record(
        "protection_plan",
        "cp_plans",
        {
            "cp_plan_id": _own("child_protection_plan_id", "cp-plan", _REFERRED, "start_date"),
            "referral_id": _CASE,
            "person_id": _PERSON,
            "cp_plan_start_date": Cell("start_date"),
            "cp_plan_end_date": Cell("end_date"),
        },
    ),
    Record(
        "placement",
        "cla_episodes",
        {
            "cla_episode_id": _own("child_looked_after_placement_id", "care-episode", "start_date"),
            "person_id": _PERSON,
            "referral_id": _CASE,
            "cla_id": _CARE,
            "cla_placement_id": _PLACED,
            "cla_episode_start_date": Cell("start_date"),
            "cla_episode_start_reason": Cell("start_reason"),
            "cla_episode_ceased_date": Cell("end_date"),
            "cla_episode_ceased_reason": Cell("end_reason"),
        },
    ),
    Record(
        "placement",
        "cla_placement",
        {
            "cla_placement_id": _PLACED,
            "person_id": _PERSON,
            "cla_id": _CARE,
            "cla_placement_start_date": Cell("start_date"),
            "cla_placement_type": Cell("placement_type"),
            "cla_placement_postcode": Cell("postcode"),
            "cla_placement_end_date": Cell("end_date"),
            "cla_placement_change_reason": Cell("change_reason"),
        },
    ),
    Record(
        "adoption",
        "permanence",
        {
            "table_id": _of_case("permanence"),
            "person_id": _PERSON,
            "cla_id": _CARE,
            "adm_decision_date": Cell("initial_decision_date"),
            "matched_date": Cell("matched_date"),
            "placed_for_adoption_date": Cell("placed_date"),
        },
    ),
    Record(
        "care_leaver",
        "care_leavers",
        {
            "table_id": _of_case("care-leaver"),
            "person_id": _PERSON,
            "care_leaver_latest_contact": Cell("contact_date"),
            "care_leaver_activity": Cell("activity"),
            "care_leaver_accommodation": Cell("accommodation"),
        },
    ),
)
