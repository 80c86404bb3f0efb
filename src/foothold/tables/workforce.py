"""Workforce: tables of the Standard Safeguarding Dataset, and what the yearly census says of each worker."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

INVOLVEMENTS = Table(
    name="involvements",
    source_name="ssd_involvements",
    meaning="One worker's or team's time with one child in one role",
    columns=(
        Column("involvements_id", ColumnType.TEXT, "Identifier of the involvement", Sensitivity.CHILD, "INVO005A", "invo_involvements_id", key=True, required=True),
        Column("professional_id", ColumnType.TEXT, "The worker; blank where only a team was named", Sensitivity.CHILD, "INVO006A", "invo_professional_id", references="professionals.professional_id"),
        Column("professional_role_id", ColumnType.TEXT, "Role in the case, for example allocated_case_worker, duty_worker or iro", Sensitivity.CHILD, "INVO007A", "invo_professional_role_id"),
        Column("professional_team", ColumnType.TEXT, "Team through which the worker was involved", Sensitivity.CHILD, "INVO009A", "invo_professional_team", references="department.team_id"),
        Column("involvement_start_date", ColumnType.DATE, "First day of the involvement", Sensitivity.CHILD, "INVO002A", "invo_involvement_start_date", required=True),
        Column("involvement_end_date", ColumnType.DATE, "Day the involvement ended; blank while it lasts", Sensitivity.CHILD, "INVO003A", "invo_involvement_end_date"),
        Column("worker_change_reason", ColumnType.TEXT, "Why the worker changed (LEFTRL left the role, MANAGE caseload, ORGRST restructure, ...)", Sensitivity.CHILD, "INVO004A", "invo_worker_change_reason"),
        Column("person_id", ColumnType.TEXT, "The child", Sensitivity.CHILD, "INVO011A", "invo_person_id", references="person.person_id"),
        Column("referral_id", ColumnType.TEXT, "The case; blank where the system ties the worker to the child alone", Sensitivity.CHILD, "INVO010A", "invo_referral_id", references="cin_episodes.referral_id"),
    ),
)

PROFESSIONALS = Table(
    name="professionals",
    source_name="ssd_professionals",
    meaning="One worker whom the record names",
    columns=(
        Column("professional_id", ColumnType.TEXT, "Identifier of the worker; where a return holds only a name, a keyed hash of it", Sensitivity.WORKER, "PROF001A", "prof_professional_id", key=True, required=True),
        Column("staff_id", ColumnType.TEXT, "Payroll or staff number; blank for people of other agencies", Sensitivity.WORKER, "PROF010A", "prof_staff_id"),
        Column("professional_name", ColumnType.TEXT, "Name of the worker; split off on load", Sensitivity.IDENTITY, "PROF013A", "prof_professional_name"),
        Column("social_worker_registration_no", ColumnType.TEXT, "Registration number with Social Work England, two letters and digits; blank for those who are not social workers", Sensitivity.WORKER, "PROF002A", "prof_social_worker_registration_no"),
        Column("professional_job_title", ColumnType.TEXT, "Job title in the council's words, for example Senior Social Worker", Sensitivity.WORKER, "PROF007A", "prof_professional_job_title"),
        Column("professional_caseload", ColumnType.INTEGER, "Children held at the last 30 September; the caseload on any other day is counted from involvements", Sensitivity.WORKER, "PROF008A", "prof_professional_caseload"),
        Column("professional_department", ColumnType.TEXT, "Department or organisation in the council's words", Sensitivity.WORKER, "PROF012A", "prof_professional_department"),
        Column("full_time_equivalency", ColumnType.NUMBER, "Working time as a share of full time, 0 to 1", Sensitivity.WORKER, "PROF011A", "prof_full_time_equivalency"),
        Column("agency_worker_flag", ColumnType.FLAG, "Whether an agency supplies the worker: Y or N; many councils do not send it yet", Sensitivity.WORKER, "PROF014A", "prof_agency_worker_flag"),
    ),
)

DEPARTMENT = Table(
    name="department",
    source_name="ssd_department",
    meaning="One team or department, and the one it belongs to",
    columns=(
        Column("team_id", ColumnType.TEXT, "Identifier of the team", Sensitivity.NONE, "DEPT1001A", "dept_team_id", key=True, required=True),
        Column("team_name", ColumnType.TEXT, "What the team is called", Sensitivity.NONE, "DEPT1002A", "dept_team_name"),
        Column("team_parent_id", ColumnType.TEXT, "The department, locality or service area above it; blank at the top", Sensitivity.NONE, "DEPT1003A", "dept_team_parent_id", references="department.team_id"),
        Column("team_parent_name", ColumnType.TEXT, "What the one above is called", Sensitivity.NONE, "DEPT1004A", "dept_team_parent_name"),
    ),
)

WORKFORCE_RECORDS = Table(
    name="workforce_records",
    meaning="One worker as one census of children's social workers counted them, leavers of the year among them",
    origin="Department for Education, children's social work workforce census, as at 30 September",
    feed="workforce",
    columns=(
        Column("professional_id", ColumnType.TEXT, "The worker: number of their registration with Social Work England", Sensitivity.WORKER, key=True, required=True),
        Column("census_date", ColumnType.DATE, "Day counted: 30 September of the year that the return names", Sensitivity.NONE, key=True, required=True),
        Column("agency_worker_flag", ColumnType.FLAG, "Whether an agency supplies the worker: Y or N", Sensitivity.WORKER),
        Column("full_time_equivalent", ColumnType.NUMBER, "Working time by contract as a share of full time, 0 to 1", Sensitivity.WORKER),
        Column("organisation_role", ColumnType.TEXT, "Senior Manager, Middle Manager, First Line Manager, Senior Practitioner, Case Holder or Qualified Without Cases", Sensitivity.WORKER),
        Column("role_start_date", ColumnType.DATE, "Day the worker came to the council as a social worker", Sensitivity.WORKER),
        Column("role_end_date", ColumnType.DATE, "Day the worker left; blank while in post", Sensitivity.WORKER),
        Column("leaving_reason", ColumnType.TEXT, "Why the worker left, in the census's words", Sensitivity.WORKER),
        Column("leaver_destination", ColumnType.TEXT, "Where the worker went, in the census's words", Sensitivity.WORKER),
        Column("full_time_equivalent_on_day", ColumnType.NUMBER, "Working time on the census's day, 0 to 1", Sensitivity.WORKER),
        Column("cases_on_day", ColumnType.INTEGER, "Children whom the worker held on the census's day", Sensitivity.WORKER),
        Column("working_days_lost", ColumnType.NUMBER, "Working days lost to sickness in the year to the census", Sensitivity.SPECIAL),
        Column("absent_on_day", ColumnType.FLAG, "Whether the worker was absent on the census's day: Y or N", Sensitivity.WORKER),
        Column("absence_reason", ColumnType.TEXT, "Why the worker was absent on the census's day, in the census's words", Sensitivity.SPECIAL),
        Column("accreditation_status", ColumnType.TEXT, "Assessed and supported year, frontline practitioner, practice supervisor or practice leader", Sensitivity.WORKER),
    ),
)
