"""What people know about faults in the data that no return tells."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

CHECK, PROBLEM = "check", "problem"


class KnownFault(models.Model):
    """Somebody looked at a fault and says that it is known, and why; taking that back keeps the row.

    A fault of a check is one record; `record` is its key and `child` whose it is. A problem of a load is one rule in
    one column of a file, whatever the load; `record` and `child` are then blank.
    """

    SUBJECTS = ((CHECK, "A record that a check finds at fault"), (PROBLEM, "A problem in the files handed over"))

    authority = models.CharField(max_length=9)
    subject = models.CharField(max_length=8, choices=SUBJECTS)
    rule = models.CharField(max_length=400, help_text="The check, or file, column and rule of a problem.")
    record = models.CharField(max_length=200, blank=True)
    child = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200)
    marked_at = models.DateTimeField(auto_now_add=True)
    marked_by = models.CharField(max_length=150)
    unmarked_at = models.DateTimeField(null=True, blank=True)
    unmarked_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("-marked_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "subject", "rule", "record"],
                condition=Q(unmarked_at=None),
                name="fault_known_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"known {self.subject} {self.pk}"
