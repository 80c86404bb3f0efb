"""Reading happens in a process of its own that can be killed, starved or crash without harm to the one that asked."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from foothold.returns import PROFILES, PUBLISHED_FEED, fault, reading
from foothold.returns.limits import FOLDER, ONE_FILE
from foothold.terms.errors import Refused

LIMITED = """
from foothold.returns.limits import MEGABYTE, Limits, bind
bind(Limits(address_space=400 * MEGABYTE, cpu_seconds=2, wall_seconds=5, written_file=1000, open_files=20, upload=1))
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


@pytest.mark.parametrize("name", sorted(name for name, one in PROFILES.items() if not one.address))
def test_every_formats_sample_is_recognised_and_read_whole(limited_reader, tmp_path, name):
    profile = PROFILES[name]
    result = limited_reader.read(profile.write_sample(tmp_path / "sample"))
    assert (result.profile, result.outcome) == (name, "imported")
    assert result.feed.startswith(PUBLISHED_FEED) if profile.national else result.feed == profile.feed
    assert result.rows_in == result.rows_imported > 0


def test_a_process_that_waits_too_long_is_stopped_and_the_return_refused(limited_reader, sample, monkeypatch):
    monkeypatch.setattr(reading, "limits_for", lambda path: replace(ONE_FILE, wall_seconds=0))
    result = limited_reader.read(sample)
    assert (result.outcome, result.rows_in, list(result.folder.iterdir())) == ("refused", 0, [])
    assert result.problems[0].rule == "machine-busy"
    assert result.problems[0].text.endswith("Try again when it is less busy.")
    assert result.log == "The reader was not done after 0 seconds."


def test_what_is_no_plain_file_is_refused_and_not_waited_for(reader, tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        result = reader.read(path)
        assert (result.outcome, [problem.rule for problem in result.problems]) == ("refused", ["file-unreadable"])


def test_a_file_that_may_not_be_read_is_refused_and_is_no_fault_of_the_program(reader, sample, monkeypatch):
    def refused(*_arguments, **_options):
        raise PermissionError

    monkeypatch.setattr("foothold.returns.child.hashlib.file_digest", refused)
    result = reader.read(sample)
    assert (result.outcome, [problem.rule for problem in result.problems]) == ("refused", ["file-unreadable"])


@pytest.mark.parametrize("limits", [ONE_FILE, FOLDER])
def test_the_clock_leaves_room_for_a_busy_machine(limits):
    assert limits.wall_seconds >= 10 * limits.cpu_seconds


def test_a_process_that_works_too_long_is_told_from_one_that_was_killed():
    done = attempt("while True: pass")
    assert done.returncode == -signal.SIGXCPU


@pytest.mark.parametrize(
    ("status", "rule"),
    [
        (-signal.SIGXCPU, "time-limit"),
        (-signal.SIGKILL, "memory-limit"),
        (-signal.SIGSEGV, "reader-stopped"),
        (-signal.SIGABRT, "reader-stopped"),
        (1, "reader-fault"),
    ],
)
def test_how_a_process_ended_says_what_was_wrong(tmp_path, status, rule):
    assert fault.why(status, tmp_path).rule == rule


def test_a_process_without_memory_is_told_as_such(tmp_path):
    fault.write(MemoryError(), tmp_path)
    assert fault.why(1, tmp_path).rule == "memory-limit"


def test_a_crash_leaves_the_lines_it_happened_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = attempt(
        "import faulthandler, pathlib; from foothold.returns import fault; "
        "fault.trace_crashes(pathlib.Path('.')); faulthandler._sigsegv()"
    )
    stopped = fault.why(done.returncode, tmp_path)
    assert stopped.rule == "reader-stopped"
    assert "Segmentation fault" in stopped.log


def test_a_fault_of_the_program_has_a_reference_and_tells_no_value(limited_reader, sample):
    class Key(bytes):
        def hex(self) -> str:
            return "no hexadecimal at all"

    results = [limited_reader.read(sample, worker_key=Key()) for _ in range(2)]
    result = results[0]
    assert (result.outcome, [problem.rule for problem in result.problems]) == ("refused", ["reader-fault"])
    (reference,) = re.findall(r"reference ([0-9a-f]{8})\)", result.problems[0].text)
    assert reference in results[1].problems[0].text
    assert result.log.splitlines()[0] == "ValueError"
    assert "child.py" in result.log
    assert "hexadecimal" not in result.log + result.problems[0].text


def test_a_process_that_cannot_begin_is_a_fault_of_the_program(limited_reader, sample, monkeypatch):
    monkeypatch.setattr(reading, "_CHILD", "foothold.returns.no_such_module")
    result = limited_reader.read(sample)
    assert "(reference exit-1)" in result.problems[0].text


READ = """
import sys, pathlib
from foothold.returns import read_return
read_return(pathlib.Path(sys.argv[1]), into=pathlib.Path(sys.argv[2]))
"""
ORPHAN = """
import os, time
from foothold.returns.parentage import end_with
end_with(os.getppid(), signalled={signalled})
print("ready", flush=True)
time.sleep(60)
"""
PARENT = """
import subprocess, sys, time
print(subprocess.Popen([sys.executable, "-c", sys.argv[1]]).pid, flush=True)
time.sleep(60)
"""


def gone(process: int) -> bool:
    """Whether a process has ended, waited for by its new parent or not, within ten seconds."""
    for _ in range(100):
        try:
            if Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="the children of a process are looked up in /proc")
def test_the_reading_process_ends_when_the_one_that_asked_is_killed(tmp_path):
    endless = tmp_path / "never-written.csv"
    os.mkfifo(endless)
    with subprocess.Popen([sys.executable, "-c", READ, str(endless), str(tmp_path / "into")]) as asked:
        children = Path(f"/proc/{asked.pid}/task/{asked.pid}/children")
        found: list[str] = []
        for _ in range(600):
            found = children.read_text().split()
            if found and (tmp_path / "into" / "crash.txt").exists():
                break
            time.sleep(0.05)
        asked.kill()
    assert gone(int(found[0]))


@pytest.mark.parametrize("signalled", [True, False])
def test_a_process_ends_with_its_parent_with_and_without_the_help_of_the_system(signalled):
    code = ORPHAN.format(signalled=signalled)
    with subprocess.Popen([sys.executable, "-c", PARENT, code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        lines = {parent.stdout.readline().strip(), parent.stdout.readline().strip()}
        parent.kill()
    assert "ready" in lines
    assert gone(int((lines - {"ready"}).pop()))


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


def test_a_name_in_other_letters_than_utf_8_is_read_all_the_same(reader, tmp_path):
    path = tmp_path / os.fsdecode(b"referrals \xff.csv")
    path.write_text("CHILD,DOB,REVIEW,REVIEW_CODE\r\n1,01/01/2010,28/06/2019,PN1\r\n")
    result = reader.read(path)
    assert (result.profile, result.rows_in, result.sources[0].name) == ("ssda903-reviews-csv", 1, "referrals .csv")
    assert {entry.name for entry in result.folder.iterdir()} >= {"cla_reviews.parquet"}
    assert not (result.folder / "handed-over").exists()


def test_nothing_handed_over_and_unknown_formats_are_refused_outright(reader, sample, tmp_path):
    with pytest.raises(Refused, match="no file or folder absent"):
        reader.read(tmp_path / "absent")
    with pytest.raises(Refused, match=f"called that. Use one of: {', '.join(sorted(PROFILES))}"):
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
