"""The yearly census of social workers as Exampleshire sends it: who is there on 30 September, who left in the year."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from foothold.demo.casework import Simulated
from foothold.demo.chance import Draws
from foothold.demo.days import day_of, index_of
from foothold.demo.workforce import DUTY_INBOX, NEWLY_QUALIFIED, SENIOR, TEAM_MANAGER, Worker

CENSUS_DAYS = (date(2018, 9, 30), date(2019, 9, 30), date(2020, 9, 30))
_YEAR = 365
_ROLE = {TEAM_MANAGER: "3", SENIOR: "4"}
_CASE_HOLDER = "5"
_REASONS = ("1", "1", "1", "5", "7", "8")
_DESTINATIONS = ("1", "1", "3", "5", "6", "8")
_SICK_SHARE, _SICK_DAYS, _ABSENT = 0.45, 10, 0.04


def write_censuses(simulated: Simulated, folder: Path, seed: int) -> list[tuple[Path, date]]:
    """One file for each census; the day is the one that it describes."""
    return [(_write(simulated, folder / f"workforce-{day.year}.xml", day, seed), day) for day in CENSUS_DAYS]


def _write(simulated: Simulated, path: Path, day: date, seed: int) -> Path:
    message = Element("Message")
    header = SubElement(message, "Header")
    collection = SubElement(header, "CollectionDetails")
    _told(collection, Collection="CSWW", Year=str(day.year), ReferenceDate=str(day))
    _told(SubElement(header, "Source"), SourceLevel="L", LEA="999")
    draws = Draws(seed, f"census of {day.year}")
    for worker in simulated.workforce.workers:
        if worker.title != DUTY_INBOX and worker.start <= index_of(day) and _counted(worker, index_of(day)):
            _told(SubElement(message, "CSWWWorker"), **_facts(worker, day, draws))
    indent(message)
    ElementTree(message).write(path, encoding="utf-8", xml_declaration=True)
    return path


def _counted(worker: Worker, today: int) -> bool:
    return worker.end is None or worker.end > today - _YEAR


def _facts(worker: Worker, day: date, draws: Draws) -> dict[str, str]:
    left = worker.end is not None and worker.end <= index_of(day)
    facts = {"AgencyWorker": str(int(worker.agency)), "SWENo": f"SW9{worker.number:09}", "FTE": str(worker.full_time)}
    facts |= {"OrgRole": _ROLE.get(worker.title, _CASE_HOLDER), "RoleStartDate": str(_began(worker))}
    if left and worker.end is not None:
        facts |= {"RoleEndDate": str(day_of(worker.end)), "LeaverDestination": draws.one_of(_DESTINATIONS)}
        facts |= {"ReasonLeave": draws.one_of(_REASONS)}
    if not worker.agency:
        sick = draws.whole(1, 2 * _SICK_DAYS) if draws.happens(_SICK_SHARE) else 0
        facts |= {"WorkingDaysLost": str(sick)}
    if not left:
        absent = draws.happens(_ABSENT)
        facts |= {"FTE30": str(worker.full_time), "Absat30Sept": str(int(absent))}
        facts |= {"ReasonAbsence": draws.one_of(("SIC", "SIC", "MAT", "TRN"))} if absent else {}
    in_first_year = worker.title == NEWLY_QUALIFIED and _began(worker) > day - timedelta(days=_YEAR)
    return facts | {"CFKSSstatus": "1" if in_first_year else "2"}


def _began(worker: Worker) -> date:
    """Those who were there when the simulation began came up to twelve years before it."""
    long_before = (worker.number * 37) % (12 * _YEAR) if worker.start < 0 else 0
    return day_of(worker.start) - timedelta(days=long_before)


def _told(element: Element, **facts: str) -> None:
    for name, text in facts.items():
        SubElement(element, name).text = text
