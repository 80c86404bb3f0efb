"""The folder in which one installation keeps everything: database, warehouse, keys, figures, reports."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.fernet import Fernet

from foothold.terms.errors import Refused

DATABASE = "foothold.sqlite3"
# One key a purpose, so that losing one does not open the others.
KEYS = ("sessions", "identities", "pseudonyms", "audit")


def prepare(home: Path) -> None:
    """Make the folder and its keys, readable by their owner alone.

    A key that has gone missing from a home in use is not made anew: what was sealed with it would be lost unseen.
    """
    folder = home / "keys"
    if (home / DATABASE).exists() and folder.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name in KEYS:
        if not (folder / name).exists():
            write_private(folder / name, Fernet.generate_key())


def key(home: Path, name: str) -> bytes:
    """The key for one purpose; Refused when the folder has not been set up."""
    try:
        return (home / "keys" / name).read_bytes()
    except FileNotFoundError:
        raise Refused(f"{home} has no key for {name}. Set it up with: foothold --home {home} demo") from None


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, from its first byte on."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o600)
