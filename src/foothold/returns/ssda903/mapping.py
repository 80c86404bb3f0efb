"""What each module becomes in the warehouse.

The return has no identifiers of events, periods of care or placements. A period of care may have begun in an earlier
year's return, so `cla_id` is one for all the care of a child. A placement or legal status runs over the episodes that
follow each other without a change of it; where its beginning lies in an earlier year, it begins with the first episode.
The second outcomes module says what was done in the year and not when, so its checks carry no date.
"""

from __future__ import annotations

from foothold.returns.engine import named
from foothold.returns.mapping import Cell, Fixed, Made, Record, Worked
from foothold.returns.outcome import OpenRows

_PERSON = Cell("CHILD")
_CARE = Made("care", ("CHILD",))

# Sources that are worked out from a module: their name, the module, and the SQL over its rows `{0}`.
WORKED_OUT: tuple[tuple[str, str, str], ...] = (
    ("pupil_numbers", "header", "select * from {0} where not regexp_full_match(UPN, 'UN[1-7]')"),
    (
        "placed",
        "episodes",
        """select *, max(case when moved then DECOM end) over (partition by CHILD order by DECOM) as PLACED from (
          select *, coalesce(RNE <> 'L' or lag(DEC) over child is distinct from DECOM, true) as moved from {0}
          window child as (partition by CHILD order by DECOM))""",
    ),
    (
        "placements",
        "placed",
        """select CHILD, PLACED, last(PLACE order by DECOM) as PLACE, last(PLACE_PROVIDER order by DECOM)
          as PLACE_PROVIDER, last(URN order by DECOM) as URN, last(PL_POST order by DECOM) as PL_POST,
          last(DEC order by DECOM) as DEC, last(REASON_PLACE_CHANGE order by DECOM) as REASON_PLACE_CHANGE
          from {0} group by CHILD, PLACED""",
    ),
    (
        "statuses",
        "episodes",
        """select CHILD, since, any_value(LS) as LS, last(DEC order by DECOM) as DEC from (
          select *, max(case when changed then DECOM end) over (partition by CHILD order by DECOM) as since from (
            select *, LS is distinct from lag(LS) over child or lag(DEC) over child is distinct from DECOM as changed
            from {0} window child as (partition by CHILD order by DECOM)))
          where LS is not null group by CHILD, since""",
    ),
    ("workers", "social_worker", "select distinct SW_ID from {0}"),
    *(
        (f"{name}_yes", "oc2", f"select CHILD from {{0}} where {named(name)} = 'Y'")
        for name in ("HEALTH_ASSESSMENT", "TEETH_CHECK", "HEALTH_CHECK", "CONVICTED")
    ),
)

_CHECKS = {
    "HEALTH_ASSESSMENT": "health assessment",
    "TEETH_CHECK": "dental check",
    "HEALTH_CHECK": "health surveillance",
}

