"""Proceedings: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

PRE_PROCEEDINGS = Table(
    name="pre_proceedings",
    source_name="ssd_pre_proceedings",
    meaning="One child's time in pre-proceedings and any care proceedings that followed",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the row", Sensitivity.CHILD, "PREP024A", "prep_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child concerned", Sensitivity.CHILD, "PREP001A", "prep_person_id", required=True, references="person.person_id"),
        Column("plo_family_id", ColumnType.TEXT, "Identifier of the family group whose children go through it together", Sensitivity.CHILD, "PREP002A", "prep_plo_family_id", key=True, required=True),
        Column("pre_pro_decision_date", ColumnType.DATE, "Day it was agreed to begin pre-proceedings", Sensitivity.CHILD, "PREP003A", "prep_pre_pro_decision_date"),
        Column("initial_pre_pro_meeting_date", ColumnType.DATE, "Day of the first meeting with the parents", Sensitivity.CHILD, "PREP004A", "prep_initial_pre_pro_meeting_date"),
        Column("pre_pro_outcome", ColumnType.TEXT, "Whether the council went to court or stepped down; blank while undecided", Sensitivity.CHILD, "PREP005A", "prep_pre_pro_outcome"),
        Column("agree_stepdown_issue_date", ColumnType.DATE, "Day that outcome was agreed", Sensitivity.CHILD, "PREP006A", "prep_agree_stepdown_issue_date"),
        Column("cp_plans_referral_period", ColumnType.INTEGER, "Number of child protection plans since the current referral", Sensitivity.CHILD, "PREP007A", "prep_cp_plans_referral_period"),
        Column("legal_gateway_outcome", ColumnType.TEXT, "What the legal gateway meeting decided: A carry on, B pre-proceedings, C proceedings, D unknown", Sensitivity.CHILD, "PREP008A", "prep_legal_gateway_outcome"),
        Column("prev_pre_proc_child", ColumnType.INTEGER, "Number of earlier times in pre-proceedings in the child's life", Sensitivity.CHILD, "PREP009A", "prep_prev_pre_proc_child"),
        Column("prev_care_proc_child", ColumnType.INTEGER, "Number of earlier care proceedings in the child's life", Sensitivity.CHILD, "PREP010A", "prep_prev_care_proc_child"),
        Column("pre_pro_letter_date", ColumnType.DATE, "Day the letter before proceedings was sent to the parents", Sensitivity.CHILD, "PREP011A", "prep_pre_pro_letter_date"),
        Column("care_pro_letter_date", ColumnType.DATE, "Day the letter announcing proceedings was sent to the parents", Sensitivity.CHILD, "PREP012A", "prep_care_pro_letter_date"),
        Column("pre_pro_meetings_num", ColumnType.INTEGER, "Number of review meetings with the parents after the first", Sensitivity.CHILD, "PREP013A", "prep_pre_pro_meetings_num"),
        Column("pre_pro_parents_legal_rep", ColumnType.FLAG, "Whether the parents had a lawyer in pre-proceedings: Y, N or U", Sensitivity.CHILD, "PREP014A", "prep_pre_pro_parents_legal_rep"),
        Column("parents_legal_rep_point_of_issue", ColumnType.TEXT, "Whether they had one when the case went to court: yes, no, unknown, or not in proceedings; text, because a flag holds three states", Sensitivity.CHILD, "PREP015A", "prep_parents_legal_rep_point_of_issue"),
        Column("court_reference", ColumnType.TEXT, "The court's number for the family's case", Sensitivity.CHILD, "PREP016A", "prep_court_reference"),
        Column("care_proc_court_hearings", ColumnType.INTEGER, "Number of court hearings so far, the first and the final included", Sensitivity.CHILD, "PREP017A", "prep_care_proc_court_hearings"),
        Column("care_proc_short_notice", ColumnType.TEXT, "Whether the court was asked to hear it within days: yes, no, unknown, or not in proceedings; text, because a flag holds three states", Sensitivity.CHILD, "PREP018A", "prep_care_proc_short_notice"),
        Column("proc_short_notice_reason", ColumnType.TEXT, "Main reason for asking at short notice: A immediate safety, B emergency protection, C other", Sensitivity.CHILD, "PREP019A", "prep_proc_short_notice_reason"),
        Column("la_inital_plan_approved", ColumnType.FLAG, "Whether the court approved the council's plan at the first hearing: Y, N or U; the name keeps the Dataset's spelling", Sensitivity.CHILD, "PREP020A", "prep_la_inital_plan_approved"),
        Column("la_initial_care_plan", ColumnType.TEXT, "The plan put to the court at the first hearing, A to G", Sensitivity.CHILD, "PREP021A", "prep_la_initial_care_plan"),
        Column("la_final_plan_approved", ColumnType.FLAG, "Whether the court approved the council's plan at the final hearing: Y, N or U", Sensitivity.CHILD, "PREP022A", "prep_la_final_plan_approved"),
        Column("la_final_care_plan", ColumnType.TEXT, "The plan put to the court at the final hearing, A to G; H where that hearing is yet to come", Sensitivity.CHILD, "PREP023A", "prep_la_final_care_plan"),
    ),
)
