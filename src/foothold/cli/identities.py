"""Who keeps the names and addresses of a return that is loaded on the command line.

The warehouse never holds them. A layer above may, and registers itself under the entry point group
`foothold.identities`: a function that takes the home folder and gives a keeper, or None where that home has no place
for names yet because it was never served.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foothold.warehouse import IdentityKeeper

GROUP = "foothold.identities"


def keeper_of(home: Path) -> IdentityKeeper | None:
    """The first keeper that has a place for the names of this home; None when there is none."""
    keepers = (entry.load()(home.absolute()) for entry in sorted(entry_points(group=GROUP), key=lambda one: one.name))
    return next((keeper for keeper in keepers if keeper is not None), None)
