"""How many damaged files a second the reader takes, and whether one of them takes it down, holds it up or makes it lie.

`python -m benchmarks.fuzz [--seconds N] [--from CASE]`. Every format's own sample is damaged in ways drawn from a
number, the case. A process that has read every sample once, and so has everything loaded, is copied for each case; the
copy binds itself to the limits of a reader and reads the one file, so that nothing of it reaches the next. Printed with
its case, and reason to end with status 1, is a copy that ends (a crash), a fault that is not a refusal, ten seconds of
processor time over one file (a hang), rows in that are not rows kept and rows set aside, and a message about a row that
holds what the sample keeps apart of a person. The same number makes the same file.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from foothold.returns import PROFILES, child
from foothold.returns.limits import bind, limits_for
from foothold.returns.profile import Source
from foothold.returns.writing import IDENTITIES

SECONDS, PATIENCE = 30, 10
WAITING = 300  # seconds of the clock after which a copy that uses no processor time counts as a hang
SHORTEST_VALUE = 5  # letters of a value that cannot stand in a message by chance
GOOD = ("imported", "refused")
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


@dataclass(frozen=True)
class Sample:
    """A format's own example, and the values in it that tell who somebody is."""

    profile: str
    path: Path
    values: tuple[str, ...]


def main() -> None:
    """Read damaged files for a while; print how many, what became of them, and every case that went wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=SECONDS)
    options.add_argument("--from", type=int, default=0, dest="first")
    asked, _ = options.parse_known_args()
    with tempfile.TemporaryDirectory() as scratch:
        samples = [_warmed(name, Path(scratch)) for name in sorted(PROFILES) if not PROFILES[name].address]
        tally, case, begun = Counter[str](), asked.first, time.monotonic()
        while time.monotonic() < begun + asked.seconds:
            tally[_case(samples, Path(scratch), case)] += 1
            case += 1
    _tell(case - asked.first, len(samples), time.monotonic() - begun, tally)


def _tell(files: int, formats: int, seconds: float, tally: Counter[str]) -> None:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    each = (used.ru_utime + used.ru_stime) / max(files, 1)
    print(
        f"{files} damaged files of {formats} formats in {seconds:.0f} s: {files / seconds:.1f} a second, "
        f"{1000 * each:.0f} ms of processor time each"
    )
    print(", ".join(f"{what}: {count}" for what, count in sorted(tally.items())))
    if set(tally) - set(GOOD):
        raise SystemExit(1)


def _warmed(name: str, scratch: Path) -> Sample:
    """A format's sample, read once in this process so that all it takes is loaded before copies are made."""
    place = _made(scratch / name)
    path = PROFILES[name].write_sample(_made(place / "in"))
    folder = _made(place / "out")
    child.read(Source(path, path.name), folder, limits_for(path), _request(None))
    return Sample(name, path, _identities(folder / IDENTITIES))


def _identities(folder: Path) -> tuple[str, ...]:
    found: set[str] = set()
    with duckdb.connect() as connection:
        for path in folder.glob("*.parquet"):
            for row in connection.execute("select * from read_parquet(?)", [str(path)]).fetchall():
                found |= {cell for cell in row if isinstance(cell, str) and len(cell) >= SHORTEST_VALUE}
    return tuple(sorted(found))


def _request(profile: str | None) -> dict[str, Any]:
    return {"renamed": False, "authority": None, "worker_key": "", "earlier": None, "profile": profile}


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


def _case(samples: list[Sample], scratch: Path, case: int) -> str:
    """What became of a case, read by a copy of this process. What went wrong is printed."""
    sample = samples[case % len(samples)]
    with tempfile.TemporaryDirectory(dir=scratch) as place:
        answers, asks = os.pipe()
        sys.stdout.flush()
        copy = os.fork()
        if copy == 0:
            os.close(answers)
            _answer(sample, Path(place), case, asks)
        os.close(asks)
        told = _heard(answers, copy)
        _, status = os.waitpid(copy, 0)
    became, _, more = told.partition(": ")
    if not told:
        became = "hang" if os.WIFSIGNALED(status) and os.WTERMSIG(status) in _HANGS else "crash"
        more = f"ended with status {status}"
    if became not in GOOD:
        print(f"case {case}, {sample.profile}, {became}: {more}", flush=True)
    return became


_HANGS = (signal.SIGPROF, signal.SIGKILL, signal.SIGXCPU)


def _heard(answers: int, copy: int) -> str:
    """What a copy says before it ends; nothing when it ends without a word or waits for ever."""
    with os.fdopen(answers, "rb") as pipe:
        if not select.select([pipe], [], [], WAITING)[0]:
            os.kill(copy, signal.SIGKILL)
        return pipe.read().decode()


def _answer(sample: Sample, place: Path, case: int, asks: int) -> None:
    """In the copy: damage, read, say what became of it, and end."""
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        path = damaged(sample.path, _made(place / "in"), case)
        limits = limits_for(path)
        bind(limits)
        folder = _made(place / "out")
        result = child.read(Source(path, path.name), folder, limits, _request(sample.profile if case % 3 else None))
        said = _verdict(result, folder, sample)
    except Exception as fault:
        said = f"fault: {type(fault).__name__} {fault}"[:300]
    os.write(asks, said.encode("utf-8", "replace"))
    os._exit(0)


def _verdict(result: dict[str, Any], folder: Path, sample: Sample) -> str:
    """Imported or refused, or what is wrong with the answer."""
    about_rows = [one for one in result["problems"] if one["row"] not in (None, 1)]  # others may quote a heading
    told = json.dumps(about_rows, ensure_ascii=False)
    if any(value in told for value in sample.values):
        return f"leak: {sorted({one['rule'] for one in about_rows})}"
    if result["outcome"] == "imported":
        aside = folder / "set_aside.parquet"
        with duckdb.connect() as connection:
            (kept,) = connection.execute("select count(*) from read_parquet(?)", [str(aside)]).fetchall()[0]
        if kept != result["rows_set_aside"] or not 0 <= kept < result["rows_in"]:
            return f"rows lost: {result['rows_in']} in, {result['rows_set_aside']} set aside, {kept} of them kept"
    return result["outcome"]


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
