"""The Standard Safeguarding Dataset as a folder of CSV files, one for each object, with `posts.csv` beside them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from foothold.returns import delimited
from foothold.returns.checking import check_headings, check_rows
from foothold.returns.engine import THREADS, named
from foothold.returns.headings import spelled, spellings_of
from foothold.returns.other_kinds import tell_passed_over
from foothold.returns.problems import ProblemLog
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.sheet import Field
from foothold.returns.writing import write_set_aside_keys, write_table
from foothold.tables import TABLES, Table

_OBJECTS: dict[str, Table] = {
    spelled(name): table
    for table in TABLES.values()
    if not table.feed
    for name in (table.name, table.source_name or table.name)
}


def fields_of(table: Table) -> list[Field]:
    """What is read into a table: every declared column but those that are derived."""
    return [
        Field(
            name=column.name,
            type=column.type,
            spellings=(column.source_name or column.name, column.name),
            key=column.key,
            required=column.required,
            identity=not column.stored or bool(column.drops),  # comments may name anybody
        )
        for column in table.columns
        if not column.derived_from
    ]


def recognise(source: Source) -> bool:
    """A folder in which a file bears an object's name and that object's headings."""
    return source.is_folder and any(_table_of(path) and is_object(path, _head(path)) for path in source.files())


def _table_of(path: Path) -> Table | None:
    return _OBJECTS.get(spelled(path.stem)) if path.suffix.lower() in (".csv", ".txt") else None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(64_000)


def is_object(path: Path, head: bytes) -> bool:
    """Whether a file is an object of the Dataset, by its name and the headings at its beginning."""
    table = _table_of(path)
    if table is None:
        return False
    fields = fields_of(table)
    found = delimited.read_headings(head.replace(b"\x00", b""), _spellings(fields))
    keys = {field.name for field in fields if field.key}
    return found is not None and bool(keys & set(found[1].places))


def _spellings(fields: Sequence[Field]) -> dict[str, str]:
    return spellings_of((field.name, field.spellings) for field in fields)


def read(source: Source, reading: Reading) -> Content:
    """Read every object of the folder; an object without a file is not collected."""
    content = Content()
    objects = _objects_of(source, reading)
    if not objects:
        reading.log.refuse("folder-unknown", file=source.name)
    own = [replace(reading, connection=reading.connection.cursor(), log=ProblemLog()) for _ in objects]
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            parts = list(pool.map(_read_object, map(TABLES.__getitem__, objects), objects.values(), own))
    finally:
        for part in own:
            reading.log.extend(part.log)
    for part in parts:
        content.rows_in += part.rows_in
        content.rows_set_aside += part.rows_set_aside
        content.tables |= part.tables
        content.held |= part.held
    return content


def _objects_of(source: Source, reading: Reading) -> dict[str, Path]:
    objects: dict[str, Path] = {}
    tell_passed_over(source, reading.log)
    for path in source.files():
        table = _table_of(path)
        if table is None:
            reading.log.add("file-unknown" if path.stat().st_size else "file-blank", file=path.name)
        elif table.name in objects:
            reading.log.refuse("file-duplicate", file=path.name)
        else:
            objects[table.name] = path
    return objects


def _read_object(table: Table, path: Path, reading: Reading) -> Content:
    fields = fields_of(table)
    text = delimited.open_text(
        path, file=path.name, data=path.read_bytes(), spellings=_spellings(fields), log=reading.log
    )
    if text is None:
        columns = ", ".join(field.spellings[0] for field in fields if field.key or field.required)
        reading.log.refuse("column-missing", file=path.name, columns=columns)
    check_headings(path.name, text.headings, fields, table=table.name, log=reading.log)
    sheet = delimited.load(
        reading.connection, text, relation=f"s_{table.name}", scratch=reading.folder, log=reading.log
    )
    checked = check_rows(reading.connection, sheet, fields, table=table.name, log=reading.log)
    held = {field.name: named(field.name) for field in fields if field.name not in checked.absent}
    rows = write_table(reading.connection, reading.folder, table, checked.relation, held)
    if checked.rows_set_aside:
        keys = {name: held[name] for name in table.key}
        write_set_aside_keys(reading.connection, reading.folder, table, checked.aside, keys)
    _forget(reading, sheet.relation)
    return Content(checked.rows_in, checked.rows_set_aside, {table.name: rows}, {table.name: set(held)})


def _forget(reading: Reading, relation: str) -> None:
    """Give the memory of a finished object back before the next one is read."""
    views, tables = ("_texts_single", "_texts_whole", "_texts"), ("_typed", "_aside")
    for kind, suffix in [*(("view", view) for view in views), *(("table", table) for table in tables)]:
        reading.connection.execute(f"drop {kind} if exists {relation}{suffix}")
    reading.connection.execute(f"drop table if exists {relation}")


def write_sample(folder: Path) -> Path:
    """A synthetic extract of two children, one of them without a worker."""
    extract = folder / "ssd"
    extract.mkdir(parents=True, exist_ok=True)
    for name, rows in _SAMPLE.items():
        with (extract / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return extract


_SAMPLE: dict[str, list[list[str]]] = {
    "ssd_person": [
        ["pers_person_id", "pers_forename", "pers_surname", "pers_sex", "pers_ethnicity", "pers_dob"],
        ["000101", "Ada", "Sample", "F", "WBRI", "2012-05-04"],
        ["000102", "Ben", "Sample", "M", "WBRI", "09/11/2015"],
    ],
    "ssd_cin_episodes": [
        ["cine_referral_id", "cine_person_id", "cine_referral_date", "cine_referral_nfa", "cine_close_date"],
        ["R1", "000101", "2019-09-02", "N", ""],
        ["R2", "000102", "2019-10-07", "N", ""],
    ],
    "ssd_involvements": [
        [
            "invo_involvements_id",
            "invo_professional_id",
            "invo_professional_role_id",
            "invo_involvement_start_date",
            "invo_person_id",
            "invo_referral_id",
        ],
        ["I1", "W1", "allocated_case_worker", "2019-09-03", "000101", "R1"],
    ],
    "ssd_professionals": [
        ["prof_professional_id", "prof_professional_name", "prof_professional_job_title"],
        ["W1", "Cora Sample", "Social Worker"],
    ],
}

SSD_FOLDER = Profile(
    name="ssd-folder",
    title="Standard Safeguarding Dataset, one CSV file for each object",
    feed="ssd",
    complete=True,
    recognise=recognise,
    read=read,
    write_sample=write_sample,
    folder=True,
)
