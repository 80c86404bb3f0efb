"""Dates are looked for as narrowly as a file allows, and what is found is the same."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from foothold.returns.conversion import converted
from foothold.returns.sheet import Quirks
from foothold.tables import ColumnType


def _date(text: str, quirks: Quirks) -> date | None:
    (found,) = duckdb.execute(
        f"select {converted('t', ColumnType.DATE, quirks)} from (select ? as t)", [text]
    ).fetchall()
    return found[0]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2019-02-03", date(2019, 2, 3)),
        ("2019-02-03T10:00:00Z", date(2019, 2, 3)),
        ("2019-02-03 23:59", date(2019, 2, 3)),
        ("03/04/2015", date(2015, 4, 3)),
        ("3/4/2015", date(2015, 4, 3)),
        ("03/04/2015 10:00", date(2015, 4, 3)),
        ("31/02/2019", None),
        ("2019-02-30", None),
        ("04/13/2015", None),
        ("2019-02-03x", None),
        ("2019-02-03T", None),
        ("03/04/2015x", None),
        ("03/04/15", None),
        ("1899-12-31", None),
        ("03.04.2015", None),
        ("44197", None),
    ],
)
def test_a_date_is_the_same_however_little_is_looked_for(text: str, meant: date | None) -> None:
    assert _date(text, Quirks()) == meant
    assert _date(text, Quirks(slashes="/" in text, colons=":" in text)) == meant
