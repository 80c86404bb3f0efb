"""Child protection: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

S47_ENQUIRY = Table(
    name="s47_enquiry",
    source_name="ssd_s47_enquiry",
    meaning="S47 enquiry",
    columns=(
        Column("s47_enquiry_id", ColumnType.TEXT, "S47 Enquiry ID", Sensitivity.CHILD, "S47E001A", "s47e_s47_enquiry_id", key=True, required=True),
        Column("referral_id", ColumnType.TEXT, "Referral ID", Sensitivity.CHILD, "S47E010A", "s47e_referral_id", references="cin_episodes.referral_id"),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "S47E002A", "s47e_person_id", required=True, references="person.person_id"),
        Column("s47_start_date", ColumnType.DATE, "S47 Start Date", Sensitivity.CHILD, "S47E004A", "s47e_s47_start_date", required=True),
        Column("s47_end_date", ColumnType.DATE, "S47 End Date", Sensitivity.CHILD, "S47E005A", "s47e_s47_end_date"),
        Column("s47_nfa", ColumnType.FLAG, "S47 NFA", Sensitivity.CHILD, "S47E006A", "s47e_s47_nfa"),
        Column("s47_outcome_json", ColumnType.TEXT, "S47 Outcome", Sensitivity.CHILD, "S47E007A", "s47e_s47_outcome_json"),
        Column("s47_completed_by_worker_id", ColumnType.TEXT, "S47 Enquiries completed by worker", Sensitivity.CHILD, "S47E008A", "s47e_s47_completed_by_worker_id", references="professionals.professional_id"),
        Column("s47_completed_by_team", ColumnType.TEXT, "S47 Enquiries completed by team", Sensitivity.CHILD, "S47E009A", "s47e_s47_completed_by_team", references="department.team_id"),
    ),
)

INITIAL_CP_CONFERENCE = Table(
    name="initial_cp_conference",
    source_name="ssd_initial_cp_conference",
    meaning="Initial cp conference",
    columns=(
        Column("icpc_id", ColumnType.TEXT, "Initial CP Conference ID", Sensitivity.CHILD, "ICPC001A", "icpc_icpc_id", key=True, required=True),
        Column("icpc_meeting_id", ColumnType.TEXT, "Initial CP Conference Meeting ID", Sensitivity.CHILD, "ICPC009A", "icpc_icpc_meeting_id"),
        Column("s47_enquiry_id", ColumnType.TEXT, "S47 Enquiry ID", Sensitivity.CHILD, "ICPC002A", "icpc_s47_enquiry_id", references="s47_enquiry.s47_enquiry_id"),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "ICPC010A", "icpc_person_id", required=True, references="person.person_id"),
        Column("cp_plan_id", ColumnType.TEXT, "CP Plan ID", Sensitivity.CHILD, "ICPC011A", "icpc_cp_plan_id"),
        Column("referral_id", ColumnType.TEXT, "Referral ID", Sensitivity.CHILD, "ICPC012A", "icpc_referral_id", references="cin_episodes.referral_id"),
        Column("icpc_transfer_in", ColumnType.FLAG, "Is this a transferred in ICPC?", Sensitivity.CHILD, "ICPC003A", "icpc_icpc_transfer_in"),
        Column("icpc_target_date", ColumnType.DATE, "Target ICPC date", Sensitivity.CHILD, "ICPC004A", "icpc_icpc_target_date"),
        Column("icpc_date", ColumnType.DATE, "Date of Initial CP Conference", Sensitivity.CHILD, "ICPC005A", "icpc_icpc_date"),
        Column("icpc_outcome_cp_flag", ColumnType.FLAG, "ICPC Outcome CP Flag", Sensitivity.CHILD, "ICPC013A", "icpc_icpc_outcome_cp_flag"),
        Column("icpc_outcome_json", ColumnType.TEXT, "Outcome of Initial CP Conference", Sensitivity.CHILD, "ICPC006A", "icpc_icpc_outcome_json"),
        Column("icpc_team", ColumnType.TEXT, "ICPC Completed by Team", Sensitivity.CHILD, "ICPC007A", "icpc_icpc_team", references="department.team_id"),
        Column("icpc_worker_id", ColumnType.TEXT, "ICPC Completed by Worker", Sensitivity.CHILD, "ICPC008A", "icpc_icpc_worker_id", references="professionals.professional_id"),
    ),
)

CP_PLANS = Table(
    name="cp_plans",
    source_name="ssd_cp_plans",
    meaning="Cp plans",
    columns=(
        Column("cp_plan_id", ColumnType.TEXT, "CP Plan ID", Sensitivity.CHILD, "CPPL001A", "cppl_cp_plan_id", key=True, required=True),
        Column("referral_id", ColumnType.TEXT, "Referral ID", Sensitivity.CHILD, "CPPL007A", "cppl_referral_id"),
        Column("icpc_id", ColumnType.TEXT, "Initial CP Conference ID", Sensitivity.CHILD, "CPPL008A", "cppl_icpc_id", references="initial_cp_conference.icpc_id"),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CPPL002A", "cppl_person_id", required=True, references="person.person_id"),
        Column("cp_plan_start_date", ColumnType.DATE, "CP Plan Start Date", Sensitivity.CHILD, "CPPL003A", "cppl_cp_plan_start_date", required=True),
        Column("cp_plan_end_date", ColumnType.DATE, "CP Plan End Date", Sensitivity.CHILD, "CPPL004A", "cppl_cp_plan_end_date"),
        Column("cp_plan_initial_category", ColumnType.TEXT, "CP Plan Initial Category of Abuse", Sensitivity.CHILD, "CPPL009A", "cppl_cp_plan_initial_category"),
        Column("cp_plan_ola", ColumnType.FLAG, "OLA CP Plan?", Sensitivity.CHILD, "CPPL011A", "cppl_cp_plan_ola"),
        Column("cp_plan_latest_category", ColumnType.TEXT, "CP Plan Latest Category of Abuse", Sensitivity.CHILD, "CPPL010A", "cppl_cp_plan_latest_category"),
    ),
)

CP_VISITS = Table(
    name="cp_visits",
    source_name="ssd_cp_visits",
    meaning="Cp visits",
    columns=(
        Column("cp_visit_id", ColumnType.TEXT, "Casenote ID (Visit record)", Sensitivity.CHILD, "CPPV007A", "cppv_cp_visit_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CPPV008A", "cppv_person_id", required=True, references="cp_plans.person_id"),
        Column("cp_plan_id", ColumnType.TEXT, "CP Plan ID", Sensitivity.CHILD, "CPPV001A", "cppv_cp_plan_id"),
        Column("cp_visit_date", ColumnType.DATE, "Date of Visit", Sensitivity.CHILD, "CPPV003A", "cppv_cp_visit_date", required=True),
        Column("cp_visit_seen", ColumnType.FLAG, "Child Seen", Sensitivity.CHILD, "CPPV004A", "cppv_cp_visit_seen"),
        Column("cp_visit_seen_alone", ColumnType.FLAG, "Child Seen Alone", Sensitivity.CHILD, "CPPV005A", "cppv_cp_visit_seen_alone"),
        Column("cp_visit_bedroom", ColumnType.FLAG, "Child Bedroom Seen", Sensitivity.CHILD, "CPPV006A", "cppv_cp_visit_bedroom"),
    ),
)

CP_REVIEWS = Table(
    name="cp_reviews",
    source_name="ssd_cp_reviews",
    meaning="Cp reviews",
    columns=(
        Column("cp_review_id", ColumnType.TEXT, "Review ID", Sensitivity.CHILD, "CPPR001A", "cppr_cp_review_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CPPR008A", "cppr_person_id", required=True, references="cp_plans.person_id"),
        Column("cp_plan_id", ColumnType.TEXT, "CP Plan ID", Sensitivity.CHILD, "CPPR002A", "cppr_cp_plan_id", references="cp_plans.cp_plan_id"),
        Column("cp_review_due", ColumnType.DATE, "Review Due Date", Sensitivity.CHILD, "CPPR003A", "cppr_cp_review_due"),
        Column("cp_review_date", ColumnType.DATE, "Date of Review", Sensitivity.CHILD, "CPPR004A", "cppr_cp_review_date"),
        Column("cp_review_meeting_id", ColumnType.TEXT, "CP Review Meeting ID", Sensitivity.CHILD, "CPPR009A", "cppr_cp_review_meeting_id"),
        Column("cp_review_outcome_continue_cp", ColumnType.FLAG, "CP Plan to Continue?", Sensitivity.CHILD, "CPPR005A", "cppr_cp_review_outcome_continue_cp"),
        Column("cp_review_quorate", ColumnType.TEXT, "Quorate?", Sensitivity.CHILD, "CPPR006A", "cppr_cp_review_quorate"),
        Column("cp_review_participation", ColumnType.TEXT, "Child Participation at Review", Sensitivity.CHILD, "CPPR007A", "cppr_cp_review_participation"),
    ),
)
