"""Handing a return over in the browser: the form, what the check found, the decision, the progress, the result."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from foothold.returns import PROFILES
from foothold_web.routing import ScopedRequest
from foothold_web.uploads import area, desk, models
from foothold_web.uploads.forms import Confirmations, UploadReturn
from foothold_web.uploads.models import Upload
from foothold_web.uploads.receiving import IntoTheArea

LOOK_AGAIN_AFTER = 3  # seconds
MESSAGES_SHOWN = 200
STEPS = ("Received", "Checked", "Merged", "Figures computed", "Ready")
_REACHED = {models.CHECKING: 1, models.CHECKED: 2, models.LOADING: 2, models.COMPUTING: 3, models.READY: 5}


# Where files go has to be said before the form is read, and reading the token would read the form: so the token is
# checked by the inner view, which runs once the guard around every page has let this person through.
@csrf_exempt
def upload(request: ScopedRequest) -> HttpResponse:
    """The form that takes a return."""
    if request.method != "POST":
        return _form(request, UploadReturn(authority=request.scope.authority))
    token = area.new_token()
    handler = IntoTheArea(area.make(settings.FOOTHOLD_HOME, token))
    request.upload_handlers = [handler]  # pyright: ignore[reportAttributeAccessIssue] - the stubs have no setter
    taken = False
    try:
        response = _take(request, token, handler)
        taken = isinstance(response, HttpResponseRedirect)
        return response
    finally:
        if not taken:
            area.remove(settings.FOOTHOLD_HOME, token)


@csrf_protect
def _take(request: ScopedRequest, token: str, handler: IntoTheArea) -> HttpResponse:
    form = UploadReturn(
        request.POST, request.FILES, authority=request.scope.authority, too_large=_too_large(request, handler)
    )
    if handler.twice:
        form.add_error("returned", "Two of the files have the same name. Upload each table once")
    if not form.is_valid():
        return _form(request, form)
    made = Upload(
        token=token,
        authority=form.cleaned_data["authority"],
        by=request.scope.username,
        role=request.scope.role.id,
        as_at=form.cleaned_data["as_at"],
        profile=form.cleaned_data["profile"],
        name=_called(handler),
        files=len(handler.received),
        size=handler.written,
        begun_at=timezone.now(),
    )
    request.look.purpose = f"{made.name}, {made.size} bytes, as at {made.as_at}"
    desk.begin(made, models.CHECKING)
    return HttpResponseRedirect(reverse("upload_state", args=[token]))


def _too_large(request: ScopedRequest, handler: IntoTheArea) -> bool:
    _ = request.FILES  # reads the form, and with it the files
    return handler.too_large


def _called(handler: IntoTheArea) -> str:
    """What the upload is called: the file's cleaned name, or how many files there are."""
    received = handler.received
    return received[0].name or "" if len(received) == 1 else f"extract of {len(received)} files"


def _form(request: ScopedRequest, form: UploadReturn) -> HttpResponse:
    context = {"form": form, "recent": desk.recent(request.scope)}
    return render(request, "uploads/upload.html", context, status=400 if form.errors else 200)


def state(request: ScopedRequest, upload: str) -> HttpResponse:
    """One upload: progress, what the check found, the decision, or the result."""
    found = desk.of(request.scope, upload)
    form = Confirmations(doubts=found.found.get("doubts", {}))
    if request.method == "POST":
        form = Confirmations(request.POST, doubts=found.found.get("doubts", {}))
        if _decided(request, found, form):
            return HttpResponseRedirect(reverse("upload_state", args=[found.token]))
    response = render(request, "uploads/state.html", _context(found, form), status=400 if form.errors else 200)
    if found.state in models.AT_WORK:
        response["Refresh"] = str(LOOK_AGAIN_AFTER)
    return response


def _decided(request: ScopedRequest, found: Upload, form: Confirmations) -> bool:
    """Do what the person decided; False where the form has to be shown again."""
    decision = request.POST.get("decision", "")
    request.look.purpose = decision[:20]
    if decision == "decline":
        desk.decline(found)
    elif decision == "carry-on":
        desk.carry_on(found)
    elif form.is_valid():
        reasons = form.reasons()
        confirmed = "; ".join(f"{rule}: {reason}" for rule, reason in sorted(reasons.items()))
        request.look.purpose = f"load {found.name}, confirmed {confirmed}" if confirmed else f"load {found.name}"
        desk.load(found, reasons)
    return not form.errors or decision in ("decline", "carry-on")


def _context(found: Upload, form: Confirmations) -> dict[str, Any]:
    profile = found.found.get("profile", "")
    messages = found.found.get("messages", [])
    return {
        "upload": found,
        "form": form,
        "format": PROFILES[profile].title if profile in PROFILES else profile,
        "messages": messages[:MESSAGES_SHOWN],
        "more": max(0, len(messages) - MESSAGES_SHOWN) + found.found.get("more", 0),
        "steps": _steps(found),
        "working": found.state in models.AT_WORK,
    }


def _steps(found: Upload) -> list[tuple[str, str]]:
    """Each step with how far it is: done, now, to come."""
    reached = _REACHED.get(found.state, _REACHED.get(found.stopped_in, 0))
    now = found.state in models.AT_WORK
    return [
        (step, "Done" if number < reached else "Now" if number == reached and now else "To come")
        for number, step in enumerate(STEPS)
    ]
