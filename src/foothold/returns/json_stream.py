"""JSON read piece by piece: a list of records is given one record at a time, so that memory holds one record and not
the file.

Numbers stay the text they were written as, so an identifier keeps its digits, however many. What JSON allows and nobody
can tell the meaning of is refused: a name twice in one object. So is what it does not allow and some programs write all
the same: NaN and Infinity.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from foothold.returns.problems import ProblemLog

LONGEST_RECORD = 1 << 24  # characters; a child's record of thirty years has fewer than a hundredth of them
_PIECE = 1 << 20  # bytes
_HEAD = 64_000  # bytes by which a format is recognised
_SPACE = re.compile(r"[ \t\r\n]*")
_NAME_BEFORE = re.compile(r'"([^"\\]{1,80})"\s*:\s*$')
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_TWICE = object()  # stands, in an object in which a name appears twice, for that name


class Number(str):
    """A number as it was written."""

    __slots__ = ()


class NoNumber:
    """NaN or Infinity, which JSON does not have."""


class _Decoder:
    """Decodes values, and remembers whether one was among them that has to be looked for."""

    def __init__(self) -> None:
        self.suspect = False
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_int=Number, parse_float=Number, parse_constant=self._constant
        )

    def decode(self, text: str, at: int) -> tuple[Any, int]:
        """The value that begins at a place, and where it ends."""
        return self._decoder.raw_decode(text, at)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[Any, Any]:
        found: dict[Any, Any] = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            found[_TWICE] = next(name for place, name in enumerate(names) if name in names[:place])
            self.suspect = True
        return found

    def _constant(self, _: str) -> NoNumber:
        self.suspect = True
        return NoNumber()


def head_of(path: Path) -> str:
    """The beginning of a file that may be JSON, in whatever encoding, with ASCII as it is; else nothing."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for mark in _MARKS:
        head = head.removeprefix(mark)
    begins = head.replace(b"\x00", b"").lstrip()
    return begins.decode("ascii", "replace") if begins.startswith((b"{", b"[")) else ""


