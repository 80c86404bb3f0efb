"""The day a page is asked about."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpRequest
from django.template.defaultfilters import date as written

OLDEST = date(1990, 1, 1)


class AsAt(forms.Form):
    """One date, from the first that makes sense to that of the newest return."""

    as_at = forms.DateField(
        label="Show as at",
        help_text="For example, 14/10/2019",
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        # A plain text field: browsers draw date fields in the language of the computer, which may be American.
        widget=forms.TextInput(attrs={"width": "10"}),
        error_messages={"invalid": "Enter a date, such as 14/10/2019", "required": "Enter a date, such as 14/10/2019"},
    )

    def __init__(self, data: dict[str, str], newest: date) -> None:
        super().__init__(data)
        self.newest = newest

    def clean_as_at(self) -> date:
        """Refuse a day nobody can know about."""
        day: date = self.cleaned_data["as_at"]
        if not OLDEST <= day <= self.newest:
            raise forms.ValidationError(
                f"The newest return is as at {written(self.newest, 'j F Y')}: choose that day or an earlier one"
            )
        return day


def chosen_day(request: HttpRequest, newest: date) -> tuple[date, AsAt]:
    """The day asked for, or that of the newest return, with the form that shows it and whatever was wrong with it."""
    form = AsAt({"as_at": request.GET.get("as_at") or newest.isoformat()}, newest)
    if not form.is_valid():
        return newest, form
    day: date = form.cleaned_data["as_at"]
    form.data = {"as_at": day.strftime("%d/%m/%Y")}
    return day, form
