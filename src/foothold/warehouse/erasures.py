"""The list of children who were erased: by keyed hash, so that it names nobody and still knows them when they return.

The list is part of the manifest, so a history without the child and the memory that the child was erased come to stand
in one step. Rows of erased children in a later return are left out before anything is kept, and counted.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foothold.terms.errors import Refused
from foothold.warehouse.durable import make_once

if TYPE_CHECKING:
    from foothold.warehouse.manifest import Manifest

ERASURE_KEY = "erasure.key"
BY_A_LOAD = "load"  # who lifted an erasure because a return told of something newer
Mark = Callable[[str], str]
"""Gives the keyed hash of a child's identifier."""


@dataclass(frozen=True)
class Lifting:
    """That an erasure no longer keeps a child out, since when and why."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class Erasure:
    """One child removed from an authority's history."""

    mark: str  # keyed hash of the identifier
    at: datetime
    by: str
    reason: str
    rows: dict[str, int]  # removed by "feed/table", history and all; of children who go together, with the first
    rule: str = ""  # the retention rule by which the child was due, blank for an erasure that was asked for
    last_active: date | None = None  # with a rule: newer facts than this let the child in again
    lifted: Lifting | None = None

    @property
    def rows_removed(self) -> int:
        """Rows removed from all tables."""
        return sum(self.rows.values())

    def as_json(self) -> dict[str, Any]:
        """The erasure as plain JSON values."""
        lifted = {**asdict(self.lifted), "at": self.lifted.at.isoformat()} if self.lifted else None
        active = self.last_active.isoformat() if self.last_active else None
        return {**vars(self), "at": self.at.isoformat(), "last_active": active, "lifted": lifted}

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> Erasure:
        """The erasure that `as_json` wrote."""
        lifted, active = document["lifted"], document["last_active"]
        return cls(
            **{
                **document,
                "at": datetime.fromisoformat(document["at"]),
                "last_active": date.fromisoformat(active) if active else None,
                "lifted": Lifting(**{**lifted, "at": datetime.fromisoformat(lifted["at"])}) if lifted else None,
            }
        )


@dataclass(frozen=True)
class Hold:
    """That a child's record must be kept although a retention rule says it is due, for a claim or an inquiry."""

    mark: str
    since: datetime
    by: str
    reason: str

    def as_json(self) -> dict[str, Any]:
        """The hold as plain JSON values."""
        return {**asdict(self), "since": self.since.isoformat()}

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> Hold:
        """The hold that `as_json` wrote."""
        return cls(**{**document, "since": datetime.fromisoformat(document["since"])})


def marker(home: Path, standing: Manifest) -> Mark:
    """What makes keyed hashes of an authority's children; its key is made once and lies beside the warehouse.

    Refused where the key is missing although hashes were made with it: with another one nobody would be recognised.
    """
    path = home / ERASURE_KEY
    if not path.exists() and (standing.erasures or standing.holds):
        raise Refused(
            f"{path} is missing, and without it children who were erased would not be recognised. "
            "Restore it from a backup."
        )
    key = make_once(path, secrets.token_bytes(32))
    return lambda child: hmac.new(key, f"{standing.authority}|{child}".encode(), "sha256").hexdigest()


def kept_out(erasures: Iterable[Erasure]) -> dict[str, Erasure]:
    """The erasures that stand, by mark; of two for one child the newer."""
    return {erasure.mark: erasure for erasure in erasures if erasure.lifted is None}


def lifting(erasures: Iterable[Erasure], marks: Collection[str], how: Lifting) -> tuple[Erasure, ...]:
    """The list with the erasures of these children lifted, those that were not already."""
    return tuple(replace(each, lifted=how) if each.mark in marks and each.lifted is None else each for each in erasures)


def fingerprint(erasures: Iterable[Erasure]) -> str:
    """Tells histories apart from which different rows were erased; blank when nothing ever was."""
    counts = [each.rows for each in erasures]
    return json.dumps(counts, sort_keys=True) if counts else ""
