"""What people do to a programme's record. Each act is whole or absent, with its history and its audit event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from foothold.terms.errors import Refused
from foothold_web.accounts.scope import OutOfScope, Scope
from foothold_web.audit.record import record
from foothold_web.programme import models
from foothold_web.programme.registers import REGISTERS, Register


@transaction.atomic
def add(
    register: Register, values: Mapping[str, Any], *, by: Scope, gate: models.Gate | None = None
) -> models.Recorded:
    """Put a new entry on a register; a criterion belongs to a gate."""
    _may(register.permission, by)
    if gate is not None:
        _undecided(gate)
    more = {"gate": gate} if gate is not None else {}
    entry = register.model(authority=by.authority, **values, **more)
    entry.save()
    _remember(register, entry, {name: ("", values[name]) for name in values}, by)
    return entry


@transaction.atomic
def change(register: Register, entry: models.Recorded, values: Mapping[str, Any], *, by: Scope) -> int:
    """Change an entry; what each field said before stays in its history. Gives how many fields changed."""
    _may(register.permission, by)
    if register.kept:
        raise Refused(f"A {register.one} is kept as it was made. Add a new one.")
    held = register.model._default_manager.select_for_update().get(pk=entry.pk, authority=by.authority)
    if isinstance(held, models.GateCriterion):
        _undecided(held.gate)
    before = {name: getattr(held, name) for name in values}
    changed = {name: (before[name], value) for name, value in values.items() if value != before[name]}
    for name, (_, value) in changed.items():
        setattr(held, name, value)
    held.save()
    _remember(register, held, changed, by)
    return len(changed)


@transaction.atomic
def decide(gate: models.Gate, decision: str, reason: str, *, by: Scope, on: date) -> None:
    """Decide a gate. No critical criterion may be unmet, and what is left for later is listed and signed."""
    from foothold_web.accounts.roles import DECIDE_PROGRAMME

    _may(DECIDE_PROGRAMME, by)
    held = models.Gate.objects.select_for_update().get(pk=gate.pk, authority=by.authority)
    if held.decision in (models.PASSED, models.CONDITIONS):
        raise Refused(f"The gate {held.name} has been passed. A gate that was passed stays so.")
    unmet = [one for one in held.asks_for() if one.state != models.MET]
    _check_decision(held, decision, unmet)
    before = {"decision": held.decision, "reason": held.reason, "left_for_later": held.left_for_later}
    held.decision, held.reason, held.decided_on, held.decided_by = decision, reason, on, by.username
    held.left_for_later = [one.text for one in unmet] if decision != models.HELD else []
    held.save()
    changed = {name: (before[name], getattr(held, name)) for name in before}
    _remember(REGISTERS["gates"], held, changed, by)


def _check_decision(gate: models.Gate, decision: str, unmet: list[models.GateCriterion]) -> None:
    """The rule of the gate: critical stops it, important is a condition, what can follow may follow."""
    if decision == models.HELD:
        return
    if not gate.asks_for():
        raise Refused(f"The gate {gate.name} has no criteria. Write down what it asks for first.")
    for weight in (models.CRITICAL, models.IMPORTANT):
        stopping = [one.text for one in unmet if one.weight == weight]
        if stopping and (weight == models.CRITICAL or decision == models.PASSED):
            remedy = "decide that it is not passed" if weight == models.CRITICAL else "pass it with conditions"
            raise Refused(f"{weight.capitalize()} and not met: {'; '.join(stopping)}. Meet it, or {remedy}.")


def _undecided(gate: models.Gate) -> None:
    if gate.decision in (models.PASSED, models.CONDITIONS):
        raise Refused(f"The gate {gate.name} has been passed; its criteria stay as they were judged.")


def _may(permission: str, by: Scope) -> None:
    if not by.may(permission):
        raise OutOfScope(f"The role {by.role.title} does not change this.")


def _remember(register: Register, entry: models.Recorded, changed: Mapping[str, tuple[Any, Any]], by: Scope) -> None:
    models.Change.objects.bulk_create(
        models.Change(
            authority=by.authority,
            register=register.id,
            entry=entry.pk,
            field=name,
            before=_said(before),
            after=_said(after),
            changed_by=by.username,
        )
        for name, (before, after) in changed.items()
    )
    record(
        who=by.username,
        role=by.role.id,
        action=f"programme.{register.id}",
        target=f"{register.one} {entry.pk}",
        purpose=f"changed: {', '.join(changed) or 'nothing'}",
    )


def _said(value: Any) -> str:
    words = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return words[:400]
