"""Which release answers; a figure revised later stays as it was published; populations of a council without its own."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from foothold import warehouse
from foothold.benchmarks import compare
from foothold.warehouse import LoadRefused
from published_rows import PLACES, row

NEED = f"{PLACES},category,At31_episodes_rate"


def need(england):
    return [row(2024, "England", "Children in Need", england), row(2024, "Bedford", "Children in Need", 300)]


def england(home, **options):
    with warehouse.open_published(home, options.pop("as_known", None)) as published:
        (one,) = compare(published, "CN01", "E06000055", **options)
        return one.england.value


def test_the_newest_publication_answers_and_the_earlier_one_by_its_name(publish, home):
    publish("b1_2013_to_2024.csv", NEED, need(332.9), "2024-10-31")
    publish("b1_2013_to_2025.csv", NEED, need(331.2), "2025-10-30")
    assert england(home) == 331.2
    assert england(home, release="b1-2013-to-2024") == 332.9
    assert england(home, as_known=date(2025, 1, 1)) == 332.9


def test_releases_may_be_loaded_in_any_order(publish, home):
    publish("b1_2013_to_2025.csv", NEED, need(331.2), "2025-10-30")
    publish("b1_2013_to_2024.csv", NEED, need(332.9), "2024-10-31")
    assert england(home) == 331.2


def test_a_release_published_again_keeps_what_it_said_before(publish, home):
    publish("b1.csv", NEED, need(332.9), "2024-10-31")
    again = publish("b1.csv", NEED, need(332.8), "2024-11-14")
    assert (again.rows_added, again.rows_ended) == (1, 1)
    assert england(home) == 332.8
    assert england(home, as_known=date(2024, 11, 1)) == 332.9
    with pytest.raises(LoadRefused, match="newer one of the same kind"):
        publish("b1.csv", NEED, need(333.0), "2024-10-31")


def test_the_tool_answers_only_where_the_statistic_itself_does_not(publish, home, tmp_path):
    rate = f"{PLACES},category,Re_referrals_percent"
    publish("c1.csv", rate, [row(2024, "England", "Referrals and Re-referrals", 22.4)], "2024-10-31")
    path = tmp_path / "lait.parquet"
    with duckdb.connect() as connection:
        values = "('ReReferral', '2024', 'England', '22.0', 970), ('ReReferral', '2016', 'England', '22.3', 970)"
        connection.execute(
            f'copy (select a as "Short Desc", \'\' as "Data item", b as "Years", c as "LA and Regions", '
            f'd as "Values", e as "LA Number", \'\' as "Region" from (values {values}) t(a, b, c, d, e)) '
            f"to '{path}' (format parquet)"
        )
    warehouse.load(home, path, authority=None, as_at=date(2026, 3, 1))
    with warehouse.open_published(home) as published:
        (one,) = compare(published, "FD06", "E06000055", period="2024")
        (older,) = compare(published, "FD06", "E06000055", period="2016")
    assert (one.england.value, one.edition.release) == (22.4, "c1")
    assert (older.england.value, older.edition.release) == (22.3, "lait")


AGES = "Children aged 0 to 17 years"


def population(children):
    return [row(2018, "Bedford", AGES, children)]


def test_a_council_without_estimates_has_the_published_ones(publish, home, tmp_path):
    code = "E06000055"
    publish("population.csv", f"{PLACES},age_group,population_estimate", population(39_000), "2019-06-26")
    extract = tmp_path / "extract"
    extract.mkdir()
    (extract / "ssd_person.csv").write_text("pers_person_id,pers_dob\n1,2012-05-04\n")
    warehouse.load(home, extract, authority=code, as_at=date(2019, 10, 31))
    with warehouse.open(home, code) as snapshot:
        first = snapshot.identity
        assert snapshot.connection.execute("from child_population").fetchall() == [(2018, AGES, 39_000)]
        assert not snapshot.not_collected["child_population"]
    publish("population.csv", f"{PLACES},age_group,population_estimate", population(39_500), "2020-06-26")
    with warehouse.open(home, code) as snapshot:
        assert snapshot.connection.execute("select population from child_population").fetchall() == [(39_500,)]
        assert snapshot.identity != first, "figures that rest on another population are others"
    with warehouse.open(home, code, as_known=date(2020, 1, 1)) as snapshot:
        assert snapshot.connection.execute("select population from child_population").fetchall() == [(39_000,)]


def test_a_later_picture_with_estimates_of_its_own_can_still_show_what_an_earlier_one_showed(publish, home, tmp_path):
    code, headings = "E06000055", f"{PLACES},age_group,population_estimate"
    publish("population.csv", headings, population(39_000), "2019-06-26")
    extract = tmp_path / "extract"
    extract.mkdir()
    (extract / "ssd_person.csv").write_text("pers_person_id,pers_dob\n1,2012-05-04\n")
    warehouse.load(home, extract, authority=code, as_at=date(2019, 10, 31))
    own = tmp_path / "own.csv"
    own.write_text("\n".join([headings, *population(39_100)]) + "\n")
    warehouse.load(home, own, authority=code, as_at=date(2020, 6, 26))
    with (
        warehouse.open(home, code, as_known=date(2019, 12, 1)) as earlier,
        warehouse.open(home, code) as later,
    ):
        shown = later.connection.execute(f"select population from ({earlier.select_of('child_population')})").fetchall()
        assert shown == [(39_000,)]
        assert later.connection.execute("select population from child_population").fetchall() == [(39_100,)]


def test_a_council_that_is_in_no_file_has_no_population(publish, home, tmp_path):
    publish("population.csv", f"{PLACES},age_group,population_estimate", population(39_000), "2019-06-26")
    extract = tmp_path / "extract"
    extract.mkdir()
    (extract / "ssd_person.csv").write_text("pers_person_id,pers_dob\n1,2012-05-04\n")
    warehouse.load(home, extract, authority="E99000001", as_at=date(2019, 10, 31))
    with warehouse.open(home, "E99000001") as snapshot:
        assert snapshot.not_collected["child_population"] == {"*"}


def test_england_is_no_authority_but_its_loads_are_listed(publish, home):
    load = publish("b1.csv", NEED, need(332.9))
    assert warehouse.authorities(home) == []
    assert [one.load_id for one in warehouse.loads(home)] == [load.load_id]
    assert [one.load_id for one in warehouse.loads(home, "E92000001")] == [load.load_id]
    assert warehouse.problems(home, load.load_id) == []
