"""Damage to a file that belongs to a number: to its bytes, or to what it is made of.

A table is damaged in its cells, rows, columns and headings, XML in its elements, JSON in its members, an archive or a
workbook in its parts. The same number damages the same file in the same way.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import warnings
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree  # of our own samples only

_BY_BYTES = 0.35  # share of the files that are damaged without regard to what they are
_MOST_WAYS = 4  # kinds of damage in one file
_NO_DAY = (2020, 1, 1, 0, 0, 0)  # of a part of an archive, so that its bytes are the same every time

BYTES = (b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b",", b"\r", b"\n", b"<!DOCTYPE x>", b"&x;", b"]]>", b"1E999")
BYTES += (b"=1+1", b"-1", b"31/02/2019", b"9" * 400, b"<a>" * 60, b"{" * 60, b"null", b"NaN", b"\xc3", b"\xed\xa0\x80")
TEXTS = (
    "",
    " ",
    "\u00a0",
    "\u200b",
    "\x00",
    '"',
    "'",
    ",",
    "\n",
    "\r\n",
    "\t",
    "\ufffd",
    "\u202e\U0001f600",
    "e\u0301",
)
TEXTS += ("N/A", "NULL", "None", "nan", "#REF!", "#N/A", "TRUE", "-", "c", "x", "z", "Total", "Grand total", "Y", "2")
TEXTS += ("31/02/2019", "2019-02-30", "1900-01-01", "2100-12-31", "2101-01-01", "44197", "44197.5", "03/04/2015")
TEXTS += ("2019-02-03T10:00:00Z", "01/01/19", "1E5", "1e+18", "1.5", "-7", "9" * 30, "9" * 400, "0x1F", "\u0661\u0662")
TEXTS += ("=1+1", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "'; drop table person; --", "{{7*7}}", "${7*7}")
TEXTS += (
    "a" * 33_000,
    "%s%n",
    "../../etc/passwd",
    "\\\\host\\share",
    "]]>",
    "&amp;",
    "\u2028",
    "Zo\u00eb",
    "\U0010ffff",
)


def damaged(sample: Path, into: Path, number: str) -> Path:
    """A copy of a sample, below `into`, with the damage that belongs to a number."""
    chance = Random(number)
    copied = into / sample.name
    shutil.copytree(sample, copied) if sample.is_dir() else shutil.copy(sample, copied)
    file = chance.choice(sorted(copied.iterdir())) if sample.is_dir() else copied
    file.write_bytes(_damaged(file.name, file.read_bytes(), chance))
    return copied


def _damaged(name: str, content: bytes, chance: Random) -> bytes:
    by_kind = _KINDS.get(name.rpartition(".")[2].lower())
    if by_kind is None or chance.random() < _BY_BYTES:
        return _in_bytes(content, chance)
    try:
        content = by_kind(content, chance)
    except (ElementTree.ParseError, zipfile.BadZipFile, csv.Error, ValueError):  # what an earlier damage has left
        return _in_bytes(content, chance)
    return _in_bytes(content, chance) if chance.random() < 0.1 else content


# bytes ---------------------------------------------------------------------------------------------------------------


def _in_bytes(content: bytes, chance: Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.randint(1, _MOST_WAYS)):
        place = chance.randrange(len(damaged) + 1)
        chance.choice(_BYTE_WAYS)(damaged, place, chance)
    return bytes(damaged)


def _flip(content: bytearray, place: int, chance: Random) -> None:
    content[place : place + 1] = bytes([chance.randrange(256)])


def _insert(content: bytearray, place: int, chance: Random) -> None:
    content[place:place] = chance.choice(BYTES)


def _remove(content: bytearray, place: int, chance: Random) -> None:
    del content[place : place + chance.randint(1, 40)]


def _repeat(content: bytearray, place: int, chance: Random) -> None:
    content[place:place] = content[place : place + chance.randint(1, 200)] * chance.randint(1, 5)


def _cut(content: bytearray, place: int, chance: Random) -> None:
    if chance.random() < 0.2:
        del content[place:]


_BYTE_WAYS: tuple[Callable[[bytearray, int, Random], None], ...] = (_flip, _insert, _remove, _repeat, _cut)

# tables --------------------------------------------------------------------------------------------------------------

Rows = list[list[str]]


def _in_cells(content: bytes, chance: Random) -> bytes:
    rows = [row for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) if row]
    for _ in range(chance.randint(1, _MOST_WAYS)):
        if rows:
            chance.choice(_CELL_WAYS)(rows, chance)
    written = io.StringIO(newline="")
    ends, marks, mark = chance.choice(_ENDS), chance.choice(_MARKS), chance.choice(_DELIMITERS)
    csv.writer(written, lineterminator=ends, quoting=marks, delimiter=mark).writerows(rows)
    return written.getvalue().encode(chance.choice(_ENCODINGS), "replace")


_ENDS = ("\n",) * 6 + ("\r\n", "\r\n", "\r")
_MARKS = (csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
_DELIMITERS = (",",) * 12 + (";", "\t", "|")
_ENCODINGS = ("utf-8",) * 12 + ("utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp500")


def _some_cell(rows: Rows, chance: Random) -> tuple[int, int]:
    line = chance.randrange(len(rows))
    return line, chance.randrange(len(rows[line]) + 1)


def _put_text(rows: Rows, chance: Random) -> None:
    line, place = _some_cell(rows, chance)
    rows[line][place : place + 1] = [chance.choice(TEXTS)]


def _add_text(rows: Rows, chance: Random) -> None:
    line, place = _some_cell(rows, chance)
    told = "".join(rows[line][place : place + 1])
    rows[line][place : place + 1] = [chance.choice((told + chance.choice(TEXTS), chance.choice(TEXTS) + told))]


def _move_cell(rows: Rows, chance: Random) -> None:
    (line, place), (other, there) = _some_cell(rows, chance), _some_cell(rows, chance)
    rows[line][place : place + 1], rows[other][there : there + 1] = (
        rows[other][there : there + 1],
        rows[line][place : place + 1],
    )


def _lose_cell(rows: Rows, chance: Random) -> None:
    line, place = _some_cell(rows, chance)
    del rows[line][place : place + chance.randint(1, 3)]


def _fill_column(rows: Rows, chance: Random) -> None:
    place, text = chance.randrange(len(rows[0]) + 1), chance.choice(TEXTS)
    for row in rows[1:]:
        row[place : place + 1] = [text]


def _lose_column(rows: Rows, chance: Random) -> None:
    place = chance.randrange(len(rows[0]) + 1)
    for row in rows:
        del row[place : place + 1]


def _copy_column(rows: Rows, chance: Random) -> None:
    place, there = chance.randrange(len(rows[0]) + 1), chance.randrange(len(rows[0]) + 1)
    for row in rows:
        row[there:there] = row[place : place + 1]


def _copy_row(rows: Rows, chance: Random) -> None:
    row = chance.choice(rows)
    rows[chance.randrange(len(rows) + 1) : 0] = [list(row) for _ in range(chance.choice((1, 1, 2, 30)))]


def _lose_row(rows: Rows, chance: Random) -> None:
    del rows[chance.randrange(len(rows))]


def _mix_rows(rows: Rows, chance: Random) -> None:
    chance.shuffle(rows)


def _odd_row(rows: Rows, chance: Random) -> None:
    odd = chance.choice(([], [""] * len(rows[0]), ["Total"], ["Report of 3 April"], ["Total"] + ["7"] * len(rows[0])))
    rows.insert(chance.randrange(len(rows) + 1), list(odd))


_CELL_WAYS: tuple[Callable[[Rows, Random], None], ...] = (
    *(_put_text,) * 4,
    *(_add_text,) * 2,
    _move_cell,
    _lose_cell,
    _fill_column,
    _lose_column,
    _copy_column,
    _copy_row,
    _lose_row,
    _mix_rows,
    _odd_row,
)

# XML -----------------------------------------------------------------------------------------------------------------


def _in_elements(content: bytes, chance: Random) -> bytes:
    root = ElementTree.fromstring(content)  # noqa: S314 - a sample, or what damage has left of one
    for _ in range(chance.randint(1, _MOST_WAYS)):
        pairs = [(outer, inner) for outer in root.iter() for inner in outer]
        if pairs:
            chance.choice(_ELEMENT_WAYS)(*chance.choice(pairs), chance)
    written = ElementTree.tostring(root, encoding=chance.choice(("utf-8",) * 8 + ("utf-16", "cp1252")))
    return _with_declarations(written, chance)


def _with_declarations(content: bytes, chance: Random) -> bytes:
    begins = content.find(b"<", content.find(b"?>") + 1)
    added = chance.choice((b"",) * 20 + (b"<!DOCTYPE a>", b"<!-- -->", b"<?a b?>", b'<!DOCTYPE a [<!ENTITY x "y">]>'))
    return content[:begins] + added + content[begins:]


def _text_of(inner: ElementTree.Element, text: str) -> None:
    inner.text = "".join(letter for letter in text if letter in "\t\n\r" or letter >= " ")


def _put_element_text(_outer: ElementTree.Element, inner: ElementTree.Element, chance: Random) -> None:
    _text_of(inner, chance.choice(TEXTS))


def _put_attribute(_outer: ElementTree.Element, inner: ElementTree.Element, chance: Random) -> None:
    names = [*inner.attrib, "a", "r", "t", "s"]
    inner.set(
        chance.choice(names), chance.choice(("", "s", "d", "e", "b", "str", "-1", "7", "XFD1048576", "A0", "9" * 30))
    )


def _lose_element(outer: ElementTree.Element, inner: ElementTree.Element, _chance: Random) -> None:
    outer.remove(inner)


def _copy_element(outer: ElementTree.Element, inner: ElementTree.Element, chance: Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 12))):
        outer.insert(chance.randrange(len(outer) + 1), deepcopy(inner))


def _move_element(outer: ElementTree.Element, inner: ElementTree.Element, chance: Random) -> None:
    outer.remove(inner)
    others = [other for other in outer if other is not inner]
    (chance.choice(others) if others else outer).append(inner)


def _rename_element(outer: ElementTree.Element, inner: ElementTree.Element, chance: Random) -> None:
    inner.tag = chance.choice((outer.tag, "a", str(inner.tag).lower(), "{urn:a}" + str(inner.tag).rpartition("}")[2]))


def _bury_element(outer: ElementTree.Element, inner: ElementTree.Element, chance: Random) -> None:
    outer.remove(inner)
    for _ in range(chance.choice((1, 2, 60))):
        outer = ElementTree.SubElement(outer, str(inner.tag))
    outer.append(inner)


_ELEMENT_WAYS: tuple[Callable[[ElementTree.Element, ElementTree.Element, Random], None], ...] = (
    *(_put_element_text,) * 5,
    *(_put_attribute,) * 2,
    _lose_element,
    _copy_element,
    _move_element,
    _rename_element,
    _bury_element,
)

# JSON ----------------------------------------------------------------------------------------------------------------


def _in_members(content: bytes, chance: Random) -> bytes:
    told = json.loads(content)
    for _ in range(chance.randint(1, _MOST_WAYS)):
        places = list(_places(told))
        if places:
            chance.choice(_MEMBER_WAYS)(*chance.choice(places), chance)
    written = json.dumps(told, ensure_ascii=chance.random() < 0.5)
    return written.encode(chance.choice(("utf-8",) * 12 + ("utf-8-sig", "utf-16", "cp1252")), "replace")


def _places(told: Any) -> Iterator[tuple[Any, Any]]:
    """Every object or list in a document with each key or position of it."""
    keys = list(told) if isinstance(told, dict) else range(len(told)) if isinstance(told, list) else ()
    for key in keys:
        yield told, key
        yield from _places(told[key])


def _put_value(inside: Any, key: Any, chance: Random) -> None:
    values: tuple[Any, ...] = (None, True, 0, -1, 1.5, 10**30, 1e308, float("nan"), [], {}, [[]], {"a": {}}, [None])
    inside[key] = chance.choice(TEXTS) if chance.random() < 0.6 else chance.choice(values)


def _half_character(inside: Any, key: Any, _chance: Random) -> None:
    inside[key] = "\ud800"


def _lose_member(inside: Any, key: Any, _chance: Random) -> None:
    del inside[key]


def _rename_member(inside: Any, key: Any, chance: Random) -> None:
    value = inside.pop(key)
    if isinstance(inside, dict):
        inside[chance.choice((key.upper(), key + "_", "a", "", "is_admin", "purge"))] = value
    else:
        inside.insert(0, value)


def _wrap_member(inside: Any, key: Any, chance: Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 100))):
        inside[key] = [inside[key]] if chance.random() < 0.5 else {"a": inside[key]}


def _copy_member(inside: Any, key: Any, chance: Random) -> None:
    if isinstance(inside, list):
        inside.extend([inside[key]] * chance.choice((1, 1, 2, 12)))
    else:
        inside[key] = [inside[key], inside[key]]


_MEMBER_WAYS: tuple[Callable[[Any, Any, Random], None], ...] = (
    *(_put_value,) * 6,
    _half_character,
    _lose_member,
    _rename_member,
    _wrap_member,
    _copy_member,
)

# archives and workbooks ----------------------------------------------------------------------------------------------

Parts = list[tuple[str, bytes]]


def _in_parts(content: bytes, chance: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        if parts:
            chance.choice(_PART_WAYS)(parts, chance)
    return _packed(parts, chance)


def _packed(parts: Parts, chance: Random) -> bytes:
    packed = io.BytesIO()
    way = chance.choice((zipfile.ZIP_DEFLATED,) * 8 + (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w", way) as package:
        warnings.simplefilter("ignore")  # two parts of one name are meant
        for name, content in parts:
            part = zipfile.ZipInfo(name, _NO_DAY)
            part.external_attr = chance.choice((0,) * 60 + (0o120777 << 16, 0o040755 << 16))
            part.compress_type = way
            package.writestr(part, content)
    return packed.getvalue()


def _within_part(parts: Parts, chance: Random) -> None:
    place = chance.randrange(len(parts))
    name, content = parts[place]
    parts[place] = (name, _damaged(name, content, chance))


def _lose_part(parts: Parts, chance: Random) -> None:
    del parts[chance.randrange(len(parts))]


def _rename_part(parts: Parts, chance: Random) -> None:
    place = chance.randrange(len(parts))
    name, content = parts[place]
    names = (
        f"../{name}",
        f"/{name}",
        name.upper(),
        f"a/{name}",
        f"{name}.zip",
        "vbaProject.bin",
        "a" * 300,
        "\\\\a\\b",
    )
    parts[place] = (chance.choice(names), content)


def _swap_parts(parts: Parts, chance: Random) -> None:
    place, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    parts[place], parts[other] = (parts[place][0], parts[other][1]), (parts[other][0], parts[place][1])


def _odd_part(parts: Parts, chance: Random) -> None:
    odd = chance.choice((b"", b"PK\x03\x04", b"<a/>", b"0" * 3_000_000, b"a,b\n1,2\n"))
    parts.append((chance.choice(("notes.txt", "a.csv", "xl/externalLinks/a.xml", "__MACOSX/a", "xl/a.bin")), odd))


_PART_WAYS: tuple[Callable[[Parts, Random], None], ...] = (
    *(_within_part,) * 12,
    _lose_part,
    _rename_part,
    _swap_parts,
    _odd_part,
)

_KINDS: dict[str, Callable[[bytes, Random], bytes]] = {
    "csv": _in_cells,
    "xml": _in_elements,
    "rels": _in_elements,
    "json": _in_members,
    **dict.fromkeys(("zip", "xlsx", "ods"), _in_parts),
}
