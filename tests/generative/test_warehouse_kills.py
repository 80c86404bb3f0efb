"""Whatever is killed when, the history is as it was or as it should be, and the same again ends in the same state."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from time import perf_counter

import duckdb
import pytest

from foothold import warehouse

AUTHORITY = "E99000001"
OCTOBER, NOVEMBER = date(2019, 10, 31), date(2019, 11, 30)

# Loads as the command does, and dies at the n-th call that opens, syncs, renames or removes a file.
LOADER = """
import os, signal, sys, threading
from datetime import date
from pathlib import Path
from foothold import warehouse

home, extract, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
calls = 0
one_by_one = threading.Lock()

def counted(call):
    def dies(*arguments, **options):
        global calls
        with one_by_one:
            calls += 1
            if calls == last:
                os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **options)
    return dies

print("ready", flush=True)
sys.stdin.readline()
for name in ("open", "fsync", "replace", "link", "unlink", "rename", "mkdir", "rmdir"):
    setattr(os, name, counted(getattr(os, name)))
if sys.argv[4] == "erase":
    warehouse.erase(home, ["000015"], authority="E99000001", reason="request 17")
else:
    warehouse.load(home, extract, authority="E99000001", as_at=date(2019, 11, 30))
print(calls)
"""
ERASED = "000015"


def write_extract(folder: Path, month: int) -> Path:
    """A small extract whose every table differs from month to month."""
    folder.mkdir()
    people = range(month * 10, 400 + month * 10)
    (folder / "ssd_person.csv").write_text(
        "pers_person_id,pers_sex\n" + "".join(f"{person:06d},F\n" for person in people)
    )
    (folder / "ssd_cin_episodes.csv").write_text(
        "cine_referral_id,cine_person_id,cine_referral_date,cine_close_reason\n"
        + "".join(f"R{person},{person:06d},2019-09-1{person % 9 + 1},RC{month}\n" for person in people)
    )
    (folder / "ssd_department.csv").write_text(
        "dept_team_id,dept_team_name\n" + "".join(f"T{team},Team {team} in month {month}\n" for team in range(20))
    )
    return folder


class Scene:
    """A home with one load, an extract to load next, and what the history is before and after."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.before = folder / "before"
        warehouse.load(self.before, write_extract(folder / "october", 0), authority=AUTHORITY, as_at=OCTOBER)
        self.extract = write_extract(folder / "november", 1)
        finished = self.copy("finished")
        process = self.start(finished)
        start = perf_counter()
        self.calls = int(process.communicate("go\n")[0])
        self.seconds = perf_counter() - start
        self.states = {state(self.before), state(finished)}
        self.after = state(finished)
        erased = self.copy("erased")
        process = self.start(erased, work="erase")
        start = perf_counter()
        self.erasing_calls = int(process.communicate("go\n")[0])
        self.erasing_seconds = perf_counter() - start
        self.without = state(erased)

    def copy(self, name: str) -> Path:
        return Path(shutil.copytree(self.before, self.folder / name))

    def start(self, home: Path, last_call: int = 0, work: str = "load") -> subprocess.Popen[str]:
        command = [sys.executable, "-c", LOADER, str(home), str(self.extract), str(last_call), work]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    def check(self, home: Path) -> None:
        """The history is whole, and loading again completes it."""
        assert state(home) in self.states
        again = warehouse.load(home, self.extract, authority=AUTHORITY, as_at=NOVEMBER)
        assert again.rows_in == again.rows_imported == 820
        assert state(home) == self.after
        assert not list(home.glob("warehouse/*/incoming-*"))
        shutil.rmtree(home)

    def check_erasing(self, home: Path) -> None:
        """The child is there whole or gone, somebody can tell, and the same command again finishes it."""
        found = state(home)
        assert found in (state(self.before), self.without)
        told = bool(warehouse.unfinished(home, AUTHORITY) or warehouse.leftovers(home, AUTHORITY))
        assert told or found == state(self.before) or not holders_of(home)
        warehouse.erase(home, [ERASED], authority=AUTHORITY, reason="request 17")
        assert state(home) == self.without
        assert not warehouse.unfinished(home, AUTHORITY)
        assert not warehouse.leftovers(home, AUTHORITY)
        assert not holders_of(home)
        shutil.rmtree(home)


def holders_of(home: Path) -> list[Path]:
    """Files that hold the child of the erasure."""
    with duckdb.connect() as connection:
        return [
            path
            for path in home.rglob("*.parquet")
            if ERASED in str(connection.execute("from read_parquet(?)", [str(path)]).fetchall())
        ]


def state(home: Path) -> tuple:
    """Every row of the history as known on each day, and the picture's identity."""
    found = []
    for day in (OCTOBER, NOVEMBER):
        with warehouse.open(home, AUTHORITY, as_known=day) as snapshot:
            rows = [snapshot.connection.execute(f"from {name} order by all").fetchall() for name in TABLES]
            found.append((snapshot.identity, str(rows)))
    return tuple(found)


TABLES = ("person", "cin_episodes", "department")


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("kills"))


@pytest.mark.parametrize("part", range(15))
def test_a_load_killed_at_a_step(scene: Scene, part: int) -> None:
    step = 1 + part * (scene.calls - 1) // 14  # from the first step to the last
    home = scene.copy(f"step-{step}")
    process = scene.start(home, step)
    process.communicate("go\n")
    assert process.returncode == -signal.SIGKILL
    scene.check(home)


@pytest.mark.parametrize("part", range(10))
def test_an_erasure_killed_at_a_step(scene: Scene, part: int) -> None:
    step = 1 + part * (scene.erasing_calls - 1) // 9  # from the first step to the last
    home = scene.copy(f"erasing-{step}")
    process = scene.start(home, step, work="erase")
    process.communicate("go\n")
    assert process.returncode == -signal.SIGKILL
    scene.check_erasing(home)


@pytest.mark.slow
@pytest.mark.parametrize(("work", "times"), [("load", 350), ("erase", 150)])
def test_five_hundred_kills_at_random_moments(scene: Scene, work: str, times: int) -> None:
    moments = random.Random(2018)
    seconds, check = (scene.seconds, scene.check) if work == "load" else (scene.erasing_seconds, scene.check_erasing)
    killed = 0
    for number in range(5 * times):
        home = scene.copy(f"{work}-{number}")
        with scene.start(home, work=work) as process:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
            begun = perf_counter()
            try:
                process.wait(moments.uniform(0, seconds))
                seconds = perf_counter() - begun  # it was done before: the machine is less busy than it was
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
                seconds *= 1.02
        check(home)
        if killed == times:
            break
    print(f"{killed} of {number + 1} were killed while at work")
    assert killed == times
