"""Special needs: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

SEND = Table(
    name="send",
    source_name="ssd_send",
    meaning="One child or young person known to special educational needs services",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the row", Sensitivity.CHILD, "SEND001A", "send_table_id", key=True, required=True),
        Column("upn", ColumnType.TEXT, "Unique pupil number; split off on load", Sensitivity.IDENTITY, "SEND002A", "send_upn"),
        Column("uln", ColumnType.TEXT, "Unique learner number; split off on load", Sensitivity.IDENTITY, "SEND003A", "send_uln"),
        Column("upn_unknown", ColumnType.TEXT, "Why there is neither number, UN1 to UN5", Sensitivity.CHILD, "SEND004A", "send_upn_unknown"),
        Column("person_id", ColumnType.TEXT, "The child or young person", Sensitivity.CHILD, "SEND005A", "send_person_id", required=True, references="person.person_id"),
    ),
)

EHCP_REQUESTS = Table(
    name="ehcp_requests",
    source_name="ssd_ehcp_requests",
    meaning="One request to assess a child for an education, health and care plan",
    columns=(
        Column("ehcp_request_id", ColumnType.TEXT, "Identifier of the request", Sensitivity.CHILD, "EHCR001A", "ehcr_ehcp_request_id", key=True, required=True),
        Column("send_table_id", ColumnType.TEXT, "The child's row in the special educational needs table", Sensitivity.CHILD, "EHCR002A", "ehcr_send_table_id", references="send.table_id"),
        Column("ehcp_req_date", ColumnType.DATE, "Day the request came in, from which 20 weeks run", Sensitivity.CHILD, "EHCR003A", "ehcr_ehcp_req_date"),
        Column("ehcp_req_outcome_date", ColumnType.DATE, "Day the requester was told the decision", Sensitivity.CHILD, "EHCR004A", "ehcr_ehcp_req_outcome_date"),
        Column("ehcp_req_outcome", ColumnType.TEXT, "What was decided: Y assess, N not, A awaited, W withdrawn, H decided in an earlier period", Sensitivity.CHILD, "EHCR005A", "ehcr_ehcp_req_outcome"),
    ),
)

EHCP_ASSESSMENT = Table(
    name="ehcp_assessment",
    source_name="ssd_ehcp_assessment",
    meaning="One assessment for an education, health and care plan",
    columns=(
        Column("ehcp_assessment_id", ColumnType.TEXT, "Identifier of the assessment", Sensitivity.CHILD, "EHCA001A", "ehca_ehcp_assessment_id", key=True, required=True),
        Column("ehcp_request_id", ColumnType.TEXT, "The request that led to it", Sensitivity.CHILD, "EHCA002A", "ehca_ehcp_request_id", references="ehcp_requests.ehcp_request_id"),
        Column("ehcp_assessment_outcome_date", ColumnType.DATE, "Day the plan was issued or refused", Sensitivity.CHILD, "EHCA003A", "ehca_ehcp_assessment_outcome_date"),
        Column("ehcp_assessment_outcome", ColumnType.TEXT, "What was decided: Y issue a plan, N not, A awaited, W withdrawn, H decided in an earlier period", Sensitivity.CHILD, "EHCA004A", "ehca_ehcp_assessment_outcome"),
        Column("ehcp_assessment_exceptions", ColumnType.TEXT, "Whether a lawful exception to the 20 weeks applies: 1 yes, 0 no; text, as the Dataset declares it", Sensitivity.CHILD, "EHCA005A", "ehca_ehcp_assessment_exceptions"),
    ),
)

EHCP_NAMED_PLAN = Table(
    name="ehcp_named_plan",
    source_name="ssd_ehcp_named_plan",
    meaning="One education, health and care plan that names a school or college",
    columns=(
        Column("named_plan_id", ColumnType.TEXT, "Identifier of the named plan", Sensitivity.CHILD, "EHCN001A", "ehcn_named_plan_id", key=True, required=True),
        Column("ehcp_asmt_id", ColumnType.TEXT, "The assessment it came from", Sensitivity.CHILD, "EHCN002A", "ehcn_ehcp_asmt_id", references="ehcp_assessment.ehcp_assessment_id"),
        Column("named_plan_start_date", ColumnType.DATE, "Day the plan began", Sensitivity.CHILD, "EHCN003A", "ehcn_named_plan_start_date"),
        Column("named_plan_ceased_date", ColumnType.DATE, "Day the plan ended or passed to another council; blank while it runs", Sensitivity.CHILD, "EHCN004A", "ehcn_named_plan_ceased_date"),
        Column("named_plan_ceased_reason", ColumnType.TEXT, "Why the plan ended, 1 to 9", Sensitivity.CHILD, "EHCN005A", "ehcn_named_plan_ceased_reason"),
    ),
)

EHCP_ACTIVE_PLANS = Table(
    name="ehcp_active_plans",
    source_name="ssd_ehcp_active_plans",
    meaning="One education, health and care plan in force",
    columns=(
        Column("active_ehcp_id", ColumnType.TEXT, "Identifier of the plan", Sensitivity.CHILD, "EHCP001A", "ehcp_active_ehcp_id", key=True, required=True),
        Column("ehcp_request_id", ColumnType.TEXT, "The request that led to it", Sensitivity.CHILD, "EHCP002A", "ehcp_ehcp_request_id", references="ehcp_requests.ehcp_request_id"),
        Column("active_ehcp_last_review_date", ColumnType.DATE, "Day the family was told the outcome of the newest annual review", Sensitivity.CHILD, "EHCP003A", "ehcp_active_ehcp_last_review_date"),
    ),
)

SEN_NEED = Table(
    name="sen_need",
    source_name="ssd_sen_need",
    meaning="One special educational need recorded in a plan",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the need", Sensitivity.CHILD, "SENN001A", "senn_table_id", key=True, required=True),
        Column("active_ehcp_id", ColumnType.TEXT, "The plan that records it", Sensitivity.CHILD, "SENN002A", "senn_active_ehcp_id", references="ehcp_active_plans.active_ehcp_id"),
        Column("active_ehcp_need_type", ColumnType.TEXT, "Kind of need in the school census's codes (SPLD, SEMH, ASD, ...)", Sensitivity.SPECIAL, "SENN003A", "senn_active_ehcp_need_type"),
        Column("active_ehcp_need_rank", ColumnType.TEXT, "How much it weighs: 1 the main need, 2 the second; text, as the Dataset declares it", Sensitivity.SPECIAL, "SENN004A", "senn_active_ehcp_need_rank"),
    ),
)
