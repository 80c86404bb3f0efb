"""Who a child is, kept apart from every figure and encrypted."""

from __future__ import annotations

from django.db import models


class Identity(models.Model):
    """The identifying fields of one record of a return (name, address, UPN), encrypted with the installation's key."""

    authority = models.CharField(max_length=9)
    table = models.CharField(max_length=64)
    record = models.CharField(max_length=200, help_text="The record's key in that table, its parts joined by |.")
    mark = models.CharField(max_length=64, help_text="Keyed hash of the content, to tell an unchanged record.")
    sealed = models.BinaryField()

    class Meta:
        verbose_name_plural = "identities"
        constraints = (models.UniqueConstraint(fields=["authority", "table", "record"], name="identity_once_a_record"),)

    def __str__(self) -> str:
        return f"identity {self.pk}"
