"""What the checks found after every load, and which faults a load mended: through the warehouse's own door."""

import csv
from datetime import date

import pytest
from typer.testing import CliRunner

from foothold import warehouse
from foothold.checks import CATALOGUE, run, store_results, stored
from foothold.cli import build_app
from foothold.tables import TABLES
from foothold.terms.errors import Refused

CODE = "E99000001"
FIRST, SECOND, THIRD = date(2020, 1, 31), date(2020, 2, 29), date(2020, 3, 31)
COLUMNS = ("referral_id", "person_id", "referral_date", "close_date", "referral_nfa", "referral_team")
STEADY = [("r1", "p1", "2019-06-03", "", "N", "T1"), ("r2", "p2", "2019-06-03", "", "N", "T2")]
BACKWARDS = {  # cases that close before they open, as each return holds them
    FIRST: [("b1", "p3", "2020-01-06", "2020-01-03", "N", "T1"), ("b2", "p4", "2020-01-07", "2020-01-03", "N", "T2")],
    SECOND: [("b1", "p3", "2020-01-06", "2020-01-08", "N", "T1"), ("b2", "p4", "2020-01-07", "2020-01-03", "N", "T2")],
    THIRD: [("b2", "p4", "2020-01-07", "2020-01-03", "N", "T2"), ("b3", "p5", "2020-03-03", "2020-03-02", "N", "T1")],
}


def hand_over(home, folder, day):
    """Load the council's cases as they stood on a day."""
    extract = folder / f"extract-{day}"
    extract.mkdir()
    table = TABLES["cin_episodes"]
    with (extract / f"{table.source_name}.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([table.column(name).source_name for name in COLUMNS])
        writer.writerows([*STEADY, *BACKWARDS[day]])
    warehouse.load(home, extract, authority=CODE, as_at=day)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home into which three returns came, with the results of each."""
    home = tmp_path_factory.mktemp("home")
    for day in (FIRST, SECOND, THIRD):
        hand_over(home, tmp_path_factory.mktemp("handed-over"), day)
    store_results(home, CODE)
    return home


def test_each_load_has_its_results(home):
    kept = stored(home, CODE)
    assert [one.as_at for one in kept.runs] == [FIRST, SECOND, THIRD]
    assert kept.course("DQ02") == [(FIRST, 2), (SECOND, 1), (THIRD, 2)]
    assert [row.record_key for row in kept.rows("DQ02")] == ["b2", "b3"]
    assert [row.record_key for row in kept.rows("DQ02", team="T2")] == ["b2"]
    assert kept.rows("DQ02")[0].shown == {"referral_date": "2020-01-07", "close_date": "2020-01-03"}


def test_what_is_kept_is_what_is_found(home):
    kept = stored(home, CODE)
    with warehouse.open(home, CODE) as snapshot:
        for result in run(snapshot, CATALOGUE.values()):
            assert kept.newest.counts.get(result.check.id) == result.count
            assert [row.record_key for row in kept.rows(result.check.id)] == [row.record_key for row in result.rows]


def test_a_fault_is_new_still_there_or_mended_by_a_load(home):
    kept = stored(home, CODE)
    tally = kept.tally("DQ02")
    assert (tally.now, tally.before, tally.mended, tally.new) == (2, 1, 0, 1)
    assert (kept.tally("DQ02", "T2").now, kept.tally("DQ02", "T2").new) == (1, 0)
    assert kept.new_keys("DQ02") == {"b3"}
    assert kept.mended_rows("DQ02") == []
    assert kept.mended_on("DQ02", "b1") == SECOND
    assert kept.mended_on("DQ02", "b2") is None
    assert kept.mended_on("DQ02", "never") is None


def test_a_check_that_was_not_run_has_no_number(home):
    tally = stored(home, CODE).tally("DQ23")
    assert (tally.now, tally.before, tally.mended, tally.new) == (None, None, None, None)
    assert tally.missing == "involvements.involvements_id"


def test_only_the_owner_reads_the_results_and_nothing_is_computed_twice(home):
    folder = home / "checks" / CODE
    before = {file: file.stat().st_mtime_ns for file in folder.glob("rows-*.parquet")}
    assert len(before) == 3
    assert {file.stat().st_mode & 0o077 for file in (*before, folder / "stamp.json")} == {0}
    store_results(home, CODE)
    assert {file: file.stat().st_mtime_ns for file in folder.glob("rows-*.parquet")} == before


def test_results_that_are_kept_are_known_without_opening_the_history(home):
    for day in (FIRST, SECOND, THIRD):
        with warehouse.open(home, CODE, as_known=day) as snapshot:
            assert warehouse.identity_of(home, CODE, as_known=day) == snapshot.identity
    assert warehouse.identity_of(home, CODE, as_known=date(2019, 1, 1)) == ""


def test_nothing_kept_is_said(tmp_path):
    with pytest.raises(Refused, match="foothold checks store"):
        stored(tmp_path, CODE)


def answer(home, *words):
    """What a command prints."""
    result = CliRunner().invoke(build_app(), ["--home", str(home), *words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout.splitlines()


def test_the_command_line_counts_and_lists_the_same_rows(home):
    lines = answer(home, "checks", "run", "--check", "DQ02", "--check", "DQ23", "--format", "csv")
    assert lines == [
        "id,name,severity,rows,status",
        "DQ02,referrals_closed_before_opening,wrong,2,run",
        "DQ23,allocated_workers_who_left,wrong,,not run: involvements.involvements_id not collected",
    ]
    rows = answer(home, "checks", "rows", "referrals_closed_before_opening", "--format", "csv")
    assert rows == [
        "table,record_key,person_id,team,referral_date,close_date",
        "cin_episodes,b2,p4,T2,2020-01-07,2020-01-03",
        "cin_episodes,b3,p5,T1,2020-03-03,2020-03-02",
    ]
    earlier = answer(home, "checks", "rows", "DQ02", "--as-at", "2020-02-15", "--format", "csv")
    assert [row.split(",")[1] for row in earlier[1:]] == ["b1", "b2"]
    assert len(answer(home, "checks", "list", "--format", "csv")) == 1 + len(CATALOGUE)
