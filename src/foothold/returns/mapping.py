"""How the records of a return become rows of the warehouse's tables, as data: one `Record` for each kind of row.

Returns made for the Department carry no identifiers of events. They are made from the child's identifier, the kind of
event and the dates that tell it apart, so the same event has the same identifier whenever it is handed over again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from foothold.returns.engine import named, quoted
from foothold.returns.profile import Content, Reading
from foothold.returns.sheet import Checked
from foothold.returns.writing import write_table
from foothold.tables import TABLES


@dataclass(frozen=True)
class Cell:
    """The value of a field as it is."""

    field: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it rests on."""
        return (self.field,)

    @property
    def sql(self) -> str:
        """SQL over a row `r` of the source."""
        return f"r.{named(self.field)}"


@dataclass(frozen=True)
class Made:
    """An identifier made of the first field, which is the child's, then the kind of event and the other fields."""

    kind: str
    fields: tuple[str, ...]

    @property
    def sql(self) -> str:
        """SQL over a row `r` of the source."""
        parts = "".join(f" || '/' || coalesce(r.{named(field)}::varchar, '')" for field in self.fields[1:])
        return f"r.{named(self.fields[0])} || {quoted('/' + self.kind)}{parts}"


@dataclass(frozen=True)
class Fixed:
    """The same value in every row, which follows from what the return is."""

    value: str
    fields: tuple[str, ...] = ()

    @property
    def sql(self) -> str:
        """SQL that needs no row."""
        return quoted(self.value)


@dataclass(frozen=True)
class Worked:
    """A value worked out from fields, by SQL in which `{0}`, `{1}` stand for them."""

    template: str
    fields: tuple[str, ...]

    @property
    def sql(self) -> str:
        """SQL over a row `r` of the source."""
        return "(" + self.template.format(*(f"r.{named(field)}" for field in self.fields)) + ")"


@dataclass(frozen=True)
class Record:
    """One kind of row that the rows of a source yield."""

    source: str
    table: str
    columns: Mapping[str, Cell | Made | Fixed | Worked]
    when: str = ""  # the field without which a row yields no such record


@dataclass(frozen=True)
class Laid:
    """A source laid out in the engine: a relation with one typed column for each field that the return has."""

    relation: str
    absent: frozenset[str] = frozenset()

    @classmethod
    def of(cls, checked: Checked) -> Laid:
        """The rows that were kept of a sheet."""
        return cls(checked.relation, frozenset(checked.absent))


def write_records(records: Sequence[Record], sources: Mapping[str, Laid], reading: Reading, content: Content) -> None:
    """Write every table that the sources yield rows of; a source that the return has not got yields none."""
    for table in dict.fromkeys(record.table for record in records):
        yielding = [record for record in records if record.table == table and record.source in sources]
        yielding = [record for record in yielding if record.when not in sources[record.source].absent]
        if yielding:
            _write(table, yielding, sources, reading, content)


def _write(
    table: str, records: Sequence[Record], sources: Mapping[str, Laid], reading: Reading, content: Content
) -> None:
    held = {
        column
        for record in records
        for column, value in record.columns.items()
        if not sources[record.source].absent.intersection(value.fields)
    }
    selects = [_select(record, sources[record.source], sorted(held)) for record in records]
    columns = {column: named(column) for column in held}
    relation = f"({' union all '.join(selects)})"
    content.tables[table] = write_table(reading.connection, reading.folder, TABLES[table], relation, columns)
    content.held[table] = held


def _select(record: Record, source: Laid, columns: Sequence[str]) -> str:
    values = []
    for column in columns:
        value = record.columns.get(column)
        given = value is not None and not source.absent.intersection(value.fields)
        values.append(f"{value.sql if given and value else 'null'} as {named(column)}")
    only = f" where r.{named(record.when)} is not null" if record.when else ""
    return f"select {', '.join(values)} from {source.relation} as r{only}"


def fields_and_columns(records: Sequence[Record]) -> Iterator[tuple[str, str, str]]:
    """The mapping as people read it: source, field, and `table.column`; identifiers that are made are left out."""
    for record in records:
        for column, value in record.columns.items():
            if not isinstance(value, Made):
                for field in value.fields:
                    yield record.source, field, f"{record.table}.{column}"
