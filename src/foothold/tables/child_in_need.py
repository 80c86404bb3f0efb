"""Child in need: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

CIN_EPISODES = Table(
    name="cin_episodes",
    source_name="ssd_cin_episodes",
    meaning="One referral accepted for one child, and the case it opened until that case was closed",
    columns=(
        Column("referral_id", ColumnType.TEXT, "Identifier of the referral and of the case it opened", Sensitivity.CHILD, "CINE001A", "cine_referral_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child who was referred", Sensitivity.CHILD, "CINE002A", "cine_person_id", required=True, references="person.person_id"),
        Column("referral_date", ColumnType.DATE, "Day the referral takes effect, from which statutory clocks run", Sensitivity.CHILD, "CINE003A", "cine_referral_date", required=True),
        Column("cin_primary_need_code", ColumnType.TEXT, "Main reason for the service, N1 to N9, or N0 where not stated", Sensitivity.CHILD, "CINE010A", "cine_cin_primary_need_code"),
        Column("referral_source_code", ColumnType.TEXT, "Who referred, in the census's source codes (1A, 2B, 6, ...)", Sensitivity.CHILD, "CINE004A", "cine_referral_source_code"),
        Column("referral_source_desc", ColumnType.TEXT, "Who referred, in the council's words", Sensitivity.CHILD, "CINE012A", "cine_referral_source_desc"),
        Column("referral_outcome_json", ColumnType.TEXT, "What was decided about the referral, as a JSON text of Y and N flags (assessment, strategy discussion, ...)", Sensitivity.CHILD, "CINE005A", "cine_referral_outcome_json"),
        Column("referral_nfa", ColumnType.FLAG, "Whether the referral ended without further action: Y or N", Sensitivity.CHILD, "CINE011A", "cine_referral_nfa"),
        Column("close_reason", ColumnType.TEXT, "Why the case was closed, RC1 to RC9", Sensitivity.CHILD, "CINE006A", "cine_close_reason"),
        Column("close_date", ColumnType.DATE, "Day the case was closed; blank while it is open", Sensitivity.CHILD, "CINE007A", "cine_close_date"),
        Column("referral_team", ColumnType.TEXT, "Team that dealt with the referral", Sensitivity.CHILD, "CINE008A", "cine_referral_team", references="department.team_id"),
        Column("referral_worker_id", ColumnType.TEXT, "Worker who dealt with the referral", Sensitivity.CHILD, "CINE009A", "cine_referral_worker_id", references="professionals.professional_id"),
    ),
)

CIN_ASSESSMENTS = Table(
    name="cin_assessments",
    source_name="ssd_cin_assessments",
    meaning="One continuous assessment of one child's needs",
    columns=(
        Column("assessment_id", ColumnType.TEXT, "Identifier of the assessment", Sensitivity.CHILD, "CINA001A", "cina_assessment_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child who is assessed", Sensitivity.CHILD, "CINA002A", "cina_person_id", required=True, references="person.person_id"),
        Column("referral_id", ColumnType.TEXT, "The case within which the assessment was made", Sensitivity.CHILD, "CINA010A", "cina_referral_id", references="cin_episodes.referral_id"),
        Column("assessment_start_date", ColumnType.DATE, "Day the assessment began", Sensitivity.CHILD, "CINA003A", "cina_assessment_start_date", required=True),
        Column("assessment_child_seen", ColumnType.FLAG, "Whether the child was seen in the course of it: Y, N or U", Sensitivity.CHILD, "CINA004A", "cina_assessment_child_seen"),
        Column("assessment_auth_date", ColumnType.DATE, "Day a manager authorised the finished assessment; blank while it is under way", Sensitivity.CHILD, "CINA005A", "cina_assessment_auth_date"),
        Column("assessment_outcome_json", ColumnType.TEXT, "What the assessment led to, as a JSON text of Y and N flags; the worker's comments in it are dropped on load", Sensitivity.CHILD, "CINA006A", "cina_assessment_outcome_json", drops=("COMMENTS",)),
        Column("assessment_outcome_nfa", ColumnType.FLAG, "Whether it led to no further action: Y or N", Sensitivity.CHILD, "CINA009A", "cina_assessment_outcome_nfa"),
        Column("assessment_team", ColumnType.TEXT, "Team that made the assessment", Sensitivity.CHILD, "CINA007A", "cina_assessment_team", references="department.team_id"),
        Column("assessment_worker_id", ColumnType.TEXT, "Worker who made the assessment", Sensitivity.CHILD, "CINA008A", "cina_assessment_worker_id", references="professionals.professional_id"),
    ),
)

ASSESSMENT_FACTORS = Table(
    name="assessment_factors",
    source_name="ssd_assessment_factors",
    meaning="The factors found by the end of one assessment",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the set of factors", Sensitivity.CHILD, "CINF003A", "cinf_table_id", key=True, required=True),
        Column("assessment_id", ColumnType.TEXT, "The assessment that found them", Sensitivity.CHILD, "CINF001A", "cinf_assessment_id", required=True, references="cin_assessments.assessment_id"),
        Column("assessment_factors_json", ColumnType.TEXT, "Codes of the factors present (1A, 2B, 3A, ...), as a JSON list or object; they tell of health, drink, drugs and violence at home", Sensitivity.SPECIAL, "CINF002A", "cinf_assessment_factors_json"),
    ),
)

CIN_PLANS = Table(
    name="cin_plans",
    source_name="ssd_cin_plans",
    meaning="One child in need plan of one child",
    columns=(
        Column("cin_plan_id", ColumnType.TEXT, "Identifier of the plan", Sensitivity.CHILD, "CINP001A", "cinp_cin_plan_id", key=True, required=True),
        Column("referral_id", ColumnType.TEXT, "The case the plan belongs to", Sensitivity.CHILD, "CINP007A", "cinp_referral_id", references="cin_episodes.referral_id"),
        Column("person_id", ColumnType.TEXT, "The child whose plan it is", Sensitivity.CHILD, "CINP002A", "cinp_person_id", required=True, references="person.person_id"),
        Column("cin_plan_start_date", ColumnType.DATE, "Day the plan took effect", Sensitivity.CHILD, "CINP003A", "cinp_cin_plan_start_date", required=True),
        Column("cin_plan_end_date", ColumnType.DATE, "Day the plan ended; blank while it runs", Sensitivity.CHILD, "CINP004A", "cinp_cin_plan_end_date"),
        Column("cin_plan_team", ColumnType.TEXT, "Team responsible for the plan", Sensitivity.CHILD, "CINP005A", "cinp_cin_plan_team", references="department.team_id"),
        Column("cin_plan_worker_id", ColumnType.TEXT, "Worker responsible for the plan", Sensitivity.CHILD, "CINP006A", "cinp_cin_plan_worker_id", references="professionals.professional_id"),
    ),
)

CIN_VISITS = Table(
    name="cin_visits",
    source_name="ssd_cin_visits",
    meaning="One visit to a child under a child in need plan",
    columns=(
        Column("cin_visit_id", ColumnType.TEXT, "Identifier of the visit", Sensitivity.CHILD, "CINV001A", "cinv_cin_visit_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child who was visited", Sensitivity.CHILD, "CINV007A", "cinv_person_id", required=True, references="cin_episodes.person_id"),
        Column("cin_visit_date", ColumnType.DATE, "Day of the visit", Sensitivity.CHILD, "CINV003A", "cinv_cin_visit_date", required=True),
        Column("cin_visit_seen", ColumnType.FLAG, "Whether the child was seen: Y or N; the Dataset does not say whether in person or by video", Sensitivity.CHILD, "CINV004A", "cinv_cin_visit_seen"),
        Column("cin_visit_seen_alone", ColumnType.FLAG, "Whether the child was seen without the carers: Y or N", Sensitivity.CHILD, "CINV005A", "cinv_cin_visit_seen_alone"),
        Column("cin_visit_bedroom", ColumnType.FLAG, "Whether the child's bedroom was looked at: Y or N", Sensitivity.CHILD, "CINV006A", "cinv_cin_visit_bedroom"),
    ),
)
