"""The modules of the return, as the newest year that has them declares their columns: data, in `years/`."""

from __future__ import annotations

from functools import cache

from foothold.returns.editions import records
from foothold.returns.sheet import Field
from foothold.tables import ColumnType

PACKAGE = "foothold.returns.ssda903"


@cache
def modules() -> dict[str, tuple[Field, ...]]:
    """Module -> its columns, in order."""
    return {
        module: tuple(
            Field(
                name,
                ColumnType(column["type"]),
                (name,),
                key=column.get("key", False),
                identity=column.get("identity", False),
                codes=column.get("codes", ""),
            )
            for name, column in columns.items()
        )
        for module, columns in records(PACKAGE).items()
    }


SHARED_COLUMNS = frozenset({"CHILD", "DOB", "SEX"})  # that several modules have

OWN_COLUMNS = {module: frozenset(one.name for one in fields) - SHARED_COLUMNS for module, fields in modules().items()}
"""Module -> the columns that no other module has."""
