"""What nothing can feed is said, with the field that is missing, and stands in no catalogue beside."""

import csv
from io import StringIO

from typer.testing import CliRunner

from foothold.cli import build_app
from foothold.indicators import CATALOGUE, not_fed


def test_an_indicator_is_either_computed_or_said_to_be_missing_a_field():
    assert {one.id for one in not_fed()} & set(CATALOGUE) == set()
    assert all(one.missing and one.why and one.title for one in not_fed())


def test_the_list_of_all_shows_what_is_missing():
    told = CliRunner().invoke(build_app(), ["indicators", "list", "--all", "--format", "csv"])
    rows = {row["id"]: row for row in csv.DictReader(StringIO(told.stdout))}
    assert rows["WF08"]["status"] == "fed"
    assert (rows["ED05"]["status"], rows["ED05"]["missing"]) == (
        "not fed",
        "date of each personal education plan and its review",
    )
    assert len(rows) == len(CATALOGUE) + len(not_fed())
