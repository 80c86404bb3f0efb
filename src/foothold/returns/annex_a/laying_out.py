"""Lists of Annex A, each checked, laid together into the tables of the warehouse."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foothold.returns.annex_a import episodes, workers
from foothold.returns.annex_a.codes import translators
from foothold.returns.annex_a.earlier import NEEDS, REFERRALS, lay_beside
from foothold.returns.annex_a.lists import LISTS, AnnexList
from foothold.returns.annex_a.mapping import RECORDS, SHOWN_WHILE_OPEN, Always, From, Made, Record
from foothold.returns.annex_a.plausible import across
from foothold.returns.checking import check_headings, check_rows, set_rows_aside
from foothold.returns.engine import named, quoted
from foothold.returns.headings import Headings, spellings_of
from foothold.returns.profile import Content, Reading
from foothold.returns.sheet import Checked, Sheet
from foothold.returns.writing import write_set_aside_keys, write_table
from foothold.tables import TABLES

if TYPE_CHECKING:
    import duckdb

CHILDREN = range(1, 11)  # lists about children; list 11 is about adopters

SPELLINGS = {n: spellings_of((f.name, f.spellings) for f in a_list.fields) for n, a_list in LISTS.items()}


@dataclass(frozen=True)
class CheckedList:
    """A list that was handed over, its rows checked and laid out as the view `list_<number>`."""

    annex_list: AnnexList
    file: str  # as messages name it
    headings: Headings
    checked: Checked

    @property
    def fields(self) -> set[str]:
        """The fields that it has a column for."""
        return set(self.headings.places)


def check_list_headings(annex_list: AnnexList, file: str, headings: Headings, reading: Reading) -> None:
    """Refuse a list without its keys or with a column twice; tell of columns absent and unknown."""
    check_headings(file, headings, annex_list.fields, table=_table_of(annex_list), log=reading.log)


def check_list(annex_list: AnnexList, sheet: Sheet, reading: Reading) -> CheckedList:
    """Check the rows of a list and lay them out."""
    checked = check_rows(
        reading.connection,
        sheet,
        annex_list.fields,
        table=_table_of(annex_list),
        log=reading.log,
        codes=translators(),
        across=across(annex_list),
    )
    _lay_out(reading.connection, annex_list, checked)
    if annex_list.number not in CHILDREN and checked.rows_in > checked.rows_set_aside:
        reading.log.add("list-not-kept", file=sheet.file)
    return CheckedList(annex_list, sheet.file, sheet.headings, checked)


def _table_of(annex_list: AnnexList) -> str:
    """The table that problems of a list name."""
    if annex_list.number in (3, 6):
        return "cin_episodes"
    return next((record.table for record in RECORDS if record.list == annex_list.number), "")


def _lay_out(connection: duckdb.DuckDBPyConnection, annex_list: AnnexList, checked: Checked | None) -> None:
    """Make the view `list_<n>` with every field of the list, blank where the return has not got it."""
    absent = {field.name for field in annex_list.fields} if checked is None else set(checked.absent)
    columns = ", ".join(
        f"null::{field.type.sql} as {named(field.name)}" if field.name in absent else named(field.name)
        for field in annex_list.fields
    )
    rows = f"_row, {columns} from {checked.relation}" if checked else f"null::bigint as _row, {columns} where false"
    connection.execute(f"create view list_{annex_list.number} as select {rows}")


def write_lists(lists: Mapping[int, CheckedList], reading: Reading) -> Content:
    """Write every table that the lists yield rows of; a list that was not handed over yields none.

    Of lists 3 and 6, one that comes alone is laid beside what the history holds of the other.
    """
    lists = _without_conflicts(lists, reading)
    content = Content(
        sum(found.checked.rows_in for found in lists.values()),
        sum(found.checked.rows_set_aside for found in lists.values()),
    )
    for number in {REFERRALS, NEEDS} - lists.keys():  # of which episodes are made together
        _lay_out(reading.connection, LISTS[number], None)
    present = {number: found.fields for number, found in lists.items()}
    earlier = _lay_beside(lists, present, reading)
    _write(lists, present, earlier, reading, content)
    _say_what_absence_means(lists, present, reading, content)
    return content


def _without_conflicts(lists: Mapping[int, CheckedList], reading: Reading) -> dict[int, CheckedList]:
    """The lists without the rows about a child that give another date of birth than most of the rows about it: two
    children may have come under one identifier. Where no date is that of most, none of the rows is taken."""
    dated = [number for number in CHILDREN if number in lists and "dob" in lists[number].fields]
    if not dated:
        return dict(lists)
    births = " union all ".join(
        f"select {number} as list, _row, child_id, dob from list_{number} where dob is not null" for number in dated
    )
    conflicts: dict[int, list[int]] = {}
    for number, row in reading.connection.execute(
        "select list, _row from (select *, count(*) over (partition by child_id, dob) as alike, "
        "count(*) over child as every, min(dob) over child <> max(dob) over child as differ "
        f"from ({births}) window child as (partition by child_id)) where differ and alike * 2 <= every order by 1, 2"
    ).fetchall():
        conflicts.setdefault(number, []).append(row)
    return {n: _less(found, conflicts[n], reading) if n in conflicts else found for n, found in lists.items()}


def _less(found: CheckedList, rows: list[int], reading: Reading) -> CheckedList:
    """A list without rows that other rows contradict, which are told and set aside."""
    annex_list, checked, headings = found.annex_list, found.checked, found.headings
    heading = headings.cells[headings.places["dob"]].strip()
    reading.log.add_rows("child-conflict", rows, len(rows), file=found.file, column=heading, table="person")
    rest = f"{checked.relation}_agreed"
    broken = f"{checked.relation}_conflicts"
    reading.connection.execute(f"create table {broken} (_row bigint, rule varchar)")
    reading.connection.execute(f"insert into {broken} select unnest(?::bigint[]), 'child-conflict'", [rows])
    fields = [field for field in annex_list.fields if field.name in headings.places]
    set_rows_aside(reading.connection, found.file, headings, fields, checked, f"select * from {broken}")
    reading.connection.execute(
        f"create view {rest} as select * from {checked.relation} where _row not in (select _row from {broken})"
    )
    agreed = replace(checked, relation=rest, rows_set_aside=checked.rows_set_aside + len(rows))
    reading.connection.execute(f"drop view list_{annex_list.number}")
    _lay_out(reading.connection, annex_list, agreed)
    return replace(found, checked=agreed)


def _lay_beside(lists: Mapping[int, CheckedList], present: dict[int, set[str]], reading: Reading) -> Collection[int]:
    """The numbers of the lists whose rows come from the history, after `present` has got what is told of them."""
    alone = set(lists)
    if reading.earlier is None or len(alone) != 1 or not alone <= {REFERRALS, NEEDS}:
        return ()
    (number,) = alone
    told = lay_beside(reading.connection, number, reading.earlier)
    if told is None:
        return ()
    present[REFERRALS + NEEDS - number] = told
    return (REFERRALS, NEEDS)


def _write(
    lists: Mapping[int, CheckedList],
    present: Mapping[int, set[str]],
    earlier: Collection[int],
    reading: Reading,
    content: Content,
) -> None:
    connection = reading.connection
    if not present.keys().isdisjoint({REFERRALS, NEEDS}):
        for relation in (episodes.PAIRS, episodes.EPISODES):
            connection.execute(relation)
    files = {number: found.file for number, found in lists.items()}
    workers.name_workers_and_teams(connection, reading.worker_key, files, earlier, reading.log)
    for view in (workers.PROFESSIONALS, workers.DEPARTMENT):
        connection.execute(view)
    for table in {record.table: None for record in RECORDS}:
        _write_records([record for record in RECORDS if record.table == table], reading, present, content)
    _write_people(lists, reading, content)
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
        if record.list in present
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


def _write_people(lists: Mapping[int, CheckedList], reading: Reading, content: Content) -> None:
    """One row a child from all lists; about its date of birth they agree, or their rows have been set aside."""
    if not any(number in lists for number in CHILDREN):
        return
    rows = " union all ".join(
        f"select child_id, gender, ethnicity, dob from list_{number} where _row > 0"
        for number in CHILDREN
        if number in lists
    )
    reading.connection.execute(f"create view annex_children as {rows}")
    people = (
        "(select child_id as person_id, mode(gender) as sex, mode(ethnicity) as ethnicity, min(dob) as dob "
        "from annex_children group by child_id)"
    )
    columns = {"gender": "sex", "ethnicity": "ethnicity", "dob": "dob"}
    told = {field for number in lists if number in CHILDREN for field in lists[number].fields}
    held = {column for field, column in columns.items() if field in told}
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
    _write_relation("cin_episodes", relation, set(episodes.COLUMNS), reading, content)
    # What only the other list tells is kept as it was told, and not collected unless it was told on the same day.
    content.held["cin_episodes"] = held | {"referral_id", "person_id", "referral_date"}


def _write_allocations(reading: Reading, present: Mapping[int, set[str]], content: Content) -> None:
    if any("worker" in present.get(number, ()) for number in workers.ALLOCATING):
        held = {"professional_id", "professional_job_title", "professional_name"}
        _write_relation("professionals", "annex_professionals", held, reading, content)
        unnamed: set[str] = set()
        columns = {column.name for column in TABLES["involvements"].columns} - {"worker_change_reason"}
        # A list of cases that names no workers leaves its cases looking unallocated, so nothing can be said of any.
        if any("worker" not in present[number] for number in (3, 6) if number in present):
            unnamed = {"professional_id"}
        _write_relation("involvements", workers.involvements(present), columns, reading, content)
        content.held["involvements"] = columns - unnamed
    if any("team" in fields for fields in present.values()):
        _write_relation("department", "annex_department", {"team_id", "team_name"}, reading, content)


def _say_what_absence_means(
    lists: Mapping[int, CheckedList], present: Mapping[int, set[str]], reading: Reading, content: Content
) -> None:
    """Of which tables the lists show all open records, and of which children rows of them were set aside."""
    aside = {n: found.checked.aside for n, found in lists.items() if found.checked.rows_set_aside}
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
