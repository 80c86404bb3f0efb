"""Returns uploaded in the browser, on their way into the warehouse."""

from django.apps import AppConfig


class Uploads(AppConfig):
    """Uploads."""

    name = "foothold_web.uploads"
