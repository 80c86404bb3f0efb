"""How Django draws a form: label, hint, error and input in the Design System's order."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class DesignSystemForms(TemplatesSetting):
    """Every form field goes through one template."""

    field_template_name = "components/field.html"
