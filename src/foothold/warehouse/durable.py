"""Writing so that a file is there whole or not at all, whatever is killed when, and one writer at a time."""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foothold.terms.errors import Refused

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
_CANNOT_WRITE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST}


def sync(path: Path) -> None:
    """Wait until a file, or the list of names in a folder, is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_private(path: Path, content: bytes) -> None:
    """Write and sync a file that only its owner may read; it may be seen half written until this returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_whole(path: Path, content: bytes) -> None:
    """Replace a file in one step: a reader finds the old content or the new, never a part."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        write_private(aside, content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    sync(path.parent)


def make_once(path: Path, content: bytes) -> bytes:
    """Create a private file unless it exists, and return what it holds: two makers end up with the same content."""
    if not path.exists():
        aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
        write_private(aside, content)
        try:
            os.link(aside, path)
        except FileExistsError:
            pass  # another maker was first; its content is the one to use
        finally:
            aside.unlink()
        sync(path.parent)
    return path.read_bytes()


@contextmanager
def only_writer(path: Path, busy: str) -> Iterator[None]:
    """Hold the lock at `path`; Refused with the text `busy` when somebody else holds it.

    The operating system lets go of the lock when its holder dies, so a killed load never leaves one behind.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Refused(busy) from None
    finally:
        os.close(descriptor)


@contextmanager
def disk_faults_explained(place: Path) -> Iterator[None]:
    """Turn a full, read-only or obstructed disk into a message; nothing that stood before has been touched."""
    import duckdb

    text = (
        f"{place} cannot be written: the disk is full, it may not be written, or a file is in the way. "
        "Mend that and try again; nothing was changed."
    )
    try:
        yield
    except OSError as fault:
        if fault.errno in _CANNOT_WRITE or not place.exists():
            raise Refused(text) from fault
        raise
    except duckdb.IOException as fault:
        raise Refused(text) from fault
