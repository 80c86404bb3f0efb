"""What an indicator is computed from, and the first day of which it tells."""

from __future__ import annotations

from datetime import date

from foothold.definitions.source import Source


def record_begins(source: Source) -> date | None:
    """The first day of which a source tells all; None where it does not say, as tables drawn for a test do not."""
    return getattr(source, "covers_from", None)
