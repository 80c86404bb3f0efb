"""How an indicator stands: its chart, its level, and whether a page may colour it. `foothold.embeddedness` decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from foothold.embeddedness import Assessment, ChartOptions, ControlChart, assess, xmr
from foothold.embeddedness.control_chart import FEWEST_FIXED
from foothold.embeddedness.indicator_series import (
    OWN_SOURCE,
    direction_of,
    held_to,
    named_programme_start,
    stored_series,
    target_of,
)
from foothold.indicators import Figure, Indicator
from foothold_web.reporting.models import PROGRAMME, Event


def programme_start(authority: str) -> date | None:
    """The day before which a council's values are the baseline: as people recorded it, else as packaged."""
    first = Event.objects.filter(authority=authority, kind=PROGRAMME).first()
    return first.begins if first else named_programme_start(authority)


def polarity_is_official(indicator: Indicator) -> bool:
    """Whether somebody official has said which way is better; only then does a page colour the indicator."""
    return indicator.polarity is not None and not indicator.polarity_source.startswith(OWN_SOURCE)


def chart(indicator: Indicator, weeks: Sequence[Figure], start: date | None) -> ControlChart:
    """The control chart, its limits frozen on the time before the programme where that is long enough.

    Signals are told as good or bad, and so coloured, only where somebody official says which way is better.
    """
    before = sum(week.as_at < start for week in weeks) if start else 0
    options = ChartOptions(
        improvement_direction=direction_of(indicator) if polarity_is_official(indicator) else "neutral",
        target=target_of(indicator),
        fix_after_n_points=before if before >= FEWEST_FIXED else None,
    )
    return xmr([week.as_at for week in weeks], [week.value for week in weeks], options, indicator.id)


def level(authority: str, indicator: Indicator, as_at: date) -> Assessment:
    """How far the improvement had come on a date, judged on weeks, on every team and on the pressure there was."""
    start = programme_start(authority)
    return assess(stored_series(settings.FOOTHOLD_HOME, authority, indicator, start), held_to(indicator, start), as_at)
