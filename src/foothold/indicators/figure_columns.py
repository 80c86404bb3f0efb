"""Figures written to Parquet column by column, as many as a council has over years of weeks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.definitions.parquet import Coded, write_columns
from foothold.indicators.blocks import FigureBlock

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, Any]

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
    names, kept = zip(*blocks, strict=True)
    arrays = {named: Coded.of(names).at(_block_of_each(kept)), **_told(kept), **_placed(kept), **_numbers(kept)}
    write_columns(file, {named: "VARCHAR", **_COLUMNS}, arrays)
    return len(arrays["value"])


def _block_of_each(blocks: Sequence[FigureBlock]) -> Numbers:
    import numpy as np

    return np.repeat(np.arange(len(blocks)), [block.outcomes.value.size for block in blocks])


def _told(blocks: Sequence[FigureBlock]) -> dict[str, Numbers | Coded]:
    """What is the same for all figures of a block."""
    import numpy as np

    of = _block_of_each(blocks)
    return {
        "indicator": Coded.of([block.indicator.id for block in blocks]).at(of),
        "version": np.array([block.indicator.version for block in blocks])[of],
        "slice": Coded.of([block.by[0] if block.by else "" for block in blocks]).at(of),
    }


def _placed(blocks: Sequence[FigureBlock]) -> dict[str, Numbers | Coded]:
    """The period and the part of each figure."""
    import numpy as np

    row, column = np.concatenate([np.indices(block.outcomes.value.shape).reshape(2, -1) for block in blocks], axis=1)
    periods, parts = [block.periods for block in blocks], [block.parts for block in blocks]
    at = _starts(periods)[_block_of_each(blocks)] + row
    return {
        "part": Coded.of([part[0] if part else None for one in parts for part in one]).at(
            _starts(parts)[_block_of_each(blocks)] + column
        ),
        "period_start": _days([period.start for one in periods for period in one])[at],
        "as_at": _days([period.as_at for one in periods for period in one])[at],
    }


def _numbers(blocks: Sequence[FigureBlock]) -> dict[str, Numbers | Coded]:
    import numpy as np

    numerators, denominators, values, state, states = zip(*(block.outcomes for block in blocks), strict=True)
    at = _starts(states)[_block_of_each(blocks)] + np.concatenate([one.ravel() for one in state])
    return {
        "numerator": np.concatenate([one.ravel() for one in numerators]),
        "denominator": np.concatenate([one.ravel() for one in denominators]),
        "value": np.concatenate([one.ravel() for one in values]),
        "status": Coded.of([state.status.value for one in states for state in one]).at(at),
        "missing": Coded.of([state.missing for one in states for state in one]).at(at),
    }


def _starts(lists: Sequence[Sequence[Any]]) -> Numbers:
    """Where each of these lists begins when they stand one after the other."""
    import numpy as np

    return np.cumsum([0, *map(len, lists[:-1])])


def _days(days: Sequence[date]) -> Numbers:
    """Days as moments, since DuckDB reads no array of days."""
    import numpy as np

    since = np.array([day.toordinal() - _FIRST_MOMENT for day in days])
    return since.astype("datetime64[D]").astype("datetime64[us]")