class JsonStream:
    """One document. It is either a list, or an object of which some members are lists; both are given in pieces."""

    def __init__(self, path: Path, *, file: str, log: ProblemLog) -> None:
        self.file = file
        self.log = log
        self._decoder = _Decoder()
        self._text, self._at, self._lines, self._ended = "", 0, 1, False
        with path.open("rb") as beginning:
            encoding, start = self._encoding(beginning.read(_PIECE))
        self._decode = codecs.getincrementaldecoder(encoding)().decode
        self._source = path.open("rb")
        self._source.seek(start)

    def close(self) -> None:
        """Let go of the file."""
        self._source.close()

    def items(self, listed: frozenset[str]) -> Iterator[tuple[str, Any]]:
        """Each element of the document's list under the name "", or each member of its object under its own name.

        A member named in `listed`, in whatever letter case, that is a list is given element by element, and once as an
        empty tuple when it is empty. Anything that is not one JSON document is refused.
        """
        begins = self._next_sign()
        if begins == "[":
            yield from self._elements("")
        elif begins == "{":
            yield from self._members(listed)
        else:
            self.log.refuse("json-shape" if begins else "file-empty", file=self.file)
        if self._next_sign():
            self._refuse("json-invalid")

    def _elements(self, member: str) -> Iterator[tuple[str, Any]]:
        self._at += 1
        place = 0
        if self._next_sign() == "]":
            self._at += 1
            yield member, ()
            return
        while True:
            place += 1
            yield member, self._value(f"{member}[{place}]")
            if self._closed("]"):
                return

    def _members(self, listed: frozenset[str]) -> Iterator[tuple[str, Any]]:
        self._at += 1
        if self._next_sign() == "}":
            self._at += 1
            return
        seen: set[str] = set()
        while True:
            name = self._name(seen)
            if name.lower() in listed and self._next_sign() == "[":
                yield from self._elements(name)
            else:
                yield name, self._value(name)
            if self._closed("}"):
                return

    def _name(self, seen: set[str]) -> str:
        if self._next_sign() != '"':
            self._refuse("json-invalid")
        name = self._value("")
        if self._next_sign() != ":":
            self._refuse("json-invalid")
        self._at += 1
        if name in seen:
            self.log.refuse("json-twice", file=self.file, column=shown(name))
        seen.add(name)
        return name

    def _closed(self, bracket: str) -> bool:
        """Go behind the comma or the bracket that follows a value; whether it was the bracket."""
        sign = self._next_sign()
        if sign not in (",", bracket):
            self._refuse("json-invalid")
        self._at += 1
        return sign == bracket

    def _next_sign(self) -> str:
        """The next character that is no space, blank at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _value(self, where: str) -> Any:
        """The value that begins here. `where` is its place, for messages."""
        self._next_sign()
        while True:
            try:
                value, end = self._decoder.decode(self._text, self._at)
            except RecursionError:
                self.log.refuse("json-deep", file=self.file, column=shown(where), row=self._line())
            except json.JSONDecodeError as error:
                self._grow(where, error)
                continue
            if end < len(self._text) or not self._more():  # a number may go on in the next piece
                break
        self._at = end
        if self._decoder.suspect:
            self._refuse_suspect(value, where)
        return value

    def _grow(self, where: str, error: json.JSONDecodeError) -> None:
        """Read on after an error, which may be no more than the end of what was read."""
        at, length = error.pos - self._at, len(self._text) - self._at
        if length > LONGEST_RECORD:
            before = _NAME_BEFORE.search(self._text, max(error.pos - 200, 0), error.pos)
            self.log.refuse("json-long", file=self.file, column=shown(f"{where}.{before[1]}" if before else where))
        wanted = max(length, _PIECE)
        if not self._more():
            cut_off = error.msg.startswith("Unterminated") or not self._text[self._at + at :].strip()
            self._at += at
            self._refuse("file-truncated" if cut_off else "json-invalid")
        while len(self._text) - self._at < min(2 * wanted, LONGEST_RECORD + _PIECE) and self._more():
            pass

    def _refuse_suspect(self, value: Any, where: str) -> NoReturn:
        rule, path = next(_suspects(value, where), ("json-invalid", where))
        self.log.refuse(rule, file=self.file, column=shown(path))

    def _refuse(self, rule: str) -> NoReturn:
        self.log.refuse(rule, file=self.file, row=self._line())

    def _line(self) -> int:
        return self._lines + self._text.count("\n", 0, self._at)

    # the text --------------------------------------------------------------------------------------------------------

    def _encoding(self, beginning: bytes) -> tuple[str, int]:
        """The encoding that the first bytes tell of, and where the text begins."""
        if not beginning.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
            self.log.refuse("file-empty", file=self.file)
        for mark, encoding in _MARKS.items():
            if beginning.startswith(mark):
                if encoding != "utf-8":
                    self.log.add("json-other-encoding", file=self.file, encoding="UTF-16")
                return encoding, len(mark)
        if b"\x00" in beginning[:4]:
            self.log.refuse("json-encoding", file=self.file, encoding="UTF-16 or UTF-32 without a mark that says so")
        return "utf-8", 0

    def _more(self) -> bool:
        """Read one more piece of the file; False at its end."""
        if self._ended:
            return False
        piece = self._source.read(_PIECE)
        self._ended = not piece
        try:
            text = self._decode(piece, self._ended)
        except UnicodeDecodeError as error:
            cut_off = error.reason in ("unexpected end of data", "truncated data")
            rule = "file-truncated" if cut_off and self._ended else "json-encoding"
            self.log.refuse(rule, file=self.file, row=self._line(), encoding="another")
        if not text:
            return self._more()
        self._lines += self._text.count("\n", 0, self._at)
        self._text = self._text[self._at :] + text
        self._at = 0
        return True


def shown(path: str) -> str:
    """A path as messages name it: what the file calls its members, cut where a file makes them too long."""
    return "".join(sign if sign.isprintable() else "?" for sign in path)[:160]


def _suspects(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Rule and path of each value that is refused, without recursion, in the order of the document."""
    waiting = [(value, where)]
    while waiting:
        value, path = waiting.pop()
        if isinstance(value, NoNumber):
            yield "json-no-number", path
        elif isinstance(value, dict):
            if _TWICE in value:
                yield "json-twice", f"{path}.{value[_TWICE]}"
            members = [(inner, f"{path}.{name}") for name, inner in value.items() if name is not _TWICE]
            waiting += reversed(members)
        elif isinstance(value, list):
            waiting += reversed([(inner, f"{path}[{place}]") for place, inner in enumerate(value, start=1)])
