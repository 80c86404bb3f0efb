"""The returns as they were handed over: folders, workbooks and the population file, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from foothold.demo import core_records, decisions, leaving_care, people_records, protection_records
from foothold.demo.annex_a import write_workbook
from foothold.demo.care_outcomes import CareOutcomes
from foothold.demo.care_records import CareRecords
from foothold.demo.casework import Casework, Simulated
from foothold.demo.census import write_censuses
from foothold.demo.days import index_of
from foothold.demo.england import write_england
from foothold.demo.extract import Extracts, Sheet
from foothold.demo.opening import open_cases
from foothold.demo.places import AUTHORITY
from foothold.demo.population import PUBLISHED, write_population
from foothold.demo.regimes import INSPECTION_DAYS
from foothold.demo.slips import SLIPS
from foothold.terms.nation import ENGLAND
from foothold.terms.reporting_periods import periods

Progress = Callable[[str], None]
FEBRUARY_REPORT = date(2020, 2, 20)
FOLDER_DAYS = tuple(
    sorted([FEBRUARY_REPORT, *(period.as_at for period in periods(date(2019, 9, 1), date(2020, 11, 30), "month"))])
)
"""Days on which an extract of the case system was handed over: month ends, September 2019 to November 2020, and the day
of the commissioners' first report, which states what was known on that day."""


@dataclass(frozen=True)
class DemoReturn:
    """One return: where it lies, its format, whose it is and the day it describes."""

    path: Path
    profile: str
    authority: str
    as_at: date


def simulate(seed: int, progress: Progress | None = None) -> Simulated:
    """The whole history of the demonstration council."""
    casework = Casework(seed)
    open_cases(casework, seed)
    simulated = casework.run(seed, progress)
    leaving_care.settle(simulated, seed)
    return simulated


def sheets(simulated: Simulated, seed: int) -> list[Sheet]:
    """Every sheet of the extracts."""
    core = core_records.Core(simulated, seed)
    known, staff = people_records.children(core), people_records.staff(core)
    protection, care = protection_records.Protection(core), CareRecords(core)
    outcomes = CareOutcomes(care)
    return [
        people_records.persons(core, known),
        people_records.family(known),
        people_records.address(core, known),
        people_records.disability(core),
        people_records.professionals(core, staff),
        core_records.department(core),
        core_records.posts(core),
        core_records.episodes(core),
        core_records.involvements(core),
        core_records.assessments(core),
        core_records.need_plans(core),
        protection_records.contacts(core, known),
        protection_records.early_help(core, known),
        protection_records.factors(core),
        protection_records.need_visits(core),
        protection.enquiries(),
        protection.conferences(),
        protection.plans(),
        protection.visits(),
        protection.reviews(),
        care.episodes(),
        care.placements(),
        care.legal_statuses(),
        care.visits(),
        care.reviews(),
        care.health(),
        care.missing(),
        care.leavers(known, staff),
        care.permanence(),
        outcomes.plans(),
        outcomes.asylum(),
        outcomes.immunisations(),
        outcomes.questionnaires(),
        outcomes.convictions(),
        outcomes.pre_proceedings(),
    ]


def write_returns(folder: Path, *, seed: int = 2018) -> list[DemoReturn]:
    """Write every return of the demonstration council below `folder`; the same seed gives the same bytes."""
    return list(returns_as_written(folder, seed=seed))


def returns_as_written(folder: Path, *, seed: int = 2018, progress: Progress | None = None) -> Iterator[DemoReturn]:
    """Every return as soon as it lies below `folder`: England's, then the council's in the order of their days."""
    folder.mkdir(parents=True, exist_ok=True)
    simulated = simulate(seed, progress)
    extracts = Extracts(sheets(simulated, seed), SLIPS)
    yield from (DemoReturn(path, "benchmark-csv", ENGLAND, day) for path, day in write_england(folder))
    written = [
        _population(folder),
        *_decisions(simulated, folder, seed),
        *(DemoReturn(path, "workforce-xml", AUTHORITY, day) for path, day in write_censuses(simulated, folder, seed)),
    ]
    # The large ones are written only when their turn comes: whoever asks has then done with the one before.
    turns: list[tuple[date, Callable[[], DemoReturn]]] = [
        *((day, partial(_workbook, extracts, folder, day, turn)) for turn, day in enumerate(INSPECTION_DAYS)),
        *((day, partial(_folder, extracts, folder, day)) for day in FOLDER_DAYS),
        *((one.as_at, lambda one=one: one) for one in written),
    ]
    for day, write in sorted(turns, key=lambda turn: turn[0]):
        (progress or _silent)(f"Writing what was handed over on {day}")
        yield write()
    extracts.close()


def _silent(_: str) -> None:
    """Where nobody asked to be told."""


def _folder(extracts: Extracts, folder: Path, day: date) -> DemoReturn:
    path = folder / f"ssd-{day}"
    extracts.write(path, index_of(day))
    return DemoReturn(path, "ssd-folder", AUTHORITY, day)


def _workbook(extracts: Extracts, folder: Path, day: date, turn: int) -> DemoReturn:
    path = folder / f"annex-a-{day}.xlsx"
    write_workbook(extracts, path, day, turn)
    return DemoReturn(path, "annex-a-xlsx", AUTHORITY, day)


def _decisions(simulated: Simulated, folder: Path, seed: int) -> list[DemoReturn]:
    made = decisions.Decisions(core_records.Core(simulated, seed), seed)
    written = decisions.write_decisions(made.sheets, folder)
    return [DemoReturn(path, "decisions-json", AUTHORITY, day) for path, day in written]


def _population(folder: Path) -> DemoReturn:
    path = folder / "mid-year-population-0-to-17.csv"
    write_population(path)
    return DemoReturn(path, "benchmark-csv", AUTHORITY, PUBLISHED)
