"""How many damaged files a second the reader takes, and whether one of them takes it down, holds it up or makes it lie.

`python -m benchmarks.fuzz [--seconds N] [--seed S] [--from CASE]`. Every format's own sample is damaged as `damage`
says, by the seed and the number of the case: the same two make the same file. A child process that has everything
loaded binds itself to the limits of a reader and reads hundreds of files, one after another, each in a database of its
own; then, and after each crash and hang, another takes its place. The first file of each goes through the reader as it
is, with a process for itself.

Printed with its case, and reason to end with status 1, is a child that ends (a crash), a fault that is not a refusal,
ten seconds of processor time over one file (a hang), rows in that are not rows kept and rows set aside, a refusal
without a reason, and a message about a row that holds a value of the sample. A line each minute says how far it is.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import duckdb
from benchmarks.damage import TEXTS, damaged

from foothold.returns import PROFILES, child, engine, read_return
from foothold.returns.limits import ONE_FILE, bind, limits_for
from foothold.returns.problems import RULES
from foothold.returns.profile import Source
from foothold.tables import TABLES

SECONDS, PATIENCE, MINUTE = 30, 10, 60
WAITING = 300  # seconds of the clock after which a child that uses no processor time counts as hung
FILES_OF_ONE = 400  # that one child reads
SHORTEST_VALUE = 5  # letters of a value that cannot stand in a message by chance
GOOD = ("imported", "refused")
_HANGS = (signal.SIGPROF, signal.SIGKILL, signal.SIGXCPU)


@dataclass(frozen=True)
class Sample:
    """A format's own example, and the values in it that a message about a row has no business to hold."""

    profile: str
    path: Path
    values: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One damaged file, of one sample, and what is asked of the reader."""

    sample: Sample
    seed: int
    number: int

    @property
    def profile(self) -> str | None:
        """The format it is read as; of every third the reader is left to find it."""
        return self.sample.profile if self.number % 3 else None

    def made(self, into: Path) -> Path:
        """The damaged file, below a folder."""
        return damaged(self.sample.path, into, f"{self.seed}/{self.number}")


def main() -> None:
    """Read damaged files for a while; print how many, what became of them, and every case that went wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=SECONDS)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--from", type=int, default=0, dest="first")
    asked, _ = options.parse_known_args()
    with tempfile.TemporaryDirectory() as scratch:
        run = Run(Path(scratch), asked.seed, asked.first, asked.seconds)
        run.go()
    if set(run.tally) - set(GOOD):
        raise SystemExit(1)


class Run:
    """Children one after another, and what they said."""

    def __init__(self, scratch: Path, seed: int, first: int, seconds: float) -> None:
        self.scratch = scratch
        self.samples = samples(scratch)
        self.seed, self.first, self.next = seed, first, first
        self.tally, self.by_profile = Counter[str](), Counter[str]()
        self.begun = self.told = time.monotonic()
        self.ends = self.begun + seconds

    def go(self) -> None:
        """Until the time is over."""
        while time.monotonic() < self.ends:
            self._take(self._read_alone())
            self._one_child()
        self._tell()

    def _case(self, number: int) -> Case:
        return Case(self.samples[number % len(self.samples)], self.seed, number)

    def _read_alone(self) -> str:
        """What became of the next file, read as the product reads it."""
        case, place = self._case(self.next), _made(self.scratch / "alone")
        try:
            path = case.made(_made(place / "in"))
            read = read_return(path, into=place / "out", profile=case.profile)
            result = {
                "outcome": read.outcome,
                "profile": read.profile,
                "rows_in": read.rows_in,
                "rows_set_aside": read.rows_set_aside,
                "problems": [vars(problem) for problem in read.problems],
            }
            return verdict(result, place / "out", path, case.sample)
        finally:
            shutil.rmtree(place)

    def _one_child(self) -> None:
        """A child, until it has read its files, the time is over, or it ends over one."""
        place = _made(self.scratch / "child")
        answers, asks = os.pipe()
        sys.stdout.flush()
        process = os.fork()
        if process == 0:
            os.close(answers)
            _read_on([self._case(self.next + step) for step in range(FILES_OF_ONE)], place, asks, self.ends)
        os.close(asks)
        for said in _heard(answers, process):
            self._take(said)
        _, status = os.waitpid(process, 0)
        if status:
            signalled = os.WIFSIGNALED(status) and os.WTERMSIG(status) in _HANGS
            self._take(f"{'hang' if signalled else 'crash'}: the child ended with status {status}")
        shutil.rmtree(place)

    def _take(self, said: str) -> None:
        """Count what became of the next case; print it when it is not as it should be."""
        case = self._case(self.next)
        became, _, more = said.partition(": ")
        self.tally[became] += 1
        self.by_profile[case.sample.profile] += 1
        if became not in GOOD:
            print(f"case {case.number}, {case.sample.profile}, {became}: {more}", flush=True)
        self.next += 1
        if time.monotonic() > self.told + MINUTE:
            self._tell()

    def _tell(self) -> None:
        self.told = time.monotonic()
        files, seconds = self.next - self.first, self.told - self.begun
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        each = (used.ru_utime + used.ru_stime) / max(files, 1)
        became = ", ".join(f"{what}: {count}" for what, count in sorted(self.tally.items()))
        print(
            f"{files} damaged files of {len(self.by_profile)} formats in {seconds:.0f} s (seed {self.seed}, next case "
            f"{self.next}): {files / seconds:.1f} a second, {1000 * each:.0f} ms of processor time each; {became}",
            flush=True,
        )


