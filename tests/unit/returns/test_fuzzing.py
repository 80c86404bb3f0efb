"""What the run over damaged files rests on: that a number is a file, and that a lie would be seen."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from benchmarks import fuzz
from benchmarks.damage import damaged

from foothold.returns import PROFILES, engine, read_return
from foothold.returns.outcome import Problem

ONE_OF_EACH_KIND = (
    "annex-a-list3-csv",
    "annex-a-xlsx",
    "cin-census-xml",
    "decisions-json",
    "ssda903-header-csv",
    "ssd-zip",
)


@pytest.fixture(scope="module", params=ONE_OF_EACH_KIND)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> fuzz.Sample:
    folder = tmp_path_factory.mktemp("sample")
    return fuzz.Sample(request.param, PROFILES[request.param].write_sample(folder), ("Ada Sample",))


@pytest.fixture
def warm(tmp_path: Path) -> Iterator[None]:
    with fuzz.WarmEngine(tmp_path) as kept, mock.patch.object(engine, "open_engine", kept.open):
        yield


def test_a_number_is_a_file(sample: fuzz.Sample, tmp_path: Path) -> None:
    made = [tmp_path / "one", tmp_path / "again"]
    contents = []
    for folder in made:
        folder.mkdir()
        contents.append([damaged(sample.path, folder, f"7/{case}").read_bytes() for case in range(60)])
    assert contents[0] == contents[1]
    assert len(set(contents[0])) > 50
    assert sample.path.read_bytes() not in contents[0][:3]


@pytest.mark.usefixtures("warm")
def test_a_file_is_read_in_a_warm_process_as_it_is_alone(sample: fuzz.Sample, tmp_path: Path) -> None:
    for number in range(2):
        case = fuzz.Case(sample, 3, number)
        (tmp_path / f"warm-{number}").mkdir()
        (tmp_path / f"alone-{number}").mkdir()
        alone = read_return(
            case.made(tmp_path / f"alone-{number}"), into=tmp_path / f"out-{number}", profile=case.profile
        )
        assert fuzz.outcome(case, tmp_path / f"warm-{number}") == alone.outcome


def _verdict(tmp_path: Path, outcome: str, *problems: Problem) -> str:
    result = {"outcome": outcome, "profile": "", "rows_in": 3, "rows_set_aside": 1}
    return fuzz.verdict(
        result | {"problems": [vars(problem) for problem in problems]},
        tmp_path,
        tmp_path / "file",
        fuzz.Sample("", tmp_path, ("Ada Sample",)),
    )


@pytest.mark.parametrize(
    ("row", "rule", "effect", "text", "says"),
    [
        (7, "date-invalid", "set_aside", "Row 7, Name: not a date.", "rows lost: 3 in, 1 set aside, 0 of them kept"),
        (7, "date-invalid", "set_aside", "Row 7, Ada Sample: not a date.", "leak"),
        (None, "rows-none", "refused", "No rows.", "verdict: imported"),
        (None, "reader-fault", "refused", "A fault.", "fault"),
    ],
)
def test_an_answer_that_is_not_honest_is_seen(
    tmp_path: Path, row: int | None, rule: str, effect: str, text: str, says: str
) -> None:
    with engine.open_engine(tmp_path / "file", tmp_path) as connection:
        aside = str(tmp_path / "set_aside.parquet")
        connection.execute(f"copy (select 1 as row where false) to '{aside}' (format parquet)")
    assert _verdict(tmp_path, "imported", Problem("a.csv", row, "", rule, text, "", effect)).startswith(says)
    assert _verdict(tmp_path, "refused").startswith("verdict: refused")


def _falls(case: fuzz.Case, _place: Path) -> str:
    if case.number == 0:
        os.kill(os.getpid(), signal.SIGBUS)
    while case.number == 1:
        pass
    return "imported"


def test_a_crash_and_a_hang_are_counted_and_another_child_goes_on(tmp_path: Path) -> None:
    sample = fuzz.Sample("annex-a-list1-csv", tmp_path, ())
    with (
        mock.patch.multiple(fuzz, samples=lambda _: [sample], outcome=_falls, bind=lambda _: None),
        mock.patch.multiple(fuzz, PATIENCE=0.2, FILES_OF_ONE=3),
    ):
        run = fuzz.Run(tmp_path, seed=1, first=0, seconds=60)
        for _ in range(3):
            run._one_child()
    assert run.tally == {"crash": 1, "hang": 1, "imported": 3}
    assert run.next == 5
