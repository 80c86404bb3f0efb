"""Files to keep, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

# A spreadsheet runs what begins with one of these; a leading apostrophe makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def download(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """A file under a name that holds nothing but letters, digits, dots and dashes."""
    safe = "".join(sign if sign.isascii() and (sign.isalnum() or sign in ".-") else "-" for sign in name)
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{safe}"'})


def csv_download(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A CSV file that Excel opens as UTF-8; texts that look like formulas are disarmed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_disarmed(value) for value in row] for row in rows)
    return download(b"\xef\xbb\xbf" + text.getvalue().encode(), name=name, kind="text/csv; charset=utf-8")


def _disarmed(value: Any) -> Any:
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
