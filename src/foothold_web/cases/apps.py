"""Children's cases: lists, and the names kept apart from the figures."""

from django.apps import AppConfig


class Cases(AppConfig):
    """Cases."""

    name = "foothold_web.cases"
