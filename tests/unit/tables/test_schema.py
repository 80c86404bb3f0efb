"""A table that contradicts itself cannot be declared."""

import pytest

from foothold.tables import Column, ColumnType, Sensitivity, Table


def column(name: str, *, key: bool = False, required: bool = False) -> Column:
    return Column(name, ColumnType.TEXT, "A value", Sensitivity.NONE, key=key, required=required)


def test_a_column_may_be_declared_once_only() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        Table("t", "One row", (column("a", key=True, required=True), column("a")))


def test_a_table_needs_a_key() -> None:
    with pytest.raises(ValueError, match="no key column"):
        Table("t", "One row", (column("a"),))


def test_a_key_column_cannot_be_left_blank() -> None:
    with pytest.raises(ValueError, match="not required"):
        Table("t", "One row", (column("a", key=True),))


def test_a_column_is_found_by_name_and_a_missing_one_is_named_with_its_table() -> None:
    table = Table("t", "One row", (column("a", key=True, required=True), column("b")))
    assert table.column("b").name == "b"
    with pytest.raises(KeyError, match="t has no column c"):
        table.column("c")


@pytest.mark.parametrize(
    ("type_", "sql"),
    [
        (ColumnType.TEXT, "VARCHAR"),
        (ColumnType.DATE, "DATE"),
        (ColumnType.INTEGER, "BIGINT"),
        (ColumnType.NUMBER, "DOUBLE"),
        (ColumnType.FLAG, "VARCHAR"),
    ],
)
def test_each_type_has_its_place_in_the_warehouse(type_: ColumnType, sql: str) -> None:
    assert type_.sql == sql
