"""The place in the home folder where uploaded files lie until they are loaded or refused: they are identifiable."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foothold.returns.limits import ONE_FILE
from foothold.tables import TABLES

AREA, FILES, SCRATCH, LOCK = "uploads", "handed-over", "scratch", "working.lock"
MOST_BYTES = ONE_FILE.upload
_TOKEN = re.compile(r"[0-9a-f]{32}")
_ENDINGS = frozenset({".csv", ".xlsx", ".xml", ".zip", ".json"})
_OF_TABLES = {f"{table.source_name}.csv".lower(): f"{table.source_name}.csv" for table in TABLES.values()}


def new_token() -> str:
    """A name that nobody can guess."""
    return secrets.token_hex(16)


def folder_of(home: Path, token: str) -> Path:
    """Where an upload lies; ValueError for what is not a token, so that no text becomes a path."""
    if not _TOKEN.fullmatch(token):
        raise ValueError("not the token of an upload")
    return home / AREA / token


def make(home: Path, token: str) -> Path:
    """Make the folder for an upload's files, readable by its owner alone."""
    files = folder_of(home, token) / FILES
    for folder in (home / AREA, files.parent, files):
        folder.mkdir(mode=0o700, exist_ok=True)
    return files


def cleaned(name: str) -> str:
    """What the browser called a file, without folders and without signs that could act on anything."""
    last = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[^\w .,()&'+\-]", "", last).strip(" .")[:100] or "unnamed"


def stored_name(name: str, number: int) -> str:
    """The name a file is kept under: that of a declared table of an extract, else one of ours.

    Only its ending is the browser's, and only where it is one that a format has.
    """
    last = cleaned(name).lower()
    ending = Path(last).suffix
    return _OF_TABLES.get(last, f"file-{number}{ending if ending in _ENDINGS else ''}")


def handed_over(folder: Path) -> Path:
    """What to read: the file when there is one, the folder of them when there are several."""
    files = sorted((folder / FILES).iterdir())
    return files[0] if len(files) == 1 else folder / FILES


@contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """Hold an upload while working on it. The operating system lets go when the process dies, however it dies."""
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def is_at_work(folder: Path) -> bool:
    """Whether a process works on the upload now."""
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


@contextmanager
def one_after_the_other(home: Path, authority: str) -> Iterator[None]:
    """Wait until no other upload of the council is being loaded."""
    (home / AREA).mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(home / AREA / f"{authority}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def remove(home: Path, token: str) -> None:
    """Remove an upload's files, whatever of them is there."""
    shutil.rmtree(folder_of(home, token), ignore_errors=True)


def tokens(home: Path) -> list[str]:
    """The uploads whose files are there."""
    return sorted(path.name for path in (home / AREA).glob("*") if _TOKEN.fullmatch(path.name))
