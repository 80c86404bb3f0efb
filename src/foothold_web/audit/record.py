"""Adding to the audit log, and checking that nobody has touched it."""

from __future__ import annotations

import hmac
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from foothold_web import home
from foothold_web.audit.models import AuditEvent, AuditHead

ALLOWED, REFUSED = "allowed", "refused"
BETWEEN_CHECKPOINTS = timedelta(minutes=5)


@transaction.atomic
def record(
    *,
    who: str,
    action: str,
    role: str = "",
    target: str = "",
    outcome: str = ALLOWED,
    purpose: str = "",
    rows: int | None = None,
) -> AuditEvent:
    """Add one event; whoever asked for a page waits for this and is refused when it fails."""
    head = AuditHead.objects.select_for_update().get()
    event = AuditEvent(
        number=head.number + 1,
        at=timezone.now(),
        who=who,
        role=role,
        action=action,
        target=target[:400],
        outcome=outcome,
        purpose=purpose[:400],
        rows=rows,
    )
    event.seal = seal(head.seal, event)
    event.save(force_insert=True)
    AuditHead.objects.filter(pk=head.pk).update(number=event.number, seal=event.seal)
    transaction.on_commit(lambda: _checkpoint_when_due(event))
    return event


def seal(previous: str, event: AuditEvent) -> str:
    """Seal an event to the one before it with a key kept outside the database, so that its owner cannot reseal."""
    content = json.dumps(
        [
            previous,
            event.number,
            event.at.astimezone(UTC).isoformat(timespec="microseconds"),
            event.who,
            event.role,
            event.action,
            event.target,
            event.outcome,
            event.purpose,
            event.rows,
        ]
    )
    return hmac.new(home.key(settings.FOOTHOLD_HOME, "audit"), content.encode(), "sha256").hexdigest()


@dataclass(frozen=True)
class Verification:
    """What a check of the whole log found; `first_bad` is the number of the first event that does not fit."""

    events: int
    first_bad: int | None
    reason: str

    @property
    def whole(self) -> bool:
        """Whether nothing was edited, removed, swapped, inserted or cut."""
        return not self.reason


def verify() -> Verification:
    """Walk the chain from its first event and compare it with the head and with every checkpoint outside."""
    marks = checkpoints(settings.FOOTHOLD_HOME)
    previous, count = "", 0
    for event in AuditEvent.objects.order_by("number").iterator(chunk_size=5000):
        count += 1
        if event.number != count:
            return Verification(count, count, "an event is missing")
        previous = seal(previous, event)
        if event.seal != previous:
            return Verification(count, count, "an event was changed, or put in by hand")
        if marks.get(count, previous) != previous:
            return Verification(count, count, "the chain differs from a checkpoint taken when it was written")
    head = AuditHead.objects.get()
    if count < max(head.number, max(marks, default=0)):
        return Verification(count, count + 1, "the newest events were cut off")
    return Verification(count, None, "")


def checkpoints(folder: Path) -> dict[int, str]:
    """The log's seal by number as it stood every few minutes, kept beside the database and not in it."""
    path = folder / "audit" / "checkpoints.jsonl"
    lines = path.read_text().splitlines() if path.exists() else []
    return {mark["number"]: mark["seal"] for mark in map(json.loads, lines)}


def _checkpoint_when_due(event: AuditEvent) -> None:
    folder = settings.FOOTHOLD_HOME / "audit"
    path = folder / "checkpoints.jsonl"
    if path.exists() and datetime.now(UTC) - datetime.fromtimestamp(path.stat().st_mtime, UTC) < BETWEEN_CHECKPOINTS:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(json.dumps({"number": event.number, "seal": event.seal, "at": event.at.isoformat()}) + "\n")
        file.flush()
        os.fsync(file.fileno())
