"""The children in need census as a council returns it each year: one XML file."""

from __future__ import annotations

import re

from foothold.returns import xml_parsing, xml_records
from foothold.returns.checking import check_rows
from foothold.returns.cin_census import sample
from foothold.returns.cin_census.plausible import across
from foothold.returns.cin_census.records import (
    CIN_CENSUS,
    PACKAGE,
    RECORDS,
    SHOWN_WHILE_OPEN,
    TABLES_NAMED,
    fields_of,
)
from foothold.returns.editions import Coded, edition_of, tell_other_years, translators
from foothold.returns.mapping import Laid, write_records
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.sheet import Checked, Sheet
from foothold.returns.writing import write_set_aside_keys
from foothold.returns.xml_records import Kind, Loaded
from foothold.tables import TABLES

_MARK = re.compile(rb"<(?:[\w.-]+:)?(?:Collection>\s*CIN\s*<|CINdetails\b|ChildCharacteristics\b)")


def recognise(source: Source) -> bool:
    """XML that says it is the census, or that holds what only the census does."""
    return not source.is_folder and _MARK.search(xml_parsing.head_of(source.path)) is not None


def read(source: Source, reading: Reading) -> Content:
    """Check every record, then lay what they hold into the tables of the warehouse."""
    loaded = xml_records.load(
        reading.connection, source.path, CIN_CENSUS, file=source.name, scratch=reading.folder, log=reading.log
    )
    kinds = [kind for kind in CIN_CENSUS.kinds if _is_carried(kind, loaded)]
    checked = {kind.name: _check(kind, loaded.sheets[kind.name], reading) for kind in kinds}
    parts = [Coded(source.name, TABLES_NAMED[kind.name], fields_of(kind), checked[kind.name]) for kind in kinds]
    tell_other_years(reading.connection, PACKAGE, parts, reading.log, year=loaded.year)
    if loaded.crowded:
        reading.log.tell_counted(source.name)
    content = Content(
        sum(part.rows_in for part in checked.values()),
        sum(part.rows_set_aside for part in checked.values()),
        declared_authority=loaded.authority,
    )
    sources = {name: Laid.of(part) for name, part in checked.items()}
    sources["factors"] = _factors_of_assessments(checked["factor"], reading)
    sources["conferences"] = _conferences_without_enquiry(checked["referral"], checked["enquiry"], reading)
    write_records(RECORDS, sources, reading, content)
    _say_what_absence_means(checked, reading, content)
    return content


def _is_carried(kind: Kind, loaded: Loaded) -> bool:
    """Whether the return holds a kind of record, or is of a year that asked for it and has none."""
    asked_for = loaded.year is not None and kind.element in edition_of(PACKAGE, loaded.year).elements
    return not kind.new or kind.name in loaded.seen or asked_for


def _check(kind: Kind, sheet: Sheet, reading: Reading) -> Checked:
    table, codes = TABLES_NAMED[kind.name], translators(PACKAGE)
    return check_rows(
        reading.connection, sheet, fields_of(kind), table=table, log=reading.log, codes=codes, across=across(kind)
    )


def _factors_of_assessments(factors: Checked, reading: Reading) -> Laid:
    """All factors of an assessment as one list."""
    reading.connection.execute(
        'create view factors_of_assessments as select "LAchildID", "CINreferralDate", "AssessmentActualStartDate", '
        'to_json(list("AssessmentFactors" order by "AssessmentFactors"))::varchar as "AssessmentFactors" '
        f'from {factors.relation} where "AssessmentFactors" is not null group by all'
    )
    return Laid("factors_of_assessments")


def _conferences_without_enquiry(referrals: Checked, enquiries: Checked, reading: Reading) -> Laid:
    """Conferences that are told of with the referral and with none of its enquiries, as of a child who moved in."""
    reading.connection.execute(
        f"create view conferences_without_enquiry as select * from {referrals.relation} anti join "
        f'{enquiries.relation} using ("LAchildID", "CINreferralDate", "DateOfInitialCPC")'
    )
    return Laid("conferences_without_enquiry")


def _say_what_absence_means(checked: dict[str, Checked], reading: Reading, content: Content) -> None:
    """What is open and missing has gone, unless a row about the child was set aside."""
    for kind, rows in SHOWN_WHILE_OPEN:
        if kind not in checked:
            continue
        content.shown_while_open.append(rows)
        if checked[kind].rows_set_aside:
            keys = {"person_id": '"LAchildID"'}
            table = TABLES[rows.table]
            write_set_aside_keys(reading.connection, reading.folder, table, checked[kind].aside, keys)


CIN_CENSUS_XML = Profile(
    name="cin-census-xml",
    title=CIN_CENSUS.title,
    feed="cin-census",
    complete=False,
    recognise=recognise,
    read=read,
    write_sample=sample.write,
)
