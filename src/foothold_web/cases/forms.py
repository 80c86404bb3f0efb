"""What has to be said before a child's name is shown."""

from __future__ import annotations

from django import forms

PURPOSES = (
    "Allocating the case",
    "Overseeing the case",
    "Checking the record against the case system",
    "Answering an inspector",
)


class ShowNames(forms.Form):
    """Why the names are needed; the answer goes on record beside who asked."""

    purpose = forms.ChoiceField(
        label="Why do you need the names?",
        choices=[("", "Choose a purpose"), *((purpose, purpose) for purpose in PURPOSES)],
        error_messages={"required": "Say why you need the names"},
    )
