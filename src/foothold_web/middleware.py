"""What holds for every request: pages stay out of caches, sessions end, faults get a reference number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from foothold_web import errors

GetResponse = Callable[[HttpRequest], HttpResponse]
# The time of the last page is stored at most this often; a session may so end that many seconds early, never late.
SEEN_EVERY = 30


class PrivatePages:
    """Nothing but static files may be kept by a browser or a proxy, and nobody learns what a fault was about."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then forbid keeping the answer."""
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for faults of ours, unless the developer asked for the trace."""
        expected = isinstance(exception, Http404 | PermissionDenied | BadRequest | SuspiciousOperation)
        return None if settings.DEBUG or expected else errors.fault(request, exception)


class SessionLimits:
    """Sign out whoever has been idle for too long, or signed in for too long."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End the session if it is over; the page then answers as it does to anybody."""
        if request.user.is_authenticated:
            self._check(request, int(timezone.now().timestamp()))
        return self.get_response(request)

    def _check(self, request: HttpRequest, now: int) -> None:
        session: Any = request.session
        began, seen = session.setdefault("began", now), session.setdefault("seen", now)
        if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_MOST_SECONDS:
            logout(request)
        elif now - seen > SEEN_EVERY:
            session["seen"] = now
