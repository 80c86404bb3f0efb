"""Looked after: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

CLA_EPISODES = Table(
    name="cla_episodes",
    source_name="ssd_cla_episodes",
    meaning="Cla episodes",
    columns=(
        Column("cla_episode_id", ColumnType.TEXT, "Episode ID", Sensitivity.CHILD, "CLAE001A", "clae_cla_episode_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CLAE002A", "clae_person_id", required=True, references="person.person_id"),
        Column("cla_episode_start_date", ColumnType.DATE, "Date Episode Commenced", Sensitivity.CHILD, "CLAE003A", "clae_cla_episode_start_date", required=True),
        Column("cla_episode_start_reason", ColumnType.TEXT, "Reason for New CLA Episode", Sensitivity.CHILD, "CLAE004A", "clae_cla_episode_start_reason"),
        Column("cla_primary_need_code", ColumnType.TEXT, "CIN Primary Need Code", Sensitivity.CHILD, "CLAE009A", "clae_cla_primary_need_code"),
        Column("cla_episode_ceased_date", ColumnType.DATE, "Date Episode Ceased", Sensitivity.CHILD, "CLAE005A", "clae_cla_episode_ceased_date"),
        Column("cla_episode_ceased_reason", ColumnType.TEXT, "Reason Episode Ceased", Sensitivity.CHILD, "CLAE006A", "clae_cla_episode_ceased_reason"),
        Column("cla_id", ColumnType.TEXT, "CLA ID", Sensitivity.CHILD, "CLAE010A", "clae_cla_id"),
        Column("referral_id", ColumnType.TEXT, "Referral ID", Sensitivity.CHILD, "CLAE011A", "clae_referral_id"),
        Column("cla_placement_id", ColumnType.TEXT, "fk reference from cla_placements", Sensitivity.CHILD, "CLAE013A", "clae_cla_placement_id", references="cla_placement.cla_placement_id"),
        Column("entered_care_date", ColumnType.DATE, "Date the child entered Care", Sensitivity.CHILD, "CLAE014A", "clae_entered_care_date"),
        Column("cla_last_iro_contact_date", ColumnType.DATE, "Date of Last IRO Visit / Contact to the Child", Sensitivity.CHILD, "CLAE012A", "clae_cla_last_iro_contact_date"),
    ),
)

CLA_PLACEMENT = Table(
    name="cla_placement",
    source_name="ssd_cla_placement",
    meaning="Cla placement",
    columns=(
        Column("cla_placement_id", ColumnType.TEXT, "Placement ID", Sensitivity.CHILD, "CLAP001A", "clap_cla_placement_id", key=True, required=True),
        Column("cla_placement_start_date", ColumnType.DATE, "Placement Start Date", Sensitivity.CHILD, "CLAP003A", "clap_cla_placement_start_date", required=True),
        Column("cla_placement_type", ColumnType.TEXT, "Placement Type", Sensitivity.CHILD, "CLAP004A", "clap_cla_placement_type"),
        Column("cla_placement_urn", ColumnType.TEXT, "URN of Placement", Sensitivity.CHILD, "CLAP005A", "clap_cla_placement_urn"),
        Column("cla_placement_distance", ColumnType.NUMBER, "Distance of Placement from Home", Sensitivity.CHILD, "CLAP011A", "clap_cla_placement_distance"),
        Column("cla_id", ColumnType.TEXT, "CLA ID", Sensitivity.CHILD, "CLAP012A", "clap_cla_id", references="cla_episodes.cla_id"),
        Column("cla_placement_provider", ColumnType.TEXT, "Placement Provider", Sensitivity.CHILD, "CLAP007A", "clap_cla_placement_provider"),
        Column("cla_placement_postcode", ColumnType.TEXT, "Placement Postcode", Sensitivity.IDENTITY, "CLAP008A", "clap_cla_placement_postcode"),
        Column("cla_placement_postcode_district", ColumnType.TEXT, "Outward part of the postcode, all that is kept of it", Sensitivity.CHILD, derived_from="cla_placement_postcode"),
        Column("cla_placement_end_date", ColumnType.DATE, "Placement End Date", Sensitivity.CHILD, "CLAP009A", "clap_cla_placement_end_date"),
        Column("cla_placement_change_reason", ColumnType.TEXT, "Reason for Placement Change", Sensitivity.CHILD, "CLAP010A", "clap_cla_placement_change_reason"),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CLAP013A", "clap_person_id"),
    ),
)

CLA_REVIEWS = Table(
    name="cla_reviews",
    source_name="ssd_cla_reviews",
    meaning="Cla reviews",
    columns=(
        Column("cla_review_id", ColumnType.TEXT, "Review ID", Sensitivity.CHILD, "CLAR001A", "clar_cla_review_id", key=True, required=True),
        Column("cla_id", ColumnType.TEXT, "CLA ID", Sensitivity.CHILD, "CLAR011A", "clar_cla_id", required=True, references="cla_episodes.cla_id"),
        Column("cla_review_due_date", ColumnType.DATE, "CLA Review Due Date", Sensitivity.CHILD, "CLAR003A", "clar_cla_review_due_date"),
        Column("cla_review_date", ColumnType.DATE, "CLA Review Date", Sensitivity.CHILD, "CLAR004A", "clar_cla_review_date"),
        Column("cla_review_cancelled", ColumnType.FLAG, "", Sensitivity.CHILD, "CLAR012A", "clar_cla_review_cancelled"),
        Column("cla_review_participation", ColumnType.TEXT, "Participation code", Sensitivity.CHILD, "CLAR007A", "clar_cla_review_participation"),
    ),
)

CLA_VISITS = Table(
    name="cla_visits",
    source_name="ssd_cla_visits",
    meaning="Cla visits",
    columns=(
        Column("cla_visit_id", ColumnType.TEXT, "Visit ID", Sensitivity.CHILD, "CLAV001A", "clav_cla_visit_id", key=True, required=True),
        Column("cla_id", ColumnType.TEXT, "", Sensitivity.CHILD, "CLAV007A", "clav_cla_id"),
        Column("person_id", ColumnType.TEXT, "Person ID", Sensitivity.CHILD, "CLAV008A", "clav_person_id", required=True, references="cla_episodes.person_id"),
        Column("cla_visit_date", ColumnType.DATE, "Date of Visit", Sensitivity.CHILD, "CLAV003A", "clav_cla_visit_date", required=True),
        Column("cla_visit_seen", ColumnType.FLAG, "Child Seen", Sensitivity.CHILD, "CLAV004A", "clav_cla_visit_seen"),
        Column("cla_visit_seen_alone", ColumnType.FLAG, "Child Seen Alone", Sensitivity.CHILD, "CLAV005A", "clav_cla_visit_seen_alone"),
    ),
)

CLA_CARE_PLAN = Table(
    name="cla_care_plan",
    source_name="ssd_cla_care_plan",
    meaning="Cla care plan",
    columns=(
        Column("table_id", ColumnType.TEXT, "Care Plan Table ID", Sensitivity.CHILD, "LACP001A", "lacp_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person ID", Sensitivity.CHILD, "LACP007A", "lacp_person_id", required=True, references="cla_episodes.person_id"),
        Column("cla_care_plan_start_date", ColumnType.DATE, "Care Plan start Date", Sensitivity.CHILD, "LACP004A", "lacp_cla_care_plan_start_date"),
        Column("cla_care_plan_end_date", ColumnType.DATE, "Care Plan end date", Sensitivity.CHILD, "LACP005A", "lacp_cla_care_plan_end_date"),
        Column("cla_care_plan_json", ColumnType.TEXT, "What is the chosen/ permanence plan for this child/ young person?", Sensitivity.CHILD, "LACP003A", "lacp_cla_care_plan_json"),
    ),
)

CLA_PREVIOUS_PERMANENCE = Table(
    name="cla_previous_permanence",
    source_name="ssd_cla_previous_permanence",
    meaning="Cla previous permanence",
    columns=(
        Column("table_id", ColumnType.TEXT, "Previous Permanence ID", Sensitivity.CHILD, "LAPP001A", "lapp_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "LAPP002A", "lapp_person_id", required=True, references="cla_episodes.person_id"),
        Column("previous_permanence_order_date", ColumnType.TEXT, "Date of Previous Permanence Order", Sensitivity.CHILD, "LAPP003A", "lapp_previous_permanence_order_date"),
        Column("previous_permanence_option", ColumnType.TEXT, "Previous Permanence Option", Sensitivity.CHILD, "LAPP004A", "lapp_previous_permanence_option"),
        Column("previous_permanence_la", ColumnType.TEXT, "Previous Permanence Arranged LA", Sensitivity.CHILD, "LAPP005A", "lapp_previous_permanence_la"),
    ),
)

LEGAL_STATUS = Table(
    name="legal_status",
    source_name="ssd_legal_status",
    meaning="Legal status",
    columns=(
        Column("legal_status_id", ColumnType.TEXT, "Legal Status ID", Sensitivity.CHILD, "LEGA001A", "lega_legal_status_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "LEGA002A", "lega_person_id", required=True, references="person.person_id"),
        Column("legal_status", ColumnType.TEXT, "Legal Status", Sensitivity.CHILD, "LEGA003A", "lega_legal_status"),
        Column("legal_status_start_date", ColumnType.DATE, "Legal Status Start Date", Sensitivity.CHILD, "LEGA004A", "lega_legal_status_start_date", required=True),
        Column("legal_status_end_date", ColumnType.DATE, "Legal Status End Date", Sensitivity.CHILD, "LEGA005A", "lega_legal_status_end_date"),
    ),
)

MISSING = Table(
    name="missing",
    source_name="ssd_missing",
    meaning="Missing",
    columns=(
        Column("table_id", ColumnType.TEXT, "Missing Episode Table ID", Sensitivity.CHILD, "MISS001A", "miss_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "MISS002A", "miss_person_id", required=True, references="person.person_id"),
        Column("missing_episode_start_date", ColumnType.DATE, "Missing Episode Start", Sensitivity.CHILD, "MISS003A", "miss_missing_episode_start_date", required=True),
        Column("missing_episode_type", ColumnType.TEXT, "Episode Type (Missing/ Absent)", Sensitivity.CHILD, "MISS004A", "miss_missing_episode_type"),
        Column("missing_episode_end_date", ColumnType.DATE, "Missing Episode End", Sensitivity.CHILD, "MISS005A", "miss_missing_episode_end_date"),
        Column("missing_rhi_offered", ColumnType.TEXT, "RHI Offered", Sensitivity.CHILD, "MISS006A", "miss_missing_rhi_offered"),
        Column("missing_rhi_accepted", ColumnType.TEXT, "RHI Accepted", Sensitivity.CHILD, "MISS007A", "miss_missing_rhi_accepted"),
    ),
)
