"""The demonstration's deliberate slips: a few, the same every time, and only where they are meant to be."""

from datetime import date

import pytest

from foothold.demo.days import index_of
from foothold.demo.extract import Extracts
from foothold.demo.slips import SLIPS
from foothold.tables import TABLES

BEFORE, OCTOBER, NOVEMBER = date(2020, 2, 20), date(2020, 10, 31), date(2020, 11, 30)
KEYS = {table.source_name: table.column(table.key[0]).source_name for table in TABLES.values()}


@pytest.fixture(scope="module")
def slipped(all_sheets):
    made = Extracts(all_sheets, SLIPS)
    yield made
    made.close()


def wrong(extracts, slipped, file, day):
    """Keys of the rows of a file that differ from those without slips on a day."""
    for one in (extracts, slipped):
        one.hold(index_of(day))
    rows = [set(one.connection.execute(f"select * from held_{file}").fetchall()) for one in (extracts, slipped)]
    place = [column[0] for column in extracts.connection.execute(f"select * from held_{file} limit 0").description]
    return {row[place.index(KEYS[file])] for row in rows[1] - rows[0]}


def test_slips_begin_late_stay_few_and_some_are_mended_and_some_new(extracts, slipped):
    for slip in SLIPS:
        assert wrong(extracts, slipped, slip.file, BEFORE) == set()
        october = wrong(extracts, slipped, slip.file, OCTOBER)
        november = wrong(extracts, slipped, slip.file, NOVEMBER)
        assert october - november, f"none of {slip.column} is mended"
        assert november - october or slip.file == "ssd_missing", f"none of {slip.column} is new"
        assert 1 <= len(november) <= slip.rows


def test_files_without_slips_are_as_they_were(extracts, slipped):
    for file in ("ssd_cin_episodes", "ssd_cin_assessments", "ssd_cp_plans", "ssd_cla_episodes", "posts"):
        for one in (extracts, slipped):
            one.hold(index_of(NOVEMBER))
        sums = [
            one.connection.execute(f"select count(*), sum(hash(held)) from held_{file} as held").fetchone()
            for one in (extracts, slipped)
        ]
        assert sums[0] == sums[1]
