"""What happens to an upload, in a process of its own: checked first, and loaded once somebody has said so.

Run as `python -m foothold_web.uploads.work HOME TOKEN`; it takes the next step from the upload's state. It goes through
the door of the command line, `warehouse.load`, and outlives the server that started it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foothold.returns import Problem
    from foothold.warehouse import Load
    from foothold_web.uploads.models import Upload

MESSAGES_KEPT = 500
BROKE = "Foothold failed while working on it. Nothing of it was loaded; tell whoever runs Foothold (reference {})."


def main(home: Path, token: str) -> None:
    """Do the next step of one upload."""
    from foothold_web import setting_up

    setting_up.use(home)
    from django.db import connection

    try:
        do(home, token)
    finally:
        connection.close()


def do(home: Path, token: str) -> None:
    """Check or load an upload, as its state says, and keep what came of it."""
    from foothold.terms.errors import Refused
    from foothold.warehouse import CONFIRMABLE, LoadRefused
    from foothold_web.uploads import area, models
    from foothold_web.uploads.models import Upload

    with area.at_work(area.folder_of(home, token)):
        upload = Upload.objects.get(token=token)
        try:
            {models.CHECKING: _check, models.LOADING: _load}[upload.state](home, upload)
        except LoadRefused as refusal:
            if refusal.rule in CONFIRMABLE:  # what was loaded meanwhile raised a doubt that the check had not
                _ask_again(upload, refusal.rule, str(refusal))
            else:
                _refuse(home, upload, str(refusal), refusal.problems)
        except Refused as refusal:  # the disk is full, another load runs: the files are good, and can be tried again
            _stop(upload, str(refusal))
        except Exception as fault:
            from foothold_web.errors import logged

            _stop(upload, BROKE.format(logged(fault)))
            raise


def _check(home: Path, upload: Upload) -> None:
    from foothold import warehouse
    from foothold_web.uploads import area, models

    folder = area.folder_of(home, upload.token)
    _say(upload, f"Reading {upload.name}")
    found = warehouse.preview(
        home,
        area.handed_over(folder),
        authority=upload.authority,
        as_at=upload.as_at,
        into=folder / area.SCRATCH,
        profile=upload.profile or None,
        name=upload.name,
    )
    upload.found = {
        "profile": found.profile,
        "rows_in": found.rows_in,
        "rows_imported": found.rows_imported,
        "rows_set_aside": found.rows_set_aside,
        "doubts": found.doubts,
        **_messages(found.problems),
    }
    _enter(upload, models.CHECKED, note="")
    _on_record(upload, "upload checked", upload.name, rows=found.rows_in)


def _load(home: Path, upload: Upload) -> None:
    from foothold import warehouse
    from foothold_web import setting_up
    from foothold_web.cases import identities
    from foothold_web.uploads import area, models

    _say(upload, "Waiting for another load of this council to end")
    with area.one_after_the_other(home, upload.authority):
        done = warehouse.load(
            home,
            area.handed_over(area.folder_of(home, upload.token)),
            authority=upload.authority,
            as_at=upload.as_at,
            profile=upload.profile or None,
            name=upload.name,
            by=upload.by,
            keep_identities=identities.keep,
            progress=_saying(upload),
            confirm=list(upload.confirmed),
        )
        _keep(upload, done)
        _enter(upload, models.COMPUTING, note="")
        setting_up.refresh(home, upload.authority, _saying(upload))
    _enter(upload, models.READY, note="")
    area.remove(home, upload.token)


def _keep(upload: Upload, done: Load) -> None:
    """What the load came to, and the record of it; from here on it stands, whatever happens to the figures."""
    upload.load = done.load_id
    upload.found = {
        **upload.found,
        "status": done.status,
        "rows_in": done.rows_in,
        "rows_imported": done.rows_imported,
        "rows_set_aside": done.rows_set_aside,
    }
    reasons = "; ".join(
        f"{rule}: {reason}" for rule, reason in sorted(upload.confirmed.items()) if rule in done.confirmed
    )
    _on_record(upload, "load", f"{done.load_id} {done.status}", rows=done.rows_in, purpose=reasons)


def _ask_again(upload: Upload, rule: str, text: str) -> None:
    from foothold_web.uploads import models

    doubts = upload.found.get("doubts", {})
    upload.found = {**upload.found, "doubts": {**doubts, rule: text.partition(" If you have looked")[0]}}
    _enter(upload, models.CHECKED, note="Another return was loaded meanwhile, and there is something new to confirm.")


def _refuse(home: Path, upload: Upload, text: str, problems: tuple[Problem, ...] = ()) -> None:
    from foothold_web.uploads import area, models

    upload.found = {**upload.found, **_messages(problems)} if problems else upload.found
    _enter(upload, models.REFUSED, note=text)
    _on_record(upload, "upload refused", upload.name)
    area.remove(home, upload.token)


def _stop(upload: Upload, text: str) -> None:
    from foothold_web.uploads import models

    upload.stopped_in = upload.state
    _enter(upload, models.STOPPED, note=text)


def _messages(problems: tuple[Problem, ...]) -> dict[str, Any]:
    kept = [
        [problem.file, problem.row, problem.column, problem.rule, problem.effect, problem.text]
        for problem in problems[:MESSAGES_KEPT]
    ]
    return {"messages": kept, "more": max(0, len(problems) - MESSAGES_KEPT)}


def _enter(upload: Upload, state: str, *, note: str) -> None:
    from django.utils import timezone

    from foothold_web.uploads import models

    upload.state, upload.note, upload.step = state, note, ""
    upload.ended_at = timezone.now() if state in models.OVER else None
    upload.save()


def _say(upload: Upload, text: str) -> None:
    upload.step = text[:200]
    type(upload).objects.filter(pk=upload.pk).update(step=upload.step)


def _saying(upload: Upload) -> Callable[[str], None]:
    return lambda text: _say(upload, text)


def _on_record(upload: Upload, action: str, target: str, *, rows: int | None = None, purpose: str = "") -> None:
    from foothold_web.audit.record import record

    record(who=upload.by, role=upload.role, action=action, target=target, purpose=purpose, rows=rows)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2])
    except Exception:
        sys.exit(3)  # logged above by kind and place; a trace could hold a value from a child's record
