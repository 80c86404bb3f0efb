"""Looked after health: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

CLA_CONVICTIONS = Table(
    name="cla_convictions",
    source_name="ssd_cla_convictions",
    meaning="Cla convictions",
    columns=(
        Column("cla_conviction_id", ColumnType.TEXT, "Conviction ID", Sensitivity.CHILD, "CLAC001A", "clac_cla_conviction_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CLAC002A", "clac_person_id", required=True, references="cla_episodes.person_id"),
        Column("cla_conviction_date", ColumnType.DATE, "Date of Offence", Sensitivity.SPECIAL, "CLAC003A", "clac_cla_conviction_date"),
        Column("cla_conviction_offence", ColumnType.TEXT, "Description", Sensitivity.SPECIAL, "CLAC004A", "clac_cla_conviction_offence"),
    ),
)

CLA_HEALTH = Table(
    name="cla_health",
    source_name="ssd_cla_health",
    meaning="Cla health",
    columns=(
        Column("health_check_id", ColumnType.TEXT, "Health Check ID", Sensitivity.CHILD, "CLAH001A", "clah_health_check_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CLAH002A", "clah_person_id", required=True, references="cla_episodes.person_id"),
        Column("health_check_type", ColumnType.TEXT, "Health surveillance checks/ Health Assessment/ Dental Check", Sensitivity.SPECIAL, "CLAH003A", "clah_health_check_type"),
        Column("health_check_date", ColumnType.DATE, "Date of Last Health Assessment", Sensitivity.SPECIAL, "CLAH004A", "clah_health_check_date"),
        Column("health_check_status", ColumnType.TEXT, "", Sensitivity.SPECIAL, "CLAH005A", "clah_health_check_status"),
    ),
)

CLA_IMMUNISATIONS = Table(
    name="cla_immunisations",
    source_name="ssd_cla_immunisations",
    meaning="Cla immunisations",
    columns=(
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CLAI002A", "clai_person_id", key=True, required=True, references="cla_episodes.person_id"),
        Column("immunisations_status", ColumnType.FLAG, "Immunisations up to Date", Sensitivity.SPECIAL, "CLAI004A", "clai_immunisations_status"),
        Column("immunisations_status_date", ColumnType.DATE, "Immunisations Last Updated Date", Sensitivity.SPECIAL, "CLAI005A", "clai_immunisations_status_date"),
    ),
)

CLA_SUBSTANCE_MISUSE = Table(
    name="cla_substance_misuse",
    source_name="ssd_cla_substance_misuse",
    meaning="Cla substance misuse",
    columns=(
        Column("substance_misuse_id", ColumnType.TEXT, "Substance Misuse ID", Sensitivity.CHILD, "CLAS001A", "clas_substance_misuse_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CLAS002A", "clas_person_id", required=True, references="cla_episodes.person_id"),
        Column("substance_misuse_date", ColumnType.DATE, "Date of substance misuse", Sensitivity.SPECIAL, "CLAS003A", "clas_substance_misuse_date"),
        Column("substance_misused", ColumnType.TEXT, "Substance misused", Sensitivity.SPECIAL, "CLAS004A", "clas_substance_misused"),
        Column("intervention_received", ColumnType.FLAG, "Child received intervention for substance misuse problem", Sensitivity.SPECIAL, "CLAS005A", "clas_intervention_received"),
    ),
)

SDQ_SCORES = Table(
    name="sdq_scores",
    source_name="ssd_sdq_scores",
    meaning="Sdq scores",
    columns=(
        Column("table_id", ColumnType.TEXT, "SDQ ID", Sensitivity.CHILD, "CSDQ001A", "csdq_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CSDQ002A", "csdq_person_id", required=True, references="cla_episodes.person_id"),
        Column("sdq_completed_date", ColumnType.DATE, "SDQ Completed Date", Sensitivity.SPECIAL, "CSDQ003A", "csdq_sdq_completed_date"),
        Column("sdq_reason", ColumnType.TEXT, "SDQ Reason", Sensitivity.SPECIAL, "CSDQ004A", "csdq_sdq_reason"),
        Column("sdq_score", ColumnType.TEXT, "SDQ Score", Sensitivity.SPECIAL, "CSDQ005A", "csdq_sdq_score"),
    ),
)
