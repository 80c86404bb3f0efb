"""What each list becomes in the warehouse, as data: one `Record` for each kind of record that a row yields.

Annex A is a picture of one day. It has no identifiers of events, so they are made from the child's identifier, the kind
of event and the dates that tell it apart, which gives the same identifier whenever the same event is handed over again.
`SHOWN_WHILE_OPEN` says, also as data, what it means that a record is missing from a workbook.

Three things are not in this table because several lists yield them together: `person` (lists 1 to 10), `cin_episodes`
(lists 3 and 6, see `episodes.py`), and `involvements`, `professionals` and `department` (see `workers.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from foothold.returns.outcome import OpenRows


@dataclass(frozen=True)
class From:
    """Where a column's value comes from: a field of the list, as it is or brought `through` something."""

    field: str
    through: str = ""  # "worker" or "team": the identifier made from the name; "negated": yes becomes no


@dataclass(frozen=True)
class Made:
    """An identifier made from the child's, the kind of event and these fields."""

    kind: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Always:
    """The same value in every record, which follows from what the list is."""

    value: str


@dataclass(frozen=True)
class Record:
    """One kind of record that the rows of a list yield."""

    list: int
    table: str
    columns: dict[str, From | Made | Always]
    when: str = ""  # the field without which a row yields no such record


_CHILD = From("child_id")
_WORKER, _TEAM = From("worker", "worker"), From("team", "team")
_ENQUIRY = Made("s47", ("strategy_date",))
_PLAN = Made("cp-plan", ("start_date",))
_CARE = Made("care", ("start_date",))
_PLACEMENT = Made("placement", ("start_date", "placement_date"))

