"""The looked-after children return (SSDA903) as CSV: one file for each module, recognised by its columns."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from foothold.returns import delimited
from foothold.returns.checking import check_headings
from foothold.returns.engine import THREADS
from foothold.returns.headings import spellings_of
from foothold.returns.problems import ProblemLog
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.sheet import Checked
from foothold.returns.ssda903 import sample
from foothold.returns.ssda903.layout import TABLE_OF, check_module, lay_out
from foothold.returns.ssda903.modules import OWN_COLUMNS, modules

FEED = "ssda903"
_HEAD = 64_000  # bytes by which a module is recognised
_LEAST_SHARE = 0.5  # of a module's columns, or of the file's where it has more, that must be known


def module_of(head: bytes) -> str | None:
    """The module whose columns the beginning of a file holds as headings: exactly, else most of them.

    Every module has the child's identifier and many the date of birth, so one of its own must be among them.
    """
    text = delimited.readable(head)
    best: tuple[float, str] | None = None
    for module, fields in modules().items():
        found = delimited.read_headings(text, _spellings(module))
        if found is None or not OWN_COLUMNS[module] & set(found[1].places):
            continue
        columns = sum(1 for cell in found[1].cells if cell.strip())
        known = len(found[1].places) / max(len(fields), columns)
        if known >= _LEAST_SHARE and (best is None or known > best[0]):
            best = (known, module)
    return best[1] if best else None


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
    return lay_out(checked, {module: name for module, (_, name) in files.items()}, reading)


def _check(module: str, file: tuple[Path, str], reading: Reading) -> Checked:
    path, name = file
    fields, table = modules()[module], TABLE_OF[module]
    text = delimited.open_text(path, file=name, data=path.read_bytes(), spellings=_spellings(module), log=reading.log)
    missing = [one.name for one in fields if text is None or one.name not in text.headings.places]
    if text is None or missing:
        reading.log.refuse("column-missing", file=name, column=missing[0], columns=", ".join(missing))
    check_headings(name, text.headings, fields, table=table, log=reading.log)
    sheet = delimited.load(reading.connection, text, relation=f"m_{module}", scratch=reading.folder, log=reading.log)
    return check_module(module, sheet, reading)


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
