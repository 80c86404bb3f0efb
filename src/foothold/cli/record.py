"""Putting what is read and loaded on the command line on the same record as what is looked at on pages.

The log belongs to a layer above, which registers itself under the entry point group `foothold.audit`: a function that
takes the home folder and gives a recorder, or None where that home has no log yet because it was never served.
"""

from __future__ import annotations

import getpass
from importlib.metadata import entry_points
from pathlib import Path

from foothold.terms.errors import Refused

GROUP = "foothold.audit"


def on_record(home: Path, action: str, target: str, rows: int | None = None, purpose: str = "") -> None:
    """Record one read or load by the person at the command line; what cannot be recorded is not shown.

    Raises Refused when a log exists and the event could not be written.
    """
    for entry in entry_points(group=GROUP):
        recorder = entry.load()(home.absolute())
        if recorder is None:
            continue
        try:
            recorder(who=f"command line: {getpass.getuser()}", action=action, target=target, rows=rows, purpose=purpose)
        except Exception as error:
            raise Refused(
                "This could not be put on the audit log, so it is not done. Run foothold doctor on this home."
            ) from error
