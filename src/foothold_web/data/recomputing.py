"""Computing figures anew while pages are served, after somebody changed how the data are read."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
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
    kept = stored(home, authority)
    read_as = json.dumps([asdict(one) for one in warehouse.council_roles(home, authority)])
    return _differ(home, authority, kept.file, read_as)


@lru_cache(maxsize=16)
def _differ(home: Path, authority: str, file: Path, read_as: str) -> bool:
    """Compared once for the figures that `file` names and for the council's own lines, which `read_as` holds."""
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
