"""Where an upload stands. It is in the database, so that it outlives the process that took the files."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

CHECKING, CHECKED, LOADING, COMPUTING = "checking", "checked", "loading", "computing"
READY, REFUSED, DECLINED, STOPPED, EXPIRED = "ready", "refused", "declined", "stopped", "expired"
AT_WORK = frozenset({CHECKING, LOADING, COMPUTING})
OVER = frozenset({READY, REFUSED, DECLINED, EXPIRED})


class Upload(models.Model):
    """One return that somebody handed over in the browser; its files lie in a folder of the same random name.

    `name` is what the browser called it, cleaned, and is shown and never used as a path. `found` is what the check
    read, `confirmed` the rules a person has looked into, each with the reason given. A `stopped` one lost the process
    that worked on it while it was in the state `stopped_in`.
    """

    STATES = (
        (CHECKING, "Being checked"),
        (CHECKED, "Checked, waiting for a decision"),
        (LOADING, "Being loaded"),
        (COMPUTING, "Loaded, figures being computed"),
        (READY, "Ready"),
        (REFUSED, "Refused"),
        (DECLINED, "Not loaded"),
        (STOPPED, "Stopped"),
        (EXPIRED, "Removed, because nobody decided"),
    )

    token = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=9)
    by = models.CharField(max_length=150)
    role = models.CharField(max_length=32)
    as_at = models.DateField()
    profile = models.CharField(max_length=64, blank=True, help_text="Blank: recognised by content.")
    name = models.CharField(max_length=120)
    files = models.PositiveIntegerField()
    size = models.BigIntegerField(help_text="Bytes handed over.")
    state = models.CharField(max_length=16, choices=STATES, default=CHECKING)
    stopped_in = models.CharField(max_length=16, blank=True)
    step = models.CharField(max_length=200, blank=True, help_text="What is being done, in words.")
    note = models.TextField(blank=True, help_text="Why it was refused or stopped, and what to do.")
    found: Any = models.JSONField(default=dict)
    confirmed: Any = models.JSONField(default=dict)
    load = models.CharField(max_length=32, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    begun_at = models.DateTimeField(help_text="When the process now at work was started.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-received_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    state__in=[CHECKING, CHECKED, LOADING, COMPUTING, READY, REFUSED, DECLINED, STOPPED, EXPIRED]
                ),
                name="upload_state_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"upload {self.pk} for {self.authority}: {self.state}"
