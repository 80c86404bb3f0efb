"""How the command leaves when nobody reads on, the disk is full, or the home cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-c", "from foothold.cli import main; main()"]


def run(*arguments: str, output: int, home: Path) -> tuple[int, str]:
    done = subprocess.run([*COMMAND, "--home", str(home), *arguments], stdout=output, stderr=subprocess.PIPE, text=True)
    os.close(output)
    return done.returncode, done.stderr


def test_nobody_reads_on(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    assert run("indicators", "list", "--format", "csv", output=writing, home=tmp_path) == (0, "")


def test_a_full_disk_is_said_and_is_no_fault_of_ours(tmp_path: Path) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    status, said = run("indicators", "list", "--format", "csv", output=full, home=tmp_path)
    assert status == 1
    assert "cannot be written: No space left on device" in said


def test_a_home_that_cannot_be_written_is_refused_with_a_remedy(tmp_path: Path) -> None:
    in_the_way, extract = tmp_path / "file", tmp_path / "extract"
    in_the_way.write_text("")
    extract.mkdir()
    (extract / "ssd_department.csv").write_text("dept_team_id,dept_team_name\nT1,One\n")
    for home in (in_the_way, Path("/proc/nowhere")):
        load = ("load", str(extract), "--authority", "E99000001", "--as-at", "2019-10-31")
        status, said = run(*load, output=os.open(os.devnull, os.O_WRONLY), home=home)
        assert status == 1
        assert "cannot be written" in said
