"""Figures written column by column: every one in its place, and in the order of its block."""

from datetime import date

import duckdb
import numpy as np
import pytest

from foothold.definitions.parquet import Coded, write_columns
from foothold.indicators import CATALOGUE, Period
from foothold.indicators.blocks import FigureBlock, Reasons, with_reasons
from foothold.indicators.figure_columns import write_figures
from foothold.indicators.measures import State, Totals, outcomes
from foothold.terms.figures import FigureStatus

WEEKS = [Period(date(1969, 12, 29), date(1970, 1, 4)), Period(date(2020, 2, 24), date(2020, 3, 1))]
STALE = State(FigureStatus.STALE)


def block(identifier, by, parts, counted, reasons=(None, None)):
    totals = Totals(np.array(counted, dtype=float), np.full((2, len(parts)), 4.0), np.full((2, len(parts)), np.nan))
    found = outcomes("percentage", totals, np.array(np.nan), bool(by))
    return FigureBlock(CATALOGUE[identifier], by, WEEKS, parts, with_reasons(found, Reasons.of(reasons)))


def test_each_figure_is_written_in_its_place(tmp_path):
    whole = block("AL02", (), [()], [[1], [3]], (None, STALE))
    parts = block("AL02", ("team",), [("T1",), (None,)], [[2, 0], [4, 1]], (State(FigureStatus.BLANK, "why"), None))
    count = write_figures(tmp_path / "figures.parquet", "every", [("week", whole), ("latest", parts)])
    version = CATALOGUE["AL02"].version
    early, late = ((period.start, period.as_at) for period in WEEKS)
    assert duckdb.sql(f"from '{tmp_path}/figures.parquet'").fetchall() == [
        ("week", "AL02", version, "", None, *early, 1, 4, 25, "value", ""),
        ("week", "AL02", version, "", None, *late, None, None, None, "stale", ""),
        ("latest", "AL02", version, "team", "T1", *early, None, None, None, "blank", "why"),
        ("latest", "AL02", version, "team", None, *early, None, None, None, "blank", "why"),
        ("latest", "AL02", version, "team", "T1", *late, 4, 4, 100, "value", ""),
        ("latest", "AL02", version, "team", None, *late, 1, 4, 25, "value", ""),
    ]
    assert count == 6


def test_no_figures_are_refused(tmp_path):
    with pytest.raises(ValueError, match="not enough"):
        write_figures(tmp_path / "figures.parquet", "every", [])


def test_many_rows_keep_their_order_and_their_texts(tmp_path):
    rows = np.arange(400_000)
    texts = Coded.of(["", None, "it's"]).at(rows % 3)
    write_columns(tmp_path / "rows.parquet", {"number": "BIGINT", "text": "VARCHAR"}, {"number": rows, "text": texts})
    found = duckdb.sql(f"from '{tmp_path}/rows.parquet'").fetchnumpy()
    assert (found["number"] == rows).all()
    assert found["text"].filled("nothing")[:4].tolist() == ["", "nothing", "it's", ""]
