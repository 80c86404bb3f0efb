"""The due days that definitions join are those that Python gives, on both engines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foothold.indicators.engines import DuckDBEngine
from foothold.indicators.populations import populations_used
from foothold.indicators.spark import SparkEngine, spark_session, why_absent
from foothold.terms.clocks import clocks, due_day, last_day_in_time

DAYS = [date(2012, 1, 1) + timedelta(days=step) for step in range(0, 5400, 37)]
DAYS += [
    date(2013, 4, 14),
    date(2013, 4, 15),
    date(2020, 2, 29),
    date(2020, 4, 24),
    date(2020, 9, 25),
    date(2024, 2, 29),
]

SQL = f"""
select clock, start_day, due_day, last_day_in_time
from clock_due_days
where start_day in ({", ".join(f"date '{day}'" for day in DAYS)})
"""
SEEN_BY_REMOTE_MEANS = """
select variations.effect, count(*) from clock_variations as variations
where date '2020-06-01' between variations.from_date and variations.to_date
group by variations.effect
"""


def expected() -> set[tuple[object, ...]]:
    return {
        (clock.name, day, due_day(clock.name, day), last_day_in_time(clock.name, day))
        for clock in clocks()
        for day in DAYS
        if clock.valid_from <= day <= clock.valid_to
    }


def test_duckdb_gives_the_due_days_of_python(drawn):
    engine = DuckDBEngine(drawn({}).connection)
    engine.prepare([])
    rows = engine.rows(SQL, populations_used(SQL))
    assert len(rows) == len(set(rows))
    assert set(rows) == expected()
    assert dict(engine.rows(SEEN_BY_REMOTE_MEANS, ())) == {"no_fixed_limit": 6, "remote_lawful": 11}


@pytest.mark.spark
@pytest.mark.skipif(bool(why_absent()), reason=why_absent() or "Spark is there")
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the gateway to Java closes its sockets late
@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:pyspark")
def test_spark_gives_the_due_days_of_python(drawn, tmp_path):
    source = drawn({})
    with spark_session({"spark.sql.codegen.wholeStage": "false"}) as session:
        engine = SparkEngine(session, source, tmp_path)
        engine.prepare([])
        assert set(engine.rows(SQL, populations_used(SQL))) == expected()
        assert dict(engine.rows(SEEN_BY_REMOTE_MEANS, ())) == {"no_fixed_limit": 6, "remote_lawful": 11}
