"""People: tables of the Standard Safeguarding Dataset."""

from foothold.tables.schema import Column, ColumnType, Sensitivity, Table

PERSON = Table(
    name="person",
    source_name="ssd_person",
    meaning="Person",
    columns=(
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "PERS001A", "pers_person_id", key=True, required=True),
        Column("forename", ColumnType.TEXT, "First/Fore name", Sensitivity.IDENTITY, "PERS015A", "pers_forename"),
        Column("surname", ColumnType.TEXT, "LAst/Surname", Sensitivity.IDENTITY, "PERS016A", "pers_surname"),
        Column("sex", ColumnType.TEXT, "Sex", Sensitivity.CHILD, "PERS002A", "pers_sex"),
        Column("gender", ColumnType.TEXT, "Gender", Sensitivity.CHILD, "PERS003A", "pers_gender"),
        Column("ethnicity", ColumnType.TEXT, "Ethnicity", Sensitivity.SPECIAL, "PERS004A", "pers_ethnicity"),
        Column("dob", ColumnType.DATE, "Date of Birth", Sensitivity.CHILD, "PERS005A", "pers_dob"),
        Column("common_child_id", ColumnType.TEXT, "Common Child Identifier (NHS Number)", Sensitivity.IDENTITY, "PERS013A", "pers_common_child_id"),
        Column("legacy_id", ColumnType.TEXT, "Person System ID (Placeholder or needed by some CMS)", Sensitivity.CHILD, "PERS014A", "pers_legacy_id"),
        Column("upn_unknown", ColumnType.TEXT, "UPN Unknown", Sensitivity.CHILD, "PERS007A", "pers_upn_unknown"),
        Column("send_flag", ColumnType.FLAG, "SEND Flag", Sensitivity.CHILD, "PERS008A", "pers_send_flag"),
        Column("expected_dob", ColumnType.DATE, "Expected Birth Date", Sensitivity.CHILD, "PERS009A", "pers_expected_dob"),
        Column("death_date", ColumnType.DATE, "Date of Death", Sensitivity.CHILD, "PERS010A", "pers_death_date"),
        Column("is_mother", ColumnType.FLAG, "Mother", Sensitivity.CHILD, "PERS011A", "pers_is_mother"),
        Column("nationality", ColumnType.TEXT, "Country of Origin (UASC)", Sensitivity.SPECIAL, "PERS012A", "pers_nationality"),
    ),
)

FAMILY = Table(
    name="family",
    source_name="ssd_family",
    meaning="Family",
    columns=(
        Column("table_id", ColumnType.TEXT, "Family table row id", Sensitivity.CHILD, "FAMI003A", "fami_table_id", key=True, required=True),
        Column("family_id", ColumnType.TEXT, "Family identifier", Sensitivity.CHILD, "FAMI001A", "fami_family_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "FAMI002A", "fami_person_id", required=True, references="person.person_id"),
    ),
)

ADDRESS = Table(
    name="address",
    source_name="ssd_address",
    meaning="Address",
    columns=(
        Column("table_id", ColumnType.TEXT, "Address table row ID", Sensitivity.CHILD, "ADDR007A", "addr_table_id", key=True, required=True),
        Column("address_json", ColumnType.TEXT, "Address", Sensitivity.IDENTITY, "ADDR001A", "addr_address_json"),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "ADDR002A", "addr_person_id", required=True, references="person.person_id"),
        Column("address_type", ColumnType.TEXT, "Address Type", Sensitivity.CHILD, "ADDR003A", "addr_address_type"),
        Column("address_start_date", ColumnType.DATE, "Address Start Date/ From", Sensitivity.CHILD, "ADDR004A", "addr_address_start_date"),
        Column("address_end_date", ColumnType.DATE, "Address End Date/ To", Sensitivity.CHILD, "ADDR005A", "addr_address_end_date"),
        Column("address_postcode", ColumnType.TEXT, "Address Postcode", Sensitivity.IDENTITY, "ADDR006A", "addr_address_postcode"),
        Column("address_postcode_district", ColumnType.TEXT, "Outward part of the postcode, all that is kept of it", Sensitivity.CHILD, derived_from="address_postcode"),
    ),
)

DISABILITY = Table(
    name="disability",
    source_name="ssd_disability",
    meaning="Disability",
    columns=(
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "DISA001A", "disa_person_id", key=True, required=True, references="person.person_id"),
        Column("table_id", ColumnType.TEXT, "Disability table row ID", Sensitivity.CHILD, "DISA003A", "disa_table_id", key=True, required=True),
        Column("disability_code", ColumnType.TEXT, "Disability Code", Sensitivity.SPECIAL, "DISA002A", "disa_disability_code"),
    ),
)

