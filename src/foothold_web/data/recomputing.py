"""Computing figures anew while pages are served, after somebody changed how the data are read."""

from __future__ import annotations

from pathlib import Path
from threading import Lock, Thread

from django.db import connections

from foothold import warehouse
from foothold.indicators import CATALOGUE, definition_hash, stored

_one_at_a_time = Lock()


def start(home: Path, authority: str) -> Thread:
    """Begin in the background; pages show the figures before until all are there."""
    thread = Thread(target=_refresh, args=(home, authority), name=f"refresh-{authority}", daemon=True)
    thread.start()
    return thread


def is_needed(home: Path, authority: str) -> bool:
    """Whether the figures kept rest on an earlier reading of roles than the one that holds now."""
    kept = stored(home, authority).definitions
    with warehouse.open(home, authority) as snapshot:
        return any(kept.get(one.id) != definition_hash(one, snapshot) for one in CATALOGUE.values())


def _refresh(home: Path, authority: str) -> None:
    from foothold_web import setting_up

    try:
        with _one_at_a_time:
            setting_up.refresh(home, authority, lambda _: None)
    finally:
        connections.close_all()
