"""Leaving care: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

CARE_LEAVERS = Table(
    name="care_leavers",
    source_name="ssd_care_leavers",
    meaning="One young person's standing as a care leaver",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the care leaver row", Sensitivity.CHILD, "CLEA001A", "clea_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The young person", Sensitivity.CHILD, "CLEA002A", "clea_person_id", required=True, references="person.person_id"),
        Column("care_leaver_eligibility", ColumnType.TEXT, "Relevant, former relevant, eligible, qualifying, or no current eligibility", Sensitivity.CHILD, "CLEA003A", "clea_care_leaver_eligibility"),
        Column("care_leaver_in_touch", ColumnType.TEXT, "Whether the council is in touch: YES, NO, DIED, REFU (declines), NREQ (needs no more help) or RHOM (back with parents)", Sensitivity.CHILD, "CLEA004A", "clea_care_leaver_in_touch"),
        Column("care_leaver_latest_contact", ColumnType.DATE, "Day of the newest contact with the personal adviser; blank when not in touch", Sensitivity.CHILD, "CLEA005A", "clea_care_leaver_latest_contact"),
        Column("care_leaver_accommodation", ColumnType.TEXT, "Kind of home in the department's codes B to Z", Sensitivity.CHILD, "CLEA006A", "clea_care_leaver_accommodation"),
        Column("care_leaver_accom_suitable", ColumnType.TEXT, "Whether the home is suitable: 1 yes, 2 no; text, because councils also write it in words", Sensitivity.CHILD, "CLEA007A", "clea_care_leaver_accom_suitable"),
        Column("care_leaver_activity", ColumnType.TEXT, "Main activity in the department's codes: F1 to F5 full time, P1 to P5 part time, G4 to G6 none", Sensitivity.CHILD, "CLEA008A", "clea_care_leaver_activity"),
        Column("pathway_plan_review_date", ColumnType.DATE, "Day the pathway plan began or was last reviewed, whichever is newer", Sensitivity.CHILD, "CLEA009A", "clea_pathway_plan_review_date"),
        Column("care_leaver_personal_advisor", ColumnType.TEXT, "Name or identifier of the personal adviser; split off on load because most councils write a name", Sensitivity.IDENTITY, "CLEA010A", "clea_care_leaver_personal_advisor"),
        Column("care_leaver_allocated_team", ColumnType.TEXT, "Team responsible for the young person", Sensitivity.CHILD, "CLEA011A", "clea_care_leaver_allocated_team", references="department.team_id"),
        Column("care_leaver_worker_id", ColumnType.TEXT, "Worker responsible for the young person", Sensitivity.CHILD, "CLEA012A", "clea_care_leaver_worker_id", references="professionals.professional_id"),
    ),
)

PERMANENCE = Table(
    name="permanence",
    source_name="ssd_permanence",
    meaning="One child's path to adoption or another permanent home",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the path", Sensitivity.CHILD, "PERM001A", "perm_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child whose path it is; the Dataset points it at an episode, which is a slip for the person", Sensitivity.CHILD, "PERM002A", "perm_person_id", required=True, references="person.person_id"),
        Column("cla_id", ColumnType.TEXT, "The period of care the path belongs to", Sensitivity.CHILD, "PERM022A", "perm_cla_id", references="cla_episodes.cla_id"),
        Column("adm_decision_date", ColumnType.DATE, "Day the agency decision maker decided on adoption", Sensitivity.CHILD, "PERM003A", "perm_adm_decision_date"),
        Column("ffa_cp_decision_date", ColumnType.DATE, "Day it was decided to place with foster carers who may adopt, or by concurrent planning", Sensitivity.CHILD, "PERM004A", "perm_ffa_cp_decision_date"),
        Column("placement_order_date", ColumnType.DATE, "Day the court made the placement order (or, formerly, freed the child)", Sensitivity.CHILD, "PERM006A", "perm_placement_order_date"),
        Column("placed_for_adoption_date", ColumnType.DATE, "Day the child went to live with the adopters, or their foster home became an adoptive one", Sensitivity.CHILD, "PERM007A", "perm_placed_for_adoption_date"),
        Column("matched_date", ColumnType.DATE, "Day the match with the adopters was agreed", Sensitivity.CHILD, "PERM008A", "perm_matched_date"),
        Column("adopted_by_carer_flag", ColumnType.FLAG, "Whether the adopters had been the child's foster carers: Y or N", Sensitivity.CHILD, "PERM021A", "perm_adopted_by_carer_flag"),
        Column("placed_ffa_cp_date", ColumnType.DATE, "Day the child went to foster carers who may adopt, or into concurrent planning", Sensitivity.CHILD, "PERM009A", "perm_placed_ffa_cp_date"),
        Column("decision_reversed_date", ColumnType.DATE, "Day it was decided that adoption is no longer the plan", Sensitivity.CHILD, "PERM010A", "perm_decision_reversed_date"),
        Column("placed_foster_carer_date", ColumnType.DATE, "Day the child first went to the foster carers who later adopted", Sensitivity.CHILD, "PERM011A", "perm_placed_foster_carer_date"),
        Column("part_of_sibling_group", ColumnType.FLAG, "Whether brothers or sisters are part of the plan: Y or N, sent as 1 or 0", Sensitivity.CHILD, "PERM012A", "perm_part_of_sibling_group"),
        Column("siblings_placed_together", ColumnType.INTEGER, "Number of children placed together, this one included", Sensitivity.CHILD, "PERM013A", "perm_siblings_placed_together"),
        Column("siblings_placed_apart", ColumnType.INTEGER, "Number of brothers and sisters placed elsewhere", Sensitivity.CHILD, "PERM014A", "perm_siblings_placed_apart"),
        Column("placement_provider_urn", ColumnType.TEXT, "Ofsted's number of the agency that provides the adoptive placement", Sensitivity.CHILD, "PERM015A", "perm_placement_provider_urn"),
        Column("decision_reversed_reason", ColumnType.TEXT, "Why adoption is no longer the plan, RD1 to RD4", Sensitivity.CHILD, "PERM016A", "perm_decision_reversed_reason"),
        Column("permanence_order_date", ColumnType.DATE, "Day the permanent order was granted, which is the day care ended", Sensitivity.CHILD, "PERM017A", "perm_permanence_order_date"),
        Column("permanence_order_type", ColumnType.TEXT, "Adoption, special guardianship, or child arrangements order", Sensitivity.CHILD, "PERM018A", "perm_permanence_order_type"),
        Column("adoption_worker_id", ColumnType.TEXT, "Social worker for the adoption", Sensitivity.CHILD, "PERM023A", "perm_adoption_worker_id", references="professionals.professional_id"),
        Column("adopter_sex", ColumnType.TEXT, "Who adopts: F1 or M1 alone, FF, MM or MF as a couple", Sensitivity.CHILD, "PERM025A", "perm_adopter_sex"),
        Column("adopter_legal_status", ColumnType.TEXT, "How the adopters live: L0 single, L11 and L12 married, L2 civil partners, L3 and L4 unmarried couple", Sensitivity.CHILD, "PERM026A", "perm_adopter_legal_status"),
        Column("number_of_adopters", ColumnType.TEXT, "One or two adopters; text, as the Dataset declares it", Sensitivity.CHILD, "PERM027A", "perm_number_of_adopters"),
    ),
)
