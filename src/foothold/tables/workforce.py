"""Workforce: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

INVOLVEMENTS = Table(
    name="involvements",
    source_name="ssd_involvements",
    meaning="Involvements",
    columns=(
        Column("involvements_id", ColumnType.TEXT, "Involvements table row ID", Sensitivity.CHILD, "INVO005A", "invo_involvements_id", key=True, required=True),
        Column("professional_id", ColumnType.TEXT, "Worker ID", Sensitivity.CHILD, "INVO006A", "invo_professional_id", references="professionals.professional_id"),
        Column("professional_role_id", ColumnType.TEXT, "Worker role e.g. Allocated Case Worker", Sensitivity.CHILD, "INVO007A", "invo_professional_role_id"),
        Column("professional_team", ColumnType.TEXT, "Worker Team", Sensitivity.CHILD, "INVO009A", "invo_professional_team", references="department.team_id"),
        Column("involvement_start_date", ColumnType.DATE, "Social worker episode start date", Sensitivity.CHILD, "INVO002A", "invo_involvement_start_date", required=True),
        Column("involvement_end_date", ColumnType.DATE, "Social worker episode end date", Sensitivity.CHILD, "INVO003A", "invo_involvement_end_date"),
        Column("worker_change_reason", ColumnType.TEXT, "Reason for worker change", Sensitivity.CHILD, "INVO004A", "invo_worker_change_reason"),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "INVO011A", "invo_person_id"),
        Column("referral_id", ColumnType.TEXT, "Referral ID", Sensitivity.CHILD, "INVO010A", "invo_referral_id"),
    ),
)

PROFESSIONALS = Table(
    name="professionals",
    source_name="ssd_professionals",
    meaning="Professionals",
    columns=(
        Column("professional_id", ColumnType.TEXT, "Professionals table row ID", Sensitivity.WORKER, "PROF001A", "prof_professional_id", key=True, required=True),
        Column("staff_id", ColumnType.TEXT, "Staff Identifier", Sensitivity.WORKER, "PROF010A", "prof_staff_id"),
        Column("professional_name", ColumnType.TEXT, "Staff name", Sensitivity.IDENTITY, "PROF013A", "prof_professional_name"),
        Column("social_worker_registration_no", ColumnType.TEXT, "Social worker ID - Social Work England (SWE) registration number- if available", Sensitivity.WORKER, "PROF002A", "prof_social_worker_registration_no"),
        Column("professional_job_title", ColumnType.TEXT, "Worker job title e.g. Social Worker", Sensitivity.WORKER, "PROF007A", "prof_professional_job_title"),
        Column("professional_caseload", ColumnType.INTEGER, "Number of cases held on previous 30th Sept", Sensitivity.WORKER, "PROF008A", "prof_professional_caseload"),
        Column("professional_department", ColumnType.TEXT, "Worker Department e.g. 'Youth Support Team West'", Sensitivity.WORKER, "PROF012A", "prof_professional_department"),
        Column("full_time_equivalency", ColumnType.NUMBER, "Full Time Equivalency", Sensitivity.WORKER, "PROF011A", "prof_full_time_equivalency"),
        Column("agency_worker_flag", ColumnType.FLAG, "Flag for whether the worker is agency", Sensitivity.WORKER, "PROF014A", "prof_agency_worker_flag"),
    ),
)

DEPARTMENT = Table(
    name="department",
    source_name="ssd_department",
    meaning="Department",
    columns=(
        Column("team_id", ColumnType.TEXT, "Department or Team ID", Sensitivity.NONE, "DEPT1001A", "dept_team_id", key=True, required=True),
        Column("team_name", ColumnType.TEXT, "Department or Team name", Sensitivity.NONE, "DEPT1002A", "dept_team_name"),
        Column("team_parent_id", ColumnType.TEXT, "Parent Department or Team ID", Sensitivity.NONE, "DEPT1003A", "dept_team_parent_id", references="department.team_id"),
        Column("team_parent_name", ColumnType.TEXT, "Parent Department or Team name", Sensitivity.NONE, "DEPT1004A", "dept_team_parent_name"),
    ),
)