RECORDS: tuple[Record, ...] = (
    Record(
        "header",
        "person",
        {
            "person_id": _PERSON,
            "sex": Cell("SEX"),
            "dob": Cell("DOB"),
            "ethnicity": Cell("ETHNIC"),
            "is_mother": Cell("MOTHER"),
            "upn_unknown": Worked("case when regexp_full_match({0}, 'UN[1-7]') then {0} end", ("UPN",)),
        },
    ),
    Record(
        "pupil_numbers",
        "linked_identifiers",
        {
            "table_id": Made("unique-pupil-number", ("CHILD",)),
            "person_id": _PERSON,
            "identifier_type": Fixed("Unique Pupil Number"),
            "identifier_value": Cell("UPN"),
        },
    ),
    Record(
        "placed",
        "cla_episodes",
        {
            "cla_episode_id": Made("care-episode", ("CHILD", "DECOM")),
            "person_id": _PERSON,
            "cla_episode_start_date": Cell("DECOM"),
            "cla_episode_start_reason": Cell("RNE"),
            "cla_primary_need_code": Cell("CIN"),
            "cla_episode_ceased_date": Cell("DEC"),
            "cla_episode_ceased_reason": Cell("REC"),
            "cla_id": _CARE,
            "cla_placement_id": Made("placement", ("CHILD", "PLACED")),
        },
    ),
    Record(
        "placements",
        "cla_placement",
        {
            "cla_placement_id": Made("placement", ("CHILD", "PLACED")),
            "person_id": _PERSON,
            "cla_id": _CARE,
            "cla_placement_start_date": Cell("PLACED"),
            "cla_placement_type": Cell("PLACE"),
            "cla_placement_provider": Cell("PLACE_PROVIDER"),
            "cla_placement_urn": Cell("URN"),
            "cla_placement_postcode": Cell("PL_POST"),
            "cla_placement_end_date": Cell("DEC"),
            "cla_placement_change_reason": Cell("REASON_PLACE_CHANGE"),
        },
    ),
    Record(
        "statuses",
        "legal_status",
        {
            "legal_status_id": Made("legal-status", ("CHILD", "since")),
            "person_id": _PERSON,
            "legal_status": Cell("LS"),
            "legal_status_start_date": Cell("since"),
            "legal_status_end_date": Cell("DEC"),
        },
    ),
    Record(
        "reviews",
        "cla_reviews",
        {
            "cla_review_id": Made("care-review", ("CHILD", "REVIEW")),
            "cla_id": _CARE,
            "cla_review_date": Cell("REVIEW"),
            "cla_review_participation": Cell("REVIEW_CODE"),
        },
    ),
    Record(
        "missing",
        "missing",
        {
            "table_id": Made("missing", ("CHILD", "MIS_START")),
            "person_id": _PERSON,
            "missing_episode_start_date": Cell("MIS_START"),
            "missing_episode_type": Cell("MISSING"),
            "missing_episode_end_date": Cell("MIS_END"),
        },
    ),
    *(
        Record(
            f"{field}_yes",
            "cla_health",
            {
                "health_check_id": Made(kind.replace(" ", "-"), ("CHILD",)),
                "person_id": _PERSON,
                "health_check_type": Fixed(kind),
                "health_check_status": Fixed("completed"),
            },
        )
        for field, kind in _CHECKS.items()
    ),
    Record(
        "CONVICTED_yes", "cla_convictions", {"cla_conviction_id": Made("conviction", ("CHILD",)), "person_id": _PERSON}
    ),
    Record(
        "oc2",
        "cla_immunisations",
        {"person_id": _PERSON, "immunisations_status": Cell("IMMUNISATIONS")},
        when="IMMUNISATIONS",
    ),
    Record(
        "oc2",
        "cla_substance_misuse",
        {
            "substance_misuse_id": Made("substance-misuse", ("CHILD",)),
            "person_id": _PERSON,
            "substance_misused": Cell("SUBSTANCE_MISUSE"),
            "intervention_received": Cell("INTERVENTION_RECEIVED"),
        },
        when="SUBSTANCE_MISUSE",
    ),
    Record(
        "oc2",
        "sdq_scores",
        {
            "table_id": Made("sdq", ("CHILD",)),
            "person_id": _PERSON,
            "sdq_score": Cell("SDQ_SCORE"),
            "sdq_reason": Cell("SDQ_REASON"),
        },
    ),
    Record(
        "oc3",
        "care_leavers",
        {
            "table_id": Made("care-leaver", ("CHILD",)),
            "person_id": _PERSON,
            "care_leaver_in_touch": Cell("IN_TOUCH"),
            "care_leaver_activity": Cell("ACTIV"),
            "care_leaver_accommodation": Worked("left({0}, 1)", ("ACCOM",)),
            "care_leaver_accom_suitable": Worked("nullif(substr({0}, 2), '')", ("ACCOM",)),
        },
    ),
    Record(
        "placed_adoption",
        "permanence",
        {
            "table_id": Made("permanence-placed", ("CHILD", "DATE_PLACED")),
            "person_id": _PERSON,
            "placed_for_adoption_date": Cell("DATE_PLACED"),
            "decision_reversed_date": Cell("DATE_PLACED_CEASED"),
            "decision_reversed_reason": Cell("REASON_PLACED_CEASED"),
        },
    ),
    Record(
        "ad1",
        "permanence",
        {
            "table_id": Made("permanence-adopted", ("CHILD",)),
            "person_id": _PERSON,
            "adm_decision_date": Cell("DATE_INT"),
            "matched_date": Cell("DATE_MATCH"),
            "adopted_by_carer_flag": Cell("FOSTER_CARE"),
            "number_of_adopters": Cell("NB_ADOPTR"),
            "adopter_sex": Cell("SEX_ADOPTR"),
            "adopter_legal_status": Cell("LS_ADOPTR"),
        },
    ),
    Record(
        "prev_perm",
        "cla_previous_permanence",
        {
            "table_id": Made("previous-permanence", ("CHILD",)),
            "person_id": _PERSON,
            "previous_permanence_option": Cell("PREV_PERM"),
            "previous_permanence_la": Cell("LA_PERM"),
            "previous_permanence_order_date": Cell("DATE_PERM"),
        },
    ),
    Record(
        "uasc",
        "immigration_status",
        {
            "person_id": _PERSON,
            "immigration_status_id": Made("asylum", ("CHILD",)),
            "immigration_status": Fixed("unaccompanied asylum-seeking child"),
            "immigration_status_end_date": Cell("DUC"),
        },
    ),
    Record(
        "social_worker",
        "involvements",
        {
            "involvements_id": Made("allocated", ("CHILD", "SW_ID", "SW_DECOM")),
            "person_id": _PERSON,
            "professional_id": Cell("SW_ID"),
            "professional_role_id": Fixed("allocated_case_worker"),
            "involvement_start_date": Cell("SW_DECOM"),
            "involvement_end_date": Cell("SW_DEC"),
            "worker_change_reason": Cell("SW_REASON"),
        },
    ),
    Record(
        "dolo",
        "deprivation_of_liberty",
        {
            "order_id": Made("deprivation-of-liberty", ("CHILD", "DOLO_START")),
            "person_id": _PERSON,
            "start_date": Cell("DOLO_START"),
            "end_date": Cell("DOLO_END"),
        },
    ),
    Record("workers", "professionals", {"professional_id": Cell("SW_ID")}),
)

# A return holds every child looked after at any time of its year, so what was open at the end of one is in the next.
SHOWN_WHILE_OPEN: tuple[tuple[str, OpenRows], ...] = (
    ("episodes", OpenRows("cla_episodes", "cla_episode_ceased_date")),
    ("episodes", OpenRows("cla_placement", "cla_placement_end_date")),
    ("episodes", OpenRows("legal_status", "legal_status_end_date")),
    ("social_worker", OpenRows("involvements", "involvement_end_date")),
    ("dolo", OpenRows("deprivation_of_liberty", "end_date")),
)
