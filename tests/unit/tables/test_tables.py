"""What every declared table and column must hold to."""

import re
from itertools import pairwise

import pytest

from foothold.tables import TABLES, Column, ColumnType, Sensitivity, Table

COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
OWN_TABLES = {
    *("posts", "child_population", "deprivation_of_liberty", "workforce_records"),
    *("case_ratings", "case_contacts", "supervisions", "escalations", "allocation_decisions"),
}

# Whatever names a child or a worker, or leads to a door. Adding one here is a decision; losing one is a breach.
IDENTITY_COLUMNS = {
    "person.forename",
    "person.surname",
    "person.common_child_id",
    "address.address_json",
    "address.address_postcode",
    "linked_identifiers.identifier_value",
    "cla_placement.cla_placement_postcode",
    "care_leavers.care_leaver_personal_advisor",
    "professionals.professional_name",
    "send.upn",
    "send.uln",
}


def label(value: object) -> str:
    return ".".join(part.name for part in value) if isinstance(value, tuple) else ""


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


every_column = pytest.mark.parametrize("pair", COLUMNS, ids=label)


def test_the_objects_about_children_and_workers_are_all_declared() -> None:
    assert len(TABLES) == 54
    assert {table.name for table in TABLES.values() if not table.source_name} == OWN_TABLES


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_table_says_what_one_row_is(table: Table) -> None:
    assert re.match(r"(One|The|An?) ", table.meaning), table.meaning
    assert words(table.meaning) != words(table.name)


@every_column
def test_a_meaning_says_more_than_the_name(pair: tuple[Table, Column]) -> None:
    _, column = pair
    new = set(words(column.meaning)) - set(words(column.name)) - {"the", "a", "of", "for", "in", "date", "id"}
    assert new, column.meaning
    assert column.meaning[0].isupper() or column.meaning.startswith("permanent")
    assert not column.meaning.endswith(".")


def test_no_table_gives_two_columns_the_same_meaning() -> None:
    for table in TABLES.values():
        meanings = sorted(column.meaning for column in table.columns)
        assert not [one for one, other in pairwise(meanings) if one == other], table.name


@every_column
def test_a_column_has_its_item_in_the_dataset_or_is_our_own(pair: tuple[Table, Column]) -> None:
    table, column = pair
    if table.name in OWN_TABLES or column.derived_from:
        assert not column.item
        assert not column.source_name
    else:
        assert re.fullmatch(r"[A-Z0-9]{4,5}\d{3}[A-Z]", column.item)
        assert column.source_name.endswith(column.name)


def test_no_item_is_declared_twice() -> None:
    items = [column.item for _, column in COLUMNS if column.item]
    assert len(items) == len(set(items))


@every_column
def test_a_reference_leads_to_a_column_of_the_same_type(pair: tuple[Table, Column]) -> None:
    table, column = pair
    if column.references:
        other, _, name = column.references.partition(".")
        target = TABLES[other].column(name)
        assert target.type is column.type
        assert target.stored
        assert name == column.name or name in TABLES[other].key or other == table.name


@every_column
def test_a_coarsened_column_comes_from_an_identity(pair: tuple[Table, Column]) -> None:
    table, column = pair
    if column.derived_from:
        assert not table.column(column.derived_from).stored
        assert column.stored


def test_identity_columns_are_these_and_no_others() -> None:
    assert {f"{table.name}.{column.name}" for table, column in COLUMNS if not column.stored} == IDENTITY_COLUMNS


def test_no_identity_is_stored() -> None:
    for table in TABLES.values():
        assert all(column.sensitivity is not Sensitivity.IDENTITY for column in table.stored_columns)
        assert not set(table.stored_columns) & set(table.identity_columns)
        assert len(table.stored_columns) + len(table.identity_columns) == len(table.columns)


@every_column
def test_what_names_somebody_is_marked_as_an_identity(pair: tuple[Table, Column]) -> None:
    _, column = pair
    telling = re.search(r"(forename|surname|postcode$|^upn$|^uln$|professional_name|address_json)", column.name)
    assert not (telling and column.stored)


@every_column
def test_free_text_inside_an_outcome_is_dropped_on_load(pair: tuple[Table, Column]) -> None:
    _, column = pair
    assert bool(column.drops) == ("comments" in column.meaning)
    if column.drops:
        assert column.type is ColumnType.TEXT
        assert column.name.endswith("_json")


@every_column
def test_a_date_is_typed_as_one_or_says_why_not(pair: tuple[Table, Column]) -> None:
    _, column = pair
    if re.search(r"(_date|^dob|_dob|_due)$", column.name) and column.type is not ColumnType.DATE:
        assert "kept as text because" in column.meaning


@every_column
def test_a_flag_says_its_two_or_three_states(pair: tuple[Table, Column]) -> None:
    _, column = pair
    if column.type is ColumnType.FLAG:
        assert re.search(r": Y(, N| or N)", column.meaning), column.meaning


def test_every_key_column_is_required() -> None:
    for table in TABLES.values():
        assert set(table.key) <= set(table.required)


@pytest.mark.parametrize(
    "name",
    [
        "contacts.contact_date",
        "cin_episodes.referral_date",
        "cin_assessments.assessment_start_date",
        "cin_visits.cin_visit_date",
        "s47_enquiry.s47_start_date",
        "cp_plans.cp_plan_start_date",
        "cla_episodes.cla_episode_start_date",
        "involvements.involvement_start_date",
    ],
)
def test_a_record_needs_the_date_without_which_it_says_nothing(name: str) -> None:
    table, _, column = name.partition(".")
    assert TABLES[table].column(column).required


def test_a_date_that_is_blank_while_something_lasts_is_not_required() -> None:
    for _, column in COLUMNS:
        assert not (column.required and "blank" in column.meaning)
