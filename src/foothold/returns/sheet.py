"""A sheet of text: what every text format is brought to before anything is checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foothold.returns.headings import Headings
from foothold.tables import ColumnType


@dataclass(frozen=True)
class Field:
    """One column that a format reads."""

    name: str  # its name here
    type: ColumnType
    spellings: tuple[str, ...]  # headings it may stand under, the first being the one that messages use
    key: bool = False  # part of what identifies the row
    required: bool = False  # the record cannot be placed without it
    tells_apart: bool = False  # tells rows of the same key apart, though it may be blank
    identity: bool = False  # a name, address, comment or the like: never kept in the record of a row set aside
    codes: str = ""  # the code set that its values are brought to

    @property
    def identifier(self) -> bool:
        """Whether the values are identifiers, out of which invisible characters are taken."""
        return self.key or self.name.endswith("_id")


@dataclass(frozen=True)
class Across:
    """A rule over several cells of a row."""

    rule: str  # its effect says whether the row is set aside or only told of
    field: str  # the column that is told of
    needs: tuple[str, ...]  # fields without whose columns the rule is not asked
    fails: str  # SQL over the typed fields of a row, in which `{rows}` stands for all of them


@dataclass(frozen=True)
class Quirks:
    """What a file's characters make necessary. Knowing that it has none saves a look at every value."""

    unusual: bool = True  # there may be unusual spaces or characters that cannot be seen
    foreign: bool = True  # there are characters beyond ASCII
    edges: bool = True  # there may be spaces around values
    long: bool = True  # there may be a value longer than a text may be
    slashes: bool = True  # there may be a date written with them
    colons: bool = True  # there may be a time of day


@dataclass(frozen=True)
class Sheet:
    """A table of the engine whose columns c0, c1, ... are the cells of a file's rows, all text."""

    file: str  # as messages name it
    relation: str  # the engine's table
    row: str  # SQL that gives the row number the user sees
    headings: Headings
    quirks: Quirks
    ragged: Sequence[Sequence[str]] = ()  # cells of the rows set aside because they could not be laid into columns


@dataclass(frozen=True)
class Checked:
    """A sheet converted: `relation` has `_row` and one typed column for each field, of the rows that were kept."""

    relation: str
    rows_in: int
    rows_set_aside: int
    absent: tuple[str, ...]  # fields that the file does not hold
    texts: str  # SQL relation of `_row` and the cleaned text of each field
    aside: str  # SQL relation of the key fields of the rows set aside, blank where they could not be read
