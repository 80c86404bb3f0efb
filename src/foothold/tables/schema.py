"""How a warehouse table is declared: its columns, their types, meaning, source item and sensitivity."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class ColumnType(Enum):
    """The type a column is converted to after it has been read as text."""

    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"  # Y, N or U (recorded as unknown); blank stays blank

    @property
    def sql(self) -> str:
        """The DuckDB type that holds it in the warehouse."""
        return _SQL_TYPES[self]


_SQL_TYPES = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.DATE: "DATE",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.NUMBER: "DOUBLE",
    ColumnType.FLAG: "VARCHAR",
}


class Sensitivity(Enum):
    """Who a value could harm, which decides where it may be stored."""

    IDENTITY = "identity"  # names, addresses, UPN, full postcode: split off on load, never in the warehouse
    SPECIAL = "special category"  # UK GDPR articles 9 and 10: ethnicity, health, disability, offences
    CHILD = "child"  # any other fact about one child
    WORKER = "worker"  # a fact about one member of staff
    NONE = "none"  # about the service, not about a person


@dataclass(frozen=True)
class Column:
    """One column: its name here, its name in the source, and what it means."""

    name: str
    type: ColumnType
    meaning: str
    sensitivity: Sensitivity
    item: str = ""  # Standard Safeguarding Dataset item reference, blank where the column is Foothold's own
    source_name: str = ""  # the source's spelling, for example cine_referral_date
    key: bool = False
    required: bool = False  # a row with this blank says nothing and is set aside; every key column is required
    references: str = ""  # "table.column" that must hold the value
    derived_from: str = ""  # the identity column it is coarsened from (postcode -> postcode district)
    drops: tuple[str, ...] = ()  # members of a JSON value typed freely by a worker, who may name anybody: gone on load

    @property
    def stored(self) -> bool:
        """Whether the column enters the warehouse; identities do not."""
        return self.sensitivity is not Sensitivity.IDENTITY


@dataclass(frozen=True)
class Table:
    """One table of the warehouse."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    source_name: str = ""  # the object's name in the Standard Safeguarding Dataset, blank where it is Foothold's own
    origin: str = field(default="Standard Safeguarding Dataset")
    feed: str = ""  # the feed that tells of it whichever feed answers a question, blank where the answering one does

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(names) != len(set(names)):
            raise ValueError(f"{self.name}: a column is declared twice")
        if not any(column.key for column in self.columns):
            raise ValueError(f"{self.name}: no key column is declared")
        if any(column.key and not column.required for column in self.columns):
            raise ValueError(f"{self.name}: a key column is not required")

    @property
    def stored_columns(self) -> tuple[Column, ...]:
        """The columns that enter the warehouse, in order."""
        return tuple(column for column in self.columns if column.stored)

    @property
    def identity_columns(self) -> tuple[Column, ...]:
        """The columns split off on load."""
        return tuple(column for column in self.columns if not column.stored)

    @property
    def key(self) -> tuple[str, ...]:
        """Names of the columns that identify a row."""
        return tuple(column.name for column in self.columns if column.key)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns without which a row says nothing, the key's among them."""
        return tuple(column.name for column in self.columns if column.required)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError names the table when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")
