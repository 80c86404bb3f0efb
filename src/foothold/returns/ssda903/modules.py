"""The modules of the return, 2017 to 2026: their columns from `modules.json`, their codes from `codes.json`.

Every code that a year since 2017 had is accepted in any year; `social_worker` came in 2024.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from foothold.returns.sheet import Field
from foothold.tables import ColumnType

PACKAGE = "foothold.returns.ssda903"


@cache
def modules() -> dict[str, tuple[Field, ...]]:
    """Module -> its columns, in order."""
    declared = json.loads(resources.files(PACKAGE).joinpath("modules.json").read_text(encoding="utf-8"))
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
        for module, columns in declared.items()
    }
