"""How many damaged files a minute the reader takes, and whether one of them takes the reader down or holds it up.

`python -m benchmarks.fuzz [--seconds N] [--from CASE]`. Every format's own sample is damaged in ways drawn from a
number, the case, and read by the reader of uploads in a process that is kept from file to file and bound by its limits.
An end of that process, a fault that is not a refusal, or ten seconds of processor time over one file is printed with
its case; the same number makes the same file. It ends with status 1 when there was one.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import defusedxml.ElementTree  # noqa: F401 - loaded before a process is made, so that each does not load it again
import duckdb  # noqa: F401
import python_calamine  # noqa: F401

from foothold.returns import PROFILES, child
from foothold.returns.limits import bind, limits_for
from foothold.returns.profile import Source

SECONDS, PATIENCE = 30, 10
CASES_A_PROCESS = 400
TOKENS = (b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b",", b"\r", b"\n", b"<!DOCTYPE x>", b"&x;", b"]]>", b"1E999")
TOKENS += (
    b"=1+1",
    b"-1",
    b"31/02/2019",
    b"9" * 400,
    "\u202e\U0001f600".encode(),
    b"<a>" * 60,
    b"{" * 60,
    b"null",
    b"NaN",
)


def main() -> None:
    """Read damaged files for a while; print how many, what became of them, and every case that went wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=SECONDS)
    options.add_argument("--from", type=int, default=0, dest="first")
    asked, _ = options.parse_known_args()
    with tempfile.TemporaryDirectory() as scratch:
        samples = {name: profile.write_sample(_made(Path(scratch) / name)) for name, profile in PROFILES.items()}
        tally, case, end = Counter[str](), asked.first, time.monotonic() + asked.seconds
        while time.monotonic() < end:
            case = _some_cases(samples, Path(scratch), case, end, tally)
    files, rate = case - asked.first, (case - asked.first) / asked.seconds
    print(f"{files} damaged files of {len(samples)} formats in {asked.seconds:.0f} s, {rate:.0f} a second")
    print(", ".join(f"{what}: {count}" for what, count in sorted(tally.items())))
    if tally["ended"] or tally["fault"]:
        raise SystemExit(1)


def damaged(sample: Path, into: Path, case: int) -> Path:
    """A copy of a sample with the damage that belongs to a case."""
    chance = random.Random(case)
    copied = into / sample.name
    shutil.copytree(sample, copied) if sample.is_dir() else shutil.copy(sample, copied)
    file = chance.choice(sorted(copied.iterdir())) if sample.is_dir() else copied
    packed = zipfile.is_zipfile(file) and chance.random() < 0.8
    content = _damage_inside(file, chance) if packed else _damage(file.read_bytes(), chance)
    file.write_bytes(content)
    return copied


def _damage_inside(file: Path, chance: random.Random) -> bytes:
    """An archive or a workbook that is whole, with one of its members damaged."""
    packed = io.BytesIO()
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        names = before.namelist()
        hit = chance.choice(names)
        for name in names:
            content = before.read(name)
            after.writestr(name, _damage(content, chance) if name == hit else content)
    return packed.getvalue()


def _damage(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(damaged) + 1)
        chance.choice(WAYS)(damaged, place, chance)
    return bytes(damaged)


def _flip(content: bytearray, place: int, chance: random.Random) -> None:
    content[place : place + 1] = bytes([chance.randrange(256)])


def _insert(content: bytearray, place: int, chance: random.Random) -> None:
    content[place:place] = chance.choice(TOKENS)


def _remove(content: bytearray, place: int, chance: random.Random) -> None:
    del content[place : place + chance.randint(1, 40)]


def _repeat(content: bytearray, place: int, chance: random.Random) -> None:
    content[place:place] = content[place : place + chance.randint(1, 200)] * chance.randint(1, 5)


def _cut(content: bytearray, place: int, chance: random.Random) -> None:
    if chance.random() < 0.2:
        del content[place:]


WAYS: tuple[Callable[[bytearray, int, random.Random], None], ...] = (_flip, _insert, _remove, _repeat, _cut)


def _some_cases(samples: dict[str, Path], scratch: Path, first: int, end: float, tally: Counter[str]) -> int:
    """Read cases in a process of their own; the number of the next. What went wrong is printed and counted."""
    told = scratch / "told"
    told.write_text(f"{first}\n")
    sys.stdout.flush()
    process = os.fork()
    if process == 0:
        _read_cases(samples, scratch, first, end, told)
    _, status = os.waitpid(process, 0)
    lines = told.read_text().splitlines()
    tally.update(line for line in lines if line in ("imported", "refused", "fault"))
    reached = max(int(line) for line in lines if line.isdigit())
    if status:
        tally["ended"] += 1
        print(f"case {reached} ended the reader with status {status}")
    return reached + 1


def _read_cases(samples: dict[str, Path], scratch: Path, first: int, end: float, told: Path) -> None:
    signal.signal(signal.SIGPROF, _too_long)
    bind(limits_for(next(iter(samples.values()))))
    with told.open("a", buffering=1) as log:
        for case in range(first, first + CASES_A_PROCESS):
            print(case, file=log)
            print(_read(samples, scratch, case), file=log)
            if time.monotonic() > end:
                break
    os._exit(0)


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    os._exit(2)


def _read(samples: dict[str, Path], scratch: Path, case: int) -> str:
    """What became of a case: imported, refused, or a fault."""
    name = sorted(samples)[case % len(samples)]
    with tempfile.TemporaryDirectory(dir=scratch) as place:
        given, folder = _made(Path(place) / "in"), _made(Path(place) / "out")
        request = {"renamed": False, "authority": None, "worker_key": "", "earlier": None}
        request["profile"] = name if case % 3 else None
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        try:
            path = damaged(samples[name], given, case)
            result = child.read(Source(path, path.name), folder, limits_for(path), request)
        except Exception as fault:
            print(f"case {case}, {name}: {type(fault).__name__}: {fault}"[:300], flush=True)
            return "fault"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    return result["outcome"]


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
