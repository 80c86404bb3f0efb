"""The audit log as the command line writes to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def recorder_of(home: Path) -> Callable[..., Any] | None:
    """The recorder of a home's audit log; None where the home has no database yet, because it was never served."""
    from foothold_web import setting_up

    if not setting_up.has_database(home):
        return None
    setting_up.use(home)
    from foothold_web.audit.record import record

    return record
