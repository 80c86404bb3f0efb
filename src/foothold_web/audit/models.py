"""The audit log: rows are added and never changed. The database itself refuses; so do the methods here."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class AuditEvent(models.Model):
    """One thing that one person did or was refused, chained to the event before it by `seal`."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    who = models.CharField(max_length=150)
    role = models.CharField(max_length=32, blank=True)
    action = models.CharField(max_length=64)
    target = models.CharField(max_length=400, blank=True)
    outcome = models.CharField(max_length=16)
    purpose = models.CharField(max_length=400, blank=True)
    rows = models.BigIntegerField(null=True, help_text="How many rows about children were shown.")
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.number}: {self.who} {self.action}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: the log only grows."""
        raise TypeError("an audit event cannot be deleted")


class AuditHead(models.Model):
    """The newest event's number and seal. One row, locked while an event is added, so that the chain never forks."""

    number = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"audit log up to {self.number}"
