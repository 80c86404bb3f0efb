"""What a page shows, read out of its answer."""

from __future__ import annotations

import re
from html import unescape

from django.http import HttpResponse


def text(answer: HttpResponse) -> str:
    """The page as text; it must have been shown."""
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def rows(html: str) -> int:
    """How many rows its first table has."""
    return html.split("<tbody")[1].count("<tr") if "<tbody" in html else 0


def iso_days(html: str) -> list[str]:
    """Days that a page prints as computers write them, outside code, file names and claims of a report."""
    shown = re.sub(r"<(script|style|code|pre)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.findall(r"(?<![\w@./-])\d{4}-\d\d-\d\d(?![\w-])", unescape(re.sub(r"<[^>]+>", " ", shown)))
