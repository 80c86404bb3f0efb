"""The looked-after children return (SSDA903) as one XML file that holds all of its modules."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from foothold.returns import xml_parsing
from foothold.returns.delimited import read_clean
from foothold.returns.headings import Headings
from foothold.returns.profile import Content, Profile, Reading, Source
from foothold.returns.sheet import Checked, Sheet
from foothold.returns.ssda903 import sample
from foothold.returns.ssda903.elements import CHILD, ELEMENTS, OTHER_NAMES, ModuleStream, columns_seen
from foothold.returns.ssda903.layout import check_module, lay_out
from foothold.returns.ssda903.modules import modules
from foothold.returns.ssda903_csv import FEED

TITLE = "looked-after children return (SSDA903), XML"
_ROOT = "EXPSSDA903"
_TELLING = sorted(ELEMENTS - {CHILD, *OTHER_NAMES, "DOB", "SEX", "UPN"})  # that no other format has
_MARK = re.compile(rb"<(?:[\w.-]+:)?(?:%s)\s*/?>" % "|".join([_ROOT, *_TELLING]).encode())


def recognise(source: Source) -> bool:
    """XML that says it is the return, or that holds what only the return does."""
    return not source.is_folder and _MARK.search(xml_parsing.head_of(source.path)) is not None


def read(source: Source, reading: Reading) -> Content:
    """Tell the modules apart by their elements, check each as if it had come as CSV, and lay out what they hold."""
    folder = reading.folder / "elements"
    folder.mkdir()
    stream = ModuleStream(folder, source.name, reading.log)
    stream.read(source.path.read_bytes())
    if not stream.seen:
        reading.log.refuse("format-wrong", file=source.name, title=TITLE)
    found = [module for module in modules() if module in stream.seen]
    checked = {module: _check(module, stream, reading) for module in found}
    content = lay_out(checked, dict.fromkeys(found, source.name), reading)
    if stream.crowded:
        reading.log.tell_counted(source.name)
    return content


def _check(module: str, stream: ModuleStream, reading: Reading) -> Checked:
    fields, relation = modules()[module], f"m_{module}"
    quirks = read_clean(reading.connection, stream.path(module), relation, len(fields))
    if stream.crowded:
        reading.connection.execute(f"update {relation} set _row = rowid + 1")
    headings = Headings(0, tuple(one.name for one in fields), columns_seen(stream, module))
    sheet = Sheet(stream.file, relation, "_row", headings, quirks)
    return check_module(module, sheet, reading)


def write_sample(folder: Path) -> Path:
    """Every module of the synthetic return in one XML file, child by child."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "ssda903.xml"
    children = dict.fromkeys(row[0] for rows in sample.SAMPLE.values() for row in rows)
    told = "\n".join(line for child in children for line in _child(child))
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{_ROOT}>\n{told}\n</{_ROOT}>\n'
    path.write_text(text, encoding="utf-8")
    return path


def _child(identifier: str) -> list[str]:
    records = [(module, row) for module, rows in sample.SAMPLE.items() for row in rows if row[0] == identifier]
    lines = ["<CHILD>", f"  <CHILDID>{escape(identifier)}</CHILDID>"]
    for module, row in records:
        cells = zip(modules()[module][1:], row[1:], strict=True)
        values = "".join(f"<{one.name}>{escape(value)}</{one.name}>" for one, value in cells)
        lines.append(f"  <{module.upper()}>{values}</{module.upper()}>")
    return [*lines, "</CHILD>"]


SSDA903_XML = Profile(
    name="ssda903-xml",
    title=TITLE,
    feed=FEED,
    complete=False,
    recognise=recognise,
    read=read,
    write_sample=write_sample,
)
