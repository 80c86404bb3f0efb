"""People: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

PERSON = Table(
    name="person",
    source_name="ssd_person",
    meaning="One child or young person known to the council, as the case system describes them now",
    columns=(
        Column("person_id", ColumnType.TEXT, "The council's own identifier of the child, never reused and kept exactly as given, leading zeros included", Sensitivity.CHILD, "PERS001A", "pers_person_id", key=True, required=True),
        Column("forename", ColumnType.TEXT, "Given name of the child; split off on load", Sensitivity.IDENTITY, "PERS015A", "pers_forename"),
        Column("surname", ColumnType.TEXT, "Family name of the child; split off on load", Sensitivity.IDENTITY, "PERS016A", "pers_surname"),
        Column("sex", ColumnType.TEXT, "Sex on the birth or gender recognition certificate: F, M or U (unknown)", Sensitivity.CHILD, "PERS002A", "pers_sex"),
        Column("gender", ColumnType.TEXT, "The child's own sense of gender: 00 not known, 01 boy or man, 02 girl or woman, 09 self-described; 10 to 99 are local refinements of 09", Sensitivity.CHILD, "PERS003A", "pers_gender"),
        Column("ethnicity", ColumnType.TEXT, "Ethnic group in the department's code set (WBRI, MWBC, ...); REFU declined to say, NOBT not yet asked", Sensitivity.SPECIAL, "PERS004A", "pers_ethnicity"),
        Column("dob", ColumnType.DATE, "Day of birth; the 15th of the month where only the month is known; blank for an unborn child", Sensitivity.CHILD, "PERS005A", "pers_dob"),
        Column("common_child_id", ColumnType.TEXT, "Lifelong health service number of the child; split off on load", Sensitivity.IDENTITY, "PERS013A", "pers_common_child_id"),
        Column("legacy_id", ColumnType.TEXT, "Identifier of the child in a case system the council used before", Sensitivity.CHILD, "PERS014A", "pers_legacy_id"),
        Column("upn_unknown", ColumnType.TEXT, "Why there is no unique pupil number, UN1 to UN5; blank where there is one", Sensitivity.CHILD, "PERS007A", "pers_upn_unknown"),
        Column("send_flag", ColumnType.FLAG, "Whether an education, health and care plan is recorded: Y or N", Sensitivity.SPECIAL, "PERS008A", "pers_send_flag"),
        Column("expected_dob", ColumnType.DATE, "Due date of a child unborn at referral; replaced by the day of birth once born", Sensitivity.CHILD, "PERS009A", "pers_expected_dob"),
        Column("death_date", ColumnType.DATE, "Day of death as the certificate gives it", Sensitivity.CHILD, "PERS010A", "pers_death_date"),
        Column("is_mother", ColumnType.FLAG, "Whether a child of this person is recorded: Y or N; fathers are not marked", Sensitivity.CHILD, "PERS011A", "pers_is_mother"),
        Column("nationality", ColumnType.TEXT, "Country of origin, asked of unaccompanied asylum-seeking children", Sensitivity.SPECIAL, "PERS012A", "pers_nationality"),
    ),
)

FAMILY = Table(
    name="family",
    source_name="ssd_family",
    meaning="One child's membership of one family group",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the membership row", Sensitivity.CHILD, "FAMI003A", "fami_table_id", key=True, required=True),
        Column("family_id", ColumnType.TEXT, "Identifier of the family group, shared by its children", Sensitivity.CHILD, "FAMI001A", "fami_family_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child who belongs to the family", Sensitivity.CHILD, "FAMI002A", "fami_person_id", required=True, references="person.person_id"),
    ),
)

ADDRESS = Table(
    name="address",
    source_name="ssd_address",
    meaning="One child's stay at one address; only the postcode district of it is kept",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the stay", Sensitivity.CHILD, "ADDR007A", "addr_table_id", key=True, required=True),
        Column("address_json", ColumnType.TEXT, "House, street and map reference of the address as a JSON text; split off on load", Sensitivity.IDENTITY, "ADDR001A", "addr_address_json"),
        Column("person_id", ColumnType.TEXT, "The child who lives or lived there", Sensitivity.CHILD, "ADDR002A", "addr_person_id", required=True, references="person.person_id"),
        Column("address_type", ColumnType.TEXT, "Kind of address in the council's words, for example home or placement", Sensitivity.CHILD, "ADDR003A", "addr_address_type"),
        Column("address_start_date", ColumnType.DATE, "First day the child lived there", Sensitivity.CHILD, "ADDR004A", "addr_address_start_date"),
        Column("address_end_date", ColumnType.DATE, "Day the child left; blank while living there", Sensitivity.CHILD, "ADDR005A", "addr_address_end_date"),
        Column("address_postcode", ColumnType.TEXT, "Full postcode of the address; split off on load", Sensitivity.IDENTITY, "ADDR006A", "addr_address_postcode"),
        Column("address_postcode_district", ColumnType.TEXT, "First half of the postcode, for example NN1: all that is kept of it", Sensitivity.CHILD, derived_from="address_postcode"),
    ),
)

DISABILITY = Table(
    name="disability",
    source_name="ssd_disability",
    meaning="One disability recorded for one child, or the record that there is none",
    columns=(
        Column("person_id", ColumnType.TEXT, "The child the record is about", Sensitivity.CHILD, "DISA001A", "disa_person_id", key=True, required=True, references="person.person_id"),
        Column("table_id", ColumnType.TEXT, "Identifier of the disability row", Sensitivity.CHILD, "DISA003A", "disa_table_id", key=True, required=True),
        Column("disability_code", ColumnType.TEXT, "Kind of disability in the department's code set (MOB, LD, AUT, ...); NONE says asked and none found", Sensitivity.SPECIAL, "DISA002A", "disa_disability_code"),
    ),
)

IMMIGRATION_STATUS = Table(
    name="immigration_status",
    source_name="ssd_immigration_status",
    meaning="One immigration status of one child, for the time it held",
    columns=(
        Column("person_id", ColumnType.TEXT, "The child the status is about", Sensitivity.CHILD, "IMMI001A", "immi_person_id", key=True, required=True, references="person.person_id"),
        Column("immigration_status_id", ColumnType.TEXT, "Identifier of the status row", Sensitivity.CHILD, "IMMI005A", "immi_immigration_status_id", key=True, required=True),
        Column("immigration_status", ColumnType.TEXT, "Status in the council's words, for example unaccompanied asylum seeking child", Sensitivity.SPECIAL, "IMMI002A", "immi_immigration_status"),
        Column("immigration_status_start_date", ColumnType.DATE, "First day the status held", Sensitivity.SPECIAL, "IMMI003A", "immi_immigration_status_start_date"),
        Column("immigration_status_end_date", ColumnType.DATE, "Day the status ended; blank while it holds", Sensitivity.SPECIAL, "IMMI004A", "immi_immigration_status_end_date"),
    ),
)

MOTHER = Table(
    name="mother",
    source_name="ssd_mother",
    meaning="One parent-and-child link in which both are known to the council",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the link", Sensitivity.CHILD, "MOTH004A", "moth_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The mother, herself a person in the record", Sensitivity.CHILD, "MOTH002A", "moth_person_id", required=True, references="person.person_id"),
        Column("childs_person_id", ColumnType.TEXT, "The mother's child", Sensitivity.CHILD, "MOTH001A", "moth_childs_person_id", key=True, required=True, references="person.person_id"),
        Column("childs_dob", ColumnType.DATE, "Day of birth of the mother's child", Sensitivity.CHILD, "MOTH003A", "moth_childs_dob"),
    ),
)

LINKED_IDENTIFIERS = Table(
    name="linked_identifiers",
    source_name="ssd_linked_identifiers",
    meaning="One identifier that another system or agency gave to a child",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the link row", Sensitivity.CHILD, "LINK001A", "link_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child the identifier belongs to", Sensitivity.CHILD, "LINK002A", "link_person_id", required=True, references="person.person_id"),
        Column("identifier_type", ColumnType.TEXT, "What kind of identifier it is, for example unique pupil number or court case number", Sensitivity.CHILD, "LINK003A", "link_identifier_type"),
        Column("identifier_value", ColumnType.TEXT, "The other system's identifier itself; split off on load", Sensitivity.IDENTITY, "LINK004A", "link_identifier_value"),
        Column("valid_from_date", ColumnType.DATE, "First day the identifier was known to hold", Sensitivity.CHILD, "LINK005A", "link_valid_from_date"),
        Column("valid_to_date", ColumnType.DATE, "Day the identifier ceased to hold; blank while it does", Sensitivity.CHILD, "LINK006A", "link_valid_to_date"),
    ),
)

VOICE_OF_CHILD = Table(
    name="voice_of_child",
    source_name="ssd_voice_of_child",
    meaning="One child's answers to the five questions about how the help feels to them",
    columns=(
        Column("table_id", ColumnType.TEXT, "Identifier of the set of answers", Sensitivity.CHILD, "VOCH007A", "voch_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "The child who answered", Sensitivity.CHILD, "VOCH001A", "voch_person_id", required=True, references="person.person_id"),
        Column("explained_worries", ColumnType.FLAG, "Whether somebody explained the worries in a way the child could follow: Y or N", Sensitivity.CHILD, "VOCH002A", "voch_explained_worries"),
        Column("story_help_understand", ColumnType.FLAG, "Whether the words-and-pictures story helped the child make sense of what happened: Y or N", Sensitivity.CHILD, "VOCH003A", "voch_story_help_understand"),
        Column("agree_worker", ColumnType.FLAG, "Whether the child agrees with what the worker says must happen to keep them safe: Y or N", Sensitivity.CHILD, "VOCH004A", "voch_agree_worker"),
        Column("plan_safe", ColumnType.FLAG, "Whether the child thinks everyone knows from the plan what to do to keep them safe: Y or N", Sensitivity.CHILD, "VOCH005A", "voch_plan_safe"),
        Column("tablet_help_explain", ColumnType.FLAG, "Whether drawing or writing on a tablet helped the child say what they wanted: Y or N", Sensitivity.CHILD, "VOCH006A", "voch_tablet_help_explain"),
    ),
)
