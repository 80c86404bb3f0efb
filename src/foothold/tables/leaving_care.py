"""Leaving care: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

CARE_LEAVERS = Table(
    name="care_leavers",
    source_name="ssd_care_leavers",
    meaning="Care leavers",
    columns=(
        Column("table_id", ColumnType.TEXT, "Care Leaver Table ID", Sensitivity.CHILD, "CLEA001A", "clea_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CLEA002A", "clea_person_id", required=True, references="person.person_id"),
        Column("care_leaver_eligibility", ColumnType.TEXT, "Eligibility Status/ Category", Sensitivity.CHILD, "CLEA003A", "clea_care_leaver_eligibility"),
        Column("care_leaver_in_touch", ColumnType.TEXT, "In Touch Category", Sensitivity.CHILD, "CLEA004A", "clea_care_leaver_in_touch"),
        Column("care_leaver_latest_contact", ColumnType.DATE, "Latest Date of Contact", Sensitivity.CHILD, "CLEA005A", "clea_care_leaver_latest_contact"),
        Column("care_leaver_accommodation", ColumnType.TEXT, "Accommodation", Sensitivity.CHILD, "CLEA006A", "clea_care_leaver_accommodation"),
        Column("care_leaver_accom_suitable", ColumnType.TEXT, "Suitability of Accommodation", Sensitivity.CHILD, "CLEA007A", "clea_care_leaver_accom_suitable"),
        Column("care_leaver_activity", ColumnType.TEXT, "Activity Status", Sensitivity.CHILD, "CLEA008A", "clea_care_leaver_activity"),
        Column("pathway_plan_review_date", ColumnType.DATE, "Latest Pathway Plan Review Date", Sensitivity.CHILD, "CLEA009A", "clea_pathway_plan_review_date"),
        Column("care_leaver_personal_advisor", ColumnType.TEXT, "Allocated Personal Advisor", Sensitivity.IDENTITY, "CLEA010A", "clea_care_leaver_personal_advisor"),
        Column("care_leaver_allocated_team", ColumnType.TEXT, "Allocated Team", Sensitivity.CHILD, "CLEA011A", "clea_care_leaver_allocated_team", references="department.team_id"),
        Column("care_leaver_worker_id", ColumnType.TEXT, "Allocated Worker ID", Sensitivity.CHILD, "CLEA012A", "clea_care_leaver_worker_id", references="professionals.professional_id"),
    ),
)

PERMANENCE = Table(
    name="permanence",
    source_name="ssd_permanence",
    meaning="Permanence",
    columns=(
        Column("table_id", ColumnType.TEXT, "permanence_table_id", Sensitivity.CHILD, "PERM001A", "perm_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "PERM002A", "perm_person_id", required=True, references="cla_episodes.cla_episode_id"),
        Column("cla_id", ColumnType.TEXT, "CLA Table ID", Sensitivity.CHILD, "PERM022A", "perm_cla_id"),
        Column("adm_decision_date", ColumnType.DATE, "Date of ADM Decision", Sensitivity.CHILD, "PERM003A", "perm_adm_decision_date"),
        Column("ffa_cp_decision_date", ColumnType.DATE, "Date of FFA/ CP Decision", Sensitivity.CHILD, "PERM004A", "perm_ffa_cp_decision_date"),
        Column("placement_order_date", ColumnType.DATE, "Date of Placement/ Freeing Order", Sensitivity.CHILD, "PERM006A", "perm_placement_order_date"),
        Column("placed_for_adoption_date", ColumnType.DATE, "Date Placed for Adoption", Sensitivity.CHILD, "PERM007A", "perm_placed_for_adoption_date"),
        Column("matched_date", ColumnType.DATE, "Date Matched to Prospective Adopters", Sensitivity.CHILD, "PERM008A", "perm_matched_date"),
        Column("adopted_by_carer_flag", ColumnType.FLAG, "Adopted by carer flag", Sensitivity.CHILD, "PERM021A", "perm_adopted_by_carer_flag"),
        Column("placed_ffa_cp_date", ColumnType.DATE, "Date Placed in FFA/ CP Placement", Sensitivity.CHILD, "PERM009A", "perm_placed_ffa_cp_date"),
        Column("decision_reversed_date", ColumnType.DATE, "Date of Decision that Child Should No Longer be Placed for Adoption", Sensitivity.CHILD, "PERM010A", "perm_decision_reversed_date"),
        Column("placed_foster_carer_date", ColumnType.DATE, "Date originally placed with foster carer(s) (if adopted by foster carer/s)", Sensitivity.CHILD, "PERM011A", "perm_placed_foster_carer_date"),
        Column("part_of_sibling_group", ColumnType.FLAG, "Is the child a part of a sibling group?", Sensitivity.CHILD, "PERM012A", "perm_part_of_sibling_group"),
        Column("siblings_placed_together", ColumnType.INTEGER, "Number of children placed, or planned to be placed, for adoption together as sibling group INCLUDING", Sensitivity.CHILD, "PERM013A", "perm_siblings_placed_together"),
        Column("siblings_placed_apart", ColumnType.INTEGER, "Number of siblings placed, or planned to be placed, for adoption separately from the child", Sensitivity.CHILD, "PERM014A", "perm_siblings_placed_apart"),
        Column("placement_provider_urn", ColumnType.TEXT, "URN of the placement provider agency", Sensitivity.CHILD, "PERM015A", "perm_placement_provider_urn"),
        Column("decision_reversed_reason", ColumnType.TEXT, "Reason No Longer Placed for Adoption", Sensitivity.CHILD, "PERM016A", "perm_decision_reversed_reason"),
        Column("permanence_order_date", ColumnType.DATE, "Date of Order", Sensitivity.CHILD, "PERM017A", "perm_permanence_order_date"),
        Column("permanence_order_type", ColumnType.TEXT, "Type of Order", Sensitivity.CHILD, "PERM018A", "perm_permanence_order_type"),
        Column("adoption_worker_id", ColumnType.TEXT, "Adoption social worker", Sensitivity.CHILD, "PERM023A", "perm_adoption_worker_id", references="professionals.professional_id"),
        Column("adopter_sex", ColumnType.TEXT, "Sex of Adopter", Sensitivity.CHILD, "PERM025A", "perm_adopter_sex"),
        Column("adopter_legal_status", ColumnType.TEXT, "Legal status of adopter", Sensitivity.CHILD, "PERM026A", "perm_adopter_legal_status"),
        Column("number_of_adopters", ColumnType.TEXT, "Number of adopters. As A(1)", Sensitivity.CHILD, "PERM027A", "perm_number_of_adopters"),
    ),
)
