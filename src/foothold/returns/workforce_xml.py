"""The Department's census of children's social workers: one XML file a year, as at 30 September.

A worker is known by the number of their registration. The census names neither teams nor cases, so nobody's work can be
told from it; the vacancies that it counts for the council as a whole belong to no post and are checked, not kept. When
and where a worker was born, trained and came from is not kept either. A census that does not say its year yields no
workforce records, because nobody could say of which day they tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from foothold.returns import xml_parsing, xml_records
from foothold.returns.active_text import active_text
from foothold.returns.checking import check_rows
from foothold.returns.engine import named, quoted
from foothold.returns.mapping import Cell, Laid, Record, Worked, write_records
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.sheet import Across, Checked, Field
from foothold.returns.xml_records import Kind, Shape
from foothold.tables import ColumnType

YEAR = "Year"
WORKER_FIELDS = (
    Field("SWENo", ColumnType.TEXT, ("SWENo",), key=True),
    Field("AgencyWorker", ColumnType.FLAG, ("AgencyWorker",)),
    Field("FTE", ColumnType.NUMBER, ("FTE",)),
    Field("OrgRole", ColumnType.TEXT, ("OrgRole",)),
    Field("RoleStartDate", ColumnType.DATE, ("RoleStartDate",)),
    Field("RoleEndDate", ColumnType.DATE, ("RoleEndDate",)),
    Field("ReasonLeave", ColumnType.TEXT, ("ReasonLeave",)),
    Field("LeaverDestination", ColumnType.TEXT, ("LeaverDestination",)),
    Field("FTE30", ColumnType.NUMBER, ("FTE30",)),
    Field("Cases30", ColumnType.INTEGER, ("Cases30",)),
    Field("WorkingDaysLost", ColumnType.NUMBER, ("WorkingDaysLost",)),
    Field("Absat30Sept", ColumnType.FLAG, ("Absat30Sept",)),
    Field("ReasonAbsence", ColumnType.TEXT, ("ReasonAbsence",)),
    Field("CFKSSstatus", ColumnType.TEXT, ("CFKSSstatus",)),
)
_NOT_KEPT = (
    *("PersonBirthDate", "GenderCurrent", "Sex", "Ethnicity", "QualInst", "QualLevel", "StepUpGrad", "StartOrigin"),
    *("ContractWeeks", "FrontlineGrad"),
)
WORKFORCE = Shape(
    title="social work workforce census (XML)",
    collection="CSWW",
    kinds=(Kind("worker", "CSWWWorker", values=tuple(f.name for f in WORKER_FIELDS), skipped=frozenset(_NOT_KEPT)),),
)
_ROLES = {
    "1": "Senior Manager",
    "2": "Middle Manager",
    "3": "First Line Manager",
    "4": "Senior Practitioner",
    "5": "Case Holder",
    "6": "Qualified Without Cases",
}
_REASONS = {
    "1": "Resignation",
    "2": "Voluntary redundancy",
    "3": "Compulsory redundancy",
    "4": "Dismissed",
    "5": "Retired",
    "6": "Deceased",
    "7": "Moved to other social work in the council",
    "8": "Other",
    "9": "Not known",
    "10": "Not yet collected",
}
_DESTINATIONS = {
    "1": "Social work in another council in England",
    "2": "Social work outside England",
    "3": "Agency or consultancy in social work",
    "4": "Other social work outside councils",
    "5": "Other social care",
    "6": "Outside social care, abroad or no employment",
    "7": "Other",
    "8": "Not known",
    "9": "Not yet collected",
}
_ABSENCES = {
    "MAT": "Maternity or paternity leave",
    "OTH": "Other paid leave",
    "PUB": "Public duties",
    "SIC": "Sick leave",
    "TRN": "Training",
    "UNA": "Unauthorised",
    "UNP": "Unpaid leave",
}
_ACCREDITATIONS = {
    "1": "Assessed and supported year",
    "2": "Frontline practitioner",
    "3": "Practice supervisor",
    "4": "Practice leader",
}


_CODED = tuple(
    Across("code-unknown", field, (field,), f"upper({named(field)}) not in ({', '.join(map(quoted, words))})")
    for field, words in {
        "OrgRole": _ROLES,
        "ReasonLeave": _REASONS,
        "LeaverDestination": _DESTINATIONS,
        "ReasonAbsence": _ABSENCES,
        "CFKSSstatus": _ACCREDITATIONS,
    }.items()
)
_SHARES = tuple(
    Across("share-unlikely", field, (field,), f"{named(field)} not between 0 and 1") for field in ("FTE", "FTE30")
)


def _worded(field: str, words: Mapping[str, str]) -> Worked:
    """A code in the words of the census's guide; a code that is not in it is left blank and told."""
    branches = " ".join(f"when '{code}' then '{word}'" for code, word in words.items())
    return Worked(f"case upper({{0}}) {branches} end", (field,))


