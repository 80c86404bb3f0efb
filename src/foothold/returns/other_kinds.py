"""Files of no format that is read, of which it can be said nevertheless what they are and what to do."""

from __future__ import annotations

import re
import zipfile
from typing import NoReturn

from foothold.returns import archive, json_stream
from foothold.returns.decoding import decode
from foothold.returns.problems import ProblemLog
from foothold.returns.profile import Source
from foothold.returns.xml_parsing import refuse_unsafe

_JSON = re.compile(r"[\[{]\s*[\"'\[\]{}]")  # how it begins, as headings that stand in brackets do not
_HEAD = 64_000  # bytes by which a file is known
_IN_ZIP = {  # a part by which a zip is known, and what it is
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "content.xml": "an OpenDocument file (such as .ods)",
    "word/document.xml": "a text document (.docx)",
    "ppt/presentation.xml": "a presentation (.pptx)",
}
_OFFICE_XML = b"urn:schemas-microsoft-com:office:spreadsheet"


def refuse_other_kind(source: Source, log: ProblemLog) -> None:
    """Refuse a file whose kind is known: empty, packed, a document, a web page, or text in another encoding."""
    if source.is_folder:
        tell_passed_over(source, log)
        for path in source.files():
            if not path.stat().st_size:
                log.add("file-blank", file=path.name)
        return
    with source.path.open("rb") as file:
        head = file.read(_HEAD)
    if archive.is_archive(source.path):
        _refuse_zip(source, log)
    if kind := _kind(head):
        log.refuse("format-other", file=source.name, kind=kind)
    refuse_unsafe(head, file=source.name, log=log)
    whole_lines = head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1] or head
    decode(whole_lines, file=source.name, log=log)
    if _JSON.match(json_stream.head_of(source.path)):
        _refuse_faulty_json(source, log)


def _refuse_faulty_json(source: Source, log: ProblemLog) -> None:
    """Refuse what begins as JSON and is none, with the line; nothing when it is whole and only of no known format."""
    document = json_stream.JsonStream(source.path, file=source.name, log=log)
    try:
        for _ in document.items(frozenset()):
            pass
    finally:
        document.close()


def tell_passed_over(source: Source, log: ProblemLog) -> None:
    """Tell of everything in a folder that is no plain file."""
    for path in source.passed_over():
        rule = "link-skipped" if path.is_symlink() else "folder-inside" if path.is_dir() else "device-skipped"
        log.add(rule, file=path.name)


def _kind(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1000].lower()
    if _OFFICE_XML in head:
        return "a workbook of 2003 as XML"
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<head")):
        return "a web page, whatever its name says"
    return "a picture" if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")) else ""


def _refuse_zip(source: Source, log: ProblemLog) -> NoReturn:
    try:
        with zipfile.ZipFile(source.path) as package:
            parts = {part.filename: part for part in package.infolist()}
            locked = any(part.flag_bits & 1 for part in parts.values())
            for part in [] if locked else package.infolist()[: archive.MOST_PARTS]:
                with package.open(part) as stream:
                    stream.read(archive.HEAD)
    except archive.DAMAGE:
        log.refuse("zip-unreadable", file=source.name)
    if locked:
        log.refuse("zip-password", file=source.name)
    for part, kind in _IN_ZIP.items():
        if part in parts:
            log.refuse("format-other", file=source.name, kind=kind)
    log.refuse("format-packed", file=source.name)
