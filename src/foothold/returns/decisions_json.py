"""What people decided, handed over as a return: ratings, contacts, supervision, concerns raised and allocation.

The document is this project's own, since no national format carries any of it. Every return holds everything up to its
day, so a record that is missing from the next one has gone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path

from foothold.returns import json_records, json_stream
from foothold.returns.annex_a.workers import identifier, is_person
from foothold.returns.checking import check_rows
from foothold.returns.decisions import sample
from foothold.returns.decisions.records import DECISIONS, FORMAT, RECORDS
from foothold.returns.headings import spelled
from foothold.returns.mapping import Laid, write_records
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.sheet import Checked
from foothold.returns.writing import write_set_aside_keys
from foothold.tables import TABLES

_SECTIONS = "|".join(kind.member for kind in DECISIONS.kinds if kind.member != "contacts")
_MARK = re.compile(rf'"{FORMAT}"|"(?:{_SECTIONS})"\s*:\s*\[', re.IGNORECASE)


def recognise(source: Source) -> bool:
    """JSON that names itself, or that has a section only this return has."""
    return not source.is_folder and _MARK.search(json_stream.head_of(source.path)) is not None


_VERSION = "1"  # of the format; another one may mean other things by the same names


@cache
def codes() -> dict[str, dict[str, list[str]]]:
    """Code set -> code -> other spellings of it."""
    return json.loads(resources.files("foothold.returns.decisions").joinpath("codes.json").read_text(encoding="utf-8"))


def read(source: Source, reading: Reading) -> Content:
    """Check every record, then lay what they hold into the tables of the warehouse."""
    document = json_records.load(
        reading.connection, source.path, DECISIONS, file=source.name, scratch=reading.folder, log=reading.log
    )
    if document.about.get("version", _VERSION) != _VERSION:
        reading.log.refuse("version-other", file=source.name, column="version", version=_VERSION)
    laid = document.parts
    ways = {name: _translator(spellings) for name, spellings in codes().items()}
    kinds = {kind.name: kind for kind in DECISIONS.kinds}
    checked = {
        name: check_rows(
            reading.connection, part.sheet, kinds[name].fields, table=kinds[name].table, log=reading.log, codes=ways
        )
        for name, part in laid.items()
    }
    json_records.tell_counting(reading.log, source.name)
    content = Content(
        sum(part.rows_in for part in checked.values()), sum(part.rows_set_aside for part in checked.values())
    )
    _name_workers(checked, reading)
    write_records(RECORDS, {name: Laid.of(part) for name, part in checked.items()}, reading, content)
    _leave_out_unsaid(laid, content)
    _hold_over(checked, reading)
    return content


def _translator(spellings: dict[str, list[str]]) -> Callable[[str], str | None]:
    lookup = {spelled(way): code for code, ways in spellings.items() for way in (code, *ways)}
    return lambda text: lookup.get(spelled(text))


def _name_workers(checked: dict[str, Checked], reading: Reading) -> None:
    """Make the table `decision_workers`, from each worker's name to the identifier that stands for it."""
    reading.connection.execute("create table decision_workers (text varchar, id varchar)")
    named = [part.relation for name, part in checked.items() if "worker_name" in _fields_of(name)]
    if not named:
        return
    union = " union ".join(f"select worker_name from {relation} where worker_name is not null" for relation in named)
    names = [name for (name,) in reading.connection.execute(union).fetchall() if is_person(name, ())]
    reading.connection.execute(
        "insert into decision_workers select unnest(?::varchar[]), unnest(?::varchar[])",
        [names, [identifier(name, "W", reading.worker_key) for name in names]],
    )


def _fields_of(section: str) -> set[str]:
    return {one.name for kind in DECISIONS.kinds if kind.name == section for one in kind.fields}


def _leave_out_unsaid(laid: dict[str, json_records.Laid], content: Content) -> None:
    """A member that no record of a section has is not collected, although the section is."""
    for record in RECORDS:
        if record.source in laid and content.tables.get(record.table):
            members = laid[record.source].members
            unsaid = {column for column, value in record.columns.items() if members.isdisjoint(value.fields)}
            content.held[record.table] -= unsaid


def _hold_over(checked: dict[str, Checked], reading: Reading) -> None:
    """Records that were handed over and could not be read have not gone."""
    for record in RECORDS:
        part = checked.get(record.source)
        if part is not None and part.rows_set_aside:
            table = TABLES[record.table]
            (key,) = table.key
            write_set_aside_keys(reading.connection, reading.folder, table, part.aside, {key: f'"{key}"'})


def write_sample(folder: Path) -> Path:
    """A synthetic return about two children, one of them left without a worker."""
    return sample.write(folder)


DECISIONS_JSON = Profile(
    name="decisions-json",
    title="What people decided: ratings, contacts, supervision, escalations, allocation, JSON",
    feed="decisions",
    complete=True,
    recognise=recognise,
    read=read,
    write_sample=write_sample,
)
