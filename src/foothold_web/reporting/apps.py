"""Homes, indicators and reports."""

from django.apps import AppConfig


class Reporting(AppConfig):
    """Reporting."""

    name = "foothold_web.reporting"
