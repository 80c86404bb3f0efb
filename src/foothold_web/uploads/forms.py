"""The form that takes a return, and the one that takes the decision about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from foothold.returns import PROFILES
from foothold.warehouse import CONFIRMABLE
from foothold_web.uploads import area

MEGABYTES = area.MOST_BYTES >> 20
TOO_LARGE = (
    f"The files are larger than {MEGABYTES} MB together. Load them on the command line instead: foothold load PATH"
)


class FilesInput(forms.FileInput):
    """A file input that takes several."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """Every file chosen."""
        return files.getlist(name) if isinstance(files, MultiValueDict) else []

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether none was chosen."""
        return name not in files


class FilesField(forms.Field):
    """One file or more."""

    widget = FilesInput

    def clean(self, value: Any) -> Any:
        """At least one file, and none empty."""
        if not value:
            raise forms.ValidationError("Choose the file of the return, or all files of an extract")
        if any(not file.size for file in value):
            raise forms.ValidationError("One of the files is empty. Export it again")
        return value


class UploadReturn(forms.Form):
    """A return, whose it is and of which day."""

    returned = FilesField(
        label="Return",
        help_text=f"One file, or every file of an extract together, or a zip of them. At most {MEGABYTES} MB.",
    )
    as_at = forms.DateField(
        label="Day on which the extract was taken",
        help_text="For example, 30/06/2020",
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.TextInput(attrs={"width": "10", "autocomplete": "off"}),
        error_messages={"invalid": "Enter a date, such as 30/06/2020", "required": "Enter the day of the extract"},
    )
    authority = forms.ChoiceField(
        label="Council", error_messages={"invalid_choice": "Choose your own council: you cannot load for another"}
    )
    profile = forms.ChoiceField(
        label="Format",
        required=False,
        choices=[("", "Recognise it"), *sorted((one.name, one.title) for one in PROFILES.values() if not one.address)],
    )

    def __init__(self, data: Any = None, files: Any = None, *, authority: str, too_large: bool = False) -> None:
        super().__init__(data, files)
        field: Any = self.fields["authority"]
        field.choices = [(authority, authority)]
        self.too_large = too_large

    def clean_as_at(self) -> date:
        """Refuse a day that has not come."""
        day: date = self.cleaned_data["as_at"]
        if day > date.today():
            raise forms.ValidationError("The day of the extract cannot be in the future")
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse more than is taken, and two files of one name."""
        if self.too_large:
            self.add_error("returned", TOO_LARGE)
        return super().clean() or {}


class Confirmations(forms.Form):
    """A box and a reason for each doubt about a return."""

    def __init__(self, data: Any = None, *, doubts: dict[str, str]) -> None:
        super().__init__(data)
        self.doubts = doubts
        for rule in doubts:
            self.fields[f"confirm-{rule}"] = forms.BooleanField(
                label=f"I have looked: {CONFIRMABLE.get(rule, rule)}",
                error_messages={"required": "Say that you have looked, or do not load it"},
            )
            self.fields[f"reason-{rule}"] = forms.CharField(
                label="Why is it right?",
                help_text="This goes on record. Name no child.",
                max_length=150,
                min_length=3,
                error_messages={"required": "Say why it is right"},
            )

    def reasons(self) -> dict[str, str]:
        """The reason given for each rule."""
        return {rule: self.cleaned_data[f"reason-{rule}"] for rule in self.doubts}

    def asked(self) -> list[tuple[str, Any, Any]]:
        """Each doubt in words, with its box and the field for its reason."""
        return [(text, self[f"confirm-{rule}"], self[f"reason-{rule}"]) for rule, text in self.doubts.items()]
