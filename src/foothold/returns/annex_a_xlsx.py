"""Ofsted's Annex A workbook: eleven lists, one a sheet, as a council fills them in for an inspection or every week."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from foothold.returns import workbook
from foothold.returns.annex_a import episodes, sample, workers
from foothold.returns.annex_a.codes import translators
from foothold.returns.annex_a.lists import LISTS, AnnexList
from foothold.returns.annex_a.mapping import RECORDS, SHOWN_WHILE_OPEN, Always, From, Made, Record
from foothold.returns.checking import check_headings, check_rows
from foothold.returns.engine import named, quoted
from foothold.returns.headings import Headings, find_headings, spellings_of
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.sheet import Checked
from foothold.returns.workbook import WorkbookSheet
from foothold.returns.writing import write_set_aside_keys, write_table
from foothold.tables import TABLES

if TYPE_CHECKING:
    import duckdb

_LEAST_SHARE = 0.4  # of a list's headings that a sheet must hold to be that list
_NAMED_SHARE = 0.3  # added for the list whose number the sheet's name bears
_NUMBER = re.compile(r"(\d{1,2})")
_CHILDREN = range(1, 11)  # lists about children; list 11 is about adopters

_SPELLINGS = {n: spellings_of((f.name, f.spellings) for f in a_list.fields) for n, a_list in LISTS.items()}


@dataclass(frozen=True)
class _Found:
    """A sheet that was recognised as a list."""

    annex_list: AnnexList
    sheet: WorkbookSheet
    headings: Headings


def recognise(source: Source) -> bool:
    """A workbook. Whether it holds lists shows only once it has been found safe to open, so `read` says so."""
    if source.is_folder or not workbook.is_workbook(source.path):
        return False
    try:
        with zipfile.ZipFile(source.path) as package:
            return any(name.startswith("xl/") for name in package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return True


def read(source: Source, reading: Reading) -> Content:
    """Check every list, then lay what they hold into the tables of the warehouse."""
    sheets = workbook.open_sheets(source.path, file=source.name, log=reading.log)
    lists = _lists_of(sheets, source.name, reading)
    content = Content()
    present: dict[int, set[str]] = {}
    aside: dict[int, str] = {}
    for found in lists:
        checked = _check(found, reading)
        if checked.rows_set_aside:
            aside[found.annex_list.number] = checked.aside
        content.rows_in += checked.rows_in
        content.rows_set_aside += checked.rows_set_aside
        present[found.annex_list.number] = set(found.headings.places)
    for number in LISTS.keys() - present.keys():
        _lay_out(reading.connection, LISTS[number], None)
    _write(reading, present, content)
    _say_what_absence_means(reading, present, aside, content)
    return content


def _lists_of(sheets: list[WorkbookSheet], file: str, reading: Reading) -> list[_Found]:
    lists: dict[int, _Found] = {}
    for sheet in sheets:
        found = _list_of(sheet)
        if found is None:
            reading.log.add("sheet-unknown", file=sheet.name[:31])
            continue
        if sheet.facts.uncalculated:
            reading.log.refuse("formula-uncalculated", file=found.annex_list.name)
        if found.annex_list.number in lists:
            reading.log.refuse("sheet-duplicate", file=found.annex_list.name)
        if sheet.facts.hidden:
            reading.log.add("sheet-hidden", file=found.annex_list.name)
        lists[found.annex_list.number] = found
    if not lists:
        reading.log.refuse("lists-unknown", file=file)
    for number in sorted(LISTS.keys() - lists.keys()):
        reading.log.add("list-missing", file=LISTS[number].name)
    return [lists[number] for number in sorted(lists)]


def _list_of(sheet: WorkbookSheet) -> _Found | None:
    """The list whose headings a sheet holds most of; its name only decides between lists that look alike."""
    numbered = _NUMBER.search(sheet.name)
    best: tuple[float, _Found] | None = None
    for number, annex_list in LISTS.items():
        headings = find_headings(sheet.rows, _SPELLINGS[number])
        if headings is None:
            continue
        share = len(headings.places) / len(annex_list.fields)
        score = share + (_NAMED_SHARE if numbered and int(numbered.group(1)) == number else 0)
        if share >= _LEAST_SHARE and (best is None or score > best[0]):
            best = (score, _Found(annex_list, sheet, headings))
    return best[1] if best else None


def _check(found: _Found, reading: Reading) -> Checked:
    annex_list, file = found.annex_list, found.annex_list.name
    table = next((record.table for record in RECORDS if record.list == annex_list.number), "")
    table = table or ("cin_episodes" if annex_list.number in (3, 6) else "")
    check_headings(file, found.headings, annex_list.fields, table=table, log=reading.log)
    sheet = workbook.load(
        reading.connection,
        found.sheet,
        found.headings,
        file=file,
        relation=f"sheet_{annex_list.number}",
        scratch=reading.folder,
        log=reading.log,
    )
    checked = check_rows(
        reading.connection, sheet, annex_list.fields, table=table, log=reading.log, codes=translators()
    )
    _lay_out(reading.connection, annex_list, checked)
    if annex_list.number not in _CHILDREN and checked.rows_in > checked.rows_set_aside:
        reading.log.add("list-not-kept", file=file)
    return checked


def _lay_out(connection: duckdb.DuckDBPyConnection, annex_list: AnnexList, checked: Checked | None) -> None:
    """Make the view `list_<n>` with every field of the list, blank where the workbook has not got it."""
    absent = {field.name for field in annex_list.fields} if checked is None else set(checked.absent)
    columns = ", ".join(
        f"null::{field.type.sql} as {named(field.name)}" if field.name in absent else named(field.name)
        for field in annex_list.fields
    )
    rows = f"_row, {columns} from {checked.relation}" if checked else f"null::bigint as _row, {columns} where false"
    connection.execute(f"create view list_{annex_list.number} as select {rows}")


def _write(reading: Reading, present: Mapping[int, set[str]], content: Content) -> None:
    connection = reading.connection
    for view in (episodes.PAIRS, episodes.EPISODES):
        connection.execute(view)
    workers.name_workers_and_teams(connection, reading.worker_key, reading.log)
    for view in (workers.PROFESSIONALS, workers.DEPARTMENT, workers.INVOLVEMENTS):
        connection.execute(view)
    for table in {record.table: None for record in RECORDS}:
        _write_records([record for record in RECORDS if record.table == table], reading, present, content)
    _write_people(reading, present, content)
    _write_episodes(reading, present, content)
    _write_allocations(reading, present, content)


def _write_records(records: list[Record], reading: Reading, present: Mapping[int, set[str]], content: Content) -> None:
    table = records[0].table
    if not any(record.list in present for record in records):
        return
    selects = [
        f"select {', '.join(f'{_value(source)} as {named(column)}' for column, source in record.columns.items())} "
        f"from list_{record.list} as l" + (f" where {record.when} is not null" if record.when else "")
        for record in records
    ]
    held = {
        column
        for record in records
        for column, source in record.columns.items()
        if not isinstance(source, From) or source.field in present.get(record.list, ())
    }
    _write_relation(table, f"({' union all '.join(selects)})", held, reading, content)


def _value(source: From | Made | Always) -> str:
    """SQL: the value of a column, from a row of its list."""
    if isinstance(source, Always):
        return quoted(source.value)
    if isinstance(source, Made):
        parts = "".join(f" || '/' || coalesce(l.{field}::varchar, '')" for field in source.fields)
        return f"l.child_id || {quoted('/' + source.kind)}{parts}"
    cell = f"l.{named(source.field)}"
    through = {
        "": cell,
        "worker": workers.worker_id(cell),
        "team": workers.team_id(cell),
        "negated": f"case {cell} when 'Y' then 'N' when 'N' then 'Y' else {cell} end",
    }
    return through[source.through]


def _write_relation(table: str, relation: str, held: set[str], reading: Reading, content: Content) -> None:
    columns = {column: named(column) for column in held}
    content.tables[table] = write_table(reading.connection, reading.folder, TABLES[table], relation, columns)
    content.held[table] = held


def _write_people(reading: Reading, present: Mapping[int, set[str]], content: Content) -> None:
    """One row a child from all lists; where they disagree about its date of birth that is left blank and told."""
    if not any(number in present for number in _CHILDREN):
        return
    rows = " union all ".join(
        f"select {number} as list, _row, child_id, gender, ethnicity, dob from list_{number}" for number in _CHILDREN
    )
    reading.connection.execute(f"create view annex_children as {rows}")
    conflicts = reading.connection.execute(
        "select list, _row from annex_children "
        "where dob <> (select min_by(o.dob, o.list * 10000000 + o._row) from annex_children as o "
        "where o.child_id = annex_children.child_id) order by 1, 2"
    ).fetchall()
    for number, row in conflicts:
        file, heading = LISTS[number].name, LISTS[number].field("dob").spellings[0]
        reading.log.add("child-conflict", file=file, row=row, column=heading, table="person")
    people = (
        "(select child_id as person_id, mode(gender) as sex, mode(ethnicity) as ethnicity, "
        "case when min(dob) = max(dob) then min(dob) end as dob from annex_children group by child_id)"
    )
    fields = {"gender": "sex", "ethnicity": "ethnicity", "dob": "dob"}
    held = {fields[field] for number in present if number in _CHILDREN for field in present[number] if field in fields}
    _write_relation("person", people, held | {"person_id"}, reading, content)


def _write_episodes(reading: Reading, present: Mapping[int, set[str]], content: Content) -> None:
    if 3 not in present and 6 not in present:
        return
    held = {
        column
        for column, (number, field) in episodes.COLUMNS.items()
        if field in present.get(number, ()) or field in present.get(9 - number, ())
    }
    relation = (
        f"(select *, {workers.team_id('e.team')} as referral_team, "
        f"{workers.worker_id('e.worker')} as referral_worker_id from annex_episodes as e)"
    )
    _write_relation("cin_episodes", relation, held | {"referral_id", "person_id", "referral_date"}, reading, content)


def _write_allocations(reading: Reading, present: Mapping[int, set[str]], content: Content) -> None:
    if any("worker" in present.get(number, ()) for number in (3, 6, 7, 8, 9)):
        held = {"professional_id", "professional_job_title", "professional_name"}
        _write_relation("professionals", "annex_professionals", held, reading, content)
        columns = {column.name for column in TABLES["involvements"].columns} - {"worker_change_reason"}
        # A list of cases that names no workers leaves its cases looking unallocated, so nothing can be said of any.
        if any("worker" not in present[number] for number in (3, 6) if number in present):
            columns -= {"professional_id"}
        _write_relation("involvements", "annex_involvements", columns, reading, content)
    if any("team" in fields for fields in present.values()):
        _write_relation("department", "annex_department", {"team_id", "team_name"}, reading, content)


def _say_what_absence_means(
    reading: Reading, present: Mapping[int, set[str]], aside: Mapping[int, str], content: Content
) -> None:
    """Of which tables the workbook shows all open records, and of which children rows of them were set aside."""
    children: dict[str, set[str]] = {}
    for shown in SHOWN_WHILE_OPEN:
        if shown.lists[0] in present and shown.rows.table in content.tables:
            content.shown_while_open.append(shown.rows)
            children.setdefault(shown.rows.table, set()).update(aside[n] for n in shown.lists if n in aside)
    for table, relations in children.items():
        if relations:
            told = " union ".join(f"select child_id from {relation}" for relation in sorted(relations))
            keys = {"person_id": "child_id"}
            write_set_aside_keys(reading.connection, reading.folder, TABLES[table], f"({told})", keys)


def write_sample(folder: Path) -> Path:
    """A small synthetic workbook with the usual untidiness."""
    return sample.write(folder)


ANNEX_A_XLSX = Profile(
    name="annex-a-xlsx",
    title="Annex A workbook (child-level lists of Ofsted's inspection of local authority children's services)",
    feed="annex-a",
    complete=False,
    recognise=recognise,
    read=read,
    write_sample=write_sample,
)
