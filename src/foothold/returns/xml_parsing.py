"""XML read as a stream, for every format of it, with what is built to do harm refused before anything is made of it.

A document type is never accepted, so there are no entities to expand and nothing outside the file to fetch. Elements
are known by their local names; whatever namespace an exporter puts them in does not count, nor do attributes,
comments and processing instructions.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from foothold.returns.problems import ProblemLog

DEEPEST = 50  # elements inside each other; a return needs fewer than ten
_PIECE = 1 << 20  # bytes
_LONGEST_TAG = 4 << 20  # bytes, or of a comment: what the parser has to see the end of before it can tell what it is
_HEAD = 64_000  # bytes by which a format is recognised
_PACKED = b"\x1f\x8b"  # by gzip
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")  # of byte order

_CODES = expat.errors.codes
_CUT_OFF = frozenset(
    _CODES[text]
    for text in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_ENCODING = frozenset(
    _CODES[text] for text in (expat.errors.XML_ERROR_UNKNOWN_ENCODING, expat.errors.XML_ERROR_INCORRECT_ENCODING)
)


def head_of(path: Path) -> bytes:
    """The beginning of a file that may be XML, in whatever encoding, with ASCII as single bytes; else nothing."""
    with path.open("rb") as file:
        begins = _single_bytes(file.read(_HEAD)).lstrip()
    return begins if begins.startswith(b"<") else b""


def _single_bytes(data: bytes) -> bytes:
    """Content without a mark of byte order and with the ASCII of UTF-16 as single bytes, to search it for ASCII."""
    for mark in _MARKS:
        data = data.removeprefix(mark)
    return data.replace(b"\x00", b"") if b"\x00" in data[:1000] else data


def refuse_unsafe(data: bytes, *, file: str, log: ProblemLog) -> None:
    """Refuse content that is packed, empty or declares a document type, before any parser sees it."""
    if data.startswith(_PACKED):
        log.refuse("file-packed", file=file)
    text = _single_bytes(data)
    if not text.strip():
        log.refuse("file-empty", file=file)
    if found := _DECLARATION.search(text):
        log.refuse("xml-doctype", file=file, row=_line_of(text, found.start()))


def local(name: str) -> str:
    """The name of an element without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name


class Stream:
    """What reads a format: `start`, `end` and `text` are called in order of the file, `line` says where it is."""

    def __init__(self, file: str, log: ProblemLog) -> None:
        self.file = file
        self.log = log
        self.pieces: list[str] = []  # of the text since the last tag
        self._depth = 0
        self._parser = self._make_parser()

    def start(self, name: str, depth: int) -> None:
        """An element begins; the outermost has depth 1."""
        raise NotImplementedError

    def end(self, name: str, depth: int) -> None:
        """An element ends; `self.pieces` is its text where it holds no other."""
        raise NotImplementedError

    @property
    def line(self) -> int:
        """Line of the file that is being read."""
        return self._parser.CurrentLineNumber

    def read(self, data: bytes) -> None:
        """Read the whole file, or refuse it with the line at which it went wrong."""
        refuse_unsafe(data, file=self.file, log=self.log)
        try:
            for at in range(0, len(data), _PIECE):
                self._parser.Parse(data[at : at + _PIECE], False)
                if at - self._parser.CurrentByteIndex > _LONGEST_TAG:
                    self.log.refuse("xml-long", file=self.file, row=self.line)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            self._refuse(error, data)
        except (LookupError, ValueError):
            self.log.refuse("xml-encoding", file=self.file)

    def _make_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.pieces.append
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.EntityDeclHandler = self._refuse_doctype
        parser.ExternalEntityRefHandler = self._refuse_doctype
        return parser

    def _refuse(self, error: expat.ExpatError, data: bytes) -> NoReturn:
        at = self._parser.ErrorByteIndex
        beyond_ascii = 0 <= at < len(data) and data[at] > 127
        if error.code in _ENCODING or beyond_ascii:
            self.log.refuse("xml-encoding", file=self.file, row=error.lineno)
        self.log.refuse("file-truncated" if error.code in _CUT_OFF else "xml-invalid", file=self.file, row=error.lineno)

    def _refuse_doctype(self, *_arguments: object) -> NoReturn:
        self.log.refuse("xml-doctype", file=self.file, row=self.line)

    def _start(self, name: str, _attributes: object) -> None:
        self.pieces.clear()
        self._depth += 1
        if self._depth > DEEPEST:
            self.log.refuse("xml-deep", file=self.file, row=self.line)
        self.start(local(name), self._depth)

    def _end(self, name: str) -> None:
        self.end(local(name), self._depth)
        self._depth -= 1
        self.pieces.clear()


def _line_of(text: bytes, place: int) -> int:
    before = text[:place]
    return 1 + max(before.count(b"\n"), before.count(b"\r"))
