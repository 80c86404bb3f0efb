"""What a page shows, read out of its answer."""

from __future__ import annotations

from django.http import HttpResponse


def text(answer: HttpResponse) -> str:
    """The page as text; it must have been shown."""
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def rows(html: str) -> int:
    """How many rows its first table has."""
    return html.split("<tbody")[1].count("<tr") if "<tbody" in html else 0