# samples -------------------------------------------------------------------------------------------------------------


def samples(scratch: Path) -> list[Sample]:
    """The sample of every format, each read once in this process so that all it takes is loaded."""
    return [_sample(name, scratch / name) for name in sorted(PROFILES) if not PROFILES[name].address]


def _sample(name: str, place: Path) -> Sample:
    path = PROFILES[name].write_sample(_made(_made(place) / "in"))
    folder = _made(place / "out")
    child.read(Source(path, path.name), folder, limits_for(path), _request(None))
    return Sample(name, path, () if PROFILES[name].national else _values(folder))  # published figures are nobody's


def _values(folder: Path) -> tuple[str, ...]:
    """Every text in what was read that is long enough, and that the product's own sentences do not hold."""
    sentences = json.dumps([rule.text for rule in RULES.values()]) + " ".join(TEXTS)
    sentences += " ".join(f"{profile.name} {profile.title}" for profile in PROFILES.values())
    sentences += " ".join(column.name for table in TABLES.values() for column in table.columns)
    found: set[str] = set()
    with duckdb.connect() as connection:
        for path in folder.rglob("*.parquet"):
            for row in connection.execute("select * from read_parquet(?)", [str(path)]).fetchall():
                found |= {cell for cell in row if isinstance(cell, str) and len(cell) >= SHORTEST_VALUE}
    return tuple(sorted(value for value in found if value not in sentences))


def _request(profile: str | None) -> dict[str, Any]:
    return {"renamed": False, "authority": None, "worker_key": "", "earlier": None, "profile": profile}


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


# a child -------------------------------------------------------------------------------------------------------------


def _heard(answers: int, process: int) -> Iterator[str]:
    """What a child says of its files; it is ended when it says nothing for too long."""
    with os.fdopen(answers, "rb", buffering=0) as pipe:
        rest = b""
        while True:
            if not select.select([pipe], [], [], WAITING)[0]:
                os.kill(process, signal.SIGKILL)
                return
            if not (came := pipe.read(1 << 16)):
                return
            *lines, rest = (rest + came).split(b"\n")
            yield from (line.decode("utf-8", "replace") for line in lines)


def _read_on(cases: list[Case], place: Path, asks: int, ends: float) -> None:
    """In the child: read file after file, say of each what became of it, and end."""
    bind(replace(ONE_FILE, cpu_seconds=PATIENCE * len(cases)))
    with WarmEngine(place) as warm, mock.patch.object(engine, "open_engine", warm.open):
        for case in cases:
            if time.monotonic() > ends:
                break
            signal.setitimer(signal.ITIMER_PROF, PATIENCE)  # whose signal ends the process
            said = outcome(case, _made(place / "file")).replace("\n", " ")
            shutil.rmtree(place / "file")
            os.write(asks, f"{said}\n".encode("utf-8", "replace"))
    os._exit(0)


