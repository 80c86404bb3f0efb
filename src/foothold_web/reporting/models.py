"""What people know about a council that no return tells: when its programme began, what shook it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

PROGRAMME, APPOINTMENT, SHOCK = "programme", "appointment", "shock"


class Event(models.Model):
    """A dated fact that charts and levels must know of; `ends` is the last day, blank for a single day."""

    KINDS = (
        (PROGRAMME, "The improvement programme starts"),
        (APPOINTMENT, "A change of leadership or of regime"),
        (SHOCK, "An outside shock"),
    )

    authority = models.CharField(max_length=9)
    kind = models.CharField(max_length=16, choices=KINDS)
    title = models.CharField(max_length=120)
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=400)

    class Meta:
        ordering = ("begins", "id")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[PROGRAMME, APPOINTMENT, SHOCK]), name="event_kind_is_known"),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("begins")), name="event_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["authority", "kind", "begins", "title"], name="event_once"),
        )

    def __str__(self) -> str:
        return f"{self.begins}: {self.title}"
