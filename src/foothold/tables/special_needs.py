"""Special needs: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

SEND = Table(
    name="send",
    source_name="ssd_send",
    meaning="Send",
    columns=(
        Column("table_id", ColumnType.TEXT, "send_table_id", Sensitivity.CHILD, "SEND001A", "send_table_id", key=True, required=True),
        Column("upn", ColumnType.TEXT, "UPN", Sensitivity.IDENTITY, "SEND002A", "send_upn"),
        Column("uln", ColumnType.TEXT, "ULN", Sensitivity.IDENTITY, "SEND003A", "send_uln"),
        Column("upn_unknown", ColumnType.TEXT, "UPN and ULN unknown", Sensitivity.SPECIAL, "SEND004A", "send_upn_unknown"),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "SEND005A", "send_person_id", required=True, references="person.person_id"),
    ),
)

EHCP_REQUESTS = Table(
    name="ehcp_requests",
    source_name="ssd_ehcp_requests",
    meaning="Ehcp requests",
    columns=(
        Column("ehcp_request_id", ColumnType.TEXT, "Request ID", Sensitivity.CHILD, "EHCR001A", "ehcr_ehcp_request_id", key=True, required=True),
        Column("send_table_id", ColumnType.TEXT, "send_table_id", Sensitivity.CHILD, "EHCR002A", "ehcr_send_table_id", references="send.table_id"),
        Column("ehcp_req_date", ColumnType.DATE, "Received Date", Sensitivity.CHILD, "EHCR003A", "ehcr_ehcp_req_date"),
        Column("ehcp_req_outcome_date", ColumnType.DATE, "Request Outcome Date", Sensitivity.CHILD, "EHCR004A", "ehcr_ehcp_req_outcome_date"),
        Column("ehcp_req_outcome", ColumnType.TEXT, "Request Outcome", Sensitivity.CHILD, "EHCR005A", "ehcr_ehcp_req_outcome"),
    ),
)

EHCP_ASSESSMENT = Table(
    name="ehcp_assessment",
    source_name="ssd_ehcp_assessment",
    meaning="Ehcp assessment",
    columns=(
        Column("ehcp_assessment_id", ColumnType.TEXT, "Assessment ID", Sensitivity.CHILD, "EHCA001A", "ehca_ehcp_assessment_id", key=True, required=True),
        Column("ehcp_request_id", ColumnType.TEXT, "Request ID", Sensitivity.CHILD, "EHCA002A", "ehca_ehcp_request_id", references="ehcp_requests.ehcp_request_id"),
        Column("ehcp_assessment_outcome_date", ColumnType.DATE, "Assessment Outcome Date", Sensitivity.CHILD, "EHCA003A", "ehca_ehcp_assessment_outcome_date"),
        Column("ehcp_assessment_outcome", ColumnType.TEXT, "Assessment Outcome", Sensitivity.CHILD, "EHCA004A", "ehca_ehcp_assessment_outcome"),
        Column("ehcp_assessment_exceptions", ColumnType.TEXT, "Assessment 20-week time limit exceptions apply", Sensitivity.CHILD, "EHCA005A", "ehca_ehcp_assessment_exceptions"),
    ),
)

EHCP_NAMED_PLAN = Table(
    name="ehcp_named_plan",
    source_name="ssd_ehcp_named_plan",
    meaning="Ehcp named plan",
    columns=(
        Column("named_plan_id", ColumnType.TEXT, "Named Plan ID", Sensitivity.CHILD, "EHCN001A", "ehcn_named_plan_id", key=True, required=True),
        Column("ehcp_asmt_id", ColumnType.TEXT, "Assessment ID", Sensitivity.CHILD, "EHCN002A", "ehcn_ehcp_asmt_id", references="ehcp_assessment.ehcp_assessment_id"),
        Column("named_plan_start_date", ColumnType.DATE, "Start Date", Sensitivity.CHILD, "EHCN003A", "ehcn_named_plan_start_date"),
        Column("named_plan_ceased_date", ColumnType.DATE, "Cease Date", Sensitivity.CHILD, "EHCN004A", "ehcn_named_plan_ceased_date"),
        Column("named_plan_ceased_reason", ColumnType.TEXT, "Cease Reason", Sensitivity.CHILD, "EHCN005A", "ehcn_named_plan_ceased_reason"),
    ),
)

EHCP_ACTIVE_PLANS = Table(
    name="ehcp_active_plans",
    source_name="ssd_ehcp_active_plans",
    meaning="Ehcp active plans",
    columns=(
        Column("active_ehcp_id", ColumnType.TEXT, "Plan ID", Sensitivity.CHILD, "EHCP001A", "ehcp_active_ehcp_id", key=True, required=True),
        Column("ehcp_request_id", ColumnType.TEXT, "Request ID", Sensitivity.CHILD, "EHCP002A", "ehcp_ehcp_request_id", references="ehcp_requests.ehcp_request_id"),
        Column("active_ehcp_last_review_date", ColumnType.DATE, "Last Review", Sensitivity.CHILD, "EHCP003A", "ehcp_active_ehcp_last_review_date"),
    ),
)

SEN_NEED = Table(
    name="sen_need",
    source_name="ssd_sen_need",
    meaning="Sen need",
    columns=(
        Column("table_id", ColumnType.TEXT, "SEN Need Table ID", Sensitivity.CHILD, "SENN001A", "senn_table_id", key=True, required=True),
        Column("active_ehcp_id", ColumnType.TEXT, "Plan ID", Sensitivity.SPECIAL, "SENN002A", "senn_active_ehcp_id", references="ehcp_active_plans.active_ehcp_id"),
        Column("active_ehcp_need_type", ColumnType.TEXT, "SEN Type", Sensitivity.SPECIAL, "SENN003A", "senn_active_ehcp_need_type"),
        Column("active_ehcp_need_rank", ColumnType.TEXT, "SEN Type Rank", Sensitivity.SPECIAL, "SENN004A", "senn_active_ehcp_need_rank"),
    ),
)
