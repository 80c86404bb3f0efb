"""Child in need: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

CIN_EPISODES = Table(
    name="cin_episodes",
    source_name="ssd_cin_episodes",
    meaning="Cin episodes",
    columns=(
        Column("referral_id", ColumnType.TEXT, "CIN Referral ID", Sensitivity.CHILD, "CINE001A", "cine_referral_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CINE002A", "cine_person_id", required=True, references="person.person_id"),
        Column("referral_date", ColumnType.DATE, "CIN Referral Date", Sensitivity.CHILD, "CINE003A", "cine_referral_date", required=True),
        Column("cin_primary_need_code", ColumnType.TEXT, "CIN Primary Need Code", Sensitivity.CHILD, "CINE010A", "cine_cin_primary_need_code"),
        Column("referral_source_code", ColumnType.TEXT, "CIN Referral Source code", Sensitivity.CHILD, "CINE004A", "cine_referral_source_code"),
        Column("referral_source_desc", ColumnType.TEXT, "CIN Referral Source description", Sensitivity.CHILD, "CINE012A", "cine_referral_source_desc"),
        Column("referral_outcome_json", ColumnType.TEXT, "CIN Referral Outcome", Sensitivity.CHILD, "CINE005A", "cine_referral_outcome_json"),
        Column("referral_nfa", ColumnType.FLAG, "CIN Referral NFA Flag", Sensitivity.CHILD, "CINE011A", "cine_referral_nfa"),
        Column("close_reason", ColumnType.TEXT, "CIN Closure Reason", Sensitivity.CHILD, "CINE006A", "cine_close_reason"),
        Column("close_date", ColumnType.DATE, "CIN Closure Date", Sensitivity.CHILD, "CINE007A", "cine_close_date"),
        Column("referral_team", ColumnType.TEXT, "CIN Referral Completed by Team", Sensitivity.CHILD, "CINE008A", "cine_referral_team", references="department.team_id"),
        Column("referral_worker_id", ColumnType.TEXT, "CIN Referral Completed by Worker Name", Sensitivity.CHILD, "CINE009A", "cine_referral_worker_id", references="professionals.professional_id"),
    ),
)

CIN_ASSESSMENTS = Table(
    name="cin_assessments",
    source_name="ssd_cin_assessments",
    meaning="Cin assessments",
    columns=(
        Column("assessment_id", ColumnType.TEXT, "Assessment ID", Sensitivity.CHILD, "CINA001A", "cina_assessment_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CINA002A", "cina_person_id", required=True, references="person.person_id"),
        Column("referral_id", ColumnType.TEXT, "Referral ID", Sensitivity.CHILD, "CINA010A", "cina_referral_id", references="cin_episodes.referral_id"),
        Column("assessment_start_date", ColumnType.DATE, "Assessment Start Date", Sensitivity.CHILD, "CINA003A", "cina_assessment_start_date", required=True),
        Column("assessment_child_seen", ColumnType.FLAG, "Child Seen During Assessment", Sensitivity.CHILD, "CINA004A", "cina_assessment_child_seen"),
        Column("assessment_auth_date", ColumnType.DATE, "Assessment Authorised Date", Sensitivity.CHILD, "CINA005A", "cina_assessment_auth_date"),
        Column("assessment_outcome_json", ColumnType.TEXT, "Assessment Outcome", Sensitivity.CHILD, "CINA006A", "cina_assessment_outcome_json"),
        Column("assessment_outcome_nfa", ColumnType.FLAG, "Assessment NFA", Sensitivity.CHILD, "CINA009A", "cina_assessment_outcome_nfa"),
        Column("assessment_team", ColumnType.TEXT, "Assessment Completed by Team", Sensitivity.CHILD, "CINA007A", "cina_assessment_team", references="department.team_id"),
        Column("assessment_worker_id", ColumnType.TEXT, "Assessment Completed by Worker name", Sensitivity.CHILD, "CINA008A", "cina_assessment_worker_id", references="professionals.professional_id"),
    ),
)

ASSESSMENT_FACTORS = Table(
    name="assessment_factors",
    source_name="ssd_assessment_factors",
    meaning="Assessment factors",
    columns=(
        Column("table_id", ColumnType.TEXT, "Assessment Factors Table ID", Sensitivity.CHILD, "CINF003A", "cinf_table_id", key=True, required=True),
        Column("assessment_id", ColumnType.TEXT, "Assessment ID", Sensitivity.CHILD, "CINF001A", "cinf_assessment_id", required=True, references="cin_assessments.assessment_id"),
        Column("assessment_factors_json", ColumnType.TEXT, "Assessment Factors", Sensitivity.CHILD, "CINF002A", "cinf_assessment_factors_json"),
    ),
)

CIN_PLANS = Table(
    name="cin_plans",
    source_name="ssd_cin_plans",
    meaning="Cin plans",
    columns=(
        Column("cin_plan_id", ColumnType.TEXT, "CIN Plan ID", Sensitivity.CHILD, "CINP001A", "cinp_cin_plan_id", key=True, required=True),
        Column("referral_id", ColumnType.TEXT, "Referral ID", Sensitivity.CHILD, "CINP007A", "cinp_referral_id", references="cin_episodes.referral_id"),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CINP002A", "cinp_person_id", required=True, references="person.person_id"),
        Column("cin_plan_start_date", ColumnType.DATE, "CIN Plan Start Date", Sensitivity.CHILD, "CINP003A", "cinp_cin_plan_start_date", required=True),
        Column("cin_plan_end_date", ColumnType.DATE, "CIN Plan End Date", Sensitivity.CHILD, "CINP004A", "cinp_cin_plan_end_date"),
        Column("cin_plan_team", ColumnType.TEXT, "CIN Plan Allocated Team", Sensitivity.CHILD, "CINP005A", "cinp_cin_plan_team", references="department.team_id"),
        Column("cin_plan_worker_id", ColumnType.TEXT, "CIN Plan Worker Name", Sensitivity.CHILD, "CINP006A", "cinp_cin_plan_worker_id", references="professionals.professional_id"),
    ),
)

CIN_VISITS = Table(
    name="cin_visits",
    source_name="ssd_cin_visits",
    meaning="Cin visits",
    columns=(
        Column("cin_visit_id", ColumnType.TEXT, "CIN Visit ID", Sensitivity.CHILD, "CINV001A", "cinv_cin_visit_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CINV007A", "cinv_person_id", required=True, references="cin_episodes.person_id"),
        Column("cin_visit_date", ColumnType.DATE, "CIN Visit Date", Sensitivity.CHILD, "CINV003A", "cinv_cin_visit_date", required=True),
        Column("cin_visit_seen", ColumnType.FLAG, "Child Seen", Sensitivity.CHILD, "CINV004A", "cinv_cin_visit_seen"),
        Column("cin_visit_seen_alone", ColumnType.FLAG, "Child Seen Alone", Sensitivity.CHILD, "CINV005A", "cinv_cin_visit_seen_alone"),
        Column("cin_visit_bedroom", ColumnType.FLAG, "Child Bedroom Seen", Sensitivity.CHILD, "CINV006A", "cinv_cin_visit_bedroom"),
    ),
)
