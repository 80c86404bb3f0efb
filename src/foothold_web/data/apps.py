"""What was handed over, and what was wrong with it."""

from django.apps import AppConfig


class Data(AppConfig):
    """Data."""

    name = "foothold_web.data"
