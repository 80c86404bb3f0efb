"""The audit log, to read."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from foothold_web.audit.models import AuditEvent
from foothold_web.routing import ScopedRequest

EVENTS_A_PAGE = 50


def index(request: ScopedRequest) -> HttpResponse:
    """The newest events first."""
    pages = Paginator(AuditEvent.objects.all(), EVENTS_A_PAGE)
    return render(request, "audit/index.html", {"page": pages.get_page(request.GET.get("page"))})
