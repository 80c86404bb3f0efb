"""What people decided about a programme, which no plan tells: gates, decisions, appointments, money, contract."""

from __future__ import annotations

from typing import Any

from django.db import models

from foothold.terms.reporting_periods import long_date

OPEN, MET, NOT_MET = "open", "met", "not met"
PASSED, CONDITIONS, HELD = "passed", "passed with conditions", "not passed"
CRITICAL, IMPORTANT, FOLLOW = "critical", "important", "can follow"
APPOINTMENT_STATES = ("sought", "appointed", "in post", "left", "withdrawn")
# Infrastructure and Projects Authority, delivery confidence assessment: five steps, three from 2021.
CONFIDENCE_SCALES = {
    "five steps": ("green", "amber/green", "amber", "amber/red", "red"),
    "three steps": ("green", "amber", "red"),
}


def _choices(words: Any) -> list[tuple[str, str]]:
    return [(word, word.capitalize()) for word in words]


class Recorded(models.Model):
    """Something on a programme's record, of one council; what it said before is kept in `Change`."""

    authority = models.CharField(max_length=9, editable=False)

    class Meta:
        abstract = True


class Gate(Recorded):
    """A point that a programme passes only when its criteria are met, and only when somebody says so."""

    DECISIONS = _choices((PASSED, CONDITIONS, HELD))

    name = models.CharField(max_length=120)
    due = models.DateField()
    decision = models.CharField(max_length=24, blank=True, editable=False, choices=DECISIONS)
    decided_on = models.DateField(null=True, blank=True, editable=False)
    decided_by = models.CharField(max_length=150, blank=True, editable=False)
    reason = models.CharField(max_length=400, blank=True, editable=False)
    left_for_later = models.JSONField(default=list, blank=True, editable=False)

    class Meta(Recorded.Meta):
        ordering = ("due", "id")

    def __str__(self) -> str:
        return self.name

    def asks_for(self) -> list[GateCriterion]:
        """Its criteria in the order in which they were written down."""
        return list(GateCriterion.objects.filter(gate=self).order_by("id"))


class GateCriterion(Recorded):
    """One thing a gate asks for, how much hangs on it, and the evidence that it is so."""

    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="criteria", editable=False)
    text = models.CharField("Criterion", max_length=200)
    weight = models.CharField("Critical, important or can follow", max_length=12,
                              choices=_choices((CRITICAL, IMPORTANT, FOLLOW)))  # fmt: skip
    owner = models.CharField("Owner (a role)", max_length=80)
    due = models.DateField()
    state = models.CharField(max_length=8, default=OPEN, choices=_choices((OPEN, MET, NOT_MET)))
    evidence = models.CharField(max_length=400, blank=True)

    class Meta(Recorded.Meta):
        ordering = ("gate", "id")

    def __str__(self) -> str:
        return self.text


class Decision(Recorded):
    """A question that somebody has to answer by a day, a change to the contract among them."""

    kind = models.CharField(max_length=16, default="decision", choices=_choices(("decision", "contract change")))
    question = models.CharField(max_length=200)
    owner = models.CharField("Owner (a role)", max_length=80)
    due = models.DateField()
    task = models.CharField("Task of the plan that waits for it", max_length=32, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=400, blank=True)

    class Meta(Recorded.Meta):
        ordering = ("due", "id")

    def __str__(self) -> str:
        return self.question


class Appointment(Recorded):
    """A post of the trust, by role and never by name, and the state it has been in since a day."""

    post = models.CharField("Post (a role)", max_length=80)
    state = models.CharField(max_length=12, default="sought", choices=_choices(APPOINTMENT_STATES))
    since = models.DateField("In this state since")
    wanted_by = models.DateField()
    task = models.CharField("Task of the plan", max_length=32, blank=True)

    class Meta(Recorded.Meta):
        ordering = ("wanted_by", "id")

    def __str__(self) -> str:
        return self.post


class MoneyLine(Recorded):
    """A sum set aside for the programme, what has been spent of it, and what it is thought to come to. Whole pounds."""

    name = models.CharField("Line", max_length=120)
    budget = models.BigIntegerField("Budget, pounds")
    spent = models.BigIntegerField("Spent, pounds", default=0)
    forecast = models.BigIntegerField("Forecast to the end, pounds")
    as_at = models.DateField()
    source = models.CharField(max_length=200)

    class Meta(Recorded.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class ContractMeasure(Recorded):
    """A performance measure of the service delivery contract: an indicator and the target that was agreed."""

    name = models.CharField("Measure", max_length=120)
    indicator = models.CharField("Indicator", max_length=16)
    relation = models.CharField("Met when the figure is", max_length=8, choices=_choices(("at most", "at least")))
    target = models.FloatField()
    holds_from = models.DateField()

    class Meta(Recorded.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class AnnualReview(Recorded):
    """The yearly review of the contract: when it is due, when it was held and what came of it."""

    due = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=400, blank=True)

    class Meta(Recorded.Meta):
        ordering = ("due", "id")

    def __str__(self) -> str:
        return f"Review due {long_date(self.due)}"


class DeliveryConfidence(Recorded):
    """A reviewer's judgement on one day, in the words of the scale it was made on. Never computed, never converted."""

    scale = models.CharField(max_length=12, choices=_choices(CONFIDENCE_SCALES))
    judgement = models.CharField(max_length=12, choices=_choices(CONFIDENCE_SCALES["five steps"]))
    judged_on = models.DateField()
    reviewer = models.CharField("Reviewer (a role or body)", max_length=120)
    evidence = models.CharField(max_length=400)

    class Meta(Recorded.Meta):
        ordering = ("-judged_on", "-id")

    def __str__(self) -> str:
        return f"{self.judgement.capitalize()} on {long_date(self.judged_on)}"


class Change(models.Model):
    """What one field of the record said before and after, who changed it and when. Only added."""

    authority = models.CharField(max_length=9)
    register = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    field = models.CharField(max_length=32)
    before = models.CharField(max_length=400, blank=True)
    after = models.CharField(max_length=400, blank=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.CharField(max_length=150)

    class Meta:
        ordering = ("-changed_at", "-id")

    def __str__(self) -> str:
        return f"{self.register} {self.entry}: {self.field}"
