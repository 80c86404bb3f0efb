"""The tables of the warehouse, for the page of the reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foothold.tables import PUBLISHED, TABLES, Column, Table
from tools.markdown import code, table


def tables_parts() -> tuple[str, ...]:
    """The introduction, the contents and a section for each table."""
    introduction = (
        f"The warehouse holds {len(TABLES)} tables of a council's record, and {len(PUBLISHED)} of what is published "
        "for the whole country, kept once in a home. *Item* is the reference in the Standard Safeguarding Dataset. "
        "*Identity* columns are split off when a return is loaded and are never stored in the warehouse."
    )
    council, country = TABLES.values(), PUBLISHED.values()
    contents = f"{_contents(council)}\n\nPublished for the whole country:\n\n{_contents(country)}"
    return (introduction, contents, *map(_table_section, (*council, *country)))


def _contents(tables: Iterable[Table]) -> str:
    rows = ((f"[{one.name}](#{one.name})", one.meaning, str(len(one.columns))) for one in tables)
    return table(("Table", "One row is", "Columns"), rows)


def _table_section(declared: Table) -> str:
    source = f" In the Dataset: `{declared.source_name}`." if declared.source_name else f" {declared.origin}."
    rows = (_column_row(column) for column in declared.columns)
    return "\n\n".join(
        (
            f"## {declared.name}",
            f"{declared.meaning}.{source}",
            table(("Column", "Type", "Meaning", "Sensitivity", "Item", "Notes"), rows),
        )
    )


def _column_row(column: Column) -> tuple[str, ...]:
    meaning, sensitivity = column.meaning, column.sensitivity.value
    return (code(column.name), column.type.value, meaning, sensitivity, column.item, ", ".join(_column_notes(column)))


def _column_notes(column: Column) -> Iterator[str]:
    if column.key:
        yield "key"
    elif column.required:
        yield "required"
    if column.references:
        yield f"refers to `{column.references}`"
    if column.derived_from:
        yield f"from `{column.derived_from}`"
    if column.drops:
        yield "without " + ", ".join(map(code, column.drops))
