"""The parts pages are made of, after the GOV.UK Design System."""

from django.apps import AppConfig


class Components(AppConfig):
    """Components."""

    name = "foothold_web.components"
