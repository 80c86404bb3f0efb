"""The warehouse: returns merged into a history that remembers what was known on every day.

`load` puts a return in, whole or not at all; `open` gives a read-only picture of it, as it is known now or as it was
known on an earlier day.
"""

from foothold.warehouse.erasing import Erased, Forgetter, erase, hold, leftovers, lift, release, unfinished
from foothold.warehouse.erasures import ERASURE_KEY, Erasure
from foothold.warehouse.loading import WORKER_KEY, IdentityKeeper, load
from foothold.warehouse.manifest import (
    authorities,
    chosen_authority,
    damaged_files,
    erasures,
    histories,
    holds,
    loads,
    state,
)
from foothold.warehouse.plausibility import CONFIRMABLE
from foothold.warehouse.previewing import Preview, preview
from foothold.warehouse.problem_files import SetAsideRow, problems, set_aside
from foothold.warehouse.published import Published, Release, open_published, published_identity
from foothold.warehouse.records import Load, LoadRefused, TableChange
from foothold.warehouse.snapshot import Snapshot, identity_of
from foothold.warehouse.snapshot import open_snapshot as open  # noqa: A004 - read as warehouse.open
from foothold.warehouse.worker_roles import RoleChange, council_roles, role_changes, set_role, unset_role

__all__ = [
    "CONFIRMABLE",
    "ERASURE_KEY",
    "WORKER_KEY",
    "Erased",
    "Erasure",
    "Forgetter",
    "IdentityKeeper",
    "Load",
    "LoadRefused",
    "Preview",
    "Published",
    "Release",
    "RoleChange",
    "SetAsideRow",
    "Snapshot",
    "TableChange",
    "authorities",
    "chosen_authority",
    "council_roles",
    "damaged_files",
    "erase",
    "erasures",
    "histories",
    "hold",
    "holds",
    "identity_of",
    "leftovers",
    "lift",
    "load",
    "loads",
    "open",
    "open_published",
    "preview",
    "problems",
    "published_identity",
    "release",
    "role_changes",
    "set_aside",
    "set_role",
    "state",
    "unfinished",
    "unset_role",
]
