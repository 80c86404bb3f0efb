"""What has to be said when a fault is marked as known, or a role is mapped."""

from __future__ import annotations

from django import forms

REASONS = (
    "Checked: it is true",
    "Cannot be corrected in the case system",
    "Being corrected in the case system",
    "An error of the extract, reported to its maker",
    "Does not matter to any figure",
)


class MarkKnown(forms.Form):
    """Why a fault may stay; chosen and not typed, so that nobody is named in it."""

    reason = forms.ChoiceField(
        label="Why is it known?",
        choices=[("", "Choose a reason"), *((reason, reason) for reason in REASONS)],
        error_messages={"required": "Say why the faults are known"},
    )
