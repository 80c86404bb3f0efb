"""Published statistics: the rows of one authority, and symbols that are not zero."""

from __future__ import annotations

import pytest

HEADINGS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
    "new_la_code,la_name,age_group,population_estimate"
)
AGES = "Children aged 0 to 17 years"


def line(year, code, children, level="Local authority"):
    area = f"E92000001,England,E12000004,East Midlands,990,{code},Exampleshire"
    return f"{year},Reporting year,{level},{area},{AGES},{children}"


@pytest.fixture
def published(reader):
    def read(*lines, **options):
        folder = reader.extract({"population.csv": "\ufeff" + "\n".join([HEADINGS, *lines]) + "\n"})
        return reader.read(folder / "population.csv", **options)

    return read


def test_only_the_authoritys_rows_are_this_return(published, rows):
    result = published(
        line(2019, "", 12_000_000, "National"),
        line(2018, "E99000001", 169_000),
        line(2019, "E99000001", 170_000),
        line(2019, "E99000002", 90_000),
        authority="E99000001",
    )
    assert (result.profile, result.feed, result.outcome) == ("benchmark-csv", "population", "imported")
    assert (result.rows_in, result.rows_imported) == (2, 2)
    assert rows(result, "child_population") == [
        {"mid_year": 2018, "age_group": AGES, "population": 169_000},
        {"mid_year": 2019, "age_group": AGES, "population": 170_000},
    ]


def test_an_authority_that_is_not_in_the_file_is_refused_by_its_code(published):
    result = published(line(2019, "E99000002", 90_000), authority="E99000001")
    assert (result.outcome, result.rows_in) == ("refused", 0)
    assert result.problems[0].text == "Holds no row of authority E99000001. Check the code and the file."


def test_without_an_authority_every_row_is_the_countrys(published, rows):
    result = published(line(2019, "", 12_000_000, "National"), line(2019, "E99000002", 90_000))
    assert (result.outcome, result.rows_in, result.rows_imported) == ("imported", 2, 2)
    assert result.feed == "published-population"
    assert {row["population"] for row in rows(result, "area_populations")} == {12_000_000, 90_000}


@pytest.mark.parametrize("symbol", ["c", "x", "z", "u", "k", "low", "C"])
def test_a_symbol_is_a_missing_figure_and_never_zero(published, rows, symbol):
    result = published(line(2018, "E99000001", symbol), line(2019, "E99000001", 170_000), authority="E99000001")
    assert (result.rows_in, result.rows_imported) == (2, 2)
    assert [row["population"] for row in rows(result, "child_population")] == [None, 170_000]
    (problem,) = result.problems
    assert (problem.rule, problem.row, problem.effect) == ("symbol", 2, "blanked")
    assert problem.text == (
        "Row 2, population_estimate: holds a symbol for a withheld or missing figure; "
        "it was kept as missing, not as zero."
    )


def test_a_figure_that_is_no_number_sets_the_row_aside(published):
    result = published(line(2018, "E99000001", "many"), line(2019, "E99000001", 170_000), authority="E99000001")
    assert (result.rows_in, result.rows_imported, result.rows_set_aside) == (2, 1, 1)
    assert result.problems[0].rule == "integer-invalid"


def test_a_file_without_the_figures_is_refused_by_name(reader):
    folder = reader.extract({"population.csv": "time_period,age_group,new_la_code\n2019,0-17,E99000001\n"})
    result = reader.read(folder / "population.csv", profile="benchmark-csv")
    assert result.outcome == "refused"
    assert "missing column: population_estimate" in result.problems[0].text


def test_a_file_with_a_title_is_read_from_its_headings(reader, rows):
    text = f"Mid-year estimates\n{HEADINGS}\n{line(2019, 'E99000001', 170_000)}\n"
    path = reader.extract({"population.csv": text}) / "population.csv"
    result = reader.read(path, authority="E99000001")
    assert [row["population"] for row in rows(result, "child_population")] == [170_000]
