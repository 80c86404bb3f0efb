"""Proceedings: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

PRE_PROCEEDINGS = Table(
    name="pre_proceedings",
    source_name="ssd_pre_proceedings",
    meaning="Pre proceedings",
    columns=(
        Column("table_id", ColumnType.TEXT, "Pre-proceedings table row ID", Sensitivity.CHILD, "PREP024A", "prep_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "PREP001A", "prep_person_id", required=True, references="person.person_id"),
        Column("plo_family_id", ColumnType.TEXT, "PLO Family ID", Sensitivity.CHILD, "PREP002A", "prep_plo_family_id", key=True, required=True),
        Column("pre_pro_decision_date", ColumnType.DATE, "Date decision made to enter Pre Proceedings", Sensitivity.CHILD, "PREP003A", "prep_pre_pro_decision_date"),
        Column("initial_pre_pro_meeting_date", ColumnType.DATE, "Date of Initial Pre Proceedings Meeting", Sensitivity.CHILD, "PREP004A", "prep_initial_pre_pro_meeting_date"),
        Column("pre_pro_outcome", ColumnType.TEXT, "What is the Outcome of Pre-Proceedings", Sensitivity.CHILD, "PREP005A", "prep_pre_pro_outcome"),
        Column("agree_stepdown_issue_date", ColumnType.DATE, "Date Agreed to Step down/issue", Sensitivity.CHILD, "PREP006A", "prep_agree_stepdown_issue_date"),
        Column("cp_plans_referral_period", ColumnType.INTEGER, "How many times has the child been subject to a Child Protection Plan during this referral period?", Sensitivity.CHILD, "PREP007A", "prep_cp_plans_referral_period"),
        Column("legal_gateway_outcome", ColumnType.TEXT, "What was the outcome of legal gateway / panel / meeting after panel?", Sensitivity.CHILD, "PREP008A", "prep_legal_gateway_outcome"),
        Column("prev_pre_proc_child", ColumnType.INTEGER, "How many previous periods of pre-proceedings have there been in the child’s lifetime?", Sensitivity.CHILD, "PREP009A", "prep_prev_pre_proc_child"),
        Column("prev_care_proc_child", ColumnType.INTEGER, "How many previous periods of care proceedings have there been in the child’s lifetime?", Sensitivity.CHILD, "PREP010A", "prep_prev_care_proc_child"),
        Column("pre_pro_letter_date", ColumnType.DATE, "What is the date that the pre-proceedings letter and plan was sent to parents?", Sensitivity.CHILD, "PREP011A", "prep_pre_pro_letter_date"),
        Column("care_pro_letter_date", ColumnType.DATE, "What is the date that the letter to issue care proceedings was sent to parents?", Sensitivity.CHILD, "PREP012A", "prep_care_pro_letter_date"),
        Column("pre_pro_meetings_num", ColumnType.INTEGER, "How many review pre-proceeding meetings have been held with parents following the initial meeting?", Sensitivity.CHILD, "PREP013A", "prep_pre_pro_meetings_num"),
        Column("pre_pro_parents_legal_rep", ColumnType.FLAG, "Did parents have legal representation during pre-proceedings?", Sensitivity.CHILD, "PREP014A", "prep_pre_pro_parents_legal_rep"),
        Column("parents_legal_rep_point_of_issue", ColumnType.TEXT, "Did parents have legal representation at the point of issue?", Sensitivity.CHILD, "PREP015A", "prep_parents_legal_rep_point_of_issue"),
        Column("court_reference", ColumnType.TEXT, "If in Care Proceedings, what is the Court reference number?", Sensitivity.CHILD, "PREP016A", "prep_court_reference"),
        Column("care_proc_court_hearings", ColumnType.INTEGER, "How many Court hearings have taken place whilst in care proceedings?", Sensitivity.CHILD, "PREP017A", "prep_care_proc_court_hearings"),
        Column("care_proc_short_notice", ColumnType.FLAG, "Were Care Proceedings issued on a short notice application?", Sensitivity.CHILD, "PREP018A", "prep_care_proc_short_notice"),
        Column("proc_short_notice_reason", ColumnType.TEXT, "What was the reason for any short notice applications?", Sensitivity.CHILD, "PREP019A", "prep_proc_short_notice_reason"),
        Column("la_inital_plan_approved", ColumnType.FLAG, "Was the LA’s initial plan approved at the initial hearing?", Sensitivity.CHILD, "PREP020A", "prep_la_inital_plan_approved"),
        Column("la_initial_care_plan", ColumnType.TEXT, "What was the LA’s initial care plan for the child at the initial hearing?", Sensitivity.CHILD, "PREP021A", "prep_la_initial_care_plan"),
        Column("la_final_plan_approved", ColumnType.FLAG, "Was the LA’s final plan approved at the final hearing?", Sensitivity.CHILD, "PREP022A", "prep_la_final_plan_approved"),
        Column("la_final_care_plan", ColumnType.TEXT, "What was the LA’s final care plan for the child at the final hearing?", Sensitivity.CHILD, "PREP023A", "prep_la_final_care_plan"),
    ),
)
