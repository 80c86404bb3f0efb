"""The first page after signing in: what a person in that role asks on a Monday morning."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from foothold_web.routing import ScopedRequest


def home(request: ScopedRequest) -> HttpResponse:
    """The role's home."""
    return render(request, "reporting/home.html", {})
