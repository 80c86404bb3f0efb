"""Marking faults as known, with a reason, and taking it back; every mark ever made stays on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from foothold_web.accounts.scope import Scope
from foothold_web.data.models import KnownFault


def known(scope: Scope, subject: str, rule: str | None = None) -> dict[tuple[str, str], KnownFault]:
    """The marks that stand in the person's council, by rule and record."""
    marks = KnownFault.objects.filter(authority=scope.authority, subject=subject, unmarked_at=None)
    return {(mark.rule, mark.record): mark for mark in (marks.filter(rule=rule) if rule else marks)}


def history(scope: Scope, subject: str, rule: str, records: Iterable[str]) -> list[KnownFault]:
    """Marks of these records that were taken back, the newest first."""
    shown = set(records)
    marks = KnownFault.objects.filter(authority=scope.authority, subject=subject, rule=rule).exclude(unmarked_at=None)
    return [mark for mark in marks if mark.record in shown]


@transaction.atomic
def mark(scope: Scope, subject: str, rule: str, records: Mapping[str, str | None], reason: str) -> int:
    """Mark records, each with its child, as known; those marked already keep the mark they have."""
    standing = {record for _, record in known(scope, subject, rule)}
    new = [
        KnownFault(
            authority=scope.authority,
            subject=subject,
            rule=rule,
            record=record,
            child=child or "",
            reason=reason,
            marked_by=scope.username,
        )
        for record, child in records.items()
        if record not in standing
    ]
    KnownFault.objects.bulk_create(new)
    return len(new)


def unmark(scope: Scope, subject: str, rule: str, records: Iterable[str]) -> int:
    """Take marks back; they stay on record with who did so and when."""
    marks = KnownFault.objects.filter(
        authority=scope.authority, subject=subject, rule=rule, record__in=list(records), unmarked_at=None
    )
    return marks.update(unmarked_at=timezone.now(), unmarked_by=scope.username)
