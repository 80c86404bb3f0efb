"""`preview`: what a load of a return would say, with nothing stored."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from foothold.returns import Problem, read_return
from foothold.warehouse import engine, manifest
from foothold.warehouse.durable import PRIVATE_FOLDER
from foothold.warehouse.loading import worker_key
from foothold.warehouse.plausibility import (
    CONFIRMABLE,
    refuse_future,
    refuse_implausible,
    refuse_older,
    refuse_unread,
)
from foothold.warehouse.records import LoadRefused


@dataclass(frozen=True)
class Preview:
    """What was found in a return. `doubts` are the rules a person would have to confirm, each with its reason."""

    profile: str
    rows_in: int
    rows_imported: int
    rows_set_aside: int
    problems: tuple[Problem, ...]
    doubts: dict[str, str]


def preview(
    home: Path,
    path: Path,
    *,
    authority: str,
    as_at: date,
    into: Path,
    profile: str | None = None,
    name: str | None = None,
) -> Preview:
    """Read a return and hold it against the authority's history as `load` would, and change nothing.

    Tables are read below `into`, which is left empty. LoadRefused where no confirmation would help.
    """
    refuse_future(as_at, date.today())
    standing = manifest.read(home, authority)
    folder = manifest.folder_of(home, authority)
    into.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into) as incoming:
        returned = read_return(
            path,
            into=Path(incoming),
            profile=profile,
            name=name,
            authority=authority,
            worker_key=worker_key(home),
        )
        refuse_unread(returned, name or path.name)
        refuse_older(standing, returned.feed, as_at)
        with engine.connect(folders=[folder.parent, Path(incoming)]) as connection:
            doubts = _doubts(
                partial(refuse_implausible, standing, returned, as_at=as_at, folder=folder, connection=connection)
            )
        return Preview(
            profile=returned.profile,
            rows_in=returned.rows_in,
            rows_imported=returned.rows_imported,
            rows_set_aside=returned.rows_set_aside,
            problems=returned.problems,
            doubts=doubts,
        )


def _doubts(refuse: Callable[..., object]) -> dict[str, str]:
    """What a person may confirm, by its rule. One doubt is raised at a time, so it is asked again with those known."""
    doubts: dict[str, str] = {}
    for _ in CONFIRMABLE:
        try:
            refuse(confirm=doubts)
        except LoadRefused as doubt:
            if doubt.rule not in CONFIRMABLE:
                raise
            doubts[doubt.rule] = str(doubt).partition(" If you have looked")[0]
    return doubts
