"""Front door: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

CONTACTS = Table(
    name="contacts",
    source_name="ssd_contacts",
    meaning="One contact about one child received at the front door, before any decision to accept it as a referral",
    columns=(
        Column("contact_id", ColumnType.TEXT, "Identifier of the contact", Sensitivity.CHILD, "CONT001A", "cont_contact_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child the contact is about", Sensitivity.CHILD, "CONT002A", "cont_person_id", required=True, references="person.person_id"),
        Column("contact_date", ColumnType.DATE, "Day the council received the contact", Sensitivity.CHILD, "CONT003A", "cont_contact_date", required=True),
        Column("contact_source_code", ColumnType.TEXT, "Who made the contact, in the census's source codes (1A, 2B, 6, ...)", Sensitivity.CHILD, "CONT004A", "cont_contact_source_code"),
        Column("contact_source_desc", ColumnType.TEXT, "Who made the contact, in the council's words", Sensitivity.CHILD, "CONT006A", "cont_contact_source_desc"),
        Column("contact_outcome_json", ColumnType.TEXT, "What was decided about the contact, as a JSON text of Y and N flags (new referral, advice, no further action, ...)", Sensitivity.CHILD, "CONT005A", "cont_contact_outcome_json"),
    ),
)

EARLY_HELP_EPISODES = Table(
    name="early_help_episodes",
    source_name="ssd_early_help_episodes",
    meaning="One spell of early help given to one child",
    columns=(
        Column("episode_id", ColumnType.TEXT, "Identifier of the early help spell", Sensitivity.CHILD, "EARL001A", "earl_episode_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child who is helped", Sensitivity.CHILD, "EARL002A", "earl_person_id", required=True, references="person.person_id"),
        Column("episode_start_date", ColumnType.DATE, "Day the early help began", Sensitivity.CHILD, "EARL003A", "earl_episode_start_date", required=True),
        Column("episode_end_date", ColumnType.DATE, "Day the early help ended; blank while it lasts", Sensitivity.CHILD, "EARL004A", "earl_episode_end_date"),
        Column("episode_reason", ColumnType.TEXT, "Broad reason for the help, in the council's words", Sensitivity.CHILD, "EARL005A", "earl_episode_reason"),
        Column("episode_end_reason", ColumnType.TEXT, "How the help ended, for example outcomes met or stepped up to social care", Sensitivity.CHILD, "EARL006A", "earl_episode_end_reason"),
        Column("episode_organisation", ColumnType.TEXT, "Organisation that leads the help", Sensitivity.CHILD, "EARL007A", "earl_episode_organisation"),
        Column("episode_worker_id", ColumnType.TEXT, "Worker who leads the help", Sensitivity.CHILD, "EARL008A", "earl_episode_worker_id", references="professionals.professional_id"),
    ),
)