RECORDS: tuple[Record, ...] = (
    Record(
        1,
        "contacts",
        {
            "contact_id": Made("contact", ("contact_date", "source")),
            "person_id": _CHILD,
            "contact_date": From("contact_date"),
            "contact_source_code": From("source"),
        },
    ),
    Record(
        2,
        "early_help_episodes",
        {
            "episode_id": Made("early-help", ("start_date",)),
            "person_id": _CHILD,
            "episode_start_date": From("start_date"),
            "episode_end_date": From("completion_date"),
            "episode_organisation": From("organisation"),
        },
    ),
    Record(
        4,
        "cin_assessments",
        {
            "assessment_id": Made("assessment", ("start_date",)),
            "person_id": _CHILD,
            "assessment_start_date": From("start_date"),
            "assessment_child_seen": From("child_seen"),
            "assessment_auth_date": From("authorised_date"),
            "assessment_outcome_nfa": From("needs_support", "negated"),
            "assessment_team": _TEAM,
            "assessment_worker_id": _WORKER,
        },
    ),
    Record(
        5,
        "s47_enquiry",
        {
            "s47_enquiry_id": _ENQUIRY,
            "person_id": _CHILD,
            "s47_start_date": From("strategy_date"),
            "s47_completed_by_worker_id": _WORKER,
            "s47_completed_by_team": _TEAM,
        },
    ),
    Record(
        5,
        "initial_cp_conference",
        {
            "icpc_id": Made("conference", ("strategy_date", "conference_date")),
            "s47_enquiry_id": _ENQUIRY,
            "person_id": _CHILD,
            "icpc_date": From("conference_date"),
            "icpc_outcome_cp_flag": From("plan_followed"),
            "icpc_team": _TEAM,
            "icpc_worker_id": _WORKER,
        },
        when="conference_date",
    ),
    Record(
        7,
        "cp_plans",
        {
            "cp_plan_id": _PLAN,
            "person_id": _CHILD,
            "cp_plan_start_date": From("start_date"),
            "cp_plan_end_date": From("end_date"),
            "cp_plan_initial_category": From("initial_category"),
            "cp_plan_latest_category": From("latest_category"),
        },
    ),
    Record(
        7,
        "cp_visits",
        {
            "cp_visit_id": Made("cp-visit", ("start_date", "visit_date")),
            "person_id": _CHILD,
            "cp_plan_id": _PLAN,
            "cp_visit_date": From("visit_date"),
            "cp_visit_seen_alone": From("seen_alone"),
        },
        when="visit_date",
    ),
    Record(
        7,
        "cp_reviews",
        {
            "cp_review_id": Made("cp-review", ("start_date", "review_date")),
            "person_id": _CHILD,
            "cp_plan_id": _PLAN,
            "cp_review_date": From("review_date"),
        },
        when="review_date",
    ),
    Record(
        8,
        "cla_episodes",
        {
            "cla_episode_id": _CARE,
            "person_id": _CHILD,
            "cla_episode_start_date": From("start_date"),
            "cla_primary_need_code": From("need"),
            "cla_episode_ceased_date": From("ceased_date"),
            "cla_episode_ceased_reason": From("ceased_reason"),
            "cla_id": _CARE,
            "cla_placement_id": _PLACEMENT,
            "entered_care_date": From("start_date"),
            "cla_last_iro_contact_date": From("reviewing_officer_date"),
        },
    ),
    Record(
        8,
        "cla_placement",
        {
            "cla_placement_id": _PLACEMENT,
            "cla_placement_start_date": From("placement_date"),
            "cla_placement_type": From("placement_type"),
            "cla_placement_urn": From("placement_urn"),
            "cla_id": _CARE,
            "cla_placement_provider": From("placement_provider"),
            "cla_placement_postcode": From("placement_postcode"),
            "person_id": _CHILD,
        },
        when="placement_date",
    ),
    Record(
        8,
        "cla_reviews",
        {
            "cla_review_id": Made("care-review", ("start_date", "review_date")),
            "cla_id": _CARE,
            "cla_review_date": From("review_date"),
        },
        when="review_date",
    ),
    Record(
        8,
        "cla_visits",
        {
            "cla_visit_id": Made("care-visit", ("start_date", "visit_date")),
            "cla_id": _CARE,
            "person_id": _CHILD,
            "cla_visit_date": From("visit_date"),
        },
        when="visit_date",
    ),
    Record(
        8,
        "legal_status",
        {
            "legal_status_id": Made("legal-status", ("start_date", "legal_status_date")),
            "person_id": _CHILD,
            "legal_status": From("legal_status"),
            "legal_status_start_date": From("legal_status_date"),
        },
        when="legal_status_date",
    ),
    *(
        Record(
            8,
            "cla_health",
            {
                "health_check_id": Made(kind, ("start_date", field)),
                "person_id": _CHILD,
                "health_check_type": Always(kind.replace("-", " ")),
                "health_check_date": From(field),
            },
            when=field,
        )
        for kind, field in (("health-assessment", "health_date"), ("dental-check", "dental_date"))
    ),
    Record(
        9,
        "care_leavers",
        {
            "table_id": Made("care-leaver", ()),
            "person_id": _CHILD,
            "care_leaver_eligibility": From("eligibility"),
            "care_leaver_in_touch": From("in_touch"),
            "care_leaver_latest_contact": From("contact_date"),
            "care_leaver_accommodation": From("accommodation"),
            "care_leaver_accom_suitable": From("suitability"),
            "care_leaver_activity": From("activity"),
            "pathway_plan_review_date": From("pathway_date"),
            "care_leaver_personal_advisor": From("advisor"),
            "care_leaver_allocated_team": _TEAM,
            "care_leaver_worker_id": _WORKER,
        },
    ),
    Record(
        10,
        "permanence",
        {
            "table_id": Made("permanence", ("decision_date",)),
            "person_id": _CHILD,
            "adm_decision_date": From("decision_date"),
            "placement_order_date": From("placement_order_date"),
            "placed_for_adoption_date": From("placed_date"),
            "matched_date": From("matched_date"),
            "placed_ffa_cp_date": From("fostering_date"),
            "decision_reversed_date": From("reversed_date"),
            "decision_reversed_reason": From("reversed_reason"),
            "permanence_order_date": From("order_date"),
        },
    ),
    Record(
        10,
        "family",
        {"table_id": Made("family", ("decision_date",)), "family_id": From("family_id"), "person_id": _CHILD},
        when="family_id",
    ),
)


@dataclass(frozen=True)
class ShownWhileOpen:
    """Records of which a workbook shows all that are open on its day, so that an open one that is missing has ended.

    They come from `lists`: the first must be in the workbook for anything to follow, and a row of any of them that had
    to be set aside keeps the records of its child as they were.
    """

    lists: tuple[int, ...]
    rows: OpenRows


_ALLOCATION = "involvement_end_date"

# Lists 6, 7 and 8 hold every case, plan and period of care open on the day. Everything else is a window: list 1 to 5 of
# six or twelve months, closed records of as long, list 9 to 11 of those who are owed or approved something.
SHOWN_WHILE_OPEN: tuple[ShownWhileOpen, ...] = (
    ShownWhileOpen((6, 3), OpenRows("cin_episodes", "close_date")),
    ShownWhileOpen((7,), OpenRows("cp_plans", "cp_plan_end_date")),
    ShownWhileOpen((8,), OpenRows("cla_episodes", "cla_episode_ceased_date")),
    ShownWhileOpen((6, 3), OpenRows("involvements", _ALLOCATION, "/allocated/referral/")),
    ShownWhileOpen((7,), OpenRows("involvements", _ALLOCATION, "/allocated/cp-plan/")),
    ShownWhileOpen((8,), OpenRows("involvements", _ALLOCATION, "/allocated/care/")),
)
