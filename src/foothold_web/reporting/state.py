"""Since when a programme runs and how far an improvement has come. `foothold.embeddedness` decides the latter."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from foothold.embeddedness import Assessment, assess
from foothold.embeddedness.indicator_series import held_to, named_programme_start, stored_series
from foothold.indicators import Indicator
from foothold_web.reporting.models import PROGRAMME, Event


def programme_start(authority: str) -> date | None:
    """The day before which a council's values are the baseline: as people recorded it, else as packaged."""
    first = Event.objects.filter(authority=authority, kind=PROGRAMME).first()
    return first.begins if first else named_programme_start(authority)


def level(authority: str, indicator: Indicator, as_at: date) -> Assessment:
    """How far the improvement had come on a date, judged on weeks, on every team and on the pressure there was."""
    start = programme_start(authority)
    return assess(stored_series(settings.FOOTHOLD_HOME, authority, indicator, start), held_to(indicator, start), as_at)
