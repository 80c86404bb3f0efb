"""Who looked at what, when and why."""

from django.apps import AppConfig


class Audit(AppConfig):
    """Audit."""

    name = "foothold_web.audit"
