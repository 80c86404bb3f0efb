"""Figures written to Parquet column by column, as many as a council has over years of weeks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.definitions.parquet import write_columns
from foothold.indicators.figures import FigureBlock

if TYPE_CHECKING:
    import numpy as np

_COLUMNS = {
    "indicator": "VARCHAR", "version": "BIGINT", "slice": "VARCHAR", "part": "VARCHAR",
    "period_start": "DATE", "as_at": "DATE", "numerator": "DOUBLE", "denominator": "DOUBLE", "value": "DOUBLE",
    "status": "VARCHAR", "missing": "VARCHAR",
}  # fmt: skip


def write_figures(file: Path, named: str, blocks: Iterable[tuple[str, FigureBlock]]) -> int:
    """Write the figures of every block, each with the name given for it in the column `named`; returns how many.

    A block is of the council as a whole or by one slice. Refused with ValueError where there is none.
    """
    import numpy as np

    found = [_arrays(name, named, block) for name, block in blocks]
    arrays = {column: np.concatenate([one[column] for one in found]) for column in (named, *_COLUMNS)}
    write_columns(file, {named: "VARCHAR", **_COLUMNS}, arrays)
    return len(arrays[named])


def _arrays(name: str, named: str, block: FigureBlock) -> dict[str, np.ndarray[Any, Any]]:
    import numpy as np

    count, parts = len(block.outcomes), len(block.parts)
    columns: Sequence[Sequence[Any]] = list(zip(*block.outcomes, strict=True)) or [()] * 5
    numerators, denominators, values, statuses, missing = columns
    return {
        named: _told(name, count),
        "indicator": _told(block.indicator.id, count),
        "version": np.full(count, block.indicator.version),
        "slice": _told(block.by[0] if block.by else "", count),
        "part": np.tile(_texts([part[0] if part else None for part in block.parts]), len(block.periods)),
        "period_start": np.repeat(_days([period.start for period in block.periods]), parts),
        "as_at": np.repeat(_days([period.as_at for period in block.periods]), parts),
        "numerator": np.array(numerators, dtype=float),
        "denominator": np.array(denominators, dtype=float),
        "value": np.array(values, dtype=float),
        "status": _texts([status.value for status in statuses]),
        "missing": _texts(missing),
    }


def _told(text: str, count: int) -> np.ndarray[Any, Any]:
    import numpy as np

    return np.full(count, text, dtype=object)


def _texts(texts: Sequence[str | None]) -> np.ndarray[Any, Any]:
    import numpy as np

    return np.array(texts, dtype=object)


def _days(days: Sequence[Any]) -> np.ndarray[Any, Any]:
    """Days as moments, since DuckDB reads no array of days."""
    import numpy as np

    return np.array(days, dtype="datetime64[D]").astype("datetime64[us]")
