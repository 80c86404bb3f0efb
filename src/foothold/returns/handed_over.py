"""What may be handed over: a file or folder by its path, or a database by its address."""

from __future__ import annotations

from pathlib import Path

from foothold.returns import live_database
from foothold.returns.outcome import Earlier, ReadReturn
from foothold.returns.reading import read_return
from foothold.returns.ssd_database import SSD_DATABASE
from foothold.terms.errors import Refused


def place_of(text: str) -> Path | str:
    """A path, or the address of a database as it was given."""
    return text if live_database.is_address(text) else Path(text)


def name_of(place: Path | str) -> str:
    """How messages name it: the last part of a path, or an address without its credentials."""
    return live_database.shown(place) if isinstance(place, str) else place.name


def read_handed_over(
    place: Path | str,
    *,
    into: Path,
    profile: str | None = None,
    name: str | None = None,
    authority: str | None = None,
    worker_key: bytes = b"",
    earlier: Earlier | None = None,
) -> ReadReturn:
    """`read_return` of a file or folder, `read_database` of an address."""
    if isinstance(place, Path):
        return read_return(
            place,
            into=into,
            profile=profile,
            name=name,
            authority=authority,
            worker_key=worker_key,
            earlier=earlier,
        )
    if profile not in (None, SSD_DATABASE.name):
        raise Refused(f"A database is read as {SSD_DATABASE.name}. Leave --profile out.")
    return live_database.read_database(place, into=into, worker_key=worker_key)
