"""Exampleshire's record as its people kept it: put in once, with its history, where the council has none yet."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.db import transaction

from foothold.demo.programme import RECORD
from foothold_web.programme import models
from foothold_web.programme.registers import LISTED, REGISTERS, Register

CRITERION = ("text", "weight", "owner", "due", "state", "evidence")
KEPT_BY = "programme-manager"


@transaction.atomic
def put_record(authority: str) -> int:
    """Give the synthetic council its record; how many entries were made."""
    if models.Gate.objects.filter(authority=authority).exists():
        return 0
    document = json.loads(RECORD.read_text(encoding="utf-8"))
    made = 0
    for name in LISTED:
        for values in document[name]:
            _put(REGISTERS[name], authority, _with_dates(values))
            made += 1
    for values in document["gates"]:
        made += _put_gate(authority, _with_dates(values))
    return made


def _put_gate(authority: str, values: dict[str, Any]) -> int:
    criteria = values.pop("criteria")
    gate = _put(REGISTERS["gates"], authority, values)
    for criterion in criteria:
        named = _with_dates(dict(zip(CRITERION, criterion, strict=True)))
        _put(REGISTERS["criteria"], authority, {**named, "gate": gate})
    return 1 + len(criteria)


def _put(register: Register, authority: str, values: dict[str, Any]) -> models.Recorded:
    entry = register.model(authority=authority, **values)
    entry.full_clean()
    entry.save()
    models.Change.objects.bulk_create(
        models.Change(
            authority=authority,
            register=register.id,
            entry=entry.pk,
            field=name,
            after=str(values[name])[:400],
            changed_by=KEPT_BY,
        )
        for name in register.fields
        if name in values
    )
    return entry


def _with_dates(values: dict[str, Any]) -> dict[str, Any]:
    days = ("due", "decided_on", "since", "wanted_by", "as_at", "holds_from", "held_on", "judged_on")
    return {name: date.fromisoformat(value) if name in days else value for name, value in values.items()}
