"""What a form of published file is: the headings it is known by, and the rows that it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from foothold.returns.published.figures import Layout
from foothold.returns.sheet import Field
from foothold.tables import ColumnType

TEXT, DATE, INTEGER = ColumnType.TEXT, ColumnType.DATE, ColumnType.INTEGER


@dataclass(frozen=True)
class Rows:
    """Rows of one table made from each row of a sheet: column -> SQL over the sheet's fields and `release`."""

    table: str
    columns: Mapping[str, str]
    where: str = "true"


@dataclass(frozen=True)
class Form:
    """One form: the fields it is known by, all its fields, and what they become."""

    name: str
    fields: tuple[Field, ...]
    marks: frozenset[str]
    rows: tuple[Rows, ...] = ()
    layout: Layout | None = None  # where the sheet holds figures
    is_figure: Callable[[str], bool] = field(default=lambda heading: False)  # by its heading
    as_is: Mapping[str, str] = field(default_factory=dict)  # name -> heading of texts too long to be checked as a cell
    headings: Callable[[Sequence[str]], Sequence[str]] | None = None  # names columns that are published without a name


def text(name: str, *spellings: str, key: bool = False, apart: bool = False) -> Field:
    """A column of text, under its own name unless other headings are given."""
    return Field(name, TEXT, spellings or (name,), key=key, tells_apart=apart)


def day(name: str, *spellings: str, key: bool = False, apart: bool = False) -> Field:
    """A column of dates."""
    return Field(name, DATE, spellings or (name,), key=key, tells_apart=apart)


def form(name: str, fields: Sequence[Field], marks: str, **parts: object) -> Form:
    """A form known by the fields named in `marks`."""
    return Form(name, tuple(fields), frozenset(marks.split()), **parts)  # type: ignore[arg-type] - the parts are those of a Form
