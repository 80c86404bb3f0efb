"""When the trust goes live."""

from django.apps import AppConfig


class ProgrammeApp(AppConfig):
    """Programme."""

    name = "foothold_web.programme"
