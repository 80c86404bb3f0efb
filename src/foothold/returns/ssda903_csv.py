"""The looked-after children return (SSDA903) as CSV: one file for each module, recognised by its exact columns."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from foothold.returns import delimited
from foothold.returns.checking import check_headings, check_rows
from foothold.returns.code_sets import translators
from foothold.returns.engine import THREADS
from foothold.returns.headings import spelled, spellings_of
from foothold.returns.mapping import Laid, write_records
from foothold.returns.problems import ProblemLog
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.sheet import Checked
from foothold.returns.ssda903 import sample
from foothold.returns.ssda903.mapping import RECORDS, SHOWN_WHILE_OPEN, WORKED_OUT
from foothold.returns.ssda903.modules import PACKAGE, modules
from foothold.returns.writing import write_set_aside_keys
from foothold.tables import TABLES

FEED = "ssda903"
_HEAD = 64_000  # bytes by which a module is recognised

_TABLES = {
    module: next(
        r.table for r in RECORDS if r.source in (module, *(name for name, of, _ in WORKED_OUT if of == module))
    )
    for module in modules()
}


def module_of(head: bytes) -> str | None:
    """The module whose columns, no more and no fewer, the beginning of a file holds as headings."""
    text = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").replace(b"\x00", b"")
    for module in modules():
        found = delimited.read_headings(text, _spellings(module))
        if found is not None:
            cells = [spelled(cell) for cell in found[1].cells if cell.strip()]
            if sorted(cells) == sorted(spelled(field.name) for field in modules()[module]):
                return module
    return None


def _spellings(module: str) -> dict[str, str]:
    return spellings_of((field.name, field.spellings) for field in modules()[module])


def _recognise(module: str, source: Source) -> bool:
    if source.is_folder:
        return False
    with source.path.open("rb") as file:
        return module_of(file.read(_HEAD)) == module


def _read(module: str, source: Source, reading: Reading) -> Content:
    return read_modules({module: (source.path, source.name)}, reading)


def read_modules(files: Mapping[str, tuple[Path, str]], reading: Reading) -> Content:
    """Check the modules that there are, each a file and its name for messages, and lay out what they hold."""
    own = [replace(reading, connection=reading.connection.cursor(), log=ProblemLog()) for _ in files]
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            checked = dict(zip(files, pool.map(_check, files, files.values(), own), strict=True))
    finally:
        for part in own:
            reading.log.extend(part.log)
    content = Content(
        sum(part.rows_in for part in checked.values()), sum(part.rows_set_aside for part in checked.values())
    )
    write_records(RECORDS, _sources(checked, reading), reading, content)
    _say_what_absence_means(checked, reading, content)
    return content


def _say_what_absence_means(checked: Mapping[str, Checked], reading: Reading, content: Content) -> None:
    """What is open and missing has gone, unless a row about the child was set aside."""
    for module, rows in SHOWN_WHILE_OPEN:
        if module in checked:
            content.shown_while_open.append(rows)
            if checked[module].rows_set_aside:
                table, aside = TABLES[rows.table], checked[module].aside
                write_set_aside_keys(reading.connection, reading.folder, table, aside, {"person_id": "CHILD"})


def _check(module: str, file: tuple[Path, str], reading: Reading) -> Checked:
    path, name = file
    fields, table = modules()[module], _TABLES[module]
    text = delimited.open_text(path, file=name, data=path.read_bytes(), spellings=_spellings(module), log=reading.log)
    if text is None:
        columns = ", ".join(field.name for field in fields if field.key)
        reading.log.refuse("column-missing", file=name, columns=columns)
    check_headings(name, text.headings, fields, table=table, log=reading.log)
    sheet = delimited.load(reading.connection, text, relation=f"m_{module}", scratch=reading.folder, log=reading.log)
    return check_rows(reading.connection, sheet, fields, table=table, log=reading.log, codes=translators(PACKAGE))


def _sources(checked: Mapping[str, Checked], reading: Reading) -> dict[str, Laid]:
    """The modules, laid out with a blank for every column that a file lacks, and what is worked out from them."""
    sources: dict[str, Laid] = {}
    for module, part in checked.items():
        blanks = "".join(
            f', null::{field.type.sql} as "{field.name}"' for field in modules()[module] if field.name in part.absent
        )
        reading.connection.execute(f"create view module_{module} as select *{blanks} from {part.relation}")
        sources[module] = Laid(f"module_{module}", frozenset(part.absent))
    for name, of, query in WORKED_OUT:
        if of in sources:
            reading.connection.execute(f"create table worked_{name} as {query.format(sources[of].relation)}")
            sources[name] = Laid(f"worked_{name}", sources[of].absent)
    return sources


MODULES: tuple[Profile, ...] = tuple(
    Profile(
        name=f"ssda903-{module}-csv",
        title=f"looked-after children return (SSDA903), module {module}",
        feed=FEED,
        complete=False,
        recognise=partial(_recognise, module),
        read=partial(_read, module),
        write_sample=partial(sample.write, module),
    )
    for module in modules()
)
