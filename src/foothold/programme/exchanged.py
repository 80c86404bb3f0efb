"""What reading another tool's plan gives: the plan, and what of the file is not in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Exchanged:
    """A plan that was read from another tool's file; `set_aside` says what of the file is not in it, and why."""

    document: dict[str, Any]
    set_aside: list[str] = field(default_factory=list)


def unsized(pool: str) -> str:
    """The line that says that a table holds no size for a pool."""
    return f"size of the pool {pool}: not in a table, taken to be 1"
