"""Figures written to Parquet column by column, as many as a council has over years of weeks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.definitions.parquet import write_columns
from foothold.indicators.blocks import FigureBlock

if TYPE_CHECKING:
    import numpy as np

_COLUMNS = {
    "indicator": "VARCHAR", "version": "BIGINT", "slice": "VARCHAR", "part": "VARCHAR",
    "period_start": "DATE", "as_at": "DATE", "numerator": "DOUBLE", "denominator": "DOUBLE", "value": "DOUBLE",
    "status": "VARCHAR", "missing": "VARCHAR",
}  # fmt: skip

_FIRST_MOMENT = date(1970, 1, 1).toordinal()  # from which NumPy counts


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

    count, parts, found = block.outcomes.value.size, len(block.parts), block.outcomes
    state = found.state.ravel()
    return {
        named: _told(name, count),
        "indicator": _told(block.indicator.id, count),
        "version": np.full(count, block.indicator.version),
        "slice": _told(block.by[0] if block.by else "", count),
        "part": np.tile(_texts([part[0] if part else None for part in block.parts]), len(block.periods)),
        "period_start": np.repeat(_days([period.start for period in block.periods]), parts),
        "as_at": np.repeat(_days([period.as_at for period in block.periods]), parts),
        "numerator": found.numerator.ravel(),
        "denominator": found.denominator.ravel(),
        "value": found.value.ravel(),
        "status": _texts([one.status.value for one in found.states])[state],
        "missing": _texts([one.missing for one in found.states])[state],
    }


def _told(text: str, count: int) -> np.ndarray[Any, Any]:
    import numpy as np

    return np.full(count, text, dtype=object)


def _texts(texts: Sequence[str | None]) -> np.ndarray[Any, Any]:
    import numpy as np

    return np.array(texts, dtype=object)


def _days(days: Sequence[date]) -> np.ndarray[Any, Any]:
    """Days as moments, since DuckDB reads no array of days."""
    import numpy as np

    since = np.array([day.toordinal() - _FIRST_MOMENT for day in days])
    return since.astype("datetime64[D]").astype("datetime64[us]")
