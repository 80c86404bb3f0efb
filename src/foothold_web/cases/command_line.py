"""Names and addresses as the command line hands them over."""

from __future__ import annotations

from pathlib import Path

from foothold.warehouse import IdentityKeeper


def keeper_of(home: Path) -> IdentityKeeper | None:
    """What keeps the names of a home's returns; None where it has no database yet, because it was never served."""
    from foothold_web import setting_up

    if not setting_up.has_database(home):
        return None
    setting_up.use(home)
    from foothold_web.cases import identities

    return identities.keep
