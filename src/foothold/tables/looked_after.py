"""Looked after: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

CLA_EPISODES = Table(
    name="cla_episodes",
    source_name="ssd_cla_episodes",
    meaning="One episode of one child's care: a stretch in which neither legal status nor placement changed",
    columns=(
        Column("cla_episode_id", ColumnType.TEXT, "Identifier of the episode", Sensitivity.CHILD, "CLAE001A", "clae_cla_episode_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child who is looked after", Sensitivity.CHILD, "CLAE002A", "clae_person_id", required=True, references="person.person_id"),
        Column("cla_episode_start_date", ColumnType.DATE, "Day the episode began", Sensitivity.CHILD, "CLAE003A", "clae_cla_episode_start_date", required=True),
        Column("cla_episode_start_reason", ColumnType.TEXT, "Why the episode began: S newly looked after, L legal status, P placement and carer, T placement only, B or U both changed", Sensitivity.CHILD, "CLAE004A", "clae_cla_episode_start_reason"),
        Column("cla_primary_need_code", ColumnType.TEXT, "Main reason for being looked after, N1 to N8, fixed for the whole period of care", Sensitivity.CHILD, "CLAE009A", "clae_cla_primary_need_code"),
        Column("cla_episode_ceased_date", ColumnType.DATE, "Day the episode ended; blank while it lasts", Sensitivity.CHILD, "CLAE005A", "clae_cla_episode_ceased_date"),
        Column("cla_episode_ceased_reason", ColumnType.TEXT, "Why the episode ended: X1 another episode followed, any E code the child left care", Sensitivity.CHILD, "CLAE006A", "clae_cla_episode_ceased_reason"),
        Column("cla_id", ColumnType.TEXT, "Identifier of the whole period of care, shared by its episodes", Sensitivity.CHILD, "CLAE010A", "clae_cla_id"),
        Column("referral_id", ColumnType.TEXT, "The case the care belongs to", Sensitivity.CHILD, "CLAE011A", "clae_referral_id", references="cin_episodes.referral_id"),
        Column("cla_placement_id", ColumnType.TEXT, "The placement the child lived in during the episode", Sensitivity.CHILD, "CLAE013A", "clae_cla_placement_id", references="cla_placement.cla_placement_id"),
        Column("entered_care_date", ColumnType.DATE, "Day the whole period of care began", Sensitivity.CHILD, "CLAE014A", "clae_entered_care_date"),
        Column("cla_last_iro_contact_date", ColumnType.DATE, "Day the independent reviewing officer last visited or spoke with the child", Sensitivity.CHILD, "CLAE012A", "clae_cla_last_iro_contact_date"),
    ),
)

CLA_PLACEMENT = Table(
    name="cla_placement",
    source_name="ssd_cla_placement",
    meaning="One placement of one looked-after child",
    columns=(
        Column("cla_placement_id", ColumnType.TEXT, "Identifier of the placement", Sensitivity.CHILD, "CLAP001A", "clap_cla_placement_id", key=True, required=True),
        Column("cla_placement_start_date", ColumnType.DATE, "Day the child moved in", Sensitivity.CHILD, "CLAP003A", "clap_cla_placement_start_date", required=True),
        Column("cla_placement_type", ColumnType.TEXT, "Kind of placement in the department's code set (U1, K2, P1, ...)", Sensitivity.CHILD, "CLAP004A", "clap_cla_placement_type"),
        Column("cla_placement_urn", ColumnType.TEXT, "Ofsted's number of the home or agency that provides the placement", Sensitivity.CHILD, "CLAP005A", "clap_cla_placement_urn"),
        Column("cla_placement_distance", ColumnType.NUMBER, "Miles from the child's home to the placement; 999.9 says that it cannot be worked out", Sensitivity.CHILD, "CLAP011A", "clap_cla_placement_distance"),
        Column("cla_id", ColumnType.TEXT, "The period of care the placement belongs to", Sensitivity.CHILD, "CLAP012A", "clap_cla_id", references="cla_episodes.cla_id"),
        Column("cla_placement_provider", ColumnType.TEXT, "Who provides the placement, PR0 to PR5", Sensitivity.CHILD, "CLAP007A", "clap_cla_placement_provider"),
        Column("cla_placement_postcode", ColumnType.TEXT, "Full postcode of the placement; split off on load", Sensitivity.IDENTITY, "CLAP008A", "clap_cla_placement_postcode"),
        Column("cla_placement_postcode_district", ColumnType.TEXT, "First half of the placement's postcode, for example NN1: all that is kept of it", Sensitivity.CHILD, derived_from="cla_placement_postcode"),
        Column("cla_placement_end_date", ColumnType.DATE, "Day the child moved out; blank while living there", Sensitivity.CHILD, "CLAP009A", "clap_cla_placement_end_date"),
        Column("cla_placement_change_reason", ColumnType.TEXT, "Why the placement ended in a move, in the department's codes (CARPL, CLOSE, ...)", Sensitivity.CHILD, "CLAP010A", "clap_cla_placement_change_reason"),
        Column("person_id", ColumnType.TEXT, "The child who was placed", Sensitivity.CHILD, "CLAP013A", "clap_person_id", required=True, references="person.person_id"),
    ),
)

CLA_REVIEWS = Table(
    name="cla_reviews",
    source_name="ssd_cla_reviews",
    meaning="One review of a looked-after child's care plan",
    columns=(
        Column("cla_review_id", ColumnType.TEXT, "Identifier of the review", Sensitivity.CHILD, "CLAR001A", "clar_cla_review_id", key=True, required=True),
        Column("cla_id", ColumnType.TEXT, "The period of care that was reviewed", Sensitivity.CHILD, "CLAR011A", "clar_cla_id", required=True, references="cla_episodes.cla_id"),
        Column("cla_review_due_date", ColumnType.DATE, "Last day by which the review had to be held", Sensitivity.CHILD, "CLAR003A", "clar_cla_review_due_date"),
        Column("cla_review_date", ColumnType.DATE, "Day the review was held; blank until then", Sensitivity.CHILD, "CLAR004A", "clar_cla_review_date"),
        Column("cla_review_cancelled", ColumnType.FLAG, "Whether the review was called off: Y or N", Sensitivity.CHILD, "CLAR012A", "clar_cla_review_cancelled"),
        Column("cla_review_participation", ColumnType.TEXT, "How the child took part, PN0 to PN7", Sensitivity.CHILD, "CLAR007A", "clar_cla_review_participation"),
    ),
)

CLA_VISITS = Table(
    name="cla_visits",
    source_name="ssd_cla_visits",
    meaning="One visit by a social worker to a looked-after child",
    columns=(
        Column("cla_visit_id", ColumnType.TEXT, "Identifier of the visit", Sensitivity.CHILD, "CLAV001A", "clav_cla_visit_id", key=True, required=True),
        Column("cla_id", ColumnType.TEXT, "The period of care the visit belongs to", Sensitivity.CHILD, "CLAV007A", "clav_cla_id", references="cla_episodes.cla_id"),
        Column("person_id", ColumnType.TEXT, "The child who was visited", Sensitivity.CHILD, "CLAV008A", "clav_person_id", required=True, references="cla_episodes.person_id"),
        Column("cla_visit_date", ColumnType.DATE, "Day of the visit", Sensitivity.CHILD, "CLAV003A", "clav_cla_visit_date", required=True),
        Column("cla_visit_seen", ColumnType.FLAG, "Whether the child was seen: Y or N; the Dataset does not say whether in person or by video", Sensitivity.CHILD, "CLAV004A", "clav_cla_visit_seen"),
        Column("cla_visit_seen_alone", ColumnType.FLAG, "Whether the child was seen without the carers: Y or N", Sensitivity.CHILD, "CLAV005A", "clav_cla_visit_seen_alone"),
    ),
)

CLA_CARE_PLAN = Table(
    name="cla_care_plan",
    source_name="ssd_cla_care_plan",
    meaning="One care plan of one looked-after child, with its aim for permanence",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the care plan", Sensitivity.CHILD, "LACP001A", "lacp_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child whose care plan it is", Sensitivity.CHILD, "LACP007A", "lacp_person_id", required=True, references="cla_episodes.person_id"),
        Column("cla_care_plan_start_date", ColumnType.DATE, "Day the care plan took effect", Sensitivity.CHILD, "LACP004A", "lacp_cla_care_plan_start_date"),
        Column("cla_care_plan_end_date", ColumnType.DATE, "Day the care plan ceased; blank while it holds", Sensitivity.CHILD, "LACP005A", "lacp_cla_care_plan_end_date"),
        Column("cla_care_plan_json", ColumnType.TEXT, "Where the child is meant to grow up, as a JSON text with one member for each aim (return home, adoption, ...)", Sensitivity.CHILD, "LACP003A", "lacp_cla_care_plan_json"),
    ),
)

CLA_PREVIOUS_PERMANENCE = Table(
    name="cla_previous_permanence",
    source_name="ssd_cla_previous_permanence",
    meaning="One earlier adoption or other permanent order of a child who came back into care",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the row", Sensitivity.CHILD, "LAPP001A", "lapp_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child who had been placed for good", Sensitivity.CHILD, "LAPP002A", "lapp_person_id", required=True, references="cla_episodes.person_id"),
        Column("previous_permanence_order_date", ColumnType.TEXT, "Day of the earlier order, kept as text because an unknown day or month is written zz, as in zz/05/2020", Sensitivity.CHILD, "LAPP003A", "lapp_previous_permanence_order_date"),
        Column("previous_permanence_option", ColumnType.TEXT, "Kind of the earlier order: P1 adoption, P2 special guardianship, P3 and P4 residence or child arrangements order", Sensitivity.CHILD, "LAPP004A", "lapp_previous_permanence_option"),
        Column("previous_permanence_la", ColumnType.TEXT, "Name of the council that arranged it", Sensitivity.CHILD, "LAPP005A", "lapp_previous_permanence_la"),
    ),
)

LEGAL_STATUS = Table(
    name="legal_status",
    source_name="ssd_legal_status",
    meaning="One legal status of one child, for the time it held",
    columns=(
        Column("legal_status_id", ColumnType.TEXT, "Identifier of the status row", Sensitivity.CHILD, "LEGA001A", "lega_legal_status_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child the status is about", Sensitivity.CHILD, "LEGA002A", "lega_person_id", required=True, references="person.person_id"),
        Column("legal_status", ColumnType.TEXT, "Legal status in the department's code set (C1, C2, D1, E1, V2, ...), or the council's words for others", Sensitivity.CHILD, "LEGA003A", "lega_legal_status"),
        Column("legal_status_start_date", ColumnType.DATE, "First day the status held", Sensitivity.CHILD, "LEGA004A", "lega_legal_status_start_date", required=True),
        Column("legal_status_end_date", ColumnType.DATE, "Day the status ended; blank while it holds", Sensitivity.CHILD, "LEGA005A", "lega_legal_status_end_date"),
    ),
)

MISSING = Table(
    name="missing",
    source_name="ssd_missing",
    meaning="One time a child went missing, or was away from the placement without permission",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the missing episode", Sensitivity.CHILD, "MISS001A", "miss_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child who went missing", Sensitivity.CHILD, "MISS002A", "miss_person_id", required=True, references="person.person_id"),
        Column("missing_episode_start_date", ColumnType.DATE, "Day the child left or was last seen by a responsible adult, whichever was later", Sensitivity.CHILD, "MISS003A", "miss_missing_episode_start_date", required=True),
        Column("missing_episode_type", ColumnType.TEXT, "M or missing: whereabouts not known; A or away: known, but not where the child should be", Sensitivity.CHILD, "MISS004A", "miss_missing_episode_type"),
        Column("missing_episode_end_date", ColumnType.DATE, "Day the child was found or returned; blank while still missing", Sensitivity.CHILD, "MISS005A", "miss_missing_episode_end_date"),
        Column("missing_rhi_offered", ColumnType.TEXT, "Whether a return interview was offered: Y, N or NA; text, because NA is more than a flag holds", Sensitivity.CHILD, "MISS006A", "miss_missing_rhi_offered"),
        Column("missing_rhi_accepted", ColumnType.TEXT, "Whether the child took the interview up: Y, N or NA; text, because NA is more than a flag holds", Sensitivity.CHILD, "MISS007A", "miss_missing_rhi_accepted"),
    ),
)

DEPRIVATION_OF_LIBERTY = Table(
    name="deprivation_of_liberty",
    meaning="One order of the court that allowed a looked-after child to be deprived of liberty, for the time it ran",
    origin="Foothold: module dolo of the looked-after children return (SSDA903) from 2026-27; the Dataset has no such object",
    columns=(
        Column("order_id", ColumnType.TEXT, "Identifier of the order", Sensitivity.CHILD, key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child who was deprived of liberty", Sensitivity.CHILD, required=True, references="person.person_id"),
        Column("start_date", ColumnType.DATE, "Day the order took effect", Sensitivity.CHILD, required=True),
        Column("end_date", ColumnType.DATE, "Day the order ended; blank while it runs", Sensitivity.CHILD),
    ),
)
