"""Forms of a programme's record. They work without JavaScript; nothing typed here names a child."""

from __future__ import annotations

from typing import Any

from django import forms

from foothold.indicators import CATALOGUE
from foothold_web.programme import models
from foothold_web.programme.registers import Register

DATES = ["%d/%m/%Y", "%Y-%m-%d"]
WRONG_DAY = "Enter a date, such as 14/10/2019"


class Day(forms.DateField):
    """A date in a plain text field: browsers draw date fields in the language of the computer."""

    def __init__(self, *, label: str, required: bool = True) -> None:
        super().__init__(
            label=label,
            required=required,
            help_text="For example, 14/10/2019",
            input_formats=DATES,
            widget=forms.DateInput(attrs={"width": "10"}, format="%d/%m/%Y"),
            error_messages={"invalid": WRONG_DAY, "required": WRONG_DAY},
        )


class EntryForm(forms.ModelForm):
    """The fields of one entry of a register."""

    def clean_task(self) -> str:
        """A task named here is a task of the plan."""
        name = self.cleaned_data["task"].strip()
        if name and self.tasks and name not in self.tasks:
            raise forms.ValidationError(f"There is no task {name} in the plan")
        return name

    tasks: frozenset[str] = frozenset()

    def clean_indicator(self) -> str:
        """A measure is tied to an indicator of the catalogue."""
        name = self.cleaned_data["indicator"].strip().upper()
        if name not in CATALOGUE:
            raise forms.ValidationError(f"There is no indicator {name}")
        return name

    def clean(self) -> dict[str, Any]:
        """What hangs together: a met criterion has evidence, a decision its outcome, a judgement its scale."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("state") == models.MET and not found.get("evidence"):
            self.add_error("evidence", "Say what shows that it is met")
        for day in ("decided_on", "held_on"):
            if found.get(day) and not found.get("outcome"):
                self.add_error("outcome", "Say what came of it")
        scale = models.CONFIDENCE_SCALES.get(found.get("scale", ""))
        if scale and found.get("judgement") and found["judgement"] not in scale:
            self.add_error("judgement", f"On this scale the steps are: {', '.join(scale)}")
        return found


def entry_form(register: Register, tasks: frozenset[str] = frozenset()) -> type[EntryForm]:
    """The form of a register's entries."""
    one = forms.modelform_factory(register.model, form=EntryForm, fields=register.fields, formfield_callback=_field)
    one.tasks = tasks  # type: ignore[attr-defined] - the stubs know a ModelForm and not that it is ours
    return one  # type: ignore[return-value] - likewise


def _field(field: Any, **more: Any) -> forms.Field:
    label = str(field.verbose_name)
    label = label[:1].upper() + label[1:]
    if field.get_internal_type() == "DateField":
        return Day(label=label, required=not field.blank)
    found: forms.Field = field.formfield(**more, label=label)
    return found


class DecideGate(forms.Form):
    """What is decided about a gate, and why."""

    decision = forms.ChoiceField(
        label="Decision",
        choices=[("", "Choose a decision"), *models.Gate.DECISIONS],
        error_messages={"required": "Say what is decided"},
    )
    reason = forms.CharField(
        label="Reason, and the conditions where there are any",
        max_length=400,
        error_messages={"required": "Say why"},
    )


class Ask(forms.Form):
    """A question to the forecast: a task and a day, and where it helps another task and its day."""

    task = forms.ChoiceField(label="What should be finished?")
    day = Day(label="Before which day?")
    other = forms.ChoiceField(label="Supposing that this is finished as well (leave blank for none)", required=False)
    other_day = Day(label="Before which day?", required=False)

    def __init__(self, data: Any = None, *, choices: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.choices = choices
        self.fields["task"].choices = choices
        self.fields["other"].choices = [("", "Nothing else"), *choices]

    def clean(self) -> dict[str, Any]:
        """The other task and its day come together."""
        found: dict[str, Any] = super().clean() or {}
        if bool(found.get("other")) != bool(found.get("other_day")) and "other_day" not in self.errors:
            self.add_error("other_day", "Give both the other task and its day, or neither")
        return found
