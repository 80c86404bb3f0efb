"""Files to keep, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from foothold.indicators.spreadsheets import CSV, KINDS, Sheet, as_csv


def download(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """A file under a name that holds nothing but letters, digits, dots and dashes."""
    safe = "".join(sign if sign.isascii() and (sign.isalnum() or sign in ".-") else "-" for sign in name)
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{safe}"'})


def csv_download(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A CSV file that Excel opens as UTF-8; texts that look like formulas are disarmed."""
    return download(as_csv(Sheet(name, columns, list(rows))), name=name, kind=KINDS[CSV])