IMMIGRATION_STATUS = Table(
    name="immigration_status",
    source_name="ssd_immigration_status",
    meaning="Immigration status",
    columns=(
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "IMMI001A", "immi_person_id", key=True, required=True, references="person.person_id"),
        Column("immigration_status_id", ColumnType.TEXT, "Immigration Status ID", Sensitivity.CHILD, "IMMI005A", "immi_immigration_status_id", key=True, required=True),
        Column("immigration_status", ColumnType.TEXT, "Immigration Status", Sensitivity.SPECIAL, "IMMI002A", "immi_immigration_status"),
        Column("immigration_status_start_date", ColumnType.DATE, "Immigration Status Start", Sensitivity.SPECIAL, "IMMI003A", "immi_immigration_status_start_date"),
        Column("immigration_status_end_date", ColumnType.DATE, "Immigration Status End", Sensitivity.SPECIAL, "IMMI004A", "immi_immigration_status_end_date"),
    ),
)

MOTHER = Table(
    name="mother",
    source_name="ssd_mother",
    meaning="Mother",
    columns=(
        Column("table_id", ColumnType.TEXT, "Mother Table ID", Sensitivity.CHILD, "MOTH004A", "moth_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID (Mother)", Sensitivity.CHILD, "MOTH002A", "moth_person_id", required=True, references="person.person_id"),
        Column("childs_person_id", ColumnType.TEXT, "Mother's Child's Unique ID", Sensitivity.CHILD, "MOTH001A", "moth_childs_person_id", key=True, required=True, references="person.person_id"),
        Column("childs_dob", ColumnType.DATE, "Date of birth of mother's child", Sensitivity.CHILD, "MOTH003A", "moth_childs_dob"),
    ),
)

LINKED_IDENTIFIERS = Table(
    name="linked_identifiers",
    source_name="ssd_linked_identifiers",
    meaning="Linked identifiers",
    columns=(
        Column("table_id", ColumnType.TEXT, "Link table row ID", Sensitivity.CHILD, "LINK001A", "link_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "LINK002A", "link_person_id", required=True, references="person.person_id"),
        Column("identifier_type", ColumnType.TEXT, "['Case Number', 'Unique Pupil Number', NHS Number', 'Home Office Registration', National Insurance N", Sensitivity.CHILD, "LINK003A", "link_identifier_type"),
        Column("identifier_value", ColumnType.TEXT, "Identifier or reference code", Sensitivity.IDENTITY, "LINK004A", "link_identifier_value"),
        Column("valid_from_date", ColumnType.DATE, "Date the identifier is known/valid from", Sensitivity.CHILD, "LINK005A", "link_valid_from_date"),
        Column("valid_to_date", ColumnType.DATE, "Date the identifier ceases to be known/valid", Sensitivity.CHILD, "LINK006A", "link_valid_to_date"),
    ),
)

VOICE_OF_CHILD = Table(
    name="voice_of_child",
    source_name="ssd_voice_of_child",
    meaning="Voice of child",
    columns=(
        Column("table_id", ColumnType.TEXT, "Voice of the Child table row ID", Sensitivity.CHILD, "VOCH007A", "voch_table_id", key=True, required=True),
        Column("person_id", ColumnType.TEXT, "Person Unique ID", Sensitivity.CHILD, "VOCH001A", "voch_person_id", required=True, references="person.person_id"),
        Column("explained_worries", ColumnType.FLAG, "Has someone explained to you why people are worried for your family in a way that you can understand", Sensitivity.CHILD, "VOCH002A", "voch_explained_worries"),
        Column("story_help_understand", ColumnType.FLAG, "Does your story with words and pictures help you to understand what has happened in your family?", Sensitivity.CHILD, "VOCH003A", "voch_story_help_understand"),
        Column("agree_worker", ColumnType.FLAG, "Do you agree with what your worker says needs to happen to keep you safe?", Sensitivity.CHILD, "VOCH004A", "voch_agree_worker"),
        Column("plan_safe", ColumnType.FLAG, "Do you think the plan tells everyone what they need to do to keep you safe?", Sensitivity.CHILD, "VOCH005A", "voch_plan_safe"),
        Column("tablet_help_explain", ColumnType.FLAG, "Did writing/ drawing on the tablet help you to explain what you were thinking and what you wanted to", Sensitivity.CHILD, "VOCH006A", "voch_tablet_help_explain"),
    ),
)
