"""The Department's census of children's social workers: one XML file a year, as at 30 September.

A worker is known by the number of their registration. The census names neither teams nor cases, so nobody's work can be
told from it; the vacancies that it counts for the council as a whole belong to no post and are checked, not kept.
"""

from __future__ import annotations

import re
from pathlib import Path

from foothold.returns import xml_parsing, xml_records
from foothold.returns.active_text import active_text
from foothold.returns.checking import check_rows
from foothold.returns.mapping import Cell, Laid, Record, Worked, write_records
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.sheet import Field
from foothold.returns.xml_records import Kind, Shape
from foothold.tables import ColumnType

WORKER_FIELDS = (
    Field("SWENo", ColumnType.TEXT, ("SWENo",), key=True),
    Field("AgencyWorker", ColumnType.FLAG, ("AgencyWorker",)),
    Field("FTE", ColumnType.NUMBER, ("FTE",)),
    Field("OrgRole", ColumnType.TEXT, ("OrgRole",)),
    Field("Cases30", ColumnType.INTEGER, ("Cases30",)),
)
_NOT_KEPT = (
    *("PersonBirthDate", "GenderCurrent", "Sex", "Ethnicity", "QualInst", "QualLevel", "StepUpGrad", "RoleStartDate"),
    *("StartOrigin", "RoleEndDate", "LeaverDestination", "ReasonLeave", "FTE30", "WorkingDaysLost", "ContractWeeks"),
    *("FrontlineGrad", "Absat30Sept", "ReasonAbsence", "CFKSSstatus"),
)
WORKFORCE = Shape(
    title="social work workforce census (XML)",
    collection="CSWW",
    kinds=(Kind("worker", "CSWWWorker", values=tuple(f.name for f in WORKER_FIELDS), skipped=frozenset(_NOT_KEPT)),),
)
_ROLES = (
    *("Senior Manager", "Middle Manager", "First Line Manager", "Senior Practitioner", "Case Holder"),
    "Qualified Without Cases",
)
_TITLES = " ".join(f"when '{number}' then '{title}'" for number, title in enumerate(_ROLES, start=1))
RECORDS = (
    Record(
        "worker",
        "professionals",
        {
            "professional_id": Cell("SWENo"),
            "social_worker_registration_no": Cell("SWENo"),
            "professional_job_title": Worked(f"case {{0}} {_TITLES} end", ("OrgRole",)),
            "professional_caseload": Cell("Cases30"),
            "full_time_equivalency": Cell("FTE"),
            "agency_worker_flag": Cell("AgencyWorker"),
        },
    ),
)
_MARK = re.compile(rb"<(?:[\w.-]+:)?(?:Collection>\s*CSWW\s*<|CSWWWorker\b|LALevelVacancies\b)")


def recognise(source: Source) -> bool:
    """XML that says it is the workforce census, or that holds what only it does."""
    return not source.is_folder and _MARK.search(xml_parsing.head_of(source.path)) is not None


def read(source: Source, reading: Reading) -> Content:
    """Check every worker and keep who they are to the service."""
    loaded = xml_records.load(
        reading.connection, source.path, WORKFORCE, file=source.name, scratch=reading.folder, log=reading.log
    )
    sheet = loaded.sheets["worker"]
    checked = check_rows(
        reading.connection,
        sheet,
        WORKER_FIELDS,
        table="professionals",
        log=reading.log,
        across=active_text(WORKER_FIELDS),
    )
    if loaded.crowded:
        reading.log.tell_counted(source.name)
    content = Content(checked.rows_in, checked.rows_set_aside, declared_authority=loaded.authority)
    write_records(RECORDS, {"worker": Laid.of(checked)}, reading, content)
    return content


def write_sample(folder: Path) -> Path:
    """A census of two invented workers."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "workforce.xml"
    path.write_text(_SAMPLE, encoding="utf-8")
    return path


_SAMPLE = """<?xml version="1.0" encoding="UTF-8"?>
<Message>
  <Header>
    <CollectionDetails><Collection>CSWW</Collection><Year>2022</Year><ReferenceDate>2022-09-30</ReferenceDate>
    </CollectionDetails>
    <Source><SourceLevel>L</SourceLevel><LEA>999</LEA></Source>
  </Header>
  <LALevelVacancies>
    <NumberOfVacancies>12.50</NumberOfVacancies>
    <NoAgencyFTE>3.00</NoAgencyFTE>
    <NoAgencyHeadcount>3</NoAgencyHeadcount>
  </LALevelVacancies>
  <CSWWWorker>
    <AgencyWorker>0</AgencyWorker>
    <SWENo>SW9000000001</SWENo>
    <FTE>0.8</FTE>
    <PersonBirthDate>1985-01-01</PersonBirthDate>
    <OrgRole>5</OrgRole>
    <Cases30>17</Cases30>
  </CSWWWorker>
  <CSWWWorker>
    <AgencyWorker>1</AgencyWorker>
    <SWENo>SW9000000002</SWENo>
    <FTE>1</FTE>
    <OrgRole>3</OrgRole>
  </CSWWWorker>
</Message>
"""

WORKFORCE_XML = Profile(
    name="workforce-xml",
    title=WORKFORCE.title,
    feed="workforce",
    complete=False,
    recognise=recognise,
    read=read,
    write_sample=write_sample,
)
