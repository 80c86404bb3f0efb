"""`foothold embeddedness calibrate`: published years of councils, read as the ledger would have read them."""

import csv
import io

import pytest
import typer
from typer.testing import CliRunner

from foothold.cli import charts
from foothold.cli.context import Settings
from foothold.terms.errors import Refused
from published_rows import PLACES, row

COLUMNS = "ICPC,Duration_0-10_days,Duration_11-15_days"


@pytest.fixture
def run(home):
    app = typer.Typer()
    charts.register(app)

    def command(*arguments):
        chosen = ["embeddedness", "calibrate", "--indicator", *arguments, "--format", "csv"]
        found = CliRunner().invoke(app, chosen, obj=Settings(home=home, debug=False))
        if found.exception and not isinstance(found.exception, SystemExit):
            raise found.exception
        return list(csv.DictReader(io.StringIO(found.stdout)))

    return command


@pytest.fixture
def conferences(publish, neighbours):
    """England at 80 %; one council rises from 30 to 85 and falls back, another stays good; one year is withheld."""
    county = {2019: (3, 27), 2020: (5, 40), 2021: (5, 80), 2022: (5, 35)}
    lines = [row(year, "England", 1000, 100, 700) for year in county]
    lines += [row(year, "Bedford", 100, *cells) for year, cells in county.items()]
    lines += [row(year, "Lincolnshire", 100, 10, "c" if year == 2020 else 80) for year in county]
    publish("c4.csv", f"{PLACES},{COLUMNS}", lines)


def test_a_council_is_told_year_by_year(run, conferences):
    said = [(one["year"], one["value"], one["word"]) for one in run("CP04", "--authority", "E06000055")]
    assert said == [
        ("2019", "30.0", "not started"),
        ("2020", "45.0", "early"),
        ("2021", "85.0", "tentative"),
        ("2022", "40.0", "not started"),
    ]


def test_a_year_that_was_withheld_is_no_zero_and_breaks_the_count(run, conferences):
    said = [(one["value"], one["word"]) for one in run("CP04", "--authority", "E10000019")]
    assert said == [("90.0", "tentative"), ("", ""), ("90.0", "tentative"), ("90.0", "consolidating")]


def test_words_are_counted_over_all_councils(run, conferences):
    counted = {(one["word"], one["years_later"]): (one["councils"], one["still_on_target"]) for one in run("CP04")}
    assert counted["tentative", "1"] == ("2", "1")
    assert counted["not started", "2"] == ("1", "1")


def test_a_large_rise_is_listed_with_what_became_of_it(run, conferences):
    (one,) = run("CP04", "--rises")
    assert (one["council"], one["from"], one["year"], one["worst_of_3_years_on"]) == ("Bedford", "2019", "2021", "40.0")


def test_what_cannot_be_tried_is_refused(run, conferences):
    with pytest.raises(Refused, match="percentage with an official polarity"):
        run("FD05")
    with pytest.raises(Refused, match="No published figures of AS02"):
        run("AS02")
    with pytest.raises(Refused, match="No figures of E06000099"):
        run("CP04", "--authority", "E06000099")


def test_figures_of_england_alone_are_no_trial(run, publish, neighbours):
    publish("c4.csv", f"{PLACES},{COLUMNS}", [row(year, "England", 1000, 100, 700) for year in (2019, 2020)])
    with pytest.raises(Refused, match="of England alone"):
        run("CP04")
