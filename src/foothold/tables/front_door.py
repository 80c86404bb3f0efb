"""Front door: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

CONTACTS = Table(
    name="contacts",
    source_name="ssd_contacts",
    meaning="Contacts",
    columns=(
        Column("contact_id", ColumnType.TEXT, "Contact ID", Sensitivity.CHILD, "CONT001A", "cont_contact_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "CONT002A", "cont_person_id", required=True, references="person.person_id"),
        Column("contact_date", ColumnType.DATE, "Date of Contact", Sensitivity.CHILD, "CONT003A", "cont_contact_date", required=True),
        Column("contact_source_code", ColumnType.TEXT, "Contact Source Code", Sensitivity.CHILD, "CONT004A", "cont_contact_source_code"),
        Column("contact_source_desc", ColumnType.TEXT, "Contact Source Description", Sensitivity.CHILD, "CONT006A", "cont_contact_source_desc"),
        Column("contact_outcome_json", ColumnType.TEXT, "Contact Outcome", Sensitivity.CHILD, "CONT005A", "cont_contact_outcome_json"),
    ),
)

EARLY_HELP_EPISODES = Table(
    name="early_help_episodes",
    source_name="ssd_early_help_episodes",
    meaning="Early help episodes",
    columns=(
        Column("episode_id", ColumnType.TEXT, "EH Episode ID", Sensitivity.CHILD, "EARL001A", "earl_episode_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "EARL002A", "earl_person_id", required=True, references="person.person_id"),
        Column("episode_start_date", ColumnType.DATE, "EH Episode Start Date", Sensitivity.CHILD, "EARL003A", "earl_episode_start_date", required=True),
        Column("episode_end_date", ColumnType.DATE, "EH Episode End Date", Sensitivity.CHILD, "EARL004A", "earl_episode_end_date"),
        Column("episode_reason", ColumnType.TEXT, "EH Episode Reason for Involvement", Sensitivity.CHILD, "EARL005A", "earl_episode_reason"),
        Column("episode_end_reason", ColumnType.TEXT, "EH Episode End Reason", Sensitivity.CHILD, "EARL006A", "earl_episode_end_reason"),
        Column("episode_organisation", ColumnType.TEXT, "EH Episode Allocated Organisation", Sensitivity.CHILD, "EARL007A", "earl_episode_organisation"),
        Column("episode_worker_id", ColumnType.TEXT, "EH Episode Allocated Worker", Sensitivity.CHILD, "EARL008A", "earl_episode_worker_id", references="professionals.professional_id"),
    ),
)
