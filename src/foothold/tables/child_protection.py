"""Child protection: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

S47_ENQUIRY = Table(
    name="s47_enquiry",
    source_name="ssd_s47_enquiry",
    meaning="One enquiry under section 47 of the Children Act 1989 into whether a child suffers significant harm",
    columns=(
        Column("s47_enquiry_id", ColumnType.TEXT, "Identifier of the enquiry", Sensitivity.CHILD, "S47E001A", "s47e_s47_enquiry_id", key=True, required=True),
        Column("referral_id", ColumnType.TEXT, "The case within which the enquiry was made", Sensitivity.CHILD, "S47E010A", "s47e_referral_id", references="cin_episodes.referral_id"),
        Column("person_id", ColumnType.TEXT, "The child the enquiry is about", Sensitivity.CHILD, "S47E002A", "s47e_person_id", required=True, references="person.person_id"),
        Column("s47_start_date", ColumnType.DATE, "Day of the strategy discussion that began the enquiry", Sensitivity.CHILD, "S47E004A", "s47e_s47_start_date", required=True),
        Column("s47_end_date", ColumnType.DATE, "Day the finished enquiry was authorised; blank while it is under way", Sensitivity.CHILD, "S47E005A", "s47e_s47_end_date"),
        Column("s47_nfa", ColumnType.FLAG, "Whether it led to no further action: Y or N", Sensitivity.CHILD, "S47E006A", "s47e_s47_nfa"),
        Column("s47_outcome_json", ColumnType.TEXT, "What the enquiry led to, as a JSON text of Y and N flags; the worker's comments in it are dropped on load", Sensitivity.CHILD, "S47E007A", "s47e_s47_outcome_json", drops=("OUTCOME_COMMENTS",)),
        Column("s47_completed_by_worker_id", ColumnType.TEXT, "Worker who completed the enquiry", Sensitivity.CHILD, "S47E008A", "s47e_s47_completed_by_worker_id", references="professionals.professional_id"),
        Column("s47_completed_by_team", ColumnType.TEXT, "Team that completed the enquiry", Sensitivity.CHILD, "S47E009A", "s47e_s47_completed_by_team", references="department.team_id"),
    ),
)

INITIAL_CP_CONFERENCE = Table(
    name="initial_cp_conference",
    source_name="ssd_initial_cp_conference",
    meaning="One initial child protection conference about one child",
    columns=(
        Column("icpc_id", ColumnType.TEXT, "Identifier of the conference for this child", Sensitivity.CHILD, "ICPC001A", "icpc_icpc_id", key=True, required=True),
        Column("icpc_meeting_id", ColumnType.TEXT, "Identifier of the meeting, shared by brothers and sisters considered together", Sensitivity.CHILD, "ICPC009A", "icpc_icpc_meeting_id"),
        Column("s47_enquiry_id", ColumnType.TEXT, "The enquiry that led to the conference", Sensitivity.CHILD, "ICPC002A", "icpc_s47_enquiry_id", references="s47_enquiry.s47_enquiry_id"),
        Column("person_id", ColumnType.TEXT, "The child the conference is about", Sensitivity.CHILD, "ICPC010A", "icpc_person_id", required=True, references="person.person_id"),
        Column("cp_plan_id", ColumnType.TEXT, "The child protection plan that came of it, if one did", Sensitivity.CHILD, "ICPC011A", "icpc_cp_plan_id", references="cp_plans.cp_plan_id"),
        Column("referral_id", ColumnType.TEXT, "The case within which the conference was held", Sensitivity.CHILD, "ICPC012A", "icpc_referral_id", references="cin_episodes.referral_id"),
        Column("icpc_transfer_in", ColumnType.FLAG, "Whether it was held because a child on a plan moved in from elsewhere: Y or N", Sensitivity.CHILD, "ICPC003A", "icpc_icpc_transfer_in"),
        Column("icpc_target_date", ColumnType.DATE, "Last day in time: 15 working days after the strategy discussion", Sensitivity.CHILD, "ICPC004A", "icpc_icpc_target_date"),
        Column("icpc_date", ColumnType.DATE, "Day the conference was held; blank until then", Sensitivity.CHILD, "ICPC005A", "icpc_icpc_date"),
        Column("icpc_outcome_cp_flag", ColumnType.FLAG, "Whether it decided on a child protection plan: Y or N", Sensitivity.CHILD, "ICPC013A", "icpc_icpc_outcome_cp_flag"),
        Column("icpc_outcome_json", ColumnType.TEXT, "What the conference decided, as a JSON text of Y and N flags; the worker's comments in it are dropped on load", Sensitivity.CHILD, "ICPC006A", "icpc_icpc_outcome_json", drops=("COMMENTS",)),
        Column("icpc_team", ColumnType.TEXT, "Team that arranged the conference", Sensitivity.CHILD, "ICPC007A", "icpc_icpc_team", references="department.team_id"),
        Column("icpc_worker_id", ColumnType.TEXT, "Worker who arranged the conference", Sensitivity.CHILD, "ICPC008A", "icpc_icpc_worker_id", references="professionals.professional_id"),
    ),
)

CP_PLANS = Table(
    name="cp_plans",
    source_name="ssd_cp_plans",
    meaning="One child protection plan of one child",
    columns=(
        Column("cp_plan_id", ColumnType.TEXT, "Identifier of the plan", Sensitivity.CHILD, "CPPL001A", "cppl_cp_plan_id", key=True, required=True),
        Column("referral_id", ColumnType.TEXT, "The case the plan belongs to", Sensitivity.CHILD, "CPPL007A", "cppl_referral_id", references="cin_episodes.referral_id"),
        Column("icpc_id", ColumnType.TEXT, "The conference that decided on the plan", Sensitivity.CHILD, "CPPL008A", "cppl_icpc_id", references="initial_cp_conference.icpc_id"),
        Column("person_id", ColumnType.TEXT, "The child whom the plan protects", Sensitivity.CHILD, "CPPL002A", "cppl_person_id", required=True, references="person.person_id"),
        Column("cp_plan_start_date", ColumnType.DATE, "Day the plan began", Sensitivity.CHILD, "CPPL003A", "cppl_cp_plan_start_date", required=True),
        Column("cp_plan_end_date", ColumnType.DATE, "Day the plan ended; blank while it runs", Sensitivity.CHILD, "CPPL004A", "cppl_cp_plan_end_date"),
        Column("cp_plan_initial_category", ColumnType.TEXT, "Category of abuse at the start: neglect, physical, sexual, emotional or multiple", Sensitivity.CHILD, "CPPL009A", "cppl_cp_plan_initial_category"),
        Column("cp_plan_ola", ColumnType.FLAG, "Whether the plan is another council's, for a child who lives here: Y or N", Sensitivity.CHILD, "CPPL011A", "cppl_cp_plan_ola"),
        Column("cp_plan_latest_category", ColumnType.TEXT, "Category of abuse at the newest review, in the same words as at the start", Sensitivity.CHILD, "CPPL010A", "cppl_cp_plan_latest_category"),
    ),
)

CP_VISITS = Table(
    name="cp_visits",
    source_name="ssd_cp_visits",
    meaning="One visit to a child who has a child protection plan",
    columns=(
        Column("cp_visit_id", ColumnType.TEXT, "Identifier of the visit", Sensitivity.CHILD, "CPPV007A", "cppv_cp_visit_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child who was visited", Sensitivity.CHILD, "CPPV008A", "cppv_person_id", required=True, references="cp_plans.person_id"),
        Column("cp_plan_id", ColumnType.TEXT, "The plan the visit belongs to", Sensitivity.CHILD, "CPPV001A", "cppv_cp_plan_id", references="cp_plans.cp_plan_id"),
        Column("cp_visit_date", ColumnType.DATE, "Day of the visit", Sensitivity.CHILD, "CPPV003A", "cppv_cp_visit_date", required=True),
        Column("cp_visit_seen", ColumnType.FLAG, "Whether the child was seen: Y or N; the Dataset does not say whether in person or by video", Sensitivity.CHILD, "CPPV004A", "cppv_cp_visit_seen"),
        Column("cp_visit_seen_alone", ColumnType.FLAG, "Whether the child was seen without the carers: Y or N", Sensitivity.CHILD, "CPPV005A", "cppv_cp_visit_seen_alone"),
        Column("cp_visit_bedroom", ColumnType.FLAG, "Whether the child's bedroom was looked at: Y or N", Sensitivity.CHILD, "CPPV006A", "cppv_cp_visit_bedroom"),
    ),
)

CP_REVIEWS = Table(
    name="cp_reviews",
    source_name="ssd_cp_reviews",
    meaning="One review conference of one child protection plan",
    columns=(
        Column("cp_review_id", ColumnType.TEXT, "Identifier of the review", Sensitivity.CHILD, "CPPR001A", "cppr_cp_review_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child whose plan was reviewed", Sensitivity.CHILD, "CPPR008A", "cppr_person_id", required=True, references="cp_plans.person_id"),
        Column("cp_plan_id", ColumnType.TEXT, "The plan that was reviewed", Sensitivity.CHILD, "CPPR002A", "cppr_cp_plan_id", references="cp_plans.cp_plan_id"),
        Column("cp_review_due", ColumnType.DATE, "Last day by which the review had to be held", Sensitivity.CHILD, "CPPR003A", "cppr_cp_review_due"),
        Column("cp_review_date", ColumnType.DATE, "Day the review was held; blank until then", Sensitivity.CHILD, "CPPR004A", "cppr_cp_review_date"),
        Column("cp_review_meeting_id", ColumnType.TEXT, "Identifier of the meeting, shared by brothers and sisters reviewed together", Sensitivity.CHILD, "CPPR009A", "cppr_cp_review_meeting_id"),
        Column("cp_review_outcome_continue_cp", ColumnType.FLAG, "Whether the review kept the plan in force: Y or N", Sensitivity.CHILD, "CPPR005A", "cppr_cp_review_outcome_continue_cp"),
        Column("cp_review_quorate", ColumnType.TEXT, "Whether enough agencies took part to decide; a wide text in the Dataset, so kept as given and not read as a flag", Sensitivity.CHILD, "CPPR006A", "cppr_cp_review_quorate"),
        Column("cp_review_participation", ColumnType.TEXT, "How the child took part, PN0 to PN7", Sensitivity.CHILD, "CPPR007A", "cppr_cp_review_participation"),
    ),
)
