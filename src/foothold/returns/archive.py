"""Zip archives of text files, unpacked only after their directory has been found harmless."""

from __future__ import annotations

import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path, PurePosixPath

from foothold.returns.problems import ProblemLog

LARGEST_UNPACKED = 1 << 30  # bytes of all parts together
LARGEST_RATIO = 250  # a part that packs better than this and is large is built, not written
RATIO_MATTERS_FROM = 20 << 20  # bytes
MOST_PARTS = 500
_LONGEST_NAME = 120  # characters of a part's name, from its end
HEAD = 64_000  # bytes by which a part is recognised

# What the zip reader of the standard library raises on damaged content, in each of the ways in which a part is packed.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(EOFError, KeyError, NotImplementedError, OSError, ValueError, RuntimeError),
)
_LOCAL_HEADER = 30  # bytes before a part's name
_SIGNATURE = b"PK\x03\x04"
_OF_NOTHING = b"PK\x05\x06"  # with which an archive begins that holds no file
_PACKED = (".zip", ".7z", ".rar", ".gz", ".xz", ".bz2", ".tar", ".tgz")
_ADDED_BY_SYSTEMS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def is_archive(path: Path) -> bool:
    """Whether a file begins as a zip archive does."""
    with path.open("rb") as file:
        return file.read(len(_SIGNATURE)) in (_SIGNATURE, _OF_NOTHING)


def heads(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and beginning of each part, as far as they can be read; for recognising a format, so nothing is refused."""
    try:
        with zipfile.ZipFile(path) as package:
            for part in package.infolist()[:MOST_PARTS]:
                if not part.is_dir() and not part.flag_bits & 1:
                    with package.open(part) as stream:
                        yield _last(part.filename), stream.read(HEAD)
    except DAMAGE:
        return


def unpack(path: Path, into: Path, *, file: str, log: ProblemLog) -> list[Path]:
    """Write every part below `into` under the last part of its name, or refuse the archive."""
    into.mkdir()
    try:
        with zipfile.ZipFile(path) as package:
            parts = [part for part in package.infolist() if not _added(part.filename)]
            _check(parts, file, log)
            return [_extract(package, part, into, file, log) for part in parts if not part.is_dir()]
    except DAMAGE:
        log.refuse("zip-unreadable", file=file)


def _added(name: str) -> bool:
    return name.startswith(_ADDED_BY_SYSTEMS) or name.endswith(_ADDED_BY_SYSTEMS)


def _last(name: str) -> str:
    """The last part of a name, without characters that a terminal or a file system would act on."""
    return re.sub(r"[^\w .,()&'+\-]", "_", PurePosixPath(name).name)[-_LONGEST_NAME:]


def _check(parts: Sequence[zipfile.ZipInfo], file: str, log: ProblemLog) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        log.refuse("zip-bomb", file=file)
    if same_names(parts):
        log.refuse("zip-twice", file=file)
    if overlap(parts):
        log.refuse("zip-bomb", file=file)
    for part in parts:
        if part.flag_bits & 1:
            log.refuse("zip-password", file=file)
        if part.file_size > RATIO_MATTERS_FROM and part.file_size > LARGEST_RATIO * max(part.compress_size, 1):
            log.refuse("zip-bomb", file=file)
        if unsafe_name(part.orig_filename) or stat.S_ISLNK(part.external_attr >> 16):
            log.refuse("zip-entry", file=file)
        if part.filename.lower().endswith(_PACKED):
            log.refuse("zip-nested", file=file)


def _extract(package: zipfile.ZipFile, part: zipfile.ZipInfo, into: Path, file: str, log: ProblemLog) -> Path:
    place = into / _last(part.filename)
    if place.exists():
        log.refuse("file-duplicate", file=place.name)
    with package.open(part) as stream, place.open("xb") as out:
        first = stream.read(1 << 20)
        if first.startswith(_SIGNATURE):
            log.refuse("zip-nested", file=file)
        while first:
            out.write(first)
            first = stream.read(1 << 20)
    return place


def same_names(parts: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether two parts have the same name, so that which of them is meant cannot be told."""
    return len({part.filename.lower() for part in parts}) < len(parts)


def overlap(parts: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether two parts share bytes, as no program writes them."""
    placed = sorted(parts, key=lambda part: part.header_offset)
    return any(
        earlier.header_offset + _LOCAL_HEADER + len(earlier.filename) + earlier.compress_size > later.header_offset
        for earlier, later in pairwise(placed)
    )


def unsafe_name(name: str) -> bool:
    """Whether a part's name could lead outside the folder that it is unpacked into."""
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\x00" in name