def outcome(case: Case, place: Path) -> str:
    """What became of one file, read in this process."""
    try:
        path, folder = case.made(_made(place / "in")), _made(place / "out")
        result = child.read(Source(path, path.name), folder, limits_for(path), _request(case.profile))
        return verdict(result, folder, path, case.sample)
    except Exception as fault:
        where = fault.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        at = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
        return f"fault: {type(fault).__name__} at {at} {fault}"[:300]


class WarmEngine:
    """A reader's database that stays open, locked as a reader's is, in which every file has a catalogue of its own."""

    def __init__(self, place: Path) -> None:
        self.database = engine.open_engine(place / "any", place)
        self.opened = 0

    def __enter__(self) -> WarmEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    def open(self, _source: Path, _folder: Path, *_others: Path) -> Any:
        """What `open_engine` gives: a connection that sees an empty database."""
        self.opened += 1
        name = f"file_{self.opened}"
        self.database.execute(f"attach ':memory:' as {name}")
        return _Catalogue(self.database, name, owned=True)


class _Catalogue:
    """A connection, and those that it begets, in one catalogue of a database."""

    def __init__(self, database: duckdb.DuckDBPyConnection, name: str, *, owned: bool = False) -> None:
        self._database, self._name, self._owned = database, name, owned
        self._connection = database.cursor()
        self._connection.execute(f"use {name}")

    def cursor(self) -> _Catalogue:
        """Another connection to the same catalogue."""
        return _Catalogue(self._database, self._name)

    def close(self) -> None:
        """End the connection, and with the first of a catalogue the catalogue."""
        self._connection.close()
        if self._owned:
            self._database.execute(f"detach {self._name}")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


# verdicts ------------------------------------------------------------------------------------------------------------


def verdict(result: dict[str, Any], folder: Path, path: Path, sample: Sample) -> str:
    """Imported or refused, or what is wrong with the answer."""
    problems = result["problems"]
    about_rows = [one for one in problems if one["row"] not in (None, 1)]  # others may quote a heading
    told = json.dumps(about_rows, ensure_ascii=False)
    if any(value in told for value in sample.values):
        return f"leak: {sorted({one['rule'] for one in about_rows})}"
    refusals = {one["rule"] for one in problems if one["effect"] == "refused"}
    if refusals & {"reader-fault", "reader-stopped", "time-limit", "memory-limit"}:
        return f"fault: {sorted(refusals)}"
    if (result["outcome"] == "refused") != bool(refusals):
        return f"verdict: {result['outcome']}, and refusals {sorted(refusals)}"
    if result["outcome"] == "imported" and (lost := _lost(result, folder) or _uncounted(result, path)):
        return f"rows lost: {lost}"
    return result["outcome"]


def _lost(result: dict[str, Any], folder: Path) -> str:
    """How rows in and rows set aside differ from what was kept of them; blank where they do not."""
    aside = str(folder / "set_aside.parquet")
    (kept,) = _own(os.getpid()).execute("select count(*) from read_parquet(?)", [aside]).fetchall()[0]
    if kept == result["rows_set_aside"] and 0 <= kept < result["rows_in"]:
        return ""
    return f"{result['rows_in']} in, {result['rows_set_aside']} set aside, {kept} of them kept"


@cache
def _own(_process: int) -> duckdb.DuckDBPyConnection:
    """A database of a process, to look into what was written."""
    return duckdb.connect(config={"threads": 1})


def _uncounted(result: dict[str, Any], path: Path) -> str:
    """How the rows of a table that anybody can read differ from those accounted for; blank where they do not."""
    if not result["profile"].startswith(("annex-a-list", "ssda903-")) or not result["profile"].endswith("-csv"):
        return ""
    try:
        rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return ""
    told = Counter(one["rule"] for one in result["problems"])
    skipped = _counted(result, "title-row") + _counted(result, "blank-row")
    if told["delimiter"] or len(rows) == 1 + skipped + result["rows_in"]:
        return ""
    return f"{len(rows)} in the file, {skipped} skipped, {result['rows_in']} in"


def _counted(result: dict[str, Any], rule: str) -> int:
    return sum(int(one["text"].split()[0]) for one in result["problems"] if one["rule"] == rule)


if __name__ == "__main__":
    main()
