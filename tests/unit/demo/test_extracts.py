import hashlib
from datetime import date

import pytest

from foothold.demo.days import index_of
from foothold.demo.extract import Extracts
from foothold.demo.returns import FOLDER_DAYS, sheets, simulate
from foothold.tables import TABLES

SEED = 2018
BY_FILE = {table.source_name or table.name: table for table in TABLES.values()}
LAST = index_of(date(2020, 11, 30))


def _written(extracts, folder, day):
    extracts.write(folder, index_of(day))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_same_seed_gives_the_same_bytes(extracts, tmp_path):
    again = Extracts(sheets(simulate(SEED), SEED))

    first = _written(extracts, tmp_path / "one", date(2019, 11, 30))

    assert first == _written(again, tmp_path / "two", date(2019, 11, 30))
    assert len(first) == 35
    again.close()


def test_every_file_has_the_columns_that_are_declared_in_their_order_or_another(all_sheets):
    for sheet in all_sheets:
        declared = {
            column.source_name or column.name for column in BY_FILE[sheet.file].columns if not column.derived_from
        }
        assert set(sheet.columns) == declared, sheet.file


@pytest.mark.parametrize("day", [FOLDER_DAYS[0], FOLDER_DAYS[-1]])
def test_keys_are_unique_and_references_hold_on_each_day(extracts, all_sheets, day):
    extracts.hold(index_of(day))
    held = {sheet.file: sheet for sheet in all_sheets}
    for file in held:
        table = BY_FILE[file]
        sources = {column.name: column.source_name or column.name for column in table.columns}
        key = ", ".join(sources[name] for name in table.key)
        twice = f"select count(*) from (select {key} from held_{file} group by all having count(*) > 1)"
        assert extracts.connection.execute(twice).fetchone() == (0,), file
        for column in table.columns:
            target, _, name = column.references.partition(".")
            if not target or (TABLES[target].source_name or target) not in held:
                continue
            other = TABLES[target].source_name or target
            key_there = TABLES[target].column(name).source_name or name
            lost = (
                f"select count(*) from held_{file} where {sources[column.name]} is not null "
                f"and {sources[column.name]} not in (select {key_there} from held_{other})"
            )
            assert extracts.connection.execute(lost).fetchone() == (0,), f"{file}.{column.name}"


def test_an_extract_holds_nothing_from_after_its_day(extracts, all_sheets):
    day = date(2019, 9, 30)
    extracts.hold(index_of(day))
    started = {
        "ssd_cin_episodes": "cine_referral_date", "ssd_involvements": "invo_involvement_start_date",
        "ssd_cin_assessments": "cina_assessment_auth_date", "ssd_cp_plans": "cppl_cp_plan_end_date",
        "ssd_cla_episodes": "clae_cla_episode_ceased_date", "ssd_cin_visits": "cinv_cin_visit_date",
        "ssd_cla_reviews": "clar_cla_review_date", "posts": "end_date",
        "ssd_care_leavers": "clea_care_leaver_latest_contact",
    }  # fmt: skip
    for file, column in started.items():
        newest = extracts.connection.execute(f"select max({column}) from held_{file}").fetchone()
        assert newest is not None
        assert newest[0] <= day, file


def test_later_extracts_bring_allocations_that_had_been_made_before(extracts):
    asked = date(2019, 9, 27)
    counts = []
    for held in (date(2019, 9, 30), date(2019, 10, 31)):
        extracts.hold(index_of(held))
        sql = (
            "select count(*) from held_ssd_cin_episodes where cine_referral_nfa = 'N' and cine_referral_date <= $1 "
            "and coalesce(cine_close_date, date '2099-01-01') > $1 and cine_referral_id not in "
            "(select invo_referral_id from held_ssd_involvements where invo_involvement_start_date <= $1 "
            "and coalesce(invo_involvement_end_date, date '2099-01-01') > $1)"
        )
        counts.append(extracts.connection.execute(sql, [asked]).fetchone()[0])
    assert counts[0] > counts[1]


def test_names_and_postcodes_cannot_be_anybodys(extracts):
    extracts.hold(LAST)
    form = "^ZZ[1-9] [1-9][A-T]{2}$"
    count = f"select count(*) from held_ssd_address where not regexp_matches(addr_address_postcode, '{form}')"
    assert extracts.connection.execute(count).fetchone() == (0,)
    staff = "select count(*), count(distinct prof_professional_name) from held_ssd_professionals"
    everybody, names = extracts.connection.execute(staff).fetchone()
    assert everybody == names


def test_a_full_extract_has_the_size_that_was_planned(extracts):
    extracts.hold(index_of(date(2020, 6, 30)))
    tables = extracts.connection.execute(
        "select sum(estimated_size) from duckdb_tables() where table_name like 'held_%'"
    ).fetchone()
    assert 350_000 < tables[0] < 450_000
