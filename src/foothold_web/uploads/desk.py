"""What a person may do with an upload, and the keeping of the upload area."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from foothold_web.accounts.scope import Scope
from foothold_web.uploads import area, models
from foothold_web.uploads.models import Upload

STARTS_WITHIN = timedelta(seconds=60)
UNDECIDED_FOR = timedelta(days=1)
STOPPED_TEXT = {
    models.CHECKING: "The check ended before it was done, as when the machine was restarted. Nothing was stored. Carry "
    "on to check it again.",
    models.LOADING: "The load ended before it was done, as when the machine was restarted. A load is stored whole or "
    "not at all; the list of loads says which. Carry on: a return that is loaded already is not loaded twice.",
    models.COMPUTING: "The return is loaded, and its figures were not all computed before the process ended. Carry on "
    "to compute them.",
}


def of(scope: Scope, token: str) -> Upload:
    """An upload for the person's own council; of another council there is none for them."""
    upload = Upload.objects.filter(token=token, authority=scope.authority).first()
    if upload is None:
        raise Http404("no such upload in scope")
    return _looked_after(upload)


def recent(scope: Scope) -> list[Upload]:
    """The newest uploads for the person's council."""
    return [_looked_after(upload) for upload in Upload.objects.filter(authority=scope.authority)[:10]]


def begin(upload: Upload, state: str) -> None:
    """Hand an upload to a process of its own, which goes on when this one ends."""
    upload.state, upload.note, upload.step, upload.stopped_in = state, "", "", ""
    upload.begun_at = timezone.now()
    upload.save()
    transaction.on_commit(lambda: start(settings.FOOTHOLD_HOME, upload.token))


def start(home: Path, token: str) -> None:
    """Start the process that does the next step of an upload."""
    command = [sys.executable, "-m", "foothold_web.uploads.work", str(home), token]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
    # Somebody has to wait for it, or what is left of it would count as a process until the server ends.
    Thread(target=process.wait, daemon=True, name=f"upload-{token[:6]}").start()


def load(upload: Upload, confirmed: Mapping[str, str]) -> bool:
    """Have a checked upload loaded; False when somebody else has just decided about it."""
    if not _claimed(upload, models.CHECKED, models.LOADING):
        return False
    upload.confirmed = dict(confirmed)
    begin(upload, models.LOADING)
    return True


def carry_on(upload: Upload) -> bool:
    """Have a stopped upload tried again from where it stopped; False when somebody else has just decided about it."""
    state = models.CHECKING if upload.stopped_in == models.CHECKING else models.LOADING
    if not _claimed(upload, models.STOPPED, state):
        return False
    begin(upload, state)
    return True


def decline(upload: Upload) -> bool:
    """Drop an upload and its files; False when somebody else has just decided about it."""
    if not _claimed(upload, upload.state, models.DECLINED):
        return False
    upload.state, upload.note, upload.ended_at = models.DECLINED, "", timezone.now()
    upload.save()
    area.remove(settings.FOOTHOLD_HOME, upload.token)
    return True


def _claimed(upload: Upload, state: str, next_state: str) -> bool:
    """Move an upload on in one step of the database, so that of two people who decide at once one is told."""
    waiting = Upload.objects.filter(pk=upload.pk, state=state, state__in=[models.CHECKED, models.STOPPED])
    return bool(waiting.update(state=next_state, begun_at=timezone.now()))


def _looked_after(upload: Upload) -> Upload:
    """Say so where the process that worked on an upload has died."""
    if upload.state not in models.AT_WORK or _works(settings.FOOTHOLD_HOME, upload):
        return upload
    upload.refresh_from_db()  # it may have ended well between the two looks
    if upload.state in models.AT_WORK:
        upload.stopped_in, upload.note, upload.state = upload.state, STOPPED_TEXT[upload.state], models.STOPPED
        upload.save()
    return upload


def _works(home: Path, upload: Upload) -> bool:
    starting = timezone.now() - upload.begun_at < STARTS_WITHIN and not upload.step
    return starting or area.is_at_work(area.folder_of(home, upload.token))


def left(home: Path) -> list[str]:
    """Uploads whose files should not be there: over, unknown, or undecided for a day."""
    known = {upload.token: upload for upload in Upload.objects.filter(token__in=area.tokens(home))}
    return [token for token in area.tokens(home) if _is_left(home, known.get(token))]


def _is_left(home: Path, upload: Upload | None) -> bool:
    if upload is None or upload.state in models.OVER:
        return True
    return timezone.now() - upload.begun_at > UNDECIDED_FOR and not _works(home, upload)


def clear(home: Path) -> int:
    """Remove files that should not be there, and say so of uploads that waited for a decision; how many there were."""
    tokens = left(home)
    undecided = Upload.objects.filter(token__in=tokens).exclude(state__in=models.OVER)
    undecided.update(state=models.EXPIRED, ended_at=timezone.now(), note="Nobody decided for a day. Upload it again.")
    for token in tokens:
        area.remove(home, token)
    return len(tokens)
