"""Looked after health: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

CLA_CONVICTIONS = Table(
    name="cla_convictions",
    source_name="ssd_cla_convictions",
    meaning="One offence of which a looked-after child was convicted",
    columns=(
        Column("cla_conviction_id", ColumnType.TEXT, "Identifier of the conviction", Sensitivity.CHILD, "CLAC001A", "clac_cla_conviction_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child who was convicted", Sensitivity.CHILD, "CLAC002A", "clac_person_id", required=True, references="cla_episodes.person_id"),
        Column("cla_conviction_date", ColumnType.DATE, "Day of the offence", Sensitivity.SPECIAL, "CLAC003A", "clac_cla_conviction_date"),
        Column("cla_conviction_offence", ColumnType.TEXT, "What the offence was, in the council's own free words", Sensitivity.SPECIAL, "CLAC004A", "clac_cla_conviction_offence"),
    ),
)

CLA_HEALTH = Table(
    name="cla_health",
    source_name="ssd_cla_health",
    meaning="One health or dental check of a looked-after child, planned or done",
    columns=(
        Column("health_check_id", ColumnType.TEXT, "Identifier of the check", Sensitivity.CHILD, "CLAH001A", "clah_health_check_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child to be checked", Sensitivity.CHILD, "CLAH002A", "clah_person_id", required=True, references="cla_episodes.person_id"),
        Column("health_check_type", ColumnType.TEXT, "Kind of check, for example health assessment or dental check", Sensitivity.SPECIAL, "CLAH003A", "clah_health_check_type"),
        Column("health_check_date", ColumnType.DATE, "Day of the check", Sensitivity.SPECIAL, "CLAH004A", "clah_health_check_date"),
        Column("health_check_status", ColumnType.TEXT, "Planned, refused, cancelled or completed", Sensitivity.SPECIAL, "CLAH005A", "clah_health_check_status"),
    ),
)

CLA_IMMUNISATIONS = Table(
    name="cla_immunisations",
    source_name="ssd_cla_immunisations",
    meaning="The newest word on one looked-after child's vaccinations",
    columns=(
        Column("person_id", ColumnType.TEXT, "The looked-after child", Sensitivity.CHILD, "CLAI002A", "clai_person_id", key=True, required=True, references="cla_episodes.person_id"),
        Column("immunisations_status", ColumnType.FLAG, "Whether vaccinations are up to date: Y or N", Sensitivity.SPECIAL, "CLAI004A", "clai_immunisations_status"),
        Column("immunisations_status_date", ColumnType.DATE, "Day that was last recorded", Sensitivity.SPECIAL, "CLAI005A", "clai_immunisations_status_date"),
    ),
)

CLA_SUBSTANCE_MISUSE = Table(
    name="cla_substance_misuse",
    source_name="ssd_cla_substance_misuse",
    meaning="One finding that a looked-after child misused a substance",
    columns=(
        Column("substance_misuse_id", ColumnType.TEXT, "Identifier of the finding", Sensitivity.CHILD, "CLAS001A", "clas_substance_misuse_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The looked-after child", Sensitivity.CHILD, "CLAS002A", "clas_person_id", required=True, references="cla_episodes.person_id"),
        Column("substance_misuse_date", ColumnType.DATE, "Day of the finding", Sensitivity.SPECIAL, "CLAS003A", "clas_substance_misuse_date"),
        Column("substance_misused", ColumnType.TEXT, "What was misused; a wide text in the Dataset, kept as given", Sensitivity.SPECIAL, "CLAS004A", "clas_substance_misused"),
        Column("intervention_received", ColumnType.FLAG, "Whether the child was helped with it: Y or N", Sensitivity.SPECIAL, "CLAS005A", "clas_intervention_received"),
    ),
)

SDQ_SCORES = Table(
    name="sdq_scores",
    source_name="ssd_sdq_scores",
    meaning="One strengths and difficulties questionnaire about a looked-after child",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the questionnaire", Sensitivity.CHILD, "CSDQ001A", "csdq_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The looked-after child", Sensitivity.CHILD, "CSDQ002A", "csdq_person_id", required=True, references="cla_episodes.person_id"),
        Column("sdq_completed_date", ColumnType.DATE, "Day the questionnaire was completed", Sensitivity.SPECIAL, "CSDQ003A", "csdq_sdq_completed_date"),
        Column("sdq_reason", ColumnType.TEXT, "Why there is no score, SDQ1 to SDQ5", Sensitivity.SPECIAL, "CSDQ004A", "csdq_sdq_reason"),
        Column("sdq_score", ColumnType.TEXT, "Score from 0 to 40, higher meaning more difficulty; text, because a reason may stand in its place", Sensitivity.SPECIAL, "CSDQ005A", "csdq_sdq_score"),
    ),
)