RECORDS = (
    Record(
        "worker",
        "professionals",
        {
            "professional_id": Cell("SWENo"),
            "social_worker_registration_no": Cell("SWENo"),
            "professional_job_title": _worded("OrgRole", _ROLES),
            "professional_caseload": Cell("Cases30"),
            "full_time_equivalency": Cell("FTE"),
            "agency_worker_flag": Cell("AgencyWorker"),
        },
    ),
    Record(
        "worker",
        "workforce_records",
        {
            "professional_id": Cell("SWENo"),
            "census_date": Worked("make_date({0}, 9, 30)", (YEAR,)),
            "agency_worker_flag": Cell("AgencyWorker"),
            "full_time_equivalent": Cell("FTE"),
            "organisation_role": _worded("OrgRole", _ROLES),
            "role_start_date": Cell("RoleStartDate"),
            "role_end_date": Cell("RoleEndDate"),
            "leaving_reason": _worded("ReasonLeave", _REASONS),
            "leaver_destination": _worded("LeaverDestination", _DESTINATIONS),
            "full_time_equivalent_on_day": Cell("FTE30"),
            "cases_on_day": Cell("Cases30"),
            "working_days_lost": Cell("WorkingDaysLost"),
            "absent_on_day": Cell("Absat30Sept"),
            "absence_reason": _worded("ReasonAbsence", _ABSENCES),
            "accreditation_status": _worded("CFKSSstatus", _ACCREDITATIONS),
        },
        when=YEAR,
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
        across=(*_CODED, *_SHARES, *active_text(WORKER_FIELDS)),
    )
    if loaded.crowded:
        reading.log.tell_counted(source.name)
    content = Content(checked.rows_in, checked.rows_set_aside, declared_authority=loaded.authority)
    write_records(RECORDS, {"worker": _dated(checked, loaded.year)}, reading, content)
    return content


def _dated(checked: Checked, year: int | None) -> Laid:
    """The workers beside the year of the census, which stands in its header; absent where it does not."""
    laid = Laid.of(checked)
    if year is None:
        return Laid(laid.relation, laid.absent | {YEAR})
    return Laid(f"(select *, {year} as {named(YEAR)} from {laid.relation})", laid.absent)


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
    <RoleStartDate>2019-03-04</RoleStartDate>
    <FTE30>0.8</FTE30>
    <Cases30>17</Cases30>
    <WorkingDaysLost>6.5</WorkingDaysLost>
    <Absat30Sept>0</Absat30Sept>
    <CFKSSstatus>2</CFKSSstatus>
  </CSWWWorker>
  <CSWWWorker>
    <AgencyWorker>1</AgencyWorker>
    <SWENo>SW9000000002</SWENo>
    <FTE>1</FTE>
    <OrgRole>3</OrgRole>
    <RoleStartDate>2021-11-01</RoleStartDate>
    <RoleEndDate>2022-06-30</RoleEndDate>
    <LeaverDestination>3</LeaverDestination>
    <ReasonLeave>1</ReasonLeave>
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
