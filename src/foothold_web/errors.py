"""The pages shown when a page cannot be: each says what happened and what to do, and nothing about how it is built."""

from __future__ import annotations

import logging
import secrets
import traceback

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """403: signed in, and not allowed; `reason` says who can grant it."""
    return _page(request, 403, "You cannot open this page", reason)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _page(request, 404, "Page not found", "Check the address, or start again from the home page.")


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request itself is not one that a browser of ours sends."""
    return unanswerable(request, "The request was not understood.")


def unanswerable(request: HttpRequest, reason: str) -> HttpResponse:
    """400: what was asked cannot be answered; the reason is written for people."""
    return _page(request, 400, "This cannot be shown", reason)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that did not come from a page of ours, or from one that has expired."""
    return _page(request, 403, "The page has expired", "Go back, reload the page and try again.")


def unrecorded(request: HttpRequest) -> HttpResponse:
    """503: the look could not be recorded, so nothing is shown."""
    return _page(
        request,
        503,
        "Nothing can be shown just now",
        "Every look at figures or cases is recorded, and recording does not work at the moment. Try again later.",
    )


def fault(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """500: our fault; the log holds the same reference."""
    text = f"The fault is Foothold's, not yours. Tell whoever runs it the reference {logged(exception)}."
    # Drawn without the request, so that whatever broke the page cannot break this one.
    return HttpResponse(render_to_string("error.html", {"title": "Something went wrong", "text": text}), status=500)


def logged(fault: BaseException | None) -> str:
    """Put the kind of a fault and its place on the log, never a value from a record; gives its reference."""
    reference = secrets.token_hex(4)
    place = traceback.extract_tb(fault.__traceback__)[-1] if fault and fault.__traceback__ else None
    where = f"{place.filename}:{place.lineno}" if place else "unknown"
    logger.error("fault %s: %s at %s", reference, type(fault).__name__, where)
    return reference


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "error.html", {"title": title, "text": text}, status=status)
