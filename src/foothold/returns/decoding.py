"""Bytes to UTF-8 text, saying what the encoding was."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from foothold.returns.problems import ProblemLog

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_KINDS = {  # how files begin that are no text, and what they are
    b"PK\x03\x04": "a zip archive or a workbook",
    b"%PDF": "a PDF document",
    b"{\\rtf": "a text document (.rtf)",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a SQLite database",
    b"\x1f\x8b": "an archive packed with gzip",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\xfd7zXZ": "an archive packed with xz",
    b"\x7fELF": "a program",
    b"MZ": "a program for Windows",
}
_TWICE = (b"\xc3\x83\xc2", b"\xc3\xa2\xe2\x82\xac")  # an accented letter and a curly quote, each encoded twice
_LOST = "\ufffd".encode()
_ENDS = b"\x1a"  # how old systems say that a file ends
_NUL_SHARE = 0.05  # more than this share of NUL bytes is not damage but another encoding or a program


@dataclass(frozen=True)
class Decoded:
    """The content as UTF-8 without a byte order mark."""

    data: bytes
    rewritten: bool  # differs from the file's own bytes by more than a byte order mark


def decode(data: bytes, *, file: str, log: ProblemLog) -> Decoded:
    """UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252 with a note; else refused."""
    _refuse_other_kinds(data, file, log)
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            return _from_utf16(data[len(mark) :], encoding, file, log)
    if data.count(0) > len(data) * _NUL_SHARE:
        log.refuse("encoding-unreadable", file=file, encoding=_with_nuls(data[:20_000]))
    content = data.removeprefix(codecs.BOM_UTF8).removeprefix(codecs.BOM_UTF8)  # some programs put one before another
    content = content.rstrip(_ENDS)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _from_windows(content, error, file, log)
    if _LOST in content:
        log.add("encoding-damage", file=file)
    if any(trace in content for trace in _TWICE):
        log.add("encoding-twice", file=file)
    return Decoded(content, rewritten=len(data) - len(content) > len(codecs.BOM_UTF8) or data.endswith(_ENDS))


def _refuse_other_kinds(data: bytes, file: str, log: ProblemLog) -> None:
    """Refuse what is empty, no text at all, or text of four bytes a letter."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        log.refuse("file-empty", file=file)
    for begins, kind in _KINDS.items():
        if data.startswith(begins):
            log.refuse("encoding-unreadable", file=file, encoding=f"{kind}, not text")
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        log.refuse("encoding-unreadable", file=file, encoding="UTF-32")


def _with_nuls(sample: bytes) -> str:
    """What a file may be that holds many NUL bytes: every other one in plain text of two bytes a letter."""
    text = any(_looks_like_text(sample.decode(encoding, "ignore")) for encoding in _UTF16.values())
    return "UTF-16 without a byte order mark" if text else "a program or a damaged file, not text"


def _from_utf16(data: bytes, encoding: str, file: str, log: ProblemLog) -> Decoded:
    if len(data) % 2:
        log.refuse("file-truncated", file=file)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        log.refuse("encoding-unreadable", file=file, encoding="damaged UTF-16")
    log.add("encoding", file=file, encoding="UTF-16")
    return Decoded(text.encode("utf-8"), rewritten=True)


def _from_windows(data: bytes, error: UnicodeDecodeError, file: str, log: ProblemLog) -> Decoded:
    if error.reason == "unexpected end of data":
        log.refuse("file-truncated", file=file)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        known = _looks_like_text(data[:20_000].decode("cp500"))
        encoding = "a mainframe's encoding, EBCDIC" if known else "an unknown encoding"
        log.refuse("encoding-unreadable", file=file, encoding=encoding)
    if not _looks_like_text(text):
        log.refuse("encoding-unreadable", file=file, encoding="a mainframe (EBCDIC) or another encoding")
    log.add("encoding", file=file, encoding="Windows-1252")
    return Decoded(text.encode("utf-8"), rewritten=True)


def _looks_like_text(text: str) -> bool:
    """Whether a sample is mostly letters, digits and usual signs, and not the noise of a wrong encoding."""
    sample = text[:20_000]
    usual = sum(character.isascii() and (character.isprintable() or character in "\r\n\t") for character in sample)
    return usual >= 0.7 * len(sample)
