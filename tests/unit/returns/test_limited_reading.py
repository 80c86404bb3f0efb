"""Reading happens in a process of its own that can be killed, starved or crash without harm to the one that asked."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from foothold.returns import PROFILES, reading
from foothold.returns.limits import ONE_FILE
from foothold.terms.errors import Refused

LIMITED = """
from foothold.returns.limits import MEGABYTE, Limits, bind
bind(Limits(address_space=400 * MEGABYTE, cpu_seconds=5, wall_seconds=5, written_file=1000, open_files=20, upload=1))
{attempt}
"""


def attempt(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", "-c", LIMITED.format(attempt=code)], capture_output=True, text=True)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("bytearray(600 * MEGABYTE)", "MemoryError"),
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "PermissionError"),
        ("import subprocess; subprocess.run(['true'])", "PermissionError"),
        ("import os; os.system('true')", "PermissionError"),
        ("[open('/dev/null') for _ in range(30)]", "Too many open files"),
        ("from pathlib import Path; Path('big').write_bytes(b'x' * 5000)", "File too large"),
    ],
)
def test_the_reading_process_is_bound(code, error, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = attempt(code)
    assert done.returncode != 0
    assert error in done.stderr


def test_the_engine_reads_and_writes_only_where_it_may(tmp_path):
    import duckdb

    from foothold.returns.engine import open_engine

    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "secret.csv").write_text("a\n1\n")
    connection = open_engine(tmp_path / "in", tmp_path / "out")
    for statement in (
        f"select * from read_csv('{tmp_path}/secret.csv')",
        f"copy (select 1) to '{tmp_path}/elsewhere.csv'",
        f"attach '{tmp_path}/other.db'",
        "install httpfs",
        "set enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            connection.execute(statement)
    connection.close()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return PROFILES["ssd-folder"].write_sample(tmp_path)


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_every_formats_sample_is_recognised_and_read_whole(limited_reader, tmp_path, name):
    profile = PROFILES[name]
    result = limited_reader.read(profile.write_sample(tmp_path / "sample"))
    assert (result.profile, result.feed, result.outcome) == (name, profile.feed, "imported")
    assert result.rows_in == result.rows_imported > 0


def test_a_process_that_takes_too_long_is_stopped_and_the_return_refused(limited_reader, sample, monkeypatch):
    monkeypatch.setattr(reading, "limits_for", lambda path: replace(ONE_FILE, wall_seconds=0))
    result = limited_reader.read(sample)
    assert (result.outcome, result.rows_in, list(result.folder.iterdir())) == ("refused", 0, [])
    assert result.problems[0].rule == "time-limit"
    assert result.problems[0].text == "Reading took longer than 60 seconds, so it was stopped. Split the file."


def test_a_process_that_crashes_refuses_the_return(limited_reader, sample, monkeypatch):
    monkeypatch.setattr(reading, "_CHILD", "foothold.returns.no_such_module")
    result = limited_reader.read(sample)
    assert result.problems[0].text == (
        "The file stopped the program that reads it, so it was refused. Open it, save it anew and try again."
    )


def test_the_reading_process_inherits_no_environment(limited_reader, sample, monkeypatch):
    seen = {}
    start = subprocess.Popen

    def spy(arguments, **options):
        seen.update(options["env"])
        return start(arguments, **options)

    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setattr(reading.subprocess, "Popen", spy)
    assert limited_reader.read(sample).outcome == "imported"
    assert set(seen) == {"PATH", "LANG", "TMPDIR", "HOME"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\week 3.csv", "week 3.csv"),
        ("\x1b[31mred", "31mred"),
        ("", "unnamed"),
    ],
)
def test_a_hostile_name_is_reduced_to_its_last_part(reader, tmp_path, name, shown):
    path = PROFILES["benchmark-csv"].write_sample(tmp_path / "sample")
    result = reader.read(path, name=name)
    assert result.sources[0].name == shown
    assert [problem.rule for problem in result.problems] == ["file-name"]


def test_nothing_handed_over_and_unknown_formats_are_refused_outright(reader, sample, tmp_path):
    with pytest.raises(Refused, match="no file or folder absent"):
        reader.read(tmp_path / "absent")
    with pytest.raises(Refused, match=r"no format called that. Use one of: annex-a-xlsx, benchmark-csv, ssd-folder"):
        reader.read(sample, profile="nonsense")


def test_a_place_with_something_in_it_is_not_used(sample):
    with pytest.raises(ValueError, match="is not empty"):
        reading.read_return(sample, into=sample)


def test_a_folder_is_not_a_file_of_another_format(reader, sample):
    result = reader.read(sample, profile="benchmark-csv")
    assert result.problems[0].rule == "format-wrong"


def test_links_in_a_folder_are_not_followed(reader, sample, tmp_path):
    (tmp_path / "elsewhere.csv").write_text("dept_team_id\nT1\n")
    (sample / "ssd_department.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert "department" not in reader.read(sample).tables
